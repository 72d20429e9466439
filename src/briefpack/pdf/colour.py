"""The meaning of our colours: a profile of sRGB (IEC 61966-2-1), made here from the standard's figures.

ICC.1:2010 (version 4) with three colorants, one parametric curve for all, and nothing else that a display profile may
do without. 500 bytes, where the usual profiles have 3,000.
"""

from struct import pack

#: The primaries and the white point D65, adapted to D50 by the Bradford transform, as ICC profiles want them.
_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.7141),
}
_ADAPTATION = (1.04788, 0.02292, -0.05019, 0.02958, 0.99048, -0.01707, -0.00925, 0.01507, 0.75167)
#: y = ((x + 0.055) / 1.055) ** 2.4, below 0.04045 x / 12.92, as curve type 3 has it.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def srgb_profile() -> bytes:
    """The profile's bytes, the same every time."""
    curve = b"para" + pack(">IHH", 0, 3, 0) + _fixed(*_CURVE)
    tags = [
        (b"desc", _words("sRGB IEC61966-2.1")),
        (b"cprt", _words("No copyright, use freely")),
        (b"wtpt", _xyz(_WHITE)),
        (b"chad", b"sf32" + bytes(4) + _fixed(*_ADAPTATION)),
        *[(name, _xyz(primary)) for name, primary in _PRIMARIES.items()],
        *[(name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")],
    ]
    places: dict[bytes, int] = {}
    body, table = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags:
        if content not in places:  # the three curves are one
            places[content] = start + len(body)
            body += content + bytes(-len(content) % 4)
        table += name + pack(">II", places[content], len(content))
    size = start + len(body)
    return _header(size) + pack(">I", len(tags)) + table + body


def _header(size: int) -> bytes:
    made = pack(">6H", 2026, 1, 1, 0, 0, 0)  # when a profile was made has to be stated; no clock is read
    head = pack(">I4sI4s4s4s", size, bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ") + made + b"acsp"
    head += bytes(4 + 4 + 4 + 4 + 8 + 4) + _fixed(*_WHITE)
    return head + bytes(128 - len(head))


def _fixed(*numbers: float) -> bytes:
    """Numbers as s15Fixed16."""
    return b"".join([pack(">i", round(number * 65536)) for number in numbers])


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*values)


def _words(text: str) -> bytes:
    """A text in English as multiLocalizedUnicodeType."""
    encoded = text.encode("utf-16-be")
    return b"mluc" + pack(">IIIHHII", 0, 1, 12, 0x656E, 0x5553, len(encoded), 28) + encoded
