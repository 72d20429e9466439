"""`python -m installers deb rpm …`: build packages into `dist/`; without names all that this kind of machine can.

A package is a function `build(out: Path) -> Path | Sequence[Path]`, which builds into a folder and says what it left
there. It raises BuildError with one sentence where it cannot.
"""

import argparse
import importlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from installers.errors import BuildError
from installers.product import OUT

#: Where each package is made, in the order of building: what comes later may need what comes before.
PACKAGES: dict[str, str] = {
    "deb": "installers.deb",
    "rpm": "installers.rpm",
    "tarball": "installers.tarball",
    "appdir": "installers.appdir",
    "setup": "installers.nsis",
    "msi": "installers.msi",
    "portable": "installers.portable",
    "wheelhouse": "installers.wheelhouse",
    "sbom": "installers.sbom",
    "sums": "installers.sums",  # the last: over all the others
}
#: The same for what must be asked for by name, as another kind of machine builds it, or goes on from it.
ELSEWHERE = {"dmg": "installers.macos", "flatpak": "installers.flatpak"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Build one after the other; 1 when one could not be built."""
    parser = argparse.ArgumentParser(prog="installers", description=__doc__)
    known = {**PACKAGES, **ELSEWHERE}
    parser.add_argument("package", nargs="*", choices=[*known, []], help="; ".join(known))
    parser.add_argument("-o", "--out", type=Path, default=OUT, help="the folder for what is built (dist)")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    failed = False
    # Whatever was built, the sums are those of now.
    for name in dict.fromkeys((*(options.package or PACKAGES), "sums")):
        started = time.monotonic()
        try:
            made = importlib.import_module(known[name]).build(options.out)
        except BuildError as error:
            print(f"{name}: {error}", file=sys.stderr)
            failed = True
            continue
        for path in [made] if isinstance(made, Path) else made:
            print(f"{name}: {path} ({path.stat().st_size / 1e6:.1f} MB, {time.monotonic() - started:.0f} s)")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
