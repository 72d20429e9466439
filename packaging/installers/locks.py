"""The wheels that the program needs on each system, out of uv.lock: one wheel and one hash for each package."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

from installers.errors import BuildError
from installers.product import TOP, product

#: A package as uv.lock has it.
Locked = Mapping[str, Any]


class Platform(NamedTuple):
    """A system as markers and wheels name it, with the Pythons that are offered on it."""

    system: str  # sys.platform
    named: str  # platform.system()
    machine: str
    pythons: tuple[str, ...]


PLATFORMS = {
    "linux-x86_64": Platform("linux", "Linux", "x86_64", ("3.11", "3.12", "3.13")),
    "win_amd64": Platform("win32", "Windows", "AMD64", ("3.13",)),
    "macos-arm64": Platform("darwin", "Darwin", "arm64", ("3.13",)),
}
#: Macs with Intel processors are not among them: pikepdf, from 10.17 on, has wheels for Apple's own processors alone.
NOT_OFFERED = {"macos-x86_64": Platform("darwin", "Darwin", "x86_64", ("3.13",))}


class Wheel(NamedTuple):
    """A file of the package index; `sha256` in hexadecimal digits, `size` in bytes."""

    name: str
    version: str
    file: str
    sha256: str
    size: int

    @property
    def tags(self) -> frozenset[Tag]:
        """What the wheel says it runs on."""
        return parse_wheel_filename(self.file)[3]


def wheels(platform: str, python: str) -> tuple[Wheel, ...]:
    """What the program needs to run there, without itself, by name.

    `platform` is a key of PLATFORMS or of NOT_OFFERED, `python` such as "3.13". Raises BuildError where uv.lock has no
    fitting wheel.
    """
    allowed = _tags(platform, python)
    return tuple(_best(package, allowed, f"{platform} with Python {python}") for package in runtime(platform, python))


def requirements(platform: str) -> str:
    """A requirements.txt for pip with the hashes of all Pythons of the platform, and nothing else than wheels."""
    pythons = _known(platform).pythons
    found: dict[tuple[str, str], dict[str, Wheel]] = {}
    for python in pythons:
        for wheel in wheels(platform, python):
            found.setdefault((wheel.name, wheel.version), {})[python] = wheel
    return "".join(
        requirement(f"{name}=={version}", [each.sha256 for each in by_python.values()], _marker(pythons, [*by_python]))
        for (name, version), by_python in sorted(found.items())
    )


def requirement(pinned: str, hashes: list[str], marker: str = "") -> str:
    """One entry of a requirements.txt, such as `lxml==6.1.3`, with its hashes, each of them once."""
    lines = [pinned + (f" ; {marker}" if marker else ""), *(f"    --hash=sha256:{each}" for each in sorted({*hashes}))]
    return " \\\n".join(lines) + "\n"


def runtime(platform: str, python: str) -> list[Locked]:
    """The packages of uv.lock that the program needs to run there, without extras and groups, by name."""
    environment = _environment(platform, python)
    start = next(package for package in locked() if package["name"] == product().name)
    found: dict[str, Locked] = {}
    waiting = [start]
    while waiting:
        for package in _needs(waiting.pop(), environment):
            if package["name"] not in found:
                found[package["name"]] = package
                waiting.append(package)
    return [found[name] for name in sorted(found)]


@cache
def locked() -> tuple[Locked, ...]:
    """All packages of uv.lock."""
    lock = tomllib.loads((TOP / "uv.lock").read_text(encoding="utf-8"))
    return tuple(lock["package"])


def _needs(package: Locked, environment: Mapping[str, str]) -> Iterator[Locked]:
    for each in package.get("dependencies", ()):
        if _counts([each["marker"]] if "marker" in each else [], environment):
            yield _named(each, environment)


def _counts(markers: list[str], environment: Mapping[str, str]) -> bool:
    """Whether one of them is true; what has none counts always."""
    return not markers or any(Marker(each).evaluate(dict(environment)) for each in markers)


def _named(dependency: Locked, environment: Mapping[str, str]) -> Locked:
    """The package that a dependency means; where the lock has several versions, the one for this environment."""
    candidates = [
        package
        for package in locked()
        if package["name"] == dependency["name"]
        and dependency.get("version", package["version"]) == package["version"]
        and _counts(package.get("resolution-markers", []), environment)
    ]
    if len(candidates) != 1:
        raise BuildError(f"uv.lock has {len(candidates)} packages for {dependency['name']}; one is needed.")
    return candidates[0]


def _known(platform: str) -> Platform:
    return {**PLATFORMS, **NOT_OFFERED}[platform]


def _environment(platform: str, python: str) -> dict[str, str]:
    """The values that markers ask for; release and version of the system are those of no machine."""
    known = _known(platform)
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": "nt" if known.system == "win32" else "posix",
        "platform_machine": known.machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": known.named,
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": known.system,
        "extra": "",
    }


def _marker(pythons: tuple[str, ...], used: list[str]) -> str:
    """When a requirement counts: never said where it always does."""
    if len(used) == len(pythons):
        return ""
    return " or ".join(f"python_version == '{python}'" for python in used)


def _best(package: Locked, allowed: tuple[Tag, ...], where: str) -> Wheel:
    """The wheel that pip would choose: the one with the tag that stands first."""
    offered = [_wheel(package, entry) for entry in package.get("wheels", ())]
    by_tag = {tag: wheel for wheel in reversed(offered) for tag in wheel.tags}
    for tag in allowed:
        if tag in by_tag:
            return by_tag[tag]
    raise BuildError(f"uv.lock has no wheel of {package['name']} {package['version']} for {where}.")


def _wheel(package: Locked, entry: Locked) -> Wheel:
    return Wheel(
        package["name"],
        package["version"],
        entry["url"].rpartition("/")[2],
        entry["hash"].removeprefix("sha256:"),
        entry["size"],
    )


@cache
def _tags(platform: str, python: str) -> tuple[Tag, ...]:
    """Every tag that runs on the oldest system of that kind, the closest first."""
    version = tuple(int(part) for part in python.split("."))
    systems = list(_systems(platform))
    interpreter = f"cp{python.replace('.', '')}"
    return (*cpython_tags(version, platforms=systems), *compatible_tags(version, interpreter, systems))


def _systems(platform: str) -> Iterator[str]:
    machine = _known(platform).machine
    match _known(platform).system:
        case "win32":
            yield "win_amd64"
        case "darwin":
            major, minor = (int(part) for part in product().floor.macos.split("."))
            yield from mac_platforms((major, minor), machine)
        case _:
            older = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}
            for minor in range(int(product().floor.glibc.partition(".")[2]), 4, -1):
                yield f"manylinux_2_{minor}_{machine}"
                if minor in older:
                    yield f"{older[minor]}_{machine}"
            yield f"linux_{machine}"
