"""What the systems are told of the program: well formed, and the same everywhere."""

import argparse
import configparser
import plistlib
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from installers.errors import run
from installers.product import TOP, product
from tests.packaging.tools import needed

from briefpack import cli
from briefpack.app.carrying import MIME_TYPE
from installers import icons, manual, texts

SAMPLE = TOP / "resources/samples/hrc-dialogue.briefpack"


def told_by(name: str, *arguments: str | Path, **extra: str) -> str:
    """What a checker says; the test fails where the checker does, and is skipped where it is not installed."""
    needed(name)
    return run([name, *arguments], extra=extra)


def _desktop(text: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return parser["Desktop Entry"]


def test_the_desktop_entry_names_command_icon_and_types() -> None:
    entry = _desktop(texts.desktop_entry())
    assert entry["Exec"] == "briefpack-gui %F"
    assert entry["Icon"] == icons.PROGRAM == product().id
    assert entry["MimeType"].split(";")[:-1] == [each.mime for each in product().types]


def test_the_desktop_entry_is_valid(tmp_path: Path) -> None:
    path = tmp_path / f"{product().id}.desktop"
    path.write_text(texts.desktop_entry(), encoding="utf-8")
    assert told_by("desktop-file-validate", path) == ""


def test_the_metainfo_is_valid(tmp_path: Path) -> None:
    path = tmp_path / f"{product().id}.metainfo.xml"
    path.write_text(texts.metainfo(), encoding="utf-8")
    said = told_by("appstreamcli", "validate", "--no-net", "--pedantic", "--no-color", path)
    found = [line.split()[2] for line in said.splitlines() if line[1:2] == ":"]
    # Its capital is how the id has been given out; AppStream would like it small.
    assert found == ["cid-contains-uppercase-letter"], said


def test_the_metainfo_says_that_no_network_is_used_and_what_opens_it() -> None:
    root = ET.fromstring(texts.metainfo())  # noqa: S314 - our own
    assert root.findtext("supports/internet") == "offline-only"
    assert root.findtext("launchable") == f"{product().id}.desktop"
    assert [each.text for each in root.findall("provides/mediatype")] == [each.mime for each in product().types]
    assert root.find("releases/release").attrib["version"] == product().version  # type: ignore[union-attr]


def test_a_pack_is_known_by_how_it_begins() -> None:
    content = SAMPLE.read_bytes()
    for place, wanted in texts.PACK_MAGIC:
        assert content[place : place + len(wanted)] == wanted
    assert zipfile.ZipFile(SAMPLE).namelist()[0] == "manifest.json"


def test_linux_tells_a_pack_by_its_name_and_by_its_content(tmp_path: Path) -> None:
    packages = tmp_path / "mime" / "packages"
    packages.mkdir(parents=True)
    (packages / "briefpack.xml").write_text(texts.mime_xml(), encoding="utf-8")
    told_by("update-mime-database", tmp_path / "mime", XDG_DATA_HOME=str(tmp_path))
    assert "*.briefpack" in (tmp_path / "mime" / "globs2").read_text(encoding="utf-8")
    magic = (tmp_path / "mime" / "magic").read_bytes()
    assert f"[60:{MIME_TYPE}]".encode() in magic
    assert all(wanted in magic for _, wanted in texts.PACK_MAGIC)


def test_the_manual_page_has_every_command_and_option() -> None:
    page = texts.man_page().replace("\\-", "-")
    commands = manual._commands(cli.command_parser())
    assert "selftest" in commands
    for name, parser in commands.items():
        assert f"\n.SS {name}\n" in page
        for action in parser._actions:
            if action.help != argparse.SUPPRESS and "--help" not in action.option_strings:
                assert all(f"\\fB{option}\\fR" in page for option in action.option_strings)
    assert "%(" not in page


def test_the_manual_page_has_every_exit_code() -> None:
    assert list(manual.exit_codes()) == [cli.OK, 1, cli.WRONG, cli.FAILED, cli.STOPPED]


def test_groff_finds_nothing_wrong_with_the_manual_page(tmp_path: Path) -> None:
    path = tmp_path / "briefpack.1"
    path.write_text(texts.man_page(), encoding="utf-8")
    # As lintian does.
    surroundings = {"LC_ALL": "C.UTF-8", "MANROFFSEQ": "", "MANWIDTH": "80"}
    said = told_by("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", path, **surroundings)
    assert "troff: " not in said
    assert said.startswith("x T utf8")


def test_macos_learns_which_files_the_program_opens() -> None:
    said = plistlib.loads(texts.info_plist())
    assert said["CFBundleIdentifier"] == product().id
    assert said["LSMinimumSystemVersion"] == product().floor.macos
    opened = {each["LSItemContentTypes"][0]: each["LSHandlerRank"] for each in said["CFBundleDocumentTypes"]}
    assert opened == {"org.briefpack.pack": "Owner", "com.adobe.pdf": "Alternate"}
    exported = said["UTExportedTypeDeclarations"]
    assert [each["UTTypeIdentifier"] for each in exported] == ["org.briefpack.pack"]
    assert exported[0]["UTTypeTagSpecification"]["public.filename-extension"] == ["briefpack"]


def test_windows_learns_the_same() -> None:
    said = texts.wix_defines()
    assert said["VERSION4"].count(".") == 3
    assert len(said["PROG_ID"]) <= 39  # Windows cuts longer ones
    for name, value in said.items():
        assert f'!define {name} "{value}"\n' in texts.nsis_defines()


def test_what_nsis_and_windres_would_read_as_their_own_is_escaped() -> None:
    assert texts._nsis('a "b" $C') == 'a $\\"b$\\" $$C'
    assert texts._rc('é "b" \\') == '\\x00e9 ""b"" \\\\'


def test_windres_takes_the_version_resource(tmp_path: Path) -> None:
    (tmp_path / "app.rc").write_text(texts.version_resource("briefpack.exe"), encoding="ascii")
    told_by("x86_64-w64-mingw32-windres", tmp_path / "app.rc", tmp_path / "app.o")
    assert "briefpack.exe".encode("utf-16-le") in (tmp_path / "app.o").read_bytes()
