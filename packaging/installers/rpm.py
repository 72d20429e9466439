"""The package for Fedora, openSUSE and their relatives."""

from pathlib import Path

from installers import bundle, texts, trees
from installers.errors import run
from installers.product import epoch, product


def build(out: Path) -> Path:
    """Build it into a folder. Raises BuildError."""
    place = trees.fresh("rpm")
    root = place / "root"
    trees.fill(root / "usr")
    trees.finish(root)
    config = place / "nfpm.yaml"
    trees.write(config, texts.nfpm_config(root, bundle.needed_libraries()))
    made = out / f"{product().name}-{product().version}-1.x86_64.rpm"
    nfpm = bundle.TOOLS / "bin" / "nfpm"
    run([nfpm, "package", "-f", config, "-p", "rpm", "-t", made], extra={"SOURCE_DATE_EPOCH": str(epoch())})
    run(["rpm", "-K", "--nosignature", made])
    return made
