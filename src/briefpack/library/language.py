"""The query language, as people use it: words, "phrases", prefixes, AND OR NOT, -word and brackets.

Words side by side must all be found. The word being typed (the last, with no space after it) and word* match every
word that begins so. A quotation mark still open reaches to the end. What cannot be read in this language is taken as
plain words: there is no query that is an error.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from briefpack.language import say, to_say
from briefpack.library.folding import stands_alone, words

#: Longer queries are cut: nobody types them, and the parser of SQLite has a limit of its own (256 levels).
LONGEST = 2_000
MOST_WORDS = 64
_DEEPEST = 40

NOTE_PLAIN = to_say("taken as plain words")
NOTE_CUT = to_say("only the beginning of the query was used")
NOTE_NOTHING = to_say("no word to search for: everything is shown")

#: First character of the marks, words that the index adds to each item: the mark alone stands in every item, followed
#: by up to SHORT letters in every item with a word that begins with them. Private use, so that no query can hold it.
MARK = "\ue001"
SHORT = 3


class Phrase(NamedTuple):
    """Folded words that must follow one another; with `prefix` the last may go on."""

    words: tuple[str, ...]
    prefix: bool = False


class And(NamedTuple):
    """All parts."""

    parts: "tuple[Node, ...]"


class Or(NamedTuple):
    """Any part."""

    parts: "tuple[Node, ...]"


class Not(NamedTuple):
    """Everything without the part."""

    part: "Node"


Node: TypeAlias = Phrase | And | Or | Not


class Parsed(NamedTuple):
    """`node` is None when there is nothing to search for."""

    node: Node | None
    note: str = ""


class _Lexeme(NamedTuple):
    """`kind`: word, phrase, (, ), AND, OR, NOT."""

    kind: str
    phrase: Phrase | None = None


class _MalformedError(Exception):
    """Not of the language; never leaves this module."""


_OPERATORS = frozenset(("AND", "OR", "NOT"))
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_LEXEME = re.compile(
    r'(?P<minus>(?<![^\s(])-(?=[^\s-]))?(?:"(?P<phrase>[^"]*)(?P<closed>"|$)|(?P<bracket>[()])|(?P<word>[^\s"()]+))'
)


def parse(text: str) -> Parsed:
    """The query as a tree, with a note where it was not taken as written."""
    cut = text[:LONGEST].translate(_QUOTES)
    note = say(NOTE_CUT) if len(text) > LONGEST else ""
    lexemes = _lexemes(cut)
    if sum(bool(lexeme.phrase) for lexeme in lexemes) > MOST_WORDS:
        return Parsed(_plain(cut), say(NOTE_CUT))
    try:
        node = _Parser(lexemes).whole()
    except _MalformedError:
        node, note = _plain(cut), note or say(NOTE_PLAIN)
    if node is None and text.strip():
        note = say(NOTE_NOTHING)
    return Parsed(node, note)


def _lexemes(text: str) -> list[_Lexeme]:
    found: list[_Lexeme] = []
    for match in _LEXEME.finditer(text):
        if match["minus"]:
            found.append(_Lexeme("NOT"))
        if match["bracket"]:
            found.append(_Lexeme(match["bracket"]))
        elif match["word"] in _OPERATORS:
            found.append(_Lexeme(match["word"]))
        elif match["word"]:
            found.append(_Lexeme("word", _phrase(match["word"], open_end=match.end() == len(text))))
        else:
            found.append(_Lexeme("phrase", _phrase(match["phrase"], open_end=not match["closed"])))
    return found


def _phrase(text: str, open_end: bool) -> Phrase | None:
    """None when the text holds no word. A space at the end finishes the last word."""
    found = words(text)
    if not found:
        return None
    typing = text.endswith("*") or (open_end and not text[-1:].isspace())
    return Phrase(found, typing and not stands_alone(found[-1]))


def _plain(text: str) -> Node | None:
    """Every word of the text, whatever stands between them."""
    parts = re.findall(r'[^\s"()]+', text)
    last = len(parts) - 1
    unfinished = not text[-1:].isspace()
    phrases = [_phrase(part, open_end=unfinished and index == last) for index, part in enumerate(parts)]
    return _joined(And, [phrase for phrase in phrases if phrase][:MOST_WORDS])


def _joined(kind: type[And] | type[Or], parts: "Sequence[Node]") -> Node | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return kind(tuple(parts))


class _Parser:
    """Recursive descent: NOT binds closest, then AND (also unwritten), then OR."""

    def __init__(self, lexemes: list[_Lexeme]) -> None:
        self._lexemes = lexemes
        self._next = 0
        self._depth = 0

    def whole(self) -> Node | None:
        if not self._lexemes:
            return None
        node = self._any()
        if self._next < len(self._lexemes):
            raise _MalformedError  # a bracket closes that was never opened
        return node

    def _peek(self) -> str:
        return self._lexemes[self._next].kind if self._next < len(self._lexemes) else ""

    def _any(self) -> Node | None:
        parts = [self._all()]
        while self._peek() == "OR":
            self._next += 1
            parts.append(self._all())
        return _joined(Or, [part for part in parts if part])

    def _all(self) -> Node | None:
        parts = [self._one()]
        while self._peek() not in ("", ")", "OR"):
            if self._peek() == "AND":
                self._next += 1
            parts.append(self._one())
        return _joined(And, [part for part in parts if part])

    def _one(self) -> Node | None:
        kind = self._peek()
        if kind not in ("word", "phrase", "NOT", "(") or self._depth > _DEEPEST:
            raise _MalformedError
        lexeme = self._lexemes[self._next]
        self._next += 1
        if kind in ("word", "phrase"):
            return lexeme.phrase
        self._depth += 1
        node = self._negated() if kind == "NOT" else self._bracketed()
        self._depth -= 1
        return node

    def _negated(self) -> Node | None:
        part = self._one()
        return Not(part) if part else None

    def _bracketed(self) -> Node | None:
        node = self._any()
        if self._peek() != ")":
            raise _MalformedError
        self._next += 1
        return node


def for_matching(node: Node) -> Node:
    """The same question with short prefixes asked through the marks of the index, which is many times faster."""
    return _with_short_prefixes(node, lambda word: Phrase((MARK + word,)), SHORT)


def for_ranking(node: Node) -> Node:
    """The same question for the order of hits: where a prefix is too short for its words to be weighed one by one
    (one or two letters), the word itself counts where it stands, and the mark once."""
    return _with_short_prefixes(node, lambda word: Or((Phrase((word,)), Phrase((MARK + word,)))), SHORT - 1)


def _with_short_prefixes(node: Node, marked: Callable[[str], Node], longest: int) -> Node:
    match node:
        case Phrase((word,), True) if len(word) <= longest:
            return marked(word)
        case And(parts):
            return And(tuple(_with_short_prefixes(part, marked, longest) for part in parts))
        case Or(parts):
            return Or(tuple(_with_short_prefixes(part, marked, longest) for part in parts))
        case Not(part):
            return Not(_with_short_prefixes(part, marked, longest))
        case _:
            return node


def fts5(node: Node) -> str:
    """The tree in FTS5's own syntax. Folded words hold no quotation mark, so nothing needs escaping."""
    match node:
        case Phrase(found, prefix):
            return f'"{" ".join(found)}"{" *" if prefix else ""}'
        case Or(parts):
            return f"({' OR '.join(map(fts5, parts))})"
        case Not(part):
            return fts5(And((Not(part),)))
        case And(parts):
            wanted = [fts5(part) for part in parts if not isinstance(part, Not)] or [f'"{MARK}"']
            unwanted = [fts5(part.part) for part in parts if isinstance(part, Not)]
            joined = f"({' AND '.join(wanted)})"
            return f"({joined} NOT ({' OR '.join(unwanted)}))" if unwanted else joined
