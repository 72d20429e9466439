"""A file before the adviser: composed, laid out and written as it would leave, then examined with all of that."""

from functools import partial
from pathlib import Path

from briefpack.adviser.finding import Finding
from briefpack.app import build
from briefpack.app.advice import Advice
from briefpack.app.advising import Setting, examined, place_of, profile_named
from briefpack.app.carrying import MAX_PDF, TOO_LARGE, carry_for, files_for, is_pdf
from briefpack.app.languages import language_of
from briefpack.app.libraries import library
from briefpack.app.places import Places
from briefpack.app.written import written_of
from briefpack.briefing.compose import compose
from briefpack.layout.layouter import Layouter
from briefpack.library.quiet import quiet_collector
from briefpack.pack.audience import Audience, for_audience
from briefpack.pack.packfile import PackFile, Refused
from briefpack.pack.safewrite import read_some
from briefpack.pack.snapshot import Carried
from briefpack.pdf.document import write_pdf


def advice(path: Path, profile: str = "", audience: Audience = "principal") -> Advice:
    """Examine a pack file; or a PDF, with the pack that it carries. Raises what opening it raises."""
    found = build.opened(path)
    content = read_some(path, MAX_PDF, TOO_LARGE) if is_pdf(path) else None
    try:
        return advice_on(found, path.name, profile, audience, content)
    except Refused as refused:
        raise refused.about(path) from None


def advice_on(
    found: PackFile, name: str, profile: str = "", audience: Audience = "principal", content: bytes | None = None
) -> Advice:
    """The findings about a pack as it leaves for an audience. `content`: its PDF, where there is one already."""
    chosen = profile_named(profile or found.pack.profile)
    leaves = for_audience(found.pack, Carried(found.items), audience)
    pack, evidence = leaves.pack, Carried(leaves.items)
    with quiet_collector():
        briefing = compose(pack, evidence, build.PROGRAM, language_of(pack.language))
        setting = Setting(library=library(), profile=chosen.id, audience=audience)
        fonts = build.font_set()
        layouter = Layouter(fonts)
        missing = layouter.missing(briefing)
        if missing:
            letters = tuple((each.char, place_of(each.node)) for each in missing)
            return Advice(
                name, pack, chosen.id, examined(pack, briefing, evidence, setting._replace(missing=letters)), {}
            )
        pages = layouter.lay_out(briefing)
        if content is None:
            write = partial(write_pdf, pages, briefing, fonts)
            content = write(files_for(pack, leaves.items, briefing, write, carry_for(audience, True)))
        findings = examined(pack, briefing, evidence, setting._replace(pages=pages, written=written_of(content)))
        where = Places(pack, briefing, pages, fonts)
    return Advice(name, pack, chosen.id, findings, {each.key: _page(where, each) for each in findings})


def _page(where: Places, finding: Finding) -> int:
    wanted = finding.place.entry or finding.place.section
    boxes = where.boxes(wanted) if wanted else []
    return boxes[0].page if boxes else 0
