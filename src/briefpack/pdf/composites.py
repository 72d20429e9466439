"""Glyphs put together from others: a letter of Arabic with its dots and marks becomes one glyph of the embedded font.

A glyph of a TrueType font may consist of other glyphs, each moved (OpenType 1.9, "glyf", composite glyphs).
"""

from collections.abc import Sequence
from struct import pack, unpack_from

from briefpack.layout.directed import Composite

_WORDS_ARE_ARGUMENTS, _ARGUMENTS_ARE_OFFSETS, _MORE = 0x0001, 0x0002, 0x0020
_LONG = 4  # bytes of a long entry in loca, and of a full one in hmtx


def with_composites(font: bytes, composites: Sequence[Composite]) -> tuple[bytes, int]:
    """The font with the composites as further glyphs, and the number of the first of them."""
    tables = _tables(font)
    head, maxp = bytearray(tables[b"head"]), bytearray(tables[b"maxp"])
    (count,) = unpack_from(">H", maxp, 4)
    offsets = _offsets(tables[b"loca"], unpack_from(">h", head, 50)[0], count)
    outlines = bytearray(tables[b"glyf"])
    outlines += bytes(-len(outlines) % _LONG)
    offsets[-1] = len(outlines)
    metrics = _metrics(tables, count)
    for composite in composites:
        box = _box(composite, tables[b"glyf"], offsets)
        outlines += _outline(composite, box)
        offsets.append(len(outlines))
        metrics += pack(">Hh", max(composite.advance, 0), box[0])
    head[50:52] = pack(">h", 1)
    _state_limits(maxp, count + len(composites), composites)
    hhea = bytearray(tables[b"hhea"])
    hhea[34:36] = pack(">H", count + len(composites))
    tables |= {
        b"head": bytes(head),
        b"maxp": bytes(maxp),
        b"hhea": bytes(hhea),
        b"hmtx": metrics,
        b"glyf": bytes(outlines),
        b"loca": pack(f">{len(offsets)}I", *offsets),
    }
    return _file(tables), count


def _tables(font: bytes) -> dict[bytes, bytes]:
    (count,) = unpack_from(">H", font, 4)
    found: dict[bytes, bytes] = {}
    for row in range(count):
        tag, _, start, length = unpack_from(">4sIII", font, 12 + 16 * row)
        found[tag] = font[start : start + length]
    return found


def _offsets(loca: bytes, long: int, count: int) -> list[int]:
    """Where the outline of each glyph starts, and where the last one ends."""
    if long:
        return list(unpack_from(f">{count + 1}I", loca))
    return [2 * half for half in unpack_from(f">{count + 1}H", loca)]


def _metrics(tables: dict[bytes, bytes], count: int) -> bytes:
    """The table hmtx with a full entry for each glyph: the last advance counts for all glyphs after it."""
    (full,) = unpack_from(">H", tables[b"hhea"], 34)
    metrics = tables[b"hmtx"]
    last = metrics[_LONG * (full - 1) : _LONG * (full - 1) + 2]
    bearings = metrics[_LONG * full :]
    rest = [last + bearings[2 * place : 2 * place + 2] for place in range(count - full)]
    return metrics[: _LONG * full] + b"".join(rest)


def _box(composite: Composite, outlines: bytes, offsets: Sequence[int]) -> tuple[int, int, int, int]:
    """The box around the parts; of nothing if none has an outline."""
    boxes: list[tuple[int, int, int, int]] = []
    for gid, x, y in composite.parts:
        if gid + 1 < len(offsets) and offsets[gid] < offsets[gid + 1]:
            left, low, right, high = unpack_from(">4h", outlines, offsets[gid] + 2)
            boxes.append((left + x, low + y, right + x, high + y))
    if not boxes:
        return 0, 0, 0, 0
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(rights), max(highs)


def _outline(composite: Composite, box: tuple[int, int, int, int]) -> bytes:
    parts: list[bytes] = [pack(">h4h", -1, *box)]
    for place, (gid, x, y) in enumerate(composite.parts):
        flags = _WORDS_ARE_ARGUMENTS | _ARGUMENTS_ARE_OFFSETS
        if place < len(composite.parts) - 1:
            flags |= _MORE
        parts.append(pack(">HHhh", flags, gid, x, y))
    outline = b"".join(parts)
    return outline + bytes(-len(outline) % _LONG)


def _state_limits(maxp: bytearray, count: int, composites: Sequence[Composite]) -> None:
    """The most points, contours, parts and levels a composite may have; a reader may set aside room for so many."""
    maxp[4:6] = pack(">H", count)
    points, contours, composite_points, composite_contours = unpack_from(">4H", maxp, 6)
    parts, depth = unpack_from(">2H", maxp, 28)
    most = max((len(composite.parts) for composite in composites), default=0)
    composite_points = min(max(composite_points, points) * max(most, 1), 0xFFFF)
    composite_contours = min(max(composite_contours, contours) * max(most, 1), 0xFFFF)
    maxp[10:14] = pack(">2H", composite_points, composite_contours)
    maxp[28:32] = pack(">2H", max(parts, most), depth + 1)


def _file(tables: dict[bytes, bytes]) -> bytes:
    """A font file of these tables."""
    tables = dict(sorted(tables.items()))
    start = 12 + 16 * len(tables)
    power = len(tables).bit_length() - 1
    rows = [pack(">4s4H", b"\0\1\0\0", len(tables), 16 << power, power, 16 * len(tables) - (16 << power))]
    body = bytearray()
    for tag, content in tables.items():
        padded = content + bytes(-len(content) % 4)
        total = sum(unpack_from(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        rows.append(pack(">4sIII", tag, total, start + len(body), len(content)))
        body += padded
    return b"".join(rows) + bytes(body)
