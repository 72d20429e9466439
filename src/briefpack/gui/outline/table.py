"""The outline's rows of the table of actions: menus, palette and help are made from them."""

from typing import TYPE_CHECKING

from briefpack.gui.actions import Action
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.gui.outline.pane import OutlinePane


def action_rows(pane: "OutlinePane") -> tuple[Action, ...]:
    """Everything the outline can do, for the keyboard and for who searches by name."""
    return (
        Action("add-text", say("Write own text"), pane.add_text, "insert", "Ctrl+T", help=_below()),
        Action("add-section", say("Add a section"), pane.add_section, "insert", "Ctrl+Shift+T", help=_below()),
        Action(
            "add-fact",
            say("Add a fact of your own…"),
            pane.add_fact,
            "insert",
            "Ctrl+Shift+A",
            help=say("An event, a quote or a figure with its source and passage; printed with †."),
        ),
        Action(
            "suggest",
            say("What this template suggests…"),
            pane.suggest,
            "insert",
            help=say("Facts its rules would add to the current section, each with its reason."),
            gap=True,
        ),
        Action(
            "edit-entry",
            say("Edit the entry"),
            pane.edit,
            "edit",
            help=say("Own text, a slot, a title, or the private note (F2 in the outline)."),
            gap=True,
        ),
        Action(
            "clip",
            say("Clip the quotation…"),
            pane.clip,
            "edit",
            help=say("Leave out words; what is left out prints as […]."),
        ),
        Action("duplicate", say("Duplicate"), pane.duplicate, "edit", "Ctrl+D", help=say("Entries, or a section.")),
        Action("move-up", say("Move up"), pane.move_up, "edit", "Alt+Up", help=_across()),
        Action("move-down", say("Move down"), pane.move_down, "edit", "Alt+Down", help=_across()),
        Action("remove", say("Remove from the pack"), pane.remove, "edit", help=say("Delete in the outline.")),
        Action(
            "replace",
            say("Find and replace in own text…"),
            pane.find_words,
            "edit",
            "Ctrl+H",
            help=say("Facts and quotations are never changed."),
            gap=True,
        ),
    )


def _below() -> str:
    return say("Below the current entry.")


def _across() -> str:
    return say("One place, into the next section at the end of one.")
