"""Two packs side by side: what changed from one to the other, or since a PDF was exported."""

from pathlib import Path
from typing import Any, NamedTuple

from briefpack.app.build import font_set, opened
from briefpack.app.errors import UserError
from briefpack.app.fontpack import no_font
from briefpack.app.languages import language_of
from briefpack.briefing.changes import Sides, Told, told
from briefpack.briefing.comparison import comparison
from briefpack.language import Language, say, say_many, spoken
from briefpack.layout.fonts import MissingGlyph
from briefpack.layout.layouter import Layouter
from briefpack.library.quiet import quiet_collector
from briefpack.pack.comparing import Change, differences
from briefpack.pack.packfile import PackFile
from briefpack.pack.snapshot import Carried


class Compared(NamedTuple):
    """Two packs and what differs between them."""

    sides: Sides
    changes: tuple[Change, ...]

    def told(self, language: Language | None = None) -> tuple[Told, ...]:
        """The changes in words, in the language of the window unless another is given."""
        return told(self.changes, self.sides, language or spoken())

    def text(self) -> str:
        """For a person to read."""
        before, now = self.sides.names
        if not self.changes:
            return say("{before} → {now}: nothing differs.", before=before, now=now)
        count = len(self.changes)
        head = say_many(
            "{before} → {now}: {count} change.", "{before} → {now}: {count} changes.", count, before=before, now=now
        )
        return "\n".join([head, *(f"  {each.sentence}" for each in self.told())])

    def record(self) -> dict[str, Any]:
        """For a program to read."""
        changes = [
            {
                "what": change.what,
                "section": change.section.id if change.section else "",
                "entry": getattr(change.now or change.was, "id", "") if change.what not in _OF_NO_ENTRY else "",
                "name": change.name,
                "before": "".join(span.text for span in each.before),
                "after": "".join(span.text for span in each.after),
                "sentence": each.sentence,
            }
            for change, each in zip(self.changes, self.told(), strict=True)
        ]
        before, now = self.sides.names
        return {"before": before, "now": now, "changes": changes}

    def pdf(self) -> bytes:
        """The changes as a document in the language of the later pack. Raises UserError for a character that no font
        has."""
        from briefpack.pdf.document import write_pdf  # noqa: PLC0415 - ReportLab is slow to load

        language = language_of(self.sides.new.language)
        briefing = comparison(self.told(language), self.sides, language)
        fonts = font_set()
        with quiet_collector():
            try:
                pages = Layouter(fonts, keep=0).lay_out(briefing)
            except MissingGlyph as missing:
                raise UserError(no_font(missing.char, say("the list of changes"))) from None
            return write_pdf(pages, briefing, fonts)


#: Changes whose records are facts or waivers.
_OF_NO_ENTRY = frozenset(("revised", "waived", "unwaived"))


def compared(old: PackFile, new: PackFile, names: tuple[str, str] = ("", "")) -> Compared:
    """What differs between two packs."""
    before, after = Carried(old.items), Carried(new.items)
    sides = Sides(old.pack, new.pack, before, after, names)
    return Compared(sides, differences(old.pack, new.pack, before, after))


def compare_files(old: Path, new: Path) -> Compared:
    """What differs between two pack files, or PDFs that carry theirs. Raises FileProblem and UserError."""
    return compared(opened(old), opened(new), (old.name, new.name))


def since(now: PackFile, earlier: Path) -> Compared:
    """What was changed since a pack file was written, or a PDF that carries its pack. Raises as `opened` does."""
    return compared(opened(earlier), now, (earlier.name, say("the pack as it is now")))
