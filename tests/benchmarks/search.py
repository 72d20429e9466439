"""How fast the library answers: on the bundled dataset, and on 100,000 items made like real ones.

Run as a script; prints a table and exits 0 whatever it measures. Times are CPU milliseconds, best of two, of one whole
`search`: parsing, ranking, 50 cards and exact counts of every facet. The last column is machine-independent: the same
words as a plain FTS5 query for the 50 best on the same table, without counts and cards, in the same run.
"""

import gc
import itertools
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from briefpack.evidence.items import AnyItem, Event, Quote
from briefpack.evidence.sources import Citation
from briefpack.library.facets import newest, oldest, rows_of
from briefpack.library.folding import words
from briefpack.library.library import SqliteLibrary, open_library
from briefpack.library.port import Query
from briefpack.library.quiet import quiet_collector
from briefpack.library.search import RANKED
from briefpack.library.stored import open_stored, path_in, store

DATASET = Path(__file__).parents[2] / "resources" / "dataset"
ITEMS = 100_000
ROWS = 1_000_000
VOCABULARY = 30_000
SEED = 20261122
SAMPLE = 25
REFERENCES = 5  # so many of the queries of a line are asked of plain FTS5 too; some take a second there
TOPICS = ("accountability", "country-visit", "engagement", "resolution", "torture", "abductions", "veto", "songbun")
MECHANISMS = ("special-rapporteur", "commission-of-inquiry", "human-rights-council", "general-assembly", "upr", "icc")
ACTORS = tuple(f"actor-{number}" for number in range(12))
SOURCES = tuple(f"source-{number}" for number in range(8))


class Line(NamedTuple):
    """One line of the table: what was measured, its times, the bound with the percentile it is for, ratios."""

    name: str
    times: list[float]
    bound: float
    percentile: int
    ratios: list[float]


def main() -> None:
    """Measure and print."""
    print(f"{'CPU ms':44}{'n':>4}{'p50':>8}{'p99':>8}{'bound':>14}{'/ plain FTS5':>14}")
    show(bundled())
    for line in pages():
        show(line)
    with tempfile.TemporaryDirectory() as folder:
        path = path_in(Path(folder), "generated")
        for line in generated(path):
            show(line)


def show(line: Line) -> None:
    """Print one line; a missed bound is marked, never an error."""
    reached = percentile(line.times, line.percentile)
    mark = "" if reached <= line.bound else "  missed"
    ratio = f"{median(line.ratios):.2f}" if line.ratios else ""
    bound = f"p{line.percentile} <= {line.bound:g}"
    print(
        f"{line.name:44}{len(line.times):4}{median(line.times):8.2f}{percentile(line.times, 99):8.2f}"
        f"{bound:>14}{ratio:>14}{mark}",
        flush=True,
    )


def percentile(times: list[float], share: int) -> float:
    """The value that `share` per cent of the times do not exceed."""
    return sorted(times)[min(len(times) - 1, len(times) * share // 100)]


def clocked(act: Callable[[], object]) -> float:
    """CPU milliseconds, best of two."""
    times = []
    for _ in range(2):
        start = time.process_time()
        act()
        times.append((time.process_time() - start) * 1e3)
    return min(times)


def bundled() -> Line:
    """Every kind of query on the bundled dataset; opening it is printed apart."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)

        def opened() -> SqliteLibrary:
            return open_library(place, lambda: {path.name: path.read_bytes() for path in DATASET.iterdir()}, "bundled")

        start = time.process_time()
        library = opened()
        print(f"bundled: compiled in {(time.process_time() - start) * 1e3:.0f} ms, ", end="")
        library.close()
        print(f"opened in {clocked(lambda: opened().close()):.1f} ms (bound 10)")
        library = opened()
        quotes = [quote for quote in library.all("quote") if isinstance(quote, Quote)]
        texts = [words(quote.text) for quote in quotes]
        queries = [
            *(Query(text=f"{' '.join(text[:2])}") for text in texts),
            *(Query(text=text[0][:length]) for text in texts for length in (1, 2, 3)),
            *(Query(text=f'"{" ".join(text[:4])}"', date_from="2014", topics=("engagement",)) for text in texts),
        ]
        times = [clocked(partial(library.search, query)) for query in queries]
        library.close()
    return Line("bundled dataset, all kinds of queries", times, 5, 99, [])


def pages() -> Iterator[Line]:
    """Fifty rows from anywhere in sets of up to a million, newest and oldest first."""
    rng = random.Random(SEED)
    for share in (1.0, 0.1, 0.001):
        rows = rows_of((row for row in range(1, ROWS + 1) if rng.random() < share), ROWS)
        places = [rng.randrange(rows.bit_count()) for _ in range(SAMPLE)] + [rows.bit_count() - 1]
        times = [clocked(partial(newest, rows, place, 50)) for place in places]
        times += [clocked(partial(oldest, rows, ROWS // 100, place, 50)) for place in places]
        yield Line(f"a page anywhere in {rows.bit_count():,} rows", times, 50, 99, [])


def generated(path: Path) -> Iterator[Line]:
    """The lines for the generated items."""
    rng = random.Random(SEED)
    vocabulary = make_vocabulary(rng)
    start = time.process_time()
    with quiet_collector():
        store(path, make_items(rng, vocabulary), {"key": "generated", "fingerprint": ""})
    size = path.stat().st_size / 1e6
    print(f"{ITEMS:,} items: made and compiled in {time.process_time() - start:.0f} s, {size:.0f} MB, ", end="")
    gc.collect()
    connection = open_stored(path, "generated")
    assert connection
    library = SqliteLibrary(connection)
    first = clocked(lambda: library.search(Query(text=f"{vocabulary[500]} ")))
    print(f"first search {first:.0f} ms")
    found = {word: library.search(Query(text=f"{word} ", limit=0)).total for word in spread(vocabulary)}
    usual = sorted((word for word in found if 50 <= found[word] <= RANKED), key=found.__getitem__)
    huge = sorted((word for word in found if found[word] > RANKED), key=found.__getitem__)
    ranges = [f"{found[group[0]]:,} to {found[group[-1]]:,}" for group in (usual, huge)]
    print(f"words found in {ranges[0]} and in {ranges[1]} items")
    for name, texts, filters, bound, share in classes(usual, huge, vocabulary, rng):
        times = {text: clocked(partial(library.search, Query(text=text, **filters))) for text in texts}  # type: ignore[arg-type]
        few = texts[:: len(texts) // REFERENCES + 1]
        ratios = [times[text] / clocked(partial(plain_search, connection, text)) for text in few]
        yield Line(name, list(times.values()), bound, share, ratios)
    library.close()


def classes(
    usual: list[str], huge: list[str], vocabulary: list[str], rng: random.Random
) -> Iterator[tuple[str, list[str], dict[str, object], float, int]]:
    """Name, texts, filters, bound in ms and the percentile it is for."""
    narrow: dict[str, object] = {"topics": ("veto", "torture"), "mechanisms": MECHANISMS[:2], "date_from": "2014"}
    common = usual[-15:]
    yield "word in up to 10 % of items, by relevance", [f"{word} " for word in usual], {}, 16, 99
    yield "  of these the 15 most frequent", [f"{word} " for word in common], {}, 16, 99
    yield "the same, last letter not typed yet", [word[:-1] for word in usual if len(word) > 4], {}, 50, 50
    yield "word in more than 10 %, by relevance", [f"{word} " for word in huge], {}, 50, 50
    for length in (1, 2, 3):
        starts = sorted({word[:length] for word in vocabulary})
        yield f"prefix of {length}", rng.sample(starts, min(SAMPLE, len(starts))), {}, 50, 50
    pairs = [f"{rng.choice(huge)} {rng.choice(usual)}" for _ in range(SAMPLE)]
    yield "phrase", [f'"{pair}"' for pair in pairs], {}, 50, 50
    yield "phrase of two frequent words", [f'"{one} {two}"' for one, two in itertools.pairwise(huge)], {}, 50, 50
    yield "frequent and rare word", [f"{pair} " for pair in pairs], {}, 50, 50
    yield "word and three filters", [f"{word} " for word in usual], narrow, 50, 50
    yield "frequent word and three filters", [f"{word} " for word in huge], narrow, 50, 50
    yield "frequent word and one filter", [f"{word} " for word in huge], {"date_from": "2006"}, 50, 50


def plain_search(connection: sqlite3.Connection, text: str) -> object:
    """The reference: bm25, best 50, nothing else."""
    asked = f'"{" ".join(words(text))}"' + ("" if text.endswith((" ", '"')) else " *")
    if not text.endswith('"'):
        asked = " AND ".join(f'"{word}"' for word in words(text)) + ("" if text.endswith(" ") else " *")
    return connection.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 50", (asked,)).fetchall()


def spread(vocabulary: list[str]) -> list[str]:
    """Words from the most frequent to the rare, evenly on a logarithmic scale."""
    places = {int(1.095**step) for step in range(100)}
    return [vocabulary[place] for place in sorted(places) if place < len(vocabulary)]


def make_vocabulary(rng: random.Random) -> list[str]:
    """Made-up words of one to five syllables, the most frequent first."""
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        syllables = rng.choice((1, 2, 2, 3, 3, 4, 5))
        stem = "".join(rng.choice("bcdfghjklmnprstvwz") + rng.choice("aeiou") for _ in range(syllables))
        found[stem + rng.choice(("", "n", "s", "r", "t", "ing", "ed"))] = None
    return list(found)


def make_items(rng: random.Random, vocabulary: list[str]) -> list[AnyItem]:
    """Two thirds quotes, one third events; about 70 words each, as in the bundled items; frequencies by Zipf."""
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(vocabulary))))
    # A stretch of text stands in five items or so, as in real ones, which quote one another.
    stream = rng.choices(vocabulary, cum_weights=weights, k=ITEMS * 20)

    def text(count: int) -> str:
        start = rng.randrange(len(stream) - count)
        return " ".join(stream[start : start + count])

    return [make_item(rng, number, text) for number in range(ITEMS)]


def make_item(rng: random.Random, number: int, text: Callable[[int], str]) -> AnyItem:
    """One item; not validated, which is not what is measured here."""
    day = f"{rng.randint(2003, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    common = {
        "date": rng.choice((day, day, day[:7], day[:4])),
        "date_basis": "stated",
        "mechanism": rng.choice(MECHANISMS),
        "topics": some(rng, TOPICS),
        "citations": (Citation.model_construct(source_id=rng.choice(SOURCES), locator=1, line=1, excerpt=text(25)),),
    }
    if number % 3:
        return Quote.model_construct(
            **common,
            id=f"q-{number}",
            kind="direct-quote",
            text=text(22),
            speaker=text(3),
            speaker_id=rng.choice(ACTORS),
            speaker_role=text(4),
            context=text(12),
            usable_publicly=rng.choice(("yes", "yes", "background-only")),
        )
    return Event.model_construct(
        **common,
        id=f"ev-{number}",
        title=text(8),
        summary=text(33),
        actors=some(rng, ACTORS),
        importance=rng.randint(1, 5),
    )


def some(rng: random.Random, values: Iterable[str]) -> tuple[str, ...]:
    """One to three different values."""
    return tuple(rng.sample(list(values), rng.randint(1, 3)))


if __name__ == "__main__":
    main()
