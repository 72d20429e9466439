"""One error for each rule of briefpack.adviser.rules.balance."""

from tests.adviser import kit
from tests.adviser.planted.planting import Planted

from briefpack.adviser.finding import Finding
from briefpack.evidence.items import EvidenceLink
from briefpack.pack.edits import remove_section

LINK = EvidenceLink(
    item_id="ev-absent", relation="contradicts", weight=3, independence_group="src-b", note="It stayed away."
)
OMITTED = kit.with_items(
    kit.event("ev-absent", title="The delegation stays away", summary="The delegation stayed away."),
    kit.claim("claim-part", "q-door", evidence=(LINK,)),
)


def _unheard() -> tuple[Finding, ...]:
    return kit.examine(remove_section(kit.pack(), "s3"))


PLANTED: dict[str, Planted] = {
    "R41": Planted(_unheard, "not heard"),
    "R42": Planted(lambda: kit.examine(items=OMITTED), "The delegation stays away"),
}
