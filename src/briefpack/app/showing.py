"""One item in words, for the command line: what it says, where it stands, what speaks against it."""

from briefpack.briefing.citations import passages, short_name, title_of
from briefpack.briefing.locale import date_words
from briefpack.evidence.items import AnyItem, Event, Quote, Statistic, kind_of
from briefpack.evidence.sources import Item, Source
from briefpack.library.port import Library

#: Editors' remarks and facts from outside: never shown.
HIDDEN = {"notes", "outside_knowledge", "speaker_id_inferred", "expected_checker_result", "explanation", "un_symbol"}
HIDDEN |= {"symbol_basis", "symbol_confidence", "verified_at"}


def item_json(item: AnyItem) -> str:
    """The item's fields as JSON, without editors' remarks."""
    return item.model_dump_json(by_alias=True, exclude=HIDDEN & type(item).model_fields.keys(), indent=1)


def item_text(item: AnyItem, library: Library) -> str:
    """The item in a few lines, then its passages and the conflicts it takes part in."""
    if not isinstance(item, Item):
        return item_json(item)
    lines = [f"{kind_of(item)} {item.id}", title_of(item), *_details(item)]
    for citation in passages(item):
        source = library.get(citation.source_id, "source")
        name = short_name(source, library) if isinstance(source, Source) else citation.source_id
        place = f", para. {citation.locator} (line {citation.line})" if citation.locator else ""
        lines.append(f"  {name}{place}: {f'“{citation.excerpt}”' if citation.excerpt else 'page not stored'}")
    lines += [f"  ⚑ {conflict.title} ({conflict.kind})" for conflict in library.conflicts_of(item.id)]
    return "\n".join(lines)


def _details(item: Item) -> list[str]:
    match item:
        case Event():
            date = date_words(item.when) or "undated"
            weight = f"importance {item.importance}: {item.importance_reason}"
            return [f"  {date}; {item.status}; {weight}", f"  {item.summary}"]
        case Quote():
            said = date_words(item.when) or "undated"
            return [f"  {item.speaker}, {item.speaker_role}; {said}; usable publicly: {item.usable_publicly}"]
        case Statistic():
            status = f"; status in the source’s words: “{item.status_word}”" if item.status_word else ""
            caution = [f"  Not to be read as: {item.not_to_be_read_as}"] if item.not_to_be_read_as else []
            return [f"  {item.value} {item.unit}, as of {date_words(item.when) or 'n/d'}{status}", *caution]
        case _:
            return []
