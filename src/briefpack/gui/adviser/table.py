"""What a user can do about findings: rows for the window's table of actions."""

from typing import TYPE_CHECKING

from briefpack.gui.actions import Action
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.gui.adviser.pane import AdviserPane


def rows(pane: "AdviserPane") -> tuple[Action, ...]:
    """The rows of one pane."""
    return (*_going(pane), *_doing(pane), *_clearing(pane))


def _going(pane: "AdviserPane") -> tuple[Action, ...]:
    return (
        Action("adviser-next", say("Next finding"), pane.next, "adviser", "F8", help=say("J in the list of findings.")),
        Action(
            "adviser-previous",
            say("Previous finding"),
            pane.previous,
            "adviser",
            "Shift+F8",
            help=say("K in the list of findings."),
        ),
        Action(
            "adviser-next-entry",
            say("Next entry with its passages"),
            pane.next_entry,
            "adviser",
            "Ctrl+F8",
            help=say(
                "Every figure and quotation, one after the other, with the sentence of its source. N in the list."
            ),
        ),
        Action(
            "adviser-previous-entry",
            say("Previous entry with its passages"),
            pane.previous_entry,
            "adviser",
            "Ctrl+Shift+F8",
            help=say("P in the list of findings."),
        ),
    )


def _doing(pane: "AdviserPane") -> tuple[Action, ...]:
    return (
        Action(
            "adviser-source",
            say("Show the source of the finding"),
            pane.detail.toggle_source,
            "adviser",
            "Ctrl+Shift+O",
            "book",
            help=say("The passage with all that is known of it; again: back. O in the list of findings."),
            gap=True,
        ),
        Action(
            "adviser-fix",
            say("Fix the finding"),
            pane.fix,
            "adviser",
            "Ctrl+Alt+X",
            help=say(
                "Do what the adviser offers, where that is safe; Ctrl+Z takes it back. F in the list of findings."
            ),
        ),
        Action(
            "adviser-waive",
            say("Waive the finding…"),
            pane.waive,
            "adviser",
            "Ctrl+Alt+A",
            help=say("Answer for it with your initials and a reason, printed in the annex. A in the list of findings."),
        ),
        Action(
            "adviser-edit",
            say("Edit what the finding is about"),
            pane.edit,
            "adviser",
            "Ctrl+Alt+E",
            help=say("Opens the editor of the entry. E in the list of findings."),
        ),
    )


def _clearing(pane: "AdviserPane") -> tuple[Action, ...]:
    return (
        Action(
            "adviser-view",
            say("Clear view"),
            pane.want_clear_view,
            "adviser",
            "F9",
            "shield",
            help=say("Pages at the left, findings at the right, all by keyboard; again: the panes as they were."),
            gap=True,
            checked=pane.in_clear_view,
        ),
        Action(
            "adviser-clear",
            say("Clear the pack…"),
            pane.clear_pack,
            "adviser",
            "Ctrl+Shift+C",
            "check",
            help=say("Release it with your initials, once nothing is open. Any later change shows."),
        ),
        Action(
            "adviser-withdraw",
            say("Withdraw the clearance"),
            pane.acting.withdraw_clearance,
            "adviser",
            help=say("The pack is not cleared any more."),
        ),
    )
