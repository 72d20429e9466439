"""A document that lists what differs between two packs: a page or more, set and written like any other."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from briefpack.briefing.changes import Sides, Told
from briefpack.briefing.locale import day_words, in_list
from briefpack.briefing.nodes import Block, Briefing, Column, Furniture, Paragraph, Part, Row, Span, Table, Title
from briefpack.briefing.terminology import subject_words
from briefpack.language import Language, to_say
from briefpack.pack.markings import level
from briefpack.pack.pack import Pack, content_hash

_TITLE = to_say("What changed")


def comparison(told: Sequence[Told], sides: Sides, language: Language) -> Briefing:
    """The list as a document. It bears the higher marking of the two packs, as it holds words of both."""
    old, new = sides.old, sides.new
    head = language.say(_TITLE)
    nothing = language.say("Nothing differs.")
    counted = language.say_many("{count} change.", "{count} changes.", len(told)) if told else nothing
    blocks: list[Block] = [
        Title("title", head, (Span(new.title),)),
        *_packs(sides, language),
        Paragraph("changes.count", (Span(counted),), "lead"),
    ]
    if told:
        blocks.append(_table(told, language))
    return Briefing(
        title=f"{head}: {new.title}",
        subject=language.say("{title}: what changed", title=new.short_title or new.title),
        language=new.language,
        paper=new.paper,
        created=new.as_of,
        furniture=Furniture(
            new.short_title or new.title,
            subject_words(new.subject_line, language),
            language.say("pack {old} → {new}", old=content_hash(old)[:8], new=content_hash(new)[:8]),
            _marking(old, new),
            page_of=language.say("{page} / {pages}"),
            note_link=language.say("Note {number}"),
            back_link=language.say("Back to {number}"),
            page_link=language.say("Page {number}"),
        ),
        parts=(Part("changes", head, tuple(blocks)),),
        notes=(),
    )


def _marking(old: Pack, new: Pack) -> str:
    ranks = level(old.marking), level(new.marking)
    if old.marking == new.marking or not old.marking or not new.marking:
        return new.marking or old.marking
    if ranks[0] and ranks[1] and ranks[0].scheme == ranks[1].scheme:
        return old.marking if ranks[0].rank > ranks[1].rank else new.marking
    return f"{new.marking} / {old.marking}"


def _packs(sides: Sides, language: Language) -> Iterator[Block]:
    for number, (words, pack) in enumerate(
        ((to_say("Before: {pack}."), sides.old), (to_say("Now: {pack}."), sides.new))
    ):
        as_of = language.say("as of {date}", date=day_words(pack.as_of, language))
        name = in_list((sides.names[number], pack.id, as_of, content_hash(pack)[:8]), language)
        yield Paragraph(f"changes.pack{number}", (Span(language.say(words, pack=name)),), "small")
    yield Paragraph("changes.notes", (Span(language.say("Private notes are not compared.")),), "small")


def _table(told: Sequence[Told], language: Language) -> Table:
    columns = (
        Column((Span(language.say("Change")),), weight=1.0, head=True),
        Column((Span(language.say("Before")),), weight=2.6),
        Column((Span(language.say("Now")),), weight=2.6),
    )
    return Table("changes.list", (), columns, tuple(_rows(told, language)))


def _rows(told: Sequence[Told], language: Language) -> Iterator[Row]:
    number = 0
    for section, group in groupby(told, key=lambda each: each.section):
        number += 1
        yield Row(f"changes.s{number}", ((Span(section or language.say("The pack as a whole"), "b"),),))
        for each in group:
            number += 1
            yield Row(f"changes.r{number}", ((Span(each.what),), each.before, each.after))
