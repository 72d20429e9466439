"""What leaves for the public holds nothing that may not be used in public: not shown, not hidden, not in the file."""

import re
import zlib
from typing import Any

import pytest

from briefpack.app.build import build_pdf
from briefpack.briefing.compose import compose
from briefpack.evidence.items import Claim, EvidenceLink, Quote
from briefpack.evidence.sources import Citation
from briefpack.library.memory import MemoryLibrary
from briefpack.pack import edits
from briefpack.pack.audience import for_audience
from briefpack.pack.filling import fill
from briefpack.pack.pack import Entry, Pack, Section
from briefpack.pack.template import Template

PRIVATE = "q-2019-hrw-unwillingness"
INSULT = "q-2023-kcna-insult"
FORBIDDEN = {PRIVATE: "private", INSULT: "use", "q-2024-term-human-rights-abuses": "use"}


def _pack(make: Any, *entries: Entry, **options: str) -> Pack:
    section = Section(id="s1", key="one", kind="text", title="One", part="p", entries=entries, options=options)
    pack: Pack = make.pack(sections=(section,), next_id=90)
    return pack


def _text_of(pdf: bytes) -> str:
    """Everything in a PDF that could be read: its streams unpacked, and its glyphs turned back to characters."""
    import pypdfium2

    streams = [
        zlib.decompress(match[1])
        for match in re.finditer(rb"/FlateDecode.*?stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
        if match[1][:1] == b"\x78"
    ]
    pages = pypdfium2.PdfDocument(pdf)
    shown = [page.get_textpage().get_text_bounded() for page in pages]
    return "\n".join([pdf.decode("latin-1"), *(stream.decode("latin-1") for stream in streams), *shown])


def _flat(text: str) -> str:
    return re.sub(r"\W+", " ", text.replace("\u0002", "")).lower()


@pytest.mark.parametrize("item_id", FORBIDDEN)
def test_what_may_not_be_used_in_public_is_left_out_and_told(make: Any, library: MemoryLibrary, item_id: str) -> None:
    pack = _pack(make, Entry(id="e2", item=item_id), Entry(id="e3", item="q-2017-selectively"))
    public = for_audience(pack, library, "public")
    assert [entry.id for entry in public.pack.sections[0].entries] == ["e3"]
    assert [(left.entry, left.item, left.why) for left in public.left_out] == [("e2", item_id, FORBIDDEN[item_id])]
    assert item_id not in {item.id for item in public.items}


def test_the_principal_gets_everything_but_the_private_notes(make: Any, library: MemoryLibrary) -> None:
    pack = _pack(make, Entry(id="e2", item=INSULT, note="ask the lawyer"), Entry(id="e3", text="Own.", note="why?"))
    own = for_audience(pack, library, "principal")
    assert [entry.item or entry.text for entry in own.pack.sections[0].entries] == [INSULT, "Own."]
    assert not any(entry.note for entry in own.pack.sections[0].entries)
    assert not own.left_out


def test_own_words_that_cite_it_are_left_out(make: Any, library: MemoryLibrary) -> None:
    pack = _pack(make, Entry(id="e2", text=f"Several said so[@{PRIVATE}]."), Entry(id="e3", text="Nothing of it."))
    public = for_audience(pack, library, "public")
    assert [entry.id for entry in public.pack.sections[0].entries] == ["e3"]
    assert public.left_out[0].why == "rests"


def _claim(library: MemoryLibrary, **fields: Any) -> Claim:
    some = next(item for item in library.all("claim") if isinstance(item, Claim))
    return some.model_copy(update={"id": "cl-mine", **fields})


@pytest.mark.parametrize("where", ["quote_ids", "evidence"])
def test_a_claim_that_rests_on_it_is_left_out(make: Any, library: MemoryLibrary, where: str) -> None:
    link = EvidenceLink(item_id=INSULT, relation="context", weight=1, independence_group="kcna", note="—")
    claim = _claim(library, **{"quote_ids": (INSULT,)} if where == "quote_ids" else {"evidence": (link,)})
    held = MemoryLibrary([item for kind in ("quote", "source", "conflict") for item in library.all(kind)] + [claim])
    public = for_audience(_pack(make, Entry(id="e2", item="cl-mine")), held, "public")
    assert [left.why for left in public.left_out] == ["rests"]


def test_a_table_that_rests_on_it_is_left_out_whole(make: Any, library: MemoryLibrary) -> None:
    pack = _pack(make, grid="upr-cycles")
    assert for_audience(pack, library, "public").pack.sections
    cited = next(item for item in library.all("grid") if item.id == "upr-cycles").item_ids()  # type: ignore[union-attr]
    event = next(item_id for item_id in cited if item_id.startswith("ev-"))
    dropped = MemoryLibrary(
        [
            item.model_copy(update={"channel": "private-conversation"}) if item.id == event else item
            for kind in ("event", "quote", "statistic", "grid", "conflict", "source")
            for item in library.all(kind)
        ]
    )
    public = for_audience(pack, dropped, "public")
    assert not public.pack.sections
    assert [(left.entry, left.why) for left in public.left_out] == [("", "rests")]


def test_the_passage_of_another_item_does_not_carry_the_words(make: Any, library: MemoryLibrary) -> None:
    words = "ours alone and for nobody else to hear"
    hidden = make.quote("q-hidden", words, usable_publicly="no")
    passage = Citation(source_id="kei-2019-king-upr-engagement", locator=1, line=1, excerpt=f"He said: {words}, twice.")
    shown = make.event("ev-shown", citations=(passage,))
    held = MemoryLibrary([hidden, shown, *library.all("source")])
    public = for_audience(_pack(make, Entry(id="e2", item="ev-shown")), held, "public")
    found = next(item for item in public.items if item.id == "ev-shown")
    assert found.citations[0].excerpt == "He said: […], twice."  # type: ignore[union-attr]


def test_nothing_of_it_is_in_the_pdf(make: Any, library: MemoryLibrary, templates: dict[str, Template]) -> None:
    pack = fill(templates["hrc-dialogue"], library, "2026-11-22")
    quotes = next(section for section in pack.sections if section.kind == "quotes")
    for item_id in FORBIDDEN:
        pack = edits.add_item(pack, quotes.id, item_id)
    pack = edits.add_text(pack, pack.sections[1].id, f"Zanzibar rests on private talks[@{PRIVATE}].")
    entry = pack.sections[1].entries[0].id
    pack = edits.annotate(pack, entry, "Heliotrope, for my eyes alone")
    whole = for_audience(pack, library, "principal")
    public = for_audience(pack, library, "public")
    words = [
        _flat(item.text) for item in library.all("quote") if isinstance(item, Quote) and item.id in {PRIVATE, INSULT}
    ]
    principal_text = _flat(_text_of(build_pdf(whole.pack, whole.items).content))
    public_text = _flat(_text_of(build_pdf(public.pack, public.items).content))
    for each in [*words, "zanzibar"]:
        first = " ".join(each.split()[:3])
        assert first in principal_text, "or the test would prove nothing"
        assert first not in public_text
    for text in (principal_text, public_text):
        assert "heliotrope" not in text
        assert "usable_publicly" not in text
    assert len(public.left_out) >= 4


def test_a_public_pack_composes_from_its_own_items_alone(
    library: MemoryLibrary, templates: dict[str, Template]
) -> None:
    for template in templates.values():
        pack = fill(template, library, "2026-11-22")
        public = for_audience(pack, library, "public")
        assert compose(public.pack, MemoryLibrary(public.items)).parts
