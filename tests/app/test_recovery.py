"""After a restart the history is there; after a crash both versions are."""

import os
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefpack.app import autosave, backups, kept, recovery
from briefpack.app.errors import UserError
from briefpack.app.kept import Kept
from briefpack.app.locks import OpenElsewhereError
from briefpack.app.paths import DATA_FOLDER
from briefpack.evidence.items import AnyItem, Event
from briefpack.evidence.sources import Citation, Source
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.edits import add_item, add_text, set_details, write
from briefpack.pack.pack import Entry, Pack, Section
from briefpack.pack.packfile import PackFile, read_pack, write_pack
from briefpack.pack.safewrite import FileProblem

NOW = datetime(2026, 11, 22, 10, 15, 30, tzinfo=UTC)


def now() -> datetime:
    return NOW


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DATA_FOLDER, str(tmp_path / "data"))
    return tmp_path / "data"


def items() -> list[AnyItem]:
    fields: dict[str, Any] = dict.fromkeys(("title_basis", "author_basis", "publisher", "publisher_basis"), "stated")
    fields |= dict.fromkeys(("publisher_reasoning", "kind", "date_basis", "date_reasoning", "independence_group"), "—")
    source = Source(id="own-source-one", collection="own", **fields)
    told: dict[str, Any] = {"summary": "—", "type": "context", "status": "occurred", "precision": "year"}
    told |= {"date_basis": "stated", "mechanism": "own", "importance": 3, "importance_reason": "—"}
    told |= {"citations": (Citation(source_id="own-source-one", excerpt="—"),), "origin": "user", "collection": "own"}
    return [source, Event(id="own-a", title="Mine", date="2025", **told)]


@pytest.fixture
def library() -> MemoryLibrary:
    return MemoryLibrary(items())


def a_pack() -> Pack:
    section = Section(id="s1", key="k", kind="text", title="Text", entries=(Entry(id="e2", text="as opened"),))
    return Pack(id="p", template="none", title="A pack", as_of="2026-11-22", sections=(section,), next_id=3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "a.briefpack"
    write_pack(place, a_pack(), ())
    return place


def typed(open_pack: Kept, *words: str, merge: str = "") -> None:
    for word in words:
        open_pack.session.do(f"Type {word}", partial(write, entry_id="e2", text=word), merge)
        open_pack.tick()


def killed(open_pack: Kept) -> None:
    """The process is gone: the system closes its files and frees its locks, and nothing is written any more."""
    open_pack.journal._let_go()
    open_pack._release()


def text_of(pack: Pack) -> str:
    return pack.sections[0].entries[0].text


def test_undo_reaches_back_to_the_opening_across_a_restart(path: Path, library: MemoryLibrary) -> None:
    first = kept.opened(path, library, now)
    typed(first, "one", "two", "three")
    first.session.undo()
    first.save()
    first.close()
    second = kept.opened(path, library, now)
    assert not second.session.unsaved
    assert (second.session.history.undo_label, second.session.history.redo_label) == ("Type two", "Type three")
    second.session.redo()
    assert text_of(second.session.pack) == "three"
    for _ in range(3):
        second.session.undo()
    assert text_of(second.session.pack) == "as opened"
    typed(second, "four")
    second.save()
    second.close()
    third = kept.opened(path, library, now)
    assert third.session.history.undo_label == "Type four"
    assert recovery.pending() == ()
    third.close()


def test_changes_that_were_not_saved_can_be_done_again(path: Path, library: MemoryLibrary) -> None:
    first = kept.opened(path, library, now)
    typed(first, "one")
    first.close()
    second = kept.opened(path, library, now)
    assert text_of(second.session.pack) == "as opened"
    assert second.session.history.redo_label == "Type one"
    second.close()


def test_a_file_that_another_program_changed_starts_a_history_of_its_own(path: Path, library: MemoryLibrary) -> None:
    first = kept.opened(path, library, now)
    typed(first, "one")
    first.save()
    first.close()
    write_pack(path, set_details(a_pack(), title="Changed elsewhere"), ())
    second = kept.opened(path, library, now)
    assert second.session.pack.title == "Changed elsewhere"
    assert second.session.history.undo_label == ""
    second.close()


def test_opening_and_closing_leaves_no_journal(path: Path, library: MemoryLibrary, data: Path) -> None:
    kept.opened(path, library, now).close()
    assert not list((data / "journal").glob("*.journal")) if (data / "journal").exists() else True


def test_after_a_crash_both_versions_are_offered(path: Path, library: MemoryLibrary) -> None:
    crashed = kept.opened(path, library, now)
    typed(crashed, "saved")
    crashed.save()
    typed(crashed, "typed", "typed more")
    crashed.session.undo()
    crashed.tick()
    killed(crashed)
    (found,) = recovery.pending()
    assert (found.path, found.title, found.when) == (path, "A pack", NOW.isoformat(timespec="seconds"))
    assert found.differs
    assert found.in_file
    assert text_of(found.in_file.pack) == "saved"
    assert text_of(found.pack_file.pack) == "typed"
    assert found.history.redo_label == "Type typed more"


def test_going_on_with_the_journal_stands_where_the_crash_was(path: Path, library: MemoryLibrary) -> None:
    crashed = kept.opened(path, library, now)
    typed(crashed, "one", "two")
    killed(crashed)
    (found,) = recovery.pending()
    again = kept.recovered(found, library, now)
    assert text_of(again.session.pack) == "two"
    assert again.session.unsaved
    assert recovery.pending() == ()
    again.session.undo()
    assert text_of(again.session.pack) == "one"
    typed(again, "three")
    # A second crash loses nothing either.
    killed(again)
    (found,) = recovery.pending()
    again = kept.recovered(found, library, now)
    assert [step.label for step in again.session.history.steps] == ["", "Type one", "Type three"]
    again.save()
    again.close()
    assert text_of(read_pack(path).pack) == "three"
    assert recovery.pending() == ()


def test_choosing_the_file_keeps_the_other_version_for_a_month(path: Path, library: MemoryLibrary, data: Path) -> None:
    crashed = kept.opened(path, library, now)
    typed(crashed, "one")
    killed(crashed)
    (found,) = recovery.pending()
    recovery.use_file(found, now)
    assert recovery.pending() == ()
    (aside,) = (data / "journal" / "discarded").iterdir()
    assert recovery._read(aside)
    later = kept.opened(path, library, lambda: datetime.now(UTC) + timedelta(days=20))
    assert aside.exists()
    later.close()
    kept.opened(path, library, lambda: datetime.now(UTC) + timedelta(days=40)).close()
    assert not aside.exists()


def test_the_journal_is_not_discarded_for_a_file_that_cannot_be_read(path: Path, library: MemoryLibrary) -> None:
    crashed = kept.opened(path, library, now)
    typed(crashed, "one")
    killed(crashed)
    path.write_bytes(b"torn")
    (found,) = recovery.pending()
    assert found.in_file is None
    with pytest.raises(UserError, match="was not discarded"):
        recovery.use_file(found, now)
    assert recovery.pending()
    again = kept.recovered(found, library, now)
    assert (again.session.path, text_of(again.session.pack), again.session.unsaved) == (None, "one", True)
    killed(again)


def test_a_file_changed_after_the_crash_is_not_overwritten_silently(path: Path, library: MemoryLibrary) -> None:
    crashed = kept.opened(path, library, now)
    typed(crashed, "one")
    killed(crashed)
    write_pack(path, set_details(a_pack(), title="Changed elsewhere"), ())
    again = kept.recovered(recovery.pending()[0], library, now)
    with pytest.raises(UserError, match="changed by another program"):
        again.save()
    killed(again)


def test_a_new_pack_without_a_file_is_offered_too(library: MemoryLibrary) -> None:
    crashed = kept.fresh(PackFile(a_pack(), ()), library, now)
    crashed.tick()
    killed(crashed)
    (found,) = recovery.pending()
    assert (found.path, found.in_file, found.differs) == (None, None, True)
    again = kept.recovered(found, library, now)
    again.close()
    assert recovery.pending() == ()


def test_the_journal_alone_restores_facts_that_no_library_has(path: Path, library: MemoryLibrary) -> None:
    crashed = kept.opened(path, library, now)
    crashed.session.do("Add a fact", partial(add_item, section_id="s1", item_id="own-a"))
    crashed.tick()
    killed(crashed)
    again = kept.recovered(recovery.pending()[0], MemoryLibrary(), now)
    assert {item.id for item in again.session.pack_file().items} == {"own-a", "own-source-one"}
    again.session.compose()
    killed(again)


def test_what_is_open_in_another_window_is_not_offered(path: Path, library: MemoryLibrary) -> None:
    other = kept.opened(path, library, now)
    typed(other, "one")
    assert recovery.pending() == ()
    with pytest.raises(OpenElsewhereError):
        kept.opened(path, library, now)
    other.close()


def test_two_windows_cannot_take_up_one_journal(path: Path, library: MemoryLibrary) -> None:
    crashed = kept.opened(path, library, now)
    typed(crashed, "one")
    killed(crashed)
    (found,) = recovery.pending()
    first = kept.recovered(found, library, now)
    with pytest.raises(OpenElsewhereError):
        kept.recovered(found, library, now)
    with pytest.raises(OpenElsewhereError):
        recovery.use_file(found, now)
    assert found.journal.exists()
    first.close()


def test_a_waiting_journal_is_not_lost_when_the_file_is_opened_and_closed(path: Path, library: MemoryLibrary) -> None:
    opened = kept.opened(path, library, now)
    typed(opened, "one")
    opened.save()
    opened.close()
    crashed = kept.opened(path, library, now)
    typed(crashed, "lost?")
    killed(crashed)
    # The user has not chosen yet, opens the file, works on it and closes it.
    other = kept.opened(path, library, now)
    typed(other, "other work")
    other.save()
    other.close()
    (found,) = recovery.pending()
    assert text_of(found.pack_file.pack) == "lost?"


def test_a_torn_tail_costs_the_last_record_only(path: Path, library: MemoryLibrary) -> None:
    crashed = kept.opened(path, library, now)
    typed(crashed, "one", "two")
    killed(crashed)
    journal = recovery.pending()[0].journal
    journal.write_bytes(journal.read_bytes()[:-3])
    again = kept.recovered(recovery.pending()[0], library, now)
    assert text_of(again.session.pack) == "one"
    typed(again, "three")
    killed(again)
    assert text_of(recovery.pending()[0].pack_file.pack) == "three"


def test_what_stands_behind_the_tear_is_gone_for_good(path: Path, library: MemoryLibrary) -> None:
    crashed = kept.opened(path, library, now)
    typed(crashed, "one")
    killed(crashed)
    journal = recovery.pending()[0].journal
    journal.write_bytes(journal.read_bytes() + b"x" * 5000)
    again = kept.recovered(recovery.pending()[0], library, now)
    again.save()
    again.close()
    assert recovery.pending() == ()
    later = kept.opened(path, library, now)
    assert later.session.history.undo_label == "Type one"
    later.close()


def test_a_fact_added_later_is_in_the_journal_too(path: Path, library: MemoryLibrary) -> None:
    crashed = kept.opened(path, library, now)
    typed(crashed, "one")
    crashed.session.do("Add a fact", partial(add_item, section_id="s1", item_id="own-a"))
    crashed.tick()
    killed(crashed)
    assert {item.id for item in recovery.pending()[0].pack_file.items} == {"own-a", "own-source-one"}


def test_typing_in_one_field_is_one_step_in_the_journal_too(path: Path, library: MemoryLibrary) -> None:
    crashed = kept.opened(path, library, now)
    typed(crashed, "a", "ab", "abc", merge="e2")
    killed(crashed)
    history = recovery.pending()[0].history
    assert [text_of(step.pack) for step in history.steps] == ["as opened", "abc"]


def test_a_journal_that_grows_is_written_anew(
    path: Path, library: MemoryLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "LARGE", 20_000)
    monkeypatch.setattr(autosave, "MOST_STEPS", 50)
    open_pack = kept.opened(path, library, now)
    sizes = []
    for number in range(300):
        typed(open_pack, os.urandom(200).hex() if number % 3 else f"{number}", merge="e2" if number % 2 else "")
        assert open_pack.journal.path
        sizes.append(open_pack.journal.path.stat().st_size)
    assert max(sizes) < 100_000
    steps = open_pack.session.history.steps
    assert len(steps) > 150
    killed(open_pack)
    found = recovery.pending()[0].history
    assert 50 <= len(found.steps) < len(steps)
    assert [step.pack for step in found.steps] == [step.pack for step in steps[-len(found.steps) :]]
    again = kept.recovered(recovery.pending()[0], library, now)
    typed(again, "last")
    killed(again)
    assert text_of(recovery.pending()[0].pack_file.pack) == "last"


def test_undoing_beyond_what_was_dropped_is_kept_all_the_same(
    path: Path, library: MemoryLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "MOST_STEPS", 5)
    monkeypatch.setattr(autosave, "LARGE", 0)
    open_pack = kept.opened(path, library, now)
    typed(open_pack, *(f"word {number}" for number in range(30)))
    for _ in range(28):
        open_pack.session.undo()
    open_pack.tick()
    typed(open_pack, "after")
    killed(open_pack)
    assert text_of(recovery.pending()[0].pack_file.pack) == "after"


def test_a_full_disk_is_told_and_tried_again(
    path: Path, library: MemoryLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_pack = kept.opened(path, library, now)
    typed(open_pack, "one")
    real = os.write

    def full(fd: int, content: Any) -> int:
        real(fd, bytes(content)[:5])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(FileProblem, match=r"Your latest changes could not be kept in .* the disk is full"):
        typed(open_pack, "two")
    assert open_pack.journal.behind
    monkeypatch.setattr(os, "write", real)
    open_pack.tick()
    killed(open_pack)
    assert text_of(recovery.pending()[0].pack_file.pack) == "two"


def test_saving_under_another_name_takes_the_history_along(path: Path, library: MemoryLibrary, tmp_path: Path) -> None:
    other = tmp_path / "b.briefpack"
    write_pack(other, set_details(a_pack(), title="Was there before"), ())
    open_pack = kept.opened(path, library, now)
    typed(open_pack, "one")
    open_pack.save(other)
    assert "Was there before" in [backups.read(each).pack.title for each in backups.listed(other)]
    kept.opened(path, library, now).close()  # the old name is free again
    with pytest.raises(OpenElsewhereError):
        kept.opened(other, library, now)
    open_pack.close()
    again = kept.opened(other, library, now)
    assert again.session.history.undo_label == "Type one"
    again.close()


def test_a_name_that_another_window_has_open_is_refused(path: Path, library: MemoryLibrary, tmp_path: Path) -> None:
    other = tmp_path / "b.briefpack"
    write_pack(other, set_details(a_pack(), title="The other"), ())
    there, here = kept.opened(other, library, now), kept.opened(path, library, now)
    typed(here, "one")
    with pytest.raises(OpenElsewhereError):
        here.save(other)
    assert read_pack(other).pack.title == "The other"
    assert here.session.path == path
    there.close()
    here.save(other)
    titles = [backups.read(each).pack.title for each in backups.listed(other)]
    assert titles == ["A pack", "The other"]
    here.close()


def test_every_save_and_the_file_as_opened_are_in_the_backups(path: Path, library: MemoryLibrary) -> None:
    open_pack = kept.opened(path, library, now)
    for word in ("one", "two"):
        typed(open_pack, word)
        open_pack.save()
    open_pack.close()
    assert [text_of(backups.read(each).pack) for each in backups.listed(path)] == ["two", "one", "as opened"]


def test_without_a_writable_data_folder_one_can_still_work(path: Path, library: MemoryLibrary, data: Path) -> None:
    data.write_text("a file stands where the folder should be")
    open_pack = kept.opened(path, library, now)
    assert open_pack.notice
    with pytest.raises(FileProblem, match="could not be kept"):
        typed(open_pack, "one")
    open_pack.save()
    open_pack.close()
    assert text_of(read_pack(path).pack) == "one"


@pytest.mark.long
def test_an_edit_of_a_large_pack_adds_little_to_its_journal(path: Path, library: MemoryLibrary) -> None:
    pack = a_pack()
    for number in range(300):
        pack = add_text(pack, "s1", f"Paragraph {number} of my own text. " * 10)
    write_pack(path, pack, ())
    open_pack = kept.opened(path, library, now)
    typed(open_pack, "first")
    size = open_pack.journal._size
    for number in range(200):
        open_pack.session.do("Type", partial(write, entry_id=f"e{number + 3}", text="Other words. " * 20))
        open_pack.tick()
    assert (open_pack.journal._size - size) / 200 < 600
    open_pack.close()
