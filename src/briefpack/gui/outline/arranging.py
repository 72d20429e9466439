"""What the user does to the pack from the outline: each a labelled step of the session that undo takes back."""

from collections.abc import Sequence

from briefpack.evidence.items import Claim, Event, Position, Quote, Statistic, kind_of
from briefpack.evidence.sources import Item
from briefpack.gui.outline.steps import Steps
from briefpack.language import say, say_many
from briefpack.pack import edits
from briefpack.pack.pack import Entry, Section

#: Where an item goes that was added while no section was chosen: kinds of sections, the best first.
_HOMES: dict[type[Item], tuple[str, ...]] = {
    Quote: ("quotes",),
    Event: ("facts", "timeline", "dates", "text"),
    Statistic: ("tiles", "facts", "text"),
    Position: ("positions",),
    Claim: ("claims",),
}


class Arranging(Steps):
    """What stands where: adding, moving, copying, removing."""

    def home(self, item_id: str) -> str:
        """The section for an item when none was chosen; "" when there is no section at all."""
        item = self.session.evidence.get(item_id)
        wanted = next((kinds for kind, kinds in _HOMES.items() if isinstance(item, kind)), ())
        for kind in wanted:
            for section in self.pack.sections:
                if section.kind == kind:
                    return section.id
        return self.pack.sections[-1].id if self.pack.sections else ""

    def add_items(self, item_ids: Sequence[str], section_id: str, place: int | None = None) -> tuple[str, ...]:
        """Put items into a section; those that stand there already are left out. The ids of the new entries."""
        section = edits.section_of(self.pack, section_id)
        held = {entry.item for entry in section.entries}
        fresh = [item_id for item_id in dict.fromkeys(item_ids) if item_id not in held]
        if not fresh:
            self._told(say("That is in “{section}” already.", section=self.inner_name(section_id)))
            return ()
        if len(fresh) == 1:
            label = self._adding(fresh[0])
        else:
            label = say_many("Add {count} fact", "Add {count} facts", len(fresh))
        made = tuple(f"e{self.pack.next_id + number}" for number in range(len(fresh)))
        if not self.do(label, lambda pack: edits.add_items(pack, section_id, fresh, place)):
            return ()
        self._told_place(made[0], say("Added"))
        return made

    def _adding(self, item_id: str) -> str:
        item = self.session.evidence.get(item_id)
        labels = {
            "quote": say("Add quotation"),
            "event": say("Add event"),
            "statistic": say("Add figure"),
            "position": say("Add position"),
            "claim": say("Add claim"),
        }
        return labels.get(kind_of(item) if item else "", say("Add fact"))

    def move(self, keys: Sequence[str], section_id: str, place: int) -> bool:
        """Move entries before `place` of a section as it stands now (-1 = to its end)."""
        section = edits.section_of(self.pack, section_id)
        place = len(section.entries) if place < 0 else place
        others = sum(entry.id not in keys for entry in section.entries[:place])
        name = self.inner_name(section_id)
        label = say_many("Move an entry to “{section}”", "Move {count} entries to “{section}”", len(keys), section=name)
        done = self.do(label, lambda pack: edits.move_entries(pack, keys, section_id, others))
        if done:
            self._told_place(next(entry.id for entry in self._all() if entry.id in keys), say("Moved"))
        return done

    def step(self, keys: Sequence[str], by: int) -> bool:
        """Move entries one place up (-1) or down (1), into the next section at the end of one."""
        ordered = [entry.id for entry in self._all() if entry.id in keys]
        if not ordered:
            return False
        section, place = edits.place_of(self.pack, ordered[0] if by < 0 else ordered[-1])
        target = place + by if by < 0 else place + 2
        if 0 <= target <= len(section.entries):
            return self.move(ordered, section.id, target)
        beside = self._beside(section, by)
        if beside is None:
            self._told(say("This is the first place of the pack.") if by < 0 else say("This is the last place."))
            return False
        return self.move(ordered, beside.id, -1 if by < 0 else 0)

    def step_section(self, section_id: str, by: int) -> bool:
        """Move a section one place up or down."""
        places = [section.id for section in self.pack.sections]
        return self.move_section(section_id, places.index(section_id) + by)

    def move_section(self, section_id: str, place: int) -> bool:
        """Move a section to a place, counted without it."""
        if not 0 <= place < len(self.pack.sections):
            return False
        label = say("Move the section “{section}”", section=self.inner_name(section_id))
        done = self.do(label, lambda pack: edits.move_section(pack, section_id, place))
        if done:
            count = len(self.pack.sections)
            self._told(say("Moved to place {place} of {count} sections.", place=place + 1, count=count))
        return done

    def remove(self, keys: Sequence[str]) -> bool:
        """Take entries out."""
        label = say_many("Remove an entry", "Remove {count} entries", len(keys))
        done = self.do(label, lambda pack: edits.remove_entries(pack, keys))
        if done:
            self._told(say_many("Removed an entry.", "Removed {count} entries.", len(keys)))
        return done

    def remove_section(self, section_id: str) -> bool:
        """Take out a section with its entries."""
        name = self.inner_name(section_id)
        done = self.do(
            say("Remove the section “{section}”", section=name), lambda pack: edits.remove_section(pack, section_id)
        )
        if done:
            self._told(say("Removed the section “{section}” with its entries.", section=name))
        return done

    def duplicate(self, keys: Sequence[str]) -> bool:
        """A copy of each entry below it."""
        label = say_many("Duplicate an entry", "Duplicate {count} entries", len(keys))
        return self.do(label, lambda pack: edits.duplicate_entries(pack, keys))

    def duplicate_section(self, section_id: str) -> bool:
        """A copy of a section below it."""
        title = say("{section} (copy)", section=self.name(section_id))
        label = say("Duplicate the section “{section}”", section=self.inner_name(section_id))
        return self.do(label, lambda pack: edits.duplicate_section(pack, section_id, title))

    def add_text(self, section_id: str, place: int | None = None) -> str:
        """An empty entry for own text; its id."""
        made = f"e{self.pack.next_id}"
        done = self.do(say("Add own text"), lambda pack: edits.add_text(pack, section_id, "", place))
        return made if done else ""

    def add_section(self, after: str) -> str:
        """A new section below another; its id."""
        made = f"s{self.pack.next_id}"
        done = self.do(say("Add a section"), lambda pack: edits.add_section(pack, say("New section"), after))
        return made if done else ""

    def _all(self) -> list[Entry]:
        return [entry for section in self.pack.sections for entry in section.entries]

    def _beside(self, section: Section, by: int) -> Section | None:
        place = self.pack.sections.index(section) + by
        return self.pack.sections[place] if 0 <= place < len(self.pack.sections) else None

    def _told_place(self, key: str, done: str) -> None:
        section, place = edits.place_of(self.pack, key)
        self._told(
            say(
                "{done} to place {place} of {count} in {section}",
                done=done,
                place=place + 1,
                count=len(section.entries),
                section=self.name(section.id),
            )
        )
