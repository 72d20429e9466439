"""The one table of actions. Menus, header, palette, help and tests are made from it; panes add rows of their own."""

from collections.abc import Callable
from typing import NamedTuple


class Action(NamedTuple):
    """One thing the user can do.

    `words` as in a menu, with … where a question follows. `does` is what runs: a function of a pane, or a dotted name
    such as `filing.save` that the window looks up on itself. `menu`: file, edit, insert, view, help. `needs`: when it
    is enabled ("" always; pack, undo, redo). `help` says in a sentence what the words cannot. `gap` draws a line above
    it in its menu, `tool` shows it in the header. `checked` makes it a switch: what runs is then given True or False.
    """

    id: str
    words: str
    does: str | Callable[..., object]
    menu: str
    keys: str = ""
    icon: str = ""
    needs: str = "pack"
    help: str = ""
    gap: bool = False
    tool: bool = False
    checked: bool | None = None
