"""The two programs that start briefpack on Windows: with a console, and for the window without one."""

from pathlib import Path

from installers import icons, texts
from installers.errors import run
from installers.product import BUILD, TOP, product

HERE = TOP / "packaging" / "windows"
#: The module that they run; packaging/windows/start.py.
START = "briefpack_start"
_COMPILER, _RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
#: No time of building inside; loaded at random addresses, with data that cannot be run.
_LINKED = "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va"
_COMPILED = ("-std=c11", "-O2", "-s", "-Wall", "-Wextra", "-Werror", "-municode", _LINKED)


def build(image: Path, version: str) -> None:
    """Put both into the program folder; `version` is that of the Python, such as 3.13.2. Raises BuildError."""
    work = BUILD / "windows" / "launchers"
    work.mkdir(parents=True, exist_ok=True)
    icons.ico(work / "briefpack.ico")
    icons.ico(work / "document.ico", icons.DOCUMENT)
    library = "python" + "".join(version.split(".")[:2])
    for name, window in ((product().name, False), (product().window, True)):
        _resource(work, name)
        command = [_COMPILER, *_COMPILED, f'-DPYTHON_DLL=L"{library}.dll"', f'-DMODULE=L"{START}"']
        command += ["-mwindows"] if window else []
        run([*command, str(HERE / "launcher.c"), f"{name}.o", "-o", str(image / f"{name}.exe")], folder=work)


def _resource(work: Path, name: str) -> None:
    """The icons (the program's first, which Windows shows; the document's second), manifest and version."""
    script = f'1 ICON "briefpack.ico"\n2 ICON "document.ico"\n1 24 "{HERE / "app.manifest"}"\n'
    (work / f"{name}.rc").write_text(script + texts.version_resource(f"{name}.exe"), encoding="ascii")
    run([_RESOURCES, "--input", f"{name}.rc", "--output", f"{name}.o", "--output-format=coff"], folder=work)
