"""Two kinds of errors: what a user can do something about, and bugs. This is the first kind."""

from briefpack.app.resources import ResourcesMissingError
from briefpack.briefing.errors import ComposeError
from briefpack.library.errors import LibraryError
from briefpack.pack.errors import TemplateError
from briefpack.pack.pack import PackError
from briefpack.pack.safewrite import FileProblem


class UserError(Exception):
    """One sentence with the place and the next step. Anything that is not a UserError is a bug."""


#: What the layers below raise for a user's mistake or a broken environment: the words are shown as they are.
KNOWN_ERRORS = (
    UserError,
    FileProblem,
    PackError,
    TemplateError,
    ComposeError,
    LibraryError,
    ResourcesMissingError,
)
#: Of these, what no other command and no other input would mend.
BROKEN_SURROUNDINGS = (LibraryError, ResourcesMissingError)
