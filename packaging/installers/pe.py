"""Programs and libraries of Windows: what they load, and whether their signatures fit."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from installers.errors import BuildError, run
from installers.product import TOP

#: The extensions of what Windows loads.
LOADED = (".exe", ".dll", ".pyd")


class Signature(NamedTuple):
    """Who signed a file, and whether the digest in the signature is that of the file."""

    signer: str
    fits: bool


def libraries(folder: Path) -> list[Path]:
    """Every program and library below a folder, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in LOADED)


def imports(path: Path) -> frozenset[str]:
    """The libraries that a file is bound to, in lower case and without `.dll`; delayed ones are not among them."""
    told = run(["x86_64-w64-mingw32-objdump", "-p", path])
    return frozenset(name.lower().removesuffix(".dll") for name in re.findall(r"DLL Name: (\S+)", told))


def signature(path: Path) -> Signature | None:
    """The first signature of a file, or None. Neither the chain to a root nor the time is looked at: where a file comes
    from, its hash says."""
    # It fails for the root's sake, which no Debian has among its own, and prints the digests all the same.
    told = run(["osslsigncode", "verify", "-in", path], allowed=(0, 1))
    digests = re.findall(r"^(?:Current|Calculated) message digest\s*: ([0-9A-F]+)", told, re.MULTILINE)
    if not digests:
        return None
    signer = re.search(r"Signer #0:\s+Subject: \S.*?/CN=([^/\n]+)", told)
    return Signature(signer[1].strip() if signer else "", len(digests) > 1 and len({*digests}) == 1)


def check_signed(paths: Iterable[Path], signers: Iterable[str]) -> None:
    """Raise BuildError where a file is not signed by one of them, or was changed afterwards."""
    known = frozenset(signers)
    for path in paths:
        found = signature(path)
        if found is None or not found.fits:
            raise BuildError(f"{path.name} is not as it was signed; fetch the Python for Windows again.")
        if found.signer not in known:
            raise BuildError(f"{path.name} is signed by {found.signer or 'nobody'}, which was not expected.")


def check_bound(image: Path, everywhere: Path) -> None:
    """Raise BuildError where a library would not be found on a fresh Windows, or one that talks to a network is bound.

    A file finds what lies in its own folder, in `everywhere`, in what its package adds, and in Windows.
    """
    shared = _names(everywhere)
    for path in libraries(image):
        bound = imports(path)
        talking = bound & _listed("talking")
        if talking:
            named = ", ".join(sorted(talking))
            raise BuildError(f"{path.relative_to(image)} is bound to {named}, which talks to a network.")
        package = path.relative_to(image).parts[1] if len(path.relative_to(image).parts) > 2 else ""
        near = _names(path.parent) | frozenset(
            name for folder in _added(image, package) if folder.is_dir() for name in _names(folder)
        )
        missing = {name for name in bound - near - shared - _listed("windows") if not name.startswith("api-ms-win-")}
        if missing:
            raise BuildError(f"{path.relative_to(image)} needs {', '.join(sorted(missing))}, which would not be there.")


def _added(image: Path, package: str) -> tuple[Path, ...]:
    """The folders in which a package lets Windows look besides, or whose libraries it has loaded by then."""
    library = image / "lib"
    if package in ("PySide6", "shiboken6"):
        return library / "PySide6", library / "shiboken6"
    return (library / f"{package}.libs",)


def _names(folder: Path) -> frozenset[str]:
    return frozenset(path.name.lower().removesuffix(".dll") for path in folder.iterdir())


@cache
def _listed(name: str) -> frozenset[str]:
    """A list of libraries in image.toml."""
    said = tomllib.loads((TOP / "packaging/windows/image.toml").read_text(encoding="utf-8"))
    return frozenset(said["libraries"][name])
