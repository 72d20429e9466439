"""Everything that others made is named, at its version, under a licence that a package may have."""

import json
import platform
import sys

import pytest
from packaging.licenses import canonicalize_license_expression

from installers import notices

#: What may be in a package of ours. Nothing is here that asks for more than its notice, its source, or its replacement.
ALLOWED = {
    *(
        "0BSD",
        "Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
        "Bitstream-Vera",
        "blessing",
        "BSD-2-Clause",
        "BSD-3-Clause",
    ),
    *("BSL-1.0", "bzip2-1.0.6", "CC0-1.0", "FTL", "HPND", "HPND-sell-variant", "ICU", "IJG", "LGPL-2.1-or-later"),
    *(
        "LGPL-3.0-only",
        "libpng-2.0",
        "libtiff",
        "MIT",
        "MIT-CMU",
        "MPL-2.0",
        "OFL-1.1",
        "PSF-2.0",
        "Unicode-3.0",
        "X11",
    ),
    *("Zlib", "ZPL-2.1", "LicenseRef-AGG-2.3", "LicenseRef-Microsoft-runtime", "LicenseRef-quotations"),
}
#: Licences of the GPL with an exception that sets free what is built with the work, or printed in it.
EXCEPTED = {
    "GPL-2.0-or-later WITH Bootloader-exception",
    "GPL-3.0-or-later WITH GCC-exception-3.1",
    "GPL-2.0-or-later WITH Font-exception-2.0",
}

STATED = json.loads((notices.FOLDER / "notices.json").read_text(encoding="utf-8"))


def allowed(licence: str) -> bool:
    """Whether one of the licences to choose from is allowed, with everything that it adds by AND."""
    assert "(" not in licence
    return any(set(choice.split(" AND ")) <= ALLOWED | EXCEPTED for choice in licence.split(" OR "))


def test_every_python_package_is_named_at_its_version() -> None:
    named = {f"{each['name']} {each['version']}" for each in STATED if each["kind"] == "python"}
    assert named == notices.carriers(), "run make notices"
    assert sum(each["name"] == "pyside6-essentials" for each in STATED) == 2


def test_every_component_was_looked_up_at_the_version_that_the_lock_has() -> None:
    """A new version of a package may bring new libraries, or others: see packaging/licences/native.toml."""
    own = {f"{each['name']} {each['version']}" for each in STATED if "within" not in each}
    unknown = {carrier for each in STATED for carrier in each.get("within", [])} - notices.carriers() - own
    assert unknown == set()


def test_every_package_with_libraries_inside_has_them_named() -> None:
    carrying = {carrier.split()[0] for each in STATED for carrier in each.get("within", [])}
    assert carrying >= {"pyside6-essentials", "pypdfium2", "pikepdf", "pillow", "lxml", "uharfbuzz", "pydantic-core"}


def test_what_comes_within_wheels_is_in_the_wheelhouses_too() -> None:
    systems = {f"{each['name']} {each['version']}": each.get("systems") for each in STATED}
    assert systems["ICU 73.2"] == ["linux", "wheelhouse"]
    assert systems["CPython 3.13.2"] == ["windows"], "the institution has its own"
    assert systems["DarkGarden "] == ["wheelhouse"]


def test_the_texts_are_there_and_no_others() -> None:
    files = {path.name for path in notices.FOLDER.iterdir()} - notices.NOT_A_NOTICE
    assert {notices.ALWAYS, *(each["text"] for each in STATED)} == files
    for name in files:
        assert len((notices.FOLDER / name).read_text(encoding="utf-8")) > 300, name


@pytest.mark.parametrize("each", STATED, ids=lambda each: f"{each['name']} {each['version']}")
def test_a_notice_is_complete(each: dict[str, object]) -> None:
    assert each["kind"] in notices.KINDS
    assert each["version"] or each.get("within") or each.get("systems")
    assert str(each["source"]).startswith(("https://", "http://www.libpng.org/"))
    assert canonicalize_license_expression(str(each["licence"])) == each["licence"]


def test_no_licence_asks_for_more_than_we_can_give() -> None:
    assert [each["name"] for each in STATED if not allowed(each["licence"])] == []


@pytest.mark.parametrize(
    "licence", ["AGPL-3.0-only", "GPL-3.0-only", "GPL-2.0-or-later", "MIT AND GPL-3.0-only", "SSPL-1.0"]
)
def test_the_list_refuses(licence: str) -> None:
    assert not allowed(licence)


def test_the_texts_that_qt_needs_are_whole() -> None:
    lesser, general = (
        (notices.FOLDER / name).read_text(encoding="utf-8").split() for name in ("LGPL-3.0.txt", "GPL-3.0.txt")
    )
    assert lesser[:7] == ["GNU", "LESSER", "GENERAL", "PUBLIC", "LICENSE", "Version", "3,"]
    assert len(lesser) > 1100
    assert general[:6] == ["GNU", "GENERAL", "PUBLIC", "LICENSE", "Version", "3,"]
    assert len(general) > 5500, "to which the LGPL refers"


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64" or sys.version_info[:2] != (3, 11),
    reason="other systems and Pythons have wheels with other texts; those of Linux and Python 3.11 are kept",
)
def test_making_the_notices_again_changes_nothing() -> None:
    kept = {
        path.name: path.read_text(encoding="utf-8") for path in notices.FOLDER.iterdir() if path.name != "README.md"
    }
    assert notices.files() == kept, "run make notices"
