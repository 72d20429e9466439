"""What of the findings about a pack still stands: blocks, and what nobody has waived. Loads no rule."""

from collections.abc import Iterable

from briefpack.adviser.finding import Finding
from briefpack.pack.pack import Pack, Waiver


def waived(pack: Pack, finding: Finding, key: str = "") -> Waiver | None:
    """The waiver that answers for a finding; `key`: the finding's, if it is known already. A block cannot be waived: it
    is mended or the pack stays a draft."""
    if finding.severity == "block" or not pack.waivers:
        return None
    key = key or finding.key
    return next((waiver for waiver in pack.waivers if waiver.key == key), None)


def blocks(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What keeps a pack from leaving as final."""
    return tuple(finding for finding in findings if finding.severity == "block")


def open_findings(pack: Pack, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is neither waived nor a note."""
    return tuple(finding for finding in findings if finding.severity != "note" and waived(pack, finding) is None)
