"""What leaves is what was shown: audience, paper, marking, and the details it comes from."""

from functools import partial
from pathlib import Path

import pypdfium2  # noqa: TID253 - a reader that is not ours
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from briefpack.app.carrying import pack_in
from briefpack.app.inspecting import inspected
from briefpack.app.verifying import verify
from briefpack.briefing.reading import plain_text
from briefpack.evidence.items import Quote
from briefpack.evidence.sources import LATER_FACTS
from briefpack.gui.dialogs.details import DetailsSheet
from briefpack.gui.dialogs.export import ExportSheet
from briefpack.gui.dialogs.portrait import PortraitSheet
from briefpack.gui.pictures import PagePicture
from briefpack.gui.window import Window
from briefpack.pack.edits import add_item, change_entry
from briefpack.pack.pack import content_hash
from briefpack.pack.safewrite import FileProblem


@pytest.fixture
def sheet(qtbot: QtBot, window: Window) -> ExportSheet:
    window.table.action("export").trigger()
    made = window.findChild(ExportSheet)
    assert isinstance(made, ExportSheet)
    qtbot.waitUntil(made.export_button.isEnabled, timeout=30_000)
    return made


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_every_page_that_leaves_is_shown_first(sheet: ExportSheet) -> None:
    assert sheet._leaving is not None
    assert len(sheet.findChildren(PagePicture)) == min(sheet._leaving.pages, 24)
    assert sheet.state.text() == f"{sheet._leaving.pages} pages will leave."


def test_paper_and_marking_are_printed_and_the_pack_keeps_its_own(
    qtbot: QtBot, window: Window, sheet: ExportSheet, tmp_path: Path
) -> None:
    assert window.session is not None
    before = window.session.pack
    sheet.paper_field.setCurrentIndex(1)
    sheet.marking_field.clear()
    qtbot.keyClicks(sheet.marking_field, "For the delegation")
    assert not sheet.export_button.isEnabled()
    qtbot.waitUntil(sheet.export_button.isEnabled, timeout=30_000)
    out = tmp_path / "out.pdf"
    sheet.write(out)
    qtbot.waitUntil(lambda: sheet.written == out, timeout=10_000)
    assert "FOR THE DELEGATION" in text_of(out)
    assert pypdfium2.PdfDocument(out).get_page_size(0) == (612, 792)
    assert window.session.pack is before
    assert sheet.folder_button.isVisible()
    assert not window.session.unsaved


def written(qtbot: QtBot, sheet: ExportSheet, path: Path) -> Path:
    sheet.write(path)
    qtbot.waitUntil(lambda: sheet.written == path, timeout=10_000)
    return path


def test_the_pdf_carries_its_pack_without_private_notes(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    assert window.session is not None
    entry = next(each.id for section in window.session.pack.sections for each in section.entries)
    window.session.do("Write a note", partial(change_entry, entry_id=entry, note="not for others"))
    sheet = ExportSheet(window, window.house, window.session)
    qtbot.addWidget(sheet)
    qtbot.waitUntil(sheet.export_button.isEnabled, timeout=30_000)
    out = written(qtbot, sheet, tmp_path / "out.pdf")
    carried = pack_in(out).pack
    assert content_hash(carried) == content_hash(window.session.pack)
    assert not any(each.note for section in carried.sections for each in section.entries)
    assert verify(out).verified


def test_the_pack_can_be_left_at_home(qtbot: QtBot, sheet: ExportSheet, tmp_path: Path) -> None:
    sheet.extras.pack_switch.click()
    assert not sheet.export_button.isEnabled()
    qtbot.waitUntil(sheet.export_button.isEnabled, timeout=30_000)
    with pytest.raises(FileProblem, match="carries no pack"):
        pack_in(written(qtbot, sheet, tmp_path / "out.pdf"))


def test_a_public_pdf_never_carries_its_pack(qtbot: QtBot, sheet: ExportSheet, tmp_path: Path) -> None:
    button = sheet.findChild(QRadioButton, "audience-public")
    assert isinstance(button, QRadioButton)
    button.click()
    assert not sheet.extras.pack_switch.isEnabled()
    qtbot.waitUntil(sheet.export_button.isEnabled, timeout=30_000)
    with pytest.raises(FileProblem, match="carries no pack"):
        pack_in(written(qtbot, sheet, tmp_path / "out.pdf"))


def test_a_copy_with_a_password_lies_beside_the_pdf(qtbot: QtBot, sheet: ExportSheet, tmp_path: Path) -> None:
    sheet.extras.copy_switch.click()
    assert sheet.extras.password_field.isVisible()
    assert not sheet.export_button.isEnabled()
    qtbot.keyClicks(sheet.extras.password_field, "open sesame")
    qtbot.keyClicks(sheet.extras.again_field, "open")
    assert not sheet.export_button.isEnabled()
    assert sheet.state.text() == "The two passwords differ."
    qtbot.keyClicks(sheet.extras.again_field, " sesame")
    assert sheet.export_button.isEnabled()
    (tmp_path / "out (with a password).pdf").write_bytes(b"of somebody else")
    out = written(qtbot, sheet, tmp_path / "out.pdf")
    copy = tmp_path / "out (with a password 2).pdf"
    assert sheet.written_copy == copy
    assert copy.name in sheet.state.text()
    with pytest.raises(FileProblem, match="asks for a password"):
        inspected(copy)
    assert verify(out).verified


def test_without_the_switch_no_password_is_asked_for(sheet: ExportSheet) -> None:
    sheet.extras.copy_switch.click()
    sheet.extras.copy_switch.click()
    assert sheet.export_button.isEnabled()
    assert sheet.extras.password == ""


def test_the_file_is_described_before_it_leaves(qtbot: QtBot, sheet: ExportSheet) -> None:
    sheet.portrait_button.click()
    qtbot.waitUntil(lambda: sheet.findChild(PortraitSheet) is not None, timeout=10_000)
    portrait = sheet.findChild(PortraitSheet)
    assert isinstance(portrait, PortraitSheet)
    words = portrait.page.toPlainText()
    assert "no author" in words
    assert "PDF/A-3a" in words
    assert "pack.briefpack" in words
    portrait.accept()


def test_a_marking_has_at_most_forty_characters(qtbot: QtBot, sheet: ExportSheet) -> None:
    sheet.marking_field.clear()
    qtbot.keyClicks(sheet.marking_field, "x" * 50)
    assert len(sheet.marking_field.text()) == 40


def test_the_public_version_says_what_it_leaves_out(qtbot: QtBot, window: Window) -> None:
    assert window.session is not None
    closed = next(
        item for item in window.house.library.all("quote") if isinstance(item, Quote) and item.usable_publicly != "yes"
    )
    section = next(each for each in window.session.pack.sections if each.kind == "quotes")
    window.session.do("Add quote", lambda pack: add_item(pack, section.id, closed.id))
    sheet = ExportSheet(window, window.house, window.session)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitUntil(sheet.export_button.isEnabled, timeout=30_000)
    assert sheet.left_out_note.isHidden()
    button = sheet.findChild(QRadioButton, "audience-public")
    assert isinstance(button, QRadioButton)
    button.click()
    qtbot.waitUntil(sheet.export_button.isEnabled, timeout=30_000)
    assert "left out because" in sheet.left_out_note.text()
    assert sheet.left_out_note.isVisible()
    assert sheet._leaving is not None
    assert closed.text not in plain_text(sheet._leaving.briefing)


def test_the_text_can_be_copied_for_an_e_mail(sheet: ExportSheet) -> None:
    sheet.copy_formatted.click()
    both = QGuiApplication.clipboard().mimeData()
    assert both.hasHtml()
    assert both.hasText()
    sheet.copy_plain.click()
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_a_full_disk_is_told_in_one_sentence(
    qtbot: QtBot, sheet: ExportSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet.write(tmp_path / "no folder" / "out.pdf")
    qtbot.waitUntil(lambda: "could not be written" in sheet.state.text())
    assert sheet.export_button.isEnabled()
    assert sheet.written is None


def test_details_change_the_pack_in_one_step(qtbot: QtBot, window: Window) -> None:
    assert window.session is not None
    window.table.action("details").trigger()
    sheet = window.findChild(DetailsSheet)
    assert isinstance(sheet, DetailsSheet)
    sheet.title_field.setText("For the minister")
    sheet.marking_field.setText("Draft")
    sheet.second_switch.setChecked(True)
    sheet._use()
    pack = window.session.pack
    assert (pack.title, pack.marking) == ("For the minister", "Draft")
    assert LATER_FACTS in pack.collections
    window.undo()
    assert LATER_FACTS not in window.session.pack.collections


def test_details_left_as_they_are_are_no_step(window: Window) -> None:
    assert window.session is not None
    window.table.action("details").trigger()
    sheet = window.findChild(DetailsSheet)
    assert isinstance(sheet, DetailsSheet)
    sheet._use()
    assert window.session.history.undo_label == ""


def test_a_pack_without_a_title_cannot_be_made(window: Window) -> None:
    window.table.action("details").trigger()
    sheet = window.findChild(DetailsSheet)
    assert isinstance(sheet, DetailsSheet)
    sheet.title_field.clear()
    assert not sheet._ok.isEnabled()
    assert sheet._problem.text() == "A pack needs a title."
    sheet.reject()
