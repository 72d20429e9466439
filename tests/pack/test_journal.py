"""The journal as bytes: whatever happens to the file, what is read is what was written, from the start on."""

import json
import random
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.pack import edits, journal
from briefpack.pack.journal import MAGIC, Home, Step, changed, difference, doing, framed, opening, read
from briefpack.pack.pack import Pack, PackError

HOME = Home("/packs/a.briefpack", "abc", "2026-11-22T10:15:30+00:00")
Edited = Callable[[], Pack]
WORDS = ("", "one", "Two words", "*é*", "한국 «»", "x" * 300)


def edited(pack: Pack, chance: random.Random) -> Pack:
    """The pack after one edit of any kind; the same when the edit does not fit."""
    section = chance.choice(pack.sections) if pack.sections else None
    entry = chance.choice(section.entries) if section and section.entries else None
    words, place = chance.choice(WORDS), chance.randrange(6)
    possible: list[Edited] = [
        lambda: edits.set_details(pack, title=words or "Title", marking=words[:9]),
        lambda: edits.set_details(pack, paper=chance.choice(("a4", "letter"))),
        lambda: edits.add_section(pack, words, section.id if section else ""),
    ]
    if section:
        other = chance.choice(pack.sections).id
        possible += [
            lambda: edits.add_item(pack, section.id, chance.choice(("ev-a", "q-b")), place),
            lambda: edits.add_text(pack, section.id, words, place),
            lambda: edits.retitle_section(pack, section.id, words),
            lambda: edits.move_section(pack, section.id, place),
            lambda: edits.remove_section(pack, section.id),
            lambda: edits.duplicate_section(pack, section.id, words),
        ]
    if entry:
        possible += [
            lambda: edits.move_entry(pack, entry.id, other, place),
            lambda: edits.write(pack, entry.id, words),
            lambda: edits.annotate(pack, entry.id, words),
            lambda: edits.remove_entry(pack, entry.id),
        ]
    try:
        return chance.choice(possible)()
    except PackError:
        return pack


seeds = st.integers(0, 10_000)


@given(seeds, st.integers(1, 12))
def test_a_difference_makes_the_later_pack_of_the_earlier(make: Any, seed: int, count: int) -> None:
    chance = random.Random(seed)
    before = after = make.pack()
    for _ in range(count):
        after = edited(after, chance)
    change = json.loads(json.dumps(difference(before, after)))
    assert changed(before, change) == after
    assert changed(after, json.loads(json.dumps(difference(after, before)))) == before
    assert difference(after, after) == {}


def test_moving_a_section_of_many_entries_costs_a_few_bytes(make: Any) -> None:
    pack = make.pack()
    for _ in range(300):
        pack = edits.add_text(pack, "s1", "words of my own " * 20)
    moved = edits.move_section(pack, "s1", 1)
    typed = edits.write(pack, pack.sections[0].entries[-1].id, "other words")
    assert len(json.dumps(difference(pack, moved))) < 100
    assert len(json.dumps(difference(pack, typed))) < 200


def test_two_entries_of_one_id_are_not_taken_for_one_another(make: Any) -> None:
    first, second = make.pack().sections
    same_id = first.entries[0].model_copy(update={"text": "other", "item": None})
    twice = make.pack(sections=(first, second.model_copy(update={"entries": (*second.entries, same_id)})))
    for before, after in ((make.pack(), twice), (twice, make.pack()), (twice, edits.move_section(twice, "s4", 0))):
        assert changed(before, difference(before, after)) == after


class Told:
    """A journal and, after each of its records, the packs and the place it tells."""

    def __init__(self, make: Any, seed: int) -> None:
        chance = random.Random(seed)
        self.items = [make.event("ev-a"), make.quote("q-b")]
        packs = [make.pack()]
        content, link = framed(opening(packs[0], self.items[:1], HOME), b"")
        self.content = MAGIC + content
        self.ends = [len(self.content)]
        self.states: list[tuple[tuple[Pack, ...], int]] = [((packs[0],), 0)]
        for number in range(chance.randrange(1, 6)):
            keep = chance.randrange(1, len(packs) + 1)
            packs = packs[:keep]
            steps = []
            for _ in range(chance.randrange(3)):
                after = edited(packs[-1], chance)
                steps.append(Step(f"Step {number}", difference(packs[-1], after)))
                packs.append(after)
            place = chance.randrange(len(packs))
            content, link = framed(doing(keep, steps, place, self.items[1:], HOME._replace(when=str(number))), link)
            self.content += content
            self.ends.append(len(self.content))
            self.states.append((tuple(packs), place))
        self.link = link


@given(seeds)
def test_a_whole_journal_tells_all(make: Any, seed: int) -> None:
    told = Told(make, seed)
    found = read(told.content)
    assert found
    assert (found.packs, found.place) == told.states[-1]
    assert [item.id for item in found.items] == ["ev-a", "q-b"]
    assert (found.good, found.link, found.closed) == (len(told.content), told.link, False)
    assert len(found.labels) == len(found.packs) == len(found.steps) + 1


@given(seeds, st.data())
def test_a_torn_journal_tells_all_up_to_the_tear(make: Any, seed: int, data: st.DataObject) -> None:
    told = Told(make, seed)
    cut = data.draw(st.integers(0, len(told.content)))
    found = read(told.content[:cut])
    whole = sum(end <= cut for end in told.ends)
    if not whole:
        assert found is None
    else:
        assert found
        assert (found.packs, found.place) == told.states[whole - 1]
        assert found.good == told.ends[whole - 1]


@given(seeds, st.data())
def test_an_altered_byte_ends_the_telling_there(make: Any, seed: int, data: st.DataObject) -> None:
    told = Told(make, seed)
    place = data.draw(st.integers(0, len(told.content) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    damaged = told.content[:place] + bytes([told.content[place] ^ bit]) + told.content[place + 1 :]
    found = read(damaged)
    whole = sum(end <= place for end in told.ends)
    if not whole:
        assert found is None
    else:
        assert found
        assert (found.packs, found.place) == told.states[whole - 1]


def test_records_cannot_change_places(make: Any) -> None:
    told = Told(make, 3)
    assert len(told.ends) > 2
    first, second, third = told.ends[:3]
    swapped = told.content[:first] + told.content[second:third] + told.content[first:second] + told.content[third:]
    found = read(swapped)
    assert found
    assert found.good == first


def test_a_closed_journal_says_so_until_it_goes_on(make: Any) -> None:
    told = Told(make, 1)
    end, link = framed(None, told.link)
    closed = told.content + end
    found = read(closed)
    assert found
    assert found.closed
    assert journal.ends(closed[-100:])
    assert not journal.ends(told.content[-100:])
    assert (found.packs, found.place) == told.states[-1]
    more, _ = framed(doing(len(found.packs), (), 0, (), HOME), link)
    again = read(closed + more)
    assert again
    assert not again.closed
    assert not journal.ends((closed + more)[-100:])


@pytest.mark.parametrize(
    "record",
    [
        {"keep": 99, "steps": [["", {"s": [0, 0, ["s77"]]}]], "place": 0, "items": [], "home": ["", "", ""]},
        {"keep": 1, "steps": [["", {"f": {"paper": "a3"}}]], "place": 1, "items": [], "home": ["", "", ""]},
        {"keep": 1, "steps": [], "place": 5, "items": [], "home": ["", "", ""]},
        {
            "keep": 1,
            "steps": [],
            "place": 0,
            "items": [{"kind": "hologram", "item": {"id": "x"}}],
            "home": ["", "", ""],
        },
        {"keep": 1},
        {"keep": 0, "steps": [["", {}]], "place": 0, "items": [], "home": ["", "", ""]},
    ],
)
def test_a_whole_record_that_makes_no_sense_changes_nothing(make: Any, record: dict[str, object]) -> None:
    told = Told(make, 2)
    content, _ = framed(record, told.link)
    found = read(told.content + content)
    assert found
    assert (found.packs, found.place, found.good) == (*told.states[-1], len(told.content))


def test_a_record_that_would_fill_the_memory_is_not_unpacked(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_MOST", 1000)
    text = zlib.compress(b" " * 100_000)
    head = journal._HEAD.pack(len(text), journal._digest(b"", text))
    assert read(MAGIC + head + text) is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", MAGIC, MAGIC + b"\xff" * 40, b"briefpack journal 9\n"])
def test_what_is_no_journal_is_none(content: bytes) -> None:
    assert read(content) is None
