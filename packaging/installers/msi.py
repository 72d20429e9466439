"""The MSI for managed fleets: for all users of a computer, installed by an administrator or by a fleet's tools.

`msiexec /i … /qn` installs, `/x … /qn` removes; a newer version replaces an older one. Every identifier is made from
the path or the version that it stands for, so that it is the same in every build.
"""

import hashlib
import re
import struct
import uuid
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

from installers import texts, windows_stage
from installers.errors import BuildError, run
from installers.product import BUILD, epoch, product

WORK = BUILD / "windows"
SOURCE = "main.wxs"
_WIX = "http://schemas.microsoft.com/wix/2006/wi"
_CLASSES = r"Software\Classes"
_OWN_KEY = rf"Software\{product().id}"

# The summary of a package: the format's identifier as it stands in the file, and the properties by number and type.
_SUMMARY = uuid.UUID("F29F85E0-4FF9-1068-AB91-08002B27B3D9").bytes_le
_PACKAGE_CODE, _CREATED, _SAVED = 9, 12, 13
_KINDS = {_PACKAGE_CODE: 0x1E, _CREATED: 0x40, _SAVED: 0x40}
_SECONDS_1601 = 11_644_473_600  # Windows counts from 1601


def build(out: Path) -> Path:
    """Make the package. Raises BuildError."""
    image = windows_stage.folder()
    (WORK / SOURCE).write_text(source(windows_stage.files(image)), encoding="utf-8")
    made = out / f"{product().name}-{product().version}.msi"
    # It takes paths from the folder of the source alone.
    run(["wixl", "-a", "x64", "-D", f"SRC={image.name}", "-o", made.resolve(), SOURCE], folder=WORK)
    settle(made)
    return made


def guid(*names: str) -> str:
    """The identifier of what is named, always the same; of the program's own kind."""
    return str(uuid.uuid5(uuid.UUID(product().upgrade_code), "/".join(names))).upper()


def source(files: Iterable[str]) -> str:
    """The source for wixl; `files` are paths in the program folder, with slashes."""
    of = product()
    root = ET.Element("Wix", xmlns=_WIX)
    top = ET.SubElement(
        root,
        "Product",
        Id=guid("product", of.version),
        Name=of.title,
        Language="1033",
        Version=texts.version4().rpartition(".")[0],
        Manufacturer=of.publisher,
        UpgradeCode=of.upgrade_code,
    )
    ET.SubElement(
        top,
        "Package",
        InstallerVersion="500",
        Compressed="yes",
        InstallScope="perMachine",
        Manufacturer=of.publisher,
        Description=of.summary,
        Comments=of.homepage,
    )
    ET.SubElement(top, "MajorUpgrade", DowngradeErrorMessage="A newer version is installed.")
    ET.SubElement(top, "Media", Id="1", Cabinet="briefpack.cab", EmbedCab="yes")
    ET.SubElement(top, "Icon", Id="program.ico", SourceFile="launchers/briefpack.ico")
    for name, value in (("ARPPRODUCTICON", "program.ico"), ("ARPURLINFOABOUT", of.homepage), ("ARPNOMODIFY", "1")):
        ET.SubElement(top, "Property", Id=name, Value=value)
    _floor(top)
    # Where somebody chose a folder (INSTALLDIR=…), there newer versions go, and there it is removed.
    _found(top, "INSTALLDIR", _OWN_KEY, "Folder")
    components = _tree(top, list(files))
    feature = ET.SubElement(top, "Feature", Id="Everything", Title=of.title, Level="1")
    for each in components:
        ET.SubElement(feature, "ComponentRef", Id=each)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _floor(top: ET.Element) -> None:
    """Stop on a Windows that is too old: Windows Installer itself says 8.1 of all that are newer."""
    _found(top, "WINDOWSBUILD", r"SOFTWARE\Microsoft\Windows NT\CurrentVersion", "CurrentBuildNumber")
    needed = product().floor.windows
    condition = ET.SubElement(top, "Condition", Message=f"{product().title} needs Windows {needed} or newer.")
    condition.text = f"Installed OR WINDOWSBUILD >= {needed.rpartition('.')[2]}"


def _found(top: ET.Element, name: str, key: str, value: str) -> None:
    """A property that is looked up in the registry."""
    wanted = ET.SubElement(top, "Property", Id=name, Secure="yes")
    where = {"Root": "HKLM", "Key": key, "Name": value, "Type": "raw", "Win64": "yes"}
    ET.SubElement(wanted, "RegistrySearch", {"Id": f"Search_{name}", **where})


def _tree(top: ET.Element, files: list[str]) -> list[str]:
    """Folders, files, shortcut and registry; gives the components."""
    target = ET.SubElement(top, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = ET.SubElement(target, "Directory", Id="ProgramFiles64Folder", Name="PFiles")
    folders = {PurePosixPath(): ET.SubElement(programs, "Directory", Id="INSTALLDIR", Name=product().name)}
    components = []
    for name in files:
        path = PurePosixPath(name)
        for folder in reversed(path.parents):
            if folder not in folders:
                folders[folder] = ET.SubElement(
                    folders[folder.parent], "Directory", Id=_name("d", str(folder)), Name=folder.name
                )
        component = ET.SubElement(
            folders[path.parent], "Component", Id=_name("c", name), Guid=guid("file", name), Win64="yes"
        )
        ET.SubElement(
            component, "File", Id=_name("f", name), Source=f"$(var.SRC)/{name}", Name=path.name, KeyPath="yes"
        )
        components.append(_name("c", name))
    menu = ET.SubElement(target, "Directory", Id="ProgramMenuFolder", Name="Programs")
    return [*components, _shortcut(menu), _registered(folders[PurePosixPath()])]


def _shortcut(menu: ET.Element) -> str:
    component = ET.SubElement(menu, "Component", Id="StartMenu", Guid=guid("start menu"), Win64="yes")
    of = product()
    ET.SubElement(
        component,
        "Shortcut",
        Id="StartMenuShortcut",
        Name=of.title,
        Description=of.summary,
        Target=f"[INSTALLDIR]{of.window}.exe",
        WorkingDirectory="INSTALLDIR",
    )
    _value(component, _OWN_KEY, "StartMenu", "1", key_path="yes")
    _value(component, _OWN_KEY, "Folder", "[INSTALLDIR]")
    return "StartMenu"


def _registered(folder: ET.Element) -> str:
    """File types: our own is opened by the program, for others it is offered under “Open with”."""
    of, own = product(), texts.own_type()
    component = ET.SubElement(folder, "Component", Id="Types", Guid=guid("types"), Win64="yes")
    program = f"[INSTALLDIR]{of.window}.exe"
    command = f'"{program}" "%1"'
    _value(component, rf"{_CLASSES}\Applications\{of.window}.exe", "FriendlyAppName", of.title, key_path="yes")
    _value(component, rf"{_CLASSES}\Applications\{of.window}.exe\shell\open\command", "", command)
    for each in of.types:
        kind = f"{of.id}.{each.extension}"
        _value(component, rf"{_CLASSES}\{kind}", "", each.title)
        _value(component, rf"{_CLASSES}\{kind}\shell\open\command", "", command)
        _value(component, rf"{_CLASSES}\.{each.extension}\OpenWithProgids", kind, "")
        _value(component, rf"{_CLASSES}\Applications\{of.window}.exe\SupportedTypes", f".{each.extension}", "")
    _value(component, rf"{_CLASSES}\{of.id}.{own.extension}\DefaultIcon", "", f"{program},1")
    _value(component, rf"{_CLASSES}\.{own.extension}", "", f"{of.id}.{own.extension}")
    _value(component, rf"{_CLASSES}\.{own.extension}", "Content Type", own.mime)
    _value(
        component,
        rf"Software\Microsoft\Windows\CurrentVersion\App Paths\{of.name}.exe",
        "",
        f"[INSTALLDIR]{of.name}.exe",
    )
    return "Types"


def _value(component: ET.Element, key: str, name: str, value: str, key_path: str = "no") -> None:
    said = {"Root": "HKLM", "Key": key, "Type": "string", "Value": value, "KeyPath": key_path}
    ET.SubElement(component, "RegistryValue", {**said, **({"Name": name} if name else {})})


def _name(kind: str, path: str) -> str:
    """An identifier of Windows Installer for a path: readable, and never that of another."""
    readable = re.sub(r"[^A-Za-z0-9_]", "_", path)[-40:]
    return f"{kind}_{readable}_{guid(kind, path)[:8]}"


def settle(package: Path) -> None:
    """Put the time of the commit, and a package code made from the contents, where wixl puts the hour and a random one.

    Nothing else differs between two builds. Raises BuildError where they are not found.
    """
    content = bytearray(package.read_bytes())
    places = _summary(content)
    for field in (_CREATED, _SAVED):
        place = places[field]
        content[place : place + 8] = struct.pack("<Q", (epoch() + _SECONDS_1601) * 10**7)
    place = places[_PACKAGE_CODE] + 4
    content[place : place + 38] = b"0" * 38
    code = guid("package", hashlib.sha256(content).hexdigest())
    content[place : place + 38] = f"{{{code}}}".encode("ascii")
    package.write_bytes(content)


def _summary(content: bytes | bytearray) -> dict[int, int]:
    """Where the values of the summary stand in a package, by their numbers ([MS-OLEPS], 2.21)."""
    start = content.find(_SUMMARY) - 28
    if start < 0:
        raise BuildError("wixl made a package without a summary.")
    section = start + int(struct.unpack_from("<I", content, start + 44)[0])
    count = struct.unpack_from("<I", content, section + 4)[0]
    entries = [struct.unpack_from("<II", content, section + 8 + 8 * each) for each in range(count)]
    places = {field: section + offset for field, offset in entries}
    for field, kind in _KINDS.items():
        if field not in places or struct.unpack_from("<I", content, places[field])[0] != kind:
            raise BuildError(f"wixl made a package whose summary lacks property {field}.")
    return {field: place + 4 for field, place in places.items()}
