"""briefpack: sourced evidence, arranged into a briefing pack, set as a PDF whose every sentence can be traced."""

import sys
from types import ModuleType

# Nothing that happens to be installed beside may have a say in how files are checked; nor need anything look for it:
# what pydantic looks with (`get_plugins`) loads what reads packages and e-mail. The setting that switches plugins off
# is asked only when all that is loaded.
_no_plugins = ModuleType("pydantic.plugin._loader")
_no_plugins.get_plugins = tuple  # type: ignore[attr-defined] # answers (): there are none
sys.modules.setdefault(_no_plugins.__name__, _no_plugins)

__version__ = "0.1.0"
#: What the systems know the program by: Wayland finds the icon of a window under it, as that of the desktop file.
PROGRAM_ID = "org.briefpack.Briefpack"
