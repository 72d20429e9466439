"""The profile says what sRGB says, to a reader of our own and to LittleCMS."""

import io
from itertools import product
from struct import unpack_from

import pytest
from PIL import Image, ImageCms

from briefpack.pdf.colour import srgb_profile

#: From red, green and blue in linear light to X, Y, Z under D65 (IEC 61966-2-1), and from D65 to D50 (Bradford).
LINEAR_TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
BRADFORD = ((1.0479, 0.0229, -0.0502), (0.0296, 0.9905, -0.0171), (-0.0092, 0.0151, 0.7517))
COLOURS = [
    (0, 0, 0),
    (1, 1, 1),
    (1, 0, 0),
    (0, 1, 0),
    (0, 0, 1),
    (0.02, 0.03, 0.04),
    (0.11, 0.23, 0.42),
    (0.9, 0.6, 0.3),
]
Triple = tuple[float, float, float]


def by_the_standard(colour: Triple) -> Triple:
    """X, Y, Z under D50 of a colour, by the formula of the standard."""
    linear = tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return applied(BRADFORD, applied(LINEAR_TO_XYZ, linear))


def applied(matrix: tuple[Triple, Triple, Triple], vector: tuple[float, ...]) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def read(profile: bytes) -> dict[str, bytes]:
    """The tags of a profile by name."""
    (count,) = unpack_from(">I", profile, 128)
    found = {}
    for row in range(count):
        name, start, length = unpack_from(">4sII", profile, 132 + 12 * row)
        assert start % 4 == 0
        assert start + length <= len(profile)
        found[name.decode()] = profile[start : start + length]
    return found


def fixed(held: bytes, start: int, count: int) -> tuple[float, ...]:
    return tuple(number / 65536 for number in unpack_from(f">{count}i", held, start))


def by_the_profile(colour: Triple) -> Triple:
    """X, Y, Z of a colour, by what the profile holds."""
    tags = read(srgb_profile())
    linear = []
    for channel, value in zip("rgb", colour, strict=True):
        gamma, a, b, c, d = fixed(tags[f"{channel}TRC"], 12, 5)
        linear.append((a * value + b) ** gamma if value >= d else c * value)
    columns = [fixed(tags[f"{channel}XYZ"], 8, 3) for channel in "rgb"]
    x, y, z = (sum(column[row] * value for column, value in zip(columns, linear, strict=True)) for row in range(3))
    return x, y, z


@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_means_what_the_standard_says(colour: Triple) -> None:
    assert by_the_profile(colour) == pytest.approx(by_the_standard(colour), abs=4e-4)


def test_littlecms_sees_its_own_srgb_in_it() -> None:
    steps = range(0, 256, 15)
    picture = Image.new("RGB", (len(steps) ** 2, len(steps)))
    picture.putdata(list(product(steps, repeat=3)))
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    turned = ImageCms.profileToProfile(picture, ours, ImageCms.createProfile("sRGB"))
    assert turned is not None
    pairs = zip(picture.tobytes(), turned.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in pairs) <= 1


def test_it_is_a_display_profile_that_says_what_it_is() -> None:
    profile = srgb_profile()
    assert unpack_from(">I", profile) == (len(profile),)
    assert (profile[12:24], profile[36:40]) == (b"mntrRGB XYZ ", b"acsp")
    described = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile
    assert (described.profile_description, described.version) == ("sRGB IEC61966-2.1", 4.2)
    assert srgb_profile() == profile
