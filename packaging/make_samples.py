"""Write resources/samples/*.briefpack from the .toml files beside them. Run after the dataset or a template changed."""

import sys
import tomllib
from pathlib import Path

from briefpack.app import build, libraries
from briefpack.pack.edits import write
from briefpack.pack.pack import Pack
from briefpack.pack.packfile import PackFile, pack_bytes
from briefpack.pack.snapshot import snapshot

SAMPLES = Path(__file__).resolve().parents[1] / "resources" / "samples"


def sample(path: Path) -> bytes:
    """The content of the sample pack that a .toml file describes. Raises KeyError for a slot the template lacks."""
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    day, date, template = words.pop("as_of"), words.pop("date"), words.pop("template")
    made = build.new_pack(template, today=day, date=date, as_of=day)
    pack = made.pack
    for section_key, slots in words.items():
        for label, text in slots.items():
            pack = write(pack, slot_named(pack, section_key, label), text)
    filled = PackFile(pack, snapshot(pack, libraries.bundled_library()))
    return pack_bytes(filled.pack, filled.items)


def slot_named(pack: Pack, section_key: str, label: str) -> str:
    """The id of the entry that is the slot. Raises KeyError if there is none."""
    for section in pack.sections:
        for entry in section.entries:
            if section.key == section_key and entry.label == label:
                return entry.id
    raise KeyError(f"{section_key}: {label}")


def main() -> int:
    """Write every sample."""
    for path in sorted(SAMPLES.glob("*.toml")):
        target = path.with_suffix(".briefpack")
        target.write_bytes(sample(path))
        print(target.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
