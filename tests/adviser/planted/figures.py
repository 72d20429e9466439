"""One error for each rule of briefpack.adviser.rules.figures."""

from tests.adviser import kit
from tests.adviser.planted.planting import Planted

from briefpack.adviser.finding import Finding
from briefpack.evidence.items import AnyItem


def _written(text: str, *items: AnyItem) -> tuple[Finding, ...]:
    return kit.examine(kit.write(text), kit.with_items(*items))


def _with(*items: AnyItem) -> tuple[Finding, ...]:
    return kit.examine(kit.pack(), kit.with_items(*items))


def _part(item_id: str, value: float, **fields: object) -> AnyItem:
    population = {"id": "st-received", "text": "all recommendations of the review"}
    return kit.statistic(item_id, value, **{"population": population} | fields)


_ACCEPTED = {"label": "Recommendations accepted", "status_word": "accepted", "status_class": "accepted"}
_OPEN = {
    "label": "Recommendations to be reviewed",
    "status_word": "agreed to review",
    "status_class": "under-examination",
    "citations": (kit.cited("src-a", "It agreed to review 40 recommendations."),),
}

PLANTED: dict[str, Planted] = {
    "R20": Planted(
        lambda: _with(
            kit.statistic("st-received", parts=("st-one", "st-other")), _part("st-one", 30), _part("st-other", 11)
        ),
        "30 + 11",
    ),
    "R21": Planted(lambda: _with(kit.statistic("st-elsewhere", 41)), "41"),
    "R22": Planted(
        lambda: _written(
            "As of September 2026, the State accepted 40. [@st-received]", kit.statistic("st-received", **_OPEN)
        ),
        "accepted 40",
    ),
    "R23": Planted(
        lambda: _written(
            "In August 2024, there were 40 mandates. [@st-received]",
            kit.statistic(
                "st-received",
                label="Mandates under the Council",
                unit="mandates",
                status_word=None,
                status_class="count",
                as_of="2024-08",
                citations=(kit.cited("src-a", "There were 40 mandates."),),
            ),
        ),
        "26 months",
    ),
    "R24": Planted(lambda: _with(kit.statistic("st-received", as_of=None)), "as-of"),
    "R25": Planted(
        lambda: _with(kit.statistic("st-received", population={"text": "one review, or two", "ambiguous": True})),
        "one review, or two",
    ),
    "R26": Planted(
        lambda: _written(
            "10 of the 40 recommendations, 25 %, concern women. [@st-women] [@st-received]", _part("st-women", 10)
        ),
        "25 %",
    ),
    "R27": Planted(
        lambda: _written("42.16 % (our calculation) of the recommendations concern women. [@st-received]"), "42.16 %"
    ),
    "R28": Planted(lambda: _written("No State voted against it. [@ev-dialogue]"), "No State"),
    "R29": Planted(lambda: _written("It was the first dialogue of its kind. [@ev-dialogue]"), "the first"),
}
