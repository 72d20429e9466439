"""Whether a document is a draft: found out once, by the rules that can tell, with the same answer as the adviser's."""

import pytest

from briefpack.adviser.advise import Adviser
from briefpack.adviser.table import OF_PAGES, RULES, blocking
from briefpack.app import advising, build, libraries
from briefpack.app.advising import Setting
from briefpack.app.languages import language_of
from briefpack.briefing.compose import compose
from briefpack.briefing.nodes import Briefing
from briefpack.layout.layouter import Layouter
from briefpack.library.memory import MemoryLibrary
from briefpack.pack import edits
from briefpack.pack.packfile import PackFile

TODAY = "2026-11-22"


def _made(template: str) -> PackFile:
    return build.new_pack(template, today=TODAY)


def _composed(made: PackFile) -> tuple[Briefing, MemoryLibrary]:
    evidence = MemoryLibrary(made.items)
    return compose(made.pack, evidence, build.PROGRAM, language_of(made.pack.language)), evidence


def _with_text(made: PackFile, text: str) -> PackFile:
    section = next(each for each in made.pack.sections if each.kind not in {"grid", "cover"})
    return made._replace(pack=edits.add_text(made.pack, section.id, text))


def _draft(made: PackFile) -> bool:
    briefing, evidence = _composed(made)
    pages = Layouter(build.font_set()).lay_out(briefing)
    return advising.is_blocked(made.pack, briefing, evidence) or advising.is_blocked(
        made.pack, briefing, evidence, pages
    )


@pytest.mark.parametrize("template", [*libraries.templates()])
def test_the_short_question_has_the_answer_of_the_long_one(template: str) -> None:
    for made in (_made(template), _with_text(_made(template), "In 2019 there were 4,711 of them.")):
        assert _draft(made) == bool(build.built_for(made).blocks), made.pack.title


def test_a_pack_that_is_too_long_is_a_draft_by_its_pages_alone() -> None:
    made = _made("one-page-brief")
    for number in range(12):
        made = _with_text(
            made, f"We ask for one thing, and then for another, in words of our own. {'So be it. ' * 40}{number}"
        )
    briefing, evidence = _composed(made)
    pages = Layouter(build.font_set()).lay_out(briefing)
    assert advising.is_blocked(made.pack, briefing, evidence, pages)
    assert "R50" in {finding.rule for finding in build.built_for(made).blocks}


def test_only_the_rules_of_pages_ask_for_pages() -> None:
    made = _made("one-page-brief")
    briefing, evidence = _composed(made)
    pages = Layouter(build.font_set()).lay_out(briefing)
    profile = advising.profile_named("")
    others = [rule for rule in blocking(profile) if rule.id not in OF_PAGES]
    bare, full = (
        Adviser(others).examine(advising.case_of(made.pack, briefing, evidence, Setting(shown)))
        for shown in (None, pages)
    )
    assert bare == full
    assert {rule.id for rule in RULES} >= OF_PAGES


def test_the_first_block_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _with_text(_made("one-page-brief"), "In 2019 there were 4,711 of them.")
    briefing, evidence = _composed(made)
    asked: list[str] = []
    rules = blocking(advising.profile_named(""))
    last = rules[-1]

    def watched(*_: object) -> tuple[()]:
        asked.append(last.id)
        return ()

    heard = (*rules[:-1], last._replace(check=watched, looks_at="pack"))
    monkeypatch.setattr(advising, "blocking", lambda _profile: heard)
    assert advising.is_blocked(made.pack, briefing, evidence)
    assert asked == []
    assert not advising.is_blocked(_made("one-page-brief").pack, *_composed(_made("one-page-brief")))
    assert asked == [last.id]
