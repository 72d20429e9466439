"""The pack pane: sections and entries as an outline, to arrange, write and shorten."""
