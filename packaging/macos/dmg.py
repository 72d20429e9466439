"""What the disk image looks like, for dmgbuild: the program at the left, the folder for programs at the right.

dmgbuild runs this file and takes its names as settings; `defines` holds what its command line gave.
"""

from pathlib import Path

app = defines["app"]  # type: ignore[name-defined]  # noqa: F821 - see above
files = [app]
symlinks = {"Applications": "/Applications"}
icon_locations = {Path(app).name: (150, 160), "Applications": (450, 160)}
background = "builtin-arrow"
icon = defines["icon"]  # type: ignore[name-defined]  # noqa: F821 - see above
icon_size = 128
text_size = 14
window_rect = ((200, 200), (600, 360))
default_view = "icon-view"
show_status_bar = show_tab_view = show_toolbar = show_pathbar = show_sidebar = False
format = "ULMO"  # noqa: A001 - dmgbuild's name; LZMA, which every macOS of ours reads
filesystem = "HFS+"
