"""The page pane: the real pages of a pack, as they print, a moment after each edit."""
