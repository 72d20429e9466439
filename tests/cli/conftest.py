"""The command line in this process and as a process of its own, on one library compiled for all of these tests."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefpack.app import libraries
from briefpack.cli import main
from briefpack.pack.packfile import ITEMS, MANIFEST, PACK


class Answer(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the compiled library in it."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFPACK_DATA", str(folder))
        libraries.bundled_library()
    return folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder; nothing of the user's own is read or written."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("BRIEFPACK_DATA", str(compiled))
    monkeypatch.delenv("BRIEFPACK_ARTICLES", raising=False)
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""

    def run(*arguments: str | Path) -> Answer:
        capsys.readouterr()
        try:
            code = main([str(each) for each in arguments])
        except SystemExit as ended:  # argparse's way to end
            code = ended.code if isinstance(ended.code, int) else 0
        return Answer(code, *capsys.readouterr())

    return run


@pytest.fixture
def start() -> Callable[..., "subprocess.Popen[str]"]:
    """Starts a command as a process."""

    def start(*arguments: str | Path, **more: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-W", "error", "-m", "briefpack", *map(str, arguments)]
        return subprocess.Popen(  # noqa: S603 - our own program
            command, env={**os.environ, **more}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    return start


@pytest.fixture
def process(start: Callable[..., "subprocess.Popen[str]"]) -> Run:
    """Runs a command as a process to its end."""

    def process(*arguments: str | Path, **more: str) -> Answer:
        running = start(*arguments, **more)
        out, err = running.communicate(timeout=120)
        return Answer(running.returncode, out, err)

    return process


@pytest.fixture(scope="session")
def brief(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The content of a small pack file."""
    path = tmp_path_factory.mktemp("packs") / "brief.briefpack"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFPACK_DATA", str(compiled))
        assert main(["new", "--template", "one-page-brief", "--as-of", "2026-11-22", "-o", str(path)]) == 0
    return path.read_bytes()


@pytest.fixture
def pack(home: Path, brief: bytes) -> Path:
    """A pack file in the working folder."""
    path = home / "brief.briefpack"
    path.write_bytes(brief)
    return path


class Workshop:
    """Takes pack files apart and puts them together in ways that the program never would."""

    def parts(self, content: bytes) -> dict[str, Any]:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return {name: json.loads(archive.read(name)) for name in archive.namelist()}

    def whole(self, parts: dict[str, Any], honest: bool = True) -> bytes:
        """A file of these members; with `honest` its manifest agrees with them."""
        texts = {name: json.dumps(parts[name]).encode() for name in (PACK, ITEMS)}
        manifest = dict(parts[MANIFEST])
        if honest:
            manifest["sha256"] = {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}
        return self.archive({MANIFEST: json.dumps(manifest).encode(), **texts})

    def archive(self, members: dict[str, bytes]) -> bytes:
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return stream.getvalue()

    def members(self, content: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def changed(self, content: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
        """The file after a change to its members that its manifest agrees with."""
        parts = self.parts(content)
        change(parts)
        return self.whole(parts)


@pytest.fixture
def workshop() -> Workshop:
    return Workshop()


@pytest.fixture
def unchanged(home: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves anything behind in the working folder, or changes the pack in it."""
    if "pack" in request.fixturenames:
        request.getfixturevalue("pack")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    yield
    after = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert after == before
