"""Waivers and clearance: who answers for what, and what becomes of it when the pack is edited."""

from typing import Any

import pytest

from briefpack.pack.clearing import changed_since, checked, clear, unwaive, waive, withdraw
from briefpack.pack.edits import set_details, write
from briefpack.pack.pack import Pack, PackError, Waiver, content_hash
from briefpack.pack.packfile import pack_bytes, parse_pack

AT = "2026-11-22T17:58"


def waiver(key: str = "0" * 16, **fields: Any) -> Waiver:
    given = {"rule": "R31", "key": key, "words": "due", "initials": "AB", "reason": "Known in capital", "on": AT[:10]}
    return Waiver(**given | fields)


def test_a_cleared_pack_that_is_edited_says_so(make: Any) -> None:
    pack = clear("AB", AT)(make.pack())
    assert not changed_since(pack)
    assert changed_since(write(pack, "e6", "Other words."))


def test_another_paper_is_no_change_but_another_date_is(make: Any) -> None:
    pack = clear("AB", AT)(make.pack())
    assert not changed_since(set_details(pack, paper="letter"))
    assert changed_since(set_details(pack, as_of="2026-11-23"))


def test_a_private_note_is_no_change(make: Any) -> None:
    pack = clear("AB", AT)(make.pack())
    sections = pack.sections
    noted = sections[1].entries[1].model_copy(update={"note": "another"})
    section = sections[1].model_copy(update={"entries": (sections[1].entries[0], noted)})
    assert not changed_since(pack.model_copy(update={"sections": (sections[0], section)}))


def test_clearing_again_takes_the_pack_as_it_is_now(make: Any) -> None:
    pack = write(clear("AB", AT)(make.pack()), "e6", "Other words.")
    assert not changed_since(clear("CD", AT)(pack))
    assert withdraw(pack).cleared is None


def test_a_waiver_after_clearance_is_a_change(make: Any) -> None:
    assert changed_since(waive(waiver())(clear("AB", AT)(make.pack())))


def test_a_finding_is_waived_once_and_can_be_opened_again(make: Any) -> None:
    pack = waive(waiver(reason="Another reason"))(waive(waiver())(make.pack()))
    assert [each.reason for each in pack.waivers] == ["Another reason"]
    assert unwaive("0" * 16)(pack).waivers == ()


@pytest.mark.parametrize(
    ("initials", "reason", "said"),
    [
        ("", "A good reason", "initials"),
        ("A B", "A good reason", "initials"),
        ("ABCDEFGHI", "A good reason", "initials"),
        ("AB", "too short", "at least 10"),
        ("AB", "  a     b  c  ", "at least 10"),
        ("AB", "x" * 401, "at most 400"),
    ],
)
def test_what_is_lacking_is_said_in_one_sentence(initials: str, reason: str, said: str) -> None:
    with pytest.raises(PackError, match=said):
        checked(waiver(), initials, reason)


def test_what_was_typed_is_kept_without_spare_spaces() -> None:
    found = checked(waiver(), " AB ", "  Known  in\ncapital ")
    assert (found.initials, found.reason) == ("AB", "Known in capital")


def test_packs_that_have_neither_keep_their_bytes_and_hash(make: Any) -> None:
    pack: Pack = make.pack()
    assert {"waivers", "cleared", "profile"}.isdisjoint(pack.model_dump())
    assert content_hash(pack) == content_hash(clear("AB", AT)(pack))


def test_a_pack_file_keeps_waivers_and_clearance(make: Any) -> None:
    pack = clear("AB", AT)(waive(waiver())(make.pack()))
    assert parse_pack(pack_bytes(pack, ())).pack == pack
