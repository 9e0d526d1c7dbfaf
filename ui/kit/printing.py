"""A list on paper, or the report of one row: made off the window's thread, looked at first, then printed or kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QPdfWriter

from rightsdesk.desk.lists import replacing, suggested_name
from rightsdesk.faults import Fault
from ui.kit import print_pages, show
from ui.kit import selection as steps
from ui.kit.ask import place_asked
from ui.kit.contents import line_of
from ui.kit.exported import shown_columns
from ui.kit.exporting import FOLDER, PlaceAsked
from ui.kit.list_pages import prepare, write
from ui.kit.list_paper import ListPaper, ListWanted
from ui.kit.panel_view import PanelView
from ui.kit.papers import page_sizes
from ui.kit.print_sheet import PrintSheet
from ui.kit.words import tn, told, tr
from ui.workers.errand import Errand, LongJob, Progress

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DOTS = 300
PrinterAsked = Callable[[QObject], "QPrinter | None"]
"""Asks on which printer, and which pages; None where the person changed their mind."""


class Printing(QObject):
    """One list at a time for each view: the rows of the present filter, or only those selected."""

    def __init__(self, view: PanelView) -> None:
        super().__init__(view)
        self._view, self._line = view, view.export_line
        self._errand: Errand | None = None
        self._stopped = False
        self.paper: ListPaper | None = None
        self.sheet: PrintSheet | None = None
        self._onto: Callable[..., int] | None = None
        """Puts what the sheet shows onto a printer."""
        self.place_asked: PlaceAsked = place_asked
        self.printer_asked: PrinterAsked = _printer_asked
        self._line.stop_wished.connect(self.stop)

    def open(self) -> None:
        """Ctrl+P: the report of the row that is meant where its view has one, otherwise the list."""
        meant = self._meant()
        if meant is None:
            self.open_list()
        elif not self._is_busy():
            self._open_report(meant)

    def open_list(self) -> None:
        """Set the pages of the list, then show them."""
        if self._is_busy():
            return
        wanted, desk = self._wanted(), self._view.around.desk
        folder = desk.folder / "cache"
        path = folder / f"print-{self._view.feature.key}.pdf"

        def job(progress: Progress) -> tuple[ListPaper, int]:
            status, made = desk.status(), show.moment(datetime.now().astimezone())
            printed = tr("Print", "printed {moment}", moment=made)
            foot = f"RightsDesk · {status.workspace} · {status.actor} · {printed}"
            reader = desk.reader()
            try:
                paper = replace(wanted, foot=foot).gather(reader, progress)
            finally:
                reader.close()
            folder.mkdir(exist_ok=True)
            return paper, pdf(paper, path, progress)

        self._run(job, str(self._view.feature.title), partial(self._show, path))

    def stop(self) -> None:
        """Leave it."""
        if self._errand is not None:
            self._stopped = True
            self._line.stopping()
            self._errand.stop()

    def working(self) -> bool:
        """Whether pages are being set or printed."""
        return self._errand is not None

    def _is_busy(self) -> bool:
        if self._errand is not None:
            self._view.around.toasts.say(tr("Print", "Pages are being set already"), state="warning")
        return self._errand is not None

    def _meant(self) -> int | None:
        """The only row selected, or the one under the cursor where none is; None where the list is meant."""
        view, chosen = self._view, self._view.marks.selection
        if view.feature.report is None or steps.is_empty(chosen):
            return view.table.cursor_id if view.feature.report else None
        return next(iter(chosen.plus)) if chosen.query is None and len(chosen.plus) == 1 else None

    def _open_report(self, row_id: int) -> None:
        view, report, folder = self._view, self._view.feature.report, self._view.around.desk.folder / "cache"
        path = folder / f"print-{view.feature.key}-{row_id}.pdf"

        def job(progress: Progress) -> tuple[str, int]:
            progress(0, 1, "")
            reader = view.around.desk.reader()
            try:
                (row,) = reader.rows(view.feature.table, [row_id])
                folder.mkdir(exist_ok=True)
                if report is not None:
                    report(view.around, row)(path)
            finally:
                reader.close()
            title = view.feature.inspector.title
            return line_of(title, row).text if title else "", len(page_sizes(path))

        self._run(job, str(view.feature.title), partial(self._show_report, path))

    def _show(self, path: Path, answer: Any) -> None:
        self.paper, pages = answer
        self._look_at(path, str(self._view.feature.title), pages, partial(write, self.paper), across=True)

    def _show_report(self, path: Path, answer: Any) -> None:
        title, pages = answer
        self._look_at(path, title, pages, partial(print_pages.write, path), across=False)

    def _look_at(self, path: Path, title: str, pages: int, onto: Callable[..., int], *, across: bool) -> None:
        self._onto = onto
        sheet = self.sheet = PrintSheet(path, title, pages, self._view.around, self._view, across=across)
        sheet.save_wished.connect(partial(self._save, path, title))
        sheet.print_wished.connect(partial(self._print, across=across))
        sheet.open()

    def _save(self, made: Path, title: str) -> None:
        view, memory = self._view, self._view.around.memory
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = suggested_name(title, datetime.now().astimezone().date())
        suggested = Path(str(memory.get(FOLDER) or documents)) / f"{name}.pdf"
        path = self.place_asked(view, tr("Print", "Save as PDF"), suggested, {tr("Print", "Document (*.pdf)"): "pdf"})
        if path is None:
            return
        try:
            with replacing(path) as beside:
                shutil.copyfile(made, beside)
        except Fault as fault:
            view.around.toasts.say(told(fault.sentence), state="failed")
            return
        memory.put(FOLDER, str(path.parent))
        ways = [(tr("Export", "Show in folder"), partial(view.exporting.folder_opened, path))]  # type: ignore[attr-defined] # every view exports
        view.around.toasts.say(tr("Print", "Saved as {file}", file=path.name), ways)

    def _print(self, *, across: bool) -> None:
        onto, printer = self._onto, self.printer_asked(self.sheet or self)
        if onto is None or printer is None:
            return
        prepare(printer, across=across)
        first, last = printer.fromPage(), printer.toPage()

        def job(progress: Progress) -> int:
            pages = range(first - 1, last) if first else None
            return onto(printer, printer.resolution(), lambda done, total: progress(done, total, ""), pages)

        self._run(job, printer.printerName() or tr("Print", "the printer"), self._printed)

    def _printed(self, pages: Any) -> None:
        if pages:
            self._view.around.toasts.say(tn("Print", "%n page(s) sent to the printer", pages))
        else:
            self._view.around.toasts.say(tr("Print", "The printer took nothing; look whether it is on"), state="failed")

    def _run(self, job: LongJob, name: str, done: Callable[[Any], None]) -> None:
        self._stopped = False
        self._line.begin(name)
        errand = self._errand = Errand(job, self)
        errand.went_on.connect(lambda at, total, _words: self._line.tell(at, total))
        errand.done.connect(partial(self._done, done))
        errand.failed.connect(self._failed)
        self._view.around.roster.adopt(errand)
        errand.start()

    def _done(self, then: Callable[[Any], None], answer: Any) -> None:
        self._end()
        then(answer)

    def _failed(self, sentence: str) -> None:
        self._end()
        if self._stopped:
            self._view.around.toasts.say(tr("Print", "Stopped; nothing was printed"), state="neutral")
        else:
            self._view.around.toasts.say(told(sentence), state="failed")

    def _end(self) -> None:
        self._line.end()
        self._errand = None

    def _wanted(self) -> ListWanted:
        view, chosen = self._view, self._view.marks.selection
        columns = shown_columns(view.feature.columns, view.layout_kept)
        some = not steps.is_empty(chosen)
        about = (*view.filters.said(), view.head.title())
        return ListWanted(
            query=view.asking.query(),
            selection=chosen if some else None,
            columns=columns,
            widths=[view.layout_kept.width(one) for one in columns],
            title=str(view.feature.title),
            noun=view.feature.selected if some else view.feature.noun,
            about=tuple(dict.fromkeys(filter(None, about))),
        )


def pdf(paper: ListPaper, path: Path, progress: Progress) -> int:
    """Write a paper as a PDF; answers the number of pages."""
    with replacing(path) as beside:
        device = QPdfWriter(str(beside))
        prepare(device)
        device.setResolution(DOTS)
        device.setTitle(paper.title)
        device.setCreator("RightsDesk")
        return write(paper, device, DOTS, lambda done, total: progress(done, total, ""))


def _printer_asked(owner: QObject) -> QPrinter | None:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    from PySide6.QtWidgets import QWidget

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, across=getattr(owner, "across", True))
    dialog = QPrintDialog(printer, owner if isinstance(owner, QWidget) else None)
    taken = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if taken else None
