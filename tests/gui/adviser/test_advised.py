"""What is said of findings, without a window."""

from tests.gui.adviser import planted

from briefpack.adviser.finding import Finding, Place
from briefpack.app.clearance import in_the_way, stamp
from briefpack.app.places import Box
from briefpack.gui.adviser.advised import Advised, counts_words, lines_of, marks_of, page_marks
from briefpack.pack.clearing import clear, waive
from briefpack.pack.pack import DatasetStamp, Entry, Pack, PartFrame, Section, Waiver

PACK = Pack(
    id="p",
    template="none",
    title="A pack",
    as_of="2026-11-22",
    parts=(PartFrame(id="p"),),
    dataset=DatasetStamp(fingerprint="f", newest="x", sources=()),
    sections=(
        Section(
            id="s1", key="a", kind="text", part="p", entries=(Entry(id="e1", text="One."), Entry(id="e2", text="Two."))
        ),
        Section(id="s2", key="b", kind="text", part="p"),
    ),
    next_id=3,
)
RULES = {rule.id: rule for rule in planted.RULES}
BLOCK = Finding("It is wrong.", Place("s1", "e1"), severity="block", rule="R22")
WARN = Finding("It is old.", Place("s1", "e2"), severity="warn", rule="R16")
NOTE = Finding("It is long.", Place("s2"), severity="note", rule="R35")
CHANGED = Finding("It was edited.", severity="block", rule="R60")


def waived(pack: Pack, finding: Finding) -> Pack:
    """The pack in which somebody answers for a finding."""
    reason = "Seen and agreed upon."
    return waive(Waiver(rule=finding.rule, key=finding.key, initials="AB", reason=reason, on="2026-11-22"))(pack)


def test_what_is_waived_comes_last_and_is_counted_apart() -> None:
    advised = Advised((BLOCK, WARN, NOTE), RULES)
    assert counts_words(lines_of(advised, PACK)) == "1 block · 1 warning · 1 note"
    lines = lines_of(advised, waived(PACK, WARN))
    assert [line.kind for line in lines] == ["block", "note", "waived"]
    assert counts_words(lines) == "1 block · 0 warnings · 1 note · 1 waived"
    assert lines[-1].meta == "R16 Old quote used as current · whole pack · waived by AB"


def test_a_waiver_does_not_answer_for_a_block() -> None:
    lines = lines_of(Advised((BLOCK,), RULES), waived(PACK, BLOCK))
    assert [line.kind for line in lines] == ["block"]


def test_a_section_has_the_worst_mark_of_its_entries() -> None:
    lines = lines_of(Advised((BLOCK, WARN, NOTE), RULES), PACK)
    marks = marks_of(lines, PACK)
    assert {key: mark.severity for key, mark in marks.items()} == {
        "e1": "block",
        "s1": "block",
        "e2": "warn",
        "s2": "note",
    }
    assert marks["s1"].words == "Adviser: 1 block, 1 warning"
    assert marks["e2"].words == "WARN: It is old."


def test_on_the_pages_a_section_is_marked_only_for_itself() -> None:
    lines = lines_of(Advised((WARN, NOTE), RULES), PACK)
    boxes = {name: (Box(1, 0, 0, 10, 10),) for name in ("e2", "s1", "s2")}
    found = list(page_marks(lines, marks_of(lines, PACK), boxes))
    assert [severity for _, severity, _ in found] == ["warn", "note"]


def test_a_waiver_or_a_clearance_needs_no_new_examination() -> None:
    advised = Advised((WARN,), RULES, pack=PACK)
    assert advised.is_about(waived(PACK, WARN))
    assert advised.is_about(clear("AB", "2026-11-22T17:58")(PACK))
    assert not advised.is_about(PACK.model_copy(update={"title": "Another"}))


def test_that_a_pack_was_changed_is_no_reason_not_to_clear_it_again() -> None:
    assert in_the_way(PACK, (CHANGED, NOTE)) == ()
    assert in_the_way(waived(PACK, WARN), (BLOCK, WARN)) == (BLOCK,)


def test_the_stamp_says_who_and_when_and_that_it_was_changed() -> None:
    assert stamp(PACK).words == "Not cleared"
    cleared = clear("AB", "2026-11-22T17:58")(PACK)
    assert stamp(cleared).words.replace("\u00a0", " ") == "Cleared by AB, 22 November 2026, 17:58 UTC"
    assert stamp(cleared.model_copy(update={"title": "Another"})) == ("CHANGED SINCE CLEARANCE", "changed")
