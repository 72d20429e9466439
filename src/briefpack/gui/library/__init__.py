"""The library pane: find evidence, look at it closely, take it into the pack."""
