"""The archive that a plain user unpacks and installs into the home folder, without an administrator."""

from pathlib import Path

from installers import bundle, trees
from installers.errors import run
from installers.product import epoch, product


def build(out: Path) -> Path:
    """Build it into a folder. Raises BuildError."""
    top = f"{product().name}-{product().version}-linux-x86_64"
    place = trees.fresh("tarball")
    root = place / top
    bundle.copy(root / trees.PROGRAM)
    trees.share(root / "share")
    trees.write(root / "install.sh", script())
    trees.write(root / "libraries", "".join(f"{name}\n" for name in bundle.system_libraries()))
    trees.finish(root)
    made = out / f"{top}.tar.xz"
    alike = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu", f"--mtime=@{epoch()}"]
    # One thread: more would divide the data as the machine has processors.
    run(["tar", *alike, "--use-compress-program=xz -6 -T1", "-C", place, "-cf", made, top])
    return made


def script() -> str:
    """install.sh with what product.toml says."""
    text = (bundle.HERE / "install.sh").read_text(encoding="utf-8")
    told = {"NAME": product().name, "WINDOW": product().window, "ID": product().id, "GLIBC": product().floor.glibc}
    for name, value in told.items():
        text = text.replace(f"@{name}@", value)
    return text
