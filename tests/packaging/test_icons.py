"""The icons are there in every size and readable, and made alike each time."""

from pathlib import Path

import pytest
from PIL import Image

from installers import icons


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    folder = tmp_path_factory.mktemp("icons")
    return folder, icons.pngs(folder)


def test_linux_finds_each_size_of_the_program_and_of_its_files(tree: tuple[Path, list[Path]]) -> None:
    folder, made = tree
    assert len(made) == 2 * (len(icons.LINUX) + 1)
    for edge in icons.LINUX:
        for place in (f"apps/{icons.PROGRAM}", f"mimetypes/{icons.DOCUMENT}"):
            with Image.open(folder / f"hicolor/{edge}x{edge}/{place}.png") as picture:
                assert picture.size == (edge, edge)
    assert (folder / f"hicolor/scalable/apps/{icons.PROGRAM}.svg").read_text(encoding="utf-8").startswith("<svg")


def test_the_corners_are_clear_and_the_middle_is_drawn(tree: tuple[Path, list[Path]]) -> None:
    for path in tree[1]:
        if path.suffix == ".png":
            with Image.open(path) as picture:
                edge = picture.width
                assert picture.getpixel((0, edge - 1))[3] < 128, path  # type: ignore[index]
                assert picture.getpixel((edge // 2, edge // 2))[3] == 255, path  # type: ignore[index]


def test_the_smallest_picture_is_sharp() -> None:
    """Every pixel inside has one of the drawing's three colours: nothing falls between two pixels but a slope."""
    picture = icons.drawn(icons.PROGRAM, 16)
    inside = [picture.getpixel((x, y))[:3] for x in range(4, 12) for y in range(6, 13)]  # type: ignore[index]
    assert set(inside) == {(0x14, 0x42, 0x7A), (255, 255, 255)}


def test_windows_finds_each_size(tmp_path: Path) -> None:
    for name in (icons.PROGRAM, icons.DOCUMENT):
        with Image.open(icons.ico(tmp_path / "one.ico", name)) as icon:
            assert icon.info["sizes"] == {(edge, edge) for edge in icons.WINDOWS}
            icon.size = (16, 16)
            assert icon.convert("RGBA").tobytes() == icons.drawn(name, 16).tobytes()


def test_macos_finds_each_size_and_a_margin_round_the_tile(tmp_path: Path) -> None:
    with Image.open(icons.icns(tmp_path / "one.icns")) as icon:
        assert {(width * scale) for width, _, scale in icon.info["sizes"]} == {32, 64, 128, 256, 512, 1024}
    tile = icons.drawn(icons.PROGRAM, 1024, 824 / 1024 / (22 / 24)).getbbox()
    assert tile == (100, 100, 924, 924)


def test_the_same_drawings_make_the_same_bytes(tmp_path: Path) -> None:
    for make in (icons.ico, icons.icns):
        first, second = make(tmp_path / f"first.{make.__name__}"), make(tmp_path / f"second.{make.__name__}")
        assert first.read_bytes() == second.read_bytes()
