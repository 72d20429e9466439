"""How fast PDFs are made, against Typst and plain Platypus on the same text in the same run.

Run as a script; prints tables and exits 0 whatever it measures. `--quick` measures less and proves less. The text is
made up (see reference/texts.py) and goes through all of our pipeline: the pack file is read, composed, set, written.
Seconds are CPU, user and system, of a whole process, byte code present; engines take turns, and a ratio is the median
of the ratios of neighbours. Typst runs as it does by itself (tagged), ragged as ours, from a source without notes or
contents; ours are measured as they are exported (tagged, archival) and untagged. Every file is checked for its words
before its times count.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).resolve().parent / "reference" / "worker.py"
SAMPLE = ROOT / "resources" / "samples" / "hrc-dialogue.briefpack"
_REST = "import uharfbuzz; from reportlab.pdfgen import canvas"
#: The least that a program with our PDFs has to load. `import pydantic` by itself loads nothing that a model needs.
IMPORTS = {
    "with models": f"from pydantic import BaseModel; {_REST}",
    "by name alone": f"import pydantic; {_REST}",
}
SEED = "20261122"
INPUTS = {"ours": ".briefpack", "untagged": ".briefpack", "typst": ".typ", "platypus": ".json"}
SMALL, MIDDLE, LARGE = 10, 100, 1000
#: Without structure, as the goals of speed are stated, and as exported.
OURS = ("untagged", "ours")
KINDS = {"untagged": "untagged", "ours": "tagged"}
NAMES = {"ours": "briefpack", "untagged": "untagged", "typst": "Typst", "platypus": "Platypus"}


class Spent(NamedTuple):
    """What a process took: CPU seconds, those of them after its imports, and the most memory it had in bytes."""

    cpu: float
    work: float
    peak: int


class Goal(NamedTuple):
    """A line of the table: the ratio of each pair against its bound."""

    name: str
    bound: float
    ratios: list[float]
    medians: str


class Bench:
    """One run: its folder, and what was measured by engine and size."""

    def __init__(self, folder: Path, quick: bool) -> None:
        self.folder = folder
        self.rounds = 2 if quick else 5
        self.sizes = (SMALL, MIDDLE) if quick else (SMALL, MIDDLE, LARGE)
        self.times: dict[tuple[str, int], list[Spent]] = {}
        self.pages: dict[tuple[str, int], int] = {}
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        # Byte code of its own: the installed packages may have none, and nothing is written beside the sources.
        self.surroundings = kept | {"PYTHONPYCACHEPREFIX": str(folder / "byte-code")}

    def run(self, *command: object) -> tuple[Spent, dict[str, Any]]:
        """Run Python with these arguments and wait; what it took and what it printed."""
        arguments = [sys.executable, *map(str, command)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, env=self.surroundings) as process:
            assert process.stdout
            printed = process.stdout.read()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(arguments)} failed")
        facts = json.loads(printed) if printed.startswith(b"{") else {}
        cpu = used.ru_utime + used.ru_stime
        return Spent(cpu, cpu - facts.get("loaded", 0.0), facts.get("peak", 0)), facts

    def worker(self, *command: object) -> tuple[Spent, dict[str, Any]]:
        """Run one task of the worker."""
        return self.run(WORKER, *command)

    def text(self, size: int) -> Path:
        """The file of a text, without its suffix."""
        return self.folder / f"{size}-{SEED}"

    def make(self, engine: str, size: int) -> Spent:
        """One PDF in a fresh process."""
        return self.worker(engine, self.text(size).with_suffix(INPUTS[engine]), self.output(engine, size))[0]

    def output(self, engine: str, size: int) -> Path:
        """The PDF of an engine."""
        return self.folder / f"{engine}-{size}.pdf"

    def prepare(self) -> None:
        """Make the texts, set each once with each engine, and check the files; this also writes the byte code."""
        print(f"{'check':>12}" + "".join(f"{NAMES[engine]:>28}" for engine in INPUTS))
        for size in self.sizes:
            self.worker("make", self.folder, size, SEED)
            cells = []
            for engine in INPUTS:
                spent = self.make(engine, size)
                facts = self.worker("check", self.output(engine, size), self.text(size).with_suffix(".json"))[1]
                self.pages[engine, size] = facts["pages"]
                self.times[engine, size] = [spent] if engine == "platypus" else []
                cells.append(f"{facts['pages']} pages, {facts['words']:.1%} of words")
            print(f"{size:>12}" + "".join(f"{cell:>28}" for cell in cells), flush=True)

    def measure(self) -> None:
        """Ours and Typst by turns at every size; Platypus as often, but the long text once only."""
        for size in self.sizes:
            # Short runs differ by what imports cost from one to the next: more of them.
            for number in range(self.rounds if size > MIDDLE else self.rounds * 2 + 1):
                for engine in ("ours", "untagged", "typst") if number % 2 else ("typst", "untagged", "ours"):
                    self.times[engine, size].append(self.make(engine, size))
                if size <= MIDDLE and number < self.rounds:
                    self.times["platypus", size].append(self.make("platypus", size))

    def ratios(self, engine: str, size: int, field: str) -> list[float]:
        """One of ours over Typst's, run by run."""
        pairs = zip(self.times[engine, size], self.times["typst", size], strict=True)
        return [getattr(ours, field) / getattr(typst, field) for ours, typst in pairs]

    def middle(self, engine: str, size: int, field: str = "cpu") -> float:
        """The median of an engine's runs."""
        return median(float(getattr(spent, field)) for spent in self.times[engine, size])

    def marginal(self, engine: str, low: int, high: int) -> list[float]:
        """CPU seconds of a page more between two sizes: each long run against the median short one."""
        pages = self.pages[engine, high] - self.pages[engine, low]
        start = self.middle(engine, low, "work")
        return [(spent.work - start) / pages for spent in self.times[engine, high]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10 and 100 pages, 2 pairs: a check that it runs")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), quick)
        bench.prepare()
        bench.measure()
        table(bench)
        print(f"\n{'goal':66}{'bound':>7}{'measured':>10}  met  medians")
        for goal in goals(bench):
            ratio = median(goal.ratios)
            met = "yes" if ratio <= goal.bound else "no"
            print(f"{goal.name:66}{goal.bound:7.2f}{ratio:10.2f}  {met:3}  {goal.medians}", flush=True)


def table(bench: Bench) -> None:
    """What each engine took."""
    print(f"\n{'CPU s, peak MiB':16}" + "".join(f"{size:>8} pages{'':10}" for size in bench.sizes))
    for engine in INPUTS:
        cells = [
            f"{bench.middle(engine, size):8.2f} s {bench.middle(engine, size, 'peak') / 2**20:6.0f} MiB"
            for size in bench.sizes
        ]
        print(f"{NAMES[engine]:16}" + "   ".join(cells))


def goals(bench: Bench) -> Sequence[Goal]:
    """Every goal, measured."""
    found = long_goals(bench) if LARGE in bench.sizes else []
    found += [whole(bench, engine, MIDDLE, 1.2) for engine in OURS]
    return [*found, warm(bench), *short(bench)]


def whole(bench: Bench, engine: str, size: int, bound: float) -> Goal:
    """The whole process, imports and reading included."""
    times = " : ".join(f"{bench.middle(each, size):.2f}" for each in (engine, "typst"))
    name = f"whole process, {size} pages, {KINDS[engine]}, against Typst"
    return Goal(name, bound, bench.ratios(engine, size, "cpu"), f"{times} s")


def long_goals(bench: Bench) -> list[Goal]:
    """The goals that need the long text."""
    untagged, tagged, typst = (bench.marginal(engine, MIDDLE, LARGE) for engine in ("untagged", "ours", "typst"))
    start = median(bench.marginal("untagged", SMALL, MIDDLE))
    page, archived, other = (median(each) * 1e3 for each in (untagged, tagged, typst))
    sizes = [bench.output(engine, LARGE).stat().st_size for engine in OURS]
    found = [
        Goal(
            "CPU of a page more, 100 to 1,000 pages, untagged, against Typst",
            0.2,
            [mine / its for mine, its in zip(untagged, typst, strict=True)],
            f"{page:.2f} : {other:.2f} ms",
        ),
        Goal(
            "CPU of a page more, 100 to 1,000 pages, untagged, against 10 to 100",
            1.25,
            [mine / start for mine in untagged],
            f"{page:.2f} : {start * 1e3:.2f} ms",
        ),
        Goal(
            "CPU of a page more, 100 to 1,000 pages, tagged, against untagged",
            1.4,
            [mine / its for mine, its in zip(tagged, untagged, strict=True)],
            f"{archived:.2f} : {page:.2f} ms",
        ),
        Goal(
            "size of the file, 1,000 pages, tagged, against untagged",
            3.0,
            [sizes[1] / sizes[0]],
            " : ".join(f"{size / 1e6:.2f}" for size in sizes) + " MB",
        ),
    ]
    for engine in OURS:
        memory = " : ".join(f"{bench.middle(each, LARGE, 'peak') / 2**20:.0f}" for each in (engine, "typst"))
        name = f"peak memory, 1,000 pages, {KINDS[engine]}, against Typst"
        found.append(Goal(name, 0.15, bench.ratios(engine, LARGE, "peak"), f"{memory} MiB"))
        found.append(whole(bench, engine, LARGE, 0.25))
    return found


def warm(bench: Bench) -> Goal:
    """Compose, lay out and write 100 pages in a process that has done so before, another text each round."""
    place = bench.folder / "warm"
    place.mkdir()
    for number in range(bench.rounds + 1):
        bench.worker("make", place, MIDDLE, number)
    pairs = bench.worker("warm", place, bench.rounds)[1]["pairs"]
    times = " : ".join(f"{median(column):.2f}" for column in zip(*pairs, strict=True))
    return Goal("warm process, 100 pages, against Typst", 0.5, [ours / typst for ours, typst in pairs], f"{times} s")


def short(bench: Bench) -> list[Goal]:
    """The command line on the sample pack cut to about ten pages, against the imports alone."""
    pack, output = bench.folder / "short.briefpack", bench.folder / "short.pdf"
    facts = bench.worker("cut", SAMPLE, pack, SMALL)[1]
    commands: dict[str, tuple[object, ...]] = {"build": ("-m", "briefpack", "build", pack, "-o", output)}
    commands |= {name: ("-c", imports) for name, imports in IMPORTS.items()}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(bench.rounds * 2 + 2):
        for name in commands if number % 2 else reversed(commands):
            times[name].append(bench.run(*commands[name])[0].cpu)
    found = []
    for name in IMPORTS:
        pairs = list(zip(times["build"], times[name], strict=True))[1:]  # the first wrote byte code
        medians = " : ".join(f"{median(column):.2f}" for column in zip(*pairs, strict=True))
        title = f"sample cut to {facts['pages']} pages, against its imports, pydantic {name}"
        found.append(Goal(title, 2.5, [build / floor for build, floor in pairs], f"{medians} s"))
    return found


if __name__ == "__main__":
    main()
