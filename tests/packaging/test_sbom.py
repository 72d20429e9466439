"""The bill of materials names what cyclonedx-py cannot see."""

import hashlib
from typing import Any

import pytest
from installers.errors import BuildError
from installers.product import TOP
from packaging.utils import canonicalize_name

from installers import locks, sbom

RUNTIME = {"CPython": "3.11.2", "SQLite": "3.40.1", "zlib": "1.2.13", "Expat": "2.5.0"}


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    return sbom.completed(listed(), RUNTIME)


def listed() -> dict[str, Any]:
    """As cyclonedx-py lists the program's environment."""
    names = {"pyside6-essentials": "PySide6_Essentials", "pydantic-core": "pydantic_core"}
    packages = [(names.get(each.name, each.name), each.version) for each in locks.wheels(sbom.PLATFORM, "3.11")]
    components = [
        {"bom-ref": f"{name}=={version}", "name": name, "version": version, "type": "library"}
        for name, version in packages
    ]
    return {
        "metadata": {"component": {"bom-ref": "root-component", "name": "briefpack"}},
        "components": components,
        "dependencies": [{"ref": each["bom-ref"]} for each in components] + [{"ref": "root-component"}],
    }


def named(bill: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [each for each in bill["components"] if each["name"] == name]


def everything(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [*components, *(inner for each in components for inner in everything(each.get("components", [])))]


@pytest.mark.parametrize(
    "name", ["CPython", "SQLite", "Qt", "PCRE2", "PDFium", "qpdf", "libxml2", "PyInstaller boot loader"]
)
def test_native_libraries_are_in_it(bill: dict[str, Any], name: str) -> None:
    assert [each["version"] for each in named(bill, name)] != []


def test_only_what_is_in_the_bundle_for_linux_is_in_it(bill: dict[str, Any]) -> None:
    assert [each["version"] for each in named(bill, "Qt")] == [
        next(wheel.version for wheel in locks.wheels(sbom.PLATFORM, "3.11") if wheel.name == "pyside6-essentials")
    ]
    assert [each["version"] for each in named(bill, "CPython")] == [RUNTIME["CPython"]]
    assert named(bill, "mingw-w64 runtime") == []
    assert named(bill, "DarkGarden") == []


def test_a_library_hangs_below_what_brings_it(bill: dict[str, Any]) -> None:
    below = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    version = named(bill, "pikepdf")[0]["version"]
    assert [ref for ref in below[f"pikepdf=={version}"] if ref.startswith("native: qpdf ")] != []
    assert [ref for ref in below["native: CPython 3.11.2"] if ref.startswith("native: SQLite 3.40.1")] != []
    assert {"native: CPython 3.11.2", "dataset", "fonts: Noto Sans"} <= set(below["root-component"])


def test_every_reference_leads_somewhere_and_none_twice(bill: dict[str, Any]) -> None:
    refs = [each["bom-ref"] for each in everything(bill["components"])]
    assert len(refs) == len(set(refs))
    known = {*refs, "root-component"}
    assert {ref for each in bill["dependencies"] for ref in (each["ref"], *each["dependsOn"])} <= known


def test_everything_has_a_licence(bill: dict[str, Any]) -> None:
    assert [each["name"] for each in bill["components"] if not each["licenses"]] == []


def test_a_python_package_has_the_hash_of_its_wheel(bill: dict[str, Any]) -> None:
    wheels = {wheel.name: wheel.sha256 for wheel in locks.wheels(sbom.PLATFORM, "3.11")}
    found = {
        canonicalize_name(each["name"]): each["externalReferences"][-1]["hashes"][0]["content"]
        for each in bill["components"]
        if "==" in each["bom-ref"]
    }
    assert found == wheels


@pytest.mark.parametrize("folder", ["fonts", "dataset"])
def test_every_file_of_fonts_and_dataset_has_its_hash(bill: dict[str, Any], folder: str) -> None:
    files = {
        each["name"]: each["hashes"][0]["content"] for each in everything(bill["components"]) if each["type"] == "file"
    }
    ending = {"fonts": ".ttf", "dataset": ".jsonl"}[folder]
    expected = {
        path.relative_to(TOP).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (TOP / "resources" / folder).glob(f"*{ending}")
    }
    assert expected.items() <= files.items()
    assert len(expected) >= 12


@pytest.mark.parametrize(("name", "version"), [("SQLite", "3.51.0"), ("CPython", "3.11.9"), ("zlib", "1.3")])
def test_another_python_than_the_notices_have_is_noticed(name: str, version: str) -> None:
    with pytest.raises(
        BuildError, match=r"native\.toml has .* for Linux, but the Python of build/installers/program has "
    ):
        sbom.completed(listed(), {**RUNTIME, name: version})
