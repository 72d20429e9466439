"""How high a row is told before its words are laid, and is so when they are."""

import random

import pytest
from PySide6.QtWidgets import QApplication

from briefpack.gui.outline.lines import Lines
from briefpack.gui.outline.rows import Row
from briefpack.gui.outline.shapes import Sizes

WORDS = "the Council renewed mandate of Special Rapporteur, “on” accountability — naïve façades; 2014 (S/PV.7353) a i"
WORDS += " Höchstgeschwindigkeitsbegrenzung https://www.ohchr.org/en/hr-bodies/hrc/co-idprk 북한 مجلس 人权 ⚑ é́"


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_row_is_as_high_as_was_told(qapp: QApplication, mirrored: bool) -> None:
    lines = Lines(Sizes(qapp.font()), mirrored)
    rng = random.Random(7)
    wrong = []
    for _ in range(3000):
        words = " ".join(rng.choices(WORDS.split(), k=rng.choice((1, 3, 6, 8, 12, 40))))
        lead = rng.choice(("", "", "Ms Salmón:", "Permanent Mission of the Democratic People's Republic of Korea:"))
        row = Row("e", "entry", words, lead)
        width = rng.choice((180.0, 260.0, 431.0))
        if lines.height(row, width) != lines.text(row, width).height:
            wrong.append((row, width))
    assert wrong == []


def test_few_rows_are_laid_to_know_how_high_they_are(qapp: QApplication) -> None:
    lines = Lines(Sizes(qapp.font()), mirrored=False)
    for number in range(200):
        lines.height(Row("e", "entry", "x" + " word" * number), 300.0)
    assert len(lines._laid) < 10
