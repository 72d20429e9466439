"""The dataset as text files and as records: reading with the place of every error. No I/O: texts come in."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pydantic import ValidationError

from briefpack.evidence.items import KINDS, AnyItem
from briefpack.evidence.terms import Terms, parse_terms

#: File name of each kind of record, in the folder of the dataset.
FILES: dict[str, str] = {
    "sources.jsonl": "source",
    "institutions.jsonl": "institution",
    "people.jsonl": "person",
    "mechanisms.jsonl": "mechanism",
    "documents.jsonl": "document",
    "events.jsonl": "event",
    "quotes.jsonl": "quote",
    "statistics.jsonl": "statistic",
    "positions.jsonl": "position",
    "claims.jsonl": "claim",
    "conflicts.jsonl": "conflict",
    "later_sources.jsonl": "source",
    "later_facts.jsonl": "event",
    #: Tables that people drew up from the items, cell by cell.
    "grids.jsonl": "grid",
}
VOCABULARY = "vocab.json"
#: Facts from outside that serve checks alone; never searched, shown or printed.
OWN_KNOWLEDGE = "own_knowledge.jsonl"


class Problem(NamedTuple):
    """What is wrong in the dataset: file, line from 1 (0 = the whole file), id of the record, and the words for it.

    Always in English, as is all that `checks` finds: it is for people who edit the dataset, which is English itself.
    """

    file: str
    line: int
    record: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.record + ': ' if self.record else ''}{self.message}"


class Placed(NamedTuple):
    """A record and where it stands."""

    file: str
    line: int
    item: AnyItem


class Dataset(NamedTuple):
    """All records in file order, the vocabularies, and what could not be read."""

    records: tuple[Placed, ...]
    terms: Terms
    problems: tuple[Problem, ...]

    def items(self) -> Iterator[AnyItem]:
        """The records without their places."""
        return (record.item for record in self.records)


def fingerprint(texts: Mapping[str, bytes]) -> str:
    """SHA-256 over names and contents, in order of name: the identity of a dataset."""
    digest = hashlib.sha256()
    for name in sorted(texts):
        digest.update(f"{name}\0{len(texts[name])}\0".encode())
        digest.update(texts[name])
    return digest.hexdigest()


def read_dataset(texts: Mapping[str, bytes]) -> Dataset:
    """Parse the files, keyed by name. Errors are collected, each with its place; none is raised."""
    problems: list[Problem] = []
    records: list[Placed] = []
    terms = _read_terms(texts, problems)
    for file, kind in FILES.items():
        if file not in texts:
            problems.append(Problem(file, 0, "", "the file is missing"))
            continue
        for line, text in _lines(file, texts[file], problems):
            record = _read_record(file, line, text, kind, problems)
            if record:
                records.append(record)
    return Dataset(tuple(records), terms, tuple(problems))


def _read_terms(texts: Mapping[str, bytes], problems: list[Problem]) -> Terms:
    try:
        return parse_terms(texts[VOCABULARY].decode("utf-8"))
    except KeyError as error:
        problems.append(Problem(VOCABULARY, 0, "", f"the file or its entry {error} is missing"))
    except ValueError as error:
        problems.append(Problem(VOCABULARY, 0, "", f"not readable as JSON: {error}"))
    return Terms({}, {})


def _lines(file: str, content: bytes, problems: list[Problem]) -> Iterator[tuple[int, str]]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.append(Problem(file, 0, "", f"not UTF-8 (byte {error.start})"))
        return
    # Only the newline ends a record: U+2028 and its like may stand inside an excerpt.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def _read_record(file: str, line: int, text: str, kind: str, problems: list[Problem]) -> Placed | None:
    try:
        return Placed(file, line, KINDS[kind].model_validate_json(text))
    except ValidationError as error:
        name = _id_in(text)
        for detail in error.errors(include_url=False):
            place = ".".join(str(step) for step in detail["loc"])
            problems.append(Problem(file, line, name, f"{place + ': ' if place else ''}{detail['msg']}"))
        return None


def _id_in(text: str) -> str:
    """The id in a line that may not be valid, for the message only."""
    _, found, rest = text.partition('"id": "')
    return rest.partition('"')[0] if found else ""
