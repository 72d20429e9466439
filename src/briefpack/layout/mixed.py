"""Texts in which not every word runs from left to right with a space after it: Arabic, Chinese, Japanese, Korean.

Levels are found for the whole paragraph (`bidi`), lines are broken in reading order as in any text, and each line is
then put into its visible order. Its runs stay in reading order; their places on the line tell how they are seen.
"""

import unicodedata
from collections.abc import Sequence

from briefpack.briefing.nodes import Span
from briefpack.layout.bidi import direction, levels
from briefpack.layout.breaking import breaks
from briefpack.layout.collecting import Collecting
from briefpack.layout.display import Mark, Word
from briefpack.layout.fallbacks import east_asian, is_with_wide, needs_care, runs_left
from briefpack.layout.fonts import SPACES, FontSet, TokenPiece, is_invisible
from briefpack.layout.lines import Ink
from briefpack.layout.ordering import MixedText
from briefpack.layout.styles import Type

_JOINERS = "\u200c\u200d"
_LIKE_A_MARK = "\u0300"
"""Stands for the number of a note: it keeps to the letter before it, whichever way that runs."""
_LIKE_A_NUMBER = "0"
_ISOLATES, _APART_NO_MORE = "\u2067\u2066", "\u2069"
"""In a paragraph of either direction, what begins words of the other; and what ends them."""
_SENTENCE_ENDS = frozenset(".?!…”’»")
_OFTEN = 24
"""Words up to this length are kept with their pieces, as they come again; sentences without spaces do not."""
# Separators of a file stand in no paragraph: they have no ink, and no say in its direction.
_IN_A_LINE = SPACES | dict.fromkeys(range(0x1C, 0x20), "\u00ad")


def mixed_text(fonts: FontSet, spans: Sequence[Span], type_: Type, mark: Mark) -> MixedText:
    """The spans measured; raises `MissingGlyph` (without a node) for a character no face can show."""
    paragraph = "".join([_as_characters(span) for span in spans])
    base, told = _base(fonts, spans, paragraph)
    # Untranslated words stand in an Arabic document where its own stand; a quotation in its language does not.
    text = MixedText(fonts, type_, base, base != fonts.rtl and (told or not fonts.rtl))
    collecting = _Mixed(text, mark, _levels(spans, base), paragraph)
    collecting.collected(spans)
    return text


def _levels(spans: Sequence[Span], base: int) -> list[int]:
    """The level of each character. Words in a language of the other direction keep among themselves (UAX #9, isolates):
    their full stop is theirs, and no number beside them joins them."""
    isolated, kept = "", list[int]()
    for span in spans:
        words = _as_characters(span)
        apart = bool(span.lang) and not span.note and runs_left(span.lang) != bool(base)
        isolated += f"{_ISOLATES[base]}{words}{_APART_NO_MORE}" if apart else words
        start = len(isolated) - len(words) - apart
        kept += range(start, start + len(words))
    deep = levels(isolated, base)
    return [deep[place] for place in kept]


def _as_characters(span: Span) -> str:
    if span.note:
        return _LIKE_A_MARK
    return _LIKE_A_NUMBER if span.text.startswith("page:") else span.text.translate(_IN_A_LINE)


def _base(fonts: FontSet, spans: Sequence[Span], paragraph: str) -> tuple[int, bool]:
    """The level of the paragraph, which is the document's unless all its words run the other way or are in a language
    that does; and whether they are sentences of that language, and no name or head of a column."""
    own = int(fonts.rtl)
    said = [span for span in spans if not span.note and any(map(str.isalnum, span.text))]
    other = [span for span in said if span.lang and runs_left(span.lang) != fonts.rtl]
    if other:
        # A year before words of another language is the document's own, as it is in the line above.
        return (own, False) if len(other) < len(said) else (1 - own, other[-1].text.rstrip()[-1:] in _SENTENCE_ENDS)
    runs = {direction(char) for char in set(paragraph)}
    return (1 - own if 1 - own in runs and own not in runs else own), False


def _begins_a_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) == "Ps"


def _comma_first(word: Word) -> Word:
    """A number set with a comma at its left, as the comma after it in a line that runs to the left."""
    text = f"{word.text[1:]},"
    return Word(text, word.width, word.gids, word.clusters, word.operand, word.codes, word.space)


class _Mixed(Collecting):
    """Collects words with the level of each and of the space after it."""

    text: MixedText

    def __init__(self, text: MixedText, mark: Mark, deep: list[int], paragraph: str) -> None:
        super().__init__(text, mark)
        self._deep = deep
        self._paragraph = paragraph
        self._place = 0  # in the paragraph
        self._level = text.base  # of the words that come next
        self._space = text.base  # of the space before them
        self._kept: list[Ink] = []  # so that no other takes the id of one
        self._korean = False  # whether the words are said to be Korean
        self._inks: dict[tuple[int, str], Ink] = {}

    def add(self, words: list[Word], ink: Ink) -> None:
        """Append words of the level that counts now."""
        text = self.text
        if self.loose and text.after:
            text.after[-1] = self._space
        same = bool(text.inks) and text.inks[-1] is ink
        super().add(words, ink)
        if same:
            text.starts.pop()
            text.inks.pop()
        text.deep += [self._level] * len(words)
        text.after += [self._level] * len(words)

    def note(self, number: int) -> None:
        """Add a note's number; it keeps to the word before it. Where that runs to the left, so does the comma."""
        self._level = self._deep[self._place]
        self._place += 1
        before = self.text.words[-1] if self.last_note and self._level % 2 else None
        super().note(number)
        if before is not None:
            self.text.words[-2] = _comma_first(self.text.fonts[self.text.inks[-1].face].shape(f",{before.text}"))

    def page(self, span: Span) -> None:
        """Add the place of a page number."""
        self._level = self._deep[self._place]
        self._place += 1
        super().page(span)

    def span(self, span: Span) -> None:
        """Add a span of words."""
        text = span.text.translate(_IN_A_LINE)
        deep = self._deep[self._place : self._place + len(text)]
        self._place += len(text)
        ink = self.plain.get(span.style) if not (span.target or span.lang) else None
        if ink is None:
            ink = self.ink_of(span, text)
            self._kept.append(ink)
        language = span.lang or self.text.fonts.language
        asia, self._korean = east_asian(language, self._paragraph), language.partition("-")[0] == "ko"
        first = len(self.text.words)
        chars: list[str] = []
        depths: list[int] = []
        for char, depth in zip((*text, " "), (*deep, -1), strict=True):
            if char != " ":
                # Joiners shape the letters of Arabic and Persian; elsewhere they are dropped as they always were.
                if not is_invisible(char) or (char in _JOINERS and depth % 2 and chars):
                    chars.append(char)
                    depths.append(depth)
                continue
            if chars:
                self._token("".join(chars), depths, ink, asia)
                self.loose, self.last_note = False, 0
                chars, depths = [], []
            if depth >= 0:
                self._space = self._space if self.loose else depth
                self.loose = True
        if ink.fixed:
            self.joined.update(range(first + 1, len(self.text.words)))

    def _token(self, token: str, depths: list[int], ink: Ink, asia: str) -> None:
        """Add what stands between two spaces, in pieces of one face and level that may part the lines."""
        if not self.loose:
            self.join(tight=True)
        level = depths[0] if depths.count(depths[0]) == len(depths) else tuple(depths)
        key = (token, level, ink.face, asia, self._korean, ink.fixed)
        known = self.text.fonts.tokens
        pieces = known.get(key)
        if pieces is None:
            pieces = self._pieces(token, depths, ink, asia)
            if len(token) <= _OFTEN:
                known[key] = pieces
        if pieces[0].face != ink.face and not needs_care(token) and not any(map(_begins_a_word, token)):
            self.join(tight=False)  # a sign alone, such as a flag, belongs to the word before it
        for place, (face, word, depth, opens) in enumerate(pieces):
            if place:
                self.loose = False
                self.join(tight=True)
                if opens:
                    self.joined.discard(len(self.text.words))
            self._level = depth
            self.add([word], self._ink_in(ink, face))

    def _pieces(self, token: str, depths: list[int], ink: Ink, asia: str) -> tuple[TokenPiece, ...]:
        faces = self._faces(token, depths, ink.face, asia)
        openings = set(breaks(token, self._korean)) if not ink.fixed else set[int]()
        pieces: list[TokenPiece] = []
        start = 0
        for place in range(1, len(token) + 1):
            same = place < len(token) and faces[place] == faces[start] and depths[place] == depths[start]
            if same and place not in openings:
                continue
            word = self.text.fonts[faces[start]].shape_towards(token[start:place], depths[start] % 2 == 1)
            pieces.append(TokenPiece(faces[start], word, depths[start], start in openings))
            start = place
        return tuple(pieces)

    def _faces(self, token: str, depths: list[int], key: str, asia: str) -> list[str]:
        """The face of each character; a mark or a joiner keeps to the face of its letter."""
        fonts, found = self.text.fonts, list[str]()
        for place, (char, depth) in enumerate(zip(token, depths, strict=True)):
            if found and (char in _JOINERS or (unicodedata.combining(char) and fonts[found[-1]].covers(char))):
                found.append(found[-1])
                continue
            before = "arabic" if depth % 2 else "wide" if is_with_wide(token, place, asia) else ""
            found.append(fonts.face_of_script(key, char, asia, before))
        return found

    def _ink_in(self, ink: Ink, key: str) -> Ink:
        """The ink in another face, with spaces as wide as those of the text."""
        if key == ink.face:
            return ink
        known = self._inks.get((id(ink), key))
        if known is None:
            gap = self.text.space - self.text.fonts[key].space.width
            known = self._inks[id(ink), key] = ink._replace(face=key, gap=gap)
        return known
