"""What was found out about a file: one sentence for each check, and how sure it is."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from briefpack.language import say, say_many, to_say

#: ok: checked and right; wrong: checked and not so; unknown: could not be checked; note: worth knowing, no fault.
State = Literal["ok", "wrong", "unknown", "note"]
#: The states as they are printed in front of a sentence.
STATES: dict[State, str] = {
    "ok": to_say("ok"),
    "wrong": to_say("WRONG"),
    "unknown": to_say("not checked"),
    "note": to_say("note"),
}


class Finding(NamedTuple):
    """The answer of one check. `check` is its name in the program; `details` name the places, one line each."""

    check: str
    state: State
    words: str
    details: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """All that was checked of a file. `kind` is pdf or pack; `program` made it, "" where it does not say."""

    name: str
    kind: str
    digest: str
    program: str
    findings: tuple[Finding, ...]

    @property
    def verified(self) -> bool:
        """Whether something was checked, and nothing was found wrong. Without its pages compared, nothing is proved."""
        states = [finding.state for finding in self.findings]
        pages = [finding.state for finding in self.findings if finding.check == "pages"]
        return "ok" in states and "wrong" not in states and "unknown" not in pages

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        if any(finding.state == "wrong" for finding in self.findings):
            return say("{name} is NOT verified: it was altered, or something in it is wrong.", name=self.name)
        if not self.verified:
            return say("{name} could not be verified.", name=self.name)
        if any(finding.state == "unknown" for finding in self.findings):
            return say("{name} is verified as far as it can be; what could not be checked is named.", name=self.name)
        return say("{name} is verified.", name=self.name)

    def record(self) -> dict[str, Any]:
        """For a program to read."""
        return {
            "file": self.name,
            "kind": self.kind,
            "sha256": self.digest,
            "program": self.program,
            "verified": self.verified,
            "answer": self.sentence,
            "checks": [finding._asdict() for finding in self.findings],
        }

    def text(self) -> str:
        """For a person to read."""
        lines = [self.sentence]
        width = max((len(say(words)) for words in STATES.values()), default=0)
        for finding in self.findings:
            lines.append(f"  {say(STATES[finding.state]):<{width}}  {finding.words}")
            lines += [f"  {'':<{width}}    {detail}" for detail in finding.details]
        return "\n".join(lines)


def few(lines: Iterable[str], most: int = 40) -> tuple[str, ...]:
    """Not more lines than a person reads, and how many there are besides."""
    every = list(lines)
    rest = len(every) - most
    return (*every[:most], say_many("and {count} more", "and {count} more", rest)) if rest > 0 else tuple(every)


def shortened(text: str, most: int = 70) -> str:
    """Words of others on one line, with nothing that a terminal would obey, cut after a word."""
    text = "".join(char if char.isprintable() else " " for char in text)
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
