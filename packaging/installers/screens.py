"""A screen of X11 that nobody sees: for the picture of the README, and for tests of the packages."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def screen(size: str) -> Iterator[str]:
    """A display of that size, `1280x900x24`, open to every user of this machine; gives its name. What shows windows on
    it ends with it."""
    reading, writing = os.pipe()
    # It must not start anew when the last who looks at it leaves: a program that came just then would find none.
    command = ["Xvfb", "-noreset", "-ac", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:  # noqa: S603 - fixed
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                yield f":{told.readline().strip()}"
        finally:
            server.terminate()
