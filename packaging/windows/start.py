"""What the launchers run: the program, installed as a program. It keeps its data as such (a folder `data` beside the
launcher makes it portable) and says so in reports of a crash."""

import sys

sys.frozen = True

from briefpack.cli import run  # noqa: E402 - the program may ask as soon as it is loaded

run()
