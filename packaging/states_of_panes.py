"""States of the three panes: library, pack and pages."""

from functools import partial
from typing import Any

from stage import TODAY, Stage
from states_hands import Reach, far_entry, first, open_editor, select, session

from briefpack.app.facts import made
from briefpack.app.forms import FORMS
from briefpack.library.own import PREFIX
from briefpack.library.query import Query

# The library


def _search(words: str = "", **filters: Any) -> Reach:
    return lambda stage: stage.act(lambda: stage.panes.library.show_query(Query(text=words, **filters)))


def _saved_menu(stage: Stage) -> None:
    library = stage.panes.library
    for number, name in enumerate(("Accountability since 2019", "ICC referral", "Quotes of the Special Rapporteur")):
        stage.user.act(partial(library.searches.keep, Query(text=str(number)), name))
    stage.press("saved")


def _wrong_days(stage: Stage) -> None:
    stage.press("filter-dates")
    stage.act(lambda: stage.part("days-from").setText("2019"))
    stage.act(lambda: stage.part("days-to").setText("2014"))
    stage.press("days-show")


LIBRARY: dict[str, Reach] = {
    "library-results": lambda stage: (_search("accountab")(stage), stage.act(stage.panes.library._into_list)),
    "library-popup": lambda stage: stage.press("filter-topic"),
    "library-popup-source": lambda stage: stage.press("filter-source"),
    "library-days": lambda stage: stage.press("filter-dates"),
    "library-days-wrong": _wrong_days,
    "library-filters": _search("accountab", kinds=("quote",), date_from="2014", date_to="2025"),
    "library-saved": _saved_menu,
    "library-save": lambda stage: stage.run("search-save"),
    "library-few": _search("referral", kinds=("event",)),
    "library-none": _search("zebra crossing"),
    "library-none-filtered": _search("accountab", date_from="1990", date_to="1991"),
    "library-hint": lambda stage: (_search()(stage), stage.run("search")),
}


def detail(kind: str) -> Reach:
    """An item of a kind up close, one that is contested where there is one."""

    def reach(stage: Stage) -> None:
        items = session(stage).library.all(kind)
        contested = [each for each in items if getattr(each, "contested_by", ())]
        shown = (contested or list(items))[0].id
        _search()(stage)
        stage.act(lambda: stage.panes.library.open_item(shown))

    return reach


DETAIL: dict[str, Reach] = {
    f"detail-{kind}": detail(kind) for kind in ("event", "quote", "statistic", "claim", "position", "conflict")
}


def _chain(stage: Stage) -> None:
    """A quotation that reached us through others."""
    quotes = session(stage).library.all("quote")
    longest = max(quotes, key=lambda each: len(getattr(each, "via", ()) or ()))
    stage.act(lambda: stage.panes.library.open_item(longest.id))
    stage.act(lambda: _scroll_down(stage.part("detail-text")))


def _scroll_down(area: Any) -> None:
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum() // 2)


DETAIL["detail-chain"] = _chain

# The pack


def choose(stage: Stage, count: int = 1) -> None:
    section = stage.user.ask(lambda: next(each for each in session(stage).pack.sections if len(each.entries) >= count))
    select(stage, tuple(entry.id for entry in section.entries[:count]))


def _edit_quote(stage: Stage) -> None:
    open_editor(stage, first(stage, lambda row: row.what == "entry" and row.kind == "quote"))


def _edit_text(stage: Stage) -> None:
    entries = [entry for section in session(stage).pack.sections for entry in section.entries]
    open_editor(stage, next(each.id for each in entries if each.text and not each.item))


def _cite(stage: Stage) -> None:
    _edit_text(stage)
    stage.user.keys("Ctrl+End")
    stage.type(" @")
    stage.type("referral")


def _clip(stage: Stage) -> None:
    select(stage, (first(stage, lambda row: row.what == "entry" and row.kind == "quote"),))
    stage.run("clip")
    stage.user.keys("Ctrl+End")
    stage.user.keys("Ctrl+Shift+Left", 6)
    stage.user.keys("Delete")


def _suggest(stage: Stage) -> None:
    section = next(each for each in session(stage).pack.sections if len(each.entries) > 3)
    stage.act(lambda: stage.panes.outline.arranging.remove([each.id for each in section.entries]))
    model = stage.panes.outline.model
    key = stage.user.wait(lambda: next((key for key, each in model.suggested.items() if each.items), ""), "suggestions")
    stage.act(lambda: stage.panes.outline.suggest(key))


def _find_in_pack(stage: Stage) -> None:
    stage.run("replace")
    stage.type("the")


def _fact(stage: Stage) -> None:
    stage.run("add-fact")


def _fact_wrong(stage: Stage) -> None:
    _fact(stage)
    stage.act(lambda: stage.part("fact-dialog").take())


def _own_fact(stage: Stage, wanted: str) -> None:
    """A fact of the user's own up close, and what can be done with it."""
    words = "No vote was taken on the draft as a whole."
    fields = {"title": "The draft is adopted without a vote", "date": "2026-11-19", "summary": words, "excerpt": words}
    fields |= {"source_title": "Note of the delegation", "publisher": "Permanent Mission"}
    blank = dict.fromkeys((field.key for field in FORMS["event"]), "")
    fact = made("event", {**blank, **fields}, f"{PREFIX}event-1", TODAY.date())
    own = session(stage).library.own
    if own.get(fact.item.id) is None:
        own.add(*fact)
    stage.act(lambda: stage.panes.library.open_item(fact.item.id))
    stage.press(wanted)


def _pack_menu(stage: Stage) -> None:
    choose(stage, 2)
    view = stage.panes.outline.view
    stage.act(lambda: view.menu_asked.emit(view.viewport().mapToGlobal(view.visualRect(view.currentIndex()).center())))


def _collapse(stage: Stage) -> None:
    stage.act(stage.panes.outline.view.collapseAll)


PACK: dict[str, Reach] = {
    "pack-chosen": lambda stage: choose(stage, 2),
    "pack-section-chosen": lambda stage: select(stage, (first(stage, lambda row: row.what == "section"),)),
    "pack-menu": _pack_menu,
    "pack-suggestions": _suggest,
    "pack-clip": _clip,
    "pack-editor-quote": _edit_quote,
    "pack-editor": lambda stage: (_select_none(stage), _edit_text(stage)),
    "pack-cite": _cite,
    "pack-find": lambda stage: (_select_none(stage), _find_in_pack(stage)),
    "pack-fact": lambda stage: (stage.act(stage.panes.outline.find_bar.close_bar), _fact(stage)),
    "pack-fact-wrong": _fact_wrong,
    "fact-correct": lambda stage: _own_fact(stage, "detail-correct"),
    "fact-delete": lambda stage: _own_fact(stage, "detail-delete"),
    "pack-title-editor": lambda stage: stage.act(
        lambda: stage.panes.outline.view.open_editor(
            stage.panes.outline.model.key(stage.panes.outline.model.index(2, 0))
        )
    ),
    "pack-collapsed": lambda stage: (_select_none(stage), _collapse(stage)),
}


def _select_none(stage: Stage) -> None:
    stage.act(stage.panes.library.focus_search)


# The pages


def _switch(name: str, on: bool = True) -> Reach:
    return lambda stage: stage.act(lambda: stage.window.table.action(name).setChecked(on))


def _find_in_pages(stage: Stage) -> None:
    stage.run("pages-find")
    stage.type("accountability")
    stage.user.keys("Return")


PAGES: dict[str, Reach] = {
    "pages-whole": lambda stage: stage.run("pages-whole"),
    "pages-two": _switch("pages-two-pages"),
    "pages-thumbnails": lambda stage: (_switch("pages-two-pages", on=False)(stage), _switch("pages-thumbnails")(stage)),
    "pages-find": lambda stage: (_switch("pages-thumbnails", on=False)(stage), _find_in_pages(stage)),
    "pages-entry": lambda stage: stage.act(lambda: stage.panes.pages.show_entry(far_entry(stage))),
    "pages-zoom": lambda stage: stage.act(lambda: stage.part("zoom").showMenu()),
    "pages-text": _switch("pages-text"),
    "pages-print": lambda stage: (_switch("pages-text", on=False)(stage), stage.run("pages-print")),
}
