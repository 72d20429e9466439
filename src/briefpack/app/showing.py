"""One item in words, for the command line: what it says, where it stands, what speaks against it."""

from briefpack.briefing.citations import passages, short_name, title_of
from briefpack.briefing.locale import date_words
from briefpack.evidence.items import AnyItem, Event, Quote, Statistic, kind_of
from briefpack.evidence.sources import Item, Source
from briefpack.language import say, spoken
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
        place = short_name(source, library, spoken()) if isinstance(source, Source) else citation.source_id
        if citation.locator:
            place = say(
                "{source}, para. {number} (line {line})", source=place, number=citation.locator, line=citation.line
            )
        excerpt = f"“{citation.excerpt}”" if citation.excerpt else say("page not stored")
        lines.append(f"  {place}: {excerpt}")
    lines += [f"  ⚑ {conflict.title} ({conflict.kind})" for conflict in library.conflicts_of(item.id)]
    return "\n".join(lines)


def _details(item: Item) -> list[str]:
    match item:
        case Event():
            told = say(
                "{date}; {status}; importance {number}: {reason}",
                date=date_words(item.when, language=spoken()) or say("undated"),
                status=item.status,
                number=item.importance,
                reason=item.importance_reason,
            )
            return [f"  {told}", f"  {item.summary}"]
        case Quote():
            told = say(
                "{speaker}, {role}; {date}; usable publicly: {use}",
                speaker=item.speaker,
                role=item.speaker_role,
                date=date_words(item.when, language=spoken()) or say("undated"),
                use=item.usable_publicly,
            )
            return [f"  {told}"]
        case Statistic():
            date = date_words(item.when, language=spoken()) or say("n/d")
            told = say("{value} {unit}, as of {date}", value=item.value, unit=item.unit, date=date)
            if item.status_word:
                told = say("{figure}; status in the source’s words: “{word}”", figure=told, word=item.status_word)
            caution = item.not_to_be_read_as
            said = [say("Not to be read as: {caution}", caution=caution)] if caution else []
            return [f"  {words}" for words in (told, *said)]
        case _:
            return []
