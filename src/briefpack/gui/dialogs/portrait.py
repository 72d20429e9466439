"""“What the file says about itself”: everything beside the words of the pages, before the file leaves."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTextBrowser, QWidget

from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.app.inspecting import Portrait


class PortraitSheet(Sheet):
    """The portrait of a PDF: what it says, then what is not in it."""

    def __init__(self, parent: QWidget, portrait: "Portrait") -> None:
        super().__init__(
            parent,
            say("What the file says about itself"),
            say("This is all that a reader can find in the file besides its pages."),
            key="portrait",
        )
        self.page = named(QTextBrowser(), say("What the file says about itself"), key="portrait-page")
        self.page.setOpenLinks(False)
        self.page.setHtml(page(portrait))
        self.body.addWidget(self.page, 1)
        self.button(say("Close"), self.accept, primary=True)
        self.fits = False
        self.resize(theme.em(self, 44), theme.em(self, 40))


def page(portrait: "Portrait") -> str:
    """The portrait as HTML."""
    parts = [f"<h3>{escape(say('What is not in it'))}</h3>"]
    parts.append(f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in portrait.absent)}</ul>")
    parts += [
        f"<p><b>{escape(each.about)}</b><br/>{'<br/>'.join(map(_line, each.lines))}</p>" for each in portrait.said
    ]
    return "".join(parts)


def _line(words: str) -> str:
    shown = words.lstrip(" ")
    return "&nbsp;" * (len(words) - len(shown)) + escape(shown)
