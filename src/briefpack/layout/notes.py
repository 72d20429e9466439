"""Notes at the foot of the page: a raised number that leads back, the words beside it."""

from briefpack.briefing.nodes import Spans
from briefpack.layout import styles
from briefpack.layout.display import Area, Mark, Rect, Run, Strip
from briefpack.layout.fonts import FontSet
from briefpack.layout.lines import baseline
from briefpack.layout.strips import Frame, glue_ends, text_strips

RULE_ABOVE = 9.0
"""From the last line of the body, at least, to the rule above the notes."""
RULE_BELOW = 5.0
RULE_WIDTH = 110.0
_BETWEEN = 1.5


def note_strips(frame: Frame, number: int, spans: Spans, numbers: int) -> list[Strip]:
    """A note as lines, anchored `note-N`; the words hang beside the number, with room for the widest of `numbers`."""
    node = f"note-{number}"
    indent = _number_width(frame.fonts, numbers) + 3.5
    strips = text_strips(frame, spans, styles.NOTE, Mark(node, "Note"), indent)
    if not strips:
        strips = [Strip(styles.NOTE.leading, ())]
    first = strips[0]
    first.runs = (_number(frame.fonts, number), *first.runs)
    mark = first.runs[0].mark
    first.areas = (Area(0, 0, indent, first.height, f"ref-{number}", "", mark), *first.areas)
    first.anchors = (node,)
    strips[-1].height += _BETWEEN
    glue_ends(strips)
    return strips


def rule() -> Strip:
    """The short line above the notes, with its space above and below."""
    shapes = (Rect(0, RULE_ABOVE, RULE_WIDTH, 0.6, styles.GREY),)
    return Strip(RULE_ABOVE + RULE_BELOW, (), shapes)


def _number_width(fonts: FontSet, number: int) -> float:
    size = styles.NOTE.size * styles.RAISED_SIZE
    return fonts[styles.NOTE.family].shape("0").width * len(str(number)) * size / 1000


def _number(fonts: FontSet, number: int) -> Run:
    type_ = styles.NOTE
    word = fonts[type_.family].shape(str(number))
    y = baseline(type_) - styles.RAISED_LIFT * type_.size
    size = type_.size * styles.RAISED_SIZE
    return Run(0, y, type_.family, size, type_.colour, (word,), Mark(f"note-{number}", "Lbl"), True)
