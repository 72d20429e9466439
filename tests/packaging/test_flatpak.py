"""The manifest of the Flatpak: whole, pinned, and with no more rights than a window needs."""

import json
import re
import runpy
from pathlib import Path

import pytest
from installers.errors import run
from installers.product import TOP, product
from tests.packaging.tools import needed

from installers import flatpak, locks


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    # As deep as in a clone: the manifest says where its sources are.
    folder = tmp_path / "build" / "installers" / "flatpak"
    monkeypatch.setattr(flatpak, "WORK", folder)
    (tmp_path / "build" / "installers").mkdir(parents=True)
    return flatpak.build(tmp_path)


def test_the_id_is_that_of_the_desktop_entry_and_of_the_metainfo(made: Path) -> None:
    said = json.loads(made.read_text(encoding="utf-8"))
    names = {path.name for path in (made.parent / "share").rglob("*") if path.is_file()}
    assert made.stem == said["id"] == product().id
    assert {f"{said['id']}.desktop", f"{said['id']}.metainfo.xml", f"{said['id']}.png"} <= names
    entry = (made.parent / f"share/applications/{said['id']}.desktop").read_text(encoding="utf-8")
    assert f"Exec={said['command']} %F\n" in entry


def test_it_may_show_a_window_and_nothing_else() -> None:
    assert flatpak.manifest()["finish-args"] == [
        "--share=ipc",
        "--socket=wayland",
        "--socket=fallback-x11",
        "--device=dri",
    ]


def test_every_source_is_locked_by_its_hash() -> None:
    lock = (TOP / "uv.lock").read_text(encoding="utf-8")
    sources = [each for module in flatpak.manifest()["modules"] for each in module["sources"]]
    fetched = [each for each in sources if each["type"] != "dir"]
    assert {each["type"] for each in fetched} == {"file"}
    for each in fetched:
        assert re.search(rf'url = "{re.escape(each["url"])}", hash = "sha256:{each["sha256"]}"', lock)
    names = {each["dest-filename"].partition("-")[0] for each in fetched}
    assert {each["name"].replace("-", "_") for each in locks.runtime("linux-x86_64", "3.13")} <= names
    assert {each.replace("-", "_") for each in flatpak.BUILDERS} <= names


def test_what_fits_every_system_is_what_builds_the_program() -> None:
    assert [each["url"].endswith("-py3-none-any.whl") for each in flatpak._builders()] == [True] * len(flatpak.BUILDERS)


def test_flatpak_builder_reads_it(made: Path) -> None:
    needed("flatpak-builder")
    shown = json.loads(run(["flatpak-builder", "--show-manifest", made], folder=made.parent))
    assert shown["id"] == product().id
    assert [each["name"] for each in shown["modules"]] == ["wheels", product().name]
    assert shown["modules"][0]["sources"][0]["sha256"] == flatpak.manifest()["modules"][0]["sources"][0]["sha256"]


def test_of_qt_only_what_is_listed_is_left(tmp_path: Path) -> None:
    keep = ("PySide6/QtCore.abi3.so", "PySide6/Qt/lib/libQt6Core.so.6")
    drop = ("PySide6/QtNetwork.abi3.so", "PySide6/Qt/lib/libQt6Network.so.6", "PySide6/Qt/plugins/tls/libqopenssl.so")
    for name in (*keep, *drop):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    prune = runpy.run_path(str(TOP / "packaging/flatpak/prune.py"))["prune"]
    assert sorted(prune(tmp_path)) == sorted(keep)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == set(keep)
    assert not (tmp_path / "PySide6/Qt/plugins").exists()
