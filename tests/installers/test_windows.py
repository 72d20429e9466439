"""setup.exe, the MSI and the portable zip under wine: installed, tried, used for a pack, and removed without a trace.

Not to be had here, and tried by packaging/windows/try.ps1 on Windows itself: a user without rights, who is kept from
other folders (wine knows no such), a double click in Explorer, SmartScreen and the fonts of Windows.
"""

import filecmp
import hashlib
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from installers.product import BUILD, OUT, product
from installers.screens import screen
from PIL import Image, ImageGrab
from tests.installers.trying import SAMPLE, build_here, objects
from tests.installers.wineprefix import Wine, wait_for

from installers import msi, nsis, windows_stage

pytestmark = pytest.mark.installers

VERSION = f"{product().name}-{product().version}"
FOLDER = r"C:\Прог, für 한국\brief pack"
PICTURES = BUILD / "windows" / "pictures"
UNINSTALL = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{product().windows_key}"
OPENING = r"\org.briefpack.Briefpack.briefpack\shell\open\command"


def built(name: str) -> Path:
    path = OUT / name
    assert path.is_file(), f"{path} is not there: make installers builds it"
    return path


@pytest.mark.parametrize(("ending", "megabytes"), [("-setup.exe", 48), (".msi", 50), ("-portable.zip", 48)])
def test_it_stays_as_small_as_it_is(ending: str, megabytes: int) -> None:
    """For trying, packed more loosely than for a release: that one is smaller."""
    assert built(f"{VERSION}{ending}").stat().st_size <= megabytes * 1_000_000


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen that nobody sees."""
    with screen("1400x950x24") as name:
        yield name


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory, display: str) -> Iterator[Wine]:
    prefix = Wine(tmp_path_factory.mktemp("wine") / "prefix", display)
    yield prefix
    prefix.end()


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's PDF as the source tree makes it."""
    pdf = tmp_path_factory.mktemp("expected") / "expected.pdf"
    build_here(pdf)
    return pdf


@pytest.fixture
def clean(wine: Wine) -> Iterator[None]:
    """Fails where a test leaves a file, or a word in the registry, behind."""
    files, registry = wine.files(), {root: _ours(wine, root) for root in ("HKCU", "HKLM")}
    yield
    left = {path for path in wine.files() - files if not _is_wines(path)}
    assert not left, f"these files are left: {sorted(left)[:20]}"
    assert {root: _ours(wine, root) for root in ("HKCU", "HKLM")} == registry


def _is_wines(path: str) -> bool:
    """Folders of the system that installing makes and Windows has anyway, and the installer's own cache."""
    return (
        path.startswith(("windows/Installer", "windows/assembly", "ProgramData/Microsoft")) or path == "Program Files"
    )


def _ours(wine: Wine, root: str) -> list[str]:
    """What in the registry names the program; the log of what msiexec ran is wine's."""
    return [line for line in wine.exported(root).splitlines() if "briefpack" in line.lower()]


def same_content(made: Path, expected: Path) -> None:
    """Decompressed objects are equal; bytes too, where this Python packs with the zlib that Python has on Windows."""
    assert objects(made) == objects(expected)
    if "ng" not in zlib.ZLIB_RUNTIME_VERSION:
        assert filecmp.cmp(made, expected, shallow=False)


def works(wine: Wine, program: Path, expected: Path, tmp_path: Path) -> None:
    """What an installed program does, without writing into its own folder."""
    before = _contents(program)
    for path in sorted(program.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        assert wine.run(program / "briefpack.exe", "--version") == f"briefpack {product().version}\n"
        pack = tmp_path / "Пакет é 북.briefpack"
        shutil.copyfile(SAMPLE, pack)
        pdf = tmp_path / "Größe é 북.pdf"
        wine.run(program / "briefpack.exe", "build", pack, "-o", pdf)
        same_content(pdf, expected)
        told = json.loads(wine.run(program / "briefpack.exe", "selftest", "--json"))
        assert told["passed"], [each for each in told["tests"] if not each["passed"]]
        assert told["frozen"]
    finally:
        for path in sorted(program.rglob("*")):
            path.chmod(path.stat().st_mode | 0o200)
    assert _contents(program) == before


def _contents(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def opens(wine: Wine, command: str, display: str, tmp_path: Path, name: str) -> None:
    """The command that the registry has for a pack opens it in a window: its name is among the recent ones then."""
    pack = tmp_path / f"Пакет é 북 {name}.briefpack"
    shutil.copyfile(SAMPLE, pack)
    # As Explorer does: %1 is the path, and the command is what stands in quotation marks.
    program, argument = (part.replace("%1", f"Z:{pack}".replace("/", "\\")) for part in _parts(command))
    window = wine.start(program, argument)
    try:
        wait_for(lambda: _colours(display) > 200, "the window is painted")
        wait_for(lambda: bool(_mentions(wine, pack.name)), "the pack is among the recent ones")
        wait_for(lambda: _colours(display) > 3500, "library, pack, adviser and the first page are shown")
        PICTURES.mkdir(parents=True, exist_ok=True)
        ImageGrab.grab(xdisplay=display).save(PICTURES / f"{name}.png")
        assert window.poll() is None
    finally:
        window.kill()
        window.wait()
        wine.end()


def _parts(command: str) -> list[str]:
    return re.findall(r'"([^"]*)"', command)


def _colours(display: str) -> int:
    """A black screen has one; a window with text has hundreds."""
    picture: Image.Image = ImageGrab.grab(xdisplay=display)
    return len(picture.getcolors(1 << 24) or [])


def _users_data(wine: Wine) -> list[Path]:
    return sorted(wine.drive.glob("users/*/AppData/Local/briefpack"))


def _mentions(wine: Wine, name: str) -> list[Path]:
    wanted = (name.encode(), json.dumps(name).strip('"').encode())
    files = [path for folder in _users_data(wine) for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(each in path.read_bytes() for each in wanted)]


def _forget(wine: Wine) -> None:
    """Remove the user's own data, which uninstalling leaves on purpose."""
    assert _users_data(wine)
    for folder in _users_data(wine):
        shutil.rmtree(folder)


def _install(wine: Wine, setup: Path, expect: int = 0) -> Path:
    # NSIS wants the folder as the last thing on the line, without quotation marks: in pieces, wine sets none.
    wine.run(setup, "/S", *f"/D={FOLDER}".split(" "), expect=expect)
    return wine.place(FOLDER)


def _uninstall(wine: Wine) -> None:
    command = wine.value(UNINSTALL, "QuietUninstallString")
    program = _parts(command)[0]
    assert command == f'"{program}" /S'
    folder = wine.place(program).parent
    wine.run(program, "/S")
    # It goes on in a copy of itself.
    wait_for(lambda: not folder.exists(), f"{folder} is gone")
    folder.parent.rmdir()  # which was made on the way


def _small(tmp_path: Path, name: str) -> Path:
    """An installer of another version, with a few files."""
    image = tmp_path / name
    for path in ("briefpack.exe", f"lib/{name}/{name}.pyc", "runtime/python313.dll"):
        (image / path).parent.mkdir(parents=True, exist_ok=True)
        (image / path).write_text(name, encoding="utf-8")
    nsis.pack(image, tmp_path / f"{name}.exe")
    return tmp_path / f"{name}.exe"


@pytest.mark.usefixtures("clean")
def test_setup_installs_for_one_user_and_removes_itself(
    wine: Wine, display: str, expected: Path, tmp_path: Path
) -> None:
    machine = _ours(wine, "HKLM")
    program = _install(wine, built(f"{VERSION}-setup.exe"))
    assert _ours(wine, "HKLM") == machine, "something was written for all users"
    assert wine.value(UNINSTALL, "DisplayVersion") == product().version
    assert wine.value(UNINSTALL, "InstallLocation") == FOLDER
    assert wine.value(r"HKCU\Software\Classes\.briefpack") == "org.briefpack.Briefpack.briefpack"
    assert list(wine.drive.glob("users/*/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/briefpack.lnk"))
    works(wine, program, expected, tmp_path)
    opens(wine, wine.value(rf"HKCU\Software\Classes{OPENING}"), display, tmp_path, "setup")
    _uninstall(wine)
    _forget(wine)


@pytest.mark.usefixtures("clean")
def test_setup_over_an_older_version_leaves_nothing_of_it(wine: Wine, tmp_path: Path) -> None:
    program = _install(wine, _small(tmp_path, "older"))
    assert (program / "lib/older/older.pyc").is_file()
    (program / "data").mkdir()
    (program / "data/mine.txt").write_text("kept", encoding="utf-8")
    wine.run(built(f"{VERSION}-setup.exe"), "/S")  # without a folder: where the older one was
    assert not (program / "lib/older").exists()
    assert {path.name for path in program.iterdir()} == {
        *("briefpack.exe", "briefpack-gui.exe", "uninstall.exe", "lib", "runtime", "data")
    }
    assert (program / "data/mine.txt").read_text(encoding="utf-8") == "kept"
    shutil.rmtree(program / "data")
    _uninstall(wine)


@pytest.mark.usefixtures("clean")
def test_setup_that_cannot_write_leaves_the_older_version(wine: Wine, tmp_path: Path) -> None:
    program = _install(wine, _small(tmp_path, "older"))
    before = _contents(program)
    # Where not even root can make a folder.
    wine.run(_small(tmp_path, "newer"), "/S", r"/D=Z:\proc\briefpack", expect=6)
    assert _contents(program) == before
    _uninstall(wine)


@pytest.mark.usefixtures("clean")
def test_setup_and_its_uninstaller_stop_while_the_program_runs(wine: Wine, display: str, tmp_path: Path) -> None:
    setup = built(f"{VERSION}-setup.exe")
    program = _install(wine, setup)
    before = _contents(program)
    window = wine.start(program / "briefpack-gui.exe")
    try:
        wait_for(lambda: _colours(display) > 200, "the window is painted")
        wait_for(lambda: bool(_users_data(wine)), "the program has made its folder")
        wine.run(setup, "/S", expect=3)
        wine.run(program / "uninstall.exe", "/S", f"_?={FOLDER}".split(" ")[0], *FOLDER.split(" ")[1:], expect=3)
        assert _contents(program) == before
    finally:
        window.kill()
        window.wait()
        wine.end()
    _uninstall(wine)
    _forget(wine)


@pytest.mark.usefixtures("clean")
def test_the_msi_installs_for_all_and_removes_itself(wine: Wine, display: str, expected: Path, tmp_path: Path) -> None:
    package = built(f"{VERSION}.msi")
    wine.run("msiexec", "/i", package, "/qn")
    program = wine.place(r"C:\Program Files\briefpack")
    assert wine.value(r"HKLM\Software\Classes\.briefpack") == "org.briefpack.Briefpack.briefpack"
    assert list(wine.drive.rglob("Start Menu/Programs/briefpack.lnk"))
    works(wine, program, expected, tmp_path)
    opens(wine, wine.value(rf"HKLM\Software\Classes{OPENING}"), display, tmp_path, "msi")
    wine.run("msiexec", "/x", package, "/qn")
    assert not program.exists()
    _forget(wine)


def test_the_msi_can_be_told_another_folder(wine: Wine) -> None:
    package = built(f"{VERSION}.msi")
    wine.run("msiexec", "/i", package, "/qn", rf"INSTALLDIR={FOLDER}\msi")
    assert (wine.place(FOLDER) / "msi/briefpack.exe").is_file()
    wine.run("msiexec", "/x", package, "/qn")
    assert not (wine.place(FOLDER) / "msi").exists()
    shutil.rmtree(wine.place(FOLDER).parent, ignore_errors=True)


@pytest.mark.usefixtures("clean")
def test_the_portable_zip_keeps_everything_beside_itself(
    wine: Wine, display: str, expected: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "Stick für Ödön 북"
    with zipfile.ZipFile(built(f"{VERSION}-portable.zip")) as archive:
        archive.extractall(stick)
    program = stick / VERSION
    pdf = tmp_path / "made.pdf"
    wine.run(program / "briefpack.exe", "build", SAMPLE, "-o", pdf)
    same_content(pdf, expected)
    window = wine.start(program / "briefpack-gui.exe")
    try:
        wait_for(lambda: _colours(display) > 200, "the window is painted")
        wait_for(lambda: len(list((program / "data").iterdir())) > 1, "the window keeps its settings")
    finally:
        window.kill()
        window.wait()
        wine.end()
    assert not _users_data(wine)


def test_a_second_build_is_the_same_to_the_byte(tmp_path: Path) -> None:
    image = BUILD / "windows" / "image"
    with zipfile.ZipFile(built(f"{VERSION}-portable.zip")) as archive:
        first = {
            name.partition("/")[2]: hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if not name.endswith("data/README.txt")
        }
    windows_stage.stage(image)
    assert _contents(image) == first
    again = tmp_path / "again"
    again.mkdir()
    windows_stage.folder.cache_clear()
    for package, module in ((f"{VERSION}.msi", msi), (f"{VERSION}-setup.exe", nsis)):
        assert filecmp.cmp(module.build(again), built(package), shallow=False), package
