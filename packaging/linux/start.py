"""What both frozen commands run: on Linux a window needs no program of its own."""

import os

# The boot loader has the libraries of the bundle found before those of the system. By now they are, and a program that
# this one starts, such as a viewer or a printing command, must get those of the system.
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before

from briefpack.cli import run  # noqa: E402 - see above

run()
