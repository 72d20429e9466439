"""One error for each rule of briefpack.adviser.rules.protection and disclosure."""

from typing import Any

from tests.adviser import kit
from tests.adviser.planted.planting import Planted

from briefpack.adviser.finding import Finding
from briefpack.evidence.actors import Consent, Person
from briefpack.evidence.items import AnyItem, Event
from briefpack.evidence.sources import Identifier
from briefpack.pack.edits import add_item
from briefpack.pack.pack import Pack

AGREED = Consent(scope="internal", date="2026-01-10")


def witness(**fields: Any) -> Person:
    """A private person who agreed to internal use."""
    given = {"role": "Witness", "name": "(a witness)", "names": (), "tenures": (), "named_in_articles": False}
    return kit.person("p-witness", **{**given, "protection": "private", "consents": (AGREED,), **fields})


def account(words: str, *details: tuple[str, str], item_id: str = "ev-account", **fields: Any) -> Event:
    """What the witness told, with details of these kinds."""
    found = tuple(Identifier(person="p-witness", kind=kind, words=said) for kind, said in details)
    given = {"title": words, "summary": words, "type": "testimony", "identifiers": found}
    return kit.event(item_id, **given | fields)


def with_item(item: AnyItem, *others: AnyItem, section: str = "s1", which: Pack | None = None) -> tuple[Finding, ...]:
    """The findings when an item is added to a section of the clean pack."""
    return kit.examine(add_item(which or kit.pack(), section, item.id), kit.with_items(item, *others))


SEALED = kit.person(
    "p-author",
    name="(not named) author",
    names=(),
    protection="sealed",
    role="Author of the op-ed",
    tenures=(),
    named_in_articles=False,
)
THEIRS = kit.quote("q-author", "It can be done.", speaker="Author of the op-ed (not named)", speaker_id="p-author")
TALKS = kit.event(
    "ev-talks",
    title="Several States are said to be unwilling",
    summary="Several States, not named, are said to be unwilling.",
    channel="published-account-of-private-talks",
    citations=(kit.cited("src-a", "Several States told us so."), kit.cited("src-b", "several States")),
)


def _scripted() -> tuple[Finding, ...]:
    kept = kit.quote("q-door", usable_publicly="background-only")
    clean = kit.pack()
    sections = tuple(
        section.model_copy(update={"options": {"use": "points"}}) if section.id == "s2" else section
        for section in clean.sections
    )
    return kit.examine(clean.model_copy(update={"sections": sections}), kit.with_items(kept))


PLANTED: dict[str, Planted] = {
    "R43": Planted(
        lambda: kit.examine(
            kit.write("The author, Jane Doe, holds that it can be done. [@q-author]"), kit.with_items(SEALED, THEIRS)
        ),
        "Jane Doe",
    ),
    "R44": Planted(
        lambda: with_item(
            account(
                "A nurse from Hoeryong saw it with her sister",
                ("job", "nurse"),
                ("place", "Hoeryong"),
                ("relative", "her sister"),
            ),
            witness(),
        ),
        "nurse; Hoeryong; her sister",
    ),
    "R45": Planted(
        lambda: with_item(
            account("A witness saw it", ("job", "nurse")),
            witness(consents=(Consent(scope="internal", expiry="2026-11-30"),)),
        ),
        "expired",
    ),
    "R46": Planted(
        lambda: kit.examine(
            kit.pack(marking="TLP:GREEN"), kit.with_items(kit.event("ev-dialogue", marking="TLP:AMBER"))
        ),
        "TLP:AMBER",
    ),
    "R47": Planted(lambda: kit.examine(kit.pack(marking="TLP:AMBER")), "TLP:AMBER"),
    "R48": Planted(_scripted, "background only"),
    "R49": Planted(
        lambda: kit.examine(kit.write("France is among them. [@ev-talks]"), kit.with_items(TALKS)),
        "France",
    ),
}
