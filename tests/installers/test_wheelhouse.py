"""The wheelhouse, as an institution installs it: no network at all, a user without rights, an awkward path."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from installers.product import OUT, TOP, product
from tests.installers.trying import NOBODY, SAMPLE, build_here, objects

from installers import locks, wheelhouse

pytestmark = pytest.mark.installers

PLATFORM = "linux-x86_64"
NAME = f"{product().name}-{product().version}-wheelhouse-{PLATFORM}"
#: What would be loaded for talking to a network; all of it but the last two is in the wheels of PySide6.
TALKING = re.compile(r"libQt6Network|/plugins/(tls|networkinformation)/|libQt6WebSockets|QtNetwork\.|/libssl|/_ssl\.")


class Desk(NamedTuple):
    """A user without rights in a folder of their own, on a computer without any network."""

    folder: Path

    @property
    def home(self) -> Path:
        """The user's home, with a blank and letters beyond ASCII in its path."""
        return self.folder / "Łukasz, Zoë 北"

    @property
    def program(self) -> Path:
        """The folder to install into."""
        return self.home / "Programme für alle"

    def run(self, *command: str | Path, expect: int = 0, **variables: str) -> subprocess.CompletedProcess[str]:
        """What a command of that user printed; fails the test where it ends with another code than expected."""
        environment = {
            "HOME": str(self.home),
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
        }
        done = subprocess.run(
            [*_without_network(), *map(str, command)],
            cwd=self.home,
            env={**environment, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expect, f"{done.returncode}: {done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done

    def own(self, path: Path) -> Path:
        """Give a file or folder to the user."""
        if os.geteuid() == 0:
            shutil.chown(path, NOBODY, NOBODY)
        return path


def _without_network() -> list[str]:
    """A namespace with nothing in it; as root, then without rights."""
    if os.geteuid() == 0:
        return ["unshare", "--net", "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return ["unshare", "--map-current-user", "--net"]


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    # Not in pytest's own folder, which only its owner may enter.
    with tempfile.TemporaryDirectory(prefix="wheelhouse-") as folder:
        Path(folder).chmod(0o755)
        made = Desk(Path(folder))
        made.home.mkdir()
        made.own(made.home)
        yield made


@pytest.fixture(scope="module")
def archive() -> Path:
    path = OUT / f"{NAME}.tar"
    if not path.is_file():
        pytest.skip(f"{path} is not there; make installers PACKAGES=wheelhouse builds it")
    return path


@pytest.fixture(scope="module")
def unpacked(desk: Desk, archive: Path) -> Path:
    # As a user does; Debian's Python 3.11.2 knows no filters yet.
    subprocess.run(["tar", "-xf", archive, "-C", desk.folder, "--no-same-owner"], check=True)
    return desk.folder / NAME


@pytest.fixture(scope="module")
def installed(desk: Desk, unpacked: Path) -> Path:
    """The program's folder, into which nobody can write any more."""
    told = desk.run("sh", unpacked / "install.sh", desk.program)
    assert f"{product().name} {product().version} is in {desk.program}" in told.stdout
    desk.run("chmod", "-R", "a-w", desk.program)
    return desk.program


def test_there_is_no_network(desk: Desk) -> None:
    devices = desk.run("cat", "/proc/net/dev").stdout.splitlines()[2:]
    assert [line.split(":")[0].strip() for line in devices] == ["lo"]


def test_what_is_installed_is_what_the_lock_says(desk: Desk, installed: Path) -> None:
    found = json.loads(desk.run(installed / "bin/pip", "list", "--format", "json").stdout)
    named = {f"{each['name'].lower()}=={each['version']}".replace("_", "-") for each in found}
    python = desk.run(
        installed / "bin/python", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"
    ).stdout.strip()
    locked = {f"{each['name']}=={each['version']}" for each in locks.runtime(PLATFORM, python)}
    own = f"{product().name}=={product().version}"
    assert {name for name in named if not name.startswith(("pip==", "setuptools=="))} == locked | {own}


def test_the_self_test_passes_in_a_folder_that_cannot_be_written(desk: Desk, installed: Path) -> None:
    report = json.loads(desk.run(installed / "bin/briefpack", "selftest", "--json").stdout)
    assert [each for each in report["tests"] if not each["passed"]] == []
    assert {each["name"] for each in report["tests"]} >= {"fonts", "sqlite", "dataset", "window"}
    assert {each["name"] for each in report["tests"]} >= {"network.inside", "network.silence"}
    assert report["version"] == product().version


def test_no_library_that_talks_to_a_network_is_loaded(desk: Desk, installed: Path) -> None:
    """Told by the loader of the system, with the window opened, while those libraries lie on the disk."""
    assert any(path.name.startswith("libQt6Network") for path in installed.rglob("*.so*"))
    told = desk.run(installed / "bin/briefpack", "selftest", LD_DEBUG="libs").stderr
    loaded = set(re.findall(r"calling init: (\S.*)", told))
    assert any("libQt6Widgets" in path for path in loaded), "the loader tells of the window"
    assert sorted(path for path in loaded if TALKING.search(path)) == []


def test_the_briefing_is_that_of_the_source(desk: Desk, installed: Path, tmp_path: Path) -> None:
    sample = desk.home / "échantillon 1.briefpack"
    shutil.copy(SAMPLE, sample)
    desk.own(sample)
    desk.run(installed / "bin/briefpack", "build", sample, "-o", desk.home / "a b.pdf")
    expected = tmp_path / "expected.pdf"
    build_here(expected)
    theirs = desk.home / "a b.pdf"
    assert objects(theirs) == objects(expected)
    if _zlib(desk, installed / "bin/python") == _zlib(desk, None):
        assert theirs.read_bytes() == expected.read_bytes()


def test_a_pack_opens_in_the_window_of_the_installation(desk: Desk, installed: Path) -> None:
    share = desk.home / ".local/share"
    entry = (share / f"applications/{product().id}.desktop").read_text(encoding="utf-8")
    assert f'Exec="{installed}/bin/{product().window}" %F\n' in entry
    assert (installed / "bin" / product().window).is_file()
    assert (share / f"icons/hicolor/48x48/apps/{product().id}.png").is_file()
    opened = (share / "applications/mimeinfo.cache").read_text(encoding="utf-8").splitlines()
    assert f"application/x-briefpack={product().id}.desktop;" in opened
    assert ":application/x-briefpack:*.briefpack" in (share / "mime/globs2").read_text(encoding="utf-8")


def test_what_another_installation_has_in_the_menu_stays(desk: Desk, unpacked: Path, tmp_path: Path) -> None:
    """The parts of the script alone: no second installation is made."""
    first, second = desk.home / "first", desk.home / "second"
    entry = desk.home / f"menu/applications/{product().id}.desktop"
    entry.parent.mkdir(parents=True)
    for folder in (first, second):
        folder.mkdir()
        (folder / "installed-outside").write_text(f"file {entry}\nfolder {entry.parent}\n", encoding="utf-8")
    entry.write_text(f'[Desktop Entry]\nExec="{second}/bin/{product().window}" %F\n', encoding="utf-8")
    for path in (entry.parent.parent, entry.parent, entry, first, second):
        desk.own(path)
    told = {"XDG_DATA_HOME": str(desk.home / "menu")}
    desk.run("sh", unpacked / "install.sh", "--remove", first, **told)
    assert entry.is_file()
    assert not first.exists()
    desk.run("sh", unpacked / "install.sh", "--remove", second, **told)
    assert not entry.parent.exists()
    (desk.home / "menu").rmdir()


def test_a_folder_that_the_script_has_not_made_is_not_removed(desk: Desk, unpacked: Path) -> None:
    letters = desk.home / "correspondence"
    letters.mkdir()
    told = desk.run("sh", unpacked / "install.sh", "--remove", letters, expect=1)
    assert told.stderr.strip().endswith("nothing was removed.")
    letters.rmdir()


def test_a_changed_wheel_is_refused(desk: Desk, unpacked: Path) -> None:
    changed = desk.folder / "changed"
    changed.mkdir()
    for path in unpacked.iterdir():
        (changed / path.name).symlink_to(path)
    victim = next(changed.glob("annotated_types-*.whl"))
    content = victim.read_bytes()
    victim.unlink()
    victim.write_bytes(content + b"\0")
    told = desk.run("sh", changed / "install.sh", desk.home / "other", expect=1)
    assert "DO NOT MATCH THE HASHES" in told.stderr
    desk.run("rm", "-r", desk.home / "other")


def test_the_script_refuses_a_folder_with_something_else_in_it(desk: Desk, unpacked: Path) -> None:
    letters = desk.home / "letters"
    letters.mkdir()
    desk.own(letters)
    told = desk.run("sh", unpacked / "install.sh", letters, expect=1)
    assert told.stderr.strip().endswith("name another folder: sh install.sh FOLDER")
    assert list(letters.iterdir()) == []
    letters.rmdir()


def test_it_is_removed_without_a_trace(desk: Desk, installed: Path) -> None:
    """The last of those that use the installation. What stays is what the program keeps for its user."""
    desk.run("chmod", "-R", "u+w", installed)
    desk.run("sh", installed / "install.sh", "--remove", installed)
    assert not installed.exists()
    left = {path.relative_to(desk.home).as_posix() for path in desk.home.rglob("*") if path.is_file()}
    left -= {path.name for path in (*desk.home.glob("*.pdf"), *desk.home.glob("*.briefpack"))}
    assert {name for name in left if not name.startswith(f".local/share/{product().name}/")} == set()


def test_the_wheel_is_the_same_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = wheelhouse.wheel(tmp_path / "a")
    monkeypatch.setenv("TZ", "Pacific/Chatham")
    monkeypatch.setenv("LC_ALL", "C")
    before = os.umask(0o077)
    try:
        second = wheelhouse.wheel(tmp_path / "b")
    finally:
        os.umask(before)
    assert first.read_bytes() == second.read_bytes()


def test_the_wheel_has_everything_that_the_program_reads(tmp_path: Path) -> None:
    with zipfile.ZipFile(wheelhouse.wheel(tmp_path)) as built:
        names = set(built.namelist())
    folder = TOP / "resources"
    missing = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and f"briefpack/resources/{path.relative_to(folder).as_posix()}" not in names
    }
    assert missing == set()
    assert "briefpack/resources/i18n/ar/LC_MESSAGES/pack.mo" in names
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests")]


@pytest.mark.parametrize("platform", locks.PLATFORMS)
def test_the_archive_is_the_same_twice(platform: str, tmp_path: Path) -> None:
    own = wheelhouse.wheel(tmp_path / "wheel")
    files = wheelhouse.contents(platform, own)
    sums = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        path = wheelhouse.packed(dict(reversed(files.items())) if sums else files, platform, tmp_path / name)
        sums.append(hashlib.sha256(path.read_bytes()).hexdigest())
        path.unlink()
    assert sums[0] == sums[1]


@pytest.mark.parametrize("platform", locks.PLATFORMS)
def test_every_requirement_has_its_wheel(platform: str, tmp_path: Path) -> None:
    files = wheelhouse.contents(platform, wheelhouse.wheel(tmp_path))
    hashes = re.findall(r"--hash=sha256:(\w+)", files["requirements.txt"].decode())
    assert sorted(hashes) == sorted(
        hashlib.sha256(content).hexdigest() for name, content in files.items() if name.endswith(".whl")
    )


def _zlib(desk: Desk, python: Path | None) -> str:
    command = "import zlib; print(zlib.ZLIB_RUNTIME_VERSION)"
    if python:
        return desk.run(python, "-c", command).stdout
    return subprocess.run([sys.executable, "-c", command], check=True, capture_output=True, text=True).stdout
