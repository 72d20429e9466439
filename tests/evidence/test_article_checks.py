"""What only the articles can show, with one small article of our own."""

import hashlib
import json
from typing import Any

import pytest

from briefpack.evidence.checks import check_dataset
from briefpack.evidence.dataset import FILES, Problem

FILE = "000_small.txt"
ARTICLE = (
    "A Small Opening\n"
    "\n"
    "Maria Example said on Monday that the country is “selectively” engaging with the committees "
    "of the United Nations.\n"
    "\n"
    "It is called “human rights” in the papers. ‘We reject it,’ a spokesman said.\n"
)
SAID = "the country is “selectively” engaging"
CITATION = {"source_id": "small-2017", "locator": 2, "line": 3, "excerpt": SAID}


def small_dataset(**changes: dict[str, Any]) -> dict[str, bytes]:
    """A source, a person and a quote, with changed fields by file. The other files are empty."""
    records: dict[str, dict[str, Any]] = {
        "sources": {
            "id": "small-2017",
            "file": FILE,
            "sha256": hashlib.sha256(ARTICLE.encode()).hexdigest(),
            "word_count": len(ARTICLE.split()),
            "paragraph_count": 3,
            "title": "A Small Opening",
            "title_basis": "stated",
            "author_basis": "not-in-article",
            "publisher": "The Example",
            "publisher_basis": "stated",
            "publisher_reasoning": "-",
            "kind": "analysis",
            "published": "2017",
            "date_basis": "stated",
            "date_reasoning": "-",
            "independence_group": "small",
        },
        "people": {
            "id": "example",
            "kind": "person",
            "name": "Maria Example",
            "names": ["Maria Example"],
            "named_in_articles": True,
            "protection": "public",
            "role": "Special Rapporteur",
            "citations": [CITATION],
        },
        "quotes": {
            "id": "q-selectively",
            "kind": "direct-quote",
            "text": "selectively",
            "speaker": "Maria Example",
            "speaker_id": "example",
            "speaker_kind": "person",
            "speaker_basis": "stated",
            "speaker_role": "Special Rapporteur",
            "on_behalf_of": "example",
            "stance": "un-mechanism",
            "date": "2017",
            "date_basis": "utterance-stated",
            "chain": [{"by": "example", "form": "article", "source_id": "small-2017", "basis": "stated"}],
            "reported_by": "small-2017",
            "context": "How the engagement was described.",
            "mechanism": "special-rapporteur",
            "usable_publicly": "yes",
            "citations": [CITATION],
        },
    }
    texts = dict.fromkeys(FILES, b"")
    for name, record in records.items():
        texts[f"{name}.jsonl"] = json.dumps({**record, **changes.get(name, {})}).encode()
    return texts


def found_by(article: str | None = ARTICLE, **changes: dict[str, Any]) -> set[Problem]:
    """What the article adds to the problems that the small dataset has by itself."""
    texts = small_dataset(**changes)
    articles = {} if article is None else {FILE: article.encode()}
    return set(check_dataset(texts, articles)) - set(check_dataset(texts))


def test_what_agrees_with_its_article_has_no_problem() -> None:
    assert found_by() == set()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sources": {"sha256": "0" * 64}}, "sha256: 000_small.txt is not the file that was read"),
        ({"sources": {"word_count": 3}}, "word_count: 000_small.txt has 35 words"),
        ({"sources": {"paragraph_count": 2}}, "paragraph_count: 000_small.txt has 3 paragraphs"),
        ({"quotes": {"citations": [{**CITATION, "line": 2}]}}, f"“{SAID}” does not stand at line 2 of"),
        ({"quotes": {"citations": [{**CITATION, "line": 99}]}}, f"“{SAID}” does not stand at line 99 of"),
        ({"quotes": {"citations": [{**CITATION, "locator": 3}]}}, f"“{SAID}” does not stand at locator 3 of"),
        (
            {"people": {"citations": [{**CITATION, "excerpt": "never written"}]}},
            "“never written” does not stand in 000_small.txt",
        ),
        ({"quotes": {"text": "the country"}}, "“the country” is not in quotation marks in"),
        ({"people": {"names": ["Maria Exemple"]}}, "names: “Maria Exemple” occurs in no article"),
        (
            {"quotes": {"context": "Monday that the country is “selectively” engaging with the others."}},
            "context: “monday that the country is selectively engaging with the” is copied",
        ),
    ],
)
def test_what_differs_from_its_article_is_found(changes: dict[str, dict[str, Any]], message: str) -> None:
    found = found_by(**changes)
    (name,) = changes
    record = {"sources": "small-2017", "people": "example", "quotes": "q-selectively"}[name]
    assert [problem[:3] for problem in found if message in problem.message] == [(f"{name}.jsonl", 1, record)], found


def test_eight_words_in_a_row_are_not_copied() -> None:
    assert found_by(quotes={"context": "Monday that the country is “selectively” engaging with us."}) == set()


def test_a_quotation_without_a_record_is_found_in_the_article() -> None:
    found = found_by(quotes={"text": "We reject it", "kind": "direct-quote"})
    assert Problem(FILE, 3, "small-2017", "no quote record has “selectively”") in found


def test_single_marks_count_as_quotation_marks() -> None:
    assert not [
        problem for problem in found_by(quotes={"text": "We reject it"}) if "quotation marks" in problem.message
    ]


def test_a_missing_article_and_one_too_many_are_found() -> None:
    assert {str(problem) for problem in found_by(None)} == {
        "sources.jsonl:1: small-2017: file: there is no article 000_small.txt",
        "people.jsonl:1: example: names: “Maria Example” occurs in no article",
    }
    texts = small_dataset()
    problems = check_dataset(texts, {FILE: ARTICLE.encode(), "001_stray.txt": b"Stray."})
    assert Problem("001_stray.txt", 0, "", "no source describes this article") in problems


def test_an_article_that_is_not_utf8_is_not_the_one_that_was_read() -> None:
    problems = check_dataset(small_dataset(), {FILE: b"\xff" + ARTICLE.encode()})
    assert any(problem.message.startswith("sha256") for problem in problems)
