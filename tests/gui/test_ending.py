"""The end of the program: what was set last is kept, whatever else was going on."""

from pathlib import Path

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from briefpack.app import kept
from briefpack.app.recent import note, recent
from briefpack.app.settings import SCALE, Settings
from briefpack.gui import main
from briefpack.gui.house import now
from briefpack.gui.program import Program


def _begun(qtbot: QtBot, program: Program) -> None:
    program.begin([])
    qtbot.waitUntil(lambda: program.house.is_ready and not program.house.jobs.busy, timeout=20_000)


def test_the_pack_saved_last_is_among_the_recent_though_all_threads_were_busy(
    qtbot: QtBot, program: Program, sample: Path
) -> None:
    _begun(qtbot, program)
    for _ in range(2):
        program.house.jobs.run(program, lambda _job: QThread.msleep(100), lambda _none: None)
    held = kept.opened(sample, program.house.library)
    note(program.house.settings, sample, held.session.pack, now())
    held.close()
    program.house.keep_settings()
    program.house.end()
    assert [each.path for each in recent(Settings())] == [sample]


def test_what_cannot_be_kept_is_said_in_one_sentence(qtbot: QtBot, program: Program, data_folder: Path) -> None:
    _begun(qtbot, program)
    stays = program.house.settings.path
    program.house.settings.put(SCALE, 125)
    program.house.settings.path = data_folder / "gone" / "settings.json"
    assert "settings.json could not be written" in main._ended(program)
    program.house.settings.path = stays
    assert main._ended(program) == ""
    assert Settings()[SCALE] == 125
