"""Write a file whole or not at all, and say in one sentence why not."""

import contextlib
import errno
import hashlib
import os
import secrets
import stat
from pathlib import Path

from briefpack.language import say, to_say


class FileProblem(Exception):  # noqa: N818 - named for what it states; the user reads its message
    """A file or folder the user can do something about: one sentence with the place and the next step."""


def write_whole(path: Path, content: bytes) -> None:
    """Write aside, flush to disk, then put in place. Raises FileProblem; nothing is left behind.

    A link stays a link: what it leads to is written. A device or pipe is written into, never replaced.
    """
    if path.name in {"", ".."}:
        raise FileProblem(say("{path} could not be written: {why}", path=path, why=say(_CAUSES[errno.EISDIR])))
    try:
        if _is_stream(path):
            path.write_bytes(content)
        else:
            _write_beside(Path(os.path.realpath(path)), content)
    except OSError as error:
        raise FileProblem(say("{path} could not be written: {why}", path=path, why=why(error))) from error


def _is_stream(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _write_beside(path: Path, content: bytes) -> None:
    # The name beside the target must be new: two programs may write at once.
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


_LARGE = to_say("{path} is larger than {most} MB; a pack never is. It was not opened.")


def read_some(path: Path, limit: int, too_large: str = _LARGE) -> bytes:
    """The content of a file of at most `limit` bytes. Raises FileProblem, also when it is larger."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise FileProblem(say("{path} could not be opened: {why}", path=path, why=why(error))) from error
    if len(content) > limit:
        raise FileProblem(say(too_large, path=path, most=limit // 1_000_000))
    return content


def digest_of(path: Path) -> str:
    """SHA-256 of a file's content; "" when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def why(error: OSError) -> str:
    """The cause and the next step in words."""
    cause = _CAUSES.get(error.errno or 0)
    return say(cause) if cause else f"{error.strerror or error}."


_FULL = to_say("the disk is full. Free some space and try again; the old file is untouched.")
_CAUSES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: to_say("you may not do that in this folder. Choose another folder."),
    errno.EPERM: to_say("you may not do that in this folder. Choose another folder."),
    errno.EROFS: to_say("the disk is read-only. Choose another folder."),
    errno.ENOENT: to_say("there is no such file or folder. Check the path."),
    errno.ENOTDIR: to_say("part of the path is a file, not a folder. Check the path."),
    errno.EISDIR: to_say("this is a folder. Give the name of a file."),
    errno.ENAMETOOLONG: to_say("the name is too long. Choose a shorter one."),
    errno.EFBIG: to_say("the file is too large for this disk."),
}
