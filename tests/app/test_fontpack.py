"""The font pack: where it is looked for, what is said when it is missing, and how it is fetched."""

import base64
import hashlib
import importlib.util
import io
import sys
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

from briefpack.app import build, fontpack
from briefpack.app.errors import UserError
from briefpack.app.fontpack import FONTS_FOLDER, no_font
from briefpack.app.paths import DATA_FOLDER
from briefpack.pack.edits import set_details


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Empty folders for the user's data and for fonts."""
    monkeypatch.setenv(DATA_FOLDER, str(tmp_path / "data"))
    monkeypatch.delenv(FONTS_FOLDER, raising=False)
    (tmp_path / "data" / "fonts").mkdir(parents=True)
    return tmp_path


def test_without_the_pack_there_are_the_bundled_fonts_alone() -> None:
    assert fontpack.readers() == {}
    assert not build.font_set().shows("sans", "한")
    assert build.font_set().shows("sans", "ش")


def test_fonts_are_found_in_the_users_folder_and_in_the_one_that_is_named(
    folders: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = (root / "resources" / "fonts" / "NotoSans-Regular.ttf").read_bytes()
    (folders / "data" / "fonts" / "NotoSansKR-Regular.ttf").write_bytes(font)
    assert set(fontpack.readers()) == {"kr"}
    named = folders / "named"
    named.mkdir()
    (named / "NotoSansKR-Regular.ttf").write_bytes(b"another")
    (named / "NotoSansSC-Bold.ttf").write_bytes(font)
    monkeypatch.setenv(FONTS_FOLDER, str(named))
    assert set(fontpack.readers()) == {"kr", "sc-bold"}
    with pytest.raises(UserError, match=r"named/NotoSansKR-Regular\.ttf is damaged"):
        fontpack.readers()["kr"]()
    assert fontpack.readers()["sc-bold"]() == font


@pytest.mark.parametrize(
    ("char", "font"),
    [("한", "NotoSansKR-Regular.ttf"), ("か", "NotoSansJP-Regular.ttf"), ("人", "NotoSansSC-Regular.ttf")],
)
def test_a_missing_font_is_named_with_its_place(folders: Path, char: str, font: str) -> None:
    said = no_font(char, "the title")
    assert (
        f"“{char}” (U+{ord(char):04X}) in the title. Put {font} of the font pack into {folders / 'data' / 'fonts'}"
        in said
    )
    assert font in no_font(char, "")


def test_what_the_pack_does_not_have_is_to_be_written_in_another_way(folders: Path, root: Path) -> None:
    assert no_font("अ", "the title").endswith("in the title. Write it in another way, or leave it out.")
    assert no_font("अ", "").endswith("(U+0905). Write it in another way, or leave it out.")
    font = (root / "resources" / "fonts" / "NotoSans-Regular.ttf").read_bytes()
    (folders / "data" / "fonts" / "NotoSansKR-Regular.ttf").write_bytes(font)
    assert "Write it in another way" in no_font("한", "the title")


def test_a_pack_with_korean_is_built_with_the_pack_and_refused_without(
    root: Path, all_fonts: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdfium2

    made = build.new_pack("one-page-brief", today="2026-11-22")
    pack = set_details(made.pack, title="북한 인권 상황")
    with pytest.raises(UserError, match=r"“북” \(U\+BD81\) in the title\. Put NotoSansKR"):
        build.build_pdf(pack, made.items)
    monkeypatch.setenv(FONTS_FOLDER, str(root / ".fonts"))
    file = pypdfium2.PdfDocument(build.build_pdf(pack, made.items).content)
    assert "북한 인권 상황" in file[0].get_textpage().get_text_range()


@pytest.fixture
def fetching(root: Path) -> ModuleType:
    """The script that fetches the fonts."""
    spec = importlib.util.spec_from_file_location("fetching", root / "packaging" / "fonts.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["fetching"] = module
    spec.loader.exec_module(module)
    return module


def package_of(fetching: ModuleType, files: dict[str, bytes]) -> tuple[object, bytes]:
    """A package that holds files, with its hash."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    digest = base64.b64encode(hashlib.sha512(held.getvalue()).digest()).decode()
    return fetching.FontPackage("noto-sans-kr", "1.0", "NotoSansKR", digest), held.getvalue()


def test_fetched_fonts_get_the_names_that_the_program_looks_for(fetching: ModuleType, tmp_path: Path) -> None:
    names = {name for package in fetching.PACKAGES for name in fetching.files_of(package)}
    assert {f"{name}.ttf" for name in fontpack.FACES.values()} <= names
    package = fetching.PACKAGES[0]
    inside = {path: name.encode() for name, path in fetching.files_of(package).items()}
    package, content = package_of(fetching, inside | {"package/../../evil": b"x"})
    fetching.unpack(package, fetching.checked(package, content), tmp_path)
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == set(fetching.files_of(package))


def test_a_package_that_is_not_the_one_expected_is_refused(fetching: ModuleType) -> None:
    package, content = package_of(fetching, {})
    with pytest.raises(fetching.FetchError, match="not the file that is expected"):
        fetching.checked(package, content + b"x")


def test_a_registry_of_ones_own_is_asked(fetching: ModuleType, folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("npm_config_registry", raising=False)
    monkeypatch.setattr(Path, "home", lambda: folders)
    assert fetching.registry() == "https://registry.npmjs.org/"
    (folders / ".npmrc").write_text("fund=false\nregistry = https://npm.example.org/all\n")
    assert fetching.registry() == "https://npm.example.org/all/"
    monkeypatch.setenv("npm_config_registry", "https://other.example.org/")
    assert fetching.registry() == "https://other.example.org/"
    monkeypatch.setenv("npm_config_registry", "http://plain.example.org/")
    with pytest.raises(fetching.FetchError, match="no https address"):
        fetching.fetched(fetching.PACKAGES[0])
