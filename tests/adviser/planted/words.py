"""One error for each rule of briefpack.adviser.rules.words, style and procedure."""

from tests.adviser import kit
from tests.adviser.planted.planting import Planted

from briefpack.evidence.items import ProcedureWord

AGENCY = kit.institution(
    "kcna", "Korean Central News Agency", acronym="KCNA", source_forms=("Korea Central News Agency",)
)
TEXT = kit.event(
    "ev-text",
    title="The Council decides on a text",
    type="resolution",
    adoption_mode="n/d",
    procedure_words=(ProcedureWord(word="by consensus", source_id="src-a"),),
)

PLANTED: dict[str, Planted] = {
    "R36": Planted(lambda: kit.examine(kit.write("The CTBTO took part in the dialogue. [@ev-dialogue]")), "CTBTO"),
    "R37": Planted(
        lambda: kit.examine(kit.write("The Council held a dialogue on North Korea. [@ev-dialogue]")), "North Korea"
    ),
    "R38": Planted(
        lambda: kit.examine(
            kit.write("The Korea Central News Agency saw the dialogue. [@ev-dialogue]"),
            kit.with_items(AGENCY, kit.event("ev-dialogue", actors=("kcna",))),
        ),
        "Korea Central News Agency",
    ),
    "R39": Planted(
        lambda: kit.examine(kit.write("The Council held a dialogue on September 15, 2026. [@ev-dialogue]")),
        "September 15, 2026",
    ),
    "R40": Planted(
        lambda: kit.examine(kit.write("The Council decided by consensus. [@ev-text]"), kit.with_items(TEXT)),
        "by consensus",
    ),
    "R41a": Planted(
        lambda: kit.examine(kit.write("The dialogue was a charm offensive. [@ev-dialogue]")), "charm offensive"
    ),
}
