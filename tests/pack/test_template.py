"""Templates: each bundled one can be used; a wrong one is named with its place."""

import pytest

from briefpack.briefing.compose import SECTION_KINDS
from briefpack.pack.template import PartPlan, Template, TemplateError, read_templates

PLAIN = """
id = "plain"
code = "T90"
version = 1
name = "Plain"
purpose = "To try."
title = "Plain"
short_title = "Plain"
[[part]]
id = "body"
[[part.section]]
key = "one"
kind = "text"
title = "One of plain"
[[part.section]]
key = "two"
kind = "gap"
gap = "Two: {gap}."
"""
OTHER = """
id = "other"
code = "T91"
version = 1
name = "Other"
purpose = "To try."
title = "Other"
short_title = "Other"
[[part]]
id = "brief"
include = "plain"
[[part.section]]
key = "three"
kind = "text"
[[part.section]]
key = "one"
kind = "text"
title = "One of other"
"""


def test_the_bundled_templates_are_those_of_the_catalogue_in_its_order(templates: dict[str, Template]) -> None:
    assert {name: template.code for name, template in templates.items()} == {
        "one-page-brief": "T01",
        "hrc-dialogue": "T02",
        "security-council": "T04",
        "chronology": "T06",
        "upr-record": "T09",
        "sources": "T16",
    }
    assert list(templates) == sorted(templates, key=lambda name: templates[name].code)


def test_every_section_of_a_bundled_template_is_of_a_kind_that_composes(templates: dict[str, Template]) -> None:
    for template in templates.values():
        for part in template.part:
            assert part.section, f"{template.id}: the part {part.id} is empty"
            for section in part.section:
                assert section.kind in SECTION_KINDS, f"{template.id}: {section.key}"


def test_a_section_that_looks_for_something_says_what_is_missing_when_it_finds_nothing(
    templates: dict[str, Template],
) -> None:
    for template in templates.values():
        for part in template.part:
            for section in part.section:
                if section.kind == "gap":
                    assert "{gap}" in section.gap, f"{template.id}: {section.key}"


def test_the_limits_of_the_handbook_are_kept(templates: dict[str, Template]) -> None:
    assert (templates["one-page-brief"].max_pages, templates["one-page-brief"].max_words) == (1, 320)
    assert templates["hrc-dialogue"].max_pages == 10
    assert (templates["security-council"].max_pages, templates["security-council"].paper) == (8, "letter")


def test_a_part_that_includes_a_template_has_its_sections_overlaid_by_key() -> None:
    (part,) = read_templates({"a.toml": OTHER.encode(), "b.toml": PLAIN.encode()})["other"].part
    assert [(section.key, section.title) for section in part.section] == [
        ("one", "One of other"),
        ("two", ""),
        ("three", ""),
    ]
    assert part.section[1].gap == "Two: {gap}."


THIRD = """
id = "third"
code = "T89"
version = 1
name = "Third"
purpose = "To try."
title = "Third"
short_title = "Third"
[[part]]
id = "all"
include = "other"
[[part.section]]
key = "three"
kind = "text"
title = "Three of third"
"""


@pytest.mark.parametrize("code", ["T89", "T99"], ids=["read first", "read last"])
def test_a_template_includes_what_the_included_one_includes(code: str) -> None:
    third = THIRD.replace("T89", code)
    texts = {"a.toml": OTHER.encode(), "b.toml": PLAIN.encode(), "c.toml": third.encode()}
    (part,) = read_templates(texts)["third"].part
    assert [(section.key, section.title) for section in part.section] == [
        ("one", "One of other"),
        ("two", ""),
        ("three", "Three of third"),
    ]


def test_templates_that_include_each_other_are_named() -> None:
    circular = OTHER.replace('include = "plain"', 'include = "third"')
    with pytest.raises(TemplateError, match=r"The template \w+ includes \w+, which includes it in turn"):
        read_templates({"a.toml": circular.encode(), "c.toml": THIRD.encode()})


def test_the_brief_of_the_dialogue_pack_is_the_one_page_brief(templates: dict[str, Template]) -> None:
    brief = next(part for part in templates["hrc-dialogue"].part if part.id == "brief")
    assert brief.section == templates["one-page-brief"].part[0].section


def test_the_brief_of_the_council_pack_has_its_own_facts_in_the_places_of_the_others(
    templates: dict[str, Template],
) -> None:
    brief = next(part for part in templates["security-council"].part if part.id == "brief")
    plain = templates["one-page-brief"].part[0]
    assert [section.key for section in brief.section] == [section.key for section in plain.section]
    changed = {mine.key for mine, other in zip(brief.section, plain.section, strict=True) if mine != other}
    assert changed == {"why-now", "facts", "quotation", "dates", "figure"}


def test_a_template_that_includes_nothing_there_is_names_both() -> None:
    with pytest.raises(TemplateError, match="The template other includes plain, which does not exist"):
        read_templates({"other.toml": OTHER.encode()})


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('id = "plain"', "id = ", r"^The template plain\.toml is not readable: .*line 2"),
        ('id = "plain"', 'id = "Not Plain"', r"^The template plain\.toml is wrong at id: "),
        ('code = "T90"', "", r"is wrong at code: Field required"),
        ("version = 1", "version = 0", r"is wrong at version: "),
        ('kind = "gap"', 'kind = "gap"\ncolour = "red"', r"is wrong at part\.0\.section\.1\.colour: Extra inputs"),
        ('kind = "gap"', 'kind = "gap"\ncolumn = "middle"', r"is wrong at part\.0\.section\.1\.column: "),
        (
            'kind = "gap"',
            'kind = "gap"\nrules = [{ take = ["rumour"] }]',
            r"wrong at part\.0\.section\.1\.rules\.0\.take",
        ),
        ('kind = "gap"', 'kind = "gap"\nrules = [{ take = ["event"], limit = [1] }]', r"rules\.0\.limit: "),
        ('kind = "gap"', 'kind = "gap"\nslots = [{ label = "" }]', r"section\.1\.slots\.0\.label: "),
        ('kind = "gap"', 'kind = "gap"\nslots = [{ label = "x", lines = 13 }]', r"slots\.0\.lines: "),
        ('title = "Plain"\nshort', 'title = "Plain"\npaper = "a3"\nshort', r"is wrong at paper: "),
    ],
)
def test_a_wrong_template_is_named_with_the_place(before: str, after: str, words: str) -> None:
    assert before in PLAIN
    with pytest.raises(TemplateError, match=words):
        read_templates({"plain.toml": PLAIN.replace(before, after, 1).encode()})


def test_a_template_in_another_encoding_is_named() -> None:
    with pytest.raises(TemplateError, match=r"The template plain\.toml is not readable"):
        read_templates({"plain.toml": PLAIN.replace("To try.", "Prüfung").encode("latin-1")})


def test_two_templates_cannot_share_a_name() -> None:
    with pytest.raises(TemplateError, match="two templates called plain"):
        read_templates({"a.toml": PLAIN.encode(), "b.toml": PLAIN.replace("T90", "T92").encode()})


def test_what_is_no_template_is_left_alone() -> None:
    assert list(read_templates({"plain.toml": PLAIN.encode(), "README.md": b"# no TOML", "x.toml~": b"="})) == ["plain"]


def test_templates_are_the_same_whatever_the_order_of_the_files(template_texts: dict[str, bytes]) -> None:
    backwards = dict(reversed(template_texts.items()))
    assert list(read_templates(backwards).items()) == list(read_templates(template_texts).items())


def test_a_part_has_notes_of_its_own_unless_it_asks_for_sources() -> None:
    part = PartPlan(id="x")
    assert (part.notes, part.landscape, part.contents, part.include) == ("each", False, True, "")
