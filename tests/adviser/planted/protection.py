"""One error for each rule of briefpack.adviser.rules.protection."""

from tests.adviser.planted.planting import Planted

PLANTED: dict[str, Planted] = {}
