"""Can everybody read it, R54 and R55: with a screen reader, in large enough type, without empty boxes."""

from collections.abc import Iterator

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Place, Severity
from briefpack.adviser.rule import Rule
from briefpack.briefing.nodes import Block, Chart, Columns, KeyBox, Spans, Table
from briefpack.language import say, to_say
from briefpack.pack.pack import Pack

#: Body text has 10 points in a part of size 1.
_BODY_SIZE, _LEAST_SIZE = 10, 9


def not_accessible(case: Case) -> Iterator[Finding]:
    """R54: tables without heads, charts without words, type too small; and what the written file lacks."""
    severity: Severity = "block" if case.audience == "public" else "warn"
    for finding in (*_small_parts(case), *_silent_blocks(case)):
        yield finding._replace(severity=severity)
    for fault in case.written.faults if case.written else ():
        yield Finding(fault, about="written", words=fault, severity=severity)


def _small_parts(case: Case) -> Iterator[Finding]:
    for part in case.briefing.parts:
        points = part.size * _BODY_SIZE
        if points < _LEAST_SIZE:
            message = say(
                "“{part}” is set in {points} points: make it {least} or more.",
                part=part.title,
                points=f"{points:g}",
                least=_LEAST_SIZE,
            )
            yield Finding(message, words=part.title, about=part.id)


def _silent_blocks(case: Case) -> Iterator[Finding]:
    sections = {section.id: section for section in case.pack.sections}
    for part in case.briefing.parts:
        for block in _deep(part.blocks):
            section = sections.get(block.id.partition(".")[0])
            place = Place(section.id if section else "", block.entry)
            caption = _words(block.caption) if isinstance(block, Table | Chart) else ""
            name = caption or (section.title if section else "") or part.title
            if isinstance(block, Table) and not all(_words(column.title).strip() for column in block.columns):
                message = say("Table “{name}” has a column without a head for screen readers: title it.", name=name)
                yield Finding(message, place, name, block.id)
            elif isinstance(block, Chart) and not block.alt.strip():
                message = say("Chart “{name}” says nothing to who cannot see it: state its figures.", name=name)
                yield Finding(message, place, name, block.id)


def _deep(blocks: tuple[Block, ...]) -> Iterator[Table | Chart]:
    for block in blocks:
        if isinstance(block, Table | Chart):
            yield block
        elif isinstance(block, Columns):
            for column in block.columns:
                yield from _deep(column)
        elif isinstance(block, KeyBox):
            yield from _deep(block.blocks)


def _words(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def no_glyph(case: Case) -> Iterator[Finding]:
    """R55: characters that no font at hand can show."""
    if not case.missing:
        return
    places = _places(case.pack)
    lacking: dict[str, dict[str, None]] = {}
    for chars, where in case.missing:
        lacking.setdefault(where, {}).update(dict.fromkeys(chars))
    for where, found in lacking.items():
        chars = "".join(found)
        message = say("“{chars}” would print as boxes: add a font that has these, or write it otherwise.", chars=chars)
        yield Finding(message, places.get(where, Place()), chars)


def _places(pack: Pack) -> dict[str, Place]:
    found = {section.id: Place(section.id) for section in pack.sections}
    found |= {entry.id: Place(section.id, entry.id) for section in pack.sections for entry in section.entries}
    return found


RULES: tuple[Rule, ...] = (
    Rule(
        "R54",
        to_say("Accessibility"),
        "block",
        "pack",
        to_say(
            "Tables with a head for each column, charts in words, body text of 9 points or more; and, once the PDF is "
            "written, its tags, titles, reading order and contrast. Whoever cannot see the page must get all of it. In "
            "a public version this stops the export, for the principal it is a warning."
        ),
        to_say("Table “UPR” has a column without a head for screen readers: title it."),
        not_accessible,
    ),
    Rule(
        "R55",
        to_say("Missing glyph"),
        "block",
        "pack",
        to_say("A character that no font at hand can show would print as an empty box."),
        to_say("“조선” would print as boxes: add a font that has these, or write it otherwise."),
        no_glyph,
    ),
)
