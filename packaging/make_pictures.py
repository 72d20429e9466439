"""Write the pictures of the README from the sample pack: pages.png, window.png and adviser.png in packaging/pictures.

`make pictures` runs it, with the repository's root on the path.
"""

import sys
import tempfile
from pathlib import Path

import pypdfium2  # noqa: TID253 - a script of its own, not part of the program
from PIL import Image
from screenshots import in_a_process
from stage import SAMPLE, Variant

from briefpack.app import build

PICTURES = Path(__file__).resolve().parent / "pictures"
#: Pages side by side, from 0: the one-page brief and the review record.
SHOWN = (1, 4)
SCALE = 1.15
COLOURS = 256
#: States of the window, and the pictures made of them.
SCREENS = {"window": "window", "clear-view": "adviser"}


def pages() -> None:
    """Two pages side by side."""
    found = build.opened(SAMPLE)
    document = pypdfium2.PdfDocument(build.build_pdf(found.pack, found.items).content)
    drawn = [document[number].render(scale=SCALE).to_pil() for number in SHOWN]
    gap = 14
    size = (sum(page.width for page in drawn) + gap * (len(drawn) + 1), drawn[0].height + 2 * gap)
    picture = Image.new("RGB", size, (104, 110, 120))
    left = gap
    for page in drawn:
        picture.paste(page, (left, gap))
        left += page.width + gap
    save(picture, "pages")


def screens() -> list[str]:
    """The window with the sample pack: some of the screenshots. Gives what went wrong."""
    variant = Variant()
    with tempfile.TemporaryDirectory() as folder:
        failures = in_a_process(Path(folder), ",".join(SCREENS), variant)
        for state, name in SCREENS.items():
            if not failures:
                with Image.open(Path(folder) / f"{state}-{variant}.png") as picture:
                    save(picture.convert("RGB"), name)
    return failures


def save(picture: Image.Image, name: str) -> None:
    """As a small PNG; the colours of small dots are kept too, which the usual choice of colours drops."""
    PICTURES.mkdir(exist_ok=True)
    picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=1).save(PICTURES / f"{name}.png", optimize=True)
    print(f"{name}.png")


def main() -> int:
    """Write the pictures; the user's own data folder is left alone."""
    pages()
    failures = screens()
    for failure in failures:
        print(failure, file=sys.stderr)
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
