"""What goes into the packages for Windows, and what they add to a computer and take away again."""

import re
import struct
import tomllib
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from installers.errors import BuildError
from installers.product import TOP, product

from briefpack.app import paths
from installers import msi, nsis, pe, portable, texts, windows_runtime, windows_stage

HERE = TOP / "packaging" / "windows"
FILES = ("briefpack.exe", "lib/a/b.pyc", "lib/a/c.pyc", "lib/d.pyc", "runtime/python313.dll")


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/QtWidgets.pyd",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/translations/qtbase_ar.qm",
        "PySide6/__init__.py",
        "PIL/_imaging.cp313-win_amd64.pyd",
        "pikepdf.libs/qpdf30-1.dll",
        "reportlab/pdfgen/canvas.py",
    ],
)
def test_what_the_program_needs_goes_in(path: str) -> None:
    assert windows_stage.is_kept(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt6Network.dll",
        "PySide6/QtNetwork.pyd",
        "PySide6/opengl32sw.dll",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/plugins/networkinformation/qnetworklistmanager.dll",
        "PySide6/Qt6Qml.dll",
        "PySide6/qml/QtQuick/plugin.dll",
        "PySide6/QtCore.pyi",
        "PySide6/designer.exe",
        "PySide6/translations/qtbase_de.qm",
        "PIL/_avif.cp313-win_amd64.pyd",
        "lxml/etree.cp313-win_amd64.pyd",
        "pydantic/v1/main.py",
        "pypdfium2_cli/main.py",
        "reportlab-5.1.0.dist-info/METADATA",
    ],
)
def test_what_it_does_not_need_stays_out(path: str) -> None:
    assert not windows_stage.is_kept(path)


def test_no_library_that_speaks_tls_and_no_other_python_is_taken_from_the_embeddable_one() -> None:
    taken = windows_stage.listed().runtime
    assert "python313.dll" in taken
    assert not [name for name in taken if re.search(r"ssl|crypto|hashlib|winsound|asyncio|\.exe$", name)]


def test_clients_of_networks_leave_the_standard_library(tmp_path: Path) -> None:
    before, after = tmp_path / "before.zip", tmp_path / "after.zip"
    with zipfile.ZipFile(before, "w") as archive:
        for name in ("http/client.pyc", "urllib/parse.pyc", "urllib/request.pyc", "ssl.pyc", "json/__init__.pyc"):
            archive.writestr(name, b"")
    windows_stage.without_modules(before, after, windows_stage.listed().modules_out)
    with zipfile.ZipFile(after) as archive:
        assert archive.namelist() == ["json/__init__.pyc", "urllib/parse.pyc"]


def test_a_release_without_pythons_address_stops_with_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "runtimes.toml").write_text('[release]\nversion = ""\nurl = ""\nsha256 = ""\n', encoding="utf-8")
    monkeypatch.setattr(windows_runtime, "PLACE", tmp_path)
    monkeypatch.setenv("BRIEFPACK_RELEASE", "1")
    with pytest.raises(BuildError, match=r"^A release needs python\.org's current Python: .*\.$"):
        windows_runtime.unpacked(tmp_path)


def test_a_python_that_the_notices_do_not_name_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = (HERE / "runtimes.toml").read_text(encoding="utf-8")
    assert 'version = "3.13.2"' in said
    (tmp_path / "runtimes.toml").write_text(said.replace('"3.13.2"', '"3.13.99"'), encoding="utf-8")
    monkeypatch.setattr(windows_runtime, "PLACE", tmp_path)
    monkeypatch.delenv("BRIEFPACK_RELEASE", raising=False)
    with pytest.raises(BuildError, match=r"name CPython 3\.13\.2 for Windows, but .* has 3\.13\.99; "):
        windows_runtime.unpacked(tmp_path)


def test_the_notices_name_the_python_that_is_tried() -> None:
    windows_runtime.check_named(tomllib.loads((HERE / "runtimes.toml").read_text(encoding="utf-8"))["test"]["version"])


def test_the_uninstaller_removes_each_file_and_folder_that_was_added_and_nothing_else() -> None:
    said = nsis.file_macros(FILES, Path("/image"))
    removed = re.findall(r'Delete "\$INSTDIR\\(.*)"', said)
    assert sorted(removed) == sorted(name.replace("/", "\\") for name in FILES)
    assert sorted(re.findall(r'File "/image/(.*)"', said)) == sorted(FILES)
    # Folders from the inside out, and only where they are empty.
    assert re.findall(r"RMDir.*", said) == [
        r'RMDir "$INSTDIR\runtime"',
        r'RMDir "$INSTDIR\lib\a"',
        r'RMDir "$INSTDIR\lib"',
    ]


def test_no_script_removes_a_folder_with_whatever_is_in_it() -> None:
    script = (HERE / "installer.nsi").read_text(encoding="utf-8") + nsis.file_macros(FILES, Path("/image"))
    assert "RMDir" in script
    assert not re.search(r"RMDir\s+/r", script, re.IGNORECASE)


def test_the_older_version_goes_only_where_the_new_one_can_be_written() -> None:
    script = (HERE / "installer.nsi").read_text(encoding="utf-8")
    steps = re.findall(r"^  (?:Call|!insertmacro) (\w+)$", script.partition("\nSection\n")[2], re.MULTILINE)
    assert steps[:4] == ["WHILE_RUNNING", "TryWriting", "RemoveOlder", "ADD_FILES"]
    trial = script.partition("Function TryWriting\n")[2].partition("FunctionEnd")[0]
    assert 'GetTempFileName $0 "$INSTDIR"\n  ${If} ${Errors}\n    SetErrorLevel 6\n    Abort\n' in trial


def test_pdf_stays_with_the_program_that_has_it() -> None:
    said = nsis.type_macros()
    assert r".pdf\OpenWithProgids" in said
    assert not re.search(r'WriteRegStr HKCU "\$\{CLASSES\}\\\.pdf" ', said)
    defaults = [key for key, name, _ in _registry() if key.endswith(r"Classes\.pdf") and not name]
    assert not defaults


def test_a_pack_is_opened_by_the_window_with_its_name_in_quotation_marks() -> None:
    values = {(key, name): value for key, name, value in _registry()}
    kind = values[r"Software\Classes\.briefpack", ""]
    assert values[rf"Software\Classes\{kind}\shell\open\command", ""] == '"[INSTALLDIR]briefpack-gui.exe" "%1"'
    script = (HERE / "installer.nsi").read_text(encoding="utf-8")
    assert r"""shell\open\command" "" '"$INSTDIR\${WINDOW}.exe" "%1"'""" in script


def test_whatever_the_installer_says_it_says_in_every_language_of_the_program() -> None:
    said = (HERE / "languages.nsh").read_text(encoding="utf-8")
    languages = re.findall(r'!insertmacro LANGUAGE "(\w+)"', said)
    assert len(set(languages)) == len(product().languages)
    assert len(re.findall(r'^  "[^"]+"(?: \\)?$', said, re.MULTILINE)) == 4 * len(languages)


def test_no_parameter_of_a_macro_hides_what_is_defined() -> None:
    said = "".join((HERE / name).read_text(encoding="utf-8") for name in ("languages.nsh", "installer.nsi"))
    parameters = {each for line in re.findall(r"!macro \w+ (.+)", said) for each in line.split()}
    defines = {name.lower() for name in re.findall(r"!define (\w+)", texts.nsis_defines())}
    assert parameters
    assert "name" in defines
    assert not parameters & defines


def test_an_msi_has_the_same_identifiers_in_every_build_and_each_once() -> None:
    said = msi.source(FILES)
    assert said == msi.source(FILES)
    # A folder may be named as the property that leads to it.
    names = re.findall(r'<(?!Property|ComponentRef)\w+ Id="([^"]+)"', said)
    assert len(names) == len(set(names))
    guids = re.findall(r'Guid="([^"]+)"', said)
    assert len(guids) == len(FILES) + 2 == len(set(guids))
    assert 'Id="*"' not in said


def test_an_msi_is_settled_by_what_is_in_it(tmp_path: Path) -> None:
    first, second, other = (tmp_path / name for name in ("first.msi", "second.msi", "other.msi"))
    first.write_bytes(_package(b"the same", b"{11111111-1111-1111-1111-111111111111}", 1))
    second.write_bytes(_package(b"the same", b"{22222222-2222-2222-2222-222222222222}", 2))
    other.write_bytes(_package(b"different", b"{22222222-2222-2222-2222-222222222222}", 2))
    for path in (first, second, other):
        msi.settle(path)
    assert first.read_bytes() == second.read_bytes()
    codes = [re.findall(rb"\{[0-9A-F-]{36}\}", path.read_bytes()) for path in (first, other)]
    assert len(codes[0]) == len(codes[1]) == 1
    assert codes[0] != codes[1]


def test_an_msi_without_a_summary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.msi"
    path.write_bytes(b"nothing")
    with pytest.raises(BuildError, match="without a summary"):
        msi.settle(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_folder_of_the_build_machine_in_a_file_stops_the_build(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "clean.pyc").write_text("lib/briefpack/cli.py", encoding=encoding)
    windows_stage.check_traces(tmp_path)
    (tmp_path / "told.pyc").write_text(f"{TOP}/src/briefpack/cli.py", encoding=encoding)
    with pytest.raises(BuildError, match=r"told\.pyc names .*, a folder of the build machine"):
        windows_stage.check_traces(tmp_path)


def test_the_portable_zip_has_the_folder_that_the_program_looks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = tmp_path / "image"
    image.mkdir()
    (image / "briefpack.exe").write_bytes(b"MZ")
    monkeypatch.setattr(windows_stage, "folder", lambda: image)
    first = portable.build(tmp_path).read_bytes()
    with zipfile.ZipFile(portable.build(tmp_path)) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "stick")
        told = archive.read(names[-1]).decode("ascii")
    assert first == portable.build(tmp_path).read_bytes()
    top = f"briefpack-{product().version}"
    assert names == [f"{top}/briefpack.exe", f"{top}/{paths.PORTABLE}/README.txt"]
    assert "A newer version is unpacked into a folder of its own" in told
    assert told.count("\n") == told.count("\r\n") == 3
    program = tmp_path / "stick" / top / "briefpack.exe"
    assert paths.portable_folder(program, frozen=True) == program.parent / paths.PORTABLE


@pytest.mark.parametrize(
    ("bound", "complaint"),
    [
        ({"kernel32", "python313"}, None),
        ({"msvcp140"}, r"lib/a\.pyd needs msvcp140, which would not be there"),
        ({"winhttp"}, r"lib/a\.pyd is bound to winhttp, which talks to a network"),
    ],
)
def test_a_library_must_find_what_it_is_bound_to_on_a_fresh_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: set[str], complaint: str | None
) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "runtime").mkdir()
    (tmp_path / "lib/a.pyd").touch()
    (tmp_path / "runtime/python313.dll").touch()
    monkeypatch.setattr(pe, "imports", lambda path: frozenset(bound if path.suffix == ".pyd" else ()))
    if complaint is None:
        pe.check_bound(tmp_path, tmp_path / "runtime")
    else:
        with pytest.raises(BuildError, match=complaint):
            pe.check_bound(tmp_path, tmp_path / "runtime")


@pytest.mark.parametrize(
    ("signature", "complaint"),
    [
        (pe.Signature("Python Software Foundation", True), None),
        (pe.Signature("Python Software Foundation", False), "not as it was signed"),
        (pe.Signature("Somebody", True), "signed by Somebody"),
        (None, "not as it was signed"),
    ],
)
def test_a_file_that_was_changed_or_signed_by_somebody_else_stops_the_build(
    monkeypatch: pytest.MonkeyPatch, signature: pe.Signature | None, complaint: str | None
) -> None:
    monkeypatch.setattr(pe, "signature", lambda _path: signature)
    if complaint is None:
        pe.check_signed([Path("python.exe")], windows_runtime.SIGNERS)
    else:
        with pytest.raises(BuildError, match=complaint):
            pe.check_signed([Path("python.exe")], windows_runtime.SIGNERS)


def _registry() -> list[tuple[str, str, str]]:
    """What the MSI writes: key, name and value."""
    root = ET.fromstring(msi.source(FILES))  # noqa: S314 - our own
    found = root.iter("{http://schemas.microsoft.com/wix/2006/wi}RegistryValue")
    return [(each.attrib["Key"], each.get("Name", ""), each.attrib["Value"]) for each in found]


def _package(content: bytes, code: bytes, moment: int) -> bytes:
    """A summary as wixl writes it, among other bytes: package code, time of making and of saving."""
    values = (
        struct.pack("<II", 0x1E, 39) + code + b"\0\0",
        struct.pack("<IQ", 0x40, moment),
        struct.pack("<IQ", 0x40, moment),
    )
    places, place = [], 8 + 8 * len(values)
    for value in values:
        places.append(place)
        place += len(value)
    table = b"".join(struct.pack("<II", *each) for each in zip((9, 12, 13), places, strict=True))
    section = struct.pack("<II", place, len(values)) + table + b"".join(values)
    header = b"\xfe\xff".ljust(28, b"\0") + msi._SUMMARY + struct.pack("<I", 48)
    return content + header + section
