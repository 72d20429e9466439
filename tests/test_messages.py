"""The catalogue is whole and fresh, and what is wrong with a translation or bypasses the catalogue is found."""

import importlib
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefpack.language import load


@pytest.fixture(scope="module")
def tools(root: Path) -> Iterator[Any]:
    """packaging/messages.py, which stands beside what it imports."""
    sys.path.insert(0, str(root / "packaging"))
    try:
        yield importlib.import_module("messages")
    finally:
        sys.path.remove(str(root / "packaging"))


@pytest.fixture(scope="module")
def catalog(tools: Any) -> Any:
    return tools.extracted()


def test_the_catalogue_is_fresh_and_nothing_bypasses_it(root: Path) -> None:
    script = root / "packaging" / "messages.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


def test_templates_and_all_layers_are_in_the_catalogue(catalog: Any) -> None:
    there = {name for message in catalog for name, _ in message.locations}
    assert "resources/templates/hrc-dialogue.toml" in there
    for layer in ("gui/", "app/", "pdf/", "briefing/", "pack/", "library/", "evidence/", "cli.py", "commands.py"):
        assert any(name.startswith(f"src/briefpack/{layer}") for name in there), layer
    assert {"to be written", "Room", "The mandate", "Positions of States: {gap}."} <= {each.id for each in catalog}


def test_a_message_inside_an_f_string_is_in_the_catalogue(tools: Any, tmp_path: Path) -> None:
    source = b"words = f\"{flag} {say('two wordings')} {desk.say_as('month', 'May')}\""
    found = list(tools.extract(tools.extract_calls, io.BytesIO(source), keywords=tools.KEYWORDS))
    assert sorted((message, context) for _, message, _, context in found) == [("May", "month"), ("two wordings", None)]


def test_the_template_file_names_no_machine_and_no_day(tools: Any, catalog: Any, root: Path) -> None:
    written_out = tools.pot_of(catalog)
    assert str(root) not in written_out
    assert "Date:" not in written_out.partition("#:")[0]


_HEAD = """msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""


def written(folder: Path, *entries: str) -> Path:
    """A French catalogue with these entries."""
    place = folder / "fr" / "LC_MESSAGES" / "briefpack.po"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(_HEAD + "\n\n".join(entries) + "\n", encoding="utf-8")
    return place


_SAID = 'msgid "{count} found."\nmsgstr "{count} résultats."'
_MANY = 'msgid "{count} page"\nmsgid_plural "{count} pages"\nmsgstr[0] "une page"\nmsgstr[1] "{count} pages"'
_BOLD = 'msgid "<b>Now</b> {here}"\nmsgstr "<b>Maintenant</b> {here}"'


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        ((_SAID, _MANY), "missing: “<b>Now</b> {here}”"),
        ((_SAID, _MANY, _BOLD, 'msgid "Gone"\nmsgstr "Parti"'), "no longer said: “Gone”"),
        ((_SAID.replace("{count} r", "{compte} r"), _MANY, _BOLD), "other values in braces"),
        ((_SAID.replace("{count} r", "Deux r"), _MANY, _BOLD), "other values in braces"),
        ((_SAID.replace("{count} r", "{count r"), _MANY, _BOLD), "braces that do not match"),
        ((_SAID, _MANY, _BOLD.replace("<b>Maintenant</b>", "Maintenant")), "other markup"),
        ((_SAID, _MANY.replace('msgstr[1] "{count} pages"', 'msgstr[1] ""'), _BOLD), "not translated"),
        (("#, fuzzy\n" + _SAID, _MANY, _BOLD), "not certain (fuzzy)"),
        ((_SAID.replace('"{count} résultats."', '""'), _MANY, _BOLD), "not translated"),
    ],
)
def test_a_fault_in_a_translation_is_found(tools: Any, tmp_path: Path, entries: tuple[str, ...], problem: str) -> None:
    said = tools.Catalog()
    for message in ("{count} found.", ("{count} page", "{count} pages"), "<b>Now</b> {here}"):
        said.add(message)
    assert not list(tools.problems_of(written(tmp_path, _SAID, _MANY, _BOLD), said))
    assert any(problem in found for found in tools.problems_of(written(tmp_path, *entries), said))


def test_a_catalogue_is_compiled_to_the_same_bytes_and_spoken(tools: Any, tmp_path: Path) -> None:
    place = written(tmp_path, _SAID, _MANY, _BOLD)
    compiled = tools.compiled(place)
    assert compiled == tools.compiled(place)
    assert b"1970-01-01" in compiled, "the time of day would make it another file"
    french = load("fr", compiled)
    assert french.say("{count} found.", count=3) == "3 résultats."
    assert [french.say_many("{count} page", "{count} pages", count) for count in (1, 2)] == ["une page", "2 pages"]


def test_a_message_that_also_has_a_plural_is_found_alone(tools: Any, tmp_path: Path) -> None:
    french = load("fr", tools.compiled(written(tmp_path, _SAID, _MANY.replace("une page", "{count} page"), _BOLD)))
    assert french.say("{count} page", count=1) == "1 page"
    assert french.say("{count} page", count=1) == french.say_many("{count} page", "{count} pages", 1)
    plural = _MANY.replace("{count} page", "Source").replace("{count} pages", "Sources").replace("une page", "Quelle")
    assert load("fr", tools.compiled(written(tmp_path, plural))).say("Source") == "Quelle"


@pytest.mark.parametrize(
    "line",
    [
        'QLabel("Open a file")',
        'widget.setToolTip("Open a file")',
        'raise UserError(f"{path} is gone.")',
        'Span("Sources" if many else "Source")',
        'parser.add_argument("--x", help="what it does")',
        'say(f"{path} is gone")',
        'say("a" + name)',
    ],
)
def test_a_text_that_bypasses_the_catalogue_is_found(tools: Any, tmp_path: Path, line: str) -> None:
    (tmp_path / "some.py").write_text(line)
    assert len(list(tools.bypasses(tmp_path))) >= 1


@pytest.mark.parametrize(
    "line", ['QLabel(say("Open"))', 'Span(f" {words}", "uf")', 'Span("· – 3")', 'QLabel("")', "raise UserError(words)"]
)
def test_what_goes_through_the_catalogue_is_left_alone(tools: Any, tmp_path: Path, line: str) -> None:
    (tmp_path / "some.py").write_text(line)
    assert not list(tools.bypasses(tmp_path))
