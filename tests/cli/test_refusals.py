"""Bad input: one clear sentence on stderr, the documented exit code, and nothing written, half or whole."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefpack import commands
from briefpack.app import build, libraries, resources
from briefpack.pack import safewrite
from briefpack.pack.packfile import ITEMS, MANIFEST, PACK

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Run, Workshop

pytestmark = pytest.mark.usefixtures("unchanged")
BRIEF = ("build", "--template", "one-page-brief", "-o", "out.pdf")


def refused(answer: "Answer", code: int, *words: str) -> None:
    """The answer is one line on stderr that holds these words, and nothing else."""
    assert answer.code == code, answer
    assert answer.out == ""
    assert answer.err.count("\n") == 1, answer.err
    assert answer.err.startswith("briefpack")
    assert answer.err.rstrip()[-1] in ".p)"  # a whole sentence, or the address of the help
    assert "Traceback" not in answer.err
    for each in words:
        assert each in answer.err, answer.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "--template", "nope", "-o", "out.pdf"), ("no template “nope”", "one-page-brief, hrc-dialogue")),
        (("new", "--template", "nope", "-o", "out.briefpack"), ("no template “nope”",)),
        (("build", "-o", "out.pdf"), ("Give either a pack file or --template",)),
        (("build", "a.briefpack", "--template", "T01", "-o", "out.pdf"), ("Give either a pack file or --template",)),
        (("build", "a.briefpack", "-o", "out.pdf"), ("a.briefpack could not be opened: there is no such file",)),
        (("build", ".", "-o", "out.pdf"), ("this is a folder. Give the name of a file",)),
        ((*BRIEF, "--marking", "x" * 41), ("(marking)", "at most 40 characters")),
        ((*BRIEF, "--title", "x" * 301), ("(title)", "at most 300 characters")),
        ((*BRIEF, "--paper", "a5"), ("--paper", "'a4', 'letter'")),
        (("new", "--template", "T01"), ("required: -o",)),
        (("new", "-o", "out.briefpack"), ("required: --template",)),
        (("search", "upr", "--from", "2026-02-30"), ("“2026-02-30” is a day that does not exist",)),
        (("search", "upr", "--to", "yesterday"), ("“yesterday” is not a date",)),
        (("search", "upr", "--limit", "-1"), ("--limit", "give 0 or more")),
        (("search", "upr", "--limit", "many"), ("--limit", "“many”")),
        (("dataset", "check", "--folder", "nowhere"), ("There is no folder nowhere",)),
        (("dataset", "check", "--articles", "nowhere"), ("There is no folder nowhere",)),
        (("dataset", "check", "--articles", "."), ("There are no files in .",)),
        (("dataset",), ("required: what",)),
        (("bogus",), ("invalid choice: 'bogus'",)),
        (("show",), ("required: ID",)),
        (("show", "a", "b"), ("unrecognized arguments: b",)),
    ],
)
def test_a_wrong_command_is_refused(run: "Run", arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    refused(run(*arguments), 2, *words)


@pytest.mark.parametrize("option", ["--date", "--as-of"])
@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-02-30", "is a day that does not exist"),
        ("2026-13-01", "is a day that does not exist"),
        ("2026-00-10", "is a day that does not exist"),
        ("0000-01-01", "is a day that does not exist"),
        ("2026", "must be a full day, such as 2026-11-22"),
        ("2026-11", "must be a full day, such as 2026-11-22"),
        ("tomorrow", "is not a date"),
        ("22.11.2026", "is not a date"),
        ("2026-1-2", "is not a date"),
        ("٢٠٢٦-٠١-٠١", "is not a date"),
        ("2026-11-22T10:00", "is not a date"),
        ("", "is not a date"),
    ],
)
def test_an_impossible_day_is_refused(run: "Run", pack: Path, option: str, day: str, words: str) -> None:
    name = f"The {option[2:]}"
    refused(run("build", pack, option, day, "-o", "out.pdf"), 2, words, name if option == "--date" else "The as-of")
    refused(run("new", "--template", "T01", option, day, "-o", "out.briefpack"), 2, words)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_last_days_of_the_calendar_are_days(run: "Run", day: str) -> None:
    answer = run("new", "--template", "hrc-dialogue", "--as-of", day, "-o", os.devnull)
    assert (answer.code, answer.err) == (0, "")


def test_an_unknown_item_is_the_answer_no(run: "Run") -> None:
    refused(run("show", "ev-no-such-thing"), 1, "there is no item ev-no-such-thing", "briefpack search WORDS")


# Characters that no font has.


def test_a_marking_no_font_can_print_is_named_with_its_place(run: "Run", pack: Path) -> None:
    refused(run("build", pack, "--marking", "机密", "-o", "out.pdf"), 2, "“机” (U+673A) in the marking.")


def test_a_title_no_font_can_print_is_named_with_its_place(run: "Run") -> None:
    refused(run(*BRIEF, "--title", "Brief 秘"), 2, "“秘” (U+79D8) in the title.")


@pytest.mark.parametrize(
    ("key", "place"),
    [("bottom-line", "section “bottom-line”"), ("objective", "section “Objective”"), ("if-raised", "“If raised”")],
)
def test_own_text_no_font_can_print_is_named_with_its_place(
    run: "Run", brief: bytes, workshop: "Workshop", tmp_path: Path, key: str, place: str
) -> None:
    def write(parts: dict[str, Any]) -> None:
        (section,) = [section for section in parts[PACK]["sections"] if section["key"] == key]
        section["entries"][0]["text"] = "We ask for 人权."

    path = tmp_path / "own.briefpack"
    path.write_bytes(workshop.changed(brief, write))
    refused(run("build", path, "-o", "out.pdf"), 2, "“人” (U+4EBA) in", place)


# Pack files that are not as they should be.


def newer(workshop: "Workshop", content: bytes) -> bytes:
    parts = workshop.parts(content)
    parts[MANIFEST]["schema_version"] = 99
    return workshop.whole(parts)


def altered(workshop: "Workshop", content: bytes) -> bytes:
    parts = workshop.parts(content)
    parts[PACK]["title"] = "Another title"
    return workshop.whole(parts, honest=False)


def bomb(workshop: "Workshop", content: bytes) -> bytes:
    return workshop.archive({**workshop.members(content), PACK: b"[" * 100_000_000})


def outside(workshop: "Workshop", content: bytes) -> bytes:
    return workshop.archive({**workshop.members(content), "../../evil.txt": b"x"})


def absolute(workshop: "Workshop", content: bytes) -> bytes:
    return workshop.archive({**workshop.members(content), "/etc/evil": b"x"})


def incomplete(workshop: "Workshop", content: bytes) -> bytes:
    members = workshop.members(content)
    del members[ITEMS]
    return workshop.archive(members)


def without_title(workshop: "Workshop", content: bytes) -> bytes:
    return workshop.changed(content, lambda parts: parts[PACK].pop("title"))


def impossible_day(workshop: "Workshop", content: bytes) -> bytes:
    return workshop.changed(content, lambda parts: parts[PACK].update(as_of="2026-02-30"))


def strange_section(workshop: "Workshop", content: bytes) -> bytes:
    return workshop.changed(content, lambda parts: parts[PACK]["sections"][0].update(kind="hologram"))


def strange_paper(workshop: "Workshop", content: bytes) -> bytes:
    return workshop.changed(content, lambda parts: parts[PACK].update(paper="papyrus"))


def long_marking(workshop: "Workshop", content: bytes) -> bytes:
    return workshop.changed(content, lambda parts: parts[PACK].update(marking="x" * 41))


def strange_item(workshop: "Workshop", content: bytes) -> bytes:
    return workshop.changed(content, lambda parts: parts[ITEMS].append({"kind": "rumour", "item": {}}))


def without_sources(workshop: "Workshop", content: bytes) -> bytes:
    def drop(parts: dict[str, Any]) -> None:
        parts[ITEMS] = [record for record in parts[ITEMS] if record["kind"] != "source"]

    return workshop.changed(content, drop)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda _, content: content[:200], ("is damaged or not a briefpack file",)),
        (lambda _, content: content[: len(content) // 2], ("is damaged or not a briefpack file",)),
        (lambda _, content: content.replace(b"PK", b"KP"), ("is damaged or not a briefpack file",)),
        (lambda _, __: b"", ("is damaged or not a briefpack file",)),
        (lambda _, __: b"%PDF-1.7\n", ("is damaged or not a briefpack file",)),
        (newer, ("was made by a newer briefpack (file version 99", "Update the program")),
        (altered, ("was altered outside briefpack (pack.json",)),
        (bomb, ("would unpack to far more than a pack can hold",)),
        (outside, ("a path outside the archive (“../../evil.txt”)", "was not opened")),
        (absolute, ("a path outside the archive (“/etc/evil”)", "was not opened")),
        (incomplete, ("is not complete",)),
        (without_title, ("title is wrong",)),
        (impossible_day, ("as_of is wrong", "a day that does not exist")),
        (strange_section, ("a kind this program does not know (hologram)", "Update the program")),
        (strange_paper, ("paper is wrong",)),
        (long_marking, ("marking is wrong", "at most 40")),
        (strange_item, ("an item of an unknown kind (“rumour”)",)),
        (without_sources, ("is missing from the pack and the library",)),
    ],
)
def test_a_pack_that_is_not_as_it_should_be_is_refused(
    run: "Run",
    brief: bytes,
    workshop: "Workshop",
    tmp_path: Path,
    make: "Callable[[Workshop, bytes], bytes]",
    words: tuple[str, ...],
) -> None:
    path = tmp_path / "bad.briefpack"
    path.write_bytes(make(workshop, brief))
    refused(run("build", path, "-o", "out.pdf"), 2, *words)


def test_an_item_that_no_longer_exists_is_named(run: "Run", brief: bytes, workshop: "Workshop", tmp_path: Path) -> None:
    def cite(parts: dict[str, Any]) -> None:
        parts[PACK]["sections"][0]["entries"][0]["text"] = "As said.[@ev-gone-for-ever]"

    path = tmp_path / "lost.briefpack"
    path.write_bytes(workshop.changed(brief, cite))
    words = ("uses ev-gone-for-ever, which neither the pack nor the library holds", "remove that entry")
    refused(run("build", path, "-o", "out.pdf"), 2, *words)


def test_an_item_gone_from_snapshot_and_library_is_named(
    run: "Run", brief: bytes, workshop: "Workshop", tmp_path: Path
) -> None:
    def rename(parts: dict[str, Any]) -> None:
        entries = [entry for section in parts[PACK]["sections"] for entry in section["entries"] if entry.get("item")]
        gone = entries[0]["item"]
        entries[0]["item"] = "ev-of-another-library"
        parts[ITEMS] = [record for record in parts[ITEMS] if record["item"]["id"] != gone]

    path = tmp_path / "lost.briefpack"
    path.write_bytes(workshop.changed(brief, rename))
    refused(run("build", path, "-o", "out.pdf"), 2, "uses ev-of-another-library, which neither the pack nor")


def test_an_item_gone_from_the_snapshot_alone_comes_from_the_library(
    run: "Run", brief: bytes, workshop: "Workshop", tmp_path: Path
) -> None:
    def drop(parts: dict[str, Any]) -> None:
        gone = {entry["item"] for section in parts[PACK]["sections"] for entry in section["entries"] if entry["item"]}
        assert gone
        parts[ITEMS] = [record for record in parts[ITEMS] if record["item"]["id"] not in gone]

    path = tmp_path / "thin.briefpack"
    path.write_bytes(workshop.changed(brief, drop))
    assert run("build", path, "-o", tmp_path / "out.pdf").code == 0


# Places that cannot be written.


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (".", ("this is a folder. Give the name of a file",)),
        ("..", ("this is a folder. Give the name of a file",)),
        ("/", ("this is a folder. Give the name of a file",)),
        ("", ("this is a folder. Give the name of a file",)),
        ("nowhere/out.pdf", ("there is no such file or folder. Check the path",)),
        ("brief.briefpack/out.pdf", ("part of the path is a file, not a folder",)),
        ("x" * 300, ("the name is too long",)),
    ],
)
@pytest.mark.parametrize("command", ["build", "new"])
def test_a_place_that_is_none_is_refused(
    run: "Run", pack: Path, command: str, place: str, words: tuple[str, ...]
) -> None:
    what = (pack,) if command == "build" else ("--template", "T01")
    refused(run(command, *what, "-o", place), 2, "could not be written", *words)


@pytest.mark.parametrize("link", ["itself", "symbolic", "hard"])
def test_the_pdf_never_overwrites_its_pack(run: "Run", pack: Path, tmp_path: Path, link: str) -> None:
    output = tmp_path / "link" if link != "itself" else pack
    if link == "symbolic":
        output.symlink_to(pack)
    elif link == "hard":
        output.hardlink_to(pack)
    refused(run("build", pack, "-o", output), 2, "is the pack itself, which the PDF would overwrite")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full. Free some space and try again; the old file is untouched"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "you may not do that in this folder"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
@pytest.mark.parametrize("command", ["build", "new"])
def test_a_disk_that_fails_leaves_the_old_file(
    run: "Run", pack: Path, monkeypatch: pytest.MonkeyPatch, command: str, number: int, words: str
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(safewrite.os, "fsync", fail)
    old = pack if command == "new" else pack.with_name("brief.pdf")
    if command == "build":
        old.write_bytes(b"the old one")
    before = old.read_bytes()
    refused(run(command, "--template", "T01", "-o", old), 3, f"{old.name} could not be written", words)
    assert old.read_bytes() == before
    if command == "build":
        old.unlink()  # the folder is left as it was found


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_device_is_a_full_disk(run: "Run", pack: Path) -> None:
    refused(run("build", pack, "-o", "/dev/full"), 3, "the disk is full")
    assert Path("/dev/full").is_char_device()


# An installation that is not whole.


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda _: b"no font at all" * 100,
        lambda font: font[:1000],
        lambda font: font[: len(font) // 2],
        lambda font: font[:-4],
        lambda font: font.replace(b"glyf", b"glyx"),
        lambda font: b"OTTO" + font[4:],
    ],
)
def test_an_unreadable_font_is_named(
    run: "Run", pack: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[bytes], bytes]
) -> None:
    read = resources.read
    monkeypatch.setattr(
        resources, "read", lambda name: spoil(read(name)) if name.endswith("NotoSerif-Regular.ttf") else read(name)
    )
    refused(run("build", pack, "-o", "out.pdf"), 3, "NotoSerif-Regular.ttf", "damaged", "Install briefpack again")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(errno.ENOENT, "gone"), "is missing in"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "cannot be read"),
        (OSError(errno.EIO, os.strerror(errno.EIO)), "cannot be read"),
    ],
)
def test_a_font_that_cannot_be_opened_is_named(
    run: "Run", pack: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    read = Path.read_bytes

    def fail(path: Path) -> bytes:
        if path.suffix == ".ttf":
            raise error
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", fail)
    refused(run("build", pack, "-o", "out.pdf"), 3, "fonts/Noto", words, "Install briefpack again")


def test_a_missing_dataset_is_named(run: "Run", monkeypatch: pytest.MonkeyPatch, tmp_path: Path, root: Path) -> None:
    top = tmp_path / "resources"
    (top / "templates").mkdir(parents=True)
    for path in (root / "resources" / "templates").iterdir():
        (top / "templates" / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(resources, "_top", lambda: top)
    monkeypatch.setenv("BRIEFPACK_DATA", str(tmp_path / "data"))
    libraries._identity.cache_clear()
    try:
        refused(run("search", "upr"), 3, "dataset", "Install briefpack again")
    finally:
        libraries._identity.cache_clear()


def test_a_broken_dataset_is_told_line_by_line(run: "Run", tmp_path: Path, dataset_texts: dict[str, bytes]) -> None:
    folder = tmp_path / "dataset"
    folder.mkdir()
    for name, content in dataset_texts.items():
        (folder / name).write_bytes(content)
    lines = dataset_texts["events.jsonl"].splitlines(keepends=True)
    (folder / "events.jsonl").write_bytes(b"".join([lines[0], b"{ no JSON\n", *lines[2:]]))
    statistics = dataset_texts["statistics.jsonl"].replace(b'"id": "st-upr3-received"', b'"id": "st-renamed"', 1)
    (folder / "statistics.jsonl").write_bytes(statistics)
    answer = run("dataset", "check", "--folder", folder)
    assert (answer.code, answer.err) == (1, "")
    problems = answer.out.splitlines()
    assert any(line.startswith("events.jsonl:2") for line in problems), problems
    assert any("st-upr3-received" in line for line in problems)
    assert problems[-1] == f"{len(problems) - 1} problems; not compared with the articles (no folder given)."


def test_a_dataset_without_its_files_names_each(run: "Run", tmp_path: Path) -> None:
    answer = run("dataset", "check", "--folder", tmp_path)
    assert (answer.code, answer.err) == (1, "")
    assert "events.jsonl: the file is missing" in answer.out


def test_a_file_of_a_dataset_that_cannot_be_read_is_named(
    run: "Run", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "events.jsonl").write_bytes(b"")
    read = Path.read_bytes

    def fail(path: Path) -> bytes:
        if path.suffix == ".jsonl":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return read(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", fail)
        answer = run("dataset", "check", "--folder", tmp_path)
    refused(answer, 3, "events.jsonl could not be read")


# Surroundings.


@pytest.mark.parametrize(
    "command", [("search", "accountability", "--limit", "1"), ("new", "--template", "T01", "-o", os.devnull)]
)
def test_a_data_folder_that_cannot_be_written_is_told_once(
    run: "Run", tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("BRIEFPACK_DATA", str(tmp_path / "file"))
    answer = run(*command)
    assert answer.code == 0
    assert answer.out
    assert answer.err.startswith(f"briefpack: The library cannot be kept in {tmp_path / 'file'} (")
    assert answer.err.count("\n") == 1
    assert (tmp_path / "file").read_bytes() == b""


def test_a_pack_needs_no_library_at_all(
    run: "Run", pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("BRIEFPACK_DATA", str(tmp_path / "file"))
    answer = run("build", pack, "-o", tmp_path / "out.pdf")
    assert (answer.code, answer.err) == (0, "")


def test_an_interrupted_command_says_so(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands.app, "build_pdf", interrupt)
    monkeypatch.setattr(build, "build_pdf", interrupt)
    refused(run(*BRIEF), 130, "stopped; nothing was half-written.")


def test_interrupted_while_writing_it_removes_what_it_wrote(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(safewrite.os, "fsync", interrupt)
    refused(run(*BRIEF), 130, "stopped; nothing was half-written.")


def test_a_bug_is_not_hidden_as_a_mistake_of_the_user(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "compose", lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        run(*BRIEF)
