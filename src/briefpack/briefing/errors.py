"""What can be wrong with a pack that is to be composed."""


class ComposeError(ValueError):
    """The pack cannot be composed; the message is one sentence with the place and the next step."""
