"""The pictures of the program and of its files, from four drawings: those of 24 units, and hinted ones of 16 for the
sizes in which the others would blur. Same drawings, same bytes."""

from pathlib import Path

from PIL import Image

from installers.product import TOP, product

#: A drawing's name, as it is known to Linux: the program under its id, its own type of file under that of the type.
PROGRAM = product().id
DOCUMENT = next(each.mime.replace("/", "-") for each in product().types if each.own)
#: For sizes in general, and for those in which its units fall on whole pixels.
_DRAWINGS = {
    PROGRAM: (TOP / "resources/icons/briefpack.svg", TOP / "packaging/icons/briefpack-16.svg"),
    DOCUMENT: (TOP / f"packaging/icons/{DOCUMENT}.svg", TOP / f"packaging/icons/{DOCUMENT}-16.svg"),
}
_HINTED = (16, 32)
#: Edges in pixels: hicolor's, those that Windows asks for, and those of an icns file.
LINUX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 24, 32, 48, 64, 128, 256)
MACOS = (16, 32, 64, 128, 256, 512, 1024)
#: Apple's grid leaves a margin: the tile takes 824 of 1024 pixels, and 22 of 24 units in the drawing.
_MACOS_SHARE = (824 / 1024) / (22 / 24)


def drawn(name: str, edge: int, share: float = 1.0) -> Image.Image:
    """The drawing as a picture of `edge` pixels, RGBA, of which it takes a share in the middle."""
    # On first use: texts alone need no Qt.
    from PySide6.QtCore import QRectF  # noqa: PLC0415 - see above
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415 - see above
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - see above

    general, hinted = _DRAWINGS[name]
    canvas = QImage(edge, edge, QImage.Format.Format_RGBA8888)
    canvas.fill(0)
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    margin = edge * (1 - share) / 2
    QSvgRenderer(str(hinted if edge in _HINTED and share == 1.0 else general)).render(
        painter, QRectF(margin, margin, edge * share, edge * share)
    )
    painter.end()
    return Image.frombytes("RGBA", (edge, edge), bytes(canvas.constBits()))


def pngs(folder: Path) -> list[Path]:
    """Fill a folder such as usr/share/icons with hicolor's tree; gives the files, in order."""
    made = []
    for name, group in ((PROGRAM, "apps"), (DOCUMENT, "mimetypes")):
        for edge in LINUX:
            path = folder / "hicolor" / f"{edge}x{edge}" / group / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            drawn(name, edge).save(path, optimize=True)
            made.append(path)
        path = folder / "hicolor" / "scalable" / group / f"{name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_DRAWINGS[name][0].read_bytes())
        made.append(path)
    return made


def ico(path: Path, name: str = PROGRAM) -> Path:
    """An icon file of Windows with every size that it asks for."""
    pictures = [drawn(name, edge) for edge in WINDOWS]
    pictures[-1].save(path, sizes=[(edge, edge) for edge in WINDOWS], append_images=pictures[:-1])
    return path


def icns(path: Path, name: str = PROGRAM) -> Path:
    """An icon file of macOS; the program's with Apple's margin, a document without."""
    pictures = [drawn(name, edge, _MACOS_SHARE if name == PROGRAM else 1.0) for edge in MACOS]
    pictures[-1].save(path, append_images=pictures[:-1])
    return path
