"""Finds texts for people that bypass the catalogue: literals with letters where a user will read them, unless they pass
through `say` and its like. What it cannot see (a text that goes through three variables) a pseudo-language shows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

#: Which arguments of which calls a person reads: by place, or by name.
READ: dict[str, tuple[int | str, ...]] = {
    **dict.fromkeys(("QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox"), (0, 1)),
    **dict.fromkeys(("QAction", "addAction", "addMenu", "addTab", "addRow", "addButton"), (0, 1, 2)),
    **dict.fromkeys(("setText", "setToolTip", "setStatusTip", "setWhatsThis", "setPlaceholderText"), (0,)),
    **dict.fromkeys(("setWindowTitle", "setTitle", "setInformativeText", "setDetailedText", "setLabelText"), (0,)),
    **dict.fromkeys(("setAccessibleName", "setAccessibleDescription"), (0,)),
    **dict.fromkeys(("getOpenFileName", "getSaveFileName", "getExistingDirectory"), (1, 3)),
    **dict.fromkeys(("named",), (1, 2)),
    **dict.fromkeys(("announce",), (1,)),
    **dict.fromkeys(("UserError", "FileProblem", "PackError", "ComposeError", "TemplateError", "LibraryError"), (0,)),
    **dict.fromkeys(("ResourcesMissingError", "CannotShow", "DateError", "RasterError", "_FailedError"), (0,)),
    **dict.fromkeys(("FontUnreadableError",), (1,)),
    **dict.fromkeys(("ArgumentTypeError", "progress", "_complain", "Refused"), (0,)),
    "Span": (0,),
    "Title": (1,),
    "KeyBox": (1,),
    "Bar": (1,),
    "BarRow": (0, 2),
    "Chart": (4, 5, "alt", "unit"),
    "Blank": (1, 2, "label", "hint"),
    "Part": (1,),
    "add_argument": ("help",),
    "_add": (2,),
    "ArgumentParser": ("description", "epilog"),
    "_Parser": ("description", "epilog"),
    "print": (0,),
}
#: What is no text for people, or no language: the file ("" = any), the literal, and why.
EXEMPT: dict[tuple[str, str], str] = {
    ("", "briefpack"): "the program's name",
    ("", "briefpack: "): "the program's name before what it says, as every command does",
    ("briefing/annex.py", "page:"): "a word of the format of spans (nodes.Span), filled with a number by layout",
    ("gui/crash.py", "Qt (): "): "Qt's own words for developers, in a terminal",
}
_SAYERS = {"say", "say_many", "say_as", "to_say", "to_say_many", "to_say_as"}
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def bypasses(folder: Path) -> Iterator[str]:
    """One line for each text that bypasses the catalogue: file, line, the text."""
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from (f"{name}:{line}: {why}" for line, why in _in_call(name, node))


def _in_call(name: str, call: ast.Call) -> Iterator[tuple[int, str]]:
    called = _name(call.func)
    if called in _SAYERS:
        first = call.args[0] if call.args else None
        if isinstance(first, ast.JoinedStr | ast.BinOp):
            yield call.lineno, f"{called} of a text that is put together: no catalogue can have it"
        return
    for argument in _read(called, call):
        for literal in _literals(argument):
            text = _words(literal)
            if _LETTERS.search(text) and ("", text) not in EXEMPT and (name, text) not in EXEMPT:
                yield literal.lineno, f"not through the catalogue: “{text}”"


def _read(called: str, call: ast.Call) -> Iterator[ast.expr]:
    for place in READ.get(called, ()):
        if isinstance(place, int):
            if place < len(call.args):
                yield call.args[place]
        else:
            yield from (keyword.value for keyword in call.keywords if keyword.arg == place)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literals(value: ast.expr) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The texts that an expression may come to, without what stands inside further calls."""
    match value:
        case ast.Constant(value=str()) | ast.JoinedStr():
            yield value
        case ast.IfExp():
            yield from _literals(value.body)
            yield from _literals(value.orelse)
        case ast.BinOp():
            yield from _literals(value.left)
            yield from _literals(value.right)
        case ast.BoolOp():
            for each in value.values:
                yield from _literals(each)
        case _:
            pass


def _words(literal: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(literal, ast.Constant):
        return str(literal.value)
    return "".join(str(part.value) for part in literal.values if isinstance(part, ast.Constant))
