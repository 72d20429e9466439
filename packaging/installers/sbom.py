"""The bill of materials of the bundle for Linux, in CycloneDX 1.6.

cyclonedx-py lists the Python packages of build/installers/program. It does not know what lies inside their wheels, nor
fonts and dataset: that is added here, from packaging/licences/native.toml and from the files.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from installers import locks, notices
from installers.errors import BuildError, run
from installers.product import BUILD, TOP, epoch, product

SYSTEM, PLATFORM = "linux", "linux-x86_64"
PROGRAM = BUILD / "program" / "bin" / "python"
LISTER = Path(sys.executable).with_name("cyclonedx-py")
#: As it stands in a bill of materials.
Component = dict[str, Any]

_ASK = """
import json, platform, pyexpat, sqlite3, zlib
print(json.dumps({"CPython": platform.python_version(), "SQLite": sqlite3.sqlite_version,
                  "zlib": zlib.ZLIB_RUNTIME_VERSION, "Expat": pyexpat.EXPAT_VERSION.removeprefix("expat_")}))
"""


def build(out: Path) -> Path:
    """List, complete, check against the schema, write. Raises BuildError where native.toml names another Python."""
    listed = BUILD / "listed.cdx.json"
    command = [str(LISTER), "environment", "--sv", "1.6", "--output-reproducible", "--mc-type", "application"]
    surroundings = {"SOURCE_DATE_EPOCH": str(epoch())}
    command += ["--pyproject", str(TOP / "pyproject.toml"), "-o", str(listed), str(PROGRAM)]
    run(command, extra=surroundings)
    runtime = json.loads(run([PROGRAM, "-I", "-c", _ASK]))
    text = (
        json.dumps(completed(json.loads(listed.read_text(encoding="utf-8")), runtime), indent=1, sort_keys=True) + "\n"
    )
    check(text)
    path = out / f"{product().name}-{product().version}-linux.cdx.json"
    path.write_text(text, encoding="utf-8")
    return path


def completed(listed: Mapping[str, Any], runtime: Mapping[str, str]) -> dict[str, Any]:
    """A bill of Python packages with all that lies inside and beside them.

    `runtime` has the versions of Python and of its libraries as they are found in the program's own.
    """
    refs = {_carrier(each): each["bom-ref"] for each in listed["components"]}
    root = listed["metadata"]["component"]["bom-ref"]
    depends = {each["ref"]: {*each.get("dependsOn", ())} for each in listed["dependencies"]}
    components = [_with_wheel(each, runtime) for each in listed["components"]]
    for notice in _native(listed, runtime):
        component = _component(notice, [carrier for carrier in notice.within if carrier in refs])
        components.append(component)
        refs[f"{notice.name} {notice.version}"] = component["bom-ref"]
        depends.setdefault(component["bom-ref"], set())
        holders = [refs[carrier] for carrier in notice.within if carrier in refs] if notice.within else [root]
        for holder in holders:
            depends[holder].add(component["bom-ref"])
    for component in _files():
        components.append(component)
        depends[component["bom-ref"]] = set()
        depends[root].add(component["bom-ref"])
    return {
        **listed,
        "components": sorted(components, key=lambda each: str(each["bom-ref"])),
        "dependencies": [{"ref": ref, "dependsOn": sorted(depends[ref])} for ref in sorted(depends)],
    }


def check(text: str) -> None:
    """Raises BuildError where it is not CycloneDX 1.6, or names a folder of this computer."""
    # In the environment of the builders alone.
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 - of the tools: tests import this module without them
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415 - the same

    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong:
        raise BuildError(f"The bill of materials is not valid: {wrong}")
    named = [folder for folder in (str(TOP), str(Path.home())) if f"{folder}/" in text]
    if named:
        raise BuildError(f"The bill of materials names {named[0]}.")


def _carrier(component: Component) -> str:
    """A Python package as native.toml calls it."""
    return f"{canonicalize_name(component['name'])} {component['version']}"


def _native(listed: Mapping[str, Any], runtime: Mapping[str, str]) -> list[notices.Notice]:
    """What is in this bundle of all that native.toml knows; what carries others comes before them."""
    here = {_carrier(each) for each in listed["components"]}
    of_python = f"CPython {runtime['CPython']}"
    known = [each for each in notices.notices() if each.kind == "native" and SYSTEM in (each.systems or (SYSTEM,))]
    _compare([each for each in known if each.name == "CPython" or of_python in each.within], runtime)
    found = [each for each in known if not each.within or {*each.within} & {*here, of_python}]
    return sorted(found, key=lambda each: bool(each.within))


def _compare(stated: Iterable[notices.Notice], runtime: Mapping[str, str]) -> None:
    """Whether native.toml speaks of the Python that is here."""
    versions = {each.name: each.version for each in stated}
    for name, version in runtime.items():
        if versions.get(name) != version:
            raise BuildError(
                f"packaging/licences/native.toml has {name} {versions.get(name, 'of no version')} for Linux, but the "
                f"Python of build/installers/program has {version}; correct it, and run make notices."
            )


def _component(notice: notices.Notice, holders: list[str]) -> Component:
    found: Component = {
        "bom-ref": " ".join(
            filter(None, ["native:", notice.name, notice.version, *(f"in {each}" for each in holders)])
        ),
        "type": "platform" if notice.name == "CPython" else "library",
        "name": notice.name,
        "licenses": [{"expression": notice.licence}],
        "externalReferences": [{"type": "website", "url": notice.source}],
    }
    if notice.version:
        found["version"] = notice.version
    if any(carrier.startswith("pydantic-core ") for carrier in notice.within):
        found["components"] = notices.crates("pydantic-core")
    return found


def _with_wheel(component: Component, runtime: Mapping[str, str]) -> Component:
    """A Python package with its licence, and with the hash that its wheel has in uv.lock."""
    python = ".".join(runtime["CPython"].split(".")[:2])
    by_name = {wheel.name: wheel for wheel in locks.wheels(PLATFORM, python)}
    wheel = by_name[canonicalize_name(component["name"])]
    where = {
        "type": "distribution",
        "url": f"https://pypi.org/project/{wheel.name}/{wheel.version}/#files",
        "comment": wheel.file,
        "hashes": [{"alg": "SHA-256", "content": wheel.sha256}],
    }
    stated = component.get("licenses", [])
    if not any("expression" in each or "id" in each["license"] for each in stated):
        stated = [{"expression": _licence(wheel)}]
    return {**component, "licenses": stated, "externalReferences": [*component.get("externalReferences", ()), where]}


def _licence(wheel: locks.Wheel) -> str:
    """What the notices say where the metadata of a package do not say it by the names of SPDX."""
    return next(each.licence for each in notices.notices() if (each.name, each.version) == (wheel.name, wheel.version))


def _files() -> list[Component]:
    """Fonts and dataset, with the hash of each file."""
    from briefpack.evidence.dataset import fingerprint  # noqa: PLC0415 - not needed where this is only checked

    dataset = sorted((TOP / "resources" / "dataset").iterdir())
    found = [
        {
            "bom-ref": f"fonts: {each.name}",
            "type": "data",
            "name": each.name,
            "version": each.version,
            "licenses": [{"expression": each.licence}],
            "externalReferences": [{"type": "website", "url": each.source}],
            "components": [_file(path) for path in notices.faces(each.name)],
        }
        for each in notices.notices()
        if each.kind == "font" and not each.within
    ]
    for each in notices.notices():
        if each.kind == "dataset":
            stated = {
                "bom-ref": "dataset",
                "type": "data",
                "name": each.name,
                "version": each.version,
                "licenses": [{"expression": each.licence}],
                "properties": [
                    {
                        "name": "briefpack:fingerprint",
                        "value": fingerprint({path.name: path.read_bytes() for path in dataset}),
                    }
                ],
                "components": [_file(path) for path in dataset],
            }
            found.append(stated)
    return found


def _file(path: Path) -> Component:
    name = path.relative_to(TOP).as_posix()
    content = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"bom-ref": name, "type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": content}]}
