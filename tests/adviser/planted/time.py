"""One error for each rule of briefpack.adviser.rules.time."""

from tests.adviser import kit
from tests.adviser.planted.planting import Planted

from briefpack.adviser.finding import Finding
from briefpack.evidence.items import AnyItem


def _event(**fields: object) -> tuple[Finding, ...]:
    return kit.examine(kit.pack(), kit.with_items(kit.event("ev-dialogue", **fields)))


def _old() -> tuple[AnyItem, ...]:
    return (
        kit.event("ev-dialogue", date="2025-10-15"),
        kit.quote("q-door", date="2025-10-15"),
        kit.statistic("st-received", as_of="2025-10-15"),
    )


PLANTED: dict[str, Planted] = {
    "R30": Planted(lambda: _event(date="2026-11-25"), "25\u00a0November\u00a02026"),
    "R31": Planted(lambda: _event(status="announced", title="A dialogue announced"), "15\u00a0September\u00a02026"),
    "R32": Planted(
        lambda: kit.examine(kit.write("The State recently received 40 recommendations. [@st-received]")), "recently"
    ),
    "R33": Planted(lambda: _event(precision="month"), "15\u00a0September\u00a02026"),
    "R34": Planted(
        lambda: kit.examine(
            kit.pack(),
            kit.with_items(
                kit.event("ev-dialogue", type="reaction", related=("ev-cause",)),
                kit.event("ev-cause", date="2026-09-20", title="The Council meets"),
            ),
        ),
        "before what it answers",
    ),
    "R35": Planted(lambda: kit.examine(kit.pack(), kit.with_items(*_old())), "13 months"),
}
