"""Facts of one's own that were corrected after a pack took them: offered, never applied in silence, undone like all."""

import json
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefpack.app.facts import Made, correct, fields_of, kept, made
from briefpack.app.kept import opened, recovered
from briefpack.app.preview import Preview
from briefpack.app.recovery import pending
from briefpack.app.session import Session
from briefpack.briefing.reading import plain_text
from briefpack.evidence.items import Quote
from briefpack.library.memory import MemoryLibrary
from briefpack.library.own import OwnLibrary
from briefpack.library.together import Together
from briefpack.pack.clipping import clip_quote
from briefpack.pack.edits import add_item, add_text, remove_entries
from briefpack.pack.pack import Pack, PartFrame, Section
from briefpack.pack.packfile import PackFile, read_pack

TODAY = date(2026, 11, 22)
FORMS: dict[str, dict[str, str]] = {
    "event": {"title": "The draft was adopted", "date": "2025-12-18", "summary": "Eighty-eight for."},
    "quote": {"text": "we note the report", "speaker": "Jane Roe", "speaker_role": "Chair of the meeting"},
    "statistic": {"label": "Votes in favour", "value": "88", "unit": "votes", "as_of": "2025-12-18"},
}
SOURCE = {
    "source_title": "Record",
    "publisher": "Archive",
    "source_date": "2025",
    "excerpt": "Adopted by 88 votes; the chair said: we note the report. Later corrected: 89 votes, or 90.",
}


def fact(kind: str, **fields: str) -> Made:
    return made(kind, {**FORMS[kind], **SOURCE, **fields}, f"own-{kind}-1", TODAY)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[OwnLibrary]:
    library = OwnLibrary(tmp_path / "own.sqlite")
    for kind in FORMS:
        library.add(*fact(kind))
    yield library
    library.close()


@pytest.fixture
def pack() -> Pack:
    sections = tuple(
        Section(id=f"s{number}", key=kind, kind=kind, part="p") for number, kind in ((1, "facts"), (2, "quotes"))
    )
    bare = Pack(id="own", template="none", title="Own", as_of="2026-11-22", parts=(PartFrame(id="p"),), next_id=3)
    found = bare.model_copy(update={"sections": sections})
    for kind in ("event", "statistic"):
        found = add_item(found, "s1", f"own-{kind}-1")
    return add_item(found, "s2", "own-quote-1")


@pytest.fixture
def session(own: OwnLibrary, pack: Pack, tmp_path: Path) -> Session:
    """The pack after it was saved and opened again: it carries its facts."""
    path = tmp_path / "own.briefpack"
    Session(PackFile(pack, ()), Together(MemoryLibrary(), own)).save(path)
    return reopened(path, own)


def reopened(path: Path, own: OwnLibrary) -> Session:
    return Session(read_pack(path), Together(MemoryLibrary(), own), path)


def printed(session: Session) -> str:
    return plain_text(session.compose())


def test_a_pack_says_what_it_said_until_the_revision_is_taken(session: Session, own: OwnLibrary) -> None:
    assert session.revisions() == ()
    own.change(*fact("statistic", value="89"))
    (revision,) = session.revisions()
    assert revision.changes() == (("Value", "88", "89"),)
    assert "88 votes in favour" in printed(session)
    assert not session.unsaved
    session.take_revisions([revision])
    assert session.history.undo_label == "Update 1 fact of your own"
    assert session.revisions() == ()
    assert "89 votes in favour" in printed(session)
    session.undo()
    assert "88 votes in favour" in printed(session)
    assert session.revisions() == (revision,)
    session.redo()
    assert "89 votes in favour" in printed(session)


def test_a_version_that_was_taken_stays_when_the_fact_changes_again(session: Session, own: OwnLibrary) -> None:
    own.change(*fact("statistic", value="89"))
    session.take_revisions(session.revisions())
    own.change(*fact("statistic", value="90"))
    assert "89 votes" in printed(session)
    (again,) = session.revisions()
    assert again.changes() == (("Value", "89", "90"),)
    session.take_revisions([again])
    assert "90 votes" in printed(session)
    session.undo()
    assert "89 votes" in printed(session)
    session.undo()
    assert "88 votes" in printed(session)


def test_a_saved_pack_carries_the_version_it_took(session: Session, own: OwnLibrary) -> None:
    own.change(*fact("event", title="The draft was adopted, as corrected", publisher="Other archive"))
    session.take_revisions(session.revisions())
    session.save()
    assert session.path is not None
    again = reopened(session.path, own)
    assert again.revisions() == ()
    own.change(*fact("event", title="A third title"))
    text = printed(again)
    assert "The draft was adopted, as corrected" in text
    assert "Other archive" in text
    assert len(again.revisions()) == 1
    elsewhere = Session(read_pack(session.path), MemoryLibrary())
    assert printed(elsewhere) == text
    assert elsewhere.revisions() == ()


@pytest.mark.parametrize("undone_by", ["peace", "a crash"])
def test_undo_past_a_saved_update_brings_the_old_wording_back_after_a_restart(
    own: OwnLibrary, session: Session, undone_by: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BRIEFPACK_DATA", str(tmp_path / "data"))
    path, library = session.path, Together(MemoryLibrary(), own)
    assert path is not None
    first = opened(path, library)
    own.change(*fact("statistic", value="89", publisher="Other archive"))
    first.session.take_revisions(first.session.revisions())
    first.save()
    if undone_by == "peace":
        first.close()
        kept_on = opened(path, library)
    else:
        first.journal._let_go()
        first._release()
        kept_on = recovered(pending()[0], library)
    again = kept_on.session
    assert "89 votes" in printed(again)
    again.undo()
    assert "88 votes" in printed(again)
    assert "Other archive" not in printed(again)
    again.redo()
    assert "89 votes" in printed(again)
    again.undo()
    kept_on.save()
    kept_on.close()
    assert "88 votes" in printed(Session(read_pack(path), MemoryLibrary()))


def test_a_fact_added_anew_says_what_it_says_now_whatever_an_earlier_run_kept(
    own: OwnLibrary, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BRIEFPACK_DATA", str(tmp_path / "data"))
    path, library = session.path, Together(MemoryLibrary(), own)
    assert path is not None
    first = opened(path, library)
    entry = first.session.pack.sections[0].entries[1]
    first.session.do("Remove", partial(remove_entries, entry_ids=[entry.id]))
    first.save()
    first.close()
    own.change(*fact("statistic", value="89"))
    kept_on = opened(path, library)
    kept_on.session.do("Add", partial(add_item, section_id="s1", item_id="own-statistic-1"))
    assert "89 votes" in printed(kept_on.session)
    kept_on.close()


def test_a_fact_that_the_pack_does_not_carry_yet_keeps_its_first_version_too(own: OwnLibrary, pack: Pack) -> None:
    session = Session(PackFile(pack, ()), Together(MemoryLibrary(), own))
    assert "88 votes" in printed(session)
    own.change(*fact("statistic", value="89"))
    assert "88 votes" in printed(session)
    session.take_revisions(session.revisions())
    assert "89 votes" in printed(session)


def test_what_is_cited_is_offered_and_what_was_removed_or_is_not_used_is_not(own: OwnLibrary, pack: Pack) -> None:
    cited = add_text(pack.model_copy(update={"sections": pack.sections[1:]}), "s2", "So it was [@own-event-1].")
    session = Session(PackFile(cited, ()), Together(MemoryLibrary(), own))
    session.compose()
    own.change(*fact("event", title="Corrected"))
    own.change(*fact("statistic", value="89"))
    own.change(*fact("quote", text="the report"))
    own.remove("own-quote-1")
    assert [revision.now.id for revision in session.revisions()] == ["own-event-1"]


def test_a_clipped_quotation_in_other_words_is_shown_whole(session: Session, own: OwnLibrary) -> None:
    quote = own.get("own-quote-1")
    assert isinstance(quote, Quote)
    entry = session.pack.sections[1].entries[0].id
    session.do("Clip", clip_quote(entry, quote, [(0, 7)]))
    assert "“we note […]”" in printed(session)
    own.change(*fact("quote", speaker_role="Vice-chair"))
    session.take_revisions(session.revisions())
    assert "“we note […]”" in printed(session), "its words are the same"
    own.change(*fact("quote", text="the chair said: we note the report", speaker_role="Vice-chair"))
    (revision,) = session.revisions()
    assert revision.is_reworded
    session.take_revisions([revision])
    assert "“the chair said: we note the report”" in printed(session)


def test_the_pages_show_the_version_at_once_and_again_after_undo(session: Session, own: OwnLibrary) -> None:
    preview = Preview()

    def shown() -> str:
        return plain_text(preview.lay_out(session.pack, session.evidence, session.stamp).briefing)

    assert "88 votes" in shown()
    own.change(*fact("statistic", value="89"))
    assert "88 votes" in shown()
    session.take_revisions(session.revisions())
    assert "89 votes" in shown()
    session.undo()
    assert "88 votes" in shown()


def test_the_stamp_changes_with_every_change_of_own_facts(session: Session, own: OwnLibrary, tmp_path: Path) -> None:
    stamps = [session.stamp]
    assert session.stamp == stamps[0]
    own.change(*fact("statistic", value="89"))
    stamps.append(session.stamp)
    other = OwnLibrary(tmp_path / "own.sqlite")
    other.remove("own-quote-1")
    other.close()
    stamps.append(session.stamp)
    session.take_revisions(session.revisions())
    stamps.append(session.stamp)
    session.undo()
    stamps.append(session.stamp)
    assert len(set(stamps)) == len(stamps)


def test_a_pack_without_revisions_is_written_as_before(session: Session, pack: Pack, own: OwnLibrary) -> None:
    def dataset(each: Pack) -> Any:
        return json.loads(each.model_dump_json())["dataset"]

    assert "revised" not in dataset(pack)
    own.change(*fact("statistic", value="89"))
    session.take_revisions(session.revisions())
    assert list(dataset(session.pack)["revised"]) == ["own-statistic-1"]


def test_an_open_pack_keeps_its_copy_of_a_fact_and_its_source_that_was_never_saved(own: OwnLibrary, pack: Pack) -> None:
    session = Session(PackFile(pack, ()), Together(MemoryLibrary(), own))
    for kind in FORMS:
        session.evidence.get(f"own-{kind}-1")
    for kind in FORMS:
        own.change(*fact(kind, source_title="Corrected record"))
    assert "Corrected record" not in printed(session)
    assert "Record" in printed(session)
    for kind in FORMS:
        own.remove(f"own-{kind}-1")
    assert "88 votes in favour" in printed(session)
    assert session.revisions() == ()


def test_a_fact_that_another_process_deletes_stays_in_an_open_pack(own: OwnLibrary, pack: Pack) -> None:
    session = Session(PackFile(pack, ()), Together(MemoryLibrary(), own))
    before = printed(session)
    elsewhere = OwnLibrary(own.path)
    for kind in FORMS:
        elsewhere.remove(f"own-{kind}-1")
    elsewhere.close()
    assert own.get("own-statistic-1") is None
    assert printed(session) == before
    assert {"own-statistic-1", "own-quote-1"} <= {item.id for item in session.pack_file().items}


def test_a_correction_in_which_nothing_changed_is_no_new_version(own: OwnLibrary) -> None:
    library, turn = Together(MemoryLibrary(), own), own.turn
    before = kept(library, "own-event-1")
    assert before is not None
    correct(library, before, fact("event"))
    assert own.turn == turn
    correct(library, before, fact("event", title="The draft was adopted again"))
    now = kept(library, "own-event-1")
    assert now is not None
    assert fields_of(*now)["title"] == "The draft was adopted again"


def test_only_a_fact_of_ones_own_is_kept_to_be_corrected(own: OwnLibrary) -> None:
    library = Together(MemoryLibrary(), own)
    own.remove("own-event-1")
    assert kept(library, "own-event-1") is None
    assert kept(library, "ev-1") is None
    assert kept(library, "") is None
    assert kept(MemoryLibrary(), "own-quote-1") is None
