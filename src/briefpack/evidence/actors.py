"""Who acts, speaks and is spoken of: persons with their tenures, institutions, mechanisms."""

import operator
from typing import Literal

from pydantic import Field

from briefpack.evidence.sources import Ids, Item, ItemId, Record, Text


class Tenure(Record):
    """Time in an office. None or unknown at either end means that the sources do not give it."""

    office: Text
    start: str | None = Field(default=None, alias="from")
    from_basis: Text
    end: str | None = Field(default=None, alias="to")
    to_basis: Text
    seen_in_office: tuple[str, ...] = ()


class Consent(Record):
    """What a person agreed to. `scope`: internal, partners, anonymous-public or named-public; `expiry`: the last day,
    None for none."""

    scope: Literal["internal", "partners", "anonymous-public", "named-public"]
    date: str | None = None
    expiry: str | None = None
    medium: str | None = None
    withdrawn: bool = False


class Person(Item):
    """A person in the evidence. `sealed`: has no name here and must never get one."""

    kind: Text
    name: Text
    names: tuple[str, ...] = ()
    named_in_articles: bool
    protection: Text
    role: Text
    affiliation: Ids = ()
    tenures: tuple[Tenure, ...] = ()
    consents: tuple[Consent, ...] = Field(default=(), exclude_if=operator.not_)


class Institution(Item):
    """A State, organ, office, court, medium or group. `source_forms`: wordings of the sources, kept inside quotes."""

    name: Text
    acronym: str | None = None
    kind: Text
    description: Text
    description_basis: Text
    state_code: str | None = None
    source_forms: tuple[str, ...] = ()


class Mechanism(Item):
    """A mechanism of the United Nations, or a group of actors that the vocabulary treats like one."""

    vocab: Text
    name: Text
    acronym: str | None = None
    level: Text
    parent: ItemId | None = None
    description: Text
    dprk_engagement: Text
    established: str | None = None
    first_date_in_articles: str | None = None
    last_date_in_articles: str | None = None
