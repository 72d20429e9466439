"""The bundled dataset is clean, and every rule finds an error that was planted for it."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefpack.evidence.checks import check_dataset
from briefpack.evidence.dataset import FILES, OWN_KNOWLEDGE, Problem

PLANTED = (Path(__file__).parent / "planted_errors.txt").read_text(encoding="utf-8").splitlines()


class Planted(NamedTuple):
    """An error put into a record, by dotted path, the words of its message, and where it must be reported."""

    record: str
    put: Mapping[str, Any]
    message: str
    at: tuple[str, str] | None


def planted(row: str) -> Planted:
    """One line of planted_errors.txt."""
    record, put, message, *at = row.split(" | ")
    return Planted(record, json.loads(put), message, (at[0].split()[0], at[0].split()[1]) if at else None)


def place_of(texts: Mapping[str, bytes], record: str, file: str = "") -> tuple[str, int]:
    """File and line of a record, in one file or wherever it is; line 0 in the vocabulary, which has no records."""
    for name in [file] if file else [name for name in texts if name.endswith(".jsonl")]:
        for number, line in enumerate(texts[name].decode().split("\n"), 1):
            if line.startswith(f'{{"id": "{record}"'):
                return name, number
    return file, 0


def plant(texts: Mapping[str, bytes], error: Planted) -> dict[str, bytes]:
    """A copy of the dataset with the error in it."""
    file, number = place_of(texts, error.record)
    lines = texts[file].decode().split("\n")
    record = json.loads(lines[number - 1])
    for path, value in error.put.items():
        *steps, last = path.split(".")
        place: Any = record
        for step in steps:
            place = place[int(step) if isinstance(place, list) else step]
        if value == "(gone)":
            del place[last]
        else:
            place[int(last) if isinstance(place, list) else last] = value
    lines[number - 1] = json.dumps(record, ensure_ascii=False)
    return {**texts, file: "\n".join(lines).encode()}


def test_the_bundled_dataset_has_no_problem(dataset_texts: dict[str, bytes]) -> None:
    """With BRIEFPACK_ARTICLES set to a folder with the five articles, they are compared as well."""
    folder = os.environ.get("BRIEFPACK_ARTICLES")
    articles = {path.name: path.read_bytes() for path in Path(folder).glob("*.txt")} if folder else None
    assert [str(problem) for problem in check_dataset(dataset_texts, articles)] == []


@pytest.mark.parametrize("row", [row for row in PLANTED if row and not row.startswith("#")])
def test_a_planted_error_is_found_where_it_is(dataset_texts: dict[str, bytes], row: str) -> None:
    error = planted(row)
    place = place_of(dataset_texts, error.at[1], error.at[0]) if error.at else place_of(dataset_texts, error.record)
    reported_as = error.at[1] if error.at else error.put.get("id", error.record)
    found = [problem for problem in check_dataset(plant(dataset_texts, error)) if error.message in problem.message]
    assert (*place, reported_as) in [problem[:3] for problem in found], found


def test_what_refers_to_an_unreadable_record_is_not_reported_too(dataset_texts: dict[str, bytes]) -> None:
    texts = plant(dataset_texts, planted('dprk | {"surprise": 1} | '))
    assert check_dataset(texts) == (
        Problem(*place_of(texts, "dprk"), "dprk", "surprise: Extra inputs are not permitted"),
    )


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("events.jsonl", None, "events.jsonl: the file is missing"),
        ("events.jsonl", b"\xff\n", "events.jsonl: not UTF-8 (byte 0)"),
        ("vocab.json", b"{", "vocab.json: not readable as JSON"),
        ("conflicts.jsonl", b'{"id": "cf-01"\n', "conflicts.jsonl:1: cf-01: Invalid JSON"),
        ("own_knowledge.jsonl", b"\n\nnonsense\n", "own_knowledge.jsonl:3: record: Invalid JSON"),
    ],
)
def test_a_damaged_file_is_reported_with_its_place(
    dataset_texts: dict[str, bytes], file: str, content: bytes | None, message: str
) -> None:
    texts = {name: text for name, text in dataset_texts.items() if name != file}
    if content is not None:
        texts[file] = content
    assert any(str(problem).startswith(message) for problem in check_dataset(texts))


@pytest.mark.long
@pytest.mark.parametrize("file", [*FILES, OWN_KNOWLEDGE])
def test_no_spoilt_field_stops_the_check(dataset_texts: dict[str, bytes], file: str) -> None:
    """Whatever stands in a field of one record, the check ends and gives places that exist."""
    first = json.loads(dataset_texts[file].partition(b"\n")[0])
    for field in first:
        for value in (None, "", "x", "2014-02-30", -1, 0.5, True, [], ["x"], [None], {}, {"x": "x"}, "(gone)"):
            texts = plant(dataset_texts, Planted(first["id"], {field: value}, "", None))
            for problem in check_dataset(texts):
                assert problem.file in texts
                assert 0 <= problem.line <= texts[problem.file].count(b"\n") + 1
