"""A fact of one's own: from the fields of a form to an event, a quote or a statistic with its source and passage."""

import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import date as Day  # noqa: N812 - the field called date needs its name
from typing import Any, NamedTuple

from briefpack.app.forms import FORMS, USES, Fields, MistakesError, amount_of, mistakes_in, values_of
from briefpack.evidence.dates import fuzzy_date
from briefpack.evidence.items import Event, Insertion, Link, Population, Quote, Statistic, kind_of
from briefpack.evidence.sources import OWN, Citation, Item, Source
from briefpack.language import say
from briefpack.library.own import PREFIX, OwnLibrary
from briefpack.library.port import Library
from briefpack.pack.pack import Pack
from briefpack.pack.snapshot import used_ids


class Made(NamedTuple):
    """A fact and the source it rests on, ready for OwnLibrary.add or change."""

    item: Item
    source: Source


def made(kind: str, fields: Fields, item_id: str, today: Day) -> Made:
    """The fact. `item_id` is library.own.new_id(kind), or that of the fact being changed. Raises MistakesError."""
    mistakes = mistakes_in(kind, fields, today)
    if mistakes:
        raise MistakesError(mistakes)
    values = values_of(FORMS[kind], fields)
    source = _source(values)
    common = {
        "id": item_id,
        "citations": (Citation(source_id=source.id, excerpt=values["excerpt"]),),
        "collection": OWN,
        "origin": "user",
        "mechanism": OWN,
    }
    return Made(_MAKERS[kind](values, common, source, today), source)


def kept(library: Library, item_id: str) -> Made | None:
    """The user's own fact as it is kept now; None for what is none, or was deleted. Raises LibraryError."""
    own = own_library(library)
    item = own.fact(item_id) if own else None
    source = own.get(item.citations[0].source_id, "source") if own and item else None
    return Made(item, source) if item and isinstance(source, Source) else None


def correct(library: Library, before: Made, now: Made) -> None:
    """Keep a version in place of the one before; nothing where the form says the same. Raises LibraryError."""
    own = own_library(library)
    if own and fields_of(*before) != fields_of(*now):
        own.change(*now)


def delete(library: Library, item_id: str) -> None:
    """Take a fact out of the user's own; packs that carry it keep it. Raises LibraryError."""
    own = own_library(library)
    if own:
        own.remove(item_id)


def own_library(library: Library) -> OwnLibrary | None:
    """Where the user's own facts are kept; None where only the bundled ones are."""
    found = getattr(library, "own", None)
    return found if isinstance(found, OwnLibrary) else None


def titles_using(item_id: str, packs: Iterable[Pack]) -> tuple[str, ...]:
    """The titles of those packs that show or cite an item."""
    return tuple(pack.title for pack in packs if item_id in used_ids(pack))


def fields_of(item: Item, source: Source) -> dict[str, str]:
    """The form's fields of a fact, to change it."""
    whole: dict[str, Any] = dict(item)
    if isinstance(item, Event):
        whole["date"] = item.date or item.date_start
    if isinstance(item, Statistic):
        whole["value"] = f"{item.value}"
    whole |= {"source_title": source.title, "publisher": source.publisher, "source_date": source.published}
    whole |= {"url": source.url, "excerpt": item.citations[0].excerpt}
    return {field.key: str(whole.get(field.key) or "") for field in FORMS[kind_of(item)]}


def _source(values: Fields) -> Source:
    """The source record. Its id comes from what it says, so that two facts of one source share it."""
    parts = [values[key] for key in ("source_title", "publisher", "source_date", "url")]
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
    title, publisher, published, url = parts
    return Source(
        id=f"{PREFIX}source-{digest}",
        title=title,
        title_basis="stated",
        author_basis="not-recorded",
        publisher=publisher,
        publisher_basis="stated",
        publisher_reasoning="As the user gives it.",
        kind="own",
        published=published or None,
        date_basis="stated" if published else "unknown",
        date_reasoning="As the user gives it." if published else "The user gives none.",
        independence_group=publisher,
        collection=OWN,
        url=url or None,
    )


def _event(values: Fields, common: dict[str, Any], _: Source, today: Day) -> Event:
    start, end = values["date"], values["date_end"] or None
    dates = {"date_start": start, "date_end": end, "date_end_basis": "stated"} if end else {"date": start}
    when = fuzzy_date(start)
    return Event(
        **common,
        **dates,
        title=values["title"],
        summary=values["summary"],
        type="context",
        status="occurred" if when.first_day() <= today else "announced",
        precision="range" if end else when.start.precision if when.start else "unknown",
        date_basis="stated",
        importance=3,
        importance_reason="Added by the user.",
    )


def _quote(values: Fields, common: dict[str, Any], source: Source, _: Day) -> Quote:
    usable = values["usable_publicly"]
    brackets = tuple(re.findall(r"\[[^\]]*\]", values["text"]))
    return Quote(
        **common,
        kind="direct-quote",
        text=values["text"],
        speaker=values["speaker"],
        speaker_kind="person",
        speaker_basis="stated",
        speaker_role=values["speaker_role"],
        stance="other",
        occasion=values["occasion"] or None,
        date=values["date"] or None,
        date_basis="utterance-stated" if values["date"] else "unknown",
        chain=(Link(by=source.id, form="source", basis="stated", source_id=source.id),),
        reported_by=source.id,
        context=values["occasion"] or values["speaker"],
        editorial_insertions=brackets,
        inserted_by=tuple(Insertion(text=words, basis="unclear") for words in brackets),
        usable_publicly=usable,
        usable_note=None if usable == "yes" else say("{use} (as the user set it).", use=say(dict(USES)[usable])),
    )


def _statistic(values: Fields, common: dict[str, Any], source: Source, _: Day) -> Statistic:
    return Statistic(
        **common,
        label=values["label"],
        value=amount_of(values["value"]),
        unit=values["unit"],
        status_word=values["status_word"] or None,
        status_class="count",
        population=Population(text=values["label"]),
        as_of=values["as_of"],
        as_of_basis="stated",
        attributed_to=source.publisher,
        not_to_be_read_as=values["not_to_be_read_as"] or None,
    )


_MAKERS: dict[str, Callable[[Fields, dict[str, Any], Source, Day], Item]] = {
    "event": _event,
    "quote": _quote,
    "statistic": _statistic,
}
