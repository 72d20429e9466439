"""A PDF that anybody may have made, read with care: nothing is run, unpacking has limits, trouble is one sentence."""

import zlib
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from briefpack.language import to_say
from briefpack.pack.packfile import MAX_FILE, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

#: So much a stream may unpack to.
MAX_STREAM = 512_000_000
#: So many entries of a name tree are followed, so deep.
_MOST, _DEEP = 10_000, 32
_HEAD = 1024

_NO_PDF = to_say("{file} is no PDF.")
_DAMAGED = to_say("{file} is damaged and cannot be read as a PDF. Ask its sender for it again.")
_LOCKED = to_say("{file} asks for a password, without which nothing can be read in it.")


@cache
def _set_limits() -> None:
    import pikepdf

    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MAX_STREAM,
        png_max_memory=MAX_STREAM,
        tiff_max_memory=MAX_STREAM,
        run_length_max_memory=MAX_STREAM,
        dct_max_memory=MAX_STREAM,
    )


def is_pdf(content: bytes) -> bool:
    """Whether a content calls itself a PDF, which it may do after a few bytes of something else."""
    return b"%PDF-" in content[:_HEAD]


@contextmanager
def reading(content: bytes) -> "Iterator[pikepdf.Pdf]":
    """The file, open. Raises Refused when it is no PDF, is damaged, or asks for a password; also while it is read."""
    import pikepdf

    if not is_pdf(content):
        raise Refused(_NO_PDF)
    _set_limits()
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            yield pdf
    except pikepdf.PasswordError:
        raise Refused(_LOCKED) from None
    except pikepdf.PdfError:
        raise Refused(_DAMAGED) from None
    except (ValueError, TypeError, LookupError, AttributeError, RuntimeError, NotImplementedError) as error:
        # What pikepdf raises where an object is of another kind than it should be. Refused is none of these.
        raise Refused(_DAMAGED) from error


class Embedded(NamedTuple):
    """A file inside the file. `content` is None where it cannot be unpacked, or is larger than any pack."""

    name: str
    description: str
    mime: str
    relationship: str
    content: bytes | None


def embedded(pdf: "pikepdf.Pdf") -> tuple[Embedded, ...]:
    """The files that a PDF carries, in the order of its names; then those that are only associated with it."""
    found: list[Embedded] = []
    seen: set[tuple[int, int]] = set()
    for spec in (*_named(pdf), *items(pdf.Root.get("/AF"))):
        place = spec.objgen
        if place != (0, 0) and place in seen:
            continue
        seen.add(place)
        made = _embedded(spec)
        if made is not None:
            found.append(made)
    return tuple(found)


def _named(pdf: "pikepdf.Pdf") -> "Iterator[pikepdf.Object]":
    names = pdf.Root.get("/Names")
    waiting: list[tuple[Any, int]] = [(entry(names, "/EmbeddedFiles"), 0)]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        node, depth = waiting.pop()
        if not _is_dictionary(node) or depth > _DEEP or (node.objgen != (0, 0) and node.objgen in seen):
            continue
        seen.add(node.objgen)
        for spec in list(items(node.get("/Names")))[1::2]:
            count += 1
            if count > _MOST:
                return
            yield spec
        waiting += [(kid, depth + 1) for kid in reversed(list(items(node.get("/Kids"))))]


def _embedded(spec: "pikepdf.Object") -> Embedded | None:
    import pikepdf

    if not _is_dictionary(spec):
        return None
    streams = spec.get("/EF")
    stream = next((each for key in ("/UF", "/F") if isinstance(each := entry(streams, key), pikepdf.Stream)), None)
    if stream is None:
        return None
    name = words(spec.get("/UF")) or words(spec.get("/F"))
    return Embedded(
        name,
        words(spec.get("/Desc")),
        words(stream.get("/Subtype")).lstrip("/"),
        words(spec.get("/AFRelationship")).lstrip("/"),
        decoded(stream, MAX_FILE),
    )


def decoded(stream: "pikepdf.Stream", limit: int) -> bytes | None:
    """The content of a stream, unpacked; None when it cannot be, or is larger than `limit`."""
    import pikepdf

    kind = stream.get("/Filter")
    if isinstance(kind, pikepdf.Array) and len(kind) == 1:
        kind = kind[0]
    try:
        if kind is None or (isinstance(kind, pikepdf.Array) and not len(kind)):
            content = stream.read_raw_bytes()
        elif kind == "/FlateDecode" and stream.get("/DecodeParms") is None:
            content = _inflated(stream.read_raw_bytes(), limit)
        else:
            content = stream.read_bytes()
    except (pikepdf.PdfError, zlib.error, RuntimeError, NotImplementedError):
        return None
    return content if len(content) <= limit else None


def _inflated(packed: bytes, limit: int) -> bytes:
    """Unpacked, but no more than one byte over the limit. Raises zlib.error."""
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed, limit + 1)
    if not unpacking.eof and len(content) <= limit:
        raise zlib.error("cut short")
    return content


def words(value: Any) -> str:
    """A string or a name of a PDF as text; "" for anything else."""
    import pikepdf

    return str(value) if isinstance(value, pikepdf.String | pikepdf.Name) else ""


def _is_dictionary(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)


def entry(holder: Any, key: str) -> Any:
    """An entry of a dictionary; None when it is none, or has none."""
    return holder.get(key) if _is_dictionary(holder) else None


def items(value: Any) -> "list[pikepdf.Object]":
    """The dictionaries of an array; none of anything else."""
    import pikepdf

    return list(value) if isinstance(value, pikepdf.Array) else []
