"""What can be known of the program for macOS without a Mac."""

import plistlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from installers.errors import BuildError, run
from installers.product import TOP, product
from PIL import Image
from tests.packaging.tools import needed

from installers import bundle, icons, locks, macos, texts

ENTITLEMENTS = TOP / "packaging/macos/entitlements.plist"


class Made:
    """What a call in the spec made of its arguments: those, by place and by name."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.arguments, self.named = arguments, named
        self.pure: list[Any] = []
        self.scripts: list[Any] = []
        self.binaries = [
            ("PySide6/QtCore.abi3.so", "/wheel/QtCore.abi3.so", "EXTENSION"),
            ("PySide6/QtNetwork.abi3.so", "/wheel/QtNetwork.abi3.so", "EXTENSION"),
            ("PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork", "/wheel/QtNetwork", "BINARY"),
            ("QtCore", "PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore", "SYMLINK"),
            ("QtNetwork", "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork", "SYMLINK"),
            ("PySide6/Qt/plugins/tls/libqopensslbackend.dylib", "/wheel/tls.dylib", "BINARY"),
        ]
        self.datas = [("briefpack/resources/README.md", "/wheel/README.md", "DATA")]


@pytest.fixture
def spec(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Made]]:
    """What the spec calls, by name, with PyInstaller played by Made."""
    calls: dict[str, list[Made]] = {name: [] for name in ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")}

    def player(name: str) -> Any:
        def call(*arguments: Any, **named: Any) -> Made:
            calls[name].append(Made(*arguments, **named))
            return calls[name][-1]

        return call

    hooks = ModuleType("PyInstaller.utils.hooks")
    hooks.collect_data_files = lambda *_, **__: []  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "PyInstaller", ModuleType("PyInstaller"))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils", ModuleType("PyInstaller.utils"))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    monkeypatch.setattr(sys, "path", [*sys.path])
    path = TOP / "packaging/macos/briefpack.spec"
    names = {"SPECPATH": str(path.parent), **{name: player(name) for name in calls}}
    exec(compile(path.read_text(encoding="utf-8"), path, "exec"), names)  # noqa: S102 - as PyInstaller does
    return calls


def test_the_bundle_is_the_product(spec: dict[str, list[Made]]) -> None:
    (made,) = spec["BUNDLE"]
    assert made.named["bundle_identifier"] == product().id
    assert made.named["version"] == product().version
    assert made.named["info_plist"] == plistlib.loads(texts.info_plist())


def test_both_commands_are_in_the_bundle_and_the_window_is_what_opens(spec: dict[str, list[Made]]) -> None:
    names = [each.named["name"] for each in spec["EXE"]]
    assert names == [product().name, product().window]
    # PyInstaller takes from the last whether the program is one of the background.
    assert [each.named["console"] for each in spec["EXE"]] == [True, False]
    assert list(spec["COLLECT"][0].arguments[:2]) == spec["EXE"]
    assert plistlib.loads(texts.info_plist())["CFBundleExecutable"] == names[-1]


def test_nothing_that_speaks_to_a_network_is_in_the_bundle(spec: dict[str, list[Made]]) -> None:
    inside = [path for entries in spec["COLLECT"][0].arguments[2:] for path, _, _ in entries]
    assert inside == ["PySide6/QtCore.abi3.so", "QtCore", "briefpack/resources/README.md", macos.DOCUMENT_ICON.name]
    assert {"_ssl", "http", "urllib.request", "PySide6.QtNetwork"} <= set(spec["Analysis"][0].named["excludes"])
    assert spec["Analysis"][0].named["excludes"] == bundle.lists().without


@pytest.mark.parametrize(
    "name",
    [
        "Frameworks/PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork",
        "Frameworks/lib-dynload/_ssl.cpython-313-darwin.so",
        "Frameworks/libcrypto.3.dylib",
        "Frameworks/PySide6/Qt/plugins/tls/libqopensslbackend.dylib",
    ],
)
def test_a_program_that_could_speak_to_a_network_is_refused(name: str, tmp_path: Path) -> None:
    for each in (product().name, product().window):
        (tmp_path / "Contents/MacOS").mkdir(parents=True, exist_ok=True)
        (tmp_path / "Contents/MacOS" / each).touch()
    macos.check(tmp_path)
    (tmp_path / "Contents" / name).parent.mkdir(parents=True)
    (tmp_path / "Contents" / name).touch()
    with pytest.raises(BuildError, match="can speak to a network"):
        macos.check(tmp_path)


def test_a_program_without_one_of_its_commands_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="The command briefpack is not in"):
        macos.check(tmp_path)


def test_the_icons_that_the_plist_names_are_drawn(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("ICON", "DOCUMENT_ICON"):
        monkeypatch.setattr(macos, name, tmp_path / getattr(macos, name).name)
    monkeypatch.setattr(macos, "WORK", tmp_path)
    macos.draw()
    said = plistlib.loads(texts.info_plist())
    named = {said["CFBundleIconFile"], *(each["UTTypeIconFile"] for each in said["UTExportedTypeDeclarations"])}
    named |= {each["CFBundleTypeIconFile"] for each in said["CFBundleDocumentTypes"] if "CFBundleTypeIconFile" in each}
    assert named == {each.name for each in tmp_path.iterdir()} == {"briefpack.icns", f"{icons.DOCUMENT}.icns"}
    for path in tmp_path.iterdir():
        with Image.open(path) as icon:
            assert icon.format == "ICNS"


def test_the_plist_is_read_by_another_reader(tmp_path: Path) -> None:
    needed("plistutil")
    (tmp_path / "Info.plist").write_bytes(texts.info_plist())
    run(["plistutil", "-i", tmp_path / "Info.plist", "-o", tmp_path / "binary", "-f", "bin"])
    assert (tmp_path / "binary").read_bytes().startswith(b"bplist00")
    assert plistlib.loads((tmp_path / "binary").read_bytes()) == plistlib.loads(texts.info_plist())


def test_the_program_may_do_no_more_than_ctypes_needs() -> None:
    assert plistlib.loads(ENTITLEMENTS.read_bytes()) == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_every_wheel_runs_on_the_oldest_macos_and_is_locked() -> None:
    found = {wheel.name: wheel for wheel in macos.wheels()}
    floor = tuple(int(part) for part in product().floor.macos.split("."))
    assert found["pyside6-essentials"].version == "6.12.0"
    for wheel in found.values():
        assert len(wheel.sha256) == 64
        oldest = min(_macos(tag.platform) for tag in wheel.tags)
        assert oldest <= floor, wheel.file
    assert {each["name"] for each in locks.runtime(macos.PLATFORM, macos.PYTHON)} == set(found)


def _macos(platform: str) -> tuple[int, ...]:
    """The oldest macOS of a wheel's tag; what is for any system runs on each."""
    return (0,) if platform == "any" else tuple(int(part) for part in platform.split("_")[1:3])


@pytest.mark.skipif(sys.platform == "darwin", reason="on macOS it is built")
def test_who_asks_for_a_disk_image_elsewhere_is_told_where_it_can_be_built(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="on macOS only"):
        macos.build(tmp_path)


def test_the_settings_of_the_disk_image_show_program_and_folder(tmp_path: Path) -> None:
    path = TOP / "packaging/macos/dmg.py"
    names: dict[str, Any] = {"defines": {"app": str(tmp_path / macos.APP), "icon": str(macos.ICON)}}
    exec(compile(path.read_text(encoding="utf-8"), path, "exec"), names)  # noqa: S102 - as dmgbuild does
    assert set(names["icon_locations"]) == {macos.APP, *names["symlinks"]}
    (_, (width, height)) = names["window_rect"]
    half = names["icon_size"] / 2
    for x, y in names["icon_locations"].values():
        assert half < x < width - half
        assert half < y < height - half
