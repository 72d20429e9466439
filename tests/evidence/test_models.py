"""Records: frozen, closed, and read with the place of every error."""

import pytest
from pydantic import ValidationError

from briefpack.evidence.actors import Person
from briefpack.evidence.dataset import FILES, fingerprint, read_dataset
from briefpack.evidence.items import KINDS, AnyItem, Event, Statistic, kind_of
from briefpack.evidence.sources import ARTICLES, LATER_FACTS, Item, Source
from briefpack.evidence.terms import parse_terms


@pytest.fixture(scope="module")
def items(dataset_texts: dict[str, bytes]) -> dict[str, AnyItem]:
    """One record of each kind, by kind."""
    return {kind_of(item): item for item in read_dataset(dataset_texts).items()}


@pytest.mark.parametrize("kind", sorted(set(FILES.values())))
def test_a_record_cannot_be_changed(items: dict[str, AnyItem], kind: str) -> None:
    with pytest.raises(ValidationError, match="Instance is frozen"):
        items[kind].id = "another"


@pytest.mark.parametrize("kind", sorted(set(FILES.values())))
def test_a_field_nobody_declared_is_refused(items: dict[str, AnyItem], kind: str) -> None:
    fields = {**items[kind].model_dump(by_alias=True), "name_inferred": "Jane Doe"}
    with pytest.raises(ValidationError, match="name_inferred"):
        KINDS[kind].model_validate(fields)


@pytest.mark.parametrize("kind", sorted(set(FILES.values())))
def test_what_is_written_is_read_back(items: dict[str, AnyItem], kind: str) -> None:
    written = items[kind].model_dump_json(by_alias=True)
    assert KINDS[kind].model_validate_json(written) == items[kind]


@pytest.mark.parametrize("name", ["", "Two Words", "under_score", "-a", "a--b", "ä", "x" * 81, "a\n"])
def test_an_id_is_plain_words_and_hyphens(name: str) -> None:
    with pytest.raises(ValidationError, match="id"):
        Item(id=name)


def test_the_dataset_is_read_in_the_order_of_its_files(dataset_texts: dict[str, bytes]) -> None:
    dataset = read_dataset(dataset_texts)
    assert dataset.problems == ()
    files = list(dict.fromkeys(record.file for record in dataset.records))
    assert files == list(FILES)
    for record in dataset.records:
        assert kind_of(record.item) == FILES[record.file]


def test_later_facts_are_a_collection_of_their_own(dataset_texts: dict[str, bytes]) -> None:
    later = [
        item for item in read_dataset(dataset_texts).items() if getattr(item, "collection", ARTICLES) == LATER_FACTS
    ]
    assert {type(item) for item in later} == {Source, Event}
    assert len(later) == 22


def test_only_a_member_of_a_series_with_a_clear_population_may_be_charted(dataset_texts: dict[str, bytes]) -> None:
    figures = {item.id: item for item in read_dataset(dataset_texts).items() if isinstance(item, Statistic)}
    assert figures["st-upr3-received"].chartable
    assert not figures["st-upr2-accepted"].chartable


def test_a_tenure_reads_its_ends_from_from_and_to(dataset_texts: dict[str, bytes]) -> None:
    people = {item.id: item for item in read_dataset(dataset_texts).items() if isinstance(item, Person)}
    assert (people["coi-chair"].tenures[0].start, people["coi-chair"].tenures[0].end) == ("2013", "2014")


def test_a_line_separator_inside_an_excerpt_does_not_end_the_record(dataset_texts: dict[str, bytes]) -> None:
    text = dataset_texts["conflicts.jsonl"].decode().replace("Three starts", "Three\u2028starts", 1)
    dataset = read_dataset({**dataset_texts, "conflicts.jsonl": text.encode()})
    assert dataset.problems == ()


def test_the_fingerprint_changes_with_a_name_and_with_a_byte() -> None:
    prints = [fingerprint(texts) for texts in ({"a": b"1"}, {"b": b"1"}, {"a": b"2"}, {"a": b"1", "b": b""}, {})]
    assert len(set(prints)) == 5
    assert fingerprint({"a": b"1", "b": b"2"}) == fingerprint({"b": b"2", "a": b"1"})


def test_a_vocabulary_is_closed() -> None:
    terms = parse_terms(
        '{"tone": ["calm"], "status_class": {"received": {"allowed": [], "forbidden": ["x"], "un_usage": null}}}'
    )
    assert terms.holds("tone", "calm")
    assert not terms.holds("tone", "loud")
    assert terms.holds("status_class", "received")
    with pytest.raises(KeyError):
        terms.holds("colour", "red")
