"""The adviser's pane, its marks in the outline and on the pages, and the view for clearing a pack."""
