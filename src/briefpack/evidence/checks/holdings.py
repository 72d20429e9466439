"""What every check is given: the records with their places, found by id and by kind, and the articles where present."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from briefpack.evidence.dataset import FILES, Dataset, Placed, Problem, read_dataset
from briefpack.evidence.items import AnyItem, Statistic, kind_of
from briefpack.evidence.sources import ARTICLES, Citation, Item, Source

AnyKind = TypeVar("AnyKind", bound=AnyItem)


class Article(NamedTuple):
    """The file of one article. `lines` counts every line; `paragraphs` holds the non-empty ones."""

    file: str
    content: bytes
    text: str
    lines: tuple[str, ...]
    paragraphs: tuple[str, ...]


class Holdings(NamedTuple):
    """The dataset to be checked. `articles` is empty when the articles are not at hand.

    `unreadable` holds the ids of records that failed to parse: what refers to them is not reported a second time.
    """

    texts: Mapping[str, bytes]
    dataset: Dataset
    kinds: Mapping[str, frozenset[str]]
    unreadable: frozenset[str]
    articles: Mapping[str, Article]

    def of(self, kind: type[AnyKind]) -> Iterator[tuple[Placed, AnyKind]]:
        """All records of one kind with their places."""
        for placed in self.dataset.records:
            if isinstance(placed.item, kind):
                yield placed, placed.item

    def items(self, kind: type[AnyKind]) -> Iterator[AnyKind]:
        """All records of one kind."""
        return (item for _, item in self.of(kind))

    def figures(self) -> dict[str, int | float]:
        """The value of every statistic by its id."""
        return {figure.id: figure.value for figure in self.items(Statistic)}

    def is_any(self, name: str, kinds: tuple[str, ...]) -> bool:
        """Whether an id belongs to a record of one of these kinds, or to one that could not be read."""
        return name in self.unreadable or any(kind in kinds for kind in self.kinds.get(name, ()))

    def collection_of_source(self) -> dict[str, str]:
        """The collection of each source by its id."""
        return {source.id: source.collection for source in self.items(Source)}

    def article_of_source(self) -> dict[str, Article]:
        """The article of each source by its id, as far as the articles are at hand."""
        files = {source.id: source.file for source in self.items(Source) if source.collection == ARTICLES}
        return {
            source: self.articles[file] for source, file in files.items() if file is not None and file in self.articles
        }


def take_stock(texts: Mapping[str, bytes], articles: Mapping[str, bytes] | None) -> Holdings:
    """Read the dataset and the articles. Nothing is raised; what cannot be read is in `dataset.problems`."""
    dataset = read_dataset(texts)
    kinds: dict[str, frozenset[str]] = {}
    for item in dataset.items():
        kinds[item.id] = kinds.get(item.id, frozenset()) | {kind_of(item)}
    unreadable = frozenset(problem.record for problem in dataset.problems if problem.file in FILES and problem.record)
    return Holdings(
        texts, dataset, kinds, unreadable, {name: _article(name, content) for name, content in (articles or {}).items()}
    )


def _article(name: str, content: bytes) -> Article:
    # An article that is not UTF-8 differs from its sha256, which is then reported.
    text = content.decode("utf-8", errors="replace")
    lines = tuple(text.split("\n"))
    return Article(name, content, text, lines, tuple(line for line in lines if line.strip()))


def problem(placed: Placed, message: str) -> Problem:
    """A problem at the place of a record."""
    return Problem(placed.file, placed.line, placed.item.id, message)


def values_at(record: object, path: str) -> Iterator[Any]:
    """Every value at a dotted path such as `chain.by`, through tuples and the values of mappings; no None."""
    step, _, rest = path.partition(".")
    value = getattr(record, step)
    parts = value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,)
    for part in parts:
        if part is None:
            continue
        if rest:
            yield from values_at(part, rest)
        else:
            yield part


def citations_of(item: AnyItem) -> tuple[Citation, ...]:
    """The passages of an item; a source is what is cited, and a grid cites through its items."""
    return item.citations if isinstance(item, Item) else ()


def shortened(text: str, length: int = 60) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= length else text[:length].rstrip() + "…"
