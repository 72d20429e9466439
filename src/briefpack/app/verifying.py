"""Is a file what its pack makes, and does the pack say what its evidence says?

A PDF with its pack is built again and compared object by object: not by bytes, as another zlib packs the same content
otherwise. A file without a pack is checked as far as its manifest goes, and what was not checked is said.
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefpack import __version__
from briefpack.app import build, libraries
from briefpack.app.carrying import (
    MANIFEST_FORMAT,
    MANIFEST_NAME,
    MANIFEST_VERSION,
    MAX_PDF,
    TOO_LARGE,
    digest_of,
    is_pack,
    pack_among,
    pack_file,
)
from briefpack.app.errors import KNOWN_ERRORS
from briefpack.app.evidencing import composition_finding, evidence_findings
from briefpack.app.verdict import Finding, Verdict, few, shortened
from briefpack.briefing.quoting import quoted
from briefpack.evidence.items import AnyItem, Quote
from briefpack.language import say, say_many, to_say
from briefpack.library.errors import LibraryError
from briefpack.library.quiet import quiet_collector
from briefpack.pack.packfile import MAX_FILE, MadeByNewer, Refused, is_as_written, parse_pack
from briefpack.pack.safewrite import read_some
from briefpack.pdf.reading import Embedded, embedded, is_pdf, reading, words
from briefpack.pdf.wording import letters, texts

_PRODUCER = re.compile(r"briefpack (\S{1,20})")
_MOST = 12


def verify(path: Path) -> Verdict:
    """Check a PDF or a pack file, whatever its name. Raises FileProblem when it cannot be read at all."""
    content = read_some(path, MAX_PDF, TOO_LARGE)
    name, digest = path.name, sha256(content).hexdigest()
    try:
        with quiet_collector():
            if is_pdf(content):
                program, findings = _pdf(content)
                return Verdict(name, "pdf", digest, program, tuple(findings))
            return Verdict(name, "pack", digest, "", tuple(_pack(content[: MAX_FILE + 1])))
    except Refused as refused:
        raise refused.about(path) from None


def _pack(content: bytes) -> list[Finding]:
    try:
        found = parse_pack(content)
    except MadeByNewer:
        raise
    except Refused as refused:
        if not content.startswith(b"PK\x03\x04"):
            raise
        return [Finding("pack", "wrong", str(refused))]
    whole = Finding("pack", "ok", say("The pack is whole: its parts agree with its record."))
    return [whole, *evidence_findings(found)[0]]


def _pdf(content: bytes) -> tuple[str, list[Finding]]:
    with reading(content) as pdf:
        files = embedded(pdf)
        made = _PRODUCER.fullmatch(words(pdf.docinfo.get("/Producer")))
        program = made[1] if made else ""
        if not any(map(is_pack, files)):
            return program, _without_pack(files, partial(texts, pdf))
    try:
        carried, found = pack_among(files)
    except MadeByNewer:
        raise
    except Refused as refused:
        return program, [Finding("pack", "wrong", str(refused))]
    findings = [composition_finding(found)]
    if program == __version__ and not is_as_written(carried, found):
        sentence = say("The pack it carries is not written as this program writes packs: it was altered.")
        findings.append(Finding("pack", "wrong", sentence))
    proofs, briefing = evidence_findings(found)
    findings += proofs
    try:
        files_again = partial(_same_file, carried)
        built = build.build_pdf(found.pack, found.items, files=files_again, briefing=briefing, tell_blocks=False)
    except KNOWN_ERRORS as error:
        # Such as a font that this machine lacks: no proof of anything.
        sentence = say("The document cannot be built again here, and so not be compared: {problem}", problem=error)
        return program, [*findings, Finding("pages", "unknown", sentence)]
    if program == __version__:
        return program, [*findings, _compared(content, built.content)]
    return program, [*findings, *_of_another_version(content, built.content, program)]


def _same_file(carried: bytes, *_composed: object) -> tuple[Any, ...]:
    """The pack goes in as it came out: how another zlib packed it says nothing."""
    return (pack_file(carried),)


# The same program: the same objects.


def _compared(content: bytes, built: bytes) -> Finding:
    from briefpack.pdf.comparing import differences  # noqa: PLC0415 - only where bytes differ

    if content == built:
        return Finding("pages", "ok", say("Built again from its pack, the file is the same, byte for byte."))
    with reading(content) as one, reading(built) as other:
        found = differences(one, other)
    if not found:
        sentence = say("Built again from its pack, the file holds the same; only how it is stored differs.")
        return Finding("pages", "ok", sentence)
    pages = [each.page for each in found if each.page and each.kind in {"text", "page"}]
    if any(each.kind in {"font", "page", "root", "pages"} and not each.page for each in found):
        pages = []  # every page may read otherwise
    details = few((say(_WHERE[each.kind], page=each.page) for each in found), _MOST)
    details += _read_otherwise(content, built, pages)
    sentence = say("Built again from its pack, the file is not the same: it was altered after it was made.")
    return Finding("pages", "wrong", sentence, details)


#: Where two files differ, by the kind of place.
_WHERE = {
    "pages": to_say("the number of pages"),
    "text": to_say("what page {page} shows"),
    "page": to_say("page {page}: its size, or what belongs to it"),
    "link": to_say("a link on page {page}"),
    "font": to_say("a font: its letters, widths or the text behind them"),
    "metadata": to_say("the metadata, such as title, date or producer"),
    "outline": to_say("the bookmarks"),
    "structure": to_say("the structure that screen readers follow"),
    "colours": to_say("the meaning of colours"),
    "attachment": to_say("the files it carries"),
    "encrypted": to_say("it is encrypted"),
    "unreferenced": to_say("something in it that nothing refers to"),
    "root": to_say("the root of the file, such as its language or an action when it is opened"),
}


def _read_otherwise(content: bytes, built: bytes, pages: list[int]) -> tuple[str, ...]:
    """The words that differ on these pages."""
    from briefpack.pdf.plaintext import changes, page_words  # noqa: PLC0415 - only where pages differ
    from briefpack.pdf.raster import RasterError  # noqa: PLC0415 - the same

    found: list[str] = []
    try:
        made, read = page_words(built, pages), page_words(content, pages)
    except RasterError:
        return ()
    for number in pages:
        for before, after in changes(made.get(number, []), read.get(number, [])):
            was, now = shortened(before), shortened(after)
            found.append(say("page {page}: “{before}” has become “{after}”", page=number, before=was, after=now))
    return few(found, _MOST)


# Another version of the program: the same words.


def _of_another_version(content: bytes, built: bytes, program: str) -> list[Finding]:
    if program:
        sentence = say(
            "The file says it was made by briefpack {version}; this is {own}. Built again it need not be the same: "
            "its words are compared instead, not its fonts, links and structure.",
            version=program,
            own=__version__,
        )
    else:
        sentence = say(
            "The file does not say that briefpack made it. Its words are compared with those of its pack, not its "
            "fonts, links and structure."
        )
    with reading(content) as pdf:
        there = _tally(texts(pdf))
    with reading(built) as pdf:
        wanted = _tally(texts(pdf), __version__, program)
    missing, extra = [*(wanted - there)], [*(there - wanted)]
    findings = [Finding("rebuilt", "unknown", sentence)]
    if not missing and not extra:
        return [*findings, Finding("words", "ok", say("All its words are those that its pack gives."))]
    details = few((say("missing: “{words}”", words=shortened(each)) for each in missing), _MOST)
    details += few((say("besides: “{words}”", words=shortened(each)) for each in extra), _MOST)
    sentence = say("Its words are not those that its pack gives: it was altered, or another version words them so.")
    return [*findings, Finding("words", "wrong", sentence, details)]


def _tally(found: list[str], own: str = "", theirs: str = "") -> Counter[str]:
    """Texts with how often each is there. `theirs` stands where a text names this version of the program."""
    if theirs:
        found = [text.replace(f"briefpack {own}", f"briefpack {theirs}") for text in found]
    # The number of a page changes with the layout, and is in the list of contents behind its heading.
    return Counter(letters(re.sub(r"\s\d+$", "", text)) for text in found)


# No pack: the manifest.


def _without_pack(files: tuple[Embedded, ...], shown: Callable[[], list[str]]) -> list[Finding]:
    found = [file for file in files if file.name == MANIFEST_NAME and file.content is not None]
    record = _manifest(found[0].content or b"") if len(found) == 1 else None
    if record is None:
        sentence = say(
            "The file carries neither a pack nor a manifest of briefpack. Nothing in it can be compared with anything."
        )
        return [Finding("pack", "unknown", sentence)]
    return [*_by_manifest(record, shown()), *_manifest_and_dataset(record)]


def _manifest(content: bytes) -> dict[str, Any] | None:
    """The manifest, if it is one that this program knows, with all the fields that are read."""
    try:
        record = json.loads(content)
        known = record["format"] == MANIFEST_FORMAT and record["schema_version"] == MANIFEST_VERSION
        digests = [digest for item in record["items"] for digest in item["printed"]]
        digests += record["texts"]
        named = [item["id"] for item in record["items"]] + [record["content_hash"], record["dataset"]["fingerprint"]]
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    return record if known and all(isinstance(each, str) for each in (*digests, *named)) else None


def _by_manifest(record: dict[str, Any], shown: list[str]) -> list[Finding]:
    # Counted: the words of a quotation stand in its passage as well, and an altered one would be missed.
    there = [digest_of(text) for text in shown]
    wanted = Counter(digest for item in record["items"] for digest in item["printed"])
    missing = (wanted - Counter(there)).keys()
    lost = [item["id"] for item in record["items"] if not missing.isdisjoint(item["printed"])]
    known = set(record["texts"])
    besides = [text for text, digest in zip(shown, there, strict=True) if digest not in known]
    whole = letters(" ".join(shown))
    findings = []
    if lost or there != record["texts"]:
        details = few(map(shortened, lost), _MOST)
        details += few((say("besides: “{words}”", words=shortened(text)) for text in besides), _MOST)
        sentence = say("What is printed is not what the manifest says was printed: the file was altered.")
        findings.append(Finding("words", "wrong", sentence, details))
    else:
        sentence = say_many(
            "{count} text, be it heading, own words, evidence or what is said of a chart, is the one whose digest the "
            "manifest holds.",
            "{count} texts, be they headings, own words, evidence or what is said of charts, are those whose digests "
            "the manifest holds, in the same order and no others.",
            len(there),
        )
        findings.append(Finding("words", "ok", sentence))
    if not record["content_hash"] or record["content_hash"] not in whole:
        findings.append(Finding("hash", "wrong", say("The content hash that is printed is not that of the manifest.")))
    sentence = say(
        "Not checked, as the file carries no pack: that the quotations stand in their passages, that nothing was "
        "altered in headers and footers, drawings, links or fonts, and that the manifest is the one it was made with."
    )
    return [*findings, Finding("pack", "unknown", sentence)]


def _manifest_and_dataset(record: dict[str, Any]) -> list[Finding]:
    try:
        library = libraries.bundled_library()
    except LibraryError as error:
        return [Finding("dataset", "unknown", say("Not compared with the dataset: {problem}", problem=error))]
    items = {item["id"]: library.get(item["id"]) for item in record["items"]}
    gone = [shortened(item_id) for item_id, item in items.items() if item is None]
    quotes = {item_id: item for item_id, item in items.items() if isinstance(item, Quote)}
    printed = {item["id"]: set(item["printed"]) for item in record["items"]}
    exact = [item_id for item_id, quote in quotes.items() if _is_printed(quote, printed[item_id])]
    findings = []
    if exact:
        sentence = say_many(
            "{count} quotation is word for word as in the dataset of this program.",
            "{count} quotations are word for word as in the dataset of this program.",
            len(exact),
        )
        findings.append(Finding("quotations", "ok", sentence))
    others = [item_id for item_id in quotes if item_id not in exact]
    if others:
        sentence = say(
            "Quotations that are not printed as the dataset has them whole: clipped, named only, or revised."
        )
        findings.append(Finding("quotations", "unknown", sentence, few(map(shortened, others))))
    if gone:
        sentence = say("Items that are not in the dataset of this program.")
        findings.append(Finding("dataset", "note", sentence, few(gone)))
    if record["dataset"]["fingerprint"] != library.fingerprint:
        findings.append(Finding("dataset", "note", say("The file names another dataset than that of this program.")))
    return findings


def _is_printed(item: AnyItem, digests: set[str]) -> bool:
    return isinstance(item, Quote) and digest_of(quoted(item.text)) in digests
