"""`python -m briefpack`."""

from briefpack.cli import run

run()
