"""Writing a file whole or not at all: the old file stays, nothing is left beside it, the sentence says what to do."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefpack.pack.safewrite import FileProblem, read_some, why, write_whole


def failing(number: int) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.briefpack"
    path.write_bytes(b"the old words")
    return path


def untouched(path: Path) -> bool:
    return path.read_bytes() == b"the old words" and [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_file_is_replaced_whole(old: Path) -> None:
    write_whole(old, b"new")
    assert old.read_bytes() == b"new"
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full. Free some space and try again; the old file is untouched."),
        (errno.EDQUOT, "the disk is full"),
        (errno.EFBIG, "the file is too large for this disk."),
        (errno.EIO, f"{os.strerror(errno.EIO)}."),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_gives_up_leaves_the_old_file(
    old: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, words: str
) -> None:
    target: Any = os if step == "fsync" else Path
    monkeypatch.setattr(target, step, failing(number))
    with pytest.raises(FileProblem) as caught:
        write_whole(old, b"new")
    assert str(caught.value).startswith(f"{old} could not be written: {words}")
    assert untouched(old)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "you may not do that in this folder. Choose another folder."),
        (errno.EPERM, "you may not do that in this folder. Choose another folder."),
        (errno.EROFS, "the disk is read-only. Choose another folder."),
    ],
)
def test_a_folder_that_may_not_be_written_is_said(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    monkeypatch.setattr(Path, "open", failing(number))
    with pytest.raises(FileProblem) as caught:
        write_whole(old, b"new")
    monkeypatch.undo()
    assert str(caught.value) == f"{old} could not be written: {words}"
    assert untouched(old)


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_keeps_its_file(old: Path) -> None:
    old.parent.chmod(0o500)
    try:
        with pytest.raises(FileProblem, match="you may not do that in this folder"):
            write_whole(old, b"new")
    finally:
        old.parent.chmod(0o700)
    assert untouched(old)


def test_a_folder_whose_tidying_fails_too_still_gives_the_first_reason(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
    monkeypatch.setattr(Path, "unlink", failing(errno.EACCES))
    with pytest.raises(FileProblem, match="the disk is full"):
        write_whole(old, b"new")
    assert old.read_bytes() == b"the old words"


def test_an_interrupted_writer_leaves_nothing_behind(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(old, b"new")
    assert untouched(old)


def test_a_missing_folder_is_said_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "a.briefpack"
    with pytest.raises(FileProblem) as caught:
        write_whole(path, b"new")
    assert str(caught.value) == (f"{path} could not be written: there is no such file or folder. Check the path.")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_a_folder_is_said(old: Path) -> None:
    with pytest.raises(FileProblem, match="part of the path is a file, not a folder"):
        write_whole(old / "a.briefpack", b"new")
    assert untouched(old)


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(FileProblem, match="this is a folder"):
        write_whole(folder, b"new")
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("path", [".", "/"])
def test_a_path_without_a_name_is_a_folder(path: str) -> None:
    with pytest.raises(FileProblem, match=r"this is a folder. Give the name of a file\.$"):
        write_whole(Path(path), b"new")


def test_a_name_too_long_for_the_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"the name is too long\. Choose a shorter one"):
        write_whole(tmp_path / ("x" * 300), b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"none could not be opened: there is no such file or folder\. Check"):
        read_some(tmp_path / "none", 10)


def test_a_folder_cannot_be_read_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="this is a folder"):
        read_some(tmp_path, 10)


def test_no_more_is_read_than_the_limit(old: Path) -> None:
    assert read_some(old, 13) == b"the old words"
    with pytest.raises(FileProblem, match="was not opened"):
        read_some(old, 12)


def test_an_error_without_a_number_is_still_a_sentence() -> None:
    assert why(OSError("odd")) == "odd."
