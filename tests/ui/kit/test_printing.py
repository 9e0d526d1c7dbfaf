"""Ctrl+P: any list goes on paper as it is shown, with its heading, its sums and the number of every page."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from tests.kit.window import made, opened, panel, press, quiet, until
from ui.kit import list_paper
from ui.kit.list_pages import Setter
from ui.kit.list_paper import ListPaper, PaperColumn
from ui.kit.panel import Panel
from ui.kit.print_sheet import PrintSheet
from ui.session import Session

CTRL = Qt.KeyboardModifier.ControlModifier
NASTY = '<img src="file:///etc/passwd">'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("printing") / "ws")


@pytest.fixture
def session(folder: Path, qapp: object) -> Iterator[Session]:
    with opened(folder) as session:
        yield session


def _pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _set(session: Session, view: Panel) -> PrintSheet:
    view.table.setFocus()
    press(view.table, Qt.Key.Key_P, CTRL)
    until(lambda: not view.printing.working(), "the pages to be set")
    quiet(session)
    assert view.printing.sheet is not None
    return view.printing.sheet


def test_a_list_is_set_as_it_is_shown_and_looked_at_first(session: Session) -> None:
    images = panel(session, "images")
    sheet = _set(session, images)
    pages = _pages(session.desk.folder / "cache" / "print-images.pdf")
    assert pages[0].startswith("Images\r\n60 images")
    heads = [str(one.title) for one in images.feature.columns if images.layout_kept.visible(one)]
    assert all(head in page for page in pages for head in heads)
    assert [f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)
    assert "Total " in pages[-1]
    assert sheet.document.page.text() == f"Page 1 of {len(pages)}"
    sheet.close()


def test_selected_rows_alone_are_set_where_some_are_selected(session: Session) -> None:
    images = panel(session, "images")
    images.table.setFocus()
    press(images.table, Qt.Key.Key_Space)
    quiet(session)
    _set(session, images).close()
    assert images.printing.paper is not None
    assert len(images.printing.paper.rows) == 1
    assert images.printing.paper.about[0] == "1 image selected"
    images.marks.clear()


def test_filter_and_order_stand_in_the_heading(session: Session) -> None:
    images = panel(session, "images")
    images.filter_by("price>=1")
    quiet(session)
    _set(session, images).close()
    assert images.printing.paper is not None
    about = " ".join(images.printing.paper.about)
    assert all(chip.whole() in about for chip in images.filters.chips)
    assert images.filters.chips
    images.filter_by("")


def test_the_set_pages_are_kept_as_pdf_where_wished(session: Session, tmp_path: Path) -> None:
    vendors = panel(session, "vendors")
    sheet = _set(session, vendors)
    vendors.printing.place_asked = lambda _owner, _title, _suggested, _kinds: tmp_path / "vendors.pdf"
    sheet.save_button.click()
    assert _pages(tmp_path / "vendors.pdf")[0].startswith("Vendors")
    vendors.printing.place_asked = lambda _owner, _title, _suggested, _kinds: tmp_path / "no" / "vendors.pdf"
    sheet.save_button.click()
    assert "no folder" in session.window.toasts.said[-1]
    sheet.close()


def test_a_printer_gets_the_chosen_pages_only(session: Session, tmp_path: Path) -> None:
    images = panel(session, "images")
    sheet = _set(session, images)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 2)
    images.printing.printer_asked = lambda _owner: printer
    sheet.print_button.click()
    until(lambda: not images.printing.working(), "the printer")
    (page,) = _pages(tmp_path / "printed.pdf")
    assert "Page 2 of" in page
    sheet.close()


def test_too_many_rows_for_paper_are_refused_with_a_way_out(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_paper, "MOST", 10)
    images = panel(session, "images")
    images.printing.open()
    until(lambda: not images.printing.working())
    assert "60 rows are too many for paper" in session.window.toasts.said[-1]
    assert "export it to a file" in session.window.toasts.said[-1]


def test_stopping_leaves_the_list_unprinted(session: Session) -> None:
    images = panel(session, "images")
    images.printing.open()
    images.printing.stop()
    until(lambda: not images.printing.working())
    assert "Stopped" in session.window.toasts.said[-1] or images.printing.sheet is not None
    if images.printing.sheet is not None:
        images.printing.sheet.close()
    QTest.qWait(20)


def test_every_row_stands_on_exactly_one_page() -> None:
    from PySide6.QtCore import QRectF

    rows = tuple(((NASTY, str(number)),) for number in range(500))
    paper = ListPaper("List", ("500 rows",), "foot", (PaperColumn("Title", 100),), rows, ("€ 1",))
    setter = Setter(paper, QRectF(0, 0, 842, 595))
    room = setter.rows_on(0) + (setter.count - 1) * setter.rows_on(1)
    assert room - setter.rows_on(1) < len(rows) + 1 <= room
