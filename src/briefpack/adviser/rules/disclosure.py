"""What may be said to whom: markings, use in public, private talks, R46 to R49."""

from collections.abc import Iterator, Sequence
from functools import partial

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Fix, Place, proofs
from briefpack.adviser.rule import Rule
from briefpack.adviser.shown import Shown
from briefpack.adviser.states import others, states_in
from briefpack.evidence.items import Quote
from briefpack.evidence.sources import ARTICLES, LATER_FACTS, Item
from briefpack.language import say, to_say
from briefpack.pack.edits import remove_entry, set_details
from briefpack.pack.markings import level
from briefpack.pack.pack import Pack

# --- R46 and R47 ---------------------------------------------------------------------------------------------------

#: Markings that keep nothing back.
_OPEN = frozenset(("TLP:CLEAR", "OFFICIAL", "UNCLASSIFIED", "PUBLIC"))


def _is_open(marking: str) -> bool:
    words = " ".join(marking.upper().split())
    found = level(marking)
    return not words or (found is not None and found.rank == 0 and words in _OPEN)


def _too_low(case: Case) -> Iterator[Finding]:
    """One finding for the item with the highest marking; one for each marking that cannot be compared."""
    pack, here = case.pack.marking, level(case.pack.marking)
    worst: tuple[int, Item] | None = None
    unclear: dict[str, Item] = {}
    for item in case.items:
        if not item.marking:
            continue
        there = level(item.marking)
        if _is_open(item.marking) or " ".join(item.marking.split()) == " ".join(pack.split()):
            continue
        if there is None or (pack and (here is None or here.scheme != there.scheme)):
            unclear.setdefault(item.marking, item)
        elif here is None or there.rank > here.rank:
            worst = max(worst or (-1, item), (there.rank, item), key=lambda pair: pair[0])
    if worst:
        item = worst[1]
        words = to_say("This item is marked {marking}, the pack {pack}: raise the marking of the pack.")
        if not pack:
            words = to_say("This item is marked {marking}, the pack is unmarked: mark the pack.")
        message = say(words, marking=item.marking, pack=pack)
        fix = Fix(say("Mark the pack {marking}", marking=item.marking), partial(_mark, item.marking))
        yield Finding(message, case.used[item.id].place, item.marking, item.id, proofs(item), fix)
    for marking, item in unclear.items():
        message = say("Could not check the marking {marking} of this item against that of the pack.", marking=marking)
        yield Finding(message, case.used[item.id].place, marking, item.id, decided=False)


def _mark(marking: str, pack: Pack) -> Pack:
    return set_details(pack, marking=marking)


def _too_high(case: Case) -> Iterator[Finding]:
    if _is_open(case.pack.marking) or not case.items:
        return
    if all(_is_public(item) for item in case.items):
        message = say(
            "All items of this pack are public, yet it is marked {marking}: keep that only for what they say together "
            "or for your advice.",
            marking=case.pack.marking,
        )
        yield Finding(message, Place(), case.pack.marking)


def _is_public(item: Item) -> bool:
    return item.origin == "dataset" and item.collection in {ARTICLES, LATER_FACTS} and _is_open(item.marking)


# --- R48 -----------------------------------------------------------------------------------------------------------

#: What is spoken, handed out or printed in public, by a section's use.
_SPOKEN = {
    "script": to_say("the script"),
    "points": to_say("the points to make"),
    "factsheet": to_say("the factsheet"),
    "press": to_say("the press page"),
}
_KEPT = frozenset(("no", "background-only"))


def _for_disclosure(case: Case, shown: Shown) -> Iterator[Finding]:
    slot = _SPOKEN.get(shown.section.options.get("use", ""))
    if slot is None and case.audience != "public":
        return
    where = say(slot or to_say("what goes to the public"))
    for item in shown.items:
        use = getattr(item, "usable_publicly", "yes")
        quoted = item is shown.item and isinstance(item, Quote) and use == "attributable-not-quotable"
        if use in _KEPT or quoted:
            message = (
                say("These words may be attributed but not quoted, and stand in {slot}: take them out.", slot=where)
                if quoted
                else say("This is for background only, and stands in {slot}: take it out.", slot=where)
            )
            entry = shown.entry.id if shown.entry and shown.item else ""
            fix = Fix(say("Take it out"), partial(_remove, entry)) if entry else None
            yield Finding(message, shown.place, getattr(item, "text", ""), item.id, proofs(item), fix)


def _remove(entry: str, pack: Pack) -> Pack:
    return remove_entry(pack, entry)


# --- R49 -----------------------------------------------------------------------------------------------------------

_PRIVATE = frozenset(("published-account-of-private-talks", "private-conversation"))


def _private_talks(case: Case, shown: Sequence[Shown]) -> Iterator[Finding]:
    """Own words that cite an account of private talks, or stand right beside it without a source of their own."""
    for place, each in enumerate(shown):
        if not each.sentences:
            continue
        near = [item for other in shown[max(0, place - 1) : place + 2] for item in _accounts(other)]
        cited = {item.id: item for item in _accounts(each)}
        for sentence in each.sentences:
            told = [cited[item_id] for item_id in sentence.cites if item_id in cited]
            told = told or ([*near] if not sentence.cites else [])
            named = others(states_in(sentence.text), _said(case, told)) if told else ()
            if named:
                message = say(
                    "“{states}”: the source reports private talks and names no State here; name none.",
                    states=", ".join(named),
                )
                yield Finding(message, each.place, ", ".join(named), told[0].id, proofs(told[0]))


def _accounts(shown: Shown) -> list[Item]:
    return [item for item in shown.items if getattr(item, "channel", "published") in _PRIVATE]


def _said(case: Case, items: Sequence[Item]) -> str:
    """What the accounts themselves say, and the State that the pack is about."""
    words = [getattr(item, name, "") for item in items for name in ("title", "summary", "text")]
    excerpts = [citation.excerpt or "" for item in items for citation in item.citations]
    return "\n".join((*words, *excerpts, case.pack.subject_line))


RULES: tuple[Rule, ...] = (
    Rule(
        "R46",
        to_say("Marking too low"),
        "block",
        "pack",
        to_say(
            "A pack is marked at least as high as the highest marking of its items. Markings of different schemes "
            "cannot be compared: then it says so."
        ),
        to_say("An item marked TLP:AMBER in a pack marked TLP:GREEN."),
        _too_low,
    ),
    Rule(
        "R47",
        to_say("Marking too high"),
        "note",
        "pack",
        to_say(
            "A marked pack that shows nothing but public items is asked why. What they say together, or your own "
            "advice, can be a reason."
        ),
        to_say("RESTREINT UE/EU RESTRICTED on a list of press articles."),
        _too_high,
    ),
    Rule(
        "R48",
        to_say("Not for disclosure"),
        "block",
        "entry",
        to_say(
            "What is for background only never stands in a script, in points to make, on a factsheet or on a press "
            "page, nor in anything made for the public; what may not be quoted is not quoted there."
        ),
        to_say("A remark made in confidence among the points to make."),
        _for_disclosure,
    ),
    Rule(
        "R49",
        to_say("Private talks made more specific"),
        "warn",
        "section",
        to_say(
            "Beside a published account of private talks, own words name no State that the account does not name. "
            "States are known by their usual English names; “a neighbour” is not."
        ),
        to_say("“Several countries, among them …”, where the source says no more than several countries."),
        _private_talks,
    ),
)
