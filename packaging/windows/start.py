"""What the launchers run: the program, installed as a program. It keeps its data as such (a folder `data` beside the
launcher makes it portable) and says so in reports of a crash."""

import platform
import sys

sys.frozen = True
# Libraries ask which system this is, and `platform` starts cmd.exe to hear its version: a black window, or nothing at
# all where that is forbidden. Python knows by itself, and is asked next.
platform._syscmd_ver = lambda *_known: ("", "", "")

from briefpack.cli import run  # noqa: E402 - the program may ask as soon as it is loaded

run()
