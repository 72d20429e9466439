"""The adviser's findings about a file, for a person, for a program, and as SARIF for tools that show findings."""

from typing import Any, NamedTuple
from urllib.parse import quote

from briefpack import __version__
from briefpack.adviser.finding import SEVERITIES, Finding, Severity
from briefpack.adviser.rule import Rule
from briefpack.adviser.standing import open_findings, waived
from briefpack.adviser.table import RULES, rule_named
from briefpack.language import say, say_many, to_say
from briefpack.pack.pack import Pack

#: The severities as they are printed.
WORDS: dict[Severity, str] = {"block": to_say("BLOCK"), "warn": to_say("WARN"), "note": to_say("note")}


class Advice(NamedTuple):
    """What was found in a file. `pages`: the page of each finding by its key; 0 where it stands on none."""

    name: str
    pack: Pack
    profile: str
    findings: tuple[Finding, ...]
    pages: dict[str, int]

    @property
    def blocked(self) -> bool:
        """Whether it may not leave as final."""
        return any(finding.severity == "block" for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity are not waived."""
        wanted = [finding for finding in self.findings if finding.severity == severity]
        return sum(waived(self.pack, finding) is None for finding in wanted)

    def text(self) -> str:
        """For a person to read."""
        return "\n".join([self._sentence(), *(line for finding in self.findings for line in self._lines(finding))])

    def _sentence(self) -> str:
        blocks, warns, notes = map(self.count, SEVERITIES)
        counts = ", ".join(
            (
                say_many("{count} block", "{count} blocks", blocks),
                say_many("{count} warning", "{count} warnings", warns),
                say_many("{count} note", "{count} notes", notes),
            )
        )
        waivers = len(self.findings) - blocks - warns - notes
        if waivers:
            counts += "; " + say_many("{count} waived", "{count} waived", waivers)
        return say("{name}: {counts}.", name=self.name, counts=counts)

    def _lines(self, finding: Finding) -> list[str]:
        page = self.pages.get(finding.key, 0)
        where = say("page {page}", page=page) if page else say("whole pack")
        waiver = waived(self.pack, finding)
        severity = say("waived") if waiver else say(WORDS[finding.severity or "note"])
        name = say(rule_named(finding.rule).name)
        lines = [f"  {severity:<6} {finding.rule:<4} {where}: {finding.message}", f"{'':<14}{name}"]
        lines += [
            f"{'':<14}{proof.source} {proof.locator or ''}: “{proof.excerpt}”"
            for proof in finding.proofs[:2]
            if proof.excerpt
        ]
        if waiver:
            by = say("Waived by {initials}: {reason}", initials=waiver.initials, reason=waiver.reason)
            lines.append(f"{'':<14}{by}")
        return lines

    def record(self) -> dict[str, Any]:
        """For a program to read."""
        return {
            "file": self.name,
            "profile": self.profile,
            "blocked": self.blocked,
            "open": len(open_findings(self.pack, self.findings)),
            "findings": [self._record(finding) for finding in self.findings],
        }

    def _record(self, finding: Finding) -> dict[str, Any]:
        waiver = waived(self.pack, finding)
        return {
            "rule": finding.rule,
            "name": say(rule_named(finding.rule).name),
            "severity": finding.severity,
            "decided": finding.decided,
            "message": finding.message,
            "words": finding.words,
            "section": finding.place.section,
            "entry": finding.place.entry,
            "page": self.pages.get(finding.key, 0),
            "key": finding.key,
            "evidence": [proof._asdict() for proof in finding.proofs],
            "fix": finding.fix.label if finding.fix else "",
            "waived": waiver.model_dump(include={"initials", "reason", "on"}) if waiver else None,
        }

    def sarif(self) -> dict[str, Any]:
        """As a log of the Static Analysis Results Interchange Format, version 2.1.0 (OASIS)."""
        rules = [_sarif_rule(rule) for rule in RULES]
        return {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": {"name": "briefpack", "semanticVersion": __version__, "rules": rules}},
                    "artifacts": [{"location": {"uri": quote(self.name)}}],
                    "results": [self._sarif_result(finding) for finding in self.findings],
                }
            ],
        }

    def _sarif_result(self, finding: Finding) -> dict[str, Any]:
        place = {"name": finding.place.entry or finding.place.section or self.pack.id}
        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(self.name), "index": 0}}
        page = self.pages.get(finding.key, 0)
        if page:
            place["fullyQualifiedName"] = say("page {page}", page=page)
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": RULES.index(rule_named(finding.rule)),
            "level": _LEVELS[finding.severity or "note"],
            "message": {"text": finding.message},
            "locations": [{"physicalLocation": physical, "logicalLocations": [place]}],
            "partialFingerprints": {"briefpack/v1": finding.key},
        }
        waiver = waived(self.pack, finding)
        if waiver:
            result["suppressions"] = [{"kind": "inSource", "justification": waiver.reason}]
        return result


_LEVELS: dict[Severity, str] = {"block": "error", "warn": "warning", "note": "note"}


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": say(rule.name)},
        "fullDescription": {"text": say(rule.why)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def rules_record() -> list[dict[str, str]]:
    """The table of rules, for a program to read."""
    return [
        {
            "rule": rule.id,
            "name": say(rule.name),
            "severity": rule.severity,
            "why": say(rule.why),
            "example": say(rule.example),
        }
        for rule in sorted(RULES, key=lambda rule: rule.id)
    ]


def rules_text() -> str:
    """The table of rules, for a person to read."""
    lines: list[str] = []
    for rule in sorted(RULES, key=lambda rule: rule.id):
        lines.append(f"{rule.id:<5} {say(WORDS[rule.severity]):<6} {say(rule.name)}")
        lines += [f"{'':<13}{say(rule.why)}", f"{'':<13}{say('Such as: {example}', example=say(rule.example))}", ""]
    return "\n".join(lines).rstrip()
