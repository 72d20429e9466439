"""What can go wrong with the library in a way its user can do something about."""


class LibraryError(Exception):
    """The library cannot be built or read. The message is one sentence with the place and the next step."""
