"""What each document must and must not say, its size and its structure: the .toml files beside this one hold it."""

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.samples.conftest import Document, Press

#: What no document may say: figures read as more than they are, editions nobody stated, a witness's abuse repeated.
NEVER = (
    r"(?<!not )\b(?:199|117)(?: of (?:262|167))?(?: recommendations)?(?: were| are)? (?:accepted|supported)",
    r"\b(?:accepted|supported) (?:199|117)\b",
    r"\b(?:76|70|24|30) ?% (?:were |are )?(?:accepted|supported)",
    r"\b(?:accepted|supported) (?:76|70) ?%",
    r"human scum",
    r"\b(?:cf|ev|q|st|pos)-[a-z0-9]+(?:-[a-z0-9]+)*\b",  # ids of records
    r"\b(?:null|nan|NaN|None(?!:| of\b))\b",
    r"\[@|\*\*",  # markup
    r"[{}]",
)
#: Dates whose year the sources do not state, as they would stand without brackets (events E23 to E27).
UNBRACKETED = r"\b(?:17|19) Aug(?:ust)? 2023|28 March 2024|4 April 2024|Nov(?:ember)? 2024"


def test_it_says_what_it_must(document: "Document", expected: dict[str, Any]) -> None:
    assert [words for words in expected["must"] if words not in document.text] == []


def test_it_does_not_say_what_it_must_not(document: "Document", expected: dict[str, Any]) -> None:
    assert [words for words in expected["must_not"] if words in document.text] == []
    found = [match[0] for pattern in NEVER for match in re.finditer(pattern, document.text)]
    assert found == []


def test_inferred_years_stand_in_brackets(document: "Document") -> None:
    assert re.findall(UNBRACKETED, document.text) == []
    for inferred in re.findall(r"(?:17|19) August (\S+)|28 March (\S+)|4 April (\S+)", document.text):
        assert re.match(r"\[20(?:23|24)\]", "".join(inferred)), inferred


def test_the_dates_of_the_newest_events_are_printed(press: "Press") -> None:
    text = press.document("security-council").text
    for date in ("17 August [2023]", "19 Aug [2023]", "28 March [2024]", "4 April [2024]", "November [2024]"):
        assert date in text


def test_the_author_of_the_op_ed_is_nowhere_named(document: "Document") -> None:
    cited = re.findall(r"Improving Human Rights in North Korea”, (.{0,90})", document.text)
    assert cited
    for what_follows in cited:
        words = "[The Diplomat — publisher inferred], [2024] (author not given in the dataset copy)"
        assert what_follows.startswith(words)


def test_editors_remarks_are_not_printed(document: "Document", remarks: tuple[str, ...]) -> None:
    assert len(remarks) > 20
    assert [words for words in remarks if words in document.text] == []


def test_it_is_no_longer_than_it_may_be(document: "Document", expected: dict[str, Any]) -> None:
    assert document.before_annex <= expected["pages_before_annex"]


def test_an_interactive_dialogue_is_no_longer_on_letter(press: "Press") -> None:
    assert press.document("hrc-dialogue", paper="letter").before_annex <= 10


def test_its_bookmarks_are_its_structure(document: "Document", expected: dict[str, Any]) -> None:
    lines = []
    with document.pdf.open_outline() as outline:
        for part in outline.root:
            lines.append(str(part.title))
            lines += [f"  {heading.title}" for heading in part.children]
            assert not [heading for heading in part.children if heading.children]
    assert "\n".join(lines) == expected["outline"].strip("\n")


def test_its_pages_have_the_size_of_the_paper(document: "Document", expected: dict[str, Any]) -> None:
    sizes = {" x ".join(str(round(float(side))) for side in page.MediaBox[2:]) for page in document.pdf.pages}
    assert sizes == {expected["paper"]}


def test_every_link_leads_to_a_page_of_it(document: "Document", expected: dict[str, Any]) -> None:
    pages = {page.objgen for page in document.pdf.pages}
    links = [link for page in document.pdf.pages for link in page.get("/Annots", [])]
    assert {link.Dest[0].objgen for link in links} <= pages
    assert all(str(link.Contents) for link in links)
    assert len(links) >= expected["links"]


def test_every_note_is_linked_from_the_text(document: "Document") -> None:
    targets = {area.target for page in document.pages.pages for placed in page.body for area in placed.strip.areas}
    assert {f"note-{note.number}" for note in document.briefing.notes} <= targets


def test_every_destination_is_on_a_page_of_it(document: "Document") -> None:
    pages = document.pages
    assert {target.page for target in pages.destinations.values()} <= {page.number for page in pages.pages}
    assert {item.target for item in pages.outline} <= pages.destinations.keys()


@pytest.mark.parametrize("marked", ["", "RESTRICTED"])
def test_the_marking_stands_at_top_and_foot_of_every_page(press: "Press", marked: str) -> None:
    document = press.document("chronology", marking=marked.lower())
    assert {page.count("RESTRICTED") for page in document.raw_pages} == {2 if marked else 0}
