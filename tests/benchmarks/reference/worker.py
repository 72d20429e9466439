"""One process of the PDF benchmark: makes the texts, sets them with one engine, or checks a file. Prints JSON.

    worker.py make FOLDER PAGES SEED      FOLDER/PAGES-SEED.briefpack, .typ and .json
    worker.py cut PACK OUT PAGES          the first sections of a pack, so many that it has about PAGES pages
    worker.py ours|untagged|typst|platypus IN OUT  a PDF; what the process took up to here is printed by its parent
    worker.py warm FOLDER ROUNDS          CPU seconds of ours and Typst's, a new text each round
    worker.py check PDF JSON              pages, and the share of the content's words that the file gives back

Imports stand in the functions: each engine's process loads its own alone.
"""
# ruff: noqa: PLC0415

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"
#: All the parts of a sum that Typst has; the bundled fonts only, as we have.
TYPST: dict[str, Any] = {"ignore_system_fonts": True, "font_paths": [str(FONTS)]}

Facts = dict[str, Any]


def make(folder: str, pages: str, seed: str) -> Facts:
    """Write one text for all engines."""
    from neutral import blocks_of
    from texts import long_pack
    from typst_reference import source

    from briefpack.app.build import PROGRAM
    from briefpack.briefing.compose import compose
    from briefpack.pack.packfile import write_pack
    from briefpack.pack.snapshot import Carried

    pack, items = long_pack(int(pages), int(seed))
    blocks = blocks_of(compose(pack, Carried(items), PROGRAM))
    place = Path(folder) / f"{pages}-{seed}"
    write_pack(place.with_suffix(".briefpack"), pack, items)
    place.with_suffix(".typ").write_text(source(blocks), encoding="utf-8")
    place.with_suffix(".json").write_text(json.dumps(blocks), encoding="utf-8")
    return {}


def cut(path: str, output: str, pages: str) -> Facts:
    """Drop the last sections of a pack until it is short enough."""
    from briefpack.app.build import build_pdf, opened, save
    from briefpack.pack.packfile import PackFile

    found = opened(Path(path))
    pack = found.pack
    while (made := build_pdf(pack, found.items).pages) > int(pages):
        pack = pack.model_copy(update={"sections": pack.sections[:-1]})
    save(Path(output), PackFile(pack, found.items))
    return {"pages": made, "sections": len(pack.sections), "of": len(found.pack.sections)}


def ours(path: str, output: str) -> Facts:
    """The pipeline from the pack file to the PDF on disk, as the command line runs it (briefpack.cli.run)."""
    import gc

    gc.disable()
    from briefpack.app import build
    from briefpack.pdf import document

    _ = document
    loaded = time.process_time()
    build.export(Path(output), build.opened(Path(path)))
    gc.freeze()
    return {"loaded": loaded}


def untagged(path: str, output: str) -> Facts:
    """The same without structure and without what makes an archive, which Typst's tags are compared with too."""
    import gc

    gc.disable()
    from briefpack.app import build
    from briefpack.briefing.compose import compose
    from briefpack.layout.layouter import Layouter
    from briefpack.pack.safewrite import write_whole
    from briefpack.pack.snapshot import Carried
    from briefpack.pdf.document import write_preview

    loaded = time.process_time()
    found = build.opened(Path(path))
    briefing = compose(found.pack, Carried(found.items), build.PROGRAM)
    fonts = build.font_set()
    pages = Layouter(fonts, keep=0).lay_out(briefing)
    write_whole(Path(output), write_preview(pages, briefing, fonts, compress=True))
    gc.freeze()
    return {"loaded": loaded}


def typst(path: str, output: str) -> Facts:
    """The PDF of a Typst source."""
    import typst as engine

    loaded = time.process_time()
    engine.compile(path, output=output, **TYPST)
    return {"loaded": loaded}


def platypus(path: str, output: str) -> Facts:
    """The PDF that plain Platypus makes."""
    from platypus_reference import write

    loaded = time.process_time()
    write(json.loads(Path(path).read_text(encoding="utf-8")), FONTS, Path(output))
    return {"loaded": loaded}


def warm(folder: str, rounds: str) -> Facts:
    """Both engines in one process that has done it before, by turns; inputs are read before the clock starts."""
    import typst as engine

    from briefpack.app.build import build_pdf, font_set, opened

    kept = font_set()  # as the window keeps them
    fonts = engine.Fonts(include_system_fonts=False, font_paths=TYPST["font_paths"])
    pairs = []
    for number, path in enumerate(sorted(Path(folder).glob("*.briefpack"))[: int(rounds) + 1]):
        pack, items = opened(path)
        text = path.with_suffix(".typ").read_bytes()
        steps: list[Callable[[], Any]] = [
            partial(build_pdf, pack, items, fonts=kept),
            partial(engine.compile, text, font_paths=fonts),
        ]
        taken = [0.0, 0.0]
        for step in (0, 1) if number % 2 else (1, 0):
            start = time.process_time()
            steps[step]()
            taken[step] = time.process_time() - start
        pairs.append(taken)
    return {"pairs": pairs[1:]}


def check(path: str, content: str) -> Facts:
    """Pages and words of a file; a word counts as often as it stands in both."""
    import pypdfium2  # type: ignore[import-untyped]
    from neutral import words_in, words_of

    document = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    wanted = words_of(json.loads(Path(content).read_text(encoding="utf-8")))
    return {"pages": len(document), "words": (wanted & words_in(text)).total() / wanted.total()}


def peak() -> int:
    """The most memory this process has had, in bytes; what its parent had does not count."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # macOS counts bytes
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


TASKS: tuple[Callable[..., Facts], ...] = (make, cut, ours, untagged, typst, platypus, warm, check)

if __name__ == "__main__":
    facts = {act.__name__: act for act in TASKS}[sys.argv[1]](*sys.argv[2:])
    print(json.dumps({**facts, "peak": peak()}))
