"""Settings: one table, a file that is never overwritten when it cannot be read, recent packs."""

import json
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from platformdirs import user_data_path

from briefpack.app import paths, recent
from briefpack.app.errors import UserError
from briefpack.app.settings import (
    ARTICLES_FOLDER,
    GEOMETRY,
    LANGUAGE,
    PANES,
    SCALE,
    SETTINGS,
    THEME,
    TOUR_SEEN,
    WPM,
    Setting,
    Settings,
)
from briefpack.pack.pack import Pack
from briefpack.pack.safewrite import FileProblem, write_whole

NOW = datetime(2026, 11, 22, 10, 15, 30, tzinfo=UTC)


def settings_at(path: Path) -> Settings:
    return Settings(path, lambda: NOW)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: str(setting.key))
def test_every_default_is_allowed_and_every_choice_has_words(setting: Setting[Any]) -> None:
    assert setting.allows(setting.default)
    assert all(words for _, words in setting.allowed)
    assert bool(setting.allowed) == (setting.kind == "choice")


def test_keys_are_unique_and_what_the_dialog_shows_comes_first() -> None:
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    shown = [bool(setting.label) for setting in SETTINGS]
    assert shown == sorted(shown, reverse=True)


def test_what_was_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    first = settings_at(tmp_path / "settings.json")
    first.put(THEME, "dark")
    first.put(WPM, 110)
    first.put(PANES, (300, 500, 400))
    first.put(TOUR_SEEN, True)
    first.save()
    second = settings_at(tmp_path / "settings.json")
    assert (second[THEME], second[WPM], second[PANES], second[TOUR_SEEN]) == ("dark", 110, (300, 500, 400), True)
    assert (second[SCALE], second.notice) == (100, "")


def test_without_a_file_nothing_is_written_before_something_is_set(tmp_path: Path) -> None:
    settings = settings_at(tmp_path / "settings.json")
    settings.save()
    assert list(tmp_path.iterdir()) == []
    assert settings[THEME] == "system"


@pytest.mark.parametrize(
    ("setting", "value"),
    [(THEME, "blue"), (SCALE, 110), (SCALE, 100.0), (SCALE, True), (WPM, "130"), (LANGUAGE, "../en"), (PANES, ("1",))],
)
def test_what_a_setting_cannot_be_is_refused_in_a_sentence(
    tmp_path: Path, setting: Setting[Any], value: object
) -> None:
    settings = settings_at(tmp_path / "settings.json")
    with pytest.raises(UserError, match="cannot be"):
        settings.put(setting, value)
    assert settings[setting] == setting.default


def test_a_key_or_value_of_a_newer_program_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"hologram": [1, {"a": null}], "theme": "sepia", "wpm": 150}')
    settings = settings_at(path)
    assert (settings[THEME], settings[WPM]) == ("system", 150)
    settings.put(SCALE, 150)
    settings.save()
    assert json.loads(path.read_text()) == {"hologram": [1, {"a": None}], "theme": "sepia", "wpm": 150, "scale": 150}


def test_two_windows_do_not_undo_each_others_settings(tmp_path: Path) -> None:
    one, other = settings_at(tmp_path / "settings.json"), settings_at(tmp_path / "settings.json")
    one.put(THEME, "dark")
    one.save()
    other.put(WPM, 150)
    other.save()
    last = settings_at(tmp_path / "settings.json")
    assert (last[THEME], last[WPM]) == ("dark", 150)


def test_what_is_set_while_another_thread_saves_is_kept_by_the_next_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    one = settings_at(path)

    def written_slowly(place: Path, content: bytes) -> None:
        one.put(WPM, 150)
        one.put(PANES, (3, 2, 1))
        write_whole(place, content)

    with monkeypatch.context() as patch:
        patch.setattr("briefpack.app.settings.write_whole", written_slowly)
        one.put(PANES, (1, 2, 3))
        one.put(THEME, "dark")
        one.save()
    assert (one[WPM], one[PANES]) == (150, (3, 2, 1))
    assert (settings_at(path)[WPM], settings_at(path)[PANES]) == (130, (1, 2, 3))
    one.save()
    assert (settings_at(path)[WPM], settings_at(path)[PANES], settings_at(path)[THEME]) == (150, (3, 2, 1), "dark")


def test_what_could_not_be_saved_is_kept_by_the_next_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    one = settings_at(path)
    one.put(THEME, "dark")

    def full(_place: Path, _content: bytes) -> None:
        raise FileProblem("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("briefpack.app.settings.write_whole", full)
        with pytest.raises(FileProblem):
            one.save()
    one.save()
    assert settings_at(path)[THEME] == "dark"


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b"\xff\xfe", b'"x"', b"[" * 100_000, b"\0" * 5_000_000])
def test_a_damaged_file_is_set_aside_and_told_once(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(damage)
    settings = settings_at(path)
    aside = tmp_path / "settings.damaged-20261122-101530.json"
    assert aside.read_bytes() == damage
    assert str(aside) in settings.notice
    assert settings[THEME] == "system"
    settings.put(THEME, "dark")
    settings.save()
    again = settings_at(path)
    assert (again[THEME], again.notice) == ("dark", "")


def test_a_second_damaged_file_in_the_same_second_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for damage in ("one", "two", "three"):
        path.write_text(damage)
        settings_at(path)
    kept = sorted(each.read_text() for each in tmp_path.iterdir())
    assert kept == ["one", "three", "two"]


def test_a_file_that_was_damaged_while_the_program_ran_is_set_aside_too(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = settings_at(path)
    path.write_text("{ torn")
    settings.put(THEME, "dark")
    settings.save()
    assert settings.notice
    assert {each.name for each in tmp_path.iterdir()} == {path.name, "settings.damaged-20261122-101530.json"}
    assert settings_at(path)[THEME] == "dark"


def test_a_damaged_file_that_cannot_be_moved_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{ torn")

    def refuse(*_: object) -> Path:
        raise PermissionError(13, "no")

    monkeypatch.setattr("briefpack.app.settings.set_aside", refuse)
    settings = settings_at(path)
    settings.put(THEME, "dark")
    settings.save()
    assert path.read_text() == "{ torn"
    assert "nor moved aside" in settings.notice
    assert settings[THEME] == "dark"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([setting.key for setting in SETTINGS]) | st.text(max_size=8), json_values))
def test_whatever_stands_in_the_file_every_setting_has_an_allowed_value(
    tmp_path_factory: pytest.TempPathFactory, stored: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps(stored))
    settings = settings_at(path)
    for setting in SETTINGS:
        assert setting.allows(settings[setting])
    recent.recent(settings)
    settings.put(GEOMETRY, "x")
    settings.save()
    assert json.loads(path.read_text()) == {**stored, "window_geometry": "x"}


def a_pack(title: str) -> Pack:
    return Pack(id="p", template="hrc-dialogue", title=title, as_of="2026-11-22")


def test_recent_packs_come_newest_first_each_once_and_not_too_many(tmp_path: Path) -> None:
    settings = settings_at(tmp_path / "settings.json")
    for number in [*range(30), 25]:
        recent.note(settings, tmp_path / f"{number}.briefpack", a_pack(f"Pack {number}"), NOW)
    settings.save()
    found = recent.recent(settings_at(tmp_path / "settings.json"))
    assert [each.title for each in found[:3]] == ["Pack 25", "Pack 29", "Pack 28"]
    assert len(found) == recent.MOST
    assert found[0] == recent.Recent(
        tmp_path / "25.briefpack", "Pack 25", "hrc-dialogue", "2026-11-22T10:15:30+00:00", missing=False
    )


def test_a_recent_pack_whose_file_is_gone_is_marked(tmp_path: Path) -> None:
    settings = settings_at(tmp_path / "settings.json")
    for name in ("gone", "there"):
        recent.note(settings, tmp_path / name, a_pack(name), NOW)
    (tmp_path / "there").write_text("")
    assert [(each.title, each.missing) for each in recent.marked(recent.recent(settings))] == [
        ("there", False),
        ("gone", True),
    ]
    recent.forget(settings, tmp_path / "gone")
    assert [each.title for each in recent.recent(settings)] == ["there"]


def test_the_articles_folder_is_the_users(tmp_path: Path) -> None:
    settings = settings_at(tmp_path / "settings.json")
    settings.put(ARTICLES_FOLDER, "/home/somebody/articles")
    assert settings[ARTICLES_FOLDER] == "/home/somebody/articles"


def test_a_folder_named_in_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.DATA_FOLDER, str(tmp_path / "mine"))
    assert paths.data_folder() == tmp_path / "mine"


@pytest.mark.parametrize(
    ("program", "frozen", "marked", "portable"),
    [
        ("briefpack.exe", True, False, True),
        ("bin/briefpack", False, True, True),
        ("bin/briefpack", False, False, False),
        ("Briefpack.app/Contents/MacOS/briefpack", True, False, True),
    ],
)
def test_a_data_folder_beside_the_program_makes_it_portable(
    tmp_path: Path, program: str, frozen: bool, marked: bool, portable: bool
) -> None:
    executable = tmp_path / program
    executable.parent.mkdir(parents=True, exist_ok=True)
    executable.write_text("")
    folder = (tmp_path if ".app" in program else executable.parent) / "data"
    folder.mkdir()
    if marked:
        (folder / paths.MARKER).write_text("")
    assert paths.portable_folder(executable, frozen) == (folder.resolve() if portable else None)
    assert paths.portable_folder(tmp_path / "elsewhere" / "briefpack", frozen) is None


def test_a_frozen_program_looks_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.delenv(paths.DATA_FOLDER, raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "briefpack"))
    assert paths.data_folder() == (tmp_path / "data").resolve()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_what_we_make_is_for_the_users_eyes_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.DATA_FOLDER, str(tmp_path / "new" / "data"))
    made = paths.private_folder("backups", "one")
    for folder in (made, made.parent, made.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder


@pytest.mark.parametrize("shared", ["", "/srv/mine"])
def test_the_users_folder_is_where_platformdirs_says(shared: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", shared)
    assert paths.users_folder() == user_data_path("briefpack", appauthor=False)
