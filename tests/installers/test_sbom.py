"""The bill of materials as it is built: valid (the builder itself compares it with the schema), the same twice."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from installers.product import BUILD, TOP, product

pytestmark = pytest.mark.installers


def test_it_is_the_same_twice_and_names_no_folder(tmp_path: Path) -> None:
    built = []
    for zone in ("UTC", "Pacific/Chatham"):
        out = tmp_path / zone
        surroundings = {**os.environ, "PYTHONPATH": "packaging", "TZ": zone, "PYTHONHASHSEED": str(len(zone))}
        command = [str(BUILD / "tools/bin/python"), "-m", "installers", "sbom", "-o", str(out)]
        subprocess.run(command, check=True, cwd=TOP, env=surroundings)
        built.append((out / f"{product().name}-{product().version}-linux.cdx.json").read_text(encoding="utf-8"))
    assert built[0] == built[1]
    assert json.loads(built[0])["specVersion"] == "1.6"
    assert [folder for folder in (str(TOP), str(Path.home()), "file://", "/tmp/") if folder in built[0]] == []


def test_what_is_no_bill_of_materials_is_refused() -> None:
    command = (
        'from installers import sbom; sbom.check(\'{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 0}\')'
    )
    done = subprocess.run(
        [str(BUILD / "tools/bin/python"), "-c", command],
        cwd=TOP,
        env={**os.environ, "PYTHONPATH": "packaging"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "BuildError: The bill of materials is not valid" in done.stderr
