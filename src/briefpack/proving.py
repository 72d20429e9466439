"""The commands about finished files: verify, inspect, extract. Every function gives an exit code."""

import argparse
import contextlib
import json
from pathlib import Path

from briefpack.app.errors import UserError
from briefpack.language import say
from briefpack.pack.safewrite import write_whole

OK, NO = 0, 1


def verify(options: argparse.Namespace) -> int:
    """Say whether a file is what its pack makes; exit code 1 when it was altered or something in it is wrong."""
    from briefpack.app.verifying import verify as verdict_on  # noqa: PLC0415 - pikepdf and ReportLab

    verdict = verdict_on(Path(options.file))
    print(json.dumps(verdict.record(), ensure_ascii=False, indent=1) if options.json else verdict.text())
    return OK if verdict.verified else NO


def extract(options: argparse.Namespace) -> int:
    """Write the pack that a PDF carries, byte for byte."""
    from briefpack.app.carrying import carried_in, is_pdf  # noqa: PLC0415 - each command loads its own

    source, target = Path(options.file), Path(options.output)
    with contextlib.suppress(OSError):
        if source.samefile(target):
            raise UserError(say("{path} is the PDF itself. Give another name after -o.", path=target))
    if is_pdf(target):
        raise UserError(say("{path} has the name of a PDF. Choose a name that ends in .briefpack.", path=target))
    content = carried_in(source)
    write_whole(target, content)
    print(say("{path}: the pack of {file}.", path=target, file=source.name))
    return OK


def inspect(options: argparse.Namespace) -> int:
    """List what a PDF says about itself."""
    from briefpack.app.inspecting import inspected  # noqa: PLC0415 - pikepdf

    found = inspected(Path(options.file))
    print(json.dumps(found.record(), ensure_ascii=False, indent=1) if options.json else found.text())
    return OK
