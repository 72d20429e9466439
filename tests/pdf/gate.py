"""Is this PDF accessible (PDF/UA-1) and archival (PDF/A-3a)? Four checkers, for none of them notices every fault.

page-validation judges by the rules of both standards; pikepdf.pdfa by its list of what an archive may hold; qpdf reads
the syntax; `crosscheck` compares the structure tree with the content of the pages, which none of the others does.
"""

import io
import re
from collections.abc import Callable, Iterator

import page
import pikepdf  # noqa: TID253 - the gate reads files with it
import pikepdf.pdfa  # noqa: TID253 - the same
from tests.pdf import crosscheck

#: What pikepdf.pdfa refuses although the standards allow it, and why it is right in our files.
WAIVED = {
    # It judges level B, and says so of every file of level A, which asks for more and not for less.
    r"6\.6\.4-3 .*conformance is 'A', expected 'B'": "level A includes level B",
    # It knows no extension schemas. PDF/A-3 (6.6.2.3) has them for just this: page-validation checks ours.
    r"6\.6\.2\.3\.1-[12] .*(pdfaExtension|pdfaSchema|pdfaProperty|pdfuaid)": "the identifier of PDF/UA needs a schema",
    # It takes no file to carry others; PDF/A-3 is the part that allows it, and the cross-check looks at them.
    r"pikepdf:associated-files|unsupported pikepdf:embedded-file": "files inside the file are what part 3 is for",
}


def _page(profile: str) -> Callable[[bytes], Iterator[str]]:
    def check(content: bytes) -> Iterator[str]:
        # Its usual limit of depth, 256, counts bookmarks that stand side by side.
        report = page.validate_pdf_bytes(content, profile=profile, limits=page.SafetyLimits.unlimited())
        for failure in report.failures:
            yield f"{failure.rule_id}: {failure.message} ({failure.object_id})"
        if not report.is_compliant and not report.failures:
            yield "not compliant, without saying why"

    return check


def _pikepdf(content: bytes) -> Iterator[str]:
    for finding in pikepdf.pdfa.validate_written(io.BytesIO(content), "3b").findings:
        words = f"{finding.kind} {finding.rule} {finding.where}: {finding.message}"
        if not any(re.search(pattern, words) for pattern in WAIVED):
            yield words


def _qpdf(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if pdf.is_encrypted:
            yield "it is encrypted"
        yield from pdf.check_pdf_syntax()
        yield from map(str, pdf.get_warnings())


#: Quick ones first.
CHECKERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "crosscheck": lambda content: iter(crosscheck.faults(content)),
    "page ua1": _page("ua1"),
    "page 3a": _page("3a"),
    "qpdf": _qpdf,
    "pikepdf.pdfa": _pikepdf,
}
#: pikepdf.pdfa takes three times as long as all others together.
QUICK = tuple(CHECKERS)[:-1]


def faults(content: bytes, checkers: tuple[str, ...] = tuple(CHECKERS)) -> list[str]:
    """What these checkers find wrong, each with the checker's name; a checker that breaks down has found something."""
    found = []
    for name in checkers:
        try:
            found += [f"{name}: {words}" for words in CHECKERS[name](content)]
        except Exception as error:  # noqa: BLE001 - whatever a checker stumbles over is a fault of the file
            found.append(f"{name}: {type(error).__name__}: {error}")
    return found
