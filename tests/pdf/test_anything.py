"""Whatever is composed, its file passes the gate, and all of it is heard."""

from typing import TYPE_CHECKING

import pytest
from tests.pdf.anything import any_briefing
from tests.pdf.gate import QUICK, faults
from tests.pdf.hearing import heard

from briefpack.app.build import font_set
from briefpack.layout.layouter import Layouter
from briefpack.pdf.document import write_pdf

if TYPE_CHECKING:
    from briefpack.layout.fonts import FontSet

#: Marks of direction are no text: the order in which words are said follows from the structure.
UNSEEN = dict.fromkeys([0x200E, 0x200F])
MANY = [pytest.param(seed, marks=pytest.mark.long) for seed in range(4, 200)]


@pytest.fixture(scope="module")
def fonts() -> "FontSet":
    return font_set()


@pytest.mark.parametrize("seed", [*range(4), *MANY])
def test_any_briefing_passes_the_gate(fonts: "FontSet", seed: int) -> None:
    briefing = any_briefing(seed)
    pages = Layouter(fonts).lay_out(briefing)
    content = write_pdf(pages, briefing, fonts)
    assert faults(content, QUICK) == []
    # All that is painted as content is in the tree: no word of it is silent.
    runs = [
        run
        for page in pages.pages
        for placed in (*page.body, *page.notes, *page.furniture)
        for run in placed.strip.runs
        if run.mark and not placed.artifact
    ]
    shown = "".join([word.text for run in runs for word in run.words])
    said = "".join("".join([piece.text for piece in heard(content)]).split())
    assert sorted(said) == sorted("".join(shown.split()).translate(UNSEEN))
