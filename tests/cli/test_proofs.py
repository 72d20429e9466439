"""verify, inspect, extract, and what build puts into a PDF, as a person meets them."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf  # noqa: TID253 - what looks into the files
import pytest

from briefpack import cli

if TYPE_CHECKING:
    from tests.cli.conftest import Run, Workshop


@pytest.fixture
def pdf(pack: Path, run: "Run") -> Path:
    """The PDF of the pack in the working folder."""
    assert run("build", "brief.briefpack", "-o", "brief.pdf").code == 0
    return pack.with_suffix(".pdf")


def test_build_carries_the_pack_and_verify_proves_it(pdf: Path, run: "Run") -> None:
    answer = run("verify", "brief.pdf")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("brief.pdf is verified.\n")


def test_verify_of_an_altered_file_is_no(pdf: Path, run: "Run") -> None:
    with pikepdf.open(pdf, allow_overwriting_input=True) as opened:
        opened.pages[0].Annots[0].Rect[0] = 1
        opened.save(pdf)
    answer = run("verify", "brief.pdf")
    assert answer.code == 1
    assert "NOT verified" in answer.out
    assert "a link on page 1" in answer.out


def test_verify_answers_a_program(pdf: Path, run: "Run") -> None:
    answer = run("verify", "brief.pdf", "--json")
    assert json.loads(answer.out)["verified"] is True


def test_a_pack_file_is_verified(pack: Path, run: "Run") -> None:
    assert run("verify", "brief.briefpack").code == 0


@pytest.mark.parametrize("command", ["verify", "inspect"])
def test_a_file_that_is_not_there_or_cannot_be_read_is_wrong(home: Path, run: "Run", command: str) -> None:
    (home / "text.pdf").write_text("no PDF")
    for name in ("nowhere.pdf", "text.pdf", "."):
        answer = run(command, name)
        assert (answer.code, answer.out) == (2, "")
        assert len(answer.err.strip().splitlines()) == 1


def test_extract_gives_the_pack_back_byte_for_byte(pdf: Path, pack: Path, run: "Run") -> None:
    answer = run("extract", "brief.pdf", "-o", "again.briefpack")
    assert (answer.code, answer.out) == (0, "again.briefpack: the pack of brief.pdf.\n")
    assert Path("again.briefpack").read_bytes() == pack.read_bytes()
    assert run("build", "again.briefpack", "-o", "again.pdf").code == 0
    assert Path("again.pdf").read_bytes() == pdf.read_bytes()


def test_build_takes_a_pdf_for_its_pack(pdf: Path, run: "Run") -> None:
    assert run("build", "brief.pdf", "-o", "again.pdf").code == 0
    assert Path("again.pdf").read_bytes() == pdf.read_bytes()
    assert run("build", "brief.pdf", "-o", "brief.pdf").code == 2


def test_extract_never_writes_over_the_pdf_or_under_its_kind_of_name(pdf: Path, run: "Run") -> None:
    before = pdf.read_bytes()
    assert run("extract", "brief.pdf", "-o", "brief.pdf").code == 2
    assert "Choose a name that ends in .briefpack" in run("extract", "brief.pdf", "-o", "other.pdf").err
    assert pdf.read_bytes() == before
    assert not Path("other.pdf").exists()


def test_without_its_pack_a_pdf_has_none_to_give(pack: Path, run: "Run") -> None:
    assert run("build", "brief.briefpack", "-o", "bare.pdf", "--no-pack").code == 0
    answer = run("extract", "bare.pdf", "-o", "x.briefpack")
    assert answer.code == 2
    assert answer.err.startswith("briefpack: bare.pdf carries no pack: ")
    assert not Path("x.briefpack").exists()
    assert run("verify", "bare.pdf").code == 0
    with pikepdf.open("bare.pdf") as opened:
        assert list(opened.attachments) == ["manifest.json"]


def test_a_pdf_for_the_public_carries_a_manifest_of_what_it_shows(pack: Path, run: "Run") -> None:
    assert run("build", "brief.briefpack", "-o", "public.pdf", "--audience", "public").code == 0
    with pikepdf.open("public.pdf") as opened:
        assert list(opened.attachments) == ["manifest.json"]
        spec = opened.Root.AF[0]
        assert spec.AFRelationship == "/Data"
        record = json.loads(spec.EF.F.read_bytes())
    assert set(record) == {
        "format", "schema_version", "program", "title", "content_hash", "as_of", "dataset", "sources", "items", "texts"
    }  # fmt: skip
    assert all(set(item) == {"id", "printed"} for item in record["items"])


def test_what_is_left_out_for_the_public_is_told_and_not_in_the_file(
    home: Path, brief: bytes, workshop: "Workshop", run: "Run"
) -> None:
    parts = workshop.parts(brief)
    quote = next(each["item"] for each in parts["items.json"] if each["kind"] == "quote")
    quote["usable_publicly"], quote["usable_note"] = "background-only", "Not for print."
    used = {entry["item"] for section in parts["pack.json"]["sections"] for entry in section["entries"]}
    if quote["id"] not in used:
        parts["pack.json"]["sections"][0]["entries"].append({"id": "e9999", "item": quote["id"]})
    (home / "closed.briefpack").write_bytes(workshop.whole(parts))
    answer = run("build", "closed.briefpack", "-o", "public.pdf", "--audience", "public")
    assert answer.code == 0
    assert quote["id"] in answer.err
    with pikepdf.open("public.pdf") as opened:
        assert quote["id"].encode() not in opened.Root.AF[0].EF.F.read_bytes()


# The copy that asks for a password.


def opens_with(name: str, password: str) -> bool:
    with pikepdf.open(name, password=password) as opened:
        return opened.is_encrypted


def test_the_password_comes_from_a_file_or_the_input(pack: Path, run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    Path("secret").write_text("geheim\nsecond line\n", encoding="utf-8")
    answer = run("build", "brief.briefpack", "-o", "a.pdf", "--password-copy", "b.pdf", "--password-file", "secret")
    assert answer.code == 0
    assert "It is no PDF/A" in answer.out
    assert opens_with("b.pdf", "geheim")
    assert run("verify", "a.pdf").code == 0
    assert run("verify", "b.pdf").code == 2
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"another\n")))
    assert run("build", "brief.briefpack", "-o", "a.pdf", "--password-copy", "b.pdf", "--password-file", "-").code == 0
    assert opens_with("b.pdf", "another")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "is empty"), (b"\n", "is empty"), (b"\xff\xfe\xff", "not readable text"), (b"x" * 200, "too long")],
)
def test_a_password_that_cannot_be_used_is_refused_before_anything_is_written(
    pack: Path, run: "Run", content: bytes, sentence: str
) -> None:
    Path("secret").write_bytes(content)
    answer = run("build", "brief.briefpack", "-o", "a.pdf", "--password-copy", "b.pdf", "--password-file", "secret")
    assert answer.code == 2
    assert sentence in answer.err
    assert not Path("a.pdf").exists()


def test_it_is_asked_for_twice_and_never_shown(pack: Path, run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    typed = iter(["geheim", "gehiem", "geheim", "geheim"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    answer = run("build", "brief.briefpack", "-o", "a.pdf", "--password-copy", "b.pdf")
    assert (answer.code, "two passwords differ" in answer.err) == (2, True)
    assert not Path("a.pdf").exists()
    answer = run("build", "brief.briefpack", "-o", "a.pdf", "--password-copy", "b.pdf")
    assert answer.code == 0
    assert "geheim" not in answer.out + answer.err


def test_where_nobody_can_be_asked_the_way_is_named(pack: Path, run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    answer = run("build", "brief.briefpack", "-o", "a.pdf", "--password-copy", "b.pdf")
    assert answer.code == 2
    assert "--password-file" in answer.err


@pytest.mark.parametrize("copy", ["a.pdf", "brief.briefpack", "x.briefpack"])
def test_the_copy_has_a_name_of_its_own(pack: Path, run: "Run", copy: str) -> None:
    Path("secret").write_text("geheim")
    before = pack.read_bytes()
    answer = run("build", "brief.briefpack", "-o", "a.pdf", "--password-copy", copy, "--password-file", "secret")
    assert answer.code == 2
    assert not Path("a.pdf").exists()
    assert pack.read_bytes() == before


# Ways in.


def test_files_named_alone_open_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(cli, "_window", lambda files=(): opened.append(list(files)) or 0)
    for given in (["a.pdf"], ["a.briefpack", "B.PDF"]):
        assert cli.main(given) == 0
    assert opened == [["a.pdf"], ["a.briefpack", "B.PDF"]]


def test_quick_answers_load_no_pikepdf(process: "Run", home: Path) -> None:
    probe = home / "probe.py"
    probe.write_text(
        "import sys\nfrom briefpack.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "sys.exit('pikepdf' in sys.modules)\n"
    )
    for arguments in (["--version"], ["templates"], ["build", "--template", "one-page-brief", "-o", "a.pdf"]):
        done = subprocess.run([sys.executable, str(probe), *arguments], check=False, capture_output=True)  # noqa: S603
        assert done.returncode == 0, arguments


def test_the_help_says_what_each_command_is_for(run: "Run") -> None:
    for command in ("verify", "inspect", "extract", "build"):
        answer = run(command, "--help")
        assert answer.code == 0
        assert answer.out.count("\n") > 5
