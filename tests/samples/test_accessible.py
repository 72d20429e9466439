"""Every document as it leaves the program passes the gate: each template, paper and audience, with what it carries."""

from typing import TYPE_CHECKING, Any

import pytest
from tests.pdf.gate import CHECKERS, QUICK, faults
from tests.samples.conftest import SAMPLE, TEMPLATES

from briefpack.app.build import Built, built_for
from briefpack.pack.edits import set_details

if TYPE_CHECKING:
    from tests.samples.conftest import Press

    from briefpack.pack.audience import Audience


def leaving(press: "Press", name: str, audience: "Audience", later_facts: bool = False, **details: Any) -> Built:
    made = press.pack_file(name, later_facts)
    return built_for(made._replace(pack=set_details(made.pack, **details)), audience=audience)


@pytest.mark.parametrize("name", [*TEMPLATES, SAMPLE])
def test_for_the_principal_it_passes(press: "Press", name: str) -> None:
    # pikepdf.pdfa takes three times as long as the others together: in full in the long run.
    checkers = tuple(CHECKERS) if name in {SAMPLE, "chronology"} else QUICK
    assert faults(leaving(press, name, "principal").content, checkers) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_for_the_public_on_other_paper_and_marked_it_passes(press: "Press", name: str) -> None:
    assert faults(leaving(press, name, "public", paper="letter", marking="restricted").content, QUICK) == []


@pytest.mark.long
@pytest.mark.parametrize("later_facts", [False, True])
@pytest.mark.parametrize("audience", ["principal", "public"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", [*TEMPLATES, SAMPLE])
def test_all_of_it_passes(press: "Press", name: str, paper: str, audience: "Audience", later_facts: bool) -> None:
    assert faults(leaving(press, name, audience, later_facts, paper=paper).content) == []
