"""Help (F1), made from the table of actions and the templates, so that it cannot say what is not so."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLineEdit, QTextBrowser, QWidget

from briefpack.adviser.table import RULES
from briefpack.gui import icons, theme
from briefpack.gui.access import named
from briefpack.gui.actions import Action, keys_of, menus
from briefpack.gui.adviser.advised import BADGES
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.gui.tour import steps
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.adviser.rule import Rule
    from briefpack.pack.template import Template


class HelpSheet(Sheet):
    """First steps, every command with its keys, every template, every rule of the adviser. A field narrows it down."""

    def __init__(self, parent: QWidget, rows: Iterable[Action], templates: "Iterable[Template]") -> None:
        super().__init__(parent, say("Help"), key="help")
        self.setModal(False)
        self._rows, self._templates = tuple(rows), tuple(templates)
        self._field = named(QLineEdit(), say("Find in the help"), key="help-field")
        self._field.setPlaceholderText(say("Find in the help"))
        self._field.setClearButtonEnabled(True)
        self._field.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._field.textChanged.connect(self._show)
        self.body.addWidget(self._field)
        self._page = named(QTextBrowser(), say("Help"), key="help-page")
        self._page.setOpenLinks(False)
        self.body.addWidget(self._page, 1)
        self.button(say("Close"), self.accept, primary=True)
        self._field.setFocus()
        self.fits = False
        self.resize(theme.em(self, 44), theme.em(self, 42))
        #: All rules are many lines to set: they come when the rest is there to be read.
        self._rest = QTimer(self, interval=0, singleShot=True)
        self._rest.timeout.connect(self._add_rules)
        self._show("")

    def _show(self, sought: str) -> None:
        whole = bool(sought.strip())
        made = page if whole else steps_and_keys
        self._page.setHtml(made(self._rows, self._templates, sought))
        if not whole:
            self._rest.start()

    def _add_rules(self) -> None:
        if not self._field.text().strip():
            end = QTextCursor(self._page.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            end.insertHtml(questions())


def page(rows: Sequence[Action], templates: "Sequence[Template]", sought: str = "") -> str:
    """The help as HTML; with words sought, only what has them."""
    whole = steps_and_keys(rows, templates, sought) + questions(sought)
    return whole or f"<p>{escape(say('Nothing here has these words.'))}</p>"


def steps_and_keys(rows: Sequence[Action], templates: "Sequence[Template]", sought: str = "") -> str:
    """First steps, commands, templates."""
    parts: list[str] = []
    if not sought.strip():
        parts.append(f"<h3>{escape(say('First steps'))}</h3>")
        parts += [f"<p><b>{escape(step.heading)}</b><br/>{escape(' '.join(step.sentences))}</p>" for step in steps()]
    for name, title in menus().items():
        found = [row for row in rows if row.menu == name and _has(sought, row.words, row.help, keys_of(row))]
        if found:
            parts.append(f"<h3>{escape(title)}</h3><table width='100%' cellpadding='3'>")
            parts += [_line(row.words.rstrip("…"), row.help, keys_of(row)) for row in found]
            parts.append("</table>")
    chosen = [each for each in templates if _has(sought, say(each.name), say(each.purpose))]
    if chosen:
        parts.append(f"<h3>{escape(say('Templates'))}</h3><table width='100%' cellpadding='3'>")
        parts += [_line(say(each.name), say(each.purpose), each.code) for each in chosen]
        parts.append("</table>")
    return "".join(parts)


def questions(sought: str = "") -> str:
    """The rules of the adviser."""
    asked = [rule for rule in RULES if _has(sought, rule.id, *map(say, (rule.name, rule.why, rule.example)))]
    if not asked:
        return ""
    head = f"<h3>{escape(say('What the adviser asks'))}</h3><table width='100%' cellpadding='3'>"
    return "".join((head, *map(_rule, asked), "</table>"))


def _has(sought: str, *texts: str) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in sought.casefold().split())


def _rule(rule: "Rule") -> str:
    """Its number and name, why it asks, an example, and how bad a finding is."""
    words = f"{rule.id} {say(rule.name)}"
    sentence = " ".join(part for part in (say(rule.why), say("Example: {words}", words=say(rule.example))) if part)
    return _line(words, sentence, say(BADGES[rule.severity]))


def _line(words: str, sentence: str, beside: str) -> str:
    more = f"<br/><small>{escape(sentence)}</small>" if sentence else ""
    left, right = f"<td>{escape(words)}{more}</td>", f"<b>{escape(beside)}</b></td>"
    if QGuiApplication.isRightToLeft():  # Qt does not turn tables round by itself
        return f"<tr><td align='left'>{right}{left}</tr>"
    return f"<tr>{left}<td align='right'>{right}</tr>"
