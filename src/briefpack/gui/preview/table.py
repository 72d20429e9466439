"""What a user can do in the page pane: rows for the window's table of actions."""

from typing import TYPE_CHECKING

from briefpack.gui.actions import Action
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.gui.preview.pane import PagePane


def rows(pane: "PagePane") -> tuple[Action, ...]:
    """The rows of one pane."""
    return (*_looking(pane), *_switches(pane), *_doing(pane))


def _looking(pane: "PagePane") -> tuple[Action, ...]:
    view = pane.view
    return (
        Action("pages-larger", say("Larger pages"), view.zoom_in, "view", "Ctrl++", "zoom-in", gap=True),
        Action("pages-smaller", say("Smaller pages"), view.zoom_out, "view", "Ctrl+-", "zoom-out"),
        Action("pages-full", say("Pages at full size"), pane.full_size, "view", "Ctrl+0"),
        Action("pages-width", say("Fit width"), pane.fit_width, "view", "Ctrl+Alt+0", "fit-width"),
        Action("pages-whole", say("Fit page"), pane.fit_page, "view", "Ctrl+Alt+9", "fit-page"),
    )


def _switches(pane: "PagePane") -> tuple[Action, ...]:
    return (
        Action(
            "pages-two-pages",
            say("Two pages side by side"),
            pane.show_two_pages,
            "view",
            "Ctrl+Alt+2",
            "two-pages",
            checked=pane.view.double,
        ),
        Action(
            "pages-thumbnails",
            say("Small pictures of all pages"),
            pane.show_thumbnails,
            "view",
            "Ctrl+Alt+T",
            "thumbnails",
            checked=not pane.thumbnails.isHidden(),
        ),
        Action(
            "pages-text",
            say("Pages as text"),
            pane.show_text_view,
            "view",
            "Ctrl+Alt+R",
            "text",
            help=say("The same words as on the pages, for screen readers and for copying."),
            checked=pane.stack.currentWidget() is pane.text,
        ),
    )


def _doing(pane: "PagePane") -> tuple[Action, ...]:
    return (
        Action(
            "pages-find",
            say("Find in the pages…"),
            pane.find_words,
            "edit",
            "Ctrl+Alt+F",
            "search",
            help=say("Look for words on the pages; Enter goes to the next."),
        ),
        Action(
            "pages-print",
            say("Print…"),
            pane.print_pages,
            "file",
            "Ctrl+P",
            "print",
            help=say("Hand the pages to the printer."),
        ),
    )
