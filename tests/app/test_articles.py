"""The article around a passage: only from the very file the dataset was made from."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from briefpack.app.articles import around, article_in
from briefpack.evidence.sources import Citation, Source

TEXT = "Title\n\nFirst paragraph.\n\n  The passage stands here.\n\nLast.\n"


def source(**fields: Any) -> Source:
    given = {
        "id": "a-source",
        "file": "article.txt",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "title_basis": "stated",
        "author_basis": "stated",
        "publisher": "P",
        "publisher_basis": "stated",
        "publisher_reasoning": "named",
        "kind": "article",
        "date_basis": "stated",
        "date_reasoning": "stated",
        "independence_group": "g",
    }
    return Source(**given | fields)


def test_a_passage_stands_between_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(TEXT, "utf-8")
    article = article_in(tmp_path, source())
    assert article
    found = around(article, Citation(source_id="a-source", locator=3, line=5, excerpt="The passage"))
    assert found == ("First paragraph.", "The passage stands here.", "Last.")


def test_words_that_do_not_stand_in_the_line_find_nothing() -> None:
    assert around(TEXT, Citation(source_id="a-source", locator=3, line=3, excerpt="The passage")) is None
    assert around(TEXT, Citation(source_id="a-source", locator=3, line=99, excerpt="The passage")) is None


@pytest.mark.parametrize("fields", [{"sha256": "0" * 64}, {"file": "other.txt"}, {"file": "../article.txt"}])
def test_another_file_is_not_taken_for_the_article(tmp_path: Path, fields: dict[str, str]) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    for place in (tmp_path, folder):
        (place / "article.txt").write_text(TEXT, "utf-8")
    assert article_in(folder, source(**fields)) is None
