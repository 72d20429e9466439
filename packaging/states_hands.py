"""What one does again and again on the way to a state of the window."""

from collections.abc import Callable
from functools import partial

from stage import SAMPLE, Stage

from briefpack.app.session import Session
from briefpack.gui.outline.rows import Row
from briefpack.pack import edits
from briefpack.pack.pack import Pack
from briefpack.pack.packfile import read_pack

Reach = Callable[[Stage], object]
NOTICE = "The settings could not be read. They were set aside as settings.json.damaged, and the program’s own are used."


def session(stage: Stage) -> Session:
    session = stage.window.session
    assert session is not None  # noqa: S101 - a window without a pack is a mistake of this script
    return session


def retitle(stage: Stage) -> None:
    stage.act(lambda: session(stage).do("Change the title", partial(edits.set_details, title="Dialogue, item 4")))


def bare() -> Pack:
    pack = read_pack(SAMPLE).pack
    for section in pack.sections:
        pack = edits.remove_section(pack, section.id)
    return pack


def far_entry(stage: Stage) -> str:
    return session(stage).pack.sections[12].entries[0].id


def select(stage: Stage, keys: tuple[str, ...]) -> None:
    view = stage.panes.outline.view

    def select() -> None:
        view.setFocus()
        view.choose(keys)

    stage.act(select)


def first(stage: Stage, wanted: Callable[[Row], bool]) -> str:
    """The key of the first row of the outline like that."""
    model = stage.panes.outline.model

    def look() -> str:
        for place in range(model.rowCount()):
            section = model.index(place, 0)
            for index in (section, *(model.index(line, 0, section) for line in range(model.rowCount(section)))):
                if wanted(model.row(index)):
                    return str(model.key(index))
        return ""

    return stage.user.wait(look, "such a row")


def open_editor(stage: Stage, key: str) -> None:
    select(stage, (key,))
    stage.act(lambda: stage.panes.outline.view.open_editor(key))
