"""Waiving findings of the adviser, and clearing a pack: edits like any other, and what becomes of them."""

from collections.abc import Callable

from briefpack.language import say
from briefpack.pack.edits import Edit, with_fields
from briefpack.pack.pack import Clearance, Pack, PackError, Section, Waiver, content_hash, hashed

#: Characters of a reason.
LEAST_REASON, MOST_REASON = 10, 400


def waive(waiver: Waiver) -> Edit:
    """An edit: answer for a finding; an earlier waiver of the same finding goes."""

    def waived(pack: Pack) -> Pack:
        others = tuple(other for other in pack.waivers if other.key != waiver.key)
        return with_fields(pack, waivers=(*others, waiver))

    return waived


def unwaive(key: str) -> Edit:
    """An edit: the finding is open again."""

    def open_again(pack: Pack) -> Pack:
        return with_fields(pack, waivers=tuple(other for other in pack.waivers if other.key != key))

    return open_again


def checked(waiver: Waiver, initials: str, reason: str) -> Waiver:
    """The waiver with what was typed. Raises PackError with one sentence that says what is lacking."""
    initials, reason = initials.strip(), " ".join(reason.split())
    check_initials(initials)
    if len(reason) < LEAST_REASON:
        raise PackError(say("Give the reason in at least {count} characters.", count=LEAST_REASON))
    if len(reason) > MOST_REASON:
        raise PackError(say("Give the reason in at most {count} characters.", count=MOST_REASON))
    return waiver.model_copy(update={"initials": initials, "reason": reason})


def check_initials(initials: str) -> None:
    """Raise PackError unless these can stand for a person: one to eight characters without a space."""
    if not initials or len(initials) > 8 or len(initials.split()) > 1:
        raise PackError(say("Give initials: one to eight characters without a space."))


def clear(by: str, at: str) -> Edit:
    """An edit: release the pack as it stands. `at`: ISO 8601 to the minute. Raises PackError for no initials."""
    by = by.strip()
    check_initials(by)

    def cleared(pack: Pack) -> Pack:
        return with_fields(pack, cleared=Clearance(by=by, at=at, hash=hash_to_clear(pack)))

    return cleared


def hash_to_clear(pack: Pack, of_section: Callable[[Section], bytes] = hashed) -> str:
    """The content hash (pack.content_hash) of what is cleared: the same on any paper."""
    return content_hash(pack.model_copy(update={"paper": "a4"}), of_section)


def withdraw(pack: Pack) -> Pack:
    """Take the clearance back."""
    return with_fields(pack, cleared=None)


def changed_since(pack: Pack, of_section: Callable[[Section], bytes] = hashed) -> bool:
    """Whether a cleared pack is no longer what was cleared."""
    return pack.cleared is not None and pack.cleared.hash != hash_to_clear(pack, of_section)
