"""The first window is painted before anything slow is loaded; every way into the program opens what it should."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFileOpenEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from briefpack import cli
from briefpack.app import recent
from briefpack.app.build import build_pdf, export, opened
from briefpack.app.settings import SCALE, THEME, TOUR_SEEN, Settings
from briefpack.gui.dialogs.recovery import RecoverySheet
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.gui.doors import packs_in
from briefpack.gui.early import FirstLook, first_look
from briefpack.gui.house import now
from briefpack.gui.main import Application
from briefpack.gui.program import Program, _pending
from briefpack.gui.tour import Tour
from briefpack.gui.window import Window
from briefpack.pack.template import Template

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "hrc-dialogue.briefpack"
#: What may stand in memory at the first paint, besides Qt and Python's own.
ALLOWED = {
    "briefpack",
    "briefpack.language",
    "briefpack.app",
    "briefpack.app.languages",
    "briefpack.app.paths",
    "briefpack.app.resources",
    "briefpack.briefing",
    "briefpack.briefing.quoting",
    "briefpack.gui",
}
OF_GUI = "access actions banner crash dialogs dialogs.sheet display doors early filing header house icons jobs "
OF_GUI += "loading main owning palette pictures program pyside revising showing start status theme tidying window"
ALLOWED |= {f"briefpack.gui.{name}" for name in OF_GUI.split()}
_PROBE = """
import sys, json
before = set(sys.modules)
from briefpack.gui import main
from PySide6.QtWidgets import QApplication
from briefpack.gui.main import Application
from briefpack.gui.program import Program, _pending
from briefpack.gui.early import first_look
application = Application(["briefpack"])
program = Program(application, first_look())
program.show_start()
from briefpack.gui import window  # of a pack, which is painted first where a file is opened
loaded, enums = [], []
def enums_now():
    # What Qt has made of its numbers; by the first class of each family.
    from enum import Enum
    def below(kind):
        for each in kind.__subclasses__():
            yield each
            yield from below(each)
    return sorted({each.__qualname__.split(".")[0] for each in below(Enum) if each.__module__.startswith("PySide6")})
program.start.painted.connect(lambda: loaded.extend(sorted(sys.modules)))
program.start.painted.connect(lambda: enums.extend(enums_now()))
while not loaded:
    application.processEvents()
from linecache import cache
read = [name for name in loaded if name[:9] == "briefpack" and getattr(sys.modules[name], "__file__", "") in cache]
print(json.dumps([loaded, enums, read]))
program.house.jobs.cancel_all()
import os
sys.stdout.flush()
os._exit(0)
"""


def test_before_the_first_paint_only_qt_and_the_start_window_are_loaded(tmp_path: Path) -> None:
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BRIEFPACK_DATA": str(tmp_path)}
    ran = subprocess.run(  # noqa: S603 - Python itself
        [sys.executable, "-c", _PROBE], env=surroundings, capture_output=True, text=True, check=True, timeout=60
    )
    found, made, read = json.loads(ran.stdout)
    loaded = set(found) - {"pydantic.plugin._loader"}  # an empty one of ours
    assert {name for name in loaded if name.split(".")[0] == "briefpack"} <= ALLOWED
    slow = {
        "pydantic",
        "reportlab",
        "uharfbuzz",
        "pikepdf",
        "pypdfium2",
        "sqlite3",
        "tomllib",
        "asyncio",
        "PIL",
        "platformdirs",
    }
    assert {name.split(".")[0] for name in loaded} & slow == set()
    # PySide would read the source of whatever is imported.
    assert read == []
    # Each of these brings hundreds of members, and with them milliseconds.
    assert {"QAccessible", "QStyle", "QImage", "QStandardPaths"} & set(made) == set()


_PROBE_OF_COMMAS = """
import sys
sys.path[:0] = sys.argv[1:]
from briefpack.gui.main import Application
application = Application(["briefpack"])
import os, PySide6
print(PySide6.__file__, application.platformName(), [name for name in os.environ if "QT_CONF" in name])
"""


def test_the_window_opens_where_a_folder_has_a_comma_in_its_name(tmp_path: Path) -> None:
    import PySide6  # noqa: PLC0415 - for its place alone

    folder = tmp_path / "Doe, John"
    folder.symlink_to(Path(PySide6.__file__).parents[1], target_is_directory=True)
    command = [sys.executable, "-S", "-c", _PROBE_OF_COMMAS, str(folder), str(Path(cli.__file__).parents[1])]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - Python itself
    assert ran.stdout.endswith("__init__.py offscreen []\n"), ran.stderr
    assert "Doe, John" in ran.stdout


_PROBE_OF_PANES = """
import sys
from briefpack.gui import loading
loading.lay_ground(loading.WINDOW)
for _ in loading.load(loading.WINDOW):
    pass
print(*sorted(name for name in sys.modules if name.startswith(("briefpack.adviser", "briefpack.layout", "reportlab"))))
"""


def test_the_panes_of_a_pack_load_neither_rules_nor_what_sets_pages() -> None:
    ran = subprocess.run(  # noqa: S603 - Python itself
        [sys.executable, "-c", _PROBE_OF_PANES], capture_output=True, text=True, check=True, timeout=60
    )
    light = {"briefpack.adviser", *(f"briefpack.adviser.{name}" for name in ("finding", "rule", "standing"))}
    light |= {"briefpack.layout", *(f"briefpack.layout.{name}" for name in ("bidi", "display", "styles"))}
    assert set(ran.stdout.split()) <= light


def test_a_pack_is_shown_before_anything_is_loaded_that_lays_out_pages() -> None:
    probe = """
import json, sys
from briefpack.app import kept
from briefpack.gui import loading
loading.lay_ground(loading.WINDOW)
for _ in loading.load(loading.WINDOW):
    pass
print(json.dumps(sorted(sys.modules)))
"""
    ran = subprocess.run(  # noqa: S603 - Python itself
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60
    )
    slow = {"uharfbuzz", "reportlab", "pikepdf", "pypdfium2", "briefpack.layout.fonts", "briefpack.layout.layouter"}
    assert slow & set(json.loads(ran.stdout)) == set()


def opened_window(qtbot: QtBot, program: Program) -> Window:
    qtbot.waitUntil(lambda: bool(program.windows) and program.windows[-1].session is not None, timeout=20_000)
    return program.windows[-1]


def test_the_start_window_shows_every_template_with_its_first_page(qtbot: QtBot, program: Program) -> None:
    program.begin([])
    assert program.start is not None
    qtbot.waitUntil(lambda: bool(program.house.templates), timeout=20_000)
    names = [card.accessibleName() for card in program.start.choosing.cards]
    assert names == [template.name for template in program.house.templates.values()]
    qtbot.waitUntil(lambda: all(card.picture._picture for card in program.start.choosing.cards), timeout=60_000)  # type: ignore[union-attr]


def test_what_nobody_waits_for_is_not_begun_before_the_pack_stands_there(
    qtbot: QtBot, program: Program, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[bool] = []

    def begin(_job: object) -> dict[str, Template]:
        begun.append(program.windows[0].panes is not None)
        return {}

    monkeypatch.setattr("briefpack.gui.program._grounds", begin)
    monkeypatch.setattr("briefpack.gui.house._templates", begin)
    program._breath.setInterval(0)
    program.begin([sample])
    qtbot.waitUntil(lambda: len(begun) == 2, timeout=20_000)
    assert begun == [True, True]


def test_the_name_of_its_template_comes_after_the_pack(qtbot: QtBot, program: Program, sample: Path) -> None:
    program.begin([sample])
    window = opened_window(qtbot, program)
    assert window.header._chip.text() == ""
    qtbot.waitUntil(lambda: window.header._chip.text() == "HRC interactive-dialogue pack", timeout=20_000)


def test_panes_are_painted_one_after_the_other(qtbot: QtBot, program: Program, sample: Path) -> None:
    program.begin([sample])
    window = opened_window(qtbot, program)
    assert window.session is not None
    steps = window._showing(window.session)
    seen = [[pane.updatesEnabled() for pane in window.panes.all()] for _ in steps if window.panes is not None]
    assert seen == [[place < painted for place in range(4)] for painted in range(4)]
    assert window.panes is not None
    assert all(pane.updatesEnabled() for pane in window.panes.all())


def test_pages_are_begun_when_all_panes_are_painted(
    qtbot: QtBot, program: Program, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[list[bool]] = []
    monkeypatch.setattr(
        "briefpack.gui.preview.press.Press.begin",
        lambda _press: begun.append([pane.updatesEnabled() for pane in program.windows[0].panes.all()]),  # type: ignore[union-attr]
    )
    program.begin([sample])
    qtbot.waitUntil(lambda: bool(begun), timeout=20_000)
    assert begun[0] == [True] * 4


def test_a_click_on_a_template_makes_a_pack(qtbot: QtBot, program: Program) -> None:
    program.begin([])
    assert program.start is not None
    qtbot.waitUntil(lambda: bool(program.house.templates), timeout=20_000)
    qtbot.mouseClick(program.start.choosing.cards[0], Qt.MouseButton.LeftButton)
    window = opened_window(qtbot, program)
    assert window.session is not None
    assert window.session.pack.template == next(iter(program.house.templates))
    assert window.session.path is None
    assert any(section.entries for section in window.session.pack.sections)


def test_a_pack_is_made_in_the_language_chosen_beside_the_templates(qtbot: QtBot, program: Program) -> None:
    program.begin([])
    assert program.start is not None
    qtbot.waitUntil(lambda: bool(program.house.templates), timeout=20_000)
    choice = program.start.choosing.language
    choice.box.setCurrentIndex(choice.box.findData("fr"))
    qtbot.mouseClick(program.start.choosing.cards[0], Qt.MouseButton.LeftButton)
    window = opened_window(qtbot, program)
    assert window.session is not None
    assert window.session.pack.language == "fr"


def test_a_file_named_on_the_command_line_is_opened_and_noted(qtbot: QtBot, program: Program, sample: Path) -> None:
    program.begin([sample])
    window = opened_window(qtbot, program)
    assert window.session is not None
    assert window.session.path == sample
    assert program.start is None
    assert [each.path for each in recent.recent(program.house.settings)] == [sample]


def test_a_file_opened_by_double_click_on_a_mac(
    qtbot: QtBot, qapp: QApplication, program: Program, sample: Path
) -> None:
    program.begin([])
    assert isinstance(qapp, Application)
    qapp.file_wanted.connect(program.open)
    QApplication.sendEvent(qapp, QFileOpenEvent(str(sample)))
    assert opened_window(qtbot, program).session is not None


def test_a_pack_dropped_on_the_start_window_is_opened(qtbot: QtBot, program: Program, sample: Path) -> None:
    program.begin([])
    assert program.start is not None
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(sample))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    program.start.dropEvent(event)
    assert opened_window(qtbot, program).session is not None


@pytest.fixture(scope="session")
def carrying(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of the sample, with the pack inside."""
    path = tmp_path_factory.mktemp("pdf") / "For Tuesday.PDF"
    export(path, opened(SAMPLE))
    return path


def test_a_pdf_opens_as_the_pack_it_carries_not_yet_saved(qtbot: QtBot, program: Program, carrying: Path) -> None:
    program.begin([carrying])
    window = opened_window(qtbot, program)
    assert window.session is not None
    assert window.session.pack == opened(SAMPLE).pack
    assert (window.session.path, window.session.unsaved) == (None, True)
    assert window.filing.saved_words() == "Not saved yet"
    window.filing.save()
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.selectedFiles() == [str(carrying.with_name("For Tuesday.briefpack"))]
    dialog.reject()


def test_a_dropped_pdf_is_taken_like_a_pack(carrying: Path, sample: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(each)) for each in (carrying, sample, sample.with_suffix(".txt"))])
    assert packs_in(dropped) == [carrying, sample]


def test_a_pdf_without_a_pack_gives_one_sentence(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    made = opened(SAMPLE)
    bare = tmp_path / "bare.pdf"
    bare.write_bytes(build_pdf(made.pack, made.items).content)
    program.begin([bare])
    qtbot.waitUntil(lambda: program.start is not None and bool(program.start.findChildren(Sheet)), timeout=20_000)
    assert program.start is not None
    assert program.start.findChildren(Sheet)[0].sentence.text().startswith(f"{bare} carries no pack: ")
    assert program.windows == []


def test_the_same_file_twice_is_one_window(qtbot: QtBot, program: Program, sample: Path) -> None:
    program.begin([sample])
    opened_window(qtbot, program)
    program.open(sample)
    assert len(program.windows) == 1


def test_a_file_that_is_no_pack_gives_one_sentence(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.briefpack"
    wrong.write_text("no pack")
    program.begin([wrong])
    qtbot.waitUntil(lambda: program.start is not None and bool(program.start.findChildren(Sheet)), timeout=20_000)
    assert program.start is not None
    sheet = program.start.findChildren(Sheet)[0]
    assert str(wrong) in sheet.sentence.text()
    assert program.windows == []


def test_the_tour_comes_once_and_never_again(qtbot: QtBot, program: Program, data_folder: Path) -> None:
    program._look = FirstLook("light")
    program.begin([])
    qtbot.waitUntil(lambda: bool(program.start and program.start.findChildren(Tour)), timeout=20_000)
    assert program.start is not None
    tour = program.start.findChildren(Tour)[0]
    qtbot.mouseClick(tour.skip_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: first_look().tour_seen)
    assert Settings()[TOUR_SEEN]


def test_a_crash_leaves_both_versions_to_choose_from(qtbot: QtBot, program: Program, sample: Path) -> None:
    program.begin([sample])
    window = opened_window(qtbot, program)
    window._retitle("Typed before the crash")
    window.filing.keep_journal()
    # What a killed process leaves: the journal without its end.
    guarded = window.filing._kept
    assert guarded is not None
    guarded.journal._let_go()
    guarded._release()
    window.filing._kept = None
    window.filing._leave()
    qtbot.waitUntil(lambda: program.windows == [])
    program.house.jobs.run(program, _pending, program._offer_recovery)
    qtbot.waitUntil(lambda: bool(program.start and program.start.findChildren(RecoverySheet)), timeout=20_000)
    assert program.start is not None
    sheet = program.start.findChildren(RecoverySheet)[0]
    words = {each.text() for each in sheet.findChildren(QPushButton)}
    assert words == {"Decide later", "Go on with this version", "Use the saved file"}
    next(each for each in sheet.findChildren(QPushButton) if each.text() == "Go on with this version").click()
    window = opened_window(qtbot, program)
    assert window.session is not None
    assert window.session.pack.title == "Typed before the crash"
    assert window.session.unsaved


def test_a_damaged_settings_file_gives_the_programs_own_first_look(data_folder: Path) -> None:
    data_folder.mkdir()
    (data_folder / "settings.json").write_text("[not json")
    assert first_look() == FirstLook()


def test_the_first_look_reads_what_the_settings_wrote(data_folder: Path, sample: Path) -> None:
    settings = Settings()
    settings.put(THEME, "dark")
    settings.put(SCALE, 150)
    recent.note(settings, sample, opened(sample).pack, now())
    settings.save()
    look = first_look()
    assert (look.theme, look.percent, look.recent[0].path) == ("dark", 150, str(sample))


def test_without_a_display_the_program_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert cli.main([]) == cli.FAILED
    assert "display" in capsys.readouterr().err
