"""The file tells nothing of where and when it was made: same bytes anywhere, and nobody's name in them."""

import io
import os
import platform
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf  # noqa: TID253 - files are read with it
import pytest
from tests.samples.conftest import TEMPLATES

SAMPLE = Path("resources") / "samples" / "hrc-dialogue.briefpack"
#: Builds each pack or template named on its command line into the working folder.
SCRIPT = """
import sys
from briefpack.cli import main
for name in sys.argv[1:]:
    made = ["--template", name, "--as-of", "2026-11-22"] if "/" not in name else [name]
    assert main(["build", *made, "-o", "sample.pdf" if "/" in name else name + ".pdf"]) == 0
"""
NEPAL = {
    "TZ": "Asia/Kathmandu",
    "LC_ALL": "C",
    "LANG": "C",
    "PYTHONHASHSEED": "1",
    "USER": "zebulon-quux",
    "LOGNAME": "zebulon-quux",
    "USERNAME": "zebulon-quux",
    "HOSTNAME": "quux-machine",
    "EMAIL": "zebulon@quux.example",
}
#: 7 hours and a day away at most hours, and a number written with a comma.
CHILE = {
    "TZ": "America/Santiago",
    "LC_ALL": "de_DE.UTF-8",
    "LANG": "de_DE.UTF-8",
    "PYTHONHASHSEED": "4711",
    "SOURCE_DATE_EPOCH": "1",
    "USER": "someone",
}


def made_in(folder: Path, surroundings: dict[str, str], root: Path, *names: str) -> dict[str, bytes]:
    """The files of a process of its own, in a working folder and a home of its own."""
    for name in ("work place", "home"):
        (folder / name).mkdir(parents=True)
    environment = {**os.environ, **surroundings, "HOME": str(folder / "home"), "BRIEFPACK_DATA": str(folder / "data")}
    subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", SCRIPT, *[str(root / name) if "/" in name else name for name in names]],
        env={key: value for key, value in environment.items() if not key.startswith("XDG_")},
        cwd=folder / "work place",
        capture_output=True,
        check=True,
    )
    return {path.stem: path.read_bytes() for path in (folder / "work place").glob("*.pdf")}


@pytest.fixture(scope="module")
def far_away(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, bytes]:
    """The sample pack and every template, made in Nepal by Zebulon Quux."""
    return made_in(tmp_path_factory.mktemp("of-zebulon"), NEPAL, root, str(SAMPLE), *TEMPLATES)


def test_the_same_pack_makes_the_same_bytes_in_other_surroundings(
    far_away: dict[str, bytes], tmp_path: Path, root: Path
) -> None:
    here = made_in(tmp_path, CHILE, root, str(SAMPLE))
    assert here == {"sample": far_away["sample"]}


@pytest.mark.long
def test_every_template_makes_the_same_bytes_in_other_surroundings(
    far_away: dict[str, bytes], tmp_path: Path, root: Path
) -> None:
    assert made_in(tmp_path, CHILE, root, str(SAMPLE), *TEMPLATES) == far_away


def test_dates_are_the_packs_own_and_the_id_is_its_contents(far_away: dict[str, bytes]) -> None:
    identities = set()
    for content in far_away.values():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20261122000000Z"
            first, second = map(bytes, pdf.trailer.ID)
            assert first == second
            identities.add(first)
    assert len(identities) == len(far_away) == 7


def everything(content: bytes) -> Iterator[bytes]:
    """The file as it is, every object and stream of it in plain, and what lies in the packs inside."""
    yield content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield pdf.trailer.unparse()
        for held in pdf.objects:
            yield held.unparse(resolved=True)
            if isinstance(held, pikepdf.Stream):
                plain = held.read_bytes()
                yield plain
                if plain.startswith(b"PK"):
                    with zipfile.ZipFile(io.BytesIO(plain)) as inside:
                        yield from map(_unpacked(inside), inside.infolist())
            elif isinstance(held, pikepdf.Dictionary):
                yield from (str(value).encode() for value in held.values() if isinstance(value, pikepdf.String))


def _unpacked(inside: zipfile.ZipFile) -> Any:
    return lambda entry: b"%s %r %s" % (entry.filename.encode(), entry.extra, inside.read(entry))


#: What tools write of themselves and of the time where they ran.
TOOLS = ("ReportLab", "reportlab", "HarfBuzz", "pikepdf", "anonymous", "untitled", "+05'45", "+05:45", "+0545")
FOLDERS = ("of-zebulon", "work place", "site-packages", "/tmp/")  # noqa: S108 - looked for, not used


def traces(root: Path, content: bytes) -> set[str]:
    """What of its surroundings, its maker or its tools a file gives away."""
    names = {value for key, value in NEPAL.items() if key not in {"LC_ALL", "LANG", "PYTHONHASHSEED"}}
    names |= {*TOOLS, *FOLDERS, "Zebulon-Quux", str(root), str(Path.home()), sys.prefix, sys.base_prefix}
    if len(platform.node()) > 4:
        names.add(platform.node())
    pattern = re.compile("|".join(map(re.escape, sorted(names))).encode())
    return {found.decode() for each in everything(content) for found in pattern.findall(each)}


@pytest.mark.parametrize("name", ["sample", *TEMPLATES])
def test_nothing_in_a_file_tells_who_made_it_where_and_with_what(
    far_away: dict[str, bytes], root: Path, name: str
) -> None:
    assert traces(root, far_away[name]) == set()


def test_a_trace_would_be_seen(far_away: dict[str, bytes], root: Path) -> None:
    with pikepdf.open(io.BytesIO(far_away["one-page-brief"])) as pdf:
        pdf.docinfo.Author = "Zebulon-Quux"
        pdf.pages[0].Contents.write(pdf.pages[0].Contents.read_bytes() + b"% made in /tmp/somewhere")
        spoilt = io.BytesIO()
        pdf.save(spoilt)
    assert {"Zebulon-Quux", "/tmp/"} <= traces(root, spoilt.getvalue())  # noqa: S108
