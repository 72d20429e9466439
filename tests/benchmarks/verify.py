"""How long it takes to verify a PDF of a thousand pages, beside the time of building it in the same run.

Run as a script; prints a table and exits 0 whatever it measures. The text is made up (see reference/texts.py). Seconds
are those of the clock, and of CPU, the better of three. The files: as it was written; without its pack, where the words
are compared with the manifest; and stored anew by qpdf, where every object is compared.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf  # noqa: TID253 - what stores the file anew

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.reference.texts import long_pack  # noqa: E402

from briefpack.app import build  # noqa: E402 - after the path is known
from briefpack.app.verifying import verify  # noqa: E402
from briefpack.pack.packfile import PackFile  # noqa: E402

BOUND = 5.0
_PAGES = 945  # asked for; about a thousand are made


def best(work: Callable[[], object], times: int = 3) -> tuple[float, float]:
    """Seconds of the clock and of CPU."""
    found = []
    for _ in range(times):
        clock, cpu = time.perf_counter(), time.process_time()
        work()
        found.append((time.perf_counter() - clock, time.process_time() - cpu))
    return min(found)


def main() -> int:
    """Measure, and print the table."""
    made = PackFile(*long_pack(_PAGES))
    whole = build.built_for(made)
    stored = BytesIO()
    with pikepdf.open(BytesIO(whole.content)) as pdf:
        pdf.save(stored, preserve_pdfa=False, fix_metadata_version=False)
    files = {
        "as it was written": whole.content,
        "without its pack": build.built_for(made, with_pack=False).content,
        "stored anew": stored.getvalue(),
    }
    print(f"{whole.pages} pages, {len(whole.content) / 1e6:.1f} MB; goal for the file as it was written: {BOUND:g} s")
    print(f"{'':<20} {'clock':>7} {'CPU':>7}")
    print("{:<20} {:>6.1f}s {:>6.1f}s".format("built", *best(lambda: build.built_for(made))))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        for name, content in files.items():
            path.write_bytes(content)
            assert verify(path).verified, name
            print("{:<20} {:>6.1f}s {:>6.1f}s".format(name, *best(lambda: verify(path))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
