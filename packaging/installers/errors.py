"""What goes wrong in building, and how tools are run."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


class BuildError(Exception):
    """A package cannot be built; the message says why and what to do, in one sentence."""


def run(
    command: Sequence[str | Path],
    folder: Path | None = None,
    extra: Mapping[str, str] | None = None,
    allowed: Sequence[int] = (0,),
) -> str:
    """Run a tool and give what it printed. Raises BuildError with the end of its output where it ends otherwise than
    with an allowed code."""
    tool = str(command[0])
    if not shutil.which(tool):
        raise BuildError(f"{tool} is not installed; packaging/bootstrap.sh installers brings it.")
    ran = subprocess.run(  # noqa: S603 - commands of the build, none from outside
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, **(extra or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ran.returncode not in allowed:
        raise BuildError(f"{tool} failed with {ran.returncode}:\n{ran.stdout[-3000:]}")
    return ran.stdout
