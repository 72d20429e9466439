"""setup.exe: installs for one user, without an administrator; packaging/windows/installer.nsi."""

import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from installers import texts, windows_stage
from installers.errors import run
from installers.product import BUILD, TOP, epoch, product, releasing

HERE = TOP / "packaging" / "windows"
WORK = BUILD / "windows" / "nsis"


def build(out: Path) -> Path:
    """Make the installer. Packed tightly for a release; otherwise quickly. Raises BuildError."""
    made = out / f"{product().name}-{product().version}-setup.exe"
    pack(windows_stage.folder(), made)
    return made


def pack(image: Path, made: Path) -> None:
    """Make an installer of a program folder. Raises BuildError."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    for name in ("installer.nsi", "languages.nsh"):
        shutil.copyfile(HERE / name, WORK / name)
    (WORK / "defines.nsh").write_text(texts.nsis_defines() + defines(image, made), encoding="utf-8")
    (WORK / "contents.nsh").write_text(file_macros(windows_stage.files(image), image) + type_macros(), encoding="utf-8")
    run(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", "installer.nsi"],
        folder=WORK,
        extra={"SOURCE_DATE_EPOCH": str(epoch())},
    )


def defines(image: Path, made: Path) -> str:
    """What the script is told beside product.toml."""
    size = sum((image / name).stat().st_size for name in windows_stage.files(image))
    told = {
        "OUT": str(made.resolve()),
        "ICON": str(BUILD / "windows" / "launchers" / "briefpack.ico"),
        "RELEASE": str(int(releasing())),
        "PYTHON_DLL": f"python{windows_stage.PYTHON.replace('.', '')}.dll",
        "KILOBYTES": str(size // 1024),
        "CLASSES": r"Software\Classes",
        "APP_PATHS": r"Software\Microsoft\Windows\CurrentVersion\App Paths",
        "UNINSTALL_KEY": rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{product().windows_key}",
    }
    return "".join(f'!define {name} "{value}"\n' for name, value in told.items())


def file_macros(files: Iterable[str], image: Path) -> str:
    """Macros that add and remove exactly these files, with their folders; paths with slashes, below `image`."""
    paths = sorted(PurePosixPath(each) for each in files)
    folders = sorted({folder for path in paths for folder in path.parents})
    add, remove = [], []
    for folder in folders:
        add.append(f'  SetOutPath "{_installed(folder)}"')
        for path in paths:
            if path.parent == folder:
                add.append(f'  File "{_quoted(str(image / path))}"')
                remove.append(f'  Delete "{_installed(path)}"')
    remove += [f'  RMDir "{_installed(folder)}"' for folder in reversed(folders) if folder.name]
    return _macro("ADD_FILES", add) + _macro("REMOVE_FILES", remove)


def type_macros() -> str:
    """Macros that offer the program for files of other people's types, under “Open with”, and take that back."""
    of = product()
    add, remove = [], []
    for each in of.types:
        add.append(
            f'  WriteRegStr HKCU "${{CLASSES}}\\Applications\\{of.window}.exe\\SupportedTypes" ".{each.extension}" ""'
        )
        if each.own:
            continue
        kind, listed = f"${{CLASSES}}\\{of.id}.{each.extension}", f"${{CLASSES}}\\.{each.extension}\\OpenWithProgids"
        add += [
            f'  WriteRegStr HKCU "{kind}" "" "{each.title}"',
            f'  WriteRegStr HKCU "{kind}\\shell\\open\\command" "" \'"$INSTDIR\\{of.window}.exe" "%1"\'',
            f'  WriteRegStr HKCU "{listed}" "{of.id}.{each.extension}" ""',
        ]
        remove += [
            f'  DeleteRegKey HKCU "{kind}"',
            f'  DeleteRegValue HKCU "{listed}" "{of.id}.{each.extension}"',
            f'  DeleteRegKey /ifempty HKCU "{listed}"',
            f'  DeleteRegKey /ifempty HKCU "${{CLASSES}}\\.{each.extension}"',
        ]
    return _macro("ADD_TYPES", add) + _macro("REMOVE_TYPES", remove)


def _macro(name: str, lines: Iterable[str]) -> str:
    return f"!macro {name}\n" + "".join(f"{line}\n" for line in lines) + "!macroend\n"


def _installed(path: PurePosixPath) -> str:
    return "\\".join(("$INSTDIR", *map(_quoted, path.parts)))


def _quoted(text: str) -> str:
    return text.replace("$", "$$").replace('"', '$\\"')
