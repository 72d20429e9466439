"""The commands about finished files: check, verify, inspect, extract, diff. Every function gives an exit code."""

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


def check(options: argparse.Namespace) -> int:
    """Have the adviser examine a pack; exit code 1 while something in it must not leave as final."""
    if options.rules:
        from briefpack.app.advice import rules_record, rules_text  # noqa: PLC0415 - each command loads what it needs

        print(json.dumps(rules_record(), ensure_ascii=False, indent=1) if options.json else rules_text())
        return OK
    if not options.file:
        raise UserError(say("Give a pack file or a PDF to check, or --rules."))
    from briefpack.app.examining import advice  # noqa: PLC0415 - each command loads what it needs

    found = advice(Path(options.file), options.profile, options.audience)
    if options.json or options.sarif:
        print(json.dumps(found.sarif() if options.sarif else found.record(), ensure_ascii=False, indent=1))
    else:
        print(found.text())
    return NO if found.blocked else OK


def diff(options: argparse.Namespace) -> int:
    """Say what changed from one pack to another; exit code 1 when anything did."""
    from briefpack.app.carrying import is_pdf  # noqa: PLC0415
    from briefpack.app.comparing import compare_files  # noqa: PLC0415

    old, new = Path(options.before), Path(options.now)
    target = Path(options.pdf) if options.pdf else None
    if target and not is_pdf(target):
        raise UserError(say("{path} has not the name of a PDF. Choose a name that ends in .pdf.", path=target))
    for source in (old, new) if target else ():
        with contextlib.suppress(OSError):
            if target and source.samefile(target):
                raise UserError(say("{path} is compared itself. Give another name after --pdf.", path=target))
    found = compare_files(old, new)
    if target:
        write_whole(target, found.pdf())
    print(json.dumps(found.record(), ensure_ascii=False, indent=1) if options.json else found.text())
    return NO if found.changes else OK
