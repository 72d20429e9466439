"""States in which a dialog or a notice lies over the window."""

from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QToolTip
from stage import SAMPLE, TODAY, Stage
from states_hands import NOTICE, Reach, bare, far_entry, retitle, session

from briefpack.app.crash import report
from briefpack.app.history import opened
from briefpack.app.locks import acquire
from briefpack.app.recovery import Recovered
from briefpack.app.resources import ResourcesMissingError
from briefpack.gui.dialogs.recovery import RecoverySheet
from briefpack.pack import edits
from briefpack.pack.packfile import PackFile, read_pack, write_pack

# Dialogs


def _public(stage: Stage) -> None:
    """With something in the pack that may not be used in public."""
    shown = session(stage)
    quotes = shown.library.all("quote")
    private = [each.id for each in quotes if getattr(each, "usable_publicly", "yes") != "yes"][:2]
    place = shown.pack.sections[4].id
    stage.act(lambda: shown.do("Add", partial(edits.add_items, section_id=place, item_ids=private)))
    stage.run("export")
    stage.act(lambda: stage.part("audience-public").setChecked(True))


def _written(stage: Stage) -> None:
    stage.run("export")
    sheet = stage.part("export")
    stage.act(lambda: sheet._done(stage.home / "dialogue.pdf", None))


def _password(stage: Stage) -> None:
    stage.run("export")
    stage.press("export-copy")
    stage.act(lambda: stage.part("export-password").setText("one"))
    stage.act(lambda: stage.part("export-password-again").setText("another"))
    stage.act(stage.part("export")._judge)


def _portrait(stage: Stage) -> None:
    stage.run("export")
    sheet = stage.part("export")
    stage.user.wait(sheet.portrait_button.isEnabled, "the file")
    stage.act(sheet._show_portrait)
    stage.part("portrait")


def _wrong_details(stage: Stage) -> None:
    stage.run("details")
    stage.act(lambda: stage.part("details").findChildren(QLineEdit)[0].setText(""))


def _dated_details(stage: Stage) -> None:
    stage.run("details")
    stage.act(lambda: stage.part("has-date").setChecked(True))
    stage.act(stage.part("details").findChildren(QDateEdit)[0].setFocus)


def _combo(stage: Stage) -> None:
    stage.run("settings")
    stage.act(stage.part("settings").findChildren(QComboBox)[0].showPopup)


def _palette(words: str) -> Reach:
    return lambda stage: (stage.run("palette"), stage.type(words))


def _tip(stage: Stage) -> None:
    button = stage.part("tool-thumbnails")
    stage.act(lambda: QToolTip.showText(button.mapToGlobal(button.rect().bottomLeft()), button.toolTip(), button))


def _licences(stage: Stage) -> None:
    stage.run("about")
    stage.press("show-licences")
    stage.part("licence-text")


def _no_licences(stage: Stage) -> None:
    with patch("briefpack.gui.dialogs.licences.notices", side_effect=ResourcesMissingError(_GONE)):
        stage.run("about")
        stage.press("show-licences")


_GONE = "The file licences/notices.json is missing in /opt/briefpack/resources. Install briefpack again."


SHEETS: dict[str, Reach] = {
    "export": lambda stage: stage.run("export"),
    "export-public": _public,
    "export-written": _written,
    "export-password": _password,
    "export-portrait": _portrait,
    "details": lambda stage: stage.run("details"),
    "details-date": _dated_details,
    "details-wrong": _wrong_details,
    "settings": lambda stage: stage.run("settings"),
    "settings-choice": _combo,
    "about": lambda stage: stage.run("about"),
    "licences": _licences,
    "licences-none": _no_licences,
    "help": lambda stage: stage.run("help"),
    "help-found": lambda stage: (stage.run("help"), stage.type("pag")),
    "palette": lambda stage: stage.run("palette"),
    "palette-found": _palette("ex"),
    "palette-none": _palette("zzz"),
    "tour": lambda stage: stage.run("tour"),
    "tip": _tip,
    "save-as": lambda stage: stage.run("save-as"),
}

# What goes wrong


def _error(stage: Stage) -> None:
    path = stage.home / "another" / "gone.briefpack"
    stage.act(lambda: stage.user.program.open(path))


def _sentence(stage: Stage) -> None:
    told = OSError("The disk is full: nothing was written, and the file is as it was. Make room and save again.")
    stage.act(lambda: stage.user.program._tell(told))


def _crash(stage: Stage) -> None:
    try:
        raise ValueError("an example")
    except ValueError as error:
        told = report(error, qt_version="6", actions=["Add “Quote”", "Change the title"])
    stage.act(lambda: stage.user.program._show_crash(told, kept=True))


def _changed_elsewhere(stage: Stage) -> None:
    path = session(stage).path
    write_pack(path, edits.set_details(read_pack(SAMPLE).pack, title="Another"), ())
    stage.run("save")


def _gone_elsewhere(stage: Stage) -> None:
    session(stage).path.unlink()
    stage.run("save")


def _leave(stage: Stage) -> None:
    retitle(stage)
    stage.run("close")


TROUBLE: dict[str, Reach] = {
    "notice": lambda stage: stage.act(lambda: stage.window.filing.notice.emit(NOTICE)),
    "trouble-pages": lambda stage: stage.act(lambda: stage.panes.pages._stuck(_TROUBLED, far_entry(stage))),
    "work": lambda stage: stage.act(lambda: _show_work(stage)),
    "leave": _leave,
    "changed-elsewhere": _changed_elsewhere,
    "gone-elsewhere": _gone_elsewhere,
    "error-sentence": _sentence,
    "crash": _crash,
    "error": _error,
}
_TROUBLED = "A quotation of this pack is not in its file, nor in the library: the pages cannot be made."


def _show_work(stage: Stage) -> None:
    work: Any = stage.window.status._work
    work._words.setText("Opening dialogue.briefpack …")
    work.show()


def recovery(stage: Stage) -> None:
    saved = read_pack(SAMPLE)
    changed = edits.set_details(saved.pack, title="Typed before the power failed")
    never = edits.set_details(bare(), title="A pack that was never saved")
    moment = TODAY.isoformat()
    found = (
        Recovered(SAMPLE, changed.title, moment, saved, opened(changed), True, saved, Path()),
        Recovered(None, never.title, moment, PackFile(never, ()), opened(never), True, None, Path()),
    )
    stage.act(lambda: RecoverySheet(stage.user.program.start, found).open())


def open_locked(stage: Stage) -> None:
    path = stage.home / "locked.briefpack"
    path.write_bytes(SAMPLE.read_bytes())
    lock = acquire(path, TODAY)
    try:
        stage.act(lambda: stage.user.program.open(path))
        stage.part("question")
    finally:
        lock.release()
