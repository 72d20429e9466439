"""What a screen reader hears, over AT-SPI. Run by the system's own Python, which has pyatspi; needs a session bus.

Waits for briefpack, writes every name in its window, then everything that is announced or gets the focus, as lines of
JSON, until the file named is there.
"""

import json
import sys
import time
from pathlib import Path

import pyatspi  # type: ignore[import-not-found]

STARTED, OVER = Path(sys.argv[1]), Path(sys.argv[2])
_DEEP = 30


def tell(kind, words):
    print(json.dumps([kind, words]), flush=True)


def names(node, depth=0):
    found = [node.name] if node.name else []
    if depth < _DEEP:
        for child in node:
            if child is not None and child.getState().contains(pyatspi.STATE_SHOWING):
                found += names(child, depth + 1)
    return found


def window():
    for application in pyatspi.Registry.getDesktop(0):
        if application is not None and application.name == "briefpack":
            for frame in application:
                told = names(frame)
                if "Outline of the pack" in told:
                    return told
    return []


def heard(event):
    # Qt says an announcement's words in `any_data`; what has the focus says its own name.
    if "announcement" in event.type:
        tell("announced", str(event.any_data))
    elif event.detail1:
        tell("focus", event.source.name if event.source else "")


end = time.monotonic() + 40
told = []
while not told and time.monotonic() < end:
    time.sleep(0.3)
    told = window()
tell("names", told)
pyatspi.Registry.registerEventListener(heard, "object:announcement", "object:state-changed:focused")
STARTED.touch()
while not OVER.exists() and time.monotonic() < end:
    pyatspi.Registry.pumpQueuedEvents()
    from gi.repository import GLib  # type: ignore[import-untyped]

    while GLib.MainContext.default().iteration(False):
        pass
    time.sleep(0.02)
