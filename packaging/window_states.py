"""Every state of the window that is worth a picture, and how one gets there."""

from typing import Any, NamedTuple

from stage import SAMPLE, Stage
from states_hands import NOTICE, Reach, bare, first, open_editor, retitle
from states_of_adviser import ADVISER, CROWDED, NARROW, begin_clean, begin_crowded
from states_of_panes import DETAIL, LIBRARY, PACK, PAGES, choose, detail
from states_of_sheets import SHEETS, TROUBLE, open_locked, recovery

from briefpack.app import build, libraries
from briefpack.pack import edits
from briefpack.pack.packfile import write_pack
from briefpack.pack.snapshot import snapshot

_LONG = (
    "Interactive dialogue with the Special Rapporteur, with an unusually long title that names the Council, "
    "its session, the item of its agenda and the delegation for which it is meant"
)


class Scene(NamedTuple):
    """How the program is begun, and the states that follow one another; each names the picture that it gives."""

    begin: Reach
    states: dict[str, Reach]


def scenes() -> tuple[Scene, ...]:
    """All of them."""
    return (
        Scene(lambda stage: stage.start(tour=True), _TOUR),
        Scene(Stage.start, _START),
        Scene(_begin_with_recent, {"start-recent": _stay, "start-recent-narrow": _narrow_start}),
        Scene(lambda stage: stage.open(), MAIN | LIBRARY | DETAIL),
        Scene(lambda stage: stage.open(), {"window": _type_a_search}),
        Scene(lambda stage: stage.open(), PACK),
        Scene(lambda stage: stage.open(), PAGES),
        Scene(lambda stage: stage.open(), SHEETS),
        Scene(lambda stage: stage.open(), TROUBLE),
        Scene(_begin_empty, {"main-empty": _stay}),
        Scene(Stage.start, {"main-unfilled": _make_from_template, "slot-editor": _open_slot}),
        Scene(_begin_crowded, {"main-crowded": _stay, "main-crowded-chosen": lambda stage: choose(stage, 3)}),
        Scene(
            lambda stage: stage.open(size=(1024, 700)), {"main-narrow": _stay, "main-narrow-detail": detail("event")}
        ),
        Scene(Stage.start, {"open-elsewhere": open_locked, "recovery": recovery}),
        Scene(lambda stage: stage.open(), ADVISER),
        Scene(lambda stage: stage.open(size=(1024, 700)), NARROW),
        # With rules of their own from here on.
        Scene(begin_clean, {"adviser-empty": _stay}),
        Scene(begin_crowded, CROWDED),
    )


def _stay(_stage: Stage) -> None:
    """As it is."""


# The start window

_TOUR: dict[str, Reach] = {
    "tour-1": _stay,
    "tour-2": lambda stage: (_tour_again(stage), _tour_on(stage)),
    "tour-3": lambda stage: (_tour_again(stage), _tour_on(stage), _tour_on(stage)),
}
_START: dict[str, Reach] = {
    "start-empty": _stay,
    "start-focus": lambda stage: stage.act(stage.user.program.start.choosing.cards[1].setFocus),
    "start-palette": lambda stage: stage.run("palette"),
    "start-help": lambda stage: stage.run("help"),
    "start-about": lambda stage: stage.run("about"),
    "start-settings": lambda stage: stage.run("settings"),
    "start-notice": lambda stage: stage.act(lambda: stage.user.program.start.tell(NOTICE)),
}


def _tour_again(stage: Stage) -> None:
    stage.run("tour")


def _tour_on(stage: Stage) -> None:
    tour: Any = stage.part("tour")
    stage.act(tour.next_button.click)


def _begin_with_recent(stage: Stage) -> None:
    rows = []
    for number, title in enumerate(
        ("Interactive dialogue, item 4", _LONG, "One-page brief", "Security Council", "Gone")
    ):
        path = stage.home / f"pack-{number}.briefpack"
        if title != "Gone":
            path.touch()
        rows.append({"path": str(path), "title": title, "template": "", "when": f"2026-11-{21 - number}T09:00:00"})
    stage.start(recent=rows)


def _narrow_start(stage: Stage) -> None:
    stage.act(lambda: stage.user.program.start.resize(640, 560))


# The window with the sample


def _type_a_search(stage: Stage) -> None:
    """The picture of the README: a search at the left, a page with everything at the right."""
    stage.act(lambda: stage.panes.pages.bar.page_wanted.emit(2))
    stage.run("search")
    stage.type("accountab")


def _submenu(stage: Stage) -> None:
    stage.act(stage.window.header.open_menu)
    stage.user.keys("Down", 2)
    stage.user.keys("Left" if stage.user.ask(stage.window.isRightToLeft) else "Right")


MAIN: dict[str, Reach] = {
    "main": _stay,
    "main-menu": lambda stage: stage.act(stage.window.header.open_menu),
    "main-submenu": _submenu,
    "main-title": lambda stage: stage.run("title"),
    "main-undo": lambda stage: (retitle(stage), stage.act(stage.panes.outline.view.setFocus)),
}


# Other packs


def _begin_empty(stage: Stage) -> None:
    path = stage.home / "empty.briefpack"
    write_pack(path, edits.set_details(bare(), title="Nothing yet"), ())
    stage.open(path)


def _make_from_template(stage: Stage) -> None:
    stage.act(lambda: stage.user.program.new("hrc-dialogue"))
    window = stage.window
    stage.act(lambda: window.resize(1480, 920))


def _open_slot(stage: Stage) -> None:
    open_editor(stage, first(stage, lambda row: row.blank))


def _begin_crowded(stage: Stage) -> None:
    """Long words everywhere, a section over its limit, more of everything than one would want."""
    found = build.opened(SAMPLE)
    library = libraries.bundled_library()
    pack = edits.set_details(found.pack, title=_LONG, marking="FOR THE DELEGATION")
    first = pack.sections[0]
    items = [each.id for kind in ("quote", "event", "statistic") for each in library.all(kind)][:60]
    pack = edits.add_items(pack, first.id, items)
    pack = edits.add_text(pack, first.id, f"{_LONG} {'Donaudampfschifffahrtsgesellschaft' * 4}", 0)
    pack = edits.retitle_section(pack, first.id, _LONG)
    for section in pack.sections[1:8]:
        pack = edits.duplicate_section(pack, section.id, f"{section.title} once more, under another title")
    path = stage.home / "crowded.briefpack"
    write_pack(path, pack, snapshot(pack, library))
    stage.open(path)
