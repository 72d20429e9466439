"""Tools that check what was made, and are not part of the project."""

import os
import shutil

import pytest

#: Set by `make test-installers`: there every tool has to be at hand.
ALL = "BRIEFPACK_ALL_TOOLS"


def needed(tool: str) -> None:
    """Skip the test where a tool is not installed; or fail it, where all are wanted."""
    if not shutil.which(tool):
        told = f"{tool} is not installed; packaging/bootstrap.sh installers brings it"
        if os.environ.get(ALL):
            pytest.fail(told)
        pytest.skip(told)
