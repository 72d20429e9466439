"""briefpack: sourced evidence, arranged into a briefing pack, set as a PDF whose every sentence can be traced."""

import os

# Nothing that happens to be installed beside may have a say in how files are checked; nor need anything look for it.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

__version__ = "0.1.0"
#: What the systems know the program by: Wayland finds the icon of a window under it, as that of the desktop file.
PROGRAM_ID = "org.briefpack.Briefpack"
