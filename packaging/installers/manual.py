"""The manual page, from the parser of the command line: what a command understands stands in one place."""

import argparse
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from briefpack import cli
from briefpack.app.fontpack import FONTS_FOLDER
from briefpack.app.paths import DATA_FOLDER, MARKER, PORTABLE
from installers.product import epoch, product

ENVIRONMENT = {
    DATA_FOLDER: "The folder for settings, journals, backups and your own facts, instead of the usual one.",
    FONTS_FOLDER: "A folder with the fonts of Korean, Japanese and Chinese, which is looked in first.",
    cli.LANGUAGE: "The language of the window and of messages, such as fr, as far as a translation comes with the "
    "program; it says nothing of the language of packs.",
    cli.ARTICLES_FOLDER: "The folder with the articles that dataset check compares the excerpts with.",
}
FILES = {
    "~/.local/share/briefpack": "What is the user’s own: settings, journals, backups, the library, own facts. "
    "$XDG_DATA_HOME moves it.",
    f"{PORTABLE}/": f"Beside the program: where it exists (and, beside a mere script, holds a file {MARKER}), "
    "everything is kept there instead, and the program can be carried on a stick.",
    "*.briefpack": "A pack with every item that it uses; it opens and prints the same on another machine.",
}


def man_page() -> str:
    """The source of briefpack(1), for groff's package man."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    of, parser = product(), cli.command_parser()
    day = datetime.fromtimestamp(epoch(), UTC).date().isoformat()
    yield f'.TH {of.name.upper()} 1 "{day}" "{of.name} {of.version}" "User Commands"'
    yield from (".SH NAME", _text(f"{of.name}, {of.window}") + r" \- " + _text(of.summary[0].lower() + of.summary[1:]))
    yield ".SH SYNOPSIS"
    for program in (of.name, of.window):
        yield from (f".B {_exact(program)}", r".RI [ FILE .\|.\|. ]", ".br")
    yield from (f".B {_exact(of.name)}", r".I COMMAND", r".RI [ argument .\|.\|. ]")
    yield ".SH DESCRIPTION"
    for paragraph in of.description.strip().split("\n\n"):
        yield from (".PP", _text(paragraph))
    yield from (".PP", _text("Without a command the window opens: with the files named, packs or PDFs that carry"))
    yield _text("theirs, or with the choice of templates.")
    yield ".SH OPTIONS"
    yield from _options(parser)
    yield ".SH COMMANDS"
    for name, command in _commands(parser).items():
        yield from _command(name, command)
    yield ".SH EXIT STATUS"
    for code, meaning in exit_codes().items():
        yield from (".TP", f".B {code}", _text(meaning[0].upper() + meaning[1:]) + ".")
    yield from _table("ENVIRONMENT", ENVIRONMENT)
    yield from _table("FILES", FILES)
    yield from (".SH AUTHORS", _text(of.publisher) + ".", ".SH COPYRIGHT", f"Licence: {of.licence}.")


def exit_codes() -> dict[int, str]:
    """What the command line says that it returns, in its own words."""
    said = " ".join((cli.__doc__ or "").split()).partition("Exit codes: ")[2]
    return {int(code): meaning for code, meaning in re.findall(r"(\d+) (.+?)(?=, \d+ |\.$)", said)}


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _command(name: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f".SS {_exact(name)}"
    yield " ".join([rf"\fB{_exact(product().name)} {_exact(name)}\fR", *_synopsis(parser)])
    yield from (".PP", _text(parser.description or ""))
    yield from _options(parser)
    if parser.epilog:
        yield from (".PP", _text(parser.epilog))


def _shown(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What it understands, but `-h`, which all have, and the choice of a command; options after what has a place."""
    hidden = (argparse._HelpAction, argparse._SubParsersAction)
    shown = [each for each in parser._actions if not isinstance(each, hidden) and each.help != argparse.SUPPRESS]
    return sorted(shown, key=lambda action: bool(action.option_strings))


def _synopsis(parser: argparse.ArgumentParser) -> Iterator[str]:
    optional = False
    for action in _shown(parser):
        if not action.option_strings:
            yield _value(action)
        elif action.required:
            yield rf"\fB{_exact(action.option_strings[0])}\fR {_value(action)}"
        else:
            optional = True
    if optional:
        yield r"[\fIoption\fR .\|.\|.]"


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in _shown(parser):
        told = ", ".join(rf"\fB{_exact(each)}\fR" for each in action.option_strings)
        value = _value(action)
        described = action.help or ""
        if described or action.option_strings:
            yield from (".TP", f"{told} {value}".strip(), _text(described) or r"\&")


def _value(action: argparse.Action) -> str:
    """What follows an option, or stands for itself: a name, or the choices."""
    if action.nargs == 0:
        return ""
    if action.choices:
        return "|".join(rf"\fB{_exact(str(each))}\fR" for each in action.choices)
    name = rf"\fI{_exact(str(action.metavar or action.dest.upper()))}\fR"
    return {"?": f"[{name}]", "*": rf"[{name} .\|.\|.]"}.get(str(action.nargs), name)


def _table(title: str, rows: dict[str, str]) -> Iterator[str]:
    yield f".SH {title}"
    for name, meaning in rows.items():
        yield from (".TP", f".B {_exact(name)}", _text(meaning))


def _text(text: str) -> str:
    """Words as they are, on a line of their own: nothing in them is a command of groff."""
    escaped = text.replace("\\", r"\e").replace("--", r"\-\-").replace("\n", " ")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _exact(text: str) -> str:
    """What is typed: a hyphen stays one that can be copied."""
    return text.replace("\\", r"\e").replace("-", r"\-").replace("~", r"\(ti")
