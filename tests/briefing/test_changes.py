"""What changed, in words: sentences that stand alone, word by word where own text was reworded, and as a document."""

import pytest

from briefpack.briefing.changes import Sides, Told, told
from briefpack.briefing.comparison import comparison
from briefpack.briefing.nodes import Paragraph, Row, Table
from briefpack.briefing.rewording import reworded
from briefpack.evidence.items import Quote, Statistic
from briefpack.language import ENGLISH
from briefpack.library.memory import MemoryLibrary
from briefpack.pack import edits
from briefpack.pack.clearing import clear, waive
from briefpack.pack.clipping import clip_quote
from briefpack.pack.comparing import differences
from briefpack.pack.filling import fill
from briefpack.pack.pack import Pack, Waiver
from briefpack.pack.snapshot import Carried, snapshot


def words(spans: tuple[object, ...]) -> str:
    return "".join(getattr(span, "text", "") for span in spans)


@pytest.fixture(scope="module")
def pack(library: MemoryLibrary) -> Pack:
    from briefpack.app.libraries import templates  # noqa: PLC0415 - the bundled ones

    return fill(templates()["one-page-brief"], library, "2026-11-22")


def sentences(old: Pack, new: Pack, library: MemoryLibrary) -> list[str]:
    return [each.sentence for each in all_told(old, new, library)]


def all_told(old: Pack, new: Pack, library: MemoryLibrary) -> tuple[Told, ...]:
    return told(differences(old, new, library, library), Sides(old, new, library, library), ENGLISH)


def slot(pack: Pack, label: str) -> str:
    return next(entry.id for section in pack.sections for entry in section.entries if entry.label == label)


def test_a_rewording_names_what_was_removed_and_what_was_added() -> None:
    found = reworded("The State received 40 recommendations.", "The State had received 44 recommendations.", ENGLISH)
    assert words(found.before) == "The State received [removed: 40] recommendations."
    assert words(found.after) == "The State [added: had] received [added: 44] recommendations."
    assert found.together == "The State [added: had] received [removed: 40] [added: 44] recommendations."
    assert {span.style for span in found.before if "removed" in span.text} == {"b"}


def test_words_far_from_a_change_are_left_out_and_shown_to_be() -> None:
    before = " ".join(f"word{number}" for number in range(60))
    found = reworded(before, before.replace("word30", "other"), ENGLISH)
    assert found.together.startswith("… word21 word22")
    assert found.together.endswith("word38 word39 …")


def test_very_many_changed_words_are_counted() -> None:
    found = reworded("", " ".join(["word"] * 121), ENGLISH)
    assert found.together.endswith("word … and 1 more word]")


@pytest.mark.parametrize("size", [0, 1, 5000])
def test_texts_with_nothing_in_common_are_told_as_a_whole(size: int) -> None:
    found = reworded(" ".join(f"a{n}" for n in range(size)), " ".join(f"b{n}" for n in range(size)), ENGLISH)
    assert found.together.count("[removed:") == found.together.count("[added:") == min(size, 1)


def test_each_change_is_a_sentence_that_stands_alone(pack: Pack, library: MemoryLibrary) -> None:
    objective, facts = slot(pack, "Objective"), next(each for each in pack.sections if each.key == "facts")
    old = edits.write(pack, objective, "Renew the mandate.")
    new = edits.write(edits.set_details(old, date="2026-12-01"), objective, "Renew the mandate by March 2027.")
    new = edits.remove_entry(new, facts.entries[0].id)
    new = waive(Waiver(rule="R59", key="0" * 16, initials="AB", reason="They agreed.", on="2026-11-22"))(new)
    new = clear("AB", "2026-11-22T10:00")(edits.retitle_section(new, facts.id, "Facts"))
    assert [each.replace("\u00a0", " ") for each in sentences(old, new, library)] == [
        "The date is “1 December 2026”; there was none.",
        "Reworded in “Objective”: Renew the mandate [added: by March 2027].",
        "A section’s title was “Five facts” and is “Facts”.",
        "Removed from “Facts”: 2004: First Special Rapporteur on the DPRK appointed",
        "Rule R59 was waived by AB: They agreed.",
        "The pack was cleared by AB on 22 November 2026.",
    ]


def test_a_slot_is_written_and_emptied(pack: Pack, library: MemoryLibrary) -> None:
    written = edits.write(pack, slot(pack, "Objective"), "**Renew** the mandate. [@st-upr3-received]")
    (there,) = sentences(pack, written, library)
    assert there.startswith("Written in “Objective”: Renew the mandate. (source: 262 ")
    (gone,) = sentences(written, pack, library)
    assert gone.startswith("Emptied in “Objective”: Renew the mandate.")
    plain = edits.write(written, slot(pack, "Objective"), "Renew the mandate. [@st-upr3-received]")
    (typed,) = sentences(written, plain, library)
    assert typed.startswith("In “Objective” only the type or the paragraphs changed: ")


def test_a_revised_figure_says_both_values_and_words(pack: Pack, library: MemoryLibrary) -> None:
    item = library.get("st-upr3-to-be-reviewed")
    assert isinstance(item, Statistic)
    items = snapshot(pack, library)
    wrong = [each.model_copy(update={"value": 198}) if each.id == item.id else each for each in items]
    before, after = Carried(items), Carried(wrong)
    (found,) = told(differences(pack, pack, before, after), Sides(pack, pack, before, after), ENGLISH)
    assert found.what == "Figure revised"
    assert found.sentence.endswith(f"{item.label}: value from 199 to 198.")
    assert (words(found.before), words(found.after)) == (f"{item.label} value: 199", "value: 198")


def test_a_clip_shows_both_cuts(pack: Pack, library: MemoryLibrary) -> None:
    section = next(each for each in pack.sections if each.key == "quotation")
    entry = section.entries[0]
    quote = library.get(str(entry.item))
    assert isinstance(quote, Quote)
    (found,) = all_told(pack, clip_quote(entry.id, quote, [(0, 30)])(pack), library)
    assert words(found.after).endswith("[…]”")
    assert "[…]" not in words(found.before)


def test_the_document_lists_every_change_under_its_section(pack: Pack, library: MemoryLibrary) -> None:
    new = edits.write(edits.set_details(pack, marking="TLP:AMBER"), slot(pack, "Objective"), "Renew it.")
    sides = Sides(pack, new, library, library, ("old.pdf", "new.briefpack"))
    briefing = comparison(all_told(pack, new, library), sides, ENGLISH)
    assert briefing.furniture.marking == "TLP:AMBER"
    (table,) = [block for block in briefing.parts[0].blocks if isinstance(block, Table)]
    assert [words(column.title) for column in table.columns] == ["Change", "Before", "Now"]
    assert [[words(cell) for cell in row.cells] for row in table.rows] == [
        ["The pack as a whole"],
        ["Marking", "—", "TLP:AMBER"],
        ["Objective"],
        ["Written", "—", "Renew it."],
    ]
    assert len({row.id for row in table.rows if isinstance(row, Row)}) == len(table.rows)
    said = [words(block.spans) for block in briefing.parts[0].blocks if isinstance(block, Paragraph)]
    assert said[-1] == "2 changes."
    assert said[0].startswith("Before: old.pdf, ")


@pytest.mark.parametrize(
    ("old", "new", "both"),
    [
        ("TLP:RED", "TLP:GREEN", "TLP:RED"),
        ("", "LIMITE", "LIMITE"),
        ("OFFICIAL", "", "OFFICIAL"),
        ("CUI", "LIMITE", "LIMITE / CUI"),
    ],
)
def test_the_document_bears_the_higher_marking(
    pack: Pack, library: MemoryLibrary, old: str, new: str, both: str
) -> None:
    one, other = (edits.set_details(pack, marking=marking) for marking in (old, new))
    assert comparison((), Sides(one, other, library, library), ENGLISH).furniture.marking == both
