"""The resources are found in a clone, in a wheel and nowhere else."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from briefpack.app import resources


def test_a_clone_has_its_resources_at_the_top(root: Path) -> None:
    assert resources.find_top(root / "src" / "briefpack") == root / "resources"


def test_a_file_is_read_by_its_path_inside_the_folder(root: Path) -> None:
    assert resources.read("dataset/vocab.json") == (root / "resources/dataset/vocab.json").read_bytes()


def test_a_folder_gives_its_files_by_name(dataset_texts: dict[str, bytes]) -> None:
    assert resources.folder("dataset") == dataset_texts


@pytest.mark.parametrize("read", [resources.read, resources.folder])
def test_what_is_missing_is_named(read: object) -> None:
    assert callable(read)
    with pytest.raises(resources.ResourcesMissingError, match=r"no-such-thing is missing in .*Install briefpack again"):
        read("no-such-thing")


def test_a_package_without_resources_says_so(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "python" / "briefpack"
    with pytest.raises(resources.ResourcesMissingError, match="“resources” is missing beside"):
        resources.find_top(package)


def test_a_stray_folder_of_the_same_name_is_not_ours(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "briefpack"
    (package / "resources").mkdir(parents=True)
    with pytest.raises(resources.ResourcesMissingError):
        resources.find_top(package)


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built without isolation and therefore without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)  # noqa: S603 - a fixed command
    return next(folder.glob("*.whl"))


def test_an_installed_wheel_finds_its_resources(wheel: Path, tmp_path: Path, dataset_texts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    script = (
        "import briefpack; from briefpack.app import resources;"
        "print(briefpack.__file__, len(resources.folder('dataset')), len(resources.read('fonts/NotoSans-Regular.ttf')))"
    )
    answer = subprocess.run(  # noqa: S603 - a fixed command
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert Path(answer[0]).is_relative_to(tmp_path)
    assert int(answer[1]) == len(dataset_texts)
    assert int(answer[2]) > 100_000


def test_a_wheel_carries_its_licences_and_no_article(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    licences = [name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name]
    assert {"LICENSE", "OFL-NotoSans.txt", "OFL-NotoSerif.txt", "OFL-NotoSansSymbols2.txt", "NOTICE.md"} <= set(
        licences
    )
    assert not [name for name in names if name.endswith(".txt") and "/dataset/" in name]
