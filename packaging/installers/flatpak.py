"""The manifest from which flatpak-builder makes the Flatpak: no network and no files but those that the user chooses.

Only the manifest is made here, and what it takes besides wheels; building needs a runtime, which Flathub has.
"""

import json
from pathlib import Path
from typing import Any

from installers import icons, locks, texts
from installers.product import BUILD, product

WORK = BUILD / "flatpak"
RUNTIME = ("org.freedesktop.Platform", "org.freedesktop.Sdk", "25.08")
#: Of that runtime.
PYTHON, PLATFORM = "3.13", "linux-x86_64"
#: All that it may do: show a window. Files come through the portal, one by one, as the user chooses them.
ALLOWED = ("--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri")
#: What makes a wheel of the sources, where nothing can be fetched.
BUILDERS = ("hatchling", "packaging", "pathspec", "pluggy", "trove-classifiers")
#: Of the clone; nothing of these is needed, and some are large.
SKIPPED = (".git", ".venv", ".fonts", "build", "dist", "output", "tests")

Manifest = dict[str, Any]


def build(_out: Path) -> Path:
    """The manifest, with the folder that it takes in beside it: a step of a build, and no package yet."""
    share()
    path = WORK / f"{product().id}.json"
    path.write_text(json.dumps(manifest(), indent=2) + "\n", encoding="utf-8")
    return path


def manifest() -> Manifest:
    """What flatpak-builder is told. The folders in it are those seen from the manifest's own."""
    of = product()
    platform, sdk, version = RUNTIME
    return {
        "id": of.id,
        "runtime": platform,
        "runtime-version": version,
        "sdk": sdk,
        "command": of.name,
        "finish-args": list(ALLOWED),
        "modules": [_wheels(), _program()],
    }


def _wheels() -> Manifest:
    wanted = {f"sha256:{wheel.sha256}" for wheel in locks.wheels(PLATFORM, PYTHON)}
    entries = [each for package in locks.locked() for each in package.get("wheels", ()) if each["hash"] in wanted]
    return {
        "name": "wheels",
        "buildsystem": "simple",
        "build-commands": ["pip3 install --no-index --no-deps --prefix=${FLATPAK_DEST} *.whl"],
        "sources": [_source(each) for each in entries],
    }


def _program() -> Manifest:
    site = f"${{FLATPAK_DEST}}/lib/python{PYTHON}/site-packages"
    return {
        "name": product().name,
        "buildsystem": "simple",
        "build-commands": [
            "pip3 install --no-index --no-deps --target=building builders/*.whl",
            "PYTHONPATH=building pip3 install --no-index --no-deps --no-build-isolation --prefix=${FLATPAK_DEST} .",
            f"python3 packaging/flatpak/prune.py {site}",
            "cp -r share ${FLATPAK_DEST}/",
        ],
        "sources": [
            {"type": "dir", "path": "../../..", "skip": list(SKIPPED)},
            {"type": "dir", "path": "share", "dest": "share"},
            *({**_source(each), "dest": "builders"} for each in _builders()),
        ],
    }


def _builders() -> list[locks.Locked]:
    """Those that are alike on every system: one wheel each."""
    return [package["wheels"][0] for package in locks.locked() if package["name"] in BUILDERS]


def _source(entry: locks.Locked) -> Manifest:
    """A wheel of uv.lock as flatpak-builder fetches it."""
    url, sha256 = entry["url"], entry["hash"].removeprefix("sha256:")
    return {"type": "file", "url": url, "sha256": sha256, "dest-filename": url.rpartition("/")[2]}


def share() -> Path:
    """The folder with what the desktop is told; Flatpak exports only what has the program's id for a name."""
    of, folder = product(), WORK / "share"
    told = {
        f"applications/{of.id}.desktop": texts.desktop_entry(of.name),
        f"metainfo/{of.id}.metainfo.xml": texts.metainfo(),
        f"mime/packages/{of.id}.xml": texts.mime_xml(),
        f"man/man1/{of.name}.1": texts.man_page(),
    }
    for name, text in told.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    icons.pngs(folder / "icons")
    return folder
