"""The window as its users work with it, from the first look to the paper: each scenario with real keys and clicks.

The budgets are those of the handbook, section 1.1. The steps of the adviser and of the script join with their issues.
"""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from tests.gui.scenarios.driving import Person
from tests.gui.scenarios.scenes import (
    entries,
    expected,
    export,
    go_to,
    outline,
    pack,
    reopen,
    row,
    save,
    size_of,
    text_of,
    write,
)
from tests.samples.test_expectations import NEVER, UNBRACKETED

from briefpack.app.terms import kind_word
from briefpack.pack.ownwords import parse
from briefpack.pack.pack import Entry


def test_a_delegate_prepares_an_interactive_dialogue(user: Person) -> None:
    """SC1: Tuesday 17:00, the dialogue is tomorrow at 10:00."""

    def script() -> None:
        user.start()
        user.press("HRC interactive-dialogue pack")
        user.window()
        user.tell("the pack opened")
        set_details(user)
        assert user.clicks <= 12
        assert user.letters <= 60
        choose_quotations(user)
        look_at_the_table(user)
        user.tell("quotations chosen, the table seen")
        write(user, "Bottom line", "Bottom line", BOTTOM_LINE)
        write(user, "Objective", "Objective", "Have the mandate renewed.")
        cited = [run.cite for run in parse(entries(user, "bottom-line")[0].text)[0] if run.cite]
        assert cited == ["st-upr3-to-be-reviewed", "q-2019-king-sr-no-mechanism"]
        user.tell("own text written")
        clip_the_welcome(user)
        user.tell("a quotation clipped")
        user.keys("Ctrl+E")
        a4 = export(user, "dialogue.pdf")
        user.press("Paper")
        user.keys("Down")
        user.keys("Return")
        letter = export(user, "dialogue letter.pdf")
        user.press("Done")
        user.tell("exported twice")
        save(user, "dialogue.briefpack")
        made = pack(user)
        reopen(user, made)
        assert user.clicks <= 70
        judge_the_dialogue(a4, letter)

    user.play(script)


BOTTOM_LINE = (
    "199 of 262 recommendations are to be reviewed, none is accepted «agreed to review 199», and nobody checks "
    "claims «no mechanism for monitoring claims»."
)


def set_details(user: Person) -> None:
    user.keys("Ctrl+I")
    user.press("The occasion has a day")
    user.keys("Tab")
    user.keys("Up")
    assert user.ask(user.see("Marking, printed in capitals on every page").text) == ""  # type: ignore[attr-defined]
    user.press("Use these details")
    assert pack(user).date == "2026-11-23"


def choose_quotations(user: Person) -> None:
    """Two go, one comes back."""
    view = outline(user)
    assert len(quotations(user)) == 6
    user.press_row(view, row(user, "hope they will bear fruit", "Engagement"))
    user.press_row(view, row(user, "extend the mandate", "Accountability"), Qt.KeyboardModifier.ControlModifier)
    user.keys("Delete")
    assert len(quotations(user)) == 4
    user.keys("Ctrl+Z")
    assert len(quotations(user)) == 6
    user.keys("Ctrl+Shift+Z")
    user.press_row(view, row(user, "suggested by this template", "Engagement"))
    user.press(user.first("Add “"))
    user.press("Close")
    assert len(quotations(user)) == 5


def quotations(user: Person) -> list[Entry]:
    return [entry for section in pack(user).sections if section.part == "reports" for entry in section.entries]


def look_at_the_table(user: Person) -> None:
    user.press_row(outline(user), row(user, "Cycles"))
    pages = user.window().panes.pages  # type: ignore[union-attr]
    user.wait(lambda: pages.laid.page_numbers()["s53"] in pages.view.visible(), "the page with the table")


def clip_the_welcome(user: Person) -> None:
    user.press_row(outline(user), row(user, "hope they will bear fruit", "Engagement"))
    user.keys("Ctrl+K")
    user.type("clip")
    user.keys("Return")
    user.see("Words of the quotation")
    user.keys("Ctrl+End")
    user.keys("Ctrl+Shift+Left", 8)
    user.press("Leave these out")
    user.press("Use this")


def judge_the_dialogue(a4: Path, letter: Path) -> None:
    text, pages = text_of(a4)
    wanted = expected("hrc-dialogue")
    gone = ("extend the mandate", "hope they will bear fruit")
    assert [words for words in wanted["must"] if not any(each in words for each in gone) and words not in text] == []
    assert [words for words in wanted["must_not"] if words in text] == []
    assert never_said(text) == []
    assert before_annex(pages) <= wanted["pages_before_annex"] == 10
    assert not any(words in before for before in pages[: before_annex(pages)] for words in ("extend the mandate",))
    # The dates were given in the details; the bottom line carries its notes; what was cut shows.
    assert "23 November 2026" in pages[0]
    brief = next(page for page in pages if "Have the mandate renewed." in page)
    assert re.search(r"199 of 262 recommendations are to be reviewed, none is accepted ?\d+ ?, and nobody", brief)
    assert "international community, […]”" in text
    # Every figure has the line of its article behind it.
    annex = " ".join(pages[before_annex(pages) :])
    for line in ("“agreed to review 199 of these”", "no mechanism for monitoring claims made during the UPR process"):
        assert line in annex
    assert size_of(a4) == (595, 842)
    assert size_of(letter) == (612, 792)
    other = text_of(letter)
    assert "199 of 262 recommendations" in other[0]
    assert before_annex(other[1]) <= 10


def never_said(text: str) -> list[str]:
    return [match[0] for pattern in (*NEVER, UNBRACKETED) for match in re.finditer(pattern, text)]


def before_annex(pages: list[str]) -> int:
    return next(number for number, page in enumerate(pages) if "What is inferred, and why" in page)


def test_an_expert_prepares_a_meeting_of_the_council_with_facts_of_their_own(user: Person) -> None:
    """SC3: Wednesday 11:20, the open briefing is tomorrow at 15:00."""

    def script() -> None:
        user.start()
        user.press("Security Council meeting pack")
        user.window()
        user.tell("the pack opened")
        assert pack(user).paper == "letter"
        user.press_row(outline(user), row(user, "Figure"))
        add_fact(user, "statistic", TALLY)
        user.press_row(outline(user), row(user, "What is said of outcomes"))
        add_fact(user, "event", MEETING)
        own = [entry.item for section in pack(user).sections for entry in section.entries if is_own(entry)]
        assert [str(item).rpartition("-")[0] for item in own] == ["own-statistic", "own-event"]
        # They can be found from now on, and say where they stand.
        user.keys("Ctrl+F")
        user.type("abstentions")
        user.rest()
        user.keys("Down")
        user.keys("Space")
        user.reads("S/PV.7353")
        user.keys("Ctrl+E")
        printed = export(user, "council.pdf")
        user.press("Done")
        save(user, "council.briefpack")
        reopen(user, pack(user))
        assert user.clicks <= 70
        judge_the_meeting(printed)

    user.play(script)


def is_own(entry: Entry) -> bool:
    return bool(entry.item) and str(entry.item).startswith("own-")


TALLY = {
    "What is counted": "votes to place the item on the agenda",
    "Value": "11",
    "Unit": "votes",
    "As of": "2014-12-22",
    "Title of the source": "Security Council, 7353rd meeting (S/PV.7353)",
    "Publisher": "United Nations",
    "Date of the source": "2014-12-22",
    "Passage": "The provisional agenda was put to a procedural vote: 11 in favour, 2 against, 2 abstentions.",
}
MEETING = {
    "Title": "Council briefed on human rights in the DPRK",
    "Date": "2024-06-12",
    "What happened": "An open briefing took place after a procedural vote.",
    "Title of the source": "Security Council, 9652nd meeting",
    "Publisher": "United Nations",
    "Passage": "The Council held an open briefing on 12 June 2024.",
}


def add_fact(user: Person, kind: str, fields: dict[str, str]) -> None:
    """By Tab from field to field, as one fills in a form."""
    user.press("Add a fact of your own, with its source")
    if kind != "event":
        user.press(kind_word(kind), QRadioButton)
    user.press(next(iter(fields)))
    for name, words in fields.items():
        go_to(user, name)
        user.type(words)
    user.press("Add to the pack")
    user.rest()


def judge_the_meeting(printed: Path) -> None:
    text, pages = text_of(printed)
    wanted = expected("security-council")
    assert [words for words in wanted["must"] if words not in text] == []
    assert [words for words in wanted["must_not"] if words in text] == []
    assert never_said(text) == []
    assert size_of(printed) == (612, 792)
    assert before_annex(pages) <= wanted["pages_before_annex"] == 8
    front = " ".join(pages[: before_annex(pages)])
    annex = " ".join(pages[before_annex(pages) :])
    # What is not known is said to be so, and never shown as nothing.
    assert "Vote tallies: not in this dataset." in front
    # Each own fact carries its mark wherever it stands; no other does.
    for words in ("votes to place the item on the agenda", "Council briefed on human rights in the DPRK"):
        for found in re.finditer(re.escape(words), text):
            assert "†" in text[max(0, found.start() - 60) : found.end() + 40], text[
                found.start() - 60 : found.end() + 60
            ]
    marked = [text[max(0, found.start() - 120) : found.end() + 120] for found in re.finditer("†", text)]
    owned = (
        "votes to place",
        "Council briefed",
        "7353rd",
        "9652nd",
        "added by the maker",
        "procedural vote",
        "own facts",
    )
    assert [words for words in marked if not any(own in words for own in owned)] == []
    for passage in (TALLY["Passage"], MEETING["Passage"], TALLY["Title of the source"], MEETING["Title of the source"]):
        assert passage in annex
