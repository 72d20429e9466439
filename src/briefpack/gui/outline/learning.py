"""What the outline is told about its pack off the GUI thread: what its template suggests."""

from typing import Any

from briefpack.app.history import History
from briefpack.app.libraries import templates
from briefpack.app.session import Session
from briefpack.app.suggestions import Suggestions, removed_by_hand, suggestions, what_it_adds
from briefpack.evidence.sources import LATER_FACTS
from briefpack.pack.pack import Pack


def what_is_added(session: Session, _job: Any) -> str:
    """What the later public facts would bring."""
    return what_it_adds(session.library, LATER_FACTS)


def suggested(session: Session, pack: Pack, history: History, job: Any) -> dict[str, Suggestions]:
    """What the template would add to each section; those it adds nothing to are left out."""
    template = templates().get(pack.template)
    found: dict[str, Suggestions] = {}
    for section in pack.sections:
        job.check()
        told = suggestions(pack, section, template, session.library, removed_by_hand(history, section.id))
        if told.items:
            found[section.id] = told
    return found
