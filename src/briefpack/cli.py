"""The command line. Exit codes: 0 done, 1 the answer is no (problems found, nothing found), 2 the command or its input
is wrong, 3 the surroundings fail (a disk, a folder, a font), 130 stopped by the user."""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from briefpack import __version__

if TYPE_CHECKING:
    from briefpack.library.query import Hit, Result

OK, NO, WRONG, FAILED, STOPPED = 0, 1, 2, 3, 130
ARTICLES_FOLDER = "BRIEFPACK_ARTICLES"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Never a traceback for a user's mistake."""
    options = _parser().parse_args(arguments)
    if not options.command:
        return _window()
    # The layers below load on first use: `--version` and mistakes in the command answer at once.
    from briefpack.app.errors import KNOWN_ERRORS
    from briefpack.pack.safewrite import FileProblem

    try:
        code: int = options.run(options)
    except KNOWN_ERRORS as error:
        print(f"briefpack: {error}", file=sys.stderr)
        return FAILED if isinstance(error, FileProblem) and isinstance(error.__cause__, OSError) else WRONG
    except BrokenPipeError:
        # The reader of our output has gone (| head): nothing is wrong. Python must not flush into it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        print("briefpack: stopped; nothing was half-written.", file=sys.stderr)
        return STOPPED
    return code


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
    _add(commands, "show", "show one item with its passages", show, ("id", "ID"), json=True)
    _add(commands, "templates", "list the templates", list_templates, json=True)
    dataset = _add(commands, "dataset", "look after the bundled dataset", dataset_check)
    dataset.add_argument("what", choices=["check"], help="check: validate every file, record and reference")
    dataset.add_argument(
        "--articles",
        metavar="FOLDER",
        default=os.environ.get(ARTICLES_FOLDER),
        help=f"also compare each excerpt with the articles in this folder (or set {ARTICLES_FOLDER})",
    )
    dataset.add_argument("--folder", metavar="FOLDER", help="check the dataset in this folder instead")
    _add(commands, "selftest", "check that everything the program needs is there and works", selftest, json=True)
    return parser


Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run = Callable[[argparse.Namespace], int]


def _add(
    commands: Commands, name: str, help_: str, run: Run, *positional: tuple[str, str], json: bool = False
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_, description=help_[:1].upper() + help_[1:] + ".")
    for dest, metavar in positional:
        parser.add_argument(dest, metavar=metavar)
    if json:
        parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.set_defaults(run=run)
    return parser


def _add_new(commands: Commands) -> None:
    parser = _add(commands, "new", "make a pack file from a template", new)
    _template_options(parser, required=True)
    parser.add_argument("-o", "--output", required=True, metavar="FILE.briefpack")


def _add_build(commands: Commands) -> None:
    parser = _add(commands, "build", "build the PDF of a pack file or of a template", build)
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
    parser.add_argument("--as-of", metavar="DAY", help="judge ages and due dates for this day (default: the date, or today)")
    parser.add_argument("--later-facts", action="store_true", help="also use the second collection, each item marked ‡")


def _add_search(commands: Commands) -> None:
    parser = _add(commands, "search", "search the library", search, json=True)
    parser.add_argument("words", nargs="*", metavar="WORDS", help='words, "a phrase", begin*, AND, OR, NOT')
    parser.add_argument("--kind", action="append", default=[], help="event, quote, statistic, position, claim, document …")
    parser.add_argument("--mechanism", action="append", default=[], help="such as upr or special-rapporteur")
    parser.add_argument("--topic", action="append", default=[], help="such as accountability")
    parser.add_argument("--source", action="append", default=[], help="id of a source")
    parser.add_argument("--from", dest="date_from", default="", metavar="DATE", help="2014, 2014-02 or 2014-02-17")
    parser.add_argument("--to", dest="date_to", default="", metavar="DATE")
    parser.add_argument("--later-facts", action="store_true", help="search the second collection too")
    parser.add_argument("--limit", type=int, default=20, metavar="N")


def new(options: argparse.Namespace) -> int:
    """Make a pack file from a template."""
    from briefpack.app import build as app

    made = app.new_pack(
        options.template,
        today=date.today().isoformat(),  # noqa: DTZ011 - the user's own calendar day is meant
        title=options.title,
        date=options.date,
        as_of=options.as_of,
        later_facts=options.later_facts,
    )
    app.save(Path(options.output), made)
    entries = sum(len(section.entries) for section in made.pack.sections)
    print(f"{options.output}: {len(made.pack.sections)} sections, {entries} entries.")
    return OK


def build(options: argparse.Namespace) -> int:
    """Build a PDF."""
    from briefpack.app import build as app
    from briefpack.app.errors import UserError
    from briefpack.app.opening import open_file
    from briefpack.pack.edits import set_details
    from briefpack.pack.pack import checked_day

    if bool(options.pack) == bool(options.template):
        raise UserError("Give either a pack file or --template ID, and -o OUT.pdf.")
    progress = Progress()
    if options.pack:
        found = app.opened(Path(options.pack))
        details = {"title": options.title or None, "date": options.date, "as_of": options.as_of}
        if options.later_facts:
            raise UserError("A pack file keeps its own collections; --later-facts goes with --template.")
    else:
        found = app.new_pack(
            options.template,
            today=date.today().isoformat(),  # noqa: DTZ011 - the user's own calendar day is meant
            title=options.title,
            date=options.date,
            as_of=options.as_of,
            later_facts=options.later_facts,
        )
        details = {}
    for name in ("date", "as_of"):
        if details.get(name):
            checked_day(str(details[name]), name.replace("_", "-"))
    details |= {"paper": options.paper, "marking": options.marking}
    changed = {name: value for name, value in details.items() if value is not None}
    pack = set_details(found.pack, **changed) if changed else found.pack
    built = app.export(Path(options.output), found._replace(pack=pack), progress)
    progress.end()
    print(f"{options.output}: {built.pages} page{'s' if built.pages != 1 else ''}.")
    if options.open:
        open_file(Path(options.output))
    return OK


class Progress:
    """Says on a terminal what goes on, once a job takes more than a second."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._width = 0

    def __call__(self, words: str) -> None:
        if sys.stderr.isatty() and time.monotonic() - self._started > 1:
            print(f"\r{words:<{self._width}} …", end="", file=sys.stderr, flush=True)
            self._width = len(words)

    def end(self) -> None:
        """Clear the line."""
        if self._width:
            print(f"\r{'':<{self._width + 2}}\r", end="", file=sys.stderr)


def search(options: argparse.Namespace) -> int:
    """Search the library; exit code 1 when nothing is found."""
    from briefpack.app import build as app
    from briefpack.app.errors import UserError
    from briefpack.evidence.dates import DateError
    from briefpack.evidence.sources import ARTICLES, LATER_FACTS
    from briefpack.library.query import Query

    try:
        query = Query(
            text=" ".join(options.words),
            kinds=tuple(options.kind),
            mechanisms=tuple(options.mechanism),
            topics=tuple(options.topic),
            sources=tuple(options.source),
            date_from=options.date_from,
            date_to=options.date_to,
            collections=(ARTICLES, LATER_FACTS) if options.later_facts else (ARTICLES,),
            limit=options.limit,
        )
    except (DateError, ValueError) as error:
        raise UserError(f"The search cannot be made: {error}.") from None
    result = app.bundled_library().search(query)
    print(_as_json(result) if options.json else _as_text(result))
    return OK if result.total else NO


def _as_text(result: "Result") -> str:
    lines = [f"{hit.kind:<10} {hit.id}\n{'':<10} {_card(hit)}" for hit in result.hits]
    shown = f", the first {len(result.hits)} shown" if len(result.hits) < result.total else ""
    note = f" {result.note}" if result.note else ""
    return "\n".join([*lines, f"{result.total} found{shown}.{note}"])


def _card(hit: "Hit") -> str:
    from briefpack.briefing.locale import date_words

    beside = "; ".join(part for part in (hit.who, hit.source, date_words(hit.when)) if part)
    return f"{hit.title} ({beside})" if beside else hit.title


def _as_json(result: "Result") -> str:
    from briefpack.briefing.locale import date_words

    hits = [{**hit._asdict(), "when": date_words(hit.when)} for hit in result.hits]
    answer = {
        "total": result.total,
        "order": result.order_used,
        "note": result.note,
        "hits": hits,
        "counts": {facet: dict(values) for facet, values in result.counts.items()},
    }
    return json.dumps(answer, ensure_ascii=False, indent=1)


def show(options: argparse.Namespace) -> int:
    """Show one item; exit code 1 when there is none."""
    from briefpack.app import build as app
    from briefpack.app.showing import item_json, item_text

    library = app.bundled_library()
    item = library.get(options.id)
    if item is None:
        print(f"briefpack: there is no item {options.id}. Find one with: briefpack search WORDS", file=sys.stderr)
        return NO
    print(item_json(item) if options.json else item_text(item, library))
    return OK


def list_templates(options: argparse.Namespace) -> int:
    """List the templates."""
    from briefpack.app import build as app

    found = app.templates().values()
    if options.json:
        rows = [{"id": each.id, "code": each.code, "name": each.name, "purpose": each.purpose} for each in found]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return OK
    for each in found:
        print(f"{each.id:<18} {each.code}  {each.name}\n{'':<23} {each.purpose}")
    return OK


def dataset_check(options: argparse.Namespace) -> int:
    """Validate the dataset; exit code 1 when there are problems."""
    from briefpack.app import resources
    from briefpack.app.errors import UserError
    from briefpack.evidence.checks import check_dataset

    texts = _folder(options.folder) if options.folder else resources.folder("dataset")
    articles = _folder(options.articles) if options.articles else None
    if articles is not None and not articles:
        raise UserError(f"There are no files in {options.articles}. Give the folder that holds the articles.")
    problems = check_dataset(texts, articles)
    for problem in problems:
        print(problem)
    with_articles = "compared with the articles" if articles else "not compared with the articles (no folder given)"
    print(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}; {with_articles}.")
    return NO if problems else OK


def _folder(name: str) -> dict[str, bytes]:
    from briefpack.app.errors import UserError

    place = Path(name)
    if not place.is_dir():
        raise UserError(f"There is no folder {name}. Check the path.")
    return {path.name: path.read_bytes() for path in sorted(place.iterdir()) if path.is_file()}


def selftest(options: argparse.Namespace) -> int:
    """Check the installation; exit code 1 when something does not work."""
    from briefpack.selftest import report

    results = report()
    if options.json:
        print(json.dumps([result._asdict() for result in results], ensure_ascii=False, indent=1))
    else:
        for result in results:
            print(f"{'ok  ' if result.passed else 'FAIL'} {result.name}: {result.detail}")
    return OK if all(result.passed for result in results) else NO


if __name__ == "__main__":
    sys.exit(main())
