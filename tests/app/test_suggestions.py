"""What a template would add now, with its reason; nothing is added by itself."""

from collections.abc import Mapping

import pytest

from briefpack.app.build import new_pack
from briefpack.app.libraries import templates
from briefpack.app.session import Session
from briefpack.app.suggestions import removed_by_hand, suggestions, what_it_adds
from briefpack.evidence.dataset import fingerprint, read_dataset
from briefpack.evidence.sources import LATER_FACTS
from briefpack.library.memory import MemoryLibrary
from briefpack.library.port import Library
from briefpack.pack import edits
from briefpack.pack.pack import Section


@pytest.fixture(scope="module")
def bundled(dataset_texts: Mapping[str, bytes]) -> Library:
    return MemoryLibrary(read_dataset(dataset_texts).items(), fingerprint(dataset_texts))


@pytest.fixture
def session(bundled: Library) -> Session:
    return Session(new_pack("one-page-brief", today="2026-11-22", library=bundled), bundled)


def section(session: Session, key: str = "facts") -> Section:
    return next(each for each in session.pack.sections if each.key == key)


def suggested(session: Session, key: str = "facts") -> list[tuple[str, str, bool]]:
    own = section(session, key)
    template = templates()[session.pack.template]
    gone = removed_by_hand(session.history, own.id)
    found = suggestions(session.pack, own, template, session.library, gone)
    return [(each.item, each.reason, each.removed) for each in found.items]


def test_a_pack_just_filled_has_all_that_its_template_wants(session: Session) -> None:
    for own in session.pack.sections:
        assert not suggestions(session.pack, own, templates()["one-page-brief"], session.library).items


def test_what_was_removed_is_offered_last_and_something_else_in_its_stead(session: Session) -> None:
    gone = section(session).entries[2].item
    session.do("Remove", lambda pack: edits.remove_entry(pack, section(session).entries[2].id))
    found = suggested(session)
    assert found[-1][0] == gone
    assert found[-1][2]
    assert found[-1][1].startswith("removed by you, importance 5")
    assert len(found) > 1
    assert not found[0][2]
    assert found[0][1].startswith("importance ")
    session.undo()
    assert not suggested(session)


def test_reasons_name_the_window_and_the_new_source(session: Session) -> None:
    for own in session.pack.sections:
        keys = [entry.id for entry in own.entries if entry.item]
        session.do("Remove", lambda pack, keys=keys: edits.remove_entries(pack, keys))
    template = templates()["one-page-brief"]
    now = suggestions(session.pack, section(session, "why-now"), template, session.library).items
    assert now[0].reason == "importance 4, last 60 months, source not used yet"
    quote = suggestions(session.pack, section(session, "quotation"), template, session.library).items
    assert "speaker not heard yet" in quote[0].reason


def test_the_rule_is_told_in_plain_words(session: Session) -> None:
    template = templates()["one-page-brief"]
    assert suggestions(session.pack, section(session, "why-now"), template, session.library).rule == (
        "importance ≥ 4, last 12 months"
    )


def test_a_section_of_ones_own_has_no_suggestions(session: Session) -> None:
    session.do("Add", lambda pack: edits.add_section(pack, "Mine"))
    assert not suggestions(
        session.pack, session.pack.sections[-1], templates()["one-page-brief"], session.library
    ).items


def test_asking_changes_nothing(session: Session) -> None:
    before = session.pack
    suggested(session)
    assert session.pack is before


def test_the_second_collection_says_what_it_would_add(bundled: Library) -> None:
    words = what_it_adds(bundled, LATER_FACTS)
    assert "14 facts from 8 public pages" in words
    assert "none enters the pack by itself" in words
