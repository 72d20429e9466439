"""Every state of the window can still be reached for its picture."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image


@pytest.mark.long
def test_every_state_of_the_window_has_its_picture(root: Path, tmp_path: Path) -> None:
    variant = "dark-150-rtl"
    command = [sys.executable, "packaging/screenshots.py", "--variants", variant, "--output", str(tmp_path)]
    place = {**os.environ, "PYTHONPATH": str(root)}
    ran = subprocess.run(command, cwd=root, env=place, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert ran.returncode == 0, ran.stderr
    pictures = [path for path in tmp_path.glob(f"*-{variant}.png") if not path.name.startswith("sheet-")]
    assert len(pictures) > 100
    for path in pictures:
        with Image.open(path) as picture:
            assert len(picture.resize((64, 64)).getcolors(64 * 64) or []) > 8, f"{path.name} is empty"
