"""What an exported PDF carries inside: its pack, or a manifest without any words; and how the pack comes out again.

A PDF made for the public, or without its pack, says in its manifest what it shows, with digests of the printed words,
and nothing of what was left out.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from briefpack import __version__
from briefpack.briefing.nodes import Block, Briefing, Columns, KeyBox, Quotation, Spans, Table
from briefpack.evidence.items import AnyItem
from briefpack.evidence.sources import Item, Source
from briefpack.language import to_say
from briefpack.pack.audience import Audience, PublicEvidence
from briefpack.pack.pack import Pack, content_hash
from briefpack.pack.packfile import MAX_FILE, MadeByNewer, PackFile, Refused, pack_bytes, parse_pack
from briefpack.pack.safewrite import read_some
from briefpack.pack.snapshot import Carried

if TYPE_CHECKING:
    from briefpack.pdf.archive import Attachment
    from briefpack.pdf.reading import Embedded

PACK_NAME, MANIFEST_NAME = "pack.briefpack", "manifest.json"
MIME_TYPE = "application/x-briefpack"
#: What the manifest calls itself, and its version.
MANIFEST_FORMAT, MANIFEST_VERSION = "briefpack-manifest", 1
#: A PDF holds fonts and pages besides the pack.
MAX_PDF = 4 * MAX_FILE
TOO_LARGE = to_say("{path} is larger than {most} MB, more than this program reads of a PDF. It was not opened.")
#: In one language whatever the window speaks: who verifies may speak another, and the bytes must agree.
_ABOUT_PACK = "The pack this document was made from, with its evidence. Open it with briefpack."
_ABOUT_MANIFEST = "What this document shows: its items and sources, with digests of the printed words."

#: What the PDF carries: the pack it was made from, the manifest alone, or nothing (as for printing).
Carry = Literal["pack", "manifest", "nothing"]
#: Writes a document without any files in it.
Write = Callable[[], bytes]
#: The files for a document, from what was composed.
Files = Callable[[Pack, Sequence[AnyItem], Briefing, Write], "tuple[Attachment, ...]"]


def carry_for(audience: Audience, with_pack: bool = True) -> Carry:
    """What a PDF for the audience carries. The public gets no pack, whatever was wished."""
    return "pack" if with_pack and audience == "principal" else "manifest"


def files_for(
    pack: Pack, items: Sequence[AnyItem], briefing: Briefing, write: Write, carry: Carry
) -> "tuple[Attachment, ...]":
    """The files to put into a PDF of this pack. `items` and `pack` are what was composed: see pack/audience.py."""
    if carry == "nothing":
        return ()
    if carry == "pack":
        return (pack_file(pack_bytes(pack, items)),)
    from briefpack.pdf.archive import Attachment  # noqa: PLC0415 - ReportLab is slow to load

    content = manifest(pack, items, briefing, _texts_of(write()))
    return (Attachment(MANIFEST_NAME, content, "application/json", _ABOUT_MANIFEST, "Data"),)


def pack_file(content: bytes) -> "Attachment":
    """A pack's file as it lies in a PDF."""
    from briefpack.pdf.archive import Attachment  # noqa: PLC0415 - ReportLab is slow to load

    return Attachment(PACK_NAME, content, MIME_TYPE, _ABOUT_PACK, "Source")


def _texts_of(pdf: bytes) -> list[str]:
    """The texts of a document as `verify` will read them."""
    from briefpack.pdf.reading import reading  # noqa: PLC0415 - pikepdf, for a manifest alone
    from briefpack.pdf.wording import texts  # noqa: PLC0415 - the same

    with reading(pdf) as document:
        return texts(document)


def manifest(pack: Pack, items: Sequence[AnyItem], briefing: Briefing, texts: Sequence[str]) -> bytes:
    """The public manifest as JSON, with a digest of each of the printed texts. Items that may not be used in public are
    not named in it."""
    carried = Carried(items)
    public = PublicEvidence(carried)
    printed = {item_id: words for item_id, words in wordings(pack, briefing).items() if not public.refused(item_id)}
    shown = [item for item_id in printed if isinstance(item := carried.get(item_id), Item)]
    cited = {citation.source_id for item in shown for citation in item.citations}
    sources = [source for source in carried.all("source") if isinstance(source, Source) and source.id in cited]
    record: dict[str, Any] = {
        "format": MANIFEST_FORMAT,
        "schema_version": MANIFEST_VERSION,
        "program": f"briefpack {__version__}",
        "title": pack.title,
        "content_hash": content_hash(pack),
        "as_of": pack.as_of,
        "dataset": {"fingerprint": pack.dataset.fingerprint},
        "sources": [
            {"id": each.id, "title": each.title or each.title_supplied or "", "sha256": each.sha256 or ""}
            for each in sources
        ],
        "items": [
            {"id": item_id, "printed": [digest_of(words) for words in each]} for item_id, each in printed.items()
        ],
        "texts": [digest_of(words) for words in texts],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def digest_of(words: str) -> str:
    """The digest of printed words, which does not depend on how they were broken into lines."""
    from briefpack.pdf.wording import letters  # noqa: PLC0415 - only for a manifest

    return sha256(letters(words).encode()).hexdigest()


def wordings(pack: Pack, briefing: Briefing) -> dict[str, tuple[str, ...]]:
    """The words printed for each item of a briefing, as often as they are: a quotation's own where it is a block, and
    the label and the passages of its annex."""
    found: dict[str, list[str]] = {}
    entries = {entry.id: entry.item for section in pack.sections for entry in section.entries if entry.item}
    for entry_id, words in words_of_quotations(briefing):
        if entry_id in entries:
            found.setdefault(str(entries[entry_id]), []).append(words)
    for block in _blocks_of(briefing):
        if isinstance(block, Table) and block.id == "annex.fact":
            for row in block.rows:
                if row.group:
                    cells = (_words(row.cells[0]), _words(row.cells[-1]))
                    found.setdefault(row.group, []).extend(words for words in cells if words not in {"", "″"})
    return {item_id: tuple(texts) for item_id, texts in found.items()}


def words_of_quotations(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """The entry of each quotation that stands as a block of its own, and its words with their marks."""
    for block in _blocks_of(briefing):
        if isinstance(block, Quotation):
            yield block.entry, _words(block.spans)


def _blocks_of(briefing: Briefing) -> Iterator[Block]:
    return _blocks(block for part in briefing.parts for block in part.blocks)


def _blocks(blocks: "Iterator[Block]") -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Columns):
            yield from _blocks(each for column in block.columns for each in column)
        elif isinstance(block, KeyBox):
            yield from _blocks(iter(block.blocks))
        else:
            yield block


def _words(spans: Spans) -> str:
    return "".join(span.text for span in spans if not span.note and not span.target)


# Out again.

_NOT_CARRIED = to_say(
    "{file} carries no pack: it was made for the public or without one, or by another program. Ask its sender for the "
    "pack, a file that ends in .briefpack."
)
_TWO = to_say("{file} carries {count} packs, and nothing says which one it was made from. It was not opened.")
_TOO_LARGE = to_say("{file} carries a pack that would unpack to far more than a pack can hold, and was not opened.")
_INSIDE = to_say("The pack that {file} carries cannot be opened. {problem}")


def is_pdf(path: Path) -> bool:
    """Whether a file goes by the name of a PDF."""
    return path.suffix.lower() == ".pdf"


def carried_in(path: Path) -> bytes:
    """The content of the pack's file that a PDF carries, byte by byte. Raises FileProblem in one sentence."""
    return _carried(path)[0]


def pack_in(path: Path) -> PackFile:
    """The pack that a PDF carries. Raises FileProblem in one sentence."""
    return _carried(path)[1]


def _carried(path: Path) -> tuple[bytes, PackFile]:
    from briefpack.pdf.reading import embedded, reading  # noqa: PLC0415 - pikepdf, for PDFs alone

    content = read_some(path, MAX_PDF, TOO_LARGE)
    try:
        with reading(content) as pdf:
            files = embedded(pdf)
        return pack_among(files)
    except Refused as refused:
        raise refused.about(path) from None


def pack_among(files: "Sequence[Embedded]") -> tuple[bytes, PackFile]:
    """The one pack among the files of a PDF, as its file and opened. Raises Refused, which says why there is none."""
    packs = [file for file in files if is_pack(file)]
    if not packs:
        raise Refused(_NOT_CARRIED)
    if len(packs) > 1:
        raise Refused(_TWO, count=len(packs))
    content = packs[0].content
    if content is None:
        raise Refused(_TOO_LARGE)
    try:
        return content, parse_pack(content)
    except MadeByNewer:
        raise
    except Refused as refused:
        raise Refused(_INSIDE, problem=refused) from None


def is_pack(file: "Embedded") -> bool:
    """Whether an embedded file goes by the name or the kind of a pack."""
    return file.mime == MIME_TYPE or file.name.lower().endswith(".briefpack")
