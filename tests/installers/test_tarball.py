"""The archive: unpacked, installed and removed by a plain user whose folders have names as people give them."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from installers.product import product
from tests.installers.trying import (
    NOBODY,
    STRANGE,
    System,
    check_opens_by_type,
    check_works,
    differences,
    home_in,
    listing,
)

pytestmark = pytest.mark.installers

Package = Callable[[str], Path]


@pytest.fixture
def user() -> Iterator[System]:
    """Somebody without rights on this machine, in a folder that is open to him."""
    with TemporaryDirectory(prefix="briefpack-") as made:
        Path(made).chmod(0o755)
        yield home_in(Path("/"), Path(made) / STRANGE)


@pytest.fixture
def unpacked(user: System, package: Package) -> str:
    """The folder that the archive makes, where users have what they fetched."""
    archive = package("-linux-x86_64.tar.xz")
    place = user.home / "Descargas y más"
    place.mkdir()
    subprocess.run(["tar", "-C", place, "-xf", archive], check=True)
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", user.home], check=True)
    return str(place / archive.name.removesuffix(".tar.xz"))


def _sh(user: System, script: str, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    return user.run("sh", script, *arguments, **extra)


def _hint(said: str) -> str:
    """The command that removes it again, as it was printed."""
    return next(line for line in said.splitlines() if "to remove it: " in line).partition("to remove it: ")[2]


def test_installs_works_and_goes_without_a_trace(user: System, unpacked: str) -> None:
    before = listing(user.home, ())
    installed = _sh(user, f"{unpacked}/install.sh")
    assert installed.returncode == 0, installed.stderr
    program = user.home / ".local" / "lib" / product().name
    # What was unpacked is not needed any more, and nothing needs to be written beside the program.
    subprocess.run(["chmod", "-R", "a-w", program], check=True)
    check_works(user, str(user.home / ".local" / "bin" / product().name))
    check_opens_by_type(user, str(user.home / ".local" / "share"))
    subprocess.run(["chmod", "-R", "u+w", program], check=True)
    removed = user.run("sh", "-c", _hint(installed.stdout))
    assert removed.returncode == 0, removed.stderr
    left = [path for path in differences(before, listing(user.home, ())) if path.startswith(".local")]
    assert left == []


def test_below_a_folder_of_ones_choice_and_over_an_older_one(user: System, unpacked: str) -> None:
    prefix = user.home / "Meine Programme"
    for _ in range(2):
        installed = _sh(user, f"{unpacked}/install.sh", "--prefix", str(prefix))
        assert installed.returncode == 0, installed.stderr
    entry = (prefix / "share" / "applications" / f"{product().id}.desktop").read_text(encoding="utf-8")
    assert f'Exec="{prefix}/lib/{product().name}/{product().window}" %F' in entry
    removed = user.run("sh", "-c", _hint(installed.stdout))
    assert removed.returncode == 0, removed.stderr
    assert not prefix.exists()


def test_a_folder_that_cannot_be_written_to_is_refused_without_a_trace(user: System, unpacked: str) -> None:
    closed = user.home / ".local" / "share"
    closed.mkdir(parents=True, mode=0o555)
    if os.geteuid() == 0:
        subprocess.run(["chown", f"{NOBODY}:{NOBODY}", closed.parent], check=True)
    refused = _sh(user, f"{unpacked}/install.sh")
    assert refused.returncode == 1
    assert "nothing of it was left behind" in refused.stderr
    assert list(closed.parent.iterdir()) == [closed]


def test_a_full_disk_keeps_the_older_version(user: System, unpacked: str) -> None:
    assert _sh(user, f"{unpacked}/install.sh").returncode == 0
    before = listing(user.home, ())
    # No file may get as long as the longest ones of the program: so cp fails as it would there.
    refused = user.run("sh", "-c", 'trap "" XFSZ; ulimit -f 2000; exec sh "$1"', "sh", f"{unpacked}/install.sh")
    assert refused.returncode == 1
    assert "the version that was there before is as it was" in refused.stderr
    assert differences(before, listing(user.home, ())) == []


def test_what_others_put_into_its_folders_stays(user: System, unpacked: str) -> None:
    assert _sh(user, f"{unpacked}/install.sh").returncode == 0
    theirs = user.home / ".local" / "lib" / product().name / "data" / "mine.txt"
    theirs.parent.mkdir()
    theirs.write_text("mine", encoding="utf-8")
    assert _sh(user, f"{unpacked}/install.sh", "--remove").returncode == 0
    assert theirs.read_text(encoding="utf-8") == "mine"
    assert not (user.home / ".local" / "bin").exists()


def test_a_folder_of_another_is_refused_in_one_line(user: System, unpacked: str) -> None:
    theirs = user.home / ".local" / "lib" / product().name
    theirs.mkdir(parents=True)
    refused = _sh(user, f"{unpacked}/install.sh")
    assert refused.returncode == 1
    assert refused.stderr.startswith("install.sh: ")
    assert refused.stderr.count("\n") == 1
    assert list(theirs.iterdir()) == []


def test_nothing_is_removed_where_nothing_was_installed(user: System, unpacked: str) -> None:
    refused = _sh(user, f"{unpacked}/install.sh", "--remove")
    assert refused.returncode == 1
    assert "nothing was removed" in refused.stderr
