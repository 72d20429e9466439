"""House styles: the words, forms and limits that the adviser goes by, read from resources/profiles/*.toml."""

import re
import tomllib
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from briefpack.adviser.finding import SEVERITIES, Severity
from briefpack.evidence.sources import Record, Text
from briefpack.language import say
from briefpack.library.folding import stands_alone

RuleId = Annotated[str, Field(pattern=r"^R[0-9]{2}a?$")]


class Form(Record):
    """How a house writes one thing in its own voice. `avoid`: forms that are flagged, `prefer`: the one to put there,
    `allowed`: others that are not flagged. Never applied inside quotations and titles."""

    concept: Text
    prefer: Text
    avoid: tuple[Text, ...] = ()
    allowed: tuple[Text, ...] = ()


class Limits(Record):
    """Ages in months, lengths in words, `pace` in words a minute, `share` of quoted words in a section."""

    quote_age: int = 36
    mandate_age: int = 24
    population_age: int = 36
    dataset_age: int = 12
    quote_words: int = 40
    quote_share: float = 0.25
    source_words: int = 400
    spoken_sentence: int = 25
    pace: int = Field(default=130, ge=60, le=240)
    actions_a_theme: int = 3


class Profile(Record):
    """A house style. `dates`: day-first (4 April 2024) or month-first (April 4, 2024); `spelling` names a variant.

    `raise_to` makes rules stricter; a severity below a rule's own is refused when the profiles are read.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    name: Text
    order: int = 100
    dates: Literal["day-first", "month-first", "any"] = "day-first"
    spelling: Literal["un", "british", "american", "any"] = "un"
    neutral: bool = True
    forms: tuple[Form, ...] = ()
    limits: Limits = Limits()
    raise_to: dict[RuleId, Severity] = Field(default_factory=dict)


class ProfileError(ValueError):
    """A profile that cannot be used; one sentence with its place."""


def read_profiles(texts: Mapping[str, bytes], own: Mapping[str, Severity] | None = None) -> dict[str, Profile]:
    """All profiles by id, in their own order. `own`: the severity of each rule, which a profile may only raise; None
    where there are no rules to compare with.

    Raises ProfileError with file and place when one cannot be used.
    """
    found = {name: _parsed(name, texts[name]) for name in sorted(texts) if name.endswith(".toml")}
    for name, profile in found.items() if own is not None else ():
        _check_severities(profile, name, own or {})
    return {profile.id: profile for profile in sorted(found.values(), key=lambda profile: (profile.order, profile.id))}


def _check_severities(profile: Profile, name: str, own: Mapping[str, Severity]) -> None:
    for rule, severity in profile.raise_to.items():
        if rule not in own:
            raise ProfileError(say("The profile {name} raises {rule}, which is no rule.", name=name, rule=rule))
        if SEVERITIES.index(severity) > SEVERITIES.index(own[rule]):
            raise ProfileError(
                say(
                    "The profile {name} sets {rule} to “{severity}”, below its own “{own}”: a profile may raise a "
                    "severity, never lower it.",
                    name=name,
                    rule=rule,
                    severity=severity,
                    own=own[rule],
                )
            )


def _parsed(name: str, content: bytes) -> Profile:
    try:
        return Profile.model_validate(tomllib.loads(content.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(say("The profile {name} is not readable: {why}.", name=name, why=error)) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        why = first["msg"]
        raise ProfileError(
            say("The profile {name} is wrong at {place}: {why}.", name=name, place=place, why=why)
        ) from None


def whole_words(form: str) -> re.Pattern[str]:
    """Finds a form as whole words, whatever its case if it is written small, with spaces of any kind in it."""
    pattern = r"\s+".join(re.escape(word) for word in form.split())
    flags = re.IGNORECASE if form == form.lower() else 0
    # Scripts without spaces, and Hangul with its particles, have no ends of words to look for.
    before = "" if stands_alone(form[0]) else r"(?<!\w)"
    after = "" if stands_alone(form[-1]) else r"(?!\w)"
    return re.compile(f"{before}{pattern}{after}", flags)
