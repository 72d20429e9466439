"""The words of spans one after the other: spaces and note numbers joined to the words they belong to."""

from collections.abc import Sequence
from itertools import accumulate

from briefpack.briefing.nodes import Span
from briefpack.layout.display import Mark, Word
from briefpack.layout.fallbacks import needs_care
from briefpack.layout.fonts import visible
from briefpack.layout.lines import Ink, Text, face_key, manner_of
from briefpack.layout.styles import RAISED_LIFT, RAISED_SIZE

PAGE_WIDTH = "0000"
"""Page numbers that are filled in after pagination are given the room of these digits."""


class NeedsCareError(Exception):
    """The text holds a script that `mixed` must set."""


class Collecting:
    """Collects the words of spans into a Text."""

    def __init__(self, text: Text, mark: Mark) -> None:
        self.text = text
        self.text.joined = self.joined = set[int]()
        self.text.tight = self.tight = set[int]()
        self.mark = mark
        self.advances: list[float] = []  # of each word, with the text's space after it
        self.plain: dict[str, Ink] = {}  # by span style, for spans that lead nowhere
        self.loose = True  # a space (or the start) stands before the next word
        self.last_note = 0

    def collected(self, spans: Sequence[Span]) -> Text:
        """The text with the words of all spans."""
        for span in spans:
            if span.note:
                self.note(span.note)
            elif span.text.startswith("page:"):
                self.page(span)
            else:
                self.span(span)
        self.text.cumulative = list(accumulate(self.advances, initial=0.0))
        return self.text

    def join(self, tight: bool) -> None:
        """Keep the next word on the line of the word before it, if there is one; `tight`: with no space between."""
        index = len(self.text.words)
        if not index:
            return
        self.joined.add(index)
        if tight and index - 1 not in self.tight:
            self.tight.add(index - 1)
            self.advances[index - 1] -= self.text.space

    def add(self, words: list[Word], ink: Ink) -> None:
        """Append words of one stretch; each counts the text's space after it until something joins it."""
        text = self.text
        text.starts.append(len(text.words))
        text.inks.append(ink)
        text.words += words
        if ink.ratio == 1.0 and not ink.gap:
            self.advances += words
        else:
            self.advances += [word.width * ink.ratio + text.space for word in words]

    def span(self, span: Span) -> None:
        """Add a span of words."""
        words = visible(span.text)
        if not words:
            return
        stripped = words.strip(" ")
        trailing = words[-1] == " "
        if words[0] == " ":
            self.loose = True
        if not stripped:
            return
        tokens = stripped.split(" ")
        if "" in tokens:
            tokens = [token for token in tokens if token]
        ink = self.plain.get(span.style) if not (span.target or span.lang) else None
        if ink is None:
            ink = self.ink_of(span, words)
        text = self.text
        first = len(text.words)
        if first and not self.loose:
            self.join(tight=True)
        shaped = text.fonts.words(ink.face, tokens)
        if shaped is not None:
            self.add(shaped, ink)
        else:
            self._tokens_in_pieces(tokens, ink)
        if ink.fixed:
            self.joined.update(range(first + 1, len(text.words)))
        self.loose = trailing
        self.last_note = 0

    def _tokens_in_pieces(self, tokens: list[str], ink: Ink) -> None:
        """Add tokens of which the face lacks a character: those characters in a fallback face.

        Raises NeedsCareError for scripts of which more must be known than their letters.
        """
        for token in tokens:
            if needs_care(token):
                raise NeedsCareError
            if not any(map(str.isalnum, token)):
                # A sign alone, such as a flag, belongs to the word before it and would look lost on a new line.
                self.join(tight=False)
            for count, (key, word) in enumerate(self.text.fonts.pieces(ink.face, token)):
                if count:
                    self.join(tight=True)
                self.add([word], ink if key == ink.face else ink._replace(face=key))

    def ink_of(self, span: Span, words: str) -> Ink:
        """How the words of a span are set; `words` is what a link says of itself."""
        type_ = self.text.type
        style, target = span.style, span.target
        key, _, gap, colour = manner_of(self.text.fonts, type_, style)
        mark = self.mark.within("Link" if target else "", span.lang)
        fixed = "n" in style
        if target:
            return Ink(key, type_.size, colour, mark, gap, fixed=fixed, target=target, words=words)
        ink = Ink(key, type_.size, colour, mark, gap, fixed=fixed)
        if not span.lang:
            self.plain[style] = ink
        return ink

    def page(self, span: Span) -> None:
        """Add the page number of the span's target: its place is kept until the pages are made."""
        target = span.target or span.text.removeprefix("page:")
        ink = self.ink_of(span._replace(target=target), "")._replace(page=True, fixed=True)
        if not self.loose:
            self.join(tight=True)
        self.add([self.text.fonts[ink.face].shape(PAGE_WIDTH)], ink)
        self.loose = False
        self.last_note = 0

    def note(self, number: int) -> None:
        """Add a raised note number to the word before it; a comma parts it from a note number before it."""
        text, type_ = self.text, self.text.type
        key = face_key(type_.family, type_.bold, False, "")
        if self.last_note:
            with_comma = text.fonts[key].shape(f"{self.last_note},")
            self.advances[-1] += (with_comma.width - text.words[-1].width) * RAISED_SIZE
            text.words[-1] = with_comma
        self.join(tight=True)
        size, lift = type_.size * RAISED_SIZE, type_.size * RAISED_LIFT
        node, _, row, col, _ = self.mark
        mark = Mark(node, "NoteRef", row, col)
        target = f"note-{number}"
        ink = Ink(key, size, type_.colour, mark, 0.0, lift, RAISED_SIZE, True, number, target)
        self.add([text.fonts[key].shape(str(number))], ink)
        self.last_note = number
