"""Documents are drawn page by page, and what cannot be read is said."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.kit.hosted import hosted
from ui.kit.document_view import DocumentView
from ui.kit.papers import drawn, page_sizes
from ui.workers.pool import PicturePool


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    document = pypdfium2.PdfDocument.new()
    for _ in range(3):
        document.new_page(595, 842)
    file = tmp_path / "advice.pdf"
    document.save(file)
    document.close()
    return file


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[DocumentView]:
    pool = PicturePool()
    made = DocumentView(pool)
    made.host = hosted(qtbot, made, 500, 400)  # type: ignore[attr-defined]
    yield made
    assert pool.end()


def test_pages_are_measured_and_drawn(paper: Path) -> None:
    assert page_sizes(paper) == ((595.0, 842.0),) * 3
    image = drawn(paper, 1, 300)
    assert image.width() == 300
    assert image.pixelColor(150, 200).name() == "#ffffff"


def test_the_view_shows_which_page_is_in_front(view: DocumentView, paper: Path, qtbot: QtBot) -> None:
    view.show_document(paper, "CA-2026-00001")
    assert view.page.text() == "Page 1 of 3"
    qtbot.wait(100)
    view.sheets.setFocus()
    for _ in range(3):
        QTest.keyClick(view.sheets, Qt.Key.Key_Space)
    assert view.page.text() != "Page 1 of 3"


def test_zoom_keys_make_pages_larger_and_fit_again(view: DocumentView, paper: Path) -> None:
    view.show_document(paper)
    fitted = view.sheets.factor()
    QTest.keyClick(view.sheets, Qt.Key.Key_Plus)
    assert view.sheets.factor() > fitted
    QTest.keyClick(view.sheets, Qt.Key.Key_0)
    assert view.sheets.factor() == fitted


def test_a_file_that_is_no_document_is_named_as_such(view: DocumentView, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"not a document")
    view.show_document(broken)
    assert "cannot be read" in view.empty.title.text()


def test_without_a_document_the_reason_is_said(view: DocumentView) -> None:
    view.show_document(None, why_not="The document is made when the advice is issued.")
    assert view.empty.title.text() == "The document is made when the advice is issued."
    assert not view.sheets.isVisible()
