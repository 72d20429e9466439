"""The package for Debian, Ubuntu and their relatives."""

import hashlib
import os
import textwrap
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from installers import bundle, trees
from installers.errors import run
from installers.product import epoch, product

#: Of Debian's packaging of one version of the program.
REVISION = "1"


def build(out: Path) -> Path:
    """Build it into a folder. Raises BuildError."""
    root = trees.fresh("deb")
    trees.fill(root / "usr")
    _add_debians_own(root / "usr" / "share")
    _add_control(root)
    trees.finish(root)
    made = out / f"{product().name}_{version()}_amd64.deb"
    # One thread: more would divide the data as the machine has processors.
    packing = ["--root-owner-group", "-Zxz", "-z6", "--threads-max=1"]
    run(["dpkg-deb", *packing, "--build", root, made], extra={"SOURCE_DATE_EPOCH": str(epoch())})
    return made


def version() -> str:
    """As Debian counts."""
    return f"{product().version}-{REVISION}"


def _add_debians_own(share: Path) -> None:
    trees.packed(share / "doc" / product().name / "changelog.Debian.gz", _changelog())
    overrides = (bundle.HERE / "lintian-overrides").read_text(encoding="utf-8")
    trees.write(share / "lintian" / "overrides" / product().name, overrides)


def _changelog() -> str:
    day = format_datetime(datetime.fromtimestamp(epoch(), UTC))
    return (
        f"{product().name} ({version()}) unstable; urgency=medium\n\n"
        "  * What has changed in the program stands in changelog.gz.\n\n"
        f" -- {product().maintainer}  {day}\n"
    )


def _add_control(root: Path) -> None:
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    sums = "".join(f"{_digest(path)}  {path.relative_to(root)}\n" for path in files)
    size = sum(max(os.lstat(path).st_size, 1) + 1023 >> 10 for path in files)
    trees.write(root / "DEBIAN" / "control", control(size))
    trees.write(root / "DEBIAN" / "md5sums", sums)


def _digest(path: Path) -> str:
    # The format wants MD5; it is there against decay, not against people.
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def control(size: int) -> str:
    """The control file of a package that takes `size` KiB when installed."""
    of = product()
    fields = {
        "Package": of.name,
        "Version": version(),
        "Architecture": "amd64",
        "Maintainer": of.maintainer,
        "Installed-Size": str(size),
        "Depends": bundle.needed_packages(),
        # Printing, menus and types of files, opening what was exported.
        "Recommends": "cups-client, desktop-file-utils, shared-mime-info, xdg-utils",
        "Section": "text",
        "Priority": "optional",
        "Homepage": of.homepage,
        "Description": f"{of.summary[0].lower()}{of.summary[1:]}\n{_long_description()}",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _long_description() -> str:
    paragraphs = product().description.strip().split("\n\n")
    return "\n .\n".join(textwrap.fill(each, 79, initial_indent=" ", subsequent_indent=" ") for each in paragraphs)
