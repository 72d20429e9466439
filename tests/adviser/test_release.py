"""R57 to R60: links, leftovers and traces, rights, changes after clearance."""

from itertools import pairwise
from typing import Any

import pytest
from tests.adviser import kit
from tests.adviser.planted.fitness import setting

from briefpack.adviser.case import Written
from briefpack.adviser.finding import Finding
from briefpack.app import advising, libraries
from briefpack.briefing.compose import compose
from briefpack.evidence.sources import Item
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.clearing import clear, withdraw
from briefpack.pack.edits import annotate, retitle_section, set_details, write
from briefpack.pack.filling import fill
from briefpack.pack.pack import Pack, Waiver


def found(rule: str, which: Pack, items: Any = None, **known: Any) -> list[Finding]:
    return kit.of(kit.examine(which, items, setting(**known) if known else None), rule)


def test_the_page_of_a_source_that_nobody_dated_is_unverified_once() -> None:
    items = kit.with_items(kit.source("src-a", url="https://example.org/a", retrieved=None))
    (finding,) = found("R57", kit.pack(), items)
    assert finding.message.startswith("Offline: the page of Publisher src-a was not checked")
    assert (finding.severity, finding.words) == ("note", "https://example.org/a")
    assert not found("R57", kit.pack(), kit.with_items(kit.source("src-a", url="https://example.org/a")))


def test_an_address_in_own_words_is_unverified() -> None:
    which = kit.write("See www.example.org/page, and https://example.org.")
    assert [finding.words for finding in found("R57", which)] == ["www.example.org/page", "https://example.org"]
    assert not found("R57", kit.write("The State received 40 recommendations. [@st-received]"))


@pytest.mark.parametrize(
    "left",
    ["TODO", "XX", "xxx", "XXX", "tbc", "TBD", "???", "Lorem ipsum", "[insert figure]", "[?]", "<!--", "[AB: sure?]"],
)
def test_leftovers_of_drafting_are_found_in_text_titles_and_labels(left: str) -> None:
    text = left.replace("*", "\\*")
    places = [
        (kit.write(f"The State {text} answers."), "e5"),
        (retitle_section(kit.pack(), "s4", f"About {left}"), ""),
        (set_details(kit.pack(), title=f"The review {left}"), ""),
    ]
    for which, entry in places:
        (finding,) = found("R58", which)
        assert (finding.words, finding.place.entry, finding.severity) == (left, entry, "block")


@pytest.mark.parametrize(
    "text",
    [
        "Article XX of the Convention.",
        "Resolution 2106 (XX) and resolution 3452 (XXX).",
        "In the XX century and the XXth session.",
        "It “welcomes [the] establishment [by OHCHR] […]”.",
        "Really? Why?",
        "On 4 April [2024] it was renewed.",
        "To do so it must agree.",
    ],
)
def test_what_only_looks_like_a_leftover_is_left_alone(text: str) -> None:
    assert not found("R58", kit.write(text))


def test_leftovers_inside_what_sources_say_and_in_private_notes_are_nobodys() -> None:
    items = kit.with_items(kit.quote("q-door", "The door stays XX to every partner."))
    assert not found("R58", annotate(kit.pack(), "e5", "TODO ask the desk"), items)


def test_a_fact_of_ones_own_and_the_reason_of_a_waiver_are_own_words() -> None:
    items = kit.with_items(kit.event("ev-dialogue", title="The Council meets tbc", origin="user"))
    assert [finding.place.entry for finding in found("R58", kit.pack(), items)] == ["e1"]
    waiver = Waiver(rule="R51", key="0" * 16, initials="AB", reason="TODO think of a reason", on=kit.AS_OF)
    assert found("R58", kit.pack(waivers=(waiver,)))


def test_what_a_written_file_tells_of_its_maker_blocks() -> None:
    assert not found("R58", kit.pack(), written=Written())
    (finding,) = found("R58", kit.pack(), written=Written(traces=("author jdoe",)))
    assert finding.message == "The PDF tells who made it or where: author jdoe."


@pytest.mark.parametrize(
    "credit",
    ["Photo © Reuters", "© 2024 Somebody/dpa/AP Images", "Photo: US Mission", "Photo by Ada Example", "AP Images"],
)
def test_credits_of_pictures_are_found(credit: str) -> None:
    (finding,) = found("R59", kit.write(f"Words. {credit}"))
    assert finding.words in credit


def test_pictures_spoken_of_are_no_credits() -> None:
    for text in ("The photo shows it.", "In the picture: nothing.", "Reuters reported it.", "By image and word."):
        assert not found("R59", kit.write(text)), text


def long_passages(*excerpts: str) -> list[Item]:
    return [kit.event("ev-dialogue", citations=tuple(kit.cited("src-a", each) for each in excerpts))]


def words(first: int, last: int) -> str:
    return " ".join(f"word{number}" for number in range(first, last))


def test_more_of_one_source_than_may_be_reprinted_is_told() -> None:
    (finding,) = found("R59", kit.pack(), kit.with_items(*long_passages(words(0, 500))))
    assert finding.message.startswith("514 words of ")
    assert not found("R59", kit.pack(), kit.with_items(*long_passages(words(0, 386))))


def test_passages_that_overlap_are_counted_once() -> None:
    parts = [words(first, first + 200) for first in (0, 50, 100, 150)]
    assert all(one.split()[100] in other for one, other in pairwise(parts))
    assert not found("R59", kit.pack(), kit.with_items(*long_passages(*parts)))


def test_the_dialogue_pack_reprints_more_of_one_article_than_the_limit(library: MemoryLibrary) -> None:
    which = fill(libraries.templates()["hrc-dialogue"], library, "2026-11-22")
    found_ = advising.examined(which, compose(which, library), library, advising.Setting(library=library))
    (finding,) = kit.of(found_, "R59")
    assert "of KEI 2019 are reprinted, more than 400" in finding.message


def test_a_pack_edited_after_its_clearance_says_so_until_it_is_cleared_again() -> None:
    cleared = clear("AB", "2026-11-22T10:00")(kit.pack())
    edited = write(cleared, "e5", "The State received 40 recommendations then. [@st-received]")
    assert not found("R60", kit.pack())
    assert not found("R60", cleared)
    assert not found("R60", annotate(cleared, "e5", "private"))
    (finding,) = found("R60", edited)
    assert finding.message == "Edited after clearance by AB on 22\u00a0November\u00a02026: have it cleared again."
    assert finding.severity == "block"
    assert not found("R60", withdraw(edited))
    assert not found("R60", clear("CD", "2026-11-23T10:00")(edited))
