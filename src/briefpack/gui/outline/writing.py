"""What the user writes: own text, slots, notes, titles; what of a quotation is kept; which collections count."""

from briefpack.briefing.quoting import nested
from briefpack.evidence.items import Quote
from briefpack.gui.outline.steps import Steps
from briefpack.language import say
from briefpack.pack import edits, replacing
from briefpack.pack.clipping import clip_quote, unclip
from briefpack.pack.filling import stamp
from briefpack.pack.pack import Clip, Pack


class Writing(Steps):
    """Words, and how much of them."""

    def rename(self, section_id: str, title: str) -> bool:
        """Give a section another title."""
        if title == edits.section_of(self.pack, section_id).title:
            return False
        label = say("Rename a section to “{title}”", title=nested(title))
        return self.do(label, lambda pack: edits.retitle_section(pack, section_id, title))

    def write(self, key: str, text: str, merge: str) -> bool:
        """Set own text or a slot."""
        entry = edits.entry_of(self.pack, key)
        section, _ = edits.place_of(self.pack, key)
        name = nested(entry.label or self.name(section.id))
        return self.do(say("Write in “{place}”", place=name), lambda pack: edits.write(pack, key, text), merge)

    def annotate(self, key: str, note: str, merge: str) -> bool:
        """Set a private note."""
        return self.do(say("Write a private note"), lambda pack: edits.annotate(pack, key, note), merge)

    def clip(self, key: str, quote: Quote, ranges: Clip) -> bool:
        """Keep some words of a quotation; none shows it whole again."""
        if not ranges:
            return self.do(say("Show the quotation whole"), lambda pack: unclip(pack, key))
        return self.do(say("Clip the quotation"), clip_quote(key, quote, ranges))

    def replace(self, wanted: str, words: str, case: bool, key: str = "") -> int:
        """Replace in one entry, or everywhere in own text; how many were replaced."""
        found = [each for each in replacing.find(self.pack, wanted, case) if key in ("", each.entry)]
        count = sum(each.times for each in found)
        if not count:
            return 0
        label = say("Replace “{wanted}” by “{words}”", wanted=wanted, words=words)

        def edit(pack: Pack) -> Pack:
            for each in found:
                pack = replacing.replace_in(pack, each.entry, wanted, words, case)
            return pack

        return count if self.do(label, edit) else 0

    def switch_collection(self, collection: str, on: bool) -> bool:
        """Count a collection among the pack's sources, or no longer. No entry comes or goes."""
        others = [name for name in self.pack.collections if name != collection]
        wanted = (*others, collection) if on else tuple(others)
        label = say("Use the later public facts") if on else say("Do without the later public facts")
        dataset = stamp(self.session.library, wanted)
        return self.do(label, lambda pack: edits.switch_collections(pack, wanted, dataset))
