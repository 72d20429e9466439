"""A pack of each template is built, read back, and drawn."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from briefpack.app import build, libraries, verifying
from briefpack.app.errors import KNOWN_ERRORS
from briefpack.language import say, say_many
from briefpack.pack.packfile import PackFile
from briefpack.pack.safewrite import write_whole
from briefpack.pdf.conforming import STANDARDS, shortcomings
from briefpack.pdf.raster import rasterise
from briefpack.selftest.trying import FailedError, Trial

#: The smallest template; and a language that needs shaping, runs from right to left and has its font in the program.
SMALL, SHAPED = "one-page-brief", "ar"
#: Of the pixels of a page so many are dark, at the least.
_INK = 0.005


def trials(folder: Path) -> Iterator[Trial]:
    """What is written goes into the folder."""
    for template in _templates():
        made = partial(new_pack, template)
        yield Trial(f"pack.{template}", say("pack {name}", name=template), partial(_built, made, folder))
    yield Trial("pack.arabic", say("pack in Arabic"), partial(_built, partial(new_pack, SMALL, SHAPED), folder))
    yield Trial("drawing", say("drawing"), _drawn)


def _templates() -> tuple[str, ...]:
    try:
        return tuple(libraries.templates())
    except KNOWN_ERRORS:  # which the test of the templates has told
        return ()


def new_pack(template: str, language: str = "en") -> PackFile:
    """A pack of this day."""
    return build.new_pack(template, today=date.today().isoformat(), language=language)  # noqa: DTZ011 - the user's day


def _built(made: "partial[PackFile]", folder: Path) -> str:
    built = build.built_for(made())
    faults = shortcomings(built.content)
    if faults:
        raise FailedError(say("the PDF does not conform: {fault}", fault=faults[0]))
    path = folder / "built.pdf"
    write_whole(path, built.content)
    verdict = verifying.verify(path)
    if not verdict.verified:
        wrong = [finding.words for finding in verdict.findings if finding.state != "ok"]
        raise FailedError(say("the PDF is not verified: {why}", why=(wrong or [verdict.sentence])[0]))
    return say_many(
        "{count} page; {standards}, verified",
        "{count} pages; {standards}, verified",
        built.pages,
        standards=", ".join(STANDARDS),
    )


def _drawn() -> str:
    content = build.built_for(new_pack(SMALL)).content
    _, pixels = next(rasterise(content, [1.0]))
    dark = sum(1 for green in pixels.content[1::4] if green < 128)
    if dark < _INK * pixels.width * pixels.height:
        raise FailedError(say("the picture of a page is blank"))
    return say("a page of {width} × {height} pixels", width=pixels.width, height=pixels.height)
