"""Pictures of every state of the window: light and dark, at 100 % and 150 %, from left to right and from right to left.

`python packaging/screenshots.py` (with the root on the path; `make screenshots`) writes build/screenshots/STATE-THEME-
SCALE-DIRECTION.png and a sheet of each variant at a glance. States that cannot be reached are named at the end; then
the exit code is 1. `--states main,export` and `--variants dark-100-rtl` make some of them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain, product
from pathlib import Path

from PIL import Image, ImageDraw
from stage import ROOT, Stage, Variant, application, surroundings
from tests.gui.scenarios.driving import person
from window_states import scenes

VARIANTS = tuple(Variant(*each) for each in product(("light", "dark"), (100, 150), ("ltr", "rtl")))
HERE = Path(__file__).resolve().parent
OUTPUT = ROOT / "build" / "screenshots"
#: How wide a picture is on the sheet of a variant, and how many stand side by side.
_SMALL, _ACROSS = 480, 4


def shoot(variant: Variant, output: Path, wanted: Sequence[str]) -> Iterator[str]:
    """In this process: all states, or those wanted. Gives a sentence for each that failed."""
    failures: list[str] = []
    home = Path(os.environ["HOME"])
    with person(application(), home) as user:
        stage = Stage(user, variant.theme, home)
        user.play(lambda: failures.extend(_play(stage, variant, output, wanted)))
    yield from failures


def _play(stage: Stage, variant: Variant, output: Path, wanted: Sequence[str]) -> Iterator[str]:
    for scene in scenes():
        states = {name: reach for name, reach in scene.states.items() if not wanted or name in wanted}
        if not states:
            continue
        try:
            scene.begin(stage)
        except Exception:  # noqa: BLE001 - one state that fails does not keep the others from being seen
            told = "\n".join((traceback.format_exc(), *stage.faults))
            stage.faults.clear()
            yield from (f"{name}-{variant}: it could not begin\n{told}" for name in states)
            continue
        for name, reach in states.items():
            try:
                reach(stage)
                stage.picture().save(str(output / f"{name}-{variant}.png"))
            except Exception:  # noqa: BLE001 - the same
                yield f"{name}-{variant}: {traceback.format_exc()}"
            if stage.faults:
                yield f"{name}-{variant}: " + "; ".join(stage.faults)
                stage.faults.clear()
            stage.tidy()


def in_a_process(output: Path, states: str, variant: Variant) -> list[str]:
    """What went wrong with the states of a variant. A scale is chosen when a process begins: each has its own."""
    with tempfile.TemporaryDirectory() as folder:
        script = str(HERE / "screenshots.py")
        command = [sys.executable, script, "--only", str(variant), "--output", str(output), "--states", states]
        ran = subprocess.run(  # noqa: S603 - this script itself
            command, env=surroundings(variant, Path(folder)), capture_output=True, text=True, check=False
        )
    print(f"{variant}: {'done' if ran.returncode == 0 else 'not all states'}", flush=True)
    return [] if ran.returncode == 0 else [ran.stderr or ran.stdout]


def sheet(variant: Variant, output: Path) -> None:
    """All pictures of a variant on one, each with its name."""
    paths = sorted(path for path in output.glob(f"*-{variant}.png") if not path.name.startswith("sheet-"))
    tall = round(_SMALL * 0.66) + 18
    lines = -(-len(paths) // _ACROSS)
    whole = Image.new("RGB", (_ACROSS * (_SMALL + 8), max(1, lines) * tall), (128, 128, 128))
    draw = ImageDraw.Draw(whole)
    for number, path in enumerate(paths):
        left, top = number % _ACROSS * (_SMALL + 8), number // _ACROSS * tall
        with Image.open(path) as picture:
            picture.thumbnail((_SMALL, tall - 20))
            whole.paste(picture, (left, top + 16))
        draw.text((left + 4, top + 2), path.stem, (255, 255, 255))
    whole.save(output / f"sheet-{variant}.png")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pictures. 0: all are there; 1: some failed, and it was said which."""
    parser = argparse.ArgumentParser(description="Pictures of every state of the window.")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--states", default="", help="some states, with commas between them")
    parser.add_argument("--variants", default="", help="some variants, such as light-100-ltr,dark-150-rtl")
    parser.add_argument("--workers", type=int, default=2, help="processes at a time")
    parser.add_argument("--only", type=Variant.parse, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    output: Path = given.output.resolve()
    output.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in given.states.split(",") if name]
    if given.only:
        failures = list(shoot(given.only, output, wanted))
    else:
        variants = [Variant.parse(each) for each in given.variants.split(",") if each] or VARIANTS
        with ThreadPoolExecutor(given.workers) as pool:
            failures = list(chain(*pool.map(partial(in_a_process, output, given.states), variants)))
        for variant in variants:
            sheet(variant, output)
        print(f"The pictures are in {output}")
    for failure in failures:
        print(failure, file=sys.stderr)
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
