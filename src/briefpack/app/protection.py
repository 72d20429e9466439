"""A copy that asks for a password, beside the PDF that everybody can open and archive."""

from pathlib import Path

from briefpack.app.errors import UserError
from briefpack.language import say
from briefpack.pack.safewrite import read_some, write_whole

#: A password on the first line of a file is never longer.
_MOST = 10_000


def password_from(content: bytes, place: str) -> str:
    """The first line of a file, or of what was piped in. Raises UserError when there is none that can be used."""
    try:
        return checked(content.splitlines()[0].decode("utf-8-sig") if content.strip() else "")
    except UnicodeDecodeError:
        raise UserError(say("The password in {place} is not readable text (UTF-8).", place=place)) from None


def password_in(path: Path) -> str:
    """The first line of a file. Raises FileProblem and UserError."""
    return password_from(read_some(path, _MOST), str(path))


def checked(password: str) -> str:
    """The password, if a PDF can have it; else UserError."""
    from briefpack.pdf.protecting import LONGEST  # noqa: PLC0415 - only for such copies

    if not password:
        raise UserError(say("The password is empty. Give one of at least one character."))
    if len(password.encode("utf-8", "replace")) > LONGEST:
        raise UserError(say("The password is too long for a PDF: it may have {most} bytes.", most=LONGEST))
    return password


def write_protected(path: Path, content: bytes, password: str) -> None:
    """Write the copy whole or not at all. Raises FileProblem."""
    from briefpack.pdf.protecting import protected  # noqa: PLC0415 - pikepdf, only for such copies

    write_whole(path, protected(content, checked(password)))
