"""What each command does. Every function takes the parsed options and gives an exit code.

What a single command needs is imported there: a build does not wait for checks it does not make.
"""

import argparse
import contextlib
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from briefpack.app import build as app
from briefpack.app import libraries, resources
from briefpack.app.errors import UserError
from briefpack.app.languages import caution, checked_tag
from briefpack.app.opening import open_file
from briefpack.app.protection import checked, password_from, password_in, write_protected
from briefpack.briefing.locale import date_words
from briefpack.evidence.dates import DateError
from briefpack.evidence.sources import ARTICLES, LATER_FACTS
from briefpack.language import NAMES, say, say_many, spoken, to_say_many
from briefpack.library.query import Hit, Query, Result
from briefpack.pack.edits import set_details
from briefpack.pack.pack import checked_day
from briefpack.pack.packfile import PackFile
from briefpack.pack.safewrite import why, write_whole

if TYPE_CHECKING:
    from briefpack.adviser.finding import Finding

OK, NO = 0, 1


def new(options: argparse.Namespace) -> int:
    """Make a pack file from a template."""

    made = _from_template(options)
    app.save(Path(options.output), made)
    entries = sum(len(section.entries) for section in made.pack.sections)
    held = say_many("{count} section", "{count} sections", len(made.pack.sections))
    said = say_many(
        "{path}: {sections}, {count} entry.",
        "{path}: {sections}, {count} entries.",
        entries,
        path=options.output,
        sections=held,
    )
    print(said)
    return OK


def build(options: argparse.Namespace) -> int:
    """Build a PDF."""

    if bool(options.pack) == bool(options.template):
        raise UserError(say("Give either a pack file or --template ID, and -o OUT.pdf."))
    output, copy = Path(options.output), Path(options.password_copy) if options.password_copy else None
    password = _password(options) if copy else ""
    progress = Progress()
    if options.pack:
        _refuse_to_overwrite(Path(options.pack), output, *([copy] if copy else []))
        found = app.opened(Path(options.pack))
        details: dict[str, str | None] = {"title": options.title or None, "date": options.date, "as_of": options.as_of}
        if options.later_facts:
            raise UserError(say("A pack file keeps its own collections; --later-facts goes with --template."))
        if options.language:
            raise UserError(say("A pack file keeps the language it was made in; --language goes with --template."))
    else:
        found, details = _from_template(options), {}
    details |= {"paper": options.paper, "marking": options.marking}
    changed = {name: value for name, value in details.items() if value is not None}
    for name in ("date", "as_of"):
        if name in changed:
            checked_day(str(changed[name]), name.replace("_", "-"))
    pack = set_details(found.pack, **changed) if changed else found.pack
    for each in (output, copy) if copy else (output,):
        if each.suffix.lower() == ".briefpack":
            raise UserError(say("{path} has the name of a pack file. Choose a name that ends in .pdf.", path=each))
    built = app.built_for(found._replace(pack=pack), progress, audience=options.audience, with_pack=not options.no_pack)
    if options.final and built.blocks:
        progress.end()
        words = say("This pack must not leave as final; nothing was written:")
        print("\n".join([words, *_said(built.blocks)]), file=sys.stderr)
        return NO
    write_whole(output, built.content)
    if copy:
        write_protected(copy, built.content, password)
    progress.end()
    print(say_many("{path}: {count} page.", "{path}: {count} pages.", built.pages, path=options.output))
    _tell_apart(built, copy)
    if options.open:
        open_file(output)
    return OK


def _said(blocks: "Sequence[Finding]") -> list[str]:
    return [f"  {finding.rule}: {finding.message}" for finding in blocks]


def _tell_apart(built: app.Built, copy: Path | None) -> None:
    """Say why it is a draft, what was left out, and what the copy with a password is not."""
    if built.blocks:
        words = say("DRAFT stands on every page, as this must be put right first:")
        print("\n".join([words, *_said(built.blocks)]), file=sys.stderr)
    if built.left_out:
        words = say_many(
            "{count} thing is left out because it may not be used in public: {items}.",
            "{count} things are left out because they may not be used in public: {items}.",
            len(built.left_out),
            items=", ".join(dict.fromkeys(each.item for each in built.left_out)),
        )
        print(words, file=sys.stderr)
    if copy:
        print(say("{path}: a copy that asks for the password. It is no PDF/A; archive the other one.", path=copy))


def _password(options: argparse.Namespace) -> str:
    """From a file, from what is piped in, or asked for without showing it. Never from the command line itself."""
    if options.password_file == "-":  # noqa: S105 - the name of a place, not a password
        return password_from(sys.stdin.buffer.readline(), say("the input"))
    if options.password_file:
        return password_in(Path(options.password_file))
    if not sys.stdin.isatty():
        raise UserError(say("There is nobody to ask for the password. Give --password-file FILE, or - for the input."))
    import getpass  # noqa: PLC0415 - where somebody is asked

    first = checked(getpass.getpass(say("Password for the copy: ")))
    if getpass.getpass(say("Once more: ")) != first:
        raise UserError(say("The two passwords differ. Nothing was written."))
    return first


def _refuse_to_overwrite(pack: Path, *outputs: Path) -> None:
    for output in outputs:
        with contextlib.suppress(OSError):
            if pack.samefile(output):
                raise UserError(
                    say(
                        "{path} is the pack itself, which the PDF would overwrite. Give another name after -o.",
                        path=output,
                    )
                )
    if len(outputs) > 1 and len({output.absolute() for output in outputs}) < len(outputs):
        raise UserError(say("{path} cannot be both the PDF and its copy. Give the copy another name.", path=outputs[0]))


def _from_template(options: argparse.Namespace) -> PackFile:
    language = checked_tag(options.language or "en")
    if caution(language):
        print(f"{NAMES.get(language, language)}: {caution(language)}", file=sys.stderr)
    return app.new_pack(
        options.template,
        today=date.today().isoformat(),  # noqa: DTZ011 - the user's own calendar day is meant
        title=options.title,
        date=options.date,
        as_of=options.as_of,
        later_facts=options.later_facts,
        language=language,
    )


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
        raise UserError(say("The search cannot be made: {why}.", why=error)) from None
    result = libraries.bundled_library().search(query)
    print(_as_json(result) if options.json else _as_text(result))
    return OK if result.total else NO


def _as_text(result: Result) -> str:
    lines = [f"{hit.kind:<10} {hit.id}\n{'':<10} {_card(hit)}" for hit in result.hits]
    if len(result.hits) < result.total:
        told = say("{count} found, the first {shown} shown.", count=result.total, shown=len(result.hits))
    else:
        told = say("{count} found.", count=result.total)
    return "\n".join([*lines, f"{told} {result.note}".rstrip()])


def _card(hit: Hit) -> str:

    beside = "; ".join(part for part in (hit.who, hit.source, date_words(hit.when, language=spoken())) if part)
    return f"{hit.title} ({beside})" if beside else hit.title


def _as_json(result: Result) -> str:

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
    from briefpack.app.showing import item_json, item_text  # noqa: PLC0415 - each command loads its own

    library = libraries.bundled_library()
    item = library.get(options.id)
    if item is None:
        problem = say("there is no item {item}. Find one with: briefpack search WORDS.", item=options.id)
        print(f"briefpack: {problem}", file=sys.stderr)
        return NO
    print(item_json(item) if options.json else item_text(item, library))
    return OK


def list_templates(options: argparse.Namespace) -> int:
    """List the templates."""

    found = libraries.templates().values()
    if options.json:
        rows = [
            {"id": each.id, "code": each.code, "name": say(each.name), "purpose": say(each.purpose)} for each in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return OK
    for each in found:
        print(f"{each.id:<18} {each.code}  {say(each.name)}\n{'':<23} {say(each.purpose)}")
    return OK


def dataset_check(options: argparse.Namespace) -> int:
    """Validate the dataset; exit code 1 when there are problems."""
    from briefpack.evidence.checks import check_dataset  # noqa: PLC0415 - each command loads its own

    texts = _folder(options.folder) if options.folder else resources.folder("dataset")
    articles = _folder(options.articles) if options.articles else None
    if articles is not None and not articles:
        raise UserError(
            say("There are no files in {folder}. Give the folder that holds the articles.", folder=options.articles)
        )
    problems = check_dataset(texts, articles)
    for problem in problems:
        print(problem)
    if articles:
        one, many = to_say_many(
            "{count} problem; compared with the articles.", "{count} problems; compared with the articles."
        )
    else:
        one, many = to_say_many(
            "{count} problem; not compared with the articles (no folder given).",
            "{count} problems; not compared with the articles (no folder given).",
        )
    print(say_many(one, many, len(problems)))
    return NO if problems else OK


def _folder(name: str) -> dict[str, bytes]:

    place = Path(name)
    if not place.is_dir():
        raise UserError(say("There is no folder {name}. Check the path.", name=name))
    try:
        return {path.name: path.read_bytes() for path in sorted(place.iterdir()) if path.is_file()}
    except OSError as error:
        raise UserError(say("{path} could not be read: {why}", path=error.filename or name, why=why(error))) from error


def _later(name: str) -> Callable[[argparse.Namespace], int]:
    """A command of briefpack.proving or briefpack.installed, which the others do not wait for."""

    def command(options: argparse.Namespace) -> int:
        if name in _INSTALLED:
            from briefpack import installed as module  # noqa: PLC0415 - each command loads its own
        else:
            from briefpack import proving as module  # type: ignore[no-redef]  # noqa: PLC0415 - the same
        found: int = getattr(module, name)(options)
        return found

    return command


#: What briefpack.installed has.
_INSTALLED = ("self_test", "licences")
#: The function behind each command.
COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": _later("check"),
    "verify": _later("verify"),
    "inspect": _later("inspect"),
    "extract": _later("extract"),
    "diff": _later("diff"),
    "new": new,
    "build": build,
    "search": search,
    "show": show,
    "templates": list_templates,
    "dataset": dataset_check,
    "selftest": _later("self_test"),
    "licences": _later("licences"),
}
