"""Is what a pack prints what its own evidence says? And what does the program's dataset say today?"""

from collections.abc import Iterable, Sequence

from briefpack.app.build import PROGRAM
from briefpack.app.carrying import words_of_quotations
from briefpack.app.errors import KNOWN_ERRORS
from briefpack.app.languages import language_of
from briefpack.app.libraries import bundled_library
from briefpack.app.verdict import Finding, few, shortened
from briefpack.briefing.citations import title_of
from briefpack.briefing.compose import composed_at
from briefpack.briefing.desk import Desk
from briefpack.briefing.nodes import Briefing
from briefpack.briefing.quoting import quoted
from briefpack.evidence.checks.figures import computed, is_stated
from briefpack.evidence.checks.sums import SumError
from briefpack.evidence.items import AnyItem, Quote, Statistic, kind_of
from briefpack.evidence.sources import Item
from briefpack.language import say, say_many
from briefpack.library.errors import LibraryError
from briefpack.library.own import PREFIX
from briefpack.pack.audience import for_audience
from briefpack.pack.clipping import printed
from briefpack.pack.packfile import PackFile
from briefpack.pack.snapshot import Carried, says_the_same


def evidence_findings(found: PackFile) -> tuple[tuple[Finding, ...], Briefing | None]:
    """Whether the pack can be composed, its quotations are exact and its figures can be traced; and the briefing."""
    carried = Carried(found.items)
    try:
        desk = Desk(found.pack, carried, language_of(found.pack.language))
        briefing = composed_at(desk, PROGRAM)
    except KNOWN_ERRORS as error:
        return (Finding("evidence", "wrong", say("The pack cannot be composed: {problem}", problem=error)),), None
    used = [desk.item(item_id) for item_id in desk.used]
    findings = (
        _quotations(found, briefing, [item for item in used if isinstance(item, Quote)]),
        *_figures([item for item in used if isinstance(item, Statistic)], carried),
        *_own_words(found),
        *_dataset(found, used),
    )
    return findings, briefing


def composition_finding(found: PackFile) -> Finding:
    """Whether the pack in a PDF is all that was composed and nothing besides: no private note, no further item."""
    leaves = for_audience(found.pack, Carried(found.items), "principal")
    if leaves.pack == found.pack and leaves.items == found.items:
        return Finding("pack", "ok", say("The pack it carries holds what was composed and nothing besides."))
    words = say("The pack it carries holds more than was composed, such as private notes or items that nothing uses.")
    return Finding("pack", "wrong", words)


def _quotations(found: PackFile, briefing: Briefing, quotes: Sequence[Quote]) -> Finding:
    wrong = [
        say("“{words}” does not stand in the passage that is carried with it.", words=shortened(quote.text))
        for quote in quotes
        if quote.citations and quote.citations[0].excerpt and quote.text not in quote.citations[0].excerpt
    ]
    known = {quote.id: quote for quote in quotes}
    clips = {entry.id: entry for section in found.pack.sections for entry in section.entries}
    for entry_id, words in words_of_quotations(briefing):
        entry = clips.get(entry_id)
        quote = known.get(entry.item or "") if entry else None
        if quote is None or entry is None or words != quoted(printed(quote.text, entry.clip)):
            wrong.append(say("“{words}” is printed otherwise than it is carried.", words=shortened(words)))
    if wrong:
        return Finding("quotations", "wrong", say("Quotations are not exact."), few(wrong))
    unseen = [quote for quote in quotes if not (quote.citations and quote.citations[0].excerpt)]
    details = few(say("No passage is carried for “{words}”.", words=shortened(quote.text)) for quote in unseen)
    sentence = say_many(
        "{count} quotation: exact, clipped only at whole words, and in the passage carried with it.",
        "{count} quotations: exact, clipped only at whole words, and in the passages carried with them.",
        len(quotes) - len(unseen),
    )
    return Finding("quotations", "ok", sentence, details)


def _figures(figures: Sequence[Statistic], carried: Carried) -> Iterable[Finding]:
    values = {item.id: item.value for item in carried.all("statistic") if isinstance(item, Statistic)}
    wrong: list[str] = []
    untraced: list[str] = []
    for figure in figures:
        problem = _fault(figure, values)
        # Of a fact that a person typed, the figure may be worded as it pleases its source.
        own = figure.origin == "user" or not any(citation.excerpt for citation in figure.citations)
        if problem:
            (untraced if own and not figure.formula else wrong).append(problem)
    if wrong:
        yield Finding("figures", "wrong", say("Figures do not follow from what is carried."), few(wrong))
    traced = len(figures) - len(wrong) - len(untraced)
    if traced or not figures:
        sentence = say_many(
            "{count} figure: it stands in a passage carried with it, or follows from its formula.",
            "{count} figures: each stands in a passage carried with it, or follows from its formula.",
            traced,
        )
        yield Finding("figures", "ok", sentence)
    if untraced:
        yield Finding("figures", "unknown", say("Figures whose passage is not carried."), few(untraced))


def _fault(figure: Statistic, values: dict[str, int | float]) -> str:
    """What is wrong with a figure; "" when it can be traced. A count of ours rests on the items that are counted."""
    if figure.formula:
        try:
            if computed(figure, values) == figure.value:
                return ""
        except SumError:
            pass
        return say("{figure} ({label}) does not follow from its formula.", figure=figure.value, label=figure.label)
    if figure.derived or is_stated(figure):
        return ""
    return say("{figure} ({label}) stands in no passage.", figure=figure.value, label=figure.label)


def _own_words(found: PackFile) -> Iterable[Finding]:
    count = sum(1 for section in found.pack.sections for entry in section.entries if entry.text)
    if count:
        words = say_many(
            "{count} entry holds the maker’s own words, which no evidence can prove.",
            "{count} entries hold the maker’s own words, which no evidence can prove.",
            count,
        )
        yield Finding("own-words", "note", words)


# Against the dataset of this program.


def _dataset(found: PackFile, used: Sequence[Item]) -> Iterable[Finding]:
    try:
        library = bundled_library()
    except LibraryError as error:
        yield Finding("dataset", "unknown", say("Not compared with the dataset: {problem}", problem=error))
        return
    own = [item for item in used if item.id.startswith(PREFIX)]
    facts = [item for item in used if not item.id.startswith(PREFIX)]
    same = bool(found.pack.dataset.fingerprint) and found.pack.dataset.fingerprint == library.fingerprint
    if same:
        # Whatever differs from a dataset that is the very same one was changed by hand.
        every = [item for item in found.items if not item.id.startswith(PREFIX)]
        wrong = [_named(item) for item in every if not _is_still(item, library.get(item.id, kind_of(item)))]
        if wrong:
            words = say("What is carried is not what the dataset says that the pack names.")
            yield Finding("dataset", "wrong", words, few(wrong))
        else:
            words = say_many(
                "{count} fact is as in the dataset of this program, the same that the pack names.",
                "{count} facts are as in the dataset of this program, the same that the pack names.",
                len(facts),
            )
            yield Finding("dataset", "ok", words)
    else:
        yield from _since(facts, {item.id: library.get(item.id, kind_of(item)) for item in facts})
    if own:
        words = say_many(
            "{count} fact is the maker’s own (†) and in no dataset.",
            "{count} facts are the maker’s own (†) and in no dataset.",
            len(own),
        )
        yield Finding("own-facts", "note", words, few(map(_named, own)))


def _since(facts: Sequence[Item], now: dict[str, AnyItem | None]) -> Iterable[Finding]:
    revised = [item for item in facts if now[item.id] is not None and not _is_still(item, now[item.id])]
    gone = [item for item in facts if now[item.id] is None]
    if revised:
        words = say_many(
            "{revised} of {count} fact was revised in the dataset since.",
            "{revised} of {count} facts were revised in the dataset since.",
            len(facts),
            revised=len(revised),
        )
        yield Finding("dataset", "note", words, few(map(_named, revised)))
    if gone:
        words = say_many(
            "{gone} of {count} fact is not in the dataset of this program.",
            "{gone} of {count} facts are not in the dataset of this program.",
            len(facts),
            gone=len(gone),
        )
        yield Finding("dataset", "note", words, few(map(_named, gone)))
    if not revised and not gone:
        words = say_many(
            "The pack names another dataset, but its {count} fact is the same in the dataset of this program.",
            "The pack names another dataset, but its {count} facts are the same in the dataset of this program.",
            len(facts),
        )
        yield Finding("dataset", "ok", words)


def _is_still(item: AnyItem, found: AnyItem | None) -> bool:
    return found is not None and says_the_same(item, found)


def _named(item: AnyItem) -> str:
    words = title_of(item) if isinstance(item, Item) else str(getattr(item, "title", "") or "")
    return f"{item.id}: {shortened(words)}" if words else item.id
