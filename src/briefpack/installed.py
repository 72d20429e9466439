"""Commands about the installation itself: does it work, and what of others is inside."""

import argparse
import json
import os
import sys
from itertools import groupby
from typing import NoReturn

from briefpack.app import licences as app
from briefpack.app.errors import UserError
from briefpack.language import say
from briefpack.selftest import Report, report
from briefpack.selftest.trying import Outcome

OK, NO = 0, 1


def self_test(options: argparse.Namespace) -> int:
    """Check the installation; exit code 1 when something does not work."""

    def told(result: Outcome) -> None:
        if not options.json:
            state = say("ok") if result.passed else say("FAIL")
            print(f"{state:<4} {result.title}: {result.detail}", flush=True)

    def ended(results: Report) -> int:
        if options.json:
            # In ASCII: whatever reads it through a pipe, no character is lost on the way.
            print(json.dumps(results.record(), indent=1))
        return OK if results.passed else NO

    def cut_short(results: Report) -> NoReturn:
        code = ended(results)
        if sys.stdout is not None:
            sys.stdout.flush()
        os._exit(code)

    return ended(report(told, window=not options.no_window, cut_short=cut_short))


def licences(options: argparse.Namespace) -> int:
    """List the parts by others, or print the licence of one."""
    found = app.notices()
    if not options.name:
        for kind, parts in groupby(found, key=lambda each: each.kind):
            print(f"{say(app.KINDS.get(kind, kind))}:")
            print("\n".join(f"  {each.heading}: {each.licence}" for each in parts))
        print(app.duties())
        return OK
    asked = options.name.casefold()
    # Some parts stand there twice, under one text.
    files = {each.file: each for each in found if asked in {each.name.casefold(), each.heading.casefold()}}
    if not files:
        raise UserError(say("There is no part “{name}”. List them with: briefpack licences", name=options.name))
    print("\n\n".join(map(app.text_of, files.values())))
    return OK
