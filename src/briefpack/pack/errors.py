"""What can be wrong with what a pack is made from."""


class TemplateError(ValueError):
    """A template that cannot be used; the message names it and the place."""
