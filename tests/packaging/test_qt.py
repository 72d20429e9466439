"""What of Qt goes into frozen packages, on each of the three systems."""

import pytest

from installers import qt

SYSTEMS = ("linux", "windows", "macos")


@pytest.mark.parametrize("system", SYSTEMS)
def test_nothing_of_a_network_or_of_gtk_is_kept(system: str) -> None:
    kept = " ".join(qt.patterns(system)).lower()
    assert not [
        word for word in ("network", "tls", "ssl", "gtk", "qml", "pdf", "sqldrivers", "designer") if word in kept
    ]


@pytest.mark.parametrize("system", SYSTEMS)
def test_no_pattern_is_so_wide_that_a_new_plugin_slips_through(system: str) -> None:
    wide = [pattern for pattern in qt.patterns(system) if pattern.rpartition("/")[2].startswith("*")]
    assert all("plugins" not in pattern or "*" not in pattern for pattern in qt.patterns(system))
    assert wide == [] if system != "macos" else all(".framework/" in pattern for pattern in wide)


@pytest.mark.parametrize(
    ("system", "path"),
    [
        ("linux", "PySide6/QtWidgets.abi3.so"),
        ("linux", "PySide6/Qt/lib/libQt6Core.so.6"),
        ("linux", "PySide6/Qt/lib/libicudata.so.73"),
        ("linux", "PySide6/Qt/plugins/platforms/libqxcb.so"),
        ("linux", "PySide6/Qt/translations/qtbase_ar.qm"),
        ("windows", "PySide6/QtWidgets.pyd"),
        ("windows", "PySide6/Qt6Core.dll"),
        ("windows", "PySide6/plugins/platforms/qwindows.dll"),
        ("windows", "PySide6/translations/qtbase_zh_CN.qm"),
        ("macos", "PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore"),
        ("macos", "PySide6/Qt/plugins/platforms/libqcocoa.dylib"),
    ],
)
def test_what_the_window_needs_is_kept(system: str, path: str) -> None:
    assert qt.kept(system, path)


@pytest.mark.parametrize(
    ("system", "path"),
    [
        ("linux", "PySide6/QtNetwork.abi3.so"),
        ("linux", "PySide6/Qt/lib/libQt6Network.so.6"),
        ("linux", "PySide6/Qt/plugins/platformthemes/libqgtk3.so"),
        ("linux", "PySide6/Qt/plugins/tls/libqopensslbackend.so"),
        ("linux", "PySide6/Qt/translations/qtbase_de.qm"),
        ("linux", "PySide6/Qt/translations/designer_fr.qm"),
        ("linux", "PySide6/Qt/lib/deeper/libQt6Core.so.6"),
        ("windows", "PySide6/Qt6Network.dll"),
        ("windows", "PySide6/opengl32sw.dll"),
        ("macos", "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork"),
        ("macos", "PySide6/Qt/lib/QtCoreOther.framework/x"),
    ],
)
def test_the_rest_stays_out(system: str, path: str) -> None:
    assert not qt.kept(system, path)


def test_a_system_that_the_list_does_not_know_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        qt.kept("beos", "PySide6/__init__.py")
