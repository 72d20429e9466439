"""The AppImage: a folder AppDir, packed as a squashfs file system, behind a runtime that mounts and starts it."""

import hashlib
import tomllib
from pathlib import Path

from installers import bundle, trees
from installers.errors import BuildError, run
from installers.product import epoch, product

RUNTIME = bundle.HERE / "runtime.toml"


def build(out: Path) -> Path:
    """Build the file system into a folder; the runtime comes before it by `join`. Raises BuildError."""
    root = trees.fresh("AppDir")
    trees.fill(root / "usr")
    trees.link(root / "AppRun", Path("usr") / "bin" / product().window)
    trees.link(root / f"{product().id}.desktop", Path("usr/share/applications") / f"{product().id}.desktop")
    trees.link(root / f"{product().id}.png", Path("usr/share/icons/hicolor/256x256/apps") / f"{product().id}.png")
    trees.link(root / ".DirIcon", Path(f"{product().id}.png"))
    trees.finish(root)
    made = out / f"{product().name}-{product().version}-x86_64.squashfs"
    plainly = ["-noappend", "-no-progress", "-all-root", "-no-xattrs", "-processors", "1"]
    packing = ["-comp", "zstd", "-Xcompression-level", "19"]
    # Its options of the same meaning are refused where the variable is set already.
    run(["mksquashfs", root, made, *plainly, *packing], extra={"SOURCE_DATE_EPOCH": str(epoch())})
    return made


def join(runtime: Path, squashfs: Path, out: Path) -> Path:
    """Make the AppImage: the runtime, then the file system. Raises BuildError for another runtime than runtime.toml
    names."""
    wanted = tomllib.loads(RUNTIME.read_text(encoding="utf-8"))["x86_64"]["sha256"]
    content = runtime.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != wanted:
        raise BuildError(f"{runtime} has the SHA-256 {found}; packaging/linux/runtime.toml wants {wanted}.")
    made = out / f"{product().name}-{product().version}-x86_64.AppImage"
    made.write_bytes(content + squashfs.read_bytes())
    made.chmod(0o755)
    return made
