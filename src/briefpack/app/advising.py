"""A pack before the adviser: what it is judged by on this computer, and how its findings reach people."""

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from briefpack.adviser.advise import Adviser
from briefpack.adviser.case import Case, Written
from briefpack.adviser.finding import Finding
from briefpack.adviser.profile import Profile, ProfileError, read_profiles
from briefpack.adviser.standing import blocks
from briefpack.adviser.table import OF_PAGES, RULES, blocking
from briefpack.app import resources
from briefpack.app.errors import UserError
from briefpack.app.measures import measures
from briefpack.evidence.dataset import OWN_KNOWLEDGE, VOCABULARY
from briefpack.evidence.knowledge import Knowledge, read_knowledge
from briefpack.evidence.terms import Terms, parse_terms
from briefpack.language import say
from briefpack.pack.audience import Audience
from briefpack.pack.pack import Pack

if TYPE_CHECKING:
    from briefpack.briefing.nodes import Briefing
    from briefpack.layout.display import PageSet
    from briefpack.library.port import Evidence, Library


@cache
def profiles() -> dict[str, Profile]:
    """All house styles by id, in their order. Raises UserError when a file of them is damaged."""
    try:
        return read_profiles(resources.folder("profiles"), {rule.id: rule.severity for rule in RULES})
    except ProfileError as error:
        raise UserError(str(error)) from error


def profile_named(name: str) -> Profile:
    """The house style with that id; "" is the first. Raises UserError that lists what there is."""
    found = profiles()
    if not name:
        return next(iter(found.values()))
    if name not in found:
        raise UserError(say("There is no profile “{name}”. Choose one of: {names}.", name=name, names=", ".join(found)))
    return found[name]


@cache
def terms() -> Terms:
    """The closed vocabularies of the dataset."""
    return parse_terms(resources.read(f"dataset/{VOCABULARY}").decode("utf-8"))


@cache
def knowledge() -> Knowledge:
    """Facts from outside the sources, for checks alone."""
    return read_knowledge(resources.read(f"dataset/{OWN_KNOWLEDGE}").decode("utf-8"))


class Setting(NamedTuple):
    """What an examination knows besides the pack and how it was composed. `written`: of the PDF, once there is one."""

    pages: "PageSet | None" = None
    library: "Library | None" = None
    profile: str = ""
    audience: Audience = "principal"
    missing: tuple[tuple[str, str], ...] = ()
    written: Written | None = None
    stamp: str = ""


def setting_without_pages(pack: Pack, evidence: "Evidence") -> "tuple[Briefing, Setting]":
    """A pack composed, and which of its letters no font has: then it has no pages. Raises ComposeError."""
    from briefpack.app.build import PROGRAM, font_set  # noqa: PLC0415 - for a pack without pages alone
    from briefpack.app.languages import language_of  # noqa: PLC0415 - the same
    from briefpack.briefing.compose import compose  # noqa: PLC0415 - the same
    from briefpack.layout.layouter import Layouter  # noqa: PLC0415 - the same

    briefing = compose(pack, evidence, PROGRAM, language_of(pack.language))
    missing = Layouter(font_set()).missing(briefing)
    return briefing, Setting(missing=tuple((each.char, place_of(each.node)) for each in missing))


def place_of(node: str) -> str:
    """The entry or section of a block's id: s3.e2 → e2."""
    section, _, rest = node.partition(".")
    entry = rest.partition(".")[0]
    return entry if entry[:1] == "e" and entry[1:].isdigit() else section


def case_of(pack: Pack, briefing: "Briefing", evidence: "Evidence", setting: Setting) -> Case:
    """The pack as a case. `setting.profile` "" takes the pack's own. Raises UserError for a profile that is nowhere."""
    profile = profile_named(setting.profile or pack.profile)
    return Case(
        pack,
        briefing,
        evidence,
        profile,
        terms(),
        partial(measures, pack, briefing, setting.pages, pace=profile.limits.pace),
        setting.library,
        knowledge(),
        setting.audience,
        setting.missing,
        setting.written,
        setting.stamp,
    )


def examined(pack: Pack, briefing: "Briefing", evidence: "Evidence", setting: Setting) -> tuple[Finding, ...]:
    """The findings about a pack that is examined once."""
    return Adviser().examine(case_of(pack, briefing, evidence, setting))


def blocked_by(pack: Pack, briefing: "Briefing", evidence: "Evidence", setting: Setting) -> tuple[Finding, ...]:
    """What keeps a pack from leaving as final. Only the rules that can are asked: a long pack has much to read."""
    case = case_of(pack, briefing, evidence, setting)
    return blocks(Adviser(blocking(case.profile)).examine(case))


def is_blocked(pack: Pack, briefing: "Briefing", evidence: "Evidence", pages: "PageSet | None" = None) -> bool:
    """Whether anything keeps a pack from leaving as final; the first such finding is enough. Without pages all is asked
    but what only they can tell; with them, that alone."""
    case = case_of(pack, briefing, evidence, Setting(pages))
    rules = [rule for rule in blocking(case.profile) if (rule.id in OF_PAGES) == (pages is not None)]
    return any(finding.severity == "block" for finding in Adviser(rules).found(case))
