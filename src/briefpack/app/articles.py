"""The article around a passage, where the user keeps the articles: the very file, or none."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from briefpack.evidence.sources import Citation, Source

_LARGEST = 5_000_000


class Around(NamedTuple):
    """A paragraph with its neighbours; "" at either end of the article."""

    before: str
    paragraph: str
    after: str


def article_in(folder: Path, source: Source) -> str | None:
    """The text of a source’s file, if the folder has it by its name, byte for byte as the dataset knew it."""
    if not source.file or not source.sha256 or Path(source.file).name != source.file:
        return None
    try:
        path = folder / source.file
        content = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != source.sha256:
        return None
    return content.decode(errors="replace")


def around(article: str, citation: Citation) -> Around | None:
    """The paragraph of a citation with those before and after it; None where its words do not stand there."""
    lines = article.split("\n")
    if not citation.line or citation.line > len(lines):
        return None
    place = citation.line - 1
    if (citation.excerpt or "") not in lines[place]:
        return None
    before = next((line for line in reversed(lines[:place]) if line.strip()), "")
    after = next((line for line in lines[place + 1 :] if line.strip()), "")
    return Around(before.strip(), lines[place].strip(), after.strip())
