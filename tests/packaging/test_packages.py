"""The table of packages, and what the README says of them."""

import re
from importlib.util import find_spec

import pytest
from installers.__main__ import ELSEWHERE, PACKAGES, main
from installers.product import TOP, product


def test_every_package_has_a_module() -> None:
    named = {**PACKAGES, **ELSEWHERE}
    assert {"deb", "rpm", "setup", "msi", "wheelhouse", "dmg", "flatpak"} <= set(named)
    assert [module for module in named.values() if find_spec(module) is None] == []


def test_the_sums_are_over_everything() -> None:
    assert list(PACKAGES)[-1] == "sums"


def test_what_another_machine_must_build_is_not_built_unasked() -> None:
    assert not set(PACKAGES) & set(ELSEWHERE)


def test_a_package_that_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["snap"])
    assert "invalid choice: 'snap'" in capsys.readouterr().err


def test_the_readme_names_files_of_this_version() -> None:
    text = (TOP / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"\bbriefpack[-_](\d+\.\d+\.\d+)", text)
    assert len(named) >= 8
    assert set(named) == {product().version}
