"""Dialogs: each asks one thing, and says what the user chose by a signal or a function it was given."""
