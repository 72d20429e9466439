"""One composer for each kind of section: a function of desk and section that gives blocks."""
