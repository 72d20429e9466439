"""The command line. Exit codes: 0 done, 1 the answer is no (problems found, nothing found), 2 the command or its input
is wrong (a path that leads nowhere, too), 3 the surroundings fail (a disk, a font), 130 stopped by the user."""

import argparse
import contextlib
import errno
import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn, TypeAlias

from briefpack import __version__
from briefpack.language import NAMES, say, speak

OK, WRONG, FAILED, STOPPED = 0, 2, 3, 130
ARTICLES_FOLDER = "BRIEFPACK_ARTICLES"
LANGUAGE = "BRIEFPACK_LANGUAGE"
#: What a double click opens: packs, and PDFs that carry theirs.
OPENED = (".briefpack", ".pdf")
_MISTYPED = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG}


def run() -> NoReturn:
    """The program as a process of its own. A command is over so soon that collecting garbage costs more than it frees,
    at its end too; the window, which stays, has its collector."""
    gc.disable()
    signal.signal(signal.SIGINT, _Stop.ask)
    code = main()
    if code == STOPPED:
        # An interrupt inside a text that Python runs, as a named tuple is made of one, would have the process end by
        # the signal although it was dealt with.
        os._exit(code)
    gc.freeze()
    sys.exit(code)


class _Stop:
    """Whether the user asked to stop. Where that falls into a call of ours from inside SQLite, what comes out of it is
    an error of the database, and would be told as one."""

    asked = False

    @classmethod
    def ask(cls, _number: int, _frame: object) -> NoReturn:
        """Ctrl+C, once and for all."""
        cls.asked = True
        raise KeyboardInterrupt


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Never a traceback for a user's mistake."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or file that knows fewer characters than we print shows their numbers.
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if os.environ.get(LANGUAGE):
        from briefpack.app.languages import window_language  # noqa: PLC0415 - English needs no catalogue

        speak(window_language())
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and all(each.lower().endswith(OPENED) and not each.startswith("-") for each in given):
        return _window(given)  # what a double click on a pack starts
    options = command_parser().parse_args(given)
    if not options.command:
        return _window()
    try:
        code = _run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader of our output has gone (| head): nothing is wrong.
        _abandon_output()
        return OK
    except OSError as error:
        _abandon_output()
        _complain(say("the answer could not be written ({why}).", why=error.strerror or error))
        return FAILED
    except KeyboardInterrupt:
        _complain(say("stopped; nothing was half-written."))
        return STOPPED


def _complain(words: str) -> None:
    print(f"briefpack: {words}", file=sys.stderr)


def _run(options: argparse.Namespace) -> int:
    # On first use only: `--version` and mistakes in the command answer at once.
    from briefpack.app.errors import BROKEN_SURROUNDINGS, KNOWN_ERRORS  # noqa: PLC0415 - see above
    from briefpack.app.libraries import library_note  # noqa: PLC0415 - see above
    from briefpack.commands import COMMANDS  # noqa: PLC0415 - see above

    try:
        code = COMMANDS[options.command](options)
    except KNOWN_ERRORS as error:
        if _Stop.asked:
            raise KeyboardInterrupt from error
        _complain(str(error))
        cause = error.__cause__
        broken = isinstance(cause, OSError) and cause.errno not in _MISTYPED
        return FAILED if broken or isinstance(error, BROKEN_SURROUNDINGS) else WRONG
    if library_note():
        _complain(library_note())
    return code


def _abandon_output() -> None:
    """Python flushes what is left at its end; that must not fail once more."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _window(files: Sequence[str] = ()) -> int:
    from briefpack.gui.display import has_display  # noqa: PLC0415 - the window is loaded for itself alone

    if not has_display():
        _complain(
            say(
                "there is no display to show the window on. Without one, start with: briefpack templates, or "
                "briefpack build --template hrc-dialogue -o pack.pdf"
            )
        )
        return FAILED
    gc.enable()
    from briefpack.gui.early import first_look  # noqa: PLC0415 - the window is loaded for itself alone

    look = first_look()
    try:
        from briefpack.gui.main import run  # noqa: PLC0415 - the window is loaded for itself alone
    except ImportError as error:
        _complain(
            say(
                "the window cannot be loaded ({why}). On Debian and its relatives, packaging/bootstrap.sh names the "
                "libraries it needs; the other commands work without them.",
                why=error,
            )
        )
        return FAILED
    return run(files, look)


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with a command."""

    def error(self, message: str) -> NoReturn:
        see = say("See: {command}", command=f"{self.prog} --help")
        self.exit(WRONG, f"{self.prog}: {message}. {see}\n")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(say("“{text}” is no count: give 0 or more", text=text))
    return int(text)


def command_parser() -> argparse.ArgumentParser:
    """What is understood on the command line; the manual page is made from it too."""
    parser = _Parser(
        prog="briefpack",
        description=say(
            "Turn sourced evidence into a briefing pack: a PDF whose every sentence can be traced. Offline."
        ),
        epilog=say(
            "Exit codes: 0 done; 1 the answer is no; 2 the command or its input is wrong; 3 the surroundings fail."
        ),
    )
    parser.add_argument("--version", action="version", version=f"briefpack {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_new(commands)
    _add_build(commands)
    _add_check(commands)
    _add_proofs(commands)
    _add_search(commands)
    _add(commands, "show", say("show one item with its passages"), ("id", "ID"), json=True)
    _add(commands, "templates", say("list the templates"), json=True)
    dataset = _add(commands, "dataset", say("look after the bundled dataset"))
    dataset.add_argument("what", choices=["check"], help=say("check: validate every file, record and reference"))
    dataset.add_argument(
        "--articles",
        metavar="FOLDER",
        default=os.environ.get(ARTICLES_FOLDER),
        help=say(
            "also compare each excerpt with the articles in this folder (or set {variable})", variable=ARTICLES_FOLDER
        ),
    )
    dataset.add_argument("--folder", metavar="FOLDER", help=say("check the dataset in this folder instead"))
    tests = _add(commands, "selftest", say("check that everything the program needs is there and works"), json=True)
    tests.add_argument("--no-window", action="store_true", help=say("do not open the window"))
    notices = _add(commands, "licences", say("list what others have made that is inside, or print one licence"))
    notices.add_argument("name", nargs="?", metavar="NAME", help=say("the part whose licence is printed"))
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"


def _add(
    commands: Commands, name: str, help_: str, *positional: tuple[str, str], json: bool = False
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=help_, description=help_[:1].upper() + help_[1:] + "."
    )
    for dest, metavar in positional:
        parser.add_argument(dest, metavar=metavar)
    if json:
        parser.add_argument("--json", action="store_true", help=say("answer in JSON"))
    return parser


def _add_new(commands: Commands) -> None:
    parser = _add(commands, "new", say("make a pack file from a template"))
    _template_options(parser, required=True)
    parser.add_argument("-o", "--output", required=True, metavar="FILE.briefpack")


def _add_build(commands: Commands) -> None:
    parser = _add(commands, "build", say("build the PDF of a pack file or of a template"))
    parser.add_argument("pack", nargs="?", metavar="FILE.briefpack")
    _template_options(parser, required=False)
    parser.add_argument("-o", "--output", required=True, metavar="OUT.pdf")
    parser.add_argument(
        "--paper", choices=["a4", "letter"], help=say("another paper; the text is set anew, not scaled")
    )
    parser.add_argument(
        "--marking", metavar="TEXT", help=say("printed top and bottom of every page, at most 40 characters")
    )
    parser.add_argument(
        "--audience",
        choices=["principal", "public"],
        default="principal",
        help=say("public: only what may be used in public; what is left out is told (default: principal)"),
    )
    parser.add_argument(
        "--no-pack",
        action="store_true",
        help=say("the PDF does not carry its pack, only a manifest; it can then be verified in part alone"),
    )
    parser.add_argument(
        "--password-copy",
        metavar="OUT.pdf",
        help=say("also write a copy that asks for a password (AES-256); it is no PDF/A and not for archives"),
    )
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        help=say("take the password from the first line of this file, or of the input for -; else it is asked for"),
    )
    parser.add_argument(
        "--final",
        action="store_true",
        help=say("write nothing while the adviser blocks; without it the PDF then says DRAFT on every page"),
    )
    parser.add_argument("--open", action="store_true", help=say("open the PDF when it is done"))


def _add_check(commands: Commands) -> None:
    parser = _add(commands, "check", say("have the adviser examine a pack, before others do"), json=True)
    parser.add_argument("file", nargs="?", metavar="FILE", help=say("a pack file, or a PDF that carries its pack"))
    parser.add_argument("--rules", action="store_true", help=say("list what is checked, and why, instead"))
    parser.add_argument(
        "--profile", default="", metavar="ID", help=say("judge it by another house style than the pack’s own")
    )
    parser.add_argument("--audience", choices=["principal", "public"], default="principal")
    parser.add_argument("--sarif", action="store_true", help=say("answer in SARIF 2.1.0"))
    parser.epilog = say("Exit codes: 0 no block; 1 something must not leave as final; 2 no such file, or not readable.")


def _add_proofs(commands: Commands) -> None:
    says = _add(commands, "verify", say("prove that a PDF is what its pack makes, and its evidence whole"), json=True)
    says.add_argument("file", metavar="FILE", help=say("a PDF or a pack file"))
    says.epilog = say("Exit codes: 0 verified; 1 altered, or something is wrong; 2 no such file, or not readable.")
    says = _add(commands, "inspect", say("list all that a PDF says about itself, and what is not in it"), json=True)
    says.add_argument("file", metavar="FILE.pdf", help=say("any PDF, also of another program"))
    says = _add(commands, "extract", say("take the pack out of a PDF that carries it"))
    says.add_argument("file", metavar="FILE.pdf")
    says.add_argument("-o", "--output", required=True, metavar="FILE.briefpack")
    says = _add(commands, "diff", say("say in words what changed from one pack to another"), json=True)
    says.add_argument("before", metavar="BEFORE", help=say("a pack file, or a PDF that carries its pack"))
    says.add_argument("now", metavar="NOW", help=say("the same, later; after an export: diff OLD.pdf PACK.briefpack"))
    says.add_argument("--pdf", metavar="OUT.pdf", help=say("also write the list as a PDF"))
    says.epilog = say("Exit codes: 0 nothing differs; 1 something does; 2 no such file, or not readable.")


def _template_options(parser: argparse.ArgumentParser, required: bool) -> None:
    parser.add_argument("--template", required=required, metavar="ID", help=say("see: briefpack templates"))
    parser.add_argument("--title", default="", help=say("another title"))
    parser.add_argument("--date", metavar="DAY", help=say("the day of the occasion, such as 2026-11-22"))
    parser.add_argument(
        "--as-of", metavar="DAY", help=say("judge ages and due dates for this day (default: date, or today)")
    )
    parser.add_argument(
        "--language", metavar="TAG", help=say("the language of the pack: {tags} (default: en)", tags=" ".join(NAMES))
    )
    parser.add_argument(
        "--later-facts", action="store_true", help=say("also use the second collection, each item marked ‡")
    )


def _add_search(commands: Commands) -> None:
    parser = _add(commands, "search", say("search the library"), json=True)
    parser.add_argument("words", nargs="*", metavar="WORDS", help=say('words, "a phrase", begin*, AND, OR, NOT'))
    parser.add_argument("--kind", action="append", default=[], help=say("event, quote, statistic, position, claim …"))
    parser.add_argument("--mechanism", action="append", default=[], help=say("such as upr or special-rapporteur"))
    parser.add_argument("--topic", action="append", default=[], help=say("such as accountability"))
    parser.add_argument("--source", action="append", default=[], help=say("id of a source"))
    parser.add_argument("--from", dest="date_from", default="", metavar="DATE", help=say("2014, 2014-02 or 2014-02-17"))
    parser.add_argument("--to", dest="date_to", default="", metavar="DATE")
    parser.add_argument("--later-facts", action="store_true", help=say("search the second collection too"))
    parser.add_argument("--limit", type=_count, default=20, metavar="N")


if __name__ == "__main__":
    sys.exit(main())
