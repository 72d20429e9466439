"""Fetches the font pack, Noto Sans KR, JP and SC: `make fonts`, or python3 packaging/fonts.py FOLDER.

From the public npm registry, as packages that carry TrueType files under the SIL Open Font License; each is compared
with the hash below. A registry of one's own is taken from npm_config_registry or ~/.npmrc, a proxy from the usual
variables of the environment (https_proxy, no_proxy, SSL_CERT_FILE).
"""

import base64
import hashlib
import io
import os
import sys
import tarfile
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen  # noqa: TID251 - the program itself never talks to a network; setting it up does

REGISTRY = "https://registry.npmjs.org/"
WEIGHTS = {"400Regular": "Regular", "700Bold": "Bold"}


class FontPackage(NamedTuple):
    """A package of the registry: name, version, the family in its file names, and its sha-512 as npm states it."""

    name: str
    version: str
    family: str
    sha512: str


PACKAGES = (
    FontPackage(
        "noto-sans-kr",
        "0.4.3",
        "NotoSansKR",
        "EVS/uJPcf1TgJtjmQmrFr0oGdcl7ml09CSu0E/AyGzR0UfzdR2pBbzWWPsnuzZiGUl643ODYwYiXK5+B+fLjhQ==",
    ),
    FontPackage(
        "noto-sans-jp",
        "0.4.3",
        "NotoSansJP",
        "Fl+Z6vtD24HFAYsvzB0S9Nery1ly16B9PesdY0wBd+wEHAvkNglnkTUspU0HqGOubkmoa8zusJrKv6vDx1o70A==",
    ),
    FontPackage(
        "noto-sans-sc",
        "0.4.3",
        "NotoSansSC",
        "9rAwdFTFHbO/u6Cs0gj2jZbW74TGIiaFNQnXYH2s5wA1bzVkwbaviL4t8YUV642eGYjg86eH6DkAEQmfNHDncQ==",
    ),
)


class FetchError(Exception):
    """A package could not be had; the message is for the user."""


def registry() -> str:
    """The address of the npm registry that this machine is set up for."""
    chosen = next((value for name, value in os.environ.items() if name.lower() == "npm_config_registry"), None)
    settings = Path.home() / ".npmrc"
    if not chosen and settings.is_file():
        lines = [line.partition("=") for line in settings.read_text(encoding="utf-8", errors="replace").splitlines()]
        chosen = next((value.strip() for key, _, value in lines if key.strip() == "registry"), None)
    return (chosen or REGISTRY).rstrip("/") + "/"


def files_of(package: FontPackage) -> dict[str, str]:
    """The path in the package of each file wanted, by the name it gets."""
    fonts = {
        f"{package.family}-{weight}.ttf": f"package/{folder}/{package.family}_{folder}.ttf"
        for folder, weight in WEIGHTS.items()
    }
    return fonts | {f"OFL-{package.family}.txt": "package/LICENSE_FONT"}


def fetched(package: FontPackage) -> bytes:
    """The package as a tar archive, compared with its hash."""
    address = f"{registry()}@expo-google-fonts/{package.name}/-/{package.name}-{package.version}.tgz"
    if not address.startswith("https://"):
        raise FetchError(f"{address} is no https address")
    try:
        with urlopen(address, timeout=120) as answer:  # noqa: S310 - https, as checked above
            content: bytes = answer.read()
    except OSError as error:
        raise FetchError(f"{address} cannot be had: {error}") from error
    return checked(package, content)


def checked(package: FontPackage, content: bytes) -> bytes:
    """The content, if it is what the hash says."""
    found = base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != package.sha512:
        raise FetchError(f"{package.name} {package.version} is not the file that is expected (sha-512 {found})")
    return content


def unpack(package: FontPackage, content: bytes, folder: Path) -> None:
    """Put the wanted files of a package into a folder, each whole or not at all."""
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for name, path in files_of(package).items():
            member = archive.extractfile(path)
            if member is None:
                raise FetchError(f"{package.name} {package.version} holds no {path}")
            part = folder / f"{name}.part"
            part.write_bytes(member.read())
            part.replace(folder / name)


def main(arguments: list[str]) -> int:
    """Fill a folder with what is missing in it, by default the user's own, where the program looks. With --quiet,
    nothing is said where nothing is to be done."""
    quiet = "--quiet" in arguments
    named = [argument for argument in arguments if argument != "--quiet"]
    if named:
        folder = Path(named[0])
    else:
        from briefpack.app.fontpack import FOLDER  # noqa: PLC0415 - a folder can be filled without the program
        from briefpack.app.paths import data_folder  # noqa: PLC0415 - the same

        folder = data_folder() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        if all((folder / name).is_file() for name in files_of(package)):
            continue
        print(f"fonts: fetching {package.name} {package.version}", flush=True)
        try:
            unpack(package, fetched(package), folder)
        except (FetchError, KeyError, tarfile.TarError) as error:
            print(f"fonts: {error}", file=sys.stderr)
            return 1
    if not quiet:
        print(f"fonts: the font pack is in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
