"""SHA256SUMS over everything that was built: with it, a signature of one file vouches for all."""

import hashlib
from pathlib import Path

from installers.errors import BuildError, run
from installers.product import product

NAME = "SHA256SUMS"


def build(out: Path) -> Path:
    """Write the sums of this version's files in that folder, by name, and have them compared by sha256sum.

    Whoever has the key signs it in a file of its own: gpg --armor --detach-sign SHA256SUMS, or minisign -Sm SHA256SUMS.
    Raises BuildError where there is nothing to vouch for.
    """
    lines = [f"{_sum(path)}  {path.name}\n" for path in sorted(out.iterdir()) if path.is_file() and _is_of_now(path)]
    if not lines:
        raise BuildError(f"There is nothing in {out} yet; build some packages first.")
    path = out / NAME
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    run(["sha256sum", "--check", "--strict", "--quiet", NAME], folder=out)
    print(f"Sign it with: gpg --armor --detach-sign {path}")
    return path


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_of_now(path: Path) -> bool:
    """Whether a file's name says this version: not the sums themselves, nor what an older build has left."""
    return path.name.startswith((f"{product().name}-{product().version}", f"{product().name}_{product().version}"))
