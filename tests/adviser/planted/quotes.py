"""One error for each of R11 to R19."""

from tests.adviser import kit
from tests.adviser.planted.planting import Planted
from tests.adviser.planted.sourcing import Findings, on, related, through

from briefpack.evidence.actors import Tenure
from briefpack.pack.clipping import clip_quote


def _altered() -> Findings:
    passage = kit.cited("src-a", "She said: “The door stays open to every partner.”")
    return on(kit.quote("q-door", "The door stays open to each partner.", citations=(passage,)))


def _variants() -> Findings:
    other = kit.quote("q-doors", "The doors stay open to every partner.", variant_of="q-door")
    return on(kit.quote("q-door", variant_of="q-doors"), other)


def _cut() -> Findings:
    quote = kit.quote("q-door", "The door stays open to every partner, but for how long?")
    end = quote.text.index(",")
    return kit.examine(clip_quote("e3", quote, [(0, end)])(kit.pack()), kit.with_items(quote))


def _out_of_office() -> Findings:
    tenure = Tenure(
        **{"office": "sr-office", "from": "2024", "from_basis": "stated", "to": "2026-10", "to_basis": "stated"}
    )
    pack = kit.write("Special Rapporteur Ada Example said it at the dialogue. [@q-door]")
    return kit.examine(pack, kit.with_items(kit.person(tenures=(tenure,))))


def _old() -> Findings:
    clean = kit.pack()
    sections = tuple(
        each.model_copy(update={"options": {"use": "current-position"}}) if each.kind == "quotes" else each
        for each in clean.sections
    )
    pack = clean.model_copy(update={"sections": sections})
    tenure = Tenure(**{"office": "sr-office", "from": "2020", "from_basis": "stated", "to_basis": "unknown"})
    speaker = kit.person(tenures=(tenure,))
    return kit.examine(pack, kit.with_items(kit.quote("q-door", date="2022-09-15"), speaker))


def _brackets() -> Findings:
    text = "The door [of the Council] stays open to every partner."
    inserted = ({"text": "[of the Council]", "by": "ada-example", "basis": "stated"},)
    quote = kit.quote("q-door", text, editorial_insertions=("[of the Council]",), inserted_by=inserted)
    pack = kit.write("Ada Example said that “the door [of the Council] stays open to every partner”. [@q-door]")
    return kit.examine(pack, kit.with_items(quote))


def _long() -> Findings:
    text = " and ".join(["we take part in the review"] * 8) + "."
    fields = through("dprk", "src-b") | {"text": text, "citations": (kit.cited("src-b", text),)}
    return related(kit.position("pos-state"), kit.quote("q-state", **fields))


PLANTED: dict[str, Planted] = {
    "R11": Planted(_altered, "‘each’"),
    "R12": Planted(_variants, "‘doors stay’"),
    "R13": Planted(_cut, "‘but’"),
    "R14": Planted(lambda: on(kit.quote("q-door", speaker_kind="agency")), "in what capacity"),
    "R15": Planted(_out_of_office, "then Special Rapporteur"),
    "R16": Planted(_old, "4 years ago"),
    "R17": Planted(_brackets, "[of the Council]"),
    "R18": Planted(_long, "stands inside a text"),
    "R19": Planted(lambda: on(kit.quote("q-door", tone=("insult",))), "Hurtful words"),
}
