"""Every text in which a system is told of the program, made from product.toml. In English: no catalogue of the window
holds another language yet."""

import json
import plistlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from installers.icons import DOCUMENT
from installers.manual import man_page as man_page  # noqa: PLC0414 - one of the texts, and long enough for a file
from installers.product import TOP, FileType, epoch, product


def own_type() -> FileType:
    """The type of file that is the program's own."""
    return next(each for each in product().types if each.own)


# Linux


def desktop_entry(command: str = "") -> str:
    """The .desktop file; `command` is what it starts where that is not the window's command, a name without spaces."""
    of = product()
    keys = {
        "Type": "Application",
        "Version": "1.0",
        "Name": of.title,
        "GenericName": "Briefing packs",
        "Comment": of.summary,
        "Exec": f"{command or of.window} %F",
        "Icon": of.id,
        "Terminal": "false",
        "StartupNotify": "true",
        "StartupWMClass": of.name,  # on X11 Qt names the class after the application
        "Categories": _semicolons(of.categories),
        "Keywords": _semicolons(of.keywords),
        "MimeType": _semicolons([each.mime for each in of.types]),
    }
    return "[Desktop Entry]\n" + "".join(f"{key}={value}\n" for key, value in keys.items())


def _semicolons(values: Sequence[str]) -> str:
    return "".join(f"{value};" for value in values)


def metainfo() -> str:
    """AppStream's description of the program."""
    of = product()
    root = ET.Element("component", type="desktop-application")
    for tag, text in {
        "id": of.id,
        "metadata_license": "CC0-1.0",
        "project_license": of.licence,
        "name": of.title,
        "summary": of.summary,
        "developer_name": of.publisher,
    }.items():
        ET.SubElement(root, tag).text = text
    description = ET.SubElement(root, "description")
    for paragraph in of.description.strip().split("\n\n"):
        ET.SubElement(description, "p").text = paragraph
    ET.SubElement(root, "launchable", type="desktop-id").text = f"{of.id}.desktop"
    ET.SubElement(root, "icon", type="stock").text = of.id
    ET.SubElement(root, "url", type="homepage").text = of.homepage
    for tag, one, values in (("categories", "category", of.categories), ("keywords", "keyword", of.keywords)):
        listed = ET.SubElement(root, tag)
        for value in values:
            ET.SubElement(listed, one).text = value
    provides = ET.SubElement(root, "provides")
    for binary in (of.name, of.window):
        ET.SubElement(provides, "binary").text = binary
    for each in of.types:
        ET.SubElement(provides, "mediatype").text = each.mime
    supports = ET.SubElement(root, "supports")
    ET.SubElement(supports, "internet").text = "offline-only"
    for control in ("keyboard", "pointing"):
        ET.SubElement(supports, "control").text = control
    ET.SubElement(root, "content_rating", type="oars-1.1")
    listed = ET.SubElement(root, "releases")
    for release in releases():
        ET.SubElement(listed, "release", release._asdict())
    return _xml(root)


class Release(NamedTuple):
    """One version, its day, and whether it has been released (stable) or not yet (development)."""

    version: str
    date: str
    type: str


def releases() -> list[Release]:
    """Those of the changelog, newest first; before them this version, where it has no day there yet."""
    changelog = (TOP / "CHANGELOG.md").read_text(encoding="utf-8")
    dated = re.findall(r"^## \[(\d[^\]]*)\] - (\d{4}-\d\d-\d\d)$", changelog, re.MULTILINE)
    found = [Release(version, day, "stable") for version, day in dated]
    if product().version not in {each.version for each in found}:
        today = datetime.fromtimestamp(epoch(), UTC).date().isoformat()
        found.insert(0, Release(product().version, today, "development"))
    return found


#: What a pack begins with, whoever zips it, as packfile.py wants it: where, and which bytes.
PACK_MAGIC = ((0, b"PK\x03\x04"), (10, b"\x00\x00\x21\x00"), (26, b"\x0d\x00\x00\x00manifest.json"))


def mime_xml() -> str:
    """The type of a pack for shared-mime-info; PDF has its own there."""
    own = own_type()
    root = ET.Element("mime-info", xmlns="http://www.freedesktop.org/standards/shared-mime-info")
    kind = ET.SubElement(root, "mime-type", type=own.mime)
    ET.SubElement(kind, "comment").text = own.title
    ET.SubElement(kind, "sub-class-of", type="application/zip")
    ET.SubElement(kind, "icon", name=DOCUMENT)
    ET.SubElement(kind, "generic-icon", name="x-office-document")
    within = ET.SubElement(kind, "magic", priority="60")  # a zip has 40, and what is made of one mostly 50
    for place, wanted in PACK_MAGIC:
        value = "".join(chr(each) if 0x20 < each < 0x7F else f"\\x{each:02x}" for each in wanted)
        within = ET.SubElement(within, "match", type="string", offset=str(place), value=value)
    ET.SubElement(kind, "glob", pattern=f"*.{own.extension}")
    return _xml(root)


def _xml(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def nfpm_config(root: Path, depends: Sequence[str] = ()) -> str:
    """The configuration with which nfpm makes a package of the tree in `root`; JSON, which is YAML too."""
    of = product()
    said = {
        "name": of.name,
        "arch": "amd64",
        "platform": "linux",
        "version": of.version,
        "release": "1",
        "section": "editors",
        "maintainer": of.maintainer,
        "vendor": of.publisher,
        "homepage": of.homepage,
        "license": of.licence,
        "description": of.description.strip(),
        "mtime": datetime.fromtimestamp(epoch(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "depends": list(depends),
        "contents": [{"src": f"{root}/", "dst": "/", "type": "tree"}],
        "rpm": {
            "summary": of.summary,
            "packager": of.maintainer,
            "group": "Applications/Publishing",
            "compression": "xz",
            "buildhost": "localhost",  # otherwise the name of the machine stands in the package
        },
    }
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


# macOS


def info_plist() -> bytes:
    """Info.plist of the application bundle; both commands lie in it, the window's is what opens."""
    of, own = product(), own_type()
    said = {
        "CFBundleDevelopmentRegion": "en",
        "CFBundleDisplayName": of.title,
        "CFBundleExecutable": of.window,
        "CFBundleIconFile": f"{of.name}.icns",
        "CFBundleIdentifier": of.id,
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleName": of.title,
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": of.version,
        "CFBundleVersion": of.version,
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": of.floor.macos,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": f"{of.publisher}. {of.licence}.",
        "NSPrincipalClass": "NSApplication",
        "NSRequiresAquaSystemAppearance": False,  # dark where the system is
        "CFBundleDocumentTypes": [_document_type(each) for each in of.types],
        "UTExportedTypeDeclarations": [
            {
                # Not as a zip: Safari would unpack what it fetches.
                "UTTypeConformsTo": ["public.data", "public.composite-content"],
                "UTTypeDescription": own.title,
                "UTTypeIconFile": f"{DOCUMENT}.icns",
                "UTTypeIdentifier": own.uti,
                "UTTypeTagSpecification": {
                    "public.filename-extension": [own.extension],
                    "public.mime-type": [own.mime],
                },
            }
        ],
    }
    return plistlib.dumps(said)


def _document_type(each: FileType) -> dict[str, object]:
    said: dict[str, object] = {
        "CFBundleTypeName": each.title,
        "CFBundleTypeRole": "Editor" if each.own else "Viewer",
        "LSHandlerRank": "Owner" if each.own else "Alternate",
        "LSItemContentTypes": [each.uti],
    }
    return {**said, "CFBundleTypeIconFile": f"{DOCUMENT}.icns"} if each.own else said


# Windows


def wix_defines() -> dict[str, str]:
    """What NSIS and WiX are told, by the names that the scripts use."""
    of, own = product(), own_type()
    return {
        "NAME": of.name,
        "WINDOW": of.window,
        "TITLE": of.title,
        "VERSION": of.version,
        "VERSION4": version4(),
        "SUMMARY": of.summary,
        "PUBLISHER": of.publisher,
        "HOMEPAGE": of.homepage,
        "LICENCE": of.licence,
        "ID": of.id,
        "UPGRADE_CODE": of.upgrade_code,
        "WINDOWS_KEY": of.windows_key,
        "FLOOR": of.floor.windows,
        "FLOOR_BUILD": of.floor.windows.rpartition(".")[2],
        "EXTENSION": own.extension,
        "MIME": own.mime,
        "TYPE_TITLE": own.title,
        "PROG_ID": f"{of.id}.{own.extension}",
    }


def nsis_defines() -> str:
    """The same as a file that an NSIS script includes."""
    return "".join(f'!define {name} "{_nsis(value)}"\n' for name, value in wix_defines().items())


def _nsis(value: str) -> str:
    return value.replace("$", "$$").replace('"', '$\\"')


def version4() -> str:
    """The version as Windows counts: four numbers."""
    numbers = [int(each) for each in re.findall(r"\d+", product().version)][:3]
    return ".".join(str(each) for each in [*numbers, 0, 0, 0, 0][:4])


def version_resource(original_filename: str) -> str:
    """A resource script (windres) with what Windows shows of a program file: ASCII, whatever the names are."""
    of = product()
    told = {
        "CompanyName": of.publisher,
        "FileDescription": of.summary,
        "FileVersion": of.version,
        "InternalName": of.name,
        "LegalCopyright": f"{of.publisher}. {of.licence}.",
        "OriginalFilename": original_filename,
        "ProductName": of.title,
        "ProductVersion": of.version,
    }
    numbers = version4().replace(".", ",")
    values = "".join(f'            VALUE "{name}", L"{_rc(value)}\\0"\n' for name, value in told.items())
    # 0x40004, 1: a program for Windows NT; 0409, 04b0: English, Unicode.
    return (
        f"1 VERSIONINFO\nFILEVERSION {numbers}\nPRODUCTVERSION {numbers}\nFILEOS 0x40004\nFILETYPE 1\n"
        'BEGIN\n    BLOCK "StringFileInfo"\n    BEGIN\n        BLOCK "040904b0"\n        BEGIN\n'
        f"{values}        END\n    END\n"
        '    BLOCK "VarFileInfo"\n    BEGIN\n        VALUE "Translation", 0x0409, 0x04b0\n    END\nEND\n'
    )


def _rc(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '""')
    return "".join(each if each.isascii() else f"\\x{ord(each):04x}" for each in escaped)
