"""Find and replace in what a person wrote: own text; never in items."""

from typing import NamedTuple

from briefpack.pack import edits
from briefpack.pack.ownwords import count, replaced
from briefpack.pack.pack import Pack


class Found(NamedTuple):
    """An entry whose own text holds the words, and how often."""

    section: str
    entry: str
    times: int


def find(pack: Pack, wanted: str, case: bool = False) -> tuple[Found, ...]:
    """The entries whose own text holds `wanted`, in the order of the pack."""
    return tuple(
        Found(section.id, entry.id, times)
        for section in pack.sections
        for entry in section.entries
        if not entry.item and (times := count(entry.text, wanted, case))
    )


def replace_all(pack: Pack, wanted: str, words: str, case: bool = False) -> Pack:
    """`words` in place of every `wanted` in own text. Raises PackError where a text would become too long."""
    for found in find(pack, wanted, case):
        pack = replace_in(pack, found.entry, wanted, words, case)
    return pack


def replace_in(pack: Pack, entry_id: str, wanted: str, words: str, case: bool = False) -> Pack:
    """`words` in place of `wanted` in one entry's own text."""
    text, _ = replaced(edits.entry_of(pack, entry_id).text, wanted, words, case)
    return edits.write(pack, entry_id, text)
