"""A finding up close, as the HTML that Qt's text browser reads. Knows no widget."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from briefpack.adviser.finding import Proof, proofs
from briefpack.app.finding import Names
from briefpack.app.session import Session
from briefpack.briefing.citations import title_of
from briefpack.briefing.locale import day_words
from briefpack.evidence.grids import Grid
from briefpack.evidence.sources import Item
from briefpack.gui.adviser.advised import Line
from briefpack.language import say, say_many, spoken
from briefpack.pack.snapshot import cited_in

#: So many passages stand beside a finding; a source up close has all of its own.
_MOST = 6


def told(line: Line, context: str, sources: Mapping[str, str]) -> str:
    """The sentence, the words, why it matters, and the passages beside it."""
    finding = line.finding
    parts = [_paragraph(f"<b>{escape(finding.message)}</b>")]
    if not finding.decided:
        words = say("The adviser could not check this: look at it yourself.")
        parts.append(_paragraph(escape(words), "warn"))
    if line.waiver:
        by = say(
            "Waived by {initials} on {day}: {reason}",
            initials=line.waiver.initials,
            day=day_words(line.waiver.on, spoken()),
            reason=line.waiver.reason,
        )
        parts.append(_paragraph(escape(by), "ok"))
    if finding.proofs:
        parts += [_heading(say_many("The passage beside it", "The passages beside it", len(finding.proofs)))]
        parts += _passages(finding.proofs, sources)
    if context or finding.words:
        parts += [_heading(say("In the pack")), _box(_lit(context or finding.words, finding.words))]
    if line.why:
        parts += [_heading(say("Why this is asked: {rule}", rule=finding.rule)), _paragraph(escape(line.why))]
    return f"<body>{''.join(parts)}</body>"


def told_of_entry(session: Session, entry_id: str) -> str:
    """An entry about which nothing was found: the passages behind it. "" where it rests on none."""
    names = Names(session.evidence)
    wanted = items_of(session, entry_id)
    if not wanted:
        return ""
    found = [item for item_id in wanted if isinstance(item := session.evidence.get(item_id), Item)]
    if not found:
        return _paragraph(escape(say("This fact is no longer in the library.")), "warn")
    parts = []
    for item in found:
        beside = proofs(item)
        sources = {proof.source: names.source(proof.source) for proof in beside}
        parts += [_paragraph(f"<b>{escape(title_of(item))}</b>"), *_passages(beside, sources)]
    return f"<body>{''.join(parts)}</body>"


def items_of(session: Session, key: str) -> tuple[str, ...]:
    """The item that an entry holds, or those that its own text cites; of a section, those of its prepared table."""
    for section in session.pack.sections:
        if section.id == key and "grid" in section.options:
            grid = session.evidence.get(section.options["grid"], "grid")
            return tuple(grid.item_ids()) if isinstance(grid, Grid) else ()
        for entry in section.entries:
            if entry.id == key:
                return (entry.item,) if entry.item else tuple(cited_in(entry.text))
    return ()


def resting(session: Session) -> tuple[str, ...]:
    """The entries, and sections with a prepared table, that rest on evidence, in the order of the pack."""
    found: list[str] = []
    for section in session.pack.sections:
        if "grid" in section.options:
            found.append(section.id)
        found += [entry.id for entry in section.entries if entry.item or cited_in(entry.text)]
    return tuple(found)


def _passages(beside: Iterable[Proof], sources: Mapping[str, str]) -> Iterator[str]:
    shown = tuple(beside)
    for proof in shown[:_MOST]:
        place = [sources.get(proof.source, proof.source)] if proof.source else []
        if proof.locator is not None:
            place.append(say("paragraph {number}", number=proof.locator))
        words = escape(proof.excerpt) if proof.excerpt else escape(say("The passage itself is not stored."))
        yield _box(f'{words}<br><span class="small">{escape(" · ".join(place))}</span>')
    if len(shown) > _MOST:
        yield _paragraph(escape(say("and {count} more", count=len(shown) - _MOST)), "small")


def _lit(context: str, words: str) -> str:
    """The context with the offending words lit, each time they stand there."""
    if not words.strip():
        return escape(context)
    pieces = re.split(f"({re.escape(words)})", context, flags=re.IGNORECASE)
    return "".join(
        f'<span class="mark">{escape(piece)}</span>' if at % 2 else escape(piece) for at, piece in enumerate(pieces)
    )


def _box(inside: str) -> str:
    return f'<table width="100%"><tr><td class="excerpt">{inside}</td></tr></table>'


def _heading(words: str) -> str:
    return f"<h2>{escape(words)}</h2>"


def _paragraph(inside: str, kind: str = "") -> str:
    return f'<p class="{kind}">{inside}</p>' if kind else f"<p>{inside}</p>"
