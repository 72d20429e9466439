"""Tables that people drew up from the items, cell by cell, so that every word of a cell leads to an item.

A cell is a list of pieces. A literal text holds no digits: a figure or a year can only come from an item.
"""

from typing import Annotated, Literal

from pydantic import Field

from briefpack.evidence.sources import ItemId, Record, Text

Plain = Annotated[str, Field(pattern=r"^[^0-9]*$")]


class TextPiece(Record):
    """Words of our own, without digits."""

    text: Plain


class ValuePiece(Record):
    """The value of a statistic."""

    value: ItemId


class WordsPiece(Record):
    """Verbatim words of a quote, or of a passage of any item, in quotation marks; `clip` is the part to show."""

    words: ItemId
    clip: Text


class DatePiece(Record):
    """The date of an item, at its own precision, with short months."""

    date: ItemId
    part: Literal["all", "year", "day-month", "month"] = "all"


class YearsPiece(Record):
    """Years inside the range of an item, such as "2015, 2016, 2017"; each must lie in it."""

    years: Text
    within: ItemId


class GapPiece(Record):
    """What is not in the selected sources: printed as n/d, never as zero or blank."""

    gap: Literal[True]


class FlagPiece(Record):
    """A mark that sources disagree or that the source is ambiguous: the conflict it stands for."""

    flag: ItemId


class CitePiece(Record):
    """The short names of the sources behind these items, with their paragraphs; also the note of the row."""

    cite: tuple[ItemId, ...]


class NamePiece(Record):
    """An ordinal number of a review cycle; the only number that no item holds."""

    cycle: int = Field(ge=1, le=9)


Piece = TextPiece | ValuePiece | WordsPiece | DatePiece | YearsPiece | GapPiece | FlagPiece | CitePiece | NamePiece
Cell = tuple[Piece, ...]


class GridColumn(Record):
    """A column: its title, alignment and share of the width."""

    title: Text
    align: Literal["left", "right", "center"] = "left"
    weight: float = Field(default=1.0, gt=0)
    head: bool = False


class GridRow(Record):
    """A row with as many cells as there are columns."""

    id: ItemId
    cells: tuple[Cell, ...]


class Grid(Record):
    """A prepared table. `remarks` are lines below it; `sums` are statistics whose parts are shown to add up."""

    id: ItemId
    title: Text
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    remarks: tuple[Cell, ...] = ()
    sums: tuple[ItemId, ...] = ()

    def item_ids(self) -> tuple[ItemId, ...]:
        """Every item the grid refers to, in order of first mention."""
        cells = [cell for row in self.rows for cell in row.cells] + list(self.remarks)
        found = dict.fromkeys(
            item_id for cell in cells for piece in cell for item_id in (*items_of(piece), *_flag(piece))
        )
        return tuple(dict.fromkeys([*found, *self.sums]))


def _flag(piece: Piece) -> tuple[ItemId, ...]:
    return (piece.flag,) if isinstance(piece, FlagPiece) else ()


def items_of(piece: Piece) -> tuple[ItemId, ...]:
    """The items that stand behind a piece; a flag stands for a conflict, not for an item."""
    match piece:
        case ValuePiece(value=item_id) | WordsPiece(words=item_id) | DatePiece(date=item_id):
            return (item_id,)
        case YearsPiece(within=item_id):
            return (item_id,)
        case CitePiece(cite=ids):
            return ids
        case _:
            return ()
