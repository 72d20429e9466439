"""The model fetches only what is looked at; a card shows what was searched for, wherever it stands."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextOption
from pytestqt.qtbot import QtBot

from briefpack.app.finding import Badges
from briefpack.evidence.items import Quote
from briefpack.gui import theme
from briefpack.gui.library.cards import Card, badge_words, cards_of
from briefpack.gui.library.model import BLOCK, CardModel
from briefpack.gui.library.setting import set_text
from briefpack.gui.library.view import CardList
from briefpack.library.memory import MemoryLibrary
from briefpack.library.port import Library
from briefpack.library.query import Query

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LONG = "The Council met and spoke of many things, one after another, for a long time. " * 4


def cards(first: int, count: int = BLOCK) -> list[Card]:
    return [Card(f"q-{number}", "quote", f"Words {number}") for number in range(first, first + count)]


@pytest.fixture
def model() -> CardModel:
    return CardModel()


def test_a_million_rows_are_fetched_where_they_are_looked_at(qtbot: QtBot, model: CardModel) -> None:
    view = CardList(model)
    qtbot.addWidget(view)
    view.resize(360, 900)
    model.show(1_000_000, cards(0))
    view.grab()
    assert model.take_missing() == ()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    view.grab()
    missing = model.take_missing()
    assert len(missing) <= 2
    assert all(abs(block * BLOCK - 500_000) <= 2 * BLOCK for block in missing)


def test_missing_rows_are_asked_for_once(qtbot: QtBot, model: CardModel) -> None:
    model.show(1000)
    asked: list[None] = []
    model.wanted.connect(lambda: asked.append(None))
    for row in range(3 * BLOCK):
        assert model.card(row) is None
    assert len(asked) == 1
    assert model.take_missing() == (0, 1, 2)


def test_cards_for_an_older_result_are_not_taken(model: CardModel) -> None:
    model.show(1000, cards(0))
    older = model.generation
    model.show(1000, cards(500))
    model.put(older, 1, cards(50))
    assert model.card(BLOCK) is None
    model.put(model.generation, 1, cards(550))
    assert model.ids([0, BLOCK]) == ["q-500", "q-550"]


def test_only_so_many_cards_are_kept(model: CardModel) -> None:
    model.show(1_000_000, cards(0))
    for block in range(1, 200):
        model.put(model.generation, block, cards(block * BLOCK))
    assert len(model.blocks_without(range(200 * BLOCK))) == 160
    assert model.card(199 * BLOCK) is not None


def shown(card: Card, query: str, width: float = 300) -> tuple[str, list[str]]:
    """The text a card shows in three lines, and what of it is lit."""
    layout = set_text(card, query, (width, 3), (QFont(), QTextOption()), theme.Theme())
    assert layout.lineCount() <= 3
    mark = theme.Theme().colour("mark")
    lit = [
        each
        for each in layout.formats()
        if each.format.background().color() == mark and each.format.background().style() is not Qt.BrushStyle.NoBrush
    ]
    return layout.text(), [layout.text()[each.start : each.start + each.length] for each in lit]


def test_a_long_text_is_cut_after_three_lines(qtbot: QtBot) -> None:
    text, lit = shown(Card("q", "quote", LONG), "")
    assert text.endswith("…")
    assert LONG.startswith(text[:-1])
    assert lit == []


def test_a_match_beyond_the_room_is_brought_into_sight(qtbot: QtBot) -> None:
    text, lit = shown(Card("q", "quote", f"{LONG}At last it was renewed."), "renewed")
    assert text.startswith("… ")
    assert lit == ["renewed"]


def test_a_match_in_the_muted_words_keeps_the_title(qtbot: QtBot) -> None:
    text, lit = shown(Card("q", "quote", LONG, more="Said at the renewal."), "renewal")
    assert text.startswith("The Council met")
    assert lit == ["renewal"]


def test_a_match_in_the_passage_alone_shows_it(qtbot: QtBot) -> None:
    card = Card("e", "event", "A meeting", more="Somewhere.", passage=f"{LONG}It spoke of 인권 at last.")
    text, lit = shown(card, "인권")
    assert text.startswith("A meeting  …")
    assert lit == ["인권"]


def test_badges_say_in_words_what_they_mean() -> None:
    words = [text for _, text in badge_words(Badges(True, True, True, 7, "‡"), is_used=True)]
    assert words == [
        "⚑ sources disagree", "‡ later fact", "in this pack ✓", "verbatim ✓", "sum checked ✓", "7 years old",
    ]  # fmt: skip
    assert badge_words(Badges(mark="†"), is_used=False) == (("note", "† own fact"),)


def test_quotation_marks_inside_a_quotation_are_single_on_its_card(bundled: Library) -> None:
    quote = next(each for each in bundled.all("quote") if isinstance(each, Quote))
    nesting = quote.model_copy(update={"id": "q-nesting", "kind": "direct-quote", "text": "He said “no” to “us”."})
    library = MemoryLibrary([nesting])
    (card,) = cards_of(library.search(Query(kinds=("quote",), collections=())).hits, library, date(2026, 11, 22))
    assert card.title == "“He said ‘no’ to ‘us’.”"
