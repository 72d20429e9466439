"""The pack file: what was saved is read again; same pack, same bytes; whatever is wrong is one clear sentence."""

import hashlib
import io
import json
import os
import struct
import subprocess
import sys
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.evidence.items import AnyItem
from briefpack.library.memory import MemoryLibrary
from briefpack.pack import packfile
from briefpack.pack.filling import fill
from briefpack.pack.pack import Entry, Pack, Section, content_hash
from briefpack.pack.packfile import ITEMS, MANIFEST, PACK, PackFile, pack_bytes, parse_pack, read_pack, write_pack
from briefpack.pack.safewrite import FileProblem
from briefpack.pack.snapshot import snapshot
from briefpack.pack.template import Template

Members = list[tuple[str, bytes]]


@pytest.fixture(scope="module")
def whole(templates: dict[str, Template], library: MemoryLibrary) -> PackFile:
    """A real pack with all that it carries."""
    pack = fill(templates["one-page-brief"], library, "2026-11-22")
    return PackFile(pack, snapshot(pack, library))


@pytest.fixture(scope="module")
def small(make: Any, library: MemoryLibrary) -> tuple[Pack, tuple[AnyItem, ...]]:
    pack = make.pack()
    items = tuple(item for item in map(library.get, pack.item_ids()) if item)
    assert len(items) == 2
    return pack, items


@pytest.fixture(scope="module")
def good(small: tuple[Pack, tuple[AnyItem, ...]]) -> bytes:
    return pack_bytes(*small)


def members_of(content: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def zipped(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", method) as archive:
        warnings.simplefilter("ignore", UserWarning)  # the same name twice is meant
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def sealed(pack: bytes, items: bytes, **manifest: Any) -> bytes:
    """A file whose record of digests is right, whatever it holds."""
    digests = {name: hashlib.sha256(text).hexdigest() for name, text in ((PACK, pack), (ITEMS, items))}
    head = {"format": "briefpack", "schema_version": 1, "sha256": digests} | manifest
    return zipped([(MANIFEST, json.dumps(head).encode()), (PACK, pack), (ITEMS, items)])


def problem(content: bytes) -> str:
    """What is said of a content without a name, after “This file”."""
    with pytest.raises(FileProblem) as caught:
        parse_pack(content)
    words = str(caught.value)
    assert words.isprintable(), "nothing in the sentence may move a cursor or break a line"
    assert words.endswith((".", ")"))
    assert len(words) < 400
    assert words.startswith("This file ")
    return words.removeprefix("This file ")


def opened_or_refused(content: bytes) -> PackFile | None:
    """The pack, or None where it was refused in a sentence; any other error is the test's."""
    try:
        return parse_pack(content)
    except FileProblem:
        problem(content)
        return None


def test_what_was_saved_is_read_again(whole: PackFile, tmp_path: Path) -> None:
    path = tmp_path / "brief.briefpack"
    write_pack(path, *whole)
    assert read_pack(path) == whole
    assert [each.name for each in tmp_path.iterdir()] == ["brief.briefpack"]


def test_a_pack_is_compressed_as_far_as_it_pays(whole: PackFile) -> None:
    with zipfile.ZipFile(io.BytesIO(pack_bytes(*whole))) as archive:
        packed = archive.getinfo(ITEMS).compress_size
        deflated = [zlib.compress(archive.read(ITEMS), level, -zlib.MAX_WBITS) for level in (2, 6)]
    assert packed == len(deflated[0]) != len(deflated[1])


def test_the_same_pack_gives_the_same_bytes(whole: PackFile) -> None:
    again = PackFile(Pack.model_validate_json(whole.pack.model_dump_json()), whole.items)
    assert pack_bytes(*whole) == pack_bytes(*again)
    assert pack_bytes(*parse_pack(pack_bytes(*whole))) == pack_bytes(*whole)


line = st.text(max_size=20)
entries = st.builds(
    Entry,
    id=st.integers(1, 99).map(lambda number: f"e{number}"),
    item=st.one_of(st.none(), st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)),
    label=line,
    hint=line,
    lines=st.integers(1, 12),
    text=line,
    note=line,
)
sections = st.builds(
    Section,
    id=st.integers(1, 99).map(lambda number: f"s{number}"),
    key=line,
    kind=line,
    title=line,
    part=line,
    column=st.sampled_from(["", "left", "right"]),
    options=st.dictionaries(line, line, max_size=3),
    entries=st.lists(entries, max_size=4).map(tuple),
    remark=line,
    gap=line,
    max_words=st.one_of(st.none(), st.integers(1, 10**12)),
)
packs = st.builds(
    Pack,
    id=st.just("random"),
    template=line,
    title=st.text(min_size=1, max_size=20),
    marking=line,
    date=st.one_of(st.none(), st.dates().map(str)),
    as_of=st.dates().map(str),
    collections=st.lists(line, max_size=3).map(tuple),
    sections=st.lists(sections, max_size=4).map(tuple),
    next_id=st.integers(1, 10**12),
)


@settings(max_examples=60)
@given(pack=packs)
def test_any_pack_comes_back_as_it_was(small: tuple[Pack, tuple[AnyItem, ...]], pack: Pack) -> None:
    found = parse_pack(pack_bytes(pack, small[1]))
    assert found == PackFile(pack, small[1])
    assert content_hash(found.pack) == content_hash(pack)


def test_every_item_of_the_dataset_comes_back_as_it_was(make: Any, library: MemoryLibrary) -> None:
    kinds = ("source", "event", "quote", "statistic", "claim", "position", "conflict", "grid", "document", "person")
    items = tuple(item for kind in (*kinds, "institution", "mechanism") for item in library.all(kind))
    assert len(items) > 300
    assert parse_pack(pack_bytes(make.pack(), items)).items == items


_ELSEWHERE = """
import hashlib, sys
from pathlib import Path
from briefpack.evidence.dataset import fingerprint, read_dataset
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.filling import fill
from briefpack.pack.packfile import pack_bytes
from briefpack.pack.snapshot import snapshot
from briefpack.pack.template import read_templates
top = Path(sys.argv[1])
texts = {path.name: path.read_bytes() for path in sorted((top / "dataset").iterdir())}
library = MemoryLibrary(read_dataset(texts).items(), fingerprint(texts))
templates = read_templates({path.name: path.read_bytes() for path in (top / "templates").iterdir()})
pack = fill(templates["one-page-brief"], library, "2026-11-22")
print(hashlib.sha256(pack_bytes(pack, snapshot(pack, library))).hexdigest())
"""


@pytest.mark.parametrize(("seed", "zone"), [("1", "Pacific/Kiritimati"), ("4242", "America/Adak")])
def test_another_process_elsewhere_in_the_world_writes_the_same_bytes(
    whole: PackFile, root: Path, seed: str, zone: str
) -> None:
    place = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "PYTHONPATH": str(root / "src")}
    found = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", _ELSEWHERE, str(root / "resources")],
        env=place,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == hashlib.sha256(pack_bytes(*whole)).hexdigest()


def test_the_bundled_sample_opens(root: Path) -> None:
    found = read_pack(root / "resources" / "samples" / "hrc-dialogue.briefpack")
    assert found.pack.template == "hrc-dialogue"
    assert set(found.pack.item_ids()) <= {item.id for item in found.items}


def test_a_newer_file_says_that_the_program_must_be_updated(good: bytes) -> None:
    (_, head), *others = members_of(good)
    newer = json.loads(head) | {"schema_version": 2}
    words = problem(zipped([(MANIFEST, json.dumps(newer).encode()), *others]))
    assert words == (
        "was made by a newer briefpack (file version 2, this program reads up to 1). Update the program to open it."
    )


@pytest.mark.parametrize(
    "head", [{}, {"format": "other", "schema_version": 1}, {"format": "briefpack", "schema_version": "1"}]
)
def test_another_programs_file_is_no_briefpack_file(good: bytes, head: dict[str, Any]) -> None:
    _, *others = members_of(good)
    assert "is not a briefpack file" in problem(zipped([(MANIFEST, json.dumps(head).encode()), *others]))


def test_a_truncated_file_is_damaged_wherever_it_ends(good: bytes) -> None:
    for end in range(0, len(good), 7):
        assert "is damaged or not a briefpack file" in problem(good[:end])


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 of something else", b"PK\x05\x06" + bytes(18), b"PK" * 500])
def test_garbage_is_not_opened(content: bytes) -> None:
    assert problem(content).startswith(("is damaged or not a briefpack file", "is not complete"))


@pytest.mark.parametrize("left_out", [MANIFEST, PACK, ITEMS])
def test_a_missing_member_makes_a_file_incomplete(good: bytes, left_out: str) -> None:
    assert "is not complete" in problem(zipped([each for each in members_of(good) if each[0] != left_out]))


@pytest.mark.parametrize("twice", [MANIFEST, PACK, ITEMS])
def test_a_member_may_not_be_there_twice(good: bytes, twice: str) -> None:
    members = members_of(good)
    again = next(each for each in members if each[0] == twice)
    assert "holds a member twice" in problem(zipped([*members, again]))


@pytest.mark.parametrize(
    "name",
    ["../evil.json", "/etc/passwd", "..\\evil.json", "C:evil.json", "C:\\evil.json", "\\\\host\\share", "a/../b"],
)
def test_a_path_outside_the_archive_is_refused(good: bytes, name: str) -> None:
    words = problem(zipped([*members_of(good), (name, b"x")]))
    assert "a path outside the archive" in words
    assert "was not opened" in words


@pytest.mark.parametrize("name", ["extra.json", "pack.json/", "Pack.json", "notes/pack.json", "x" * 5000])
def test_a_member_that_no_pack_has_is_refused(good: bytes, name: str) -> None:
    assert "a member that no pack has" in problem(zipped([*members_of(good), (name, b"")]))


def test_a_members_name_cannot_speak_to_the_terminal(good: bytes) -> None:
    words = problem(zipped([*members_of(good), ("\x1b[2Jall is well\n", b"")]))
    assert "\ufffd[2Jall is well\ufffd" in words


def test_a_bomb_by_ratio_is_refused(good: bytes) -> None:
    (_, head), (_, pack), _ = members_of(good)
    assert "would unpack to far more" in problem(
        zipped([(MANIFEST, head), (PACK, pack), (ITEMS, b"[" + b" " * 2_000_000 + b"]")])
    )


def directory_entries(content: bytearray) -> list[int]:
    """Where the entries of the central directory stand."""
    (start,) = struct.unpack_from("<I", content, len(content) - 6)
    places = []
    while content[start : start + 4] == b"PK\x01\x02":
        places.append(start)
        name, extra, comment = struct.unpack_from("<HHH", content, start + 28)
        start += 46 + name + extra + comment
    assert len(places) == 3
    return places


def local_entries(content: bytearray) -> list[int]:
    return [struct.unpack_from("<I", content, place + 42)[0] for place in directory_entries(content)]


def altered(good: bytes, change: Callable[[bytearray], None]) -> bytes:
    content = bytearray(good)
    change(content)
    return bytes(content)


def test_a_bomb_by_declared_size_is_refused(good: bytes) -> None:
    def declare(content: bytearray) -> None:
        struct.pack_into("<I", content, directory_entries(content)[2] + 24, packfile.MAX_MEMBER + 1)

    assert "would unpack to far more" in problem(altered(good, declare))


@pytest.mark.parametrize("by", [-1, -100, 1, 5000])
@pytest.mark.parametrize("member", [0, 1, 2])
def test_a_lying_size_is_found_out(good: bytes, member: int, by: int) -> None:
    def lie(content: bytearray) -> None:
        place = directory_entries(content)[member] + 24
        (size,) = struct.unpack_from("<I", content, place)
        struct.pack_into("<I", content, place, max(size + by, 0))

    assert problem(altered(good, lie)).startswith("is damaged")


def test_a_compressed_size_beyond_the_file_is_found_out(good: bytes) -> None:
    def lie(content: bytearray) -> None:
        struct.pack_into("<I", content, directory_entries(content)[2] + 20, 2**31)

    assert problem(altered(good, lie)).startswith("is damaged")


def test_an_encrypted_member_is_not_opened(good: bytes) -> None:
    def encrypt(content: bytearray) -> None:
        content[directory_entries(content)[1] + 8] |= 1

    assert problem(altered(good, encrypt)) == "is encrypted, which no briefpack file is. It was not opened."


def test_methods_without_a_bound_are_not_unpacked(good: bytes) -> None:
    # A few bytes of bzip2 or LZMA may become gigabytes in a single read.
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert "is packed in a way that no briefpack file is" in problem(zipped(members_of(good), method))


def test_a_stored_file_is_read_like_a_packed_one(good: bytes) -> None:
    assert parse_pack(zipped(members_of(good), zipfile.ZIP_STORED)) == parse_pack(good)


def test_a_name_in_no_encoding_is_a_damaged_file(good: bytes) -> None:
    def spoil(content: bytearray) -> None:
        place = directory_entries(content)[0]
        content[place + 9] |= 0x08  # names are UTF-8, it says
        content[place + 46] = 0xFF

    assert problem(altered(good, spoil)).startswith("is damaged")


@pytest.mark.parametrize("member", [PACK, ITEMS])
def test_a_member_altered_outside_is_noticed(good: bytes, member: str) -> None:
    members = [(name, content + b" " if name == member else content) for name, content in members_of(good)]
    words = problem(zipped(members))
    assert words.startswith(f"is damaged or was altered outside briefpack ({member} differs from its record)")


@pytest.mark.parametrize("digests", [None, [], "x", {}, {PACK: 1}])
def test_a_record_of_digests_of_another_form_vouches_for_nothing(good: bytes, digests: Any) -> None:
    _, (_, pack), (_, items) = members_of(good)
    assert "differs from its record" in problem(sealed(pack, items, sha256=digests))


@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xfe", b"[1,]", b"9" * 5000, b"null", b"3", b"[[" * 100_000])
def test_what_is_not_json_of_the_right_form_is_refused_in_every_member(good: bytes, text: bytes) -> None:
    (_, head), (_, pack), (_, items) = members_of(good)
    problem(zipped([(MANIFEST, text), (PACK, pack), (ITEMS, items)]))
    problem(sealed(text, items))
    problem(sealed(pack, text))
    problem(zipped([(MANIFEST, head), (PACK, text), (ITEMS, items)]))


def test_json_nested_too_deep_is_a_sentence_too(good: bytes) -> None:
    _, (_, pack), (_, items) = members_of(good)
    deep = b"[" * 5000 + b"]" * 5000
    record = b'[{"kind": "event", "item": %b}]' % deep
    odd_kind = b'[{"kind": %b}]' % deep
    for content in (sealed(deep, items), sealed(pack, deep), sealed(pack, record), sealed(pack, odd_kind)):
        assert problem(content)


@pytest.mark.parametrize("kind", ["rumour", "", None, 3, [], {}, ["event"], "\x1b[31mevent"])
def test_an_item_of_an_unknown_kind_asks_for_a_newer_program(good: bytes, kind: Any) -> None:
    _, (_, pack), _ = members_of(good)
    words = problem(sealed(pack, json.dumps([{"kind": kind, "item": {}}]).encode()))
    assert words.startswith("holds an item of an unknown kind (“")
    assert words.endswith("Update the program to open it.")


@pytest.mark.parametrize("record", [[], None, 3, "event", [{"kind": "event"}]])
def test_an_item_that_is_no_record_is_refused(good: bytes, record: Any) -> None:
    _, (_, pack), _ = members_of(good)
    assert problem(sealed(pack, json.dumps([record]).encode()))


def test_a_wrong_field_of_the_pack_is_named(good: bytes) -> None:
    _, (_, pack), (_, items) = members_of(good)
    for change, place in (
        ({"title": ""}, "title"),
        ({"as_of": "2026-02-30"}, "as_of"),
        ({"date": "22 November"}, "date"),
        ({"marking": "x" * 41}, "marking"),
        ({"schema_version": 2}, "schema_version"),
        ({"colour": "red"}, "colour"),
        ({"sections": [{"id": "s1"}]}, "sections.0.key"),
    ):
        text = json.dumps(json.loads(pack) | change).encode()
        assert problem(sealed(text, items)).startswith(f"cannot be used: {place} is wrong (")


def test_a_wrong_field_of_an_item_is_named(good: bytes) -> None:
    _, (_, pack), (_, items) = members_of(good)
    records = json.loads(items)
    assert records[0]["kind"] == "event"
    for change, words in (
        ({"importance": 9}, "cannot be used: importance is wrong ("),
        ({"x" * 500: 1}, f"cannot be used: {'x' * 60} is wrong ("),
        ({"date": "2014-13"}, "cannot be used: the date of ev-2014-02-coi-report is wrong ("),
        ({"date_end": "1066"}, "cannot be used: the date of ev-2014-02-coi-report is wrong ("),
    ):
        record = {"kind": "event", "item": records[0]["item"] | change}
        assert problem(sealed(pack, json.dumps([record]).encode())).startswith(words)


def test_a_file_too_large_for_a_pack_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.briefpack"
    path.write_bytes(bytes(2_000_001))
    monkeypatch.setattr(packfile, "MAX_FILE", 2_000_000)
    with pytest.raises(FileProblem, match=r"large\.briefpack is larger than 2 MB"):
        read_pack(path)


def test_a_problem_begins_with_the_path(tmp_path: Path) -> None:
    path = tmp_path / "odd.briefpack"
    path.write_bytes(b"odd")
    with pytest.raises(FileProblem) as caught:
        read_pack(path)
    assert str(caught.value).startswith(f"{path} is damaged or not a briefpack file (")


@given(content=st.binary(max_size=300))
def test_random_bytes_are_never_more_than_a_problem(content: bytes) -> None:
    assert problem(content)


@settings(max_examples=1500)
@given(chosen=st.data())
def test_one_wrong_byte_is_a_problem_or_changes_nothing(good: bytes, chosen: st.DataObject) -> None:
    # The bytes that say how to read the rest are few; half of the examples go there.
    content = bytearray(good)
    heads = [*local_entries(content), *directory_entries(content), len(content) - 22]
    near = st.sampled_from(heads).flatmap(lambda start: st.integers(start, start + 57))
    place = min(chosen.draw(st.one_of(near, st.integers(0, len(good) - 1))), len(good) - 1)
    content[place] = chosen.draw(st.integers(0, 255))
    found = opened_or_refused(bytes(content))
    assert found is None or found == parse_pack(good)


@settings(max_examples=300)
@given(chosen=st.data())
def test_one_wrong_byte_in_the_json_is_a_problem_or_a_pack(good: bytes, chosen: st.DataObject) -> None:
    # With digests that fit, as a hostile sender would make them.
    _, (_, pack), (_, items) = members_of(good)
    texts = [bytearray(pack), bytearray(items)]
    text = texts[chosen.draw(st.integers(0, 1))]
    text[chosen.draw(st.integers(0, len(text) - 1))] = chosen.draw(st.integers(0, 255))
    found = opened_or_refused(sealed(bytes(texts[0]), bytes(texts[1])))
    assert found is None or parse_pack(pack_bytes(*found)) == found


_READ = """
import sys
from pathlib import Path
from briefpack.pack.packfile import read_pack
read_pack(Path(sys.argv[1]))
print(*sorted({"importlib.metadata", "email", "socket", "csv"} & set(sys.modules)))
"""


def test_reading_a_pack_looks_for_no_plugins_and_loads_nothing_of_mail_or_network(root: Path) -> None:
    sample = root / "resources" / "samples" / "hrc-dialogue.briefpack"
    place = {**os.environ, "PYTHONPATH": str(root / "src")}
    command = [sys.executable, "-c", _READ, str(sample)]
    found = subprocess.run(command, env=place, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert found.stdout == "\n"
