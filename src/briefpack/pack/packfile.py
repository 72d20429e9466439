"""The .briefpack file: a deterministic zip of JSON that carries the pack and a snapshot of every item it uses.

Members: manifest.json (schema version, SHA-256 of the others), pack.json, items.json. Same pack, same bytes.
"""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from briefpack.evidence.dates import DateError
from briefpack.evidence.items import KINDS, AnyItem, kind_of
from briefpack.language import say, to_say
from briefpack.pack.pack import SCHEMA_VERSION, Pack
from briefpack.pack.safewrite import FileProblem, read_some, write_whole

MANIFEST, PACK, ITEMS = "manifest.json", "pack.json", "items.json"
_MEMBERS = (MANIFEST, PACK, ITEMS)
#: Generous for a pack of text, and small enough to hold in memory on any machine.
MAX_FILE = 64_000_000
MAX_MEMBER = 128_000_000
#: Packed JSON shrinks about tenfold; a thousandfold is a bomb.
MAX_RATIO = 300
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
#: On a long pack 5 takes twice the time of 2 for nine per cent less.
_COMPRESSION = 2


class PackFile(NamedTuple):
    """What a .briefpack file holds."""

    pack: Pack
    items: tuple[AnyItem, ...]


class Refused(FileProblem):
    """A file's content that was not taken; `about` names the file in the same sentence."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(say(message, file=say("This file"), **values))
        self._message, self._values = message, values

    def about(self, path: Path) -> FileProblem:
        """The problem with the file's name."""
        return FileProblem(say(self._message, file=path, **self._values))


class MadeByNewer(Refused):
    """The file's version is one that this program does not know."""


def pack_bytes(pack: Pack, items: Sequence[AnyItem]) -> bytes:
    """The file's content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in _contents(pack, items).items():
            # Said here: an entry of one's own knows nothing of the archive's level.
            archive.writestr(_entry(name), content, compresslevel=_COMPRESSION)
    return stream.getvalue()


def _contents(pack: Pack, items: Sequence[AnyItem]) -> dict[str, bytes]:
    """What each member holds, in the order of the file."""
    members = {
        PACK: _json(pack.model_dump(mode="json")),
        ITEMS: _json([item_record(item) for item in items]),
    }
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    return {MANIFEST: _json({"format": "briefpack", "schema_version": SCHEMA_VERSION, "sha256": digests}), **members}


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _ZIP_EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info


def is_as_written(content: bytes, found: PackFile) -> bool:
    """Whether a file that was parsed is what this program writes for the pack; another zlib may have packed it."""
    wanted = _contents(found.pack, found.items)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = archive.infolist()
        if [_told(info) for info in infos] != [_told(_entry(name)) for name in wanted] or archive.comment:
            return False
        # No bytes between the members, or after them, that nobody would look at.
        place = 0
        for info in infos:
            if info.header_offset != place:
                return False
            place += _LOCAL + len(info.filename) + info.compress_size
        place += sum(_CENTRAL + len(info.filename) for info in infos) + _END
        return len(content) == place and all(archive.read(name) == each for name, each in wanted.items())


#: The sizes of a zip's headers without their names (APPNOTE 4.3.7, 4.3.12, 4.3.16).
_LOCAL, _CENTRAL, _END = 30, 46, 22


def _told(info: zipfile.ZipInfo) -> tuple[object, ...]:
    return (
        info.filename,
        info.date_time,
        info.compress_type,
        info.create_system,
        info.external_attr,
        info.flag_bits,
        info.extra,
        info.comment,
    )


def write_pack(path: Path, pack: Pack, items: Sequence[AnyItem]) -> None:
    """Write the file whole or not at all. Raises FileProblem."""
    write_whole(path, pack_bytes(pack, items))


def read_pack(path: Path) -> PackFile:
    """Read a file that may be damaged, newer or hostile. Raises FileProblem with one sentence; nothing is extracted."""
    content = read_some(path, MAX_FILE)
    try:
        return parse_pack(content)
    except Refused as refused:
        raise refused.about(path) from None


def parse_pack(untrusted: bytes) -> PackFile:
    """The pack in a file's content. Raises Refused."""
    members = _members(untrusted)
    manifest = _object(members[MANIFEST], MANIFEST)
    version = manifest.get("schema_version")
    if manifest.get("format") != "briefpack" or not isinstance(version, int):
        raise Refused(to_say("{file} is not a briefpack file. Choose a file that ends in .briefpack."))
    if version > SCHEMA_VERSION:
        raise MadeByNewer(
            to_say(
                "{file} was made by a newer briefpack (file version {version}, this program reads up to {most}). "
                "Update the program to open it."
            ),
            version=version,
            most=SCHEMA_VERSION,
        )
    digests = manifest.get("sha256")
    for name in (PACK, ITEMS):
        if not isinstance(digests, dict) or digests.get(name) != hashlib.sha256(members[name]).hexdigest():
            raise Refused(
                to_say(
                    "{file} is damaged or was altered outside briefpack ({member} differs from its record). "
                    "Ask its sender for it again."
                ),
                member=name,
            )
    try:
        pack = Pack.model_validate_json(members[PACK])
        items = tuple(item_of(record) for record in _list(members[ITEMS]))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise Refused(
            to_say("{file} cannot be used: {place} is wrong ({why}). Ask its sender for it again."),
            place=_shown(".".join(str(step) for step in first["loc"])) or say("a record"),
            why=first["msg"],
        ) from None
    return PackFile(pack, items)


def _members(untrusted: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted)) as archive:
            _refuse_hostile(archive.infolist(), len(untrusted))
            return {name: _read(archive, name) for name in _MEMBERS}
    except _UNREADABLE as error:
        raise Refused(
            to_say("{file} is damaged or not a briefpack file ({why}). Ask its sender for it again."),
            why=_shown(str(error)),
        ) from None


#: What zipfile lets through for archives that nobody meant well: bad names, bad offsets, unknown methods.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    LookupError,
    OverflowError,
)


def _shown(text: str) -> str:
    """Foreign words inside a message: short, on one line, and nothing that a terminal would obey."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text[:60])


def _refuse_hostile(infos: Sequence[zipfile.ZipInfo], size: int) -> None:
    names = [info.filename for info in infos]
    for name in names:
        if name not in _MEMBERS:
            outside = name.startswith("/") or ".." in name or "\\" in name or ":" in name
            message = to_say(
                "{file} holds a member that no pack has (“{member}”) and was not opened. Ask its sender for it again."
            )
            if outside:
                message = to_say(
                    "{file} holds a path outside the archive (“{member}”) and was not opened. "
                    "Ask its sender for it again."
                )
            raise Refused(message, member=_shown(name))
    if sorted(names) != sorted(_MEMBERS):
        raise Refused(to_say("{file} is not complete, or holds a member twice. Ask its sender for it again."))
    for info in infos:
        if info.flag_bits & 0x1:
            raise Refused(to_say("{file} is encrypted, which no briefpack file is. It was not opened."))
        # Python bounds what one read unpacks for these two alone.
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refused(to_say("{file} is packed in a way that no briefpack file is. It was not opened."))
        if info.compress_size > size:  # a lie that would hide a bomb
            raise Refused(to_say("{file} is damaged (a member is larger than the file). Ask its sender for it again."))
        if info.file_size > MAX_MEMBER or info.file_size > MAX_RATIO * max(info.compress_size, 1000):
            raise Refused(to_say("{file} would unpack to far more than a pack can hold and was not opened."))


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    # The size in the directory may lie: read no more than it says.
    declared = archive.getinfo(name).file_size
    with archive.open(name) as member:
        content = member.read(declared + 1)
    if len(content) != declared:
        raise Refused(
            to_say("{file} is damaged ({member} has another size than it states). Ask its sender for it again."),
            member=name,
        )
    return content


def item_record(item: AnyItem) -> dict[str, Any]:
    """An item as it stands in a file, with its kind."""
    fields = item.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"kind": kind_of(item), "item": fields}


def item_of(record: Any) -> AnyItem:
    """The item of such a record. Raises Refused and ValidationError."""
    kind = record.get("kind") if isinstance(record, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        raise Refused(
            to_say("{file} holds an item of an unknown kind (“{kind}”). Update the program to open it."),
            kind=_shown(kind) if isinstance(kind, str) else "none",
        )
    item = KINDS[kind].model_validate(record.get("item"))
    try:
        _ = getattr(item, "when", None)  # reads its dates, which the model keeps as text
    except DateError as error:
        raise Refused(
            to_say("{file} cannot be used: the date of {item} is wrong ({why}). Ask its sender for it again."),
            item=item.id,
            why=error,
        ) from None
    return item


_UNLIKE = to_say("{file} is damaged ({member} is not as it should be). Ask its sender for it again.")


def _object(content: bytes, name: str) -> dict[str, Any]:
    value = _parsed(content, name)
    if not isinstance(value, dict):
        raise Refused(_UNLIKE, member=name)
    return value


def _list(content: bytes) -> list[Any]:
    value = _parsed(content, ITEMS)
    if not isinstance(value, list):
        raise Refused(_UNLIKE, member=ITEMS)
    return value


def _parsed(content: bytes, name: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise Refused(
            to_say("{file} is damaged ({member} is not readable). Ask its sender for it again."), member=name
        ) from None


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
