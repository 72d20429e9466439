"""From template or pack file to a document, as the command line and the window call it."""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefpack.app import build, libraries, resources
from briefpack.app.errors import KNOWN_ERRORS, UserError
from briefpack.app.resources import ResourcesMissingError
from briefpack.pack.edits import set_details, write
from briefpack.pack.pack import Pack
from briefpack.pack.packfile import PackFile

pytestmark = pytest.mark.usefixtures("own_folder")


@pytest.fixture
def brief() -> PackFile:
    return build.new_pack("one-page-brief", today="2026-11-22")


def slot(pack: Pack, key: str) -> str:
    """The entry of the section's slot."""
    return next(entry.id for section in pack.sections if section.key == key for entry in section.entries)


def test_every_template_is_found_by_id_and_by_code() -> None:
    for template in libraries.templates().values():
        for name in (template.id, template.code, template.code.lower(), template.id.upper()):
            assert libraries.template_named(name) is template


def test_without_days_today_counts(brief: PackFile) -> None:
    assert (brief.pack.as_of, brief.pack.date) == ("2026-11-22", None)
    dated = build.new_pack("one-page-brief", today="2026-11-22", date="2027-01-01").pack
    assert (dated.as_of, dated.date) == ("2027-01-01", "2027-01-01")
    judged = build.new_pack("one-page-brief", today="2026-11-22", date="2027-01-01", as_of="2025-01-01").pack
    assert (judged.as_of, judged.date) == ("2025-01-01", "2027-01-01")


def test_the_library_is_opened_once_for_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = libraries.bundled_library()
    assert libraries.bundled_library() is first
    monkeypatch.setenv("BRIEFPACK_DATA", str(tmp_path))
    other = libraries.bundled_library()
    assert other is not first
    assert other.fingerprint == first.fingerprint


def test_a_library_that_cannot_be_kept_has_a_note(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    libraries.bundled_library()
    assert libraries.library_note() == ""
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("BRIEFPACK_DATA", str(tmp_path / "file"))
    assert libraries.library_note() == ""  # nobody has asked for it yet
    libraries.bundled_library()
    assert libraries.library_note().startswith(f"The library cannot be kept in {tmp_path / 'file'}")


def test_what_is_saved_is_opened_again(brief: PackFile, tmp_path: Path) -> None:
    path = tmp_path / "a.briefpack"
    build.save(path, brief)
    assert build.opened(path) == brief
    build.save(tmp_path / "b.briefpack", build.opened(path))
    assert (tmp_path / "b.briefpack").read_bytes() == path.read_bytes()


def test_export_tells_what_it_does_and_writes_what_it_built(brief: PackFile, tmp_path: Path) -> None:
    told: list[str] = []
    built = build.export(tmp_path / "a.pdf", brief, told.append)
    assert (tmp_path / "a.pdf").read_bytes() == built.content
    assert told == ["Composing the briefing", "Laying out the pages", f"Writing {built.pages} pages"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda pack: set_details(pack, title="人"), "the title"),
        (lambda pack: set_details(pack, eyebrow="人"), "the title"),
        (lambda pack: set_details(pack, marking="人"), "the marking"),
        (lambda pack: write(pack, slot(pack, "objective"), "人"), "section “Objective”"),
        # In the same columns as the section before, which has nothing to do with it.
        (lambda pack: write(pack, slot(pack, "if-raised"), "so **人** so"), "section “If raised”"),
        (lambda pack: write(pack, slot(pack, "bottom-line"), "人"), "section “bottom-line”"),
    ],
)
def test_a_character_no_font_has_is_named_where_it_was_typed(
    brief: PackFile, change: Callable[[Pack], Pack], place: str
) -> None:
    with pytest.raises(UserError, match=rf"“人” \(U\+4EBA\) in {place}\. "):
        build.build_pdf(change(brief.pack), brief.items)


def test_an_unknown_template_is_a_known_error() -> None:
    with pytest.raises(KNOWN_ERRORS, match="Choose one of: one-page-brief"):
        build.new_pack("one-page", today="2026-11-22")


# Fonts.


def test_every_bundled_font_is_whole() -> None:
    for name in build.FACES.values():
        assert resources.font(name) == resources.read(f"fonts/{name}.ttf")


def cut_table(font: bytes, tag: bytes) -> bytes:
    """The font with one table said to be empty."""
    row = font.index(tag, 12)
    return font[: row + 12] + struct.pack(">I", 0) + font[row + 16 :]


@pytest.mark.parametrize("tag", [b"head", b"hhea", b"hmtx", b"OS/2", b"post", b"cmap", b"glyf", b"loca", b"maxp"])
def test_a_font_without_one_of_its_tables_is_damaged(monkeypatch: pytest.MonkeyPatch, tag: bytes) -> None:
    whole = resources.read("fonts/NotoSans-Regular.ttf")
    monkeypatch.setattr(resources, "read", lambda _: cut_table(whole, tag))
    with pytest.raises(ResourcesMissingError, match=r"NotoSans-Regular\.ttf in .* is damaged"):
        resources.font("NotoSans-Regular")


@pytest.mark.parametrize("length", [0, 3, 4, 11, 12, 40, 100, 5000])
def test_a_font_cut_short_is_damaged(monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    whole = resources.read("fonts/NotoSans-Regular.ttf")
    monkeypatch.setattr(resources, "read", lambda _: whole[:length])
    with pytest.raises(ResourcesMissingError, match="is damaged"):
        resources.font("NotoSans-Regular")


def test_nothing_that_composes_or_prints_is_loaded_to_open_the_libraries(tmp_path: Path) -> None:
    # The first window waits for them.
    probe = """
import json, sys
from briefpack.app.errors import KNOWN_ERRORS
from briefpack.app.libraries import library, templates
library(), templates()
print(json.dumps(sorted(sys.modules)))
"""
    surroundings = {**os.environ, "BRIEFPACK_DATA": str(tmp_path)}
    for _ in range(2):  # the second time the library is compiled
        ran = subprocess.run(  # noqa: S603 - Python itself
            [sys.executable, "-c", probe], env=surroundings, capture_output=True, text=True, check=True
        )
    loaded = json.loads(ran.stdout)
    layers = ("briefpack.briefing.", "briefpack.layout.", "briefpack.pdf.", "uharfbuzz")
    assert [name for name in loaded if name.startswith(layers)] == ["briefpack.briefing.errors"]
