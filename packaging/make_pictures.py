"""Write packaging/pictures/pages.png, the pages shown in the README, from the sample pack."""

import sys
from pathlib import Path

import pypdfium2  # noqa: TID253 - a script of its own, not part of the program
from PIL import Image

from briefpack.app import build

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "resources" / "samples" / "hrc-dialogue.briefpack"
#: Pages side by side, from 0: the one-page brief and the review record.
SHOWN = (1, 4)
SCALE = 1.15


def main() -> int:
    """Write the pictures."""
    found = build.opened(SAMPLE)
    document = pypdfium2.PdfDocument(build.build_pdf(found.pack, found.items).content)
    pages = [document[number].render(scale=SCALE).to_pil() for number in SHOWN]
    gap = 14
    size = (sum(page.width for page in pages) + gap * (len(pages) + 1), pages[0].height + 2 * gap)
    picture = Image.new("RGB", size, (104, 110, 120))
    left = gap
    for page in pages:
        picture.paste(page, (left, gap))
        left += page.width + gap
    picture.quantize(96).save(HERE / "pictures" / "pages.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
