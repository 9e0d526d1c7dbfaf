"""Ctrl+P among the batches: the report of one batch goes on paper, and the list can still be printed."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from tests.kit.window import made, opened, panel, press, quiet, until
from ui.kit.panel import Panel
from ui.kit.print_sheet import PrintSheet
from ui.kit.words import words
from ui.session import Session

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def session(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with opened(made(tmp_path_factory.mktemp("reports") / "ws", 40, 4)) as session:
        yield session


@pytest.fixture
def batches(session: Session) -> Iterator[Panel]:
    session.window.activateWindow()
    view = panel(session, "batches")
    view.table.move_cursor(0)
    view.table.setFocus()
    yield view
    view.marks.clear()
    if view.printing.sheet is not None:
        view.printing.sheet.close()
    quiet(session)


def _pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _set(session: Session, view: Panel, keys: Qt.KeyboardModifier = CTRL) -> PrintSheet:
    press(view.table, Qt.Key.Key_P, keys)
    until(lambda: not view.printing.working(), "the pages to be set")
    quiet(session)
    assert view.printing.sheet is not None
    return view.printing.sheet


def _report(session: Session, view: Panel, number: int) -> str:
    return "\n".join(_pages(session.desk.folder / "cache" / f"print-batches-{view.model.ids[number]}.pdf"))


def test_ctrl_p_prints_the_report_of_the_batch_under_the_cursor(session: Session, batches: Panel) -> None:
    batches.filter_by("has:failure")
    quiet(session)
    sheet = _set(session, batches)
    said = _report(session, batches, 0)
    row = batches.model.row(0)
    assert row is not None
    assert "Failures by cause" in said
    assert f"Batch\r\n{row.number}" in said or f"Batch {row.number}" in said
    assert sheet.windowTitle() == "Print: Buy images, reise"
    batches.filter_by("")
    quiet(session)


def test_a_german_report_is_german_throughout(session: Session, batches: Panel) -> None:
    batches.filter_by("has:failure")
    quiet(session)
    words().use("de")
    try:
        _set(session, batches)
    finally:
        words().use("en")
    said = " ".join(_report(session, batches, 0).split())
    assert "Fehler nach Ursache" in said
    assert "Die Lizenz dieses Bildes" in said
    assert "licence of this image" not in said
    batches.filter_by("")
    quiet(session)


def test_a_selected_batch_is_meant_before_the_one_under_the_cursor(session: Session, batches: Panel) -> None:
    batches.marks.toggle(batches.model.ids[1])
    quiet(session)
    _set(session, batches)
    row = batches.model.row(1)
    assert row is not None
    assert str(row.actor) in _report(session, batches, 1)


def test_several_selected_batches_are_printed_as_a_list(session: Session, batches: Panel) -> None:
    for row_id in batches.model.ids[:2]:
        batches.marks.toggle(row_id)
    quiet(session)
    _set(session, batches)
    assert batches.printing.paper is not None
    assert len(batches.printing.paper.rows) == 2


def test_the_list_of_batches_can_still_be_printed(session: Session, batches: Panel) -> None:
    sheet = _set(session, batches, CTRL | SHIFT)
    (page,) = _pages(session.desk.folder / "cache" / "print-batches.pdf")
    assert page.startswith("Batches")
    assert sheet.windowTitle() == "Print: Batches"


def test_a_report_goes_upright_onto_the_printer_and_into_a_file(
    session: Session, batches: Panel, tmp_path: Path
) -> None:
    sheet = _set(session, batches)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    batches.printing.printer_asked = lambda _owner: printer
    sheet.print_button.click()
    until(lambda: not batches.printing.working(), "the printer")
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as document:
        assert len(document) == 1
        width, height = document.get_page_size(0)
        assert width < height
        pixels = document[0].render(scale=0.5, grayscale=True)
        dark = sum(byte < 128 for byte in bytes(pixels.buffer))
        assert dark > 100
    batches.printing.place_asked = lambda *_asked: tmp_path / "kept.pdf"
    sheet.save_button.click()
    assert "Failures by cause" in "\n".join(_pages(tmp_path / "kept.pdf"))
