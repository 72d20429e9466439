"""States of the adviser: its pane, its marks, its questions, and the view for clearing a pack."""

from functools import partial
from typing import Any

from stage import Stage
from states_hands import Reach, bare, session
from tests.gui.adviser import planted

from briefpack.gui.adviser import examiner
from briefpack.pack import clearing, edits
from briefpack.pack.packfile import write_pack


def _pane(stage: Stage) -> Any:
    return stage.panes.adviser


def _choose(stage: Stage, wanted: str) -> None:
    """The first finding that is so bad."""
    pane = _pane(stage)
    row = stage.user.wait(
        lambda: 1 + next((row for row, line in enumerate(pane.model.shown) if line.kind == wanted), -1)
    )
    stage.act(lambda: (pane.view.setFocus(), pane.view.choose(row - 1)))


def _err(stage: Stage) -> None:
    """A sentence with figures for which there is no source."""
    own = [
        entry for section in session(stage).pack.sections for entry in section.entries if entry.text and not entry.item
    ]
    words = "In 2019 the DPRK accepted 199 of 262 recommendations."
    stage.act(lambda: session(stage).do("Write", partial(edits.write, entry_id=own[3].id, text=words)))


def _waive(stage: Stage) -> None:
    _choose(stage, "warn")
    stage.run("adviser-waive")
    stage.type("AB")


def _waive_wrong(stage: Stage) -> None:
    _waive(stage)
    stage.act(lambda: stage.part("waive-reason").setPlainText("Seen"))
    stage.user.act(stage.part("waive-reason").setFocus)
    stage.act(lambda: stage.part("waive")._take())


def _waived(stage: Stage) -> None:
    pane = _pane(stage)
    stage.user.wait(lambda: pane.model.shown)
    for line in [line for line in pane.model.shown if line.kind == "warn"][:2]:
        blank = pane.acting._blank(line)
        waiver = clearing.checked(blank, "AB", "The mission has the original and agrees.")
        stage.act(partial(session(stage).do, "Waive a finding", clearing.waive(waiver)))


def _cleared(stage: Stage) -> None:
    stage.act(lambda: pane_clear(stage))


def pane_clear(stage: Stage) -> None:
    """As if nothing stood in the way."""
    _pane(stage).acting._clear("AB")


def _changed(stage: Stage) -> None:
    _cleared(stage)
    stage.act(lambda: session(stage).do("Change the title", partial(edits.set_details, title="Dialogue, item 4")))


def _clear_view(stage: Stage) -> None:
    stage.run("adviser-view")
    _choose(stage, "warn")


def _leave(stage: Stage) -> None:
    stage.act(lambda: _pane(stage).want_clear_view(False))


def _edit_while_clearing(stage: Stage) -> None:
    pane = _pane(stage)
    texts = {entry.id for section in session(stage).pack.sections for entry in section.entries if not entry.item}
    stage.run("adviser-view")
    row = stage.user.wait(
        lambda: 1 + next((row for row, line in enumerate(pane.model.shown) if line.finding.place.entry in texts), -1)
    )
    stage.act(lambda: (pane.view.setFocus(), pane.view.choose(row - 1)))
    stage.user.keys("E")


def _source(stage: Stage) -> None:
    pane = _pane(stage)
    row = stage.user.wait(
        lambda: 1 + next((row for row, line in enumerate(pane.model.shown) if line.finding.proofs), -1)
    )
    stage.act(lambda: (pane.view.setFocus(), pane.view.choose(row - 1)))
    stage.user.keys("O")


def _profile(stage: Stage) -> None:
    stage.run("details")
    stage.act(stage.part("profile").setFocus)


ADVISER: dict[str, Reach] = {
    "adviser": lambda stage: _choose(stage, "warn"),
    "adviser-source": _source,
    "adviser-waive": _waive,
    "adviser-waive-wrong": _waive_wrong,
    "adviser-block": lambda stage: (_err(stage), _choose(stage, "block")),
    "export-draft": lambda stage: stage.run("export"),
    "adviser-refused": lambda stage: stage.run("adviser-clear"),
    "adviser-waived": lambda stage: (_waived(stage), _choose(stage, "waived")),
    "adviser-narrowed": lambda stage: stage.act(lambda: _pane(stage).head.chips["note"].setChecked(True)),
    "adviser-cleared": lambda stage: (_narrow_no_more(stage), _cleared(stage)),
    "adviser-changed": _changed,
    "clear-view": _clear_view,
    "clear-view-question": lambda stage: stage.act(lambda: _ask(stage)),
    "clear-view-edit": lambda stage: (_leave(stage), _edit_while_clearing(stage)),
    "adviser-closed": lambda stage: (_leave(stage), stage.run("adviser-shown")),
    "adviser-profile": _profile,
}


def _narrow_no_more(stage: Stage) -> None:
    stage.act(lambda: _pane(stage).head.chips["note"].setChecked(False))


def _ask(stage: Stage) -> None:
    """The question, though much is open."""
    _pane(stage).acting.clear(())


def begin_clean(stage: Stage) -> None:
    """A pack about which there is nothing to say."""
    path = stage.home / "empty.briefpack"
    write_pack(path, edits.set_details(bare(), title="Nothing yet"), ())
    examiner.all_rules = lambda: planted.RULES[:3]
    stage.open(path)


def begin_crowded(stage: Stage) -> None:
    """Sixty findings."""
    examiner.all_rules = lambda: planted.CROWD
    stage.open()


CROWDED: dict[str, Reach] = {
    "adviser-crowded": lambda stage: _choose(stage, "block"),
    "clear-view-crowded": _clear_view,
}
NARROW: dict[str, Reach] = {"adviser-narrow": lambda stage: _choose(stage, "warn"), "clear-view-narrow": _clear_view}
