"""R54 and R55: what a screen reader gets, the size of type, characters without a font."""

import pytest
from tests.adviser import kit
from tests.adviser.planted.fitness import setting, silent_chart

from briefpack.adviser.case import Written
from briefpack.adviser.finding import Finding
from briefpack.app import advising, libraries
from briefpack.briefing.compose import compose
from briefpack.briefing.nodes import Block, Briefing, Column, KeyBox, Paragraph, Row, Span, Table
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.filling import fill


def examined(*blocks: Block, size: float = 1.0, **known: object) -> list[Finding]:
    """What R54 finds when these blocks stand in the clean briefing too."""
    held = MemoryLibrary(kit.evidence())
    composed: Briefing = compose(kit.pack(), held)
    first = composed.parts[0]
    spoiled = composed._replace(parts=(first._replace(blocks=(*first.blocks, *blocks), size=size), *composed.parts[1:]))
    return kit.of(advising.examined(kit.pack(), spoiled, held, setting(**known)), "R54")


def table(head: str) -> Table:
    columns = (Column((Span("Cycle"),)), Column((Span(head),) if head else ()))
    return Table("s1.table", (Span("Reviews"),), columns, (Row("s1.table.0", ((Span("1"),), (Span("167"),))),))


def test_a_column_without_a_head_is_found_wherever_its_table_stands() -> None:
    assert not examined(table("Received"))
    for block in (table(""), table(" "), KeyBox("s1.box", "Reviews", (table(""),))):  # type: ignore[arg-type]
        (finding,) = examined(block)
        assert finding.message == "Table “Reviews” has a column without a head for screen readers: title it."
        assert finding.place.section == "s1"


def test_type_below_nine_points_is_too_small() -> None:
    assert not examined(size=0.9)
    (finding,) = examined(size=0.85)
    assert "8.5 points" in finding.message


def test_what_the_public_gets_must_be_accessible_and_the_principal_is_warned() -> None:
    assert [finding.severity for finding in kit.of(silent_chart(), "R54")] == ["warn"]
    assert [finding.severity for finding in examined(table(""), audience="public")] == ["block"]


def test_faults_of_the_written_file_are_said_as_they_are() -> None:
    assert not examined(written=Written())
    (finding,) = examined(written=Written(faults=("Page 2 has words outside the tags.",)))
    assert finding.message == "Page 2 has words outside the tags."


def test_a_paragraph_more_is_nothing() -> None:
    assert not examined(Paragraph("s1.more", (Span("Words."),)))


@pytest.mark.parametrize("template", ["one-page-brief", "hrc-dialogue", "upr-record", "chronology"])
def test_what_the_program_composes_itself_is_accessible(template: str, library: MemoryLibrary) -> None:
    which = fill(libraries.templates()[template], library, "2026-11-22")
    found = advising.examined(which, compose(which, library), library, advising.Setting(library=library))
    assert not kit.of(found, "R54")


def test_characters_without_a_font_are_told_for_each_place() -> None:
    missing = (("조", "e5"), ("선", "e5"), ("조", "s1"), ("x", "annex"))
    found = kit.of(kit.examine(setting=setting(missing=missing)), "R55")
    assert [(finding.words, *finding.place) for finding in found] == [
        ("조선", "s4", "e5"),
        ("조", "s1", ""),
        ("x", "", ""),
    ]
    assert {finding.severity for finding in found} == {"block"}
