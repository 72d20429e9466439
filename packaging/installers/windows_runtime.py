"""The Python of the Windows packages: python.org's embeddable package, by hash; see packaging/windows/runtimes.toml."""

import hashlib
import io
import json
import shutil
import tarfile
import tomllib
import urllib.request  # noqa: TID251 - the build may fetch, the program never does
import zipfile
from collections.abc import Mapping
from pathlib import Path

from installers import pe
from installers.errors import BuildError, run
from installers.product import BUILD, TOP, releasing
from installers.wheels import PYTHON

PLACE = TOP / "packaging/windows"
FETCHED = BUILD / "windows" / "fetched"
#: Who signs the files of the embeddable package; Microsoft its own runtime of C.
SIGNERS = (
    "Python Software Foundation",
    "Microsoft Corporation",
    "Microsoft Windows Software Compatibility Publisher",
)

# pip asks every source distribution for its name and version before it keeps it, and runs its setup.py to hear them.
# This stands where setuptools would, and answers without.
_ANSWERING = """
import os, sys
__legacy__ = sys.modules[__name__]
def get_requires_for_build_wheel(config_settings=None):
    return []
def prepare_metadata_for_build_wheel(folder, config_settings=None):
    name, version = os.environ["ANSWERED"].split("==")
    made = f"{name.replace('-', '_')}-{version}.dist-info"
    os.mkdir(os.path.join(folder, made))
    with open(os.path.join(folder, made, "METADATA"), "w") as file:
        file.write(f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n")
    return made
"""


def unpacked(folder: Path) -> str:
    """Put the files of the embeddable package into a folder; gives the version of the Python. Raises BuildError."""
    kind = "release" if releasing() else "test"
    wanted = tomllib.loads((PLACE / "runtimes.toml").read_text(encoding="utf-8"))[kind]
    if not wanted["sha256"]:
        raise BuildError(
            "A release needs python.org's current Python: enter version, url and sha256 under [release] in "
            "packaging/windows/runtimes.toml."
        )
    check_named(wanted["version"])
    archive, inside = _released(wanted) if kind == "release" else _tried(wanted)
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        for name in sorted(files.namelist()):
            if name.startswith(inside) and not name.endswith("/"):
                path = folder / Path(name).name  # a flat package: no name leads out of the folder
                path.write_bytes(files.read(name))
    pe.check_signed(pe.libraries(folder), SIGNERS)
    return str(wanted["version"])


def check_named(version: str) -> None:
    """Raise BuildError where the notices that go into the packages name another Python for Windows."""
    rows = json.loads((TOP / "resources/licences/notices.json").read_text(encoding="utf-8"))
    named = [each["version"] for each in rows if each["name"] == "CPython" and "windows" in each.get("systems", ())]
    if named != [version]:
        raise BuildError(
            f"The notices name CPython {', '.join(named) or 'of no version'} for Windows, but "
            f"packaging/windows/runtimes.toml has {version}; correct packaging/licences/native.toml, then run make "
            "notices."
        )


def _released(wanted: Mapping[str, str]) -> tuple[bytes, str]:
    path = FETCHED / f"python-{wanted['version']}-embed-amd64.zip"
    if not _intact(path, wanted["sha256"]):
        if not wanted["url"].startswith("https://"):
            raise BuildError("The url under [release] in packaging/windows/runtimes.toml does not begin with https://.")
        path.parent.mkdir(parents=True, exist_ok=True)
        with urllib.request.urlopen(wanted["url"]) as answer:  # noqa: S310, TID251 - see above
            path.write_bytes(answer.read())
    if not _intact(path, wanted["sha256"]):
        path.unlink()
        raise BuildError(f"What came from {wanted['url']} is not the file of packaging/windows/runtimes.toml.")
    return path.read_bytes(), ""


def _tried(wanted: Mapping[str, str]) -> tuple[bytes, str]:
    name, _, version = wanted["package"].partition("==")
    top = f"{name.replace('-', '_')}-{version}"
    path = FETCHED / f"{top}.tar.gz"
    if not _intact(path, wanted["sha256"]):
        _download(wanted)
    if not _intact(path, wanted["sha256"]):
        raise BuildError(f"pip did not bring {wanted['package']} as packaging/windows/runtimes.toml has it.")
    with tarfile.open(path) as files:
        found = files.extractfile(f"{top}/{wanted['archive']}")
        if found is None:
            raise BuildError(f"{wanted['package']} has no file {wanted['archive']}.")
        return found.read(), f"{wanted['folder']}/"


def _download(wanted: Mapping[str, str]) -> None:
    stand_in = FETCHED / "answering" / "setuptools"
    shutil.rmtree(stand_in.parent, ignore_errors=True)
    stand_in.mkdir(parents=True)
    (stand_in / "__init__.py").touch()
    (stand_in / "build_meta.py").write_text(_ANSWERING, encoding="utf-8")
    requirements = stand_in.parent / "requirements.txt"
    requirements.write_text(f"{wanted['package']} --hash=sha256:{wanted['sha256']}\n", encoding="utf-8")
    quietly = ["--quiet", "--no-deps", "--no-binary", ":all:", "--require-hashes"]
    # Older pips, too, ask the stand-in then, instead of running setup.py.
    quietly += ["--use-pep517", "--no-build-isolation"]
    run(
        [PYTHON, "-m", "pip", "download", *quietly, "-r", requirements, "-d", FETCHED],
        extra={"PYTHONPATH": str(stand_in.parent), "ANSWERED": wanted["package"]},
    )


def _intact(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
