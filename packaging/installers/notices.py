"""`make notices`: who made what is inside the packages, and under which licence, into resources/licences.

The Python packages come from uv.lock, their texts from the wheels in the environment that runs this; all else from
packaging/licences/native.toml.
"""

import json
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz

from installers import locks
from installers.errors import BuildError
from installers.product import TOP, product

FOLDER = TOP / "resources" / "licences"
SOURCES = TOP / "packaging" / "licences"
KINDS = ("python", "native", "font", "dataset", "icons")
#: There also where no work names it: another text refers to it.
ALWAYS = "GPL-3.0.txt"
NOT_A_NOTICE = {"notices.json", "README.md"}


class Notice(NamedTuple):
    """One work of somebody; resources/licences/README.md says what the fields are."""

    name: str
    version: str
    licence: str
    text: str
    kind: str
    source: str
    within: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()

    def row(self) -> dict[str, object]:
        """As it stands in notices.json: what is empty is left out, but for the version."""
        return {key: value for key, value in self._asdict().items() if value or key == "version"}


def main() -> int:
    """Write resources/licences; what does not belong there any more goes."""
    FOLDER.mkdir(exist_ok=True)
    contents = files()
    for path in FOLDER.iterdir():
        if path.name not in {*contents, *NOT_A_NOTICE}:
            path.unlink()
    for name, content in contents.items():
        (FOLDER / name).write_text(content, encoding="utf-8", newline="\n")
    print(f"{FOLDER}: {len(contents) - 1} texts of {len(notices())} works")
    return 0


def files() -> dict[str, str]:
    """What belongs into the folder, without its README: notices.json and the texts that it names."""
    found = notices()
    texts = {name: text(name) for name in sorted({ALWAYS, *(notice.text for notice in found)})}
    return {"notices.json": json.dumps([each.row() for each in found], indent=1, ensure_ascii=False) + "\n", **texts}


def notices() -> list[Notice]:
    """Everything that is in any of the packages, in the order of the kinds, by name."""
    found = [*_python(), *_components(), *_fonts(), *_own()]
    return sorted(found, key=lambda each: (KINDS.index(each.kind), each.name.lower(), each.version, each.within))


@cache
def carriers() -> frozenset[str]:
    """The Python packages of all systems as `name version`."""
    everywhere = [(name, python) for name, platform in locks.PLATFORMS.items() for python in platform.pythons]
    locked = [each for where in everywhere for each in locks.runtime(*where)]
    return frozenset(f"{each['name']} {each['version']}" for each in locked)


def text(name: str) -> str:
    """The licence text of that file name, put together from its parts."""
    parts = table()["texts"].get(name)
    if parts is None:
        package = name.removesuffix(".txt")
        parts = [f"{package}/{file}" for file in _licence_files(distribution(package))]
    if not parts:
        raise BuildError(f"Nothing says what the text {name} is; packaging/licences/native.toml can.")
    return ("\n\n" + "-" * 78 + "\n\n").join(_part(part) for part in parts) + "\n"


@cache
def table() -> dict[str, Any]:
    """packaging/licences/native.toml, with the texts of the fonts."""
    found = tomllib.loads((SOURCES / "native.toml").read_text(encoding="utf-8"))
    fonts = sorted((TOP / "resources" / "fonts").glob("OFL-*.txt"))
    found["texts"] |= {path.name: [f"program/resources/fonts/{path.name}"] for path in fonts}
    return found


def _python() -> list[Notice]:
    found = []
    for name, version in sorted(carrier.split() for carrier in carriers()):
        said = table()["python"].get(name, {})
        licence = said.get("licence") or distribution(name).metadata["License-Expression"]
        if not licence:
            raise BuildError(f"{name} does not say its licence; packaging/licences/native.toml can.")
        source = said.get("source", "https://pypi.org/project/{name}/{version}/").format(name=name, version=version)
        found.append(Notice(name, version, licence, said.get("text", f"{name}.txt"), "python", source))
    return found


def _components() -> list[Notice]:
    return [
        Notice(
            each["name"],
            each.get("version", ""),
            each["licence"],
            each["text"],
            each.get("kind", "native"),
            each["source"],
            tuple(each.get("within", ())),
            _systems(each),
        )
        for each in table()["component"]
    ]


def _systems(component: dict[str, Any]) -> tuple[str, ...]:
    """The packages with a component: what comes within wheels is in the wheelhouses too."""
    stated = tuple(component.get("systems", ()))
    carried = bool(carriers() & {*component.get("within", ())})
    return (*stated, "wheelhouse") if stated and carried and "wheelhouse" not in stated else stated


def _fonts() -> list[Notice]:
    """The families in resources/fonts, with the versions that their files state."""
    found = []
    for family in sorted({path.stem.partition("-")[0] for path in _font_files()}):
        name = _spoken(family)
        versions = {font_version(path) for path in faces(name)}
        licence = f"OFL-{family}.txt"
        source = _part(f"program/resources/fonts/{licence}").partition("(")[2].partition(")")[0]
        found.append(Notice(name, ", ".join(sorted(versions)), "OFL-1.1", licence, "font", source))
    return found


def faces(family: str) -> list[Path]:
    """The font files of a family, such as "Noto Sans"."""
    return [path for path in _font_files() if _spoken(path.stem.partition("-")[0]) == family]


def _font_files() -> list[Path]:
    return sorted((TOP / "resources" / "fonts").glob("*.ttf"))


def _spoken(family: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", family)


def font_version(path: Path) -> str:
    """The number in a font's name table, such as 2.015."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    stated = re.search(r"[\d.]+", face.get_name(uharfbuzz.OTNameIdPredefined.VERSION_STRING) or "")
    if not stated:
        raise BuildError(f"{path.name} does not state its version.")
    return stated[0]


def _own() -> list[Notice]:
    said = product()
    return [
        Notice(
            "The bundled dataset",
            said.version,
            "Apache-2.0 AND LicenseRef-quotations",
            "NOTICE-dataset.txt",
            "dataset",
            said.homepage,
        ),
        Notice("Icons of briefpack", said.version, said.licence, "Apache-2.0.txt", "icons", said.homepage),
    ]


def _part(part: str) -> str:
    origin, _, name = part.partition("/")
    match origin:
        case "own":
            path = SOURCES / "texts" / name
        case "program":
            path = TOP / name
        case "crates":
            return _crates(name)
        case _ if ":" in origin:
            package, _, inside = part.partition(":")
            path = Path(str(distribution(package).locate_file(f"{package}/{inside}")))
        case _:
            path = _folder(distribution(origin)) / "licenses" / name
    if not path.is_file():
        raise BuildError(f"There is no licence text {part}.")
    return _decoded(path.read_bytes()).strip("\n")


def _decoded(content: bytes) -> str:
    """Some licences are older than UTF-8."""
    try:
        found = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = content.decode("cp1252")
    return "\n".join(line.rstrip() for line in found.splitlines())


def _crates(package: str) -> str:
    lines = (f"{each['name']} {each['version']}: {each['licenses'][0]['expression']}" for each in crates(package))
    return f"{package} is made with these crates of https://crates.io:\n\n" + "\n".join(lines)


def crates(package: str) -> list[dict[str, Any]]:
    """The crates that the SBOM in a wheel names, as components of CycloneDX with the fields that matter here."""
    stated = sorted((_folder(distribution(package)) / "sboms").glob("*.cyclonedx.json"))
    if len(stated) != 1:
        raise BuildError(f"{package} has no SBOM of its crates.")
    found = json.loads(stated[0].read_text(encoding="utf-8"))["components"]
    fields = ("type", "name", "version", "licenses", "purl", "hashes")
    return [{field: each[field] for field in fields if field in each} | {"bom-ref": each["purl"]} for each in found]


def _licence_files(package: Distribution) -> list[str]:
    folder = _folder(package) / "licenses"
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]


def _folder(package: Distribution) -> Path:
    """The dist-info of an installed package."""
    found = next(file for file in package.files or () if file.name == "METADATA" and file.parent.suffix == ".dist-info")
    return Path(str(package.locate_file(found))).parent


if __name__ == "__main__":
    sys.exit(main())
