"""The catalogue of all that a user reads: `python packaging/messages.py` extracts it, checks the translations of it and
compiles them; `--check` changes nothing and fails when one of these is due, or when a text bypasses the catalogue.

Sources: calls of `say` and its like in src/briefpack, and the texts of the templates (resources/templates/*.toml).
Packs have a catalogue of their own, the part of it that they print: their languages are not those of the window.
"""

import argparse
import ast
import io
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from bypassing import bypasses

from briefpack.pack.template import READ, READ_OPTIONS, Slot

ROOT = Path(__file__).resolve().parents[1]
SOURCE, TEMPLATES, I18N = ROOT / "src" / "briefpack", ROOT / "resources" / "templates", ROOT / "resources" / "i18n"
#: What a pack prints stands in these places; all other messages are the window's alone.
PRINTED = ("src/briefpack/briefing/", "resources/templates/")

#: Which arguments of which functions are messages, as Babel has it; (n, "c") is a context.
KEYWORDS: dict[str, Any] = {
    "say": None,
    "to_say": None,
    "say_many": (1, 2),
    "to_say_many": (1, 2),
    "say_as": ((1, "c"), 2),
    "to_say_as": ((1, "c"), 2),
}
#: No dates, no names, no machine: the same sources give the same file everywhere.
HEADER = """# Every sentence that briefpack says, made by packaging/messages.py. Translations: <language>/LC_MESSAGES.
# {words in braces} are filled in: keep them, in any order. A no-break space between a number and its word is meant.
msgid ""
msgstr ""
"Project-Id-Version: briefpack\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
#: What a template says where it says nothing of its own.
HINT: str = Slot.model_fields["hint"].default
_MARKUP = re.compile(r"</?[a-z]+[^<>]*>|\*\*|&[a-z]+;")


def extract_template(
    file: IO[bytes],
    keywords: object,  # noqa: ARG001 - Babel’s form, as are the next two
    tags: object,  # noqa: ARG001
    options: object,  # noqa: ARG001
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Babel's extraction method for our templates: what people read in them (briefpack.pack.template)."""
    for text in _read_in(tomllib.loads(file.read().decode())):
        yield 1, None, text, []


def extract_calls(
    file: IO[bytes],
    keywords: Mapping[str, object],
    tags: object,  # noqa: ARG001 - Babel’s form, as is the next
    options: object,  # noqa: ARG001
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """Babel's extraction method for our sources: by the syntax tree, as Babel's own does not look into f-strings."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
            if name in keywords:
                yield node.lineno, name, tuple(_literal(each) for each in node.args), []


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _read_in(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _read_in(each)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name == "options":
                yield from (inner[option] for option in READ_OPTIONS if option in inner)
            elif isinstance(inner, str):
                yield from [inner] if name in READ and inner else []
            elif name != "rules":  # what a rule picks is nobody's reading
                yield from _read_in(inner)


def catalogues() -> dict[str, Catalog]:
    """The messages by the name of their files: what the window says, and of that what packs print."""
    everything = extracted()
    printed = Catalog(charset="utf-8")
    for message in everything:
        if any(name.startswith(PRINTED) for name, _ in message.locations) or message.id == HINT:
            printed.add(
                message.id, None, message.locations, auto_comments=message.auto_comments, context=message.context
            )
    return {"briefpack": everything, "pack": printed}


def extracted() -> Catalog:
    """All messages, with the files they stand in."""
    catalog = Catalog(charset="utf-8")
    for path in sorted(SOURCE.rglob("*.py")):
        _take(catalog, path, extract_calls)
    for path in sorted(TEMPLATES.glob("*.toml")):
        _take(catalog, path, extract_template)
    catalog.add(HINT)
    return catalog


def _take(catalog: Catalog, path: Path, method: Any) -> None:
    name = path.relative_to(ROOT).as_posix()
    with path.open("rb") as file:
        found = list(extract(method, file, keywords=KEYWORDS))
    for _, message, _, context in found:
        catalog.add(message, locations=[(name, 0)], context=context)


def pot_of(catalog: Catalog) -> str:
    """The catalogue as a template file: sorted, each message with its files and without lines, which churn."""
    for message in catalog:
        message.locations = [(name, None) for name in sorted({name for name, _ in message.locations})]
        message.flags.discard("python-format")
        message.flags.discard("python-brace-format")
    stream = io.BytesIO()
    write_po(stream, catalog, width=116, omit_header=True, sort_output=True, include_lineno=False)
    return HEADER + stream.getvalue().decode().strip() + "\n"


def problems_of(path: Path, catalog: Catalog) -> Iterator[str]:
    """What is wrong with a translation: messages missing or left over, other values or markup, other plural forms."""
    with path.open("rb") as file:
        translated = read_po(file, locale=path.parts[-3].replace("-", "_"), charset="utf-8")
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    wanted = {(message.id, message.context): message for message in catalog if message.id}
    there = {(message.id, message.context): message for message in translated if message.id}
    for key in wanted.keys() - there.keys():
        yield f"{name}: missing: {_shown(key)}"
    for key in there.keys() - wanted.keys():
        yield f"{name}: no longer said: {_shown(key)}"
    for key in wanted.keys() & there.keys():
        yield from (f"{name}: {problem}: {_shown(key)}" for problem in _wrong(there[key], translated.num_plurals))


def _wrong(message: Message, plurals: int) -> Iterator[str]:
    sources = message.id if isinstance(message.id, tuple) else (message.id,)
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if message.fuzzy:
        yield "not certain (fuzzy)"
    if not all(forms):
        yield "not translated"
        return
    if len(sources) > 1 and len(forms) != plurals:
        yield f"{len(forms)} plural forms, the language has {plurals}"
    try:
        values = [_values(form) for form in forms]
    except ValueError as error:
        yield f"braces that do not match ({error})"
        return
    for form, found in zip(forms, values, strict=True):
        # “one year” may go without its number; nothing else may be lost or made up.
        optional = {"count"} if len(sources) > 1 else set()
        if found - optional != _values(sources[-1]) - optional or not found <= _values(sources[-1]):
            yield "other values in braces"
        if sorted(_MARKUP.findall(form)) != sorted(_MARKUP.findall(sources[-1])):
            yield "other markup"


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _shown(key: tuple[Any, str | None]) -> str:
    words, context = key
    return f"“{words[0] if isinstance(words, tuple) else words}”" + (f" ({context})" if context else "")


def compiled(path: Path) -> bytes:
    """A catalogue as the program reads it; the same bytes for the same file."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parts[-3].replace("-", "_"), charset="utf-8")
    # Babel writes the time of day into what has none.
    catalog.creation_date = catalog.revision_date = datetime(1970, 1, 1, tzinfo=UTC)
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def unparsable(catalog: Catalog) -> Iterator[str]:
    """Messages whose braces Python could not fill in, which would fail only when they are said."""
    for message in catalog:
        for text in message.id if isinstance(message.id, tuple) else (message.id,):
            try:
                if "" in _values(text):
                    yield f"a value without a name: “{text}”"
            except ValueError as error:
                yield f"braces that do not match ({error}): “{text}”"


def run(catalogs: Mapping[str, Catalog], check: bool) -> list[str]:
    """Write, check, compile; with `check` nothing is written and what would change is a problem."""
    problems = [*bypasses(SOURCE)]
    for domain, catalog in catalogs.items():
        problems += [*unparsable(catalog), *_brought_up(domain, catalog, check)]
    return list(dict.fromkeys(problems))


def _brought_up(domain: str, catalog: Catalog, check: bool) -> Iterator[str]:
    """One catalogue with its translations."""
    pot, place = pot_of(catalog), I18N / f"{domain}.pot"
    if not check:
        I18N.mkdir(parents=True, exist_ok=True)
        place.write_text(pot, encoding="utf-8")
    elif not place.is_file() or place.read_text(encoding="utf-8") != pot:
        yield f"{place.relative_to(ROOT)} is not fresh: run make messages"
    for path in sorted(I18N.glob(f"*/LC_MESSAGES/{domain}.po")):
        yield from sorted(problems_of(path, catalog))
        binary = path.with_suffix(".mo")
        if not check:
            binary.write_bytes(compiled(path))
        elif not binary.is_file() or binary.read_bytes() != compiled(path):
            yield f"{binary.relative_to(ROOT)} is not fresh: run make messages"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all is well, 1 with a line for each problem."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when something is due")
    catalogs = catalogues()
    problems = run(catalogs, parser.parse_args(arguments).check)
    for problem in problems:
        print(problem)
    held = ", ".join(f"{len(catalog)} in {domain}" for domain, catalog in catalogs.items())
    print(f"Messages: {held}; {len(problems)} problems.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
