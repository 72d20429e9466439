"""Shaping: kerning, ligatures, fallback, and what has no glyph."""

import pytest

from briefpack.layout.fonts import KEYS, Face, FontSet, MissingGlyph, visible


def test_every_face_loads_and_states_its_metrics(fonts: FontSet) -> None:
    for key in KEYS:
        face = fonts[key]
        assert face.upem == 1000
        assert face.descent < 0 < face.cap_height < face.ascent
        assert face.bbox[0] < face.bbox[2]
        assert (face.italic_angle != 0) == ("italic" in key)


def test_a_face_is_read_only_when_used() -> None:
    fonts = FontSet({"sans": lambda: pytest.fail("read"), "serif": lambda: b""})
    assert fonts is not None


def test_a_ligature_keeps_its_characters(fonts: FontSet) -> None:
    word = fonts["serif"].shape("office")
    assert len(word.gids) < len("office")
    assert "".join(word.clusters) == "office"


def test_kerning_narrows_a_pair_and_stands_in_the_operand(fonts: FontSet) -> None:
    face = fonts["serif"]
    word = face.shape("To")
    plain = sum(face.advance(gid) for gid in word.gids)
    assert word.width < plain
    first, second = word.gids
    assert word.operand == f"<{first:04X}>{plain - word.width:g}<{second:04X}>".encode()


def test_a_word_is_shaped_once(fonts: FontSet) -> None:
    assert fonts["sans"].shape("mandate") is fonts["sans"].shape("mandate")


@pytest.mark.parametrize(("sign", "key"), [("⚑", "symbols"), ("✓", "symbols-more")])
def test_a_sign_comes_from_the_first_face_that_has_it(fonts: FontSet, sign: str, key: str) -> None:
    pieces = fonts.pieces("serif", f"268{sign}")
    assert [(piece.key, piece.word.text) for piece in pieces] == [("serif", "268"), (key, sign)]


def test_a_character_no_face_has_is_named(fonts: FontSet) -> None:
    with pytest.raises(MissingGlyph, match="U\\+D55C"):
        fonts.pieces("serif", "한")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb\nc", "a b c"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\x00\x1b\x7f\u200b", ""),
        ("a\u00a0b\u202fc", "a\u00a0b\u202fc"),
    ],
)
def test_controls_vanish_and_breaking_spaces_become_plain(text: str, expected: str) -> None:
    assert visible(text) == expected


@pytest.mark.parametrize("text", ["", "\ud800", "한글", "e\u0301\u0323", "\x00"])
def test_shaping_never_fails(fonts: FontSet, text: str) -> None:
    word = fonts["sans"].shape(text)
    assert isinstance(word.width, float | int)


def test_the_operand_places_every_glyph(fonts: FontSet) -> None:
    face: Face = fonts["serif-italic"]
    for text in ("AVATAR", "“Tyre”", "e\u0323\u0301x"):
        word = face.shape(text)
        hexes = word.operand.decode().replace("<", " <").replace(">", "> ").split()
        codes = "".join(part.strip("<>") for part in hexes if part.startswith("<"))
        moves = sum(float(part) for part in hexes if not part.startswith("<"))
        assert codes == "".join(f"{gid:04X}" for gid in word.gids)
        assert sum(face.advance(gid) for gid in word.gids) - moves == pytest.approx(word.width)
