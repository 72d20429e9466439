"""The closed vocabularies: which words a field may hold, and which words may stand for a status in our own voice."""

import json
from typing import Any, NamedTuple


class StatusClass(NamedTuple):
    """Words that may, and must not, stand for a status in our own voice, and the UN's usage where it is safe to map."""

    allowed: tuple[str, ...]
    forbidden: tuple[str, ...]
    un_usage: str | None


class Terms(NamedTuple):
    """`lists` maps the name of a vocabulary (mechanism, topic, unit …) to its terms in their own order."""

    lists: dict[str, tuple[str, ...]]
    status_classes: dict[str, StatusClass]

    def holds(self, vocabulary: str, term: str) -> bool:
        """True if `term` belongs to the closed vocabulary. Raises KeyError for an unknown vocabulary."""
        return term in self.lists[vocabulary]


def parse_terms(text: str) -> Terms:
    """Terms from the text of vocab.json. Raises ValueError (with line and column) if it is not that."""
    content: dict[str, Any] = json.loads(text)
    classes = {
        name: StatusClass(tuple(entry["allowed"]), tuple(entry["forbidden"]), entry["un_usage"])
        for name, entry in content.pop("status_class").items()
    }
    lists = {name: tuple(terms) for name, terms in content.items()}
    return Terms({**lists, "status_class": tuple(classes)}, classes)
