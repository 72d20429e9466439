"""What a PDF says about itself, in plain words; and what it does not say."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from briefpack.app.carrying import MANIFEST_NAME, MAX_PDF, TOO_LARGE, is_pack
from briefpack.app.verdict import few, shortened
from briefpack.language import say, say_many, to_say
from briefpack.pack.packfile import Refused, parse_pack
from briefpack.pack.safewrite import read_some
from briefpack.pdf.inspection import About, about
from briefpack.pdf.reading import Embedded, reading

_LONG = 400


class Said(NamedTuple):
    """One thing that the file says: what it is about, and the lines."""

    about: str
    lines: tuple[str, ...]


class Portrait(NamedTuple):
    """All that a file says about itself, and what is not in it."""

    name: str
    said: tuple[Said, ...]
    absent: tuple[str, ...]

    def text(self) -> str:
        """For a person to read."""
        lines = [say("What {name} says about itself", name=self.name), ""]
        for each in self.said:
            lines.append(f"{each.about}: {each.lines[0]}" if len(each.lines) == 1 else f"{each.about}:")
            if len(each.lines) > 1:
                lines += [f"    {line}" for line in each.lines]
        lines += ["", say("What is not in it:"), *(f"    {line}" for line in self.absent)]
        return "\n".join(lines)

    def record(self) -> dict[str, Any]:
        """For a program to read."""
        said = [{"about": each.about, "lines": list(each.lines)} for each in self.said]
        return {"file": self.name, "says": said, "absent": list(self.absent)}


def inspected(path: Path) -> Portrait:
    """Read a PDF from anywhere. Raises FileProblem in one sentence."""
    try:
        return portrait(read_some(path, MAX_PDF, TOO_LARGE), path.name)
    except Refused as refused:
        raise refused.about(path) from None


def portrait(content: bytes, name: str) -> Portrait:
    """What the content of a PDF says about itself. Raises Refused."""
    with reading(content) as pdf:
        found = about(pdf, content)
    said = [Said(say(label), lines) for label, tell in _PARTS if (lines := _shown(tell(found)))]
    return Portrait(name, tuple(said), tuple(say(words) for words, is_absent in _ABSENT if is_absent(found)))


def _shown(lines: Iterator[str]) -> tuple[str, ...]:
    return few(shortened(line, _LONG) for line in lines if line)


def _file(found: About) -> Iterator[str]:
    yield say("PDF {version}", version=found.version)
    if found.encrypted:
        yield say("It is encrypted, though no password was needed to read it.")
    if found.revisions > 1:
        yield say("It was changed after it was made, and holds what it was before as well.")


def _standards(found: About) -> Iterator[str]:
    for name in found.standards:
        yield say("declares {standard}", standard=name)


def _pages(found: About) -> Iterator[str]:
    for (width, height), count in found.sizes.items():
        paper = _PAPERS.get((min(width, height), max(width, height)), "")
        size = say("{width} × {height} mm", width=round(width * 25.4 / 72), height=round(height * 25.4 / 72))
        named = f"{paper}, {size}" if paper else size
        yield say_many("{count} page ({size})", "{count} pages ({size})", count, size=named)


_PAPERS = {(595, 842): "A4", (612, 792): "Letter"}


def _information(found: About) -> Iterator[str]:
    for key, value in found.information.items():
        if key not in _SHOWN_ALONE:
            yield f"{key}: {value}"


_SHOWN_ALONE = {"Title", "Subject", "Author", "Keywords", "Producer", "Creator", "CreationDate", "ModDate"}


def _dates(found: About) -> Iterator[str]:
    for key, words in (("CreationDate", to_say("made: {date}")), ("ModDate", to_say("last changed: {date}"))):
        if found.information.get(key):
            yield say(words, date=_date(found.information[key]))


_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(.*)")


def _date(text: str) -> str:
    """`2026-11-22 10:30 +02:00` for a PDF's way to write it; anything else as it stands."""
    match = _DATE.fullmatch(text)
    if not match:
        return text
    year, month, day, hour, minute, _, zone = match.groups()
    time = f" {hour}:{minute} {zone.replace(chr(39), '') or ''}".replace("Z", "UTC").rstrip() if hour else ""
    return f"{year}-{month}-{day}{time}"


def _metadata(found: About) -> Iterator[str]:
    for key, value in found.metadata.items():
        yield say("cannot be read") if key == "?" else f"{key}: {value}"


def _fonts(found: About) -> Iterator[str]:
    for font in sorted(set(found.fonts)):
        inside = say("inside the file") if font.inside else say("not inside: another machine shows another font")
        yield (
            f"{font.name}: {inside}"
            if font.copied
            else say("{font}: {inside}; its letters may not be copied", font=font.name, inside=inside)
        )


def _files(found: About) -> Iterator[str]:
    for file in found.files:
        size = say("too large, or damaged") if file.content is None else _size(len(file.content))
        yield "; ".join(each for each in (file.name or "?", size, file.mime, file.relationship, _holds(file)) if each)


def _holds(file: Embedded) -> str:
    """What a file inside the file holds."""
    if is_pack(file) and file.content is not None:
        try:
            held = parse_pack(file.content)
        except Refused:
            return say("it calls itself a pack, but cannot be opened")
        return say_many(
            "the pack “{title}” with {count} record of evidence",
            "the pack “{title}” with {count} records of evidence",
            len(held.items),
            title=held.pack.title,
        )
    if file.name == MANIFEST_NAME:
        return say("the manifest of what is printed, without its words")
    return file.description


def _size(count: int) -> str:
    return say("{count} bytes", count=count) if count < 1000 else say("{count} KB", count=round(count / 1000))


def _outline(found: About) -> Iterator[str]:
    for level, title in found.outline:
        yield f"{'  ' * (level - 1)}{title}"


def _links(found: About) -> Iterator[str]:
    if found.links:
        yield say_many("{count} inside the file", "{count} inside the file", found.links)
    for place in found.links_out:
        yield say("out of it: {place}", place=place)


def _structure(found: About) -> Iterator[str]:
    if found.elements:
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(found.elements.items()))
        yield say_many(
            "{count} element: {kinds}", "{count} elements: {kinds}", sum(found.elements.values()), kinds=kinds
        )
    if found.alternatives:
        yield say_many(
            "{count} has a text that stands for it", "{count} have a text that stands for them", found.alternatives
        )


def _hidden(found: About) -> Iterator[str]:
    if found.spelt:
        yield say_many(
            "{count} word has its letters spelt out beside it, for copying",
            "{count} words have their letters spelt out beside them, for copying",
            found.spelt,
        )
    if found.invisible:
        pages = ", ".join(few(map(str, found.invisible)))
        yield say("There is text that is set but not painted, on these pages: {pages}.", pages=pages)
    if found.layers:
        yield say_many("{count} layer can be switched off", "{count} layers can be switched off", found.layers)


def _images(found: About) -> Iterator[str]:
    for image in found.images:
        size = say("{width} × {height} pixels", width=image.width, height=image.height)
        yield say("{size}, with data about the picture, such as when and where", size=size) if image.exif else size


def _doing(found: About) -> Iterator[str]:
    for action in found.actions:
        yield say("It does something by itself: {action}", action=action)
    if found.fields:
        yield say_many("{count} field to fill in", "{count} fields to fill in", found.fields)
    if found.signatures:
        yield say_many("{count} signature", "{count} signatures", found.signatures)
    for kind, count in found.annotations.items():
        yield say("Notes on the page: {kind}, {count}", kind=kind, count=count)
    for name in found.private:
        yield say("Private data of a program: {name}", name=name)
    for path in found.paths:
        yield say("A place on somebody’s machine: {path}", path=path)


def _field(name: str) -> Callable[[About], Iterator[str]]:
    def told(found: About) -> Iterator[str]:
        yield found.information.get(name, "")

    return told


def _language(found: About) -> Iterator[str]:
    yield found.language


#: What is told of a file, in this order: its label, and the function that gives its lines.
_PARTS: tuple[tuple[str, Callable[[About], Iterator[str]]], ...] = (
    (to_say("File"), _file),
    (to_say("Title"), _field("Title")),
    (to_say("Subject"), _field("Subject")),
    (to_say("Author"), _field("Author")),
    (to_say("Keywords"), _field("Keywords")),
    (to_say("Language"), _language),
    (to_say("Dates"), _dates),
    (to_say("Made with"), _field("Creator")),
    (to_say("Written by"), _field("Producer")),
    (to_say("Further fields"), _information),
    (to_say("Standards"), _standards),
    (to_say("Pages"), _pages),
    (to_say("Fonts"), _fonts),
    (to_say("Files inside"), _files),
    (to_say("Bookmarks"), _outline),
    (to_say("Links"), _links),
    (to_say("Structure for screen readers"), _structure),
    (to_say("Behind the words"), _hidden),
    (to_say("Pictures"), _images),
    (to_say("Beware"), _doing),
    (to_say("Metadata (XMP)"), _metadata),
)

#: What a reader may be glad not to find, and whether it is not there.
_ABSENT: tuple[tuple[str, Callable[[About], bool]], ...] = (
    (to_say("no author"), lambda found: not found.information.get("Author") and "dc:creator" not in found.metadata),
    (to_say("no name of a user, a machine or a folder"), lambda found: not found.paths),
    (to_say("no scripts and nothing that acts by itself"), lambda found: not found.actions),
    (to_say("no links that lead out of it"), lambda found: not found.links_out),
    (to_say("no text that is set but not painted"), lambda found: not found.invisible and not found.layers),
    (to_say("no pictures, and so no data of a camera"), lambda found: not found.images),
    (to_say("no notes, fields or signatures"), lambda found: not (found.annotations or found.fields)),
    (to_say("no private data of a program, no thumbnails"), lambda found: not found.private),
    (to_say("no earlier version of itself"), lambda found: found.revisions < 2),
    (to_say("no files inside"), lambda found: not found.files),
    (to_say("no structure: a screen reader must guess"), lambda found: not found.elements),
    (to_say("no language"), lambda found: not found.language),
)
