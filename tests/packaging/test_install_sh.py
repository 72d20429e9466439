"""The script of the archive, on a tree of a few files: what it installs goes again, and what fails leaves no trace."""

import configparser
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from installers.errors import run
from installers.product import product

from installers import tarball, texts, trees

# The script refuses every other system, and so it should.
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="install.sh is for Linux")

NAME, WINDOW = trees.COMMANDS
ENTRY = Path("share") / "applications" / f"{product().id}.desktop"
#: A folder as people have them, and as only a tester has them.
ODD = """Señora Ольга’s папка, ü 資料, it's "50%" of `a` $HOME\\b"""


class Place(NamedTuple):
    """What was unpacked, a home folder, and a folder with commands that come before the system's."""

    unpacked: Path
    home: Path
    commands: Path

    def sh(self, script: str | Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run it, and leave the number of its process where a command can find it."""
        command = shlex.join(["sh", str(script), *map(str, arguments)])
        return self.say(f"echo $$ >{self.commands}/pid; exec {command}")

    def install(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return self.sh(self.unpacked / "install.sh", *arguments)

    def say(self, line: str) -> subprocess.CompletedProcess[str]:
        """Give a shell a line, as somebody would type it who has nothing but this home."""
        heard = ["/usr/bin/env", "--default-signal=INT"]  # which what runs in the background does not hear
        return subprocess.run(  # noqa: S603 - lines of these tests
            [*heard, "/bin/sh", "-c", line], cwd=self.home, env=self._env(), capture_output=True, text=True, check=False
        )

    def _env(self) -> dict[str, str]:
        return {"HOME": str(self.home), "PATH": f"{self.commands}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

    def instead(self, name: str, script: str) -> None:
        """Put a script in the place of a command of the system."""
        path = self.commands / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def failing_at(self, path: str, failing: str) -> None:
        """A cp that does something else when it comes to a path with that end."""
        self.instead("cp", f'case "$*" in *{path}) {failing} ;; esac\nexec /bin/cp "$@"')


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path / ODD / "unpacked", tmp_path / ODD / "home", tmp_path / "commands")
    for folder in (made.home, made.commands):
        folder.mkdir(parents=True)
    unpack(made.unpacked, "1")
    for cache in ("update-mime-database", "update-desktop-database"):
        made.instead(cache, "exit 0")
    return made


def unpack(root: Path, version: str) -> None:
    """A tree like the archive's."""
    if root.exists():
        shutil.rmtree(root)
    for name in (NAME, WINDOW, "_internal/a b.txt", f"_internal/only-in-{version}"):
        trees.write(root / trees.PROGRAM / name, version)
    trees.write(root / ENTRY, texts.desktop_entry())
    trees.write(root / "share" / "icons" / f"icon-{version}.png", version)
    trees.link(root / "share" / "icons" / "link.png", Path("icon.png"))
    trees.write(root / "install.sh", tarball.script())
    trees.write(root / "libraries", "libc.so.6\n")


def content(root: Path) -> dict[str, str]:
    """Every path below a folder with what is in it."""
    found = {}
    for path in sorted(root.rglob("*")):
        of_file = path.read_text(encoding="utf-8") if path.is_file() and not path.is_symlink() else ""
        found[str(path.relative_to(root))] = str(path.readlink()) if path.is_symlink() else of_file
    return found


def sentence(ran: subprocess.CompletedProcess[str]) -> str:
    """The one line in which the script says why it did not do it."""
    assert ran.returncode != 0
    assert ran.stderr.startswith("install.sh: ")
    assert ran.stderr.count("\n") == 1
    return ran.stderr


def test_the_script_is_what_a_plain_shell_understands() -> None:
    if not shutil.which("shellcheck"):
        pytest.skip("shellcheck is not installed")
    assert run(["shellcheck", "--shell=sh", str(tarball.bundle.HERE / "install.sh")]) == ""


@pytest.mark.parametrize("arguments", [[], ["--prefix", "my own/"]])
def test_the_hint_removes_what_was_installed_when_it_is_typed_as_printed(place: Place, arguments: list[str]) -> None:
    installed = place.install(*arguments)
    assert (installed.returncode, installed.stderr) == (0, "")
    prefix = place.home / (arguments[-1] if arguments else ".local")
    assert (prefix / "bin" / NAME).read_text(encoding="utf-8") == "1"
    hint = next(line for line in installed.stdout.splitlines() if "to remove it: " in line)
    removed = place.say(hint.partition("to remove it: ")[2])
    assert (removed.returncode, removed.stderr) == (0, "")
    assert content(place.home) == {}


def test_the_menu_finds_the_program_in_an_odd_folder(place: Place) -> None:
    assert place.install().returncode == 0
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.read(place.home / ".local" / ENTRY, encoding="utf-8")
    value = parser["Desktop Entry"]["Exec"]
    # First as a value of the file, then as an argument (Desktop Entry Specification, "The Exec key").
    command, files = shlex.split(value.replace("\\\\", "\\"))
    assert command.replace("\\$", "$").replace("\\`", "`").replace("%%", "%") == str(
        place.home / ".local" / trees.PROGRAM / WINDOW
    )
    assert files == "%F"


def test_a_newer_version_takes_the_place_of_the_older_one(place: Place) -> None:
    assert place.install().returncode == 0
    program = place.home / ".local" / trees.PROGRAM
    trees.write(program / "data" / "mine.txt", "mine")
    unpack(place.unpacked, "2")
    for _ in range(2):
        installed = place.install()
        assert (installed.returncode, installed.stderr) == (0, "")
    found = content(place.home / ".local")
    assert found[f"{trees.PROGRAM}/{NAME}"] == "2"
    assert [path for path in found if "only-in-1" in path or "icon-1" in path or "before" in path] == []
    assert found[f"{trees.PROGRAM}/data/mine.txt"] == "mine"
    shutil.rmtree(program / "data")
    assert place.sh(program / "install.sh", "--remove").returncode == 0
    assert content(place.home) == {}


FAILURES = ["_internal/a?b.txt", "icon-2.png", "install.sh"]


@pytest.mark.parametrize("at", FAILURES)
def test_what_fails_midway_leaves_nothing(place: Place, at: str) -> None:
    unpack(place.unpacked, "2")
    place.failing_at(at, "echo cp: no space left >&2; exit 1")
    said = sentence(place.install())
    assert said == f"install.sh: cp: no space left; {NAME} was not installed, and nothing of it was left behind\n"
    assert content(place.home) == {}


@pytest.mark.parametrize("at", FAILURES)
def test_a_newer_version_that_fails_leaves_the_older_one(place: Place, at: str) -> None:
    assert place.install().returncode == 0
    trees.write(place.home / ".local" / trees.PROGRAM / "mine.txt", "mine")
    before = content(place.home)
    unpack(place.unpacked, "2")
    place.failing_at(at, "echo cp: no space left >&2; exit 1")
    assert "the version that was there before is as it was" in sentence(place.install())
    assert content(place.home) == before


@pytest.mark.parametrize("name", ["INT", "TERM", "HUP"])
def test_who_interrupts_it_finds_nothing(place: Place, name: str) -> None:
    place.failing_at("_internal/a?b.txt", f"kill -{name} $(cat {place.commands}/pid)")
    assert "interrupted; " in sentence(place.install())
    assert content(place.home) == {}


@pytest.mark.parametrize("again", [[], ["--remove"]])
@pytest.mark.parametrize("older", [True, False])
def test_one_that_was_killed_is_repeated_or_removed(place: Place, older: bool, again: list[str]) -> None:
    if older:
        assert place.install().returncode == 0
        unpack(place.unpacked, "2")
    place.failing_at("install.sh", f"kill -KILL $(cat {place.commands}/pid)")
    assert place.install().returncode == -signal.SIGKILL
    assert content(place.home) != {}
    (place.commands / "cp").unlink()
    repeated = place.install(*again)
    assert (repeated.returncode, repeated.stderr) == (0, "")
    if not again:
        assert (place.home / ".local" / "bin" / NAME).exists()
        assert place.install("--remove").returncode == 0
    assert content(place.home) == {}


@pytest.mark.parametrize("taken", ["share", "lib", "bin"])
def test_a_folder_that_cannot_be_made_leaves_nothing(place: Place, taken: str) -> None:
    (place.home / ".local").mkdir()
    (place.home / ".local" / taken).write_text("a file", encoding="utf-8")
    before = content(place.home)
    assert f"; {NAME} was not installed" in sentence(place.install())
    assert content(place.home) == before


def test_a_folder_that_cannot_be_written_to_is_named(place: Place) -> None:
    said = sentence(place.install("--prefix", "/proc/here"))  # where root may not write either
    assert "/proc/here" in said
    assert f"; {NAME} was not installed" in said
    assert content(place.home) == {}


@pytest.mark.parametrize("name", [NAME, WINDOW])
def test_a_command_of_another_is_left_alone(place: Place, name: str) -> None:
    theirs = place.home / ".local" / "bin" / name
    trees.link(theirs, Path("../pipx/briefpack"))
    before = content(place.home)
    assert str(theirs) in sentence(place.install())
    assert content(place.home) == before
    theirs.unlink()
    assert place.install().returncode == 0
    theirs.unlink()
    theirs.write_text("of pip", encoding="utf-8")
    assert place.install("--remove").returncode == 0
    assert content(place.home) == {".local": "", ".local/bin": "", f".local/bin/{name}": "of pip"}


def test_one_that_was_moved_is_not_said_to_be_removed(place: Place) -> None:
    assert place.install("--prefix", "here").returncode == 0
    (place.home / "here").rename(place.home / "there")
    assert "nothing was removed" in sentence(place.sh(f"there/{trees.PROGRAM}/install.sh", "--remove"))
    assert (place.home / "there" / trees.PROGRAM / "installed").exists()


def test_libraries_that_the_system_lacks_are_named(place: Place) -> None:
    trees.write(place.unpacked / "libraries", "libc.so.6\nlibnone.so.1\nlibnull.so.2\n")
    place.instead("ldconfig", "printf '\\tlibc.so.6 (libc6,x86-64) => /c\\n\\tlibnone.so.1 (libc6) => /32\\n'")
    installed = place.install()
    assert installed.returncode == 0
    assert installed.stderr.startswith("install.sh: this system lacks libnone.so.1, libnull.so.2; ")
    assert installed.stderr.count("\n") == 1
