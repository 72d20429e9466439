"""The model says to the view only what has changed, and is always the pack it was told."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester

from briefpack.gui.outline.model import OutlineModel
from briefpack.library.memory import MemoryLibrary
from briefpack.pack import edits
from briefpack.pack.pack import Entry, Pack, PackError, Section


def _pack() -> Pack:
    sections = tuple(
        Section(
            id=f"s{10 * number + 1}",
            key=f"k{number}",
            kind="text",
            part="p",
            entries=tuple(Entry(id=f"e{10 * number + 2 + place}", text=f"{number}.{place}") for place in range(3)),
        )
        for number in range(3)
    )
    return Pack(id="a", template="none", title="A", as_of="2026-11-22", sections=sections, next_id=50)


ids = st.sampled_from([f"e{10 * number + 2 + place}" for number in range(3) for place in range(3)])
sections = st.sampled_from(["s1", "s11", "s21"])
places = st.integers(0, 4)
steps: st.SearchStrategy[Callable[[Pack], Pack]] = st.one_of(
    st.builds(
        lambda keys, s, p: lambda pack: edits.move_entries(pack, keys, s, p),
        st.sets(ids, min_size=1, max_size=4),
        sections,
        places,
    ),
    st.builds(lambda keys: lambda pack: edits.remove_entries(pack, keys), st.sets(ids, min_size=1, max_size=4)),
    st.builds(lambda keys: lambda pack: edits.duplicate_entries(pack, keys), st.sets(ids, min_size=1, max_size=4)),
    st.builds(lambda s, p: lambda pack: edits.move_section(pack, s, p), sections, places),
    st.builds(lambda s: lambda pack: edits.remove_section(pack, s), sections),
    st.builds(lambda s: lambda pack: edits.duplicate_section(pack, s, "Copy"), sections),
    st.builds(lambda s: lambda pack: edits.add_section(pack, "New", s), sections),
    st.builds(lambda k, t: lambda pack: edits.write(pack, k, t), ids, st.text("ab", max_size=4)),
)


def _shown(model: OutlineModel) -> list[tuple[str, list[str]]]:
    found = []
    for row in range(model.rowCount()):
        section = model.index(row, 0)
        below = [model.key(model.index(place, 0, section)) for place in range(model.rowCount(section))]
        found.append((model.key(section), [key for key in below if "." not in key]))
    return found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=1, max_size=6))
def test_after_any_edits_and_back_the_model_shows_the_pack(qapp: Any, edits_made: list[Callable[[Pack], Pack]]) -> None:
    owner = QObject()
    model = OutlineModel(_pack(), MemoryLibrary(), lambda _: None, owner)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    packs = [_pack()]
    for edit in edits_made:
        try:
            packs.append(edit(packs[-1]))
        except PackError:
            continue
    for pack in [*packs, *reversed(packs)]:
        model.show(pack)
        assert _shown(model) == [(section.id, [entry.id for entry in section.entries]) for section in pack.sections]
        for section in pack.sections:
            for entry in section.entries:
                assert model.data(model.index_of(entry.id)) == (entry.text or "Own text to be written")


def test_an_edit_of_one_entry_tells_of_no_other(qapp: Any) -> None:
    owner = QObject()
    pack = _pack()
    model = OutlineModel(pack, MemoryLibrary(), lambda _: None, owner)
    told: list[str] = []
    model.dataChanged.connect(lambda first, _last: told.append(model.key(first)))
    model.modelReset.connect(lambda: pytest.fail("a reset would lose the place"))
    model.show(edits.write(pack, "e13", "other"))
    assert told == ["e13"], "not the headers: they say what they said before"


def test_rows_speak_for_themselves(qapp: Any) -> None:
    owner = QObject()
    model = OutlineModel(_pack(), MemoryLibrary(), lambda _: None, owner)
    assert model.data(model.index_of("e2"), Qt.ItemDataRole.AccessibleTextRole) == "0.0. Own text · 1 word"
