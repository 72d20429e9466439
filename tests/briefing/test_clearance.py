"""Waivers and clearance in print."""

from typing import Any

import pytest

from briefpack.briefing.compose import as_draft, compose
from briefpack.briefing.nodes import Table
from briefpack.language import ENGLISH
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.clearing import clear, waive
from briefpack.pack.edits import set_details
from briefpack.pack.pack import Entry, Pack, PartFrame, Section, Waiver


@pytest.fixture
def pack() -> Pack:
    entries = (Entry(id="e1", item="ev-2014-02-coi-report"),)
    sections = (Section(id="s1", key="facts", kind="facts", title="Facts", part="p", entries=entries),)
    given: dict[str, Any] = {
        "id": "a",
        "template": "none",
        "title": "A pack",
        "as_of": "2026-11-22",
        "marking": "TLP:GREEN",
    }
    return Pack(**given, parts=(PartFrame(id="p"),), sections=sections, next_id=2)


def test_a_waiver_is_printed_with_its_rule_words_reason_initials_and_day(
    pack: Pack, library: MemoryLibrary, read: Any
) -> None:
    waiver = Waiver(
        rule="R31", key="0" * 16, name="Overdue future", words="was due in 2025", initials="AB",
        reason="Known; the desk follows it", on="2026-11-21",
    )  # fmt: skip
    briefing = compose(waive(waiver)(pack), library)
    (table,) = [each for each in read.nodes(briefing, Table) if each.id == "annex.waiver"]
    assert read.table(table) == [
        ["R31 Overdue future", "was due in 2025", "Known; the desk follows it", "AB, 21 November 2026"]
    ]


def test_a_pack_without_waivers_says_nothing_of_them(pack: Pack, library: MemoryLibrary, read: Any) -> None:
    words = read.text(compose(pack, library))
    assert "waived" not in words
    assert "Clearance" not in words


def test_the_manifest_says_who_cleared_it_and_that_it_is_unchanged(
    pack: Pack, library: MemoryLibrary, read: Any
) -> None:
    briefing = compose(clear("AB", "2026-11-22T17:58")(pack), library)
    assert "by AB on 22 November 2026, 17:58 UTC; unchanged since" in read.text(briefing)
    assert briefing.furniture.marking == "TLP:GREEN"


def test_every_page_of_a_pack_edited_after_clearance_says_so(pack: Pack, library: MemoryLibrary, read: Any) -> None:
    briefing = compose(set_details(clear("AB", "2026-11-22T17:58")(pack), title="Another"), library)
    assert briefing.furniture.marking == "changed since clearance · TLP:GREEN"
    assert "17:58 UTC; changed since" in read.text(briefing)


def test_a_draft_says_so_before_its_marking(pack: Pack, library: MemoryLibrary) -> None:
    briefing = as_draft(compose(pack, library), ENGLISH)
    assert briefing.furniture.marking == "draft · TLP:GREEN"
    assert as_draft(compose(set_details(pack, marking=""), library), ENGLISH).furniture.marking == "draft"
