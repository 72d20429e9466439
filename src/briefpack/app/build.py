"""From template or pack file to a finished PDF on disk.

A pack file becomes a PDF without libraries and templates: those are opened where they are asked for.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefpack import __version__
from briefpack.app import resources
from briefpack.app.carrying import Files, Write, carry_for, files_for, is_pdf, pack_in
from briefpack.app.errors import UserError
from briefpack.app.languages import language_of
from briefpack.app.libraries import bundled_library, library, template_named
from briefpack.briefing.compose import as_draft, compose
from briefpack.briefing.nodes import Briefing
from briefpack.evidence.items import AnyItem, kind_of
from briefpack.evidence.sources import ARTICLES, LATER_FACTS
from briefpack.language import say, say_many
from briefpack.library.port import Library
from briefpack.library.quiet import quiet_collector
from briefpack.pack.audience import Audience, LeftOut, for_audience
from briefpack.pack.edits import set_details
from briefpack.pack.pack import Pack, checked_day
from briefpack.pack.packfile import PackFile, read_pack, write_pack
from briefpack.pack.safewrite import write_whole
from briefpack.pack.snapshot import Carried, closure, missing_ids, snapshot

if TYPE_CHECKING:
    from briefpack.adviser.finding import Finding

    # Loaded where something is laid out: a pack is opened, and its window shown, without.
    from briefpack.layout.display import PageSet
    from briefpack.layout.fonts import FontSet, MissingGlyph
    from briefpack.pdf.archive import Attachment

PROGRAM = f"briefpack {__version__}"
#: Says how far a long job is, in the user's words.
Progress = Callable[[str], None]

#: The files of the bundled fonts by the key of the face.
FACES = {
    "sans": "NotoSans-Regular",
    "sans-bold": "NotoSans-Bold",
    "sans-italic": "NotoSans-Italic",
    "sans-bolditalic": "NotoSans-BoldItalic",
    "serif": "NotoSerif-Regular",
    "serif-bold": "NotoSerif-Bold",
    "serif-italic": "NotoSerif-Italic",
    "serif-bolditalic": "NotoSerif-BoldItalic",
    "symbols": "NotoSansSymbols-Regular",
    "symbols-more": "NotoSansSymbols2-Regular",
    "arabic": "NotoNaskhArabic-Regular",
    "arabic-bold": "NotoNaskhArabic-Bold",
}


class Built(NamedTuple):
    """A finished document, and what was left out of it for its audience."""

    content: bytes
    pages: int
    left_out: tuple[LeftOut, ...] = ()
    #: What keeps it from leaving as final: then DRAFT stands on every page.
    blocks: "tuple[Finding, ...]" = ()


def new_pack(  # noqa: PLR0913 - what a person may say about a new pack, by name
    template: str,
    *,
    today: str,
    title: str = "",
    date: str | None = None,
    as_of: str | None = None,
    later_facts: bool = False,
    library: Library | None = None,
    language: str = "en",
) -> PackFile:
    """A pack filled from a template. Without `as_of` its own date counts, without a date `today`. `language`: the tag
    of the pack's language."""
    from briefpack.pack.filling import fill  # noqa: PLC0415 - a pack file needs no template

    plan = template_named(template)
    if date is not None:
        checked_day(date, "date")
    day = checked_day(next(each for each in (as_of, date, today) if each is not None), "as-of date")
    library = library or bundled_library()
    collections = (ARTICLES, LATER_FACTS) if later_facts else (ARTICLES,)
    pack = fill(plan, library, day, date, collections=collections, language=language_of(language))
    if title:
        pack = set_details(pack, title=title)
    return PackFile(pack, snapshot(pack, library))


def opened(path: Path) -> PackFile:
    """A pack file, or the pack that a PDF carries; items it uses but does not carry are taken from the library.

    Raises FileProblem, and UserError if an item is nowhere.
    """
    with quiet_collector():
        found = pack_in(path) if is_pdf(path) else read_pack(path)
    carried = Carried(found.items)
    missing = [item_id for item_id in missing_ids(found.pack, carried) if item_id]
    if not missing:
        return found
    from briefpack.library.own import PREFIX  # noqa: PLC0415 - a pack file needs no library

    known = library() if any(item_id.startswith(PREFIX) for item_id in missing) else bundled_library()
    lost = [item_id for item_id in missing if known.get(item_id) is None]
    if lost:
        raise UserError(
            say(
                "{path} uses {item}, which neither the pack nor the library holds any more. "
                "Open it with the library it was made with, or remove that entry.",
                path=path,
                item=lost[0],
            )
        )
    extra = [item for item in closure(missing, known) if carried.get(item.id, kind_of(item)) is None]
    return PackFile(found.pack, (*found.items, *extra))


def save(path: Path, pack_file: PackFile) -> None:
    """Write a pack file whole or not at all."""
    write_pack(path, pack_file.pack, pack_file.items)


def no_files(*_composed: object) -> tuple[()]:
    """A document that carries nothing."""
    return ()


def build_pdf(
    pack: Pack,
    items: tuple[AnyItem, ...],
    progress: Progress = lambda _: None,
    fonts: "FontSet | None" = None,
    files: Files = no_files,
    briefing: Briefing | None = None,
    tell_blocks: bool = True,
) -> Built:
    """Compose, lay out and write the document. Raises UserError for a character that no font has.

    `fonts`, if kept from one document to the next in the same thread, know the words of those before. `files`: what
    the document carries. `briefing`: what was composed of the pack already. `tell_blocks`: whether the answer names all
    that makes it a draft, or is the document alone wanted.
    """
    from briefpack.pdf.fonts import FontUnreadableError  # noqa: PLC0415 - ReportLab is slow to load

    try:
        # All that is made on the way is gone before the collector comes back and would look at it.
        with quiet_collector():
            compose_it = partial(_composed, pack, items, progress, briefing)
            made = PackFile(pack, items)
            return _printed(made, compose_it, progress, fonts or font_set(), partial(files, pack, items), tell_blocks)
    except FontUnreadableError as error:
        words = say("In briefpack’s files {problem}. Install briefpack again.", problem=error)
        raise resources.ResourcesMissingError(words) from error


def _composed(pack: Pack, items: tuple[AnyItem, ...], progress: Progress, known: Briefing | None) -> Briefing:
    if known is not None:
        return known
    progress(say("Composing the briefing"))
    return compose(pack, Carried(items), PROGRAM, language_of(pack.language))


def _printed(
    pack_file: PackFile,
    compose_it: Callable[[], Briefing],
    progress: Progress,
    fonts: "FontSet",
    files: "Callable[[Briefing, Write], Sequence[Attachment]]",
    tell_blocks: bool,
) -> Built:
    from briefpack.app.advising import is_blocked  # noqa: PLC0415 - the first window does not wait for rules
    from briefpack.layout.fonts import MissingGlyph  # noqa: PLC0415 - to open a pack needs no layout
    from briefpack.layout.layouter import Layouter  # noqa: PLC0415 - to open a pack needs no layout
    from briefpack.pdf.document import write_pdf  # noqa: PLC0415 - ReportLab is slow to load

    pack, evidence = pack_file.pack, Carried(pack_file.items)
    briefing = compose_it()
    progress(say("Laying out the pages"))
    layouter = Layouter(fonts, keep=0)
    try:
        final, draft = briefing, as_draft(briefing, language_of(pack_file.pack.language))
        if is_blocked(pack, final, evidence):
            briefing = draft
        pages = layouter.lay_out(briefing)
        if briefing is final and is_blocked(pack, final, evidence, pages):
            briefing = draft
            pages = layouter.lay_out(briefing)
    except MissingGlyph as missing:
        raise _no_glyph((*layouter.missing(briefing), missing)[0], pack_file.pack) from None
    progress(say_many("Writing {count} page", "Writing {count} pages", len(pages.pages)))
    write = partial(write_pdf, pages, briefing, fonts)
    found = blocks_in(pack_file, final, pages) if tell_blocks and briefing is draft else ()
    return Built(write(files(briefing, write)), len(pages.pages), blocks=found)


def blocks_in(pack_file: PackFile, briefing: Briefing, pages: "PageSet") -> "tuple[Finding, ...]":
    """What the adviser would not let go as final. It looks at nothing but the pack: the same file, the same answer."""
    from briefpack.app.advising import Setting, blocked_by  # noqa: PLC0415 - the first window does not wait for rules

    return blocked_by(pack_file.pack, briefing, Carried(pack_file.items), Setting(pages))


def built_for(
    pack_file: PackFile,
    progress: Progress = lambda _: None,
    *,
    audience: Audience = "principal",
    with_pack: bool = True,
) -> Built:
    """The PDF for an audience. It carries what was composed, without private notes; or a manifest (app/carrying.py)."""
    leaves = for_audience(pack_file.pack, Carried(pack_file.items), audience)
    files = partial(files_for, carry=carry_for(audience, with_pack))
    return build_pdf(leaves.pack, leaves.items, progress, files=files)._replace(left_out=leaves.left_out)


def export(path: Path, pack_file: PackFile, progress: Progress = lambda _: None) -> Built:
    """Build the PDF for the principal, with its pack inside, and write it whole or not at all."""
    built = built_for(pack_file, progress)
    write_whole(path, built.content)
    return built


def font_set() -> "FontSet":
    """The bundled fonts and those of the font pack that are there; a face is read when it is first used."""
    from briefpack.app import fontpack  # noqa: PLC0415 - asks for folders, which a pack in memory does not need
    from briefpack.layout.fonts import FontSet  # noqa: PLC0415 - to open a pack needs no layout

    return FontSet({key: partial(resources.font, name) for key, name in FACES.items()} | fontpack.readers())


def _no_glyph(missing: "MissingGlyph", pack: Pack) -> UserError:
    from briefpack.app.fontpack import no_font  # noqa: PLC0415 - only for who lacks a font

    return UserError(no_font(missing.char, _typed_in(missing.char, pack) or f"“{missing.node}”"))


def _typed_in(char: str, pack: Pack) -> str:
    """The place where a person typed the character, in words; "" when it stands in no own text."""
    if char in pack.marking + pack.marking.upper():
        return say("the marking")
    if char in f"{pack.title}{pack.short_title}{pack.eyebrow}{pack.subject_line}":
        return say("the title")
    # Not by the block that lacks it: a block may show two columns with sections of their own.
    for section in pack.sections:
        texts = [text for entry in section.entries for text in (entry.text, entry.label, entry.hint)]
        texts += [section.title, section.remark, section.gap, *section.options.values()]
        if any(char in text for text in texts):
            return say("section “{title}”", title=section.title or section.key)
    return ""
