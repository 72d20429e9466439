"""The command line. Exit codes: 0 done, 1 the answer is no (problems found, nothing found), 2 the command or its input
is wrong, 3 the surroundings fail (a disk, a folder, a font), 130 stopped by the user."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TypeAlias

from briefpack import __version__

OK, WRONG, FAILED, STOPPED = 0, 2, 3, 130
ARTICLES_FOLDER = "BRIEFPACK_ARTICLES"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Never a traceback for a user's mistake."""
    options = _parser().parse_args(arguments)
    if not options.command:
        return _window()
    # On first use only: `--version` and mistakes in the command answer at once.
    from briefpack.app.errors import KNOWN_ERRORS  # noqa: PLC0415
    from briefpack.commands import COMMANDS  # noqa: PLC0415

    try:
        return COMMANDS[options.command](options)
    except KNOWN_ERRORS as error:
        print(f"briefpack: {error}", file=sys.stderr)
        return FAILED if isinstance(error.__cause__, OSError) else WRONG
    except BrokenPipeError:
        # The reader of our output has gone (| head): nothing is wrong. Python must not flush into it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        print("briefpack: stopped; nothing was half-written.", file=sys.stderr)
        return STOPPED


def _window() -> int:
    print(
        "briefpack: the window is not part of this version yet. Start with: briefpack templates, or "
        "briefpack build --template hrc-dialogue -o pack.pdf",
        file=sys.stderr,
    )
    return WRONG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefpack",
        description="Turn sourced evidence into a briefing pack: a PDF whose every sentence can be traced. Offline.",
        epilog="Exit codes: 0 done; 1 the answer is no; 2 the command or its input is wrong; 3 the surroundings fail.",
    )
    parser.add_argument("--version", action="version", version=f"briefpack {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_new(commands)
    _add_build(commands)
    _add_search(commands)
    _add(commands, "show", "show one item with its passages", ("id", "ID"), json=True)
    _add(commands, "templates", "list the templates", json=True)
    dataset = _add(commands, "dataset", "look after the bundled dataset")
    dataset.add_argument("what", choices=["check"], help="check: validate every file, record and reference")
    dataset.add_argument(
        "--articles",
        metavar="FOLDER",
        default=os.environ.get(ARTICLES_FOLDER),
        help=f"also compare each excerpt with the articles in this folder (or set {ARTICLES_FOLDER})",
    )
    dataset.add_argument("--folder", metavar="FOLDER", help="check the dataset in this folder instead")
    _add(commands, "selftest", "check that everything the program needs is there and works", json=True)
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add(
    commands: Commands, name: str, help_: str, *positional: tuple[str, str], json: bool = False
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=help_, description=help_[:1].upper() + help_[1:] + "."
    )
    for dest, metavar in positional:
        parser.add_argument(dest, metavar=metavar)
    if json:
        parser.add_argument("--json", action="store_true", help="answer in JSON")
    return parser


def _add_new(commands: Commands) -> None:
    parser = _add(commands, "new", "make a pack file from a template")
    _template_options(parser, required=True)
    parser.add_argument("-o", "--output", required=True, metavar="FILE.briefpack")


def _add_build(commands: Commands) -> None:
    parser = _add(commands, "build", "build the PDF of a pack file or of a template")
    parser.add_argument("pack", nargs="?", metavar="FILE.briefpack")
    _template_options(parser, required=False)
    parser.add_argument("-o", "--output", required=True, metavar="OUT.pdf")
    parser.add_argument("--paper", choices=["a4", "letter"], help="another paper; the text is set anew, not scaled")
    parser.add_argument("--marking", metavar="TEXT", help="printed top and bottom of every page, at most 40 characters")
    parser.add_argument("--open", action="store_true", help="open the PDF when it is done")


def _template_options(parser: argparse.ArgumentParser, required: bool) -> None:
    parser.add_argument("--template", required=required, metavar="ID", help="see: briefpack templates")
    parser.add_argument("--title", default="", help="another title")
    parser.add_argument("--date", metavar="DAY", help="the day of the occasion, such as 2026-11-22")
    parser.add_argument(
        "--as-of", metavar="DAY", help="judge ages and due dates for this day (default: date, or today)"
    )
    parser.add_argument("--later-facts", action="store_true", help="also use the second collection, each item marked ‡")


def _add_search(commands: Commands) -> None:
    parser = _add(commands, "search", "search the library", json=True)
    parser.add_argument("words", nargs="*", metavar="WORDS", help='words, "a phrase", begin*, AND, OR, NOT')
    parser.add_argument("--kind", action="append", default=[], help="event, quote, statistic, position, claim …")
    parser.add_argument("--mechanism", action="append", default=[], help="such as upr or special-rapporteur")
    parser.add_argument("--topic", action="append", default=[], help="such as accountability")
    parser.add_argument("--source", action="append", default=[], help="id of a source")
    parser.add_argument("--from", dest="date_from", default="", metavar="DATE", help="2014, 2014-02 or 2014-02-17")
    parser.add_argument("--to", dest="date_to", default="", metavar="DATE")
    parser.add_argument("--later-facts", action="store_true", help="search the second collection too")
    parser.add_argument("--limit", type=int, default=20, metavar="N")


if __name__ == "__main__":
    sys.exit(main())
