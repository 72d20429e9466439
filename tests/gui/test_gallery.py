"""Pictures of templates are drawn once, and drawn anew where what was kept is no picture."""

import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from briefpack.gui import gallery
from briefpack.gui.jobs import Job
from briefpack.library.port import Library
from briefpack.pdf.raster import Pixels


def page(library: Library, template: str = "one-page-brief", width: int = 90) -> Pixels:
    job: Job[Pixels] = Job(QObject(), "", "", lambda *_said: None)
    return gallery.picture_of(template, library, width, "2026-11-23", job)


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "pictures").iterdir())


def test_a_picture_is_drawn_once_and_shown_again(
    data_folder: Path, library_of_gui: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = page(library_of_gui)
    assert (first.width, first.height) == (90, 128)
    assert len(set(first.content)) > 20, "nothing is on the page"
    monkeypatch.setattr(gallery, "pages_of", lambda *_: pytest.fail("it was drawn again"))
    assert page(library_of_gui) == first


def test_another_size_takes_the_place_of_its_own_template_alone(data_folder: Path, library_of_gui: Library) -> None:
    page(library_of_gui)
    page(library_of_gui, "chronology")
    one_page = kept(data_folder)[1]
    (data_folder / "pictures" / "one-page-brief-more-0123456789abcdef.page").write_bytes(b"")
    page(library_of_gui, width=120)
    names = [path.name.rpartition("-")[0] for path in kept(data_folder)]
    assert names == ["chronology", "one-page-brief", "one-page-brief-more"]
    assert one_page not in kept(data_folder)


@pytest.mark.parametrize("rest", [b"", b"\x00" * 40, b"no picture"])
def test_what_is_no_whole_picture_is_drawn_anew(data_folder: Path, library_of_gui: Library, rest: bytes) -> None:
    first = page(library_of_gui)
    (path,) = kept(data_folder)
    whole = path.read_bytes()
    for damaged in (rest, whole[: len(whole) // 2], zlib.compress(rest)):
        path.write_bytes(damaged)
        assert page(library_of_gui) == first
        assert path.read_bytes() == whole
