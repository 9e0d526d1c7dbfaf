"""Ctrl+E: the list on screen becomes a file, off the window's thread, and the window says what came of it."""

import csv
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rightsdesk import bootstrap
from rightsdesk.desk import Query
from rightsdesk.desk.lists import ENGLISH
from rightsdesk.documents.csv_file import unguarded
from tests.documents.nasty import sheets
from tests.kit.fake_desk import FakeReader
from tests.kit.features import FEATURE
from tests.kit.surroundings import settle, surroundings
from tests.kit.terminal import Terminal
from tests.kit.window import opened, panel, press, until
from ui.kit import export_line
from ui.kit.actions import all_actions
from ui.kit.ask import folder_asked, place_asked
from ui.kit.exported import Wanted, fields
from ui.kit.page import Surroundings
from ui.kit.panel import Panel
from ui.kit.stage import Stage
from ui.kit.table_layout import Layout
from ui.kit.words import words
from ui.pages import places

IMAGES = 1_200


class View:
    """The view on a stage, with answers to what its dialogs would ask."""

    def __init__(self, around: Surroundings, qtbot: QtBot, folder: Path) -> None:
        self.around, self.folder = around, folder
        self.stage = Stage()
        qtbot.addWidget(self.stage)
        self.panel = Panel(FEATURE, around)
        self.stage.add_view(self.panel, self.panel.side)
        self.stage.resize(1300, 700)
        self.stage.show()
        self.place: Path | None = folder / "list.xlsx"
        self.suggested: list[Path] = []
        self.opened: list[Path] = []
        self.panel.exporting.place_asked = self._asked
        self.panel.exporting.folder_opened = self.opened.append
        settle(around, 30)

    def _asked(self, _owner: QWidget, _title: str, suggested: Path, _kinds: Mapping[str, str]) -> Path | None:
        self.suggested.append(suggested)
        return self.place

    def press(self) -> None:
        self.panel.table.setFocus()
        QTest.keyClick(self.panel.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    def until_written(self) -> None:
        for _ in range(2_000):
            if not self.panel.exporting.writing():
                return
            QTest.qWait(5)
        pytest.fail("the list was never written")

    def exported(self) -> list[list[Any]]:
        self.press()
        self.until_written()
        assert self.place is not None
        [cells] = sheets(self.place)
        return cells

    def told(self) -> str:
        return self.around.toasts.said[-1].partition("  ")[2]


@pytest.fixture(name="view")
def a_view(qtbot: QtBot, tmp_path: Path) -> Iterator[View]:
    with surroundings(IMAGES, tmp_path) as around:
        yield View(around, qtbot, tmp_path)
        words().use("en")


@pytest.fixture(name="gate")
def a_gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Rows are only read for a file once the gate is open."""
    gate, read, window = threading.Event(), FakeReader.rows, threading.current_thread()

    def rows(reader: FakeReader, table: str, ids: Any) -> list[Any]:
        if threading.current_thread() is not window and len(ids) == 500:
            assert gate.wait(30)
        return read(reader, table, ids)

    monkeypatch.setattr(FakeReader, "rows", rows)
    yield gate
    gate.set()


def test_all_rows_are_written_with_the_visible_columns(view: View) -> None:
    titles, *rows = view.exported()
    assert titles == ["Image", "Vendor", "Price", "Price: currency", "Online until", "Platforms", "Sync"]
    assert len(rows) == IMAGES
    first = view.panel.model.row(0)
    assert first is not None
    assert rows[0] == [
        first.title, first.vendor_name, first.price / 100, "EUR", date.fromisoformat(first.online_until),
        ", ".join(first.platforms), "In sync",
    ]  # fmt: skip


def test_the_window_says_how_many_rows_and_shows_the_folder(view: View) -> None:
    view.exported()
    assert view.told() == "1,200 rows written to list.xlsx"
    [toast] = view.around.toasts.shown()
    [button] = [one for one in toast.findChildren(QPushButton) if one.text() == "Show in folder"]
    button.click()
    assert view.opened == [view.folder / "list.xlsx"]


def test_only_the_rows_of_the_filter_are_written_in_their_order(view: View) -> None:
    view.panel.filter_by("sync:failed")
    view.panel.table.head.order_wished.emit("price")
    settle(view.around, 60)
    shown = len(view.panel.model.ids)
    _, *rows = view.exported()
    prices = [row[2] for row in rows if row[2] != ""]
    assert len(rows) == shown < IMAGES
    assert prices == sorted(prices)
    assert {row[-1] for row in rows} == {"Failed"}


def test_only_the_selected_rows_are_written_where_some_are(view: View) -> None:
    ids = view.panel.model.ids
    chosen = [ids[700], ids[3], ids[40]]
    view.panel.marks.only(chosen)
    settle(view.around, 60)
    _, *rows = view.exported()
    reader = view.around.desk.reader()
    assert [row[0] for row in rows] == [row.title for row in reader.rows("images", [ids[3], ids[40], ids[700]])]
    reader.close()


def test_selected_rows_outside_of_the_view_come_last(view: View) -> None:
    view.panel.marks.select_all()
    view.panel.filter_by("sync:failed")
    settle(view.around, 60)
    shown = len(view.panel.model.ids)
    _, *rows = view.exported()
    assert len(rows) == IMAGES
    assert {row[-1] for row in rows[:shown]} == {"Failed"}
    assert "Failed" not in {row[-1] for row in rows[shown:]}


def test_columns_stand_as_the_person_put_them(view: View) -> None:
    layout = view.panel.layout_kept
    layout.sequence = ["sync", "title"]
    layout.show(FEATURE.columns[2], visible=False)
    layout.show(FEATURE.columns[6], visible=True)
    assert view.exported()[0] == ["Sync", "Image", "Vendor", "Online until", "Platforms", "State"]


def test_a_german_window_writes_german_csv(view: View) -> None:
    words().use("de")
    view.place = view.folder / "liste.csv"
    view.press()
    view.until_written()
    with view.place.open(encoding="utf-8-sig", newline="") as file:
        titles, first, *_ = csv.reader(file, delimiter=";")
    assert titles[3] == "Price: Währung"
    assert "," in first[2]
    assert unguarded(first[0]) == view.panel.model.row(0).title  # type: ignore[union-attr]
    assert view.told() == "1.200 Zeilen in liste.csv geschrieben"


def test_folder_and_kind_are_suggested_again(view: View) -> None:
    view.place = view.folder / "first.csv"
    view.press()
    view.until_written()
    view.place = None
    view.press()
    assert view.suggested[-1].parent == view.folder
    assert view.suggested[-1].suffix == ".csv"
    assert view.suggested[-1].name.startswith("images-20")


def test_nothing_is_written_when_the_question_is_declined(view: View) -> None:
    view.place = None
    view.press()
    assert not view.panel.exporting.writing()
    assert not list(view.folder.glob("*.xlsx"))


def test_the_window_lives_while_a_list_is_written(
    view: View, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_line, "AFTER_MS", 1)
    view.press()
    view.panel.filter_by("sync:failed")
    settle(view.around, 60)
    assert view.panel.exporting.writing()
    assert view.panel.export_line.isVisible()
    assert 0 < len(view.panel.model.ids) < IMAGES
    view.press()
    assert view.told() == "A list is being written already"
    gate.set()
    view.until_written()
    [cells] = sheets(view.folder / "list.xlsx")
    assert len(cells) == IMAGES + 1
    assert view.panel.export_line.isHidden()


def test_stopping_keeps_what_stood_there_before(view: View, gate: threading.Event) -> None:
    (view.folder / "list.xlsx").write_bytes(b"before")
    view.press()
    view.panel.export_line.stop.click()
    gate.set()
    view.until_written()
    assert view.told() == "Stopped; nothing was written"
    assert (view.folder / "list.xlsx").read_bytes() == b"before"
    assert not list(view.folder.glob("*.part"))


def test_the_end_of_the_program_does_not_wait_for_a_long_list(view: View, gate: threading.Event) -> None:
    view.press()
    for errand in view.around.roster._adopted:  # noqa: SLF001 - what the end of the program does first
        errand.stop()
    gate.set()
    assert view.around.roster.end() == ()
    assert not list(view.folder.glob("list*"))


def test_a_place_that_cannot_be_written_keeps_filter_and_selection(view: View) -> None:
    view.panel.marks.only(list(view.panel.model.ids[:7]))
    view.place = view.folder / "none" / "list.xlsx"
    view.press()
    view.until_written()
    assert view.told().startswith("There is no folder")
    assert view.panel.marks.known_count() == 7
    view.place = view.folder / "list.txt"
    view.press()
    view.until_written()
    assert ".csv or .xlsx" in view.told()


def test_a_formula_from_a_vendor_is_a_text_in_the_file(view: View) -> None:
    row = view.panel.model.row(0)
    view.around.desk.change(row, title="=cmd|' /C calc'!A0", vendor_name="a\x00b")  # type: ignore[attr-defined]
    assert view.exported()[1][:2] == ["=cmd|' /C calc'!A0", "ab"]
    assert view.told() == "1,200 rows written to list.xlsx · 1 text without its control characters"


def test_the_action_has_a_name_keys_and_a_place_in_menu_and_palette(view: View) -> None:
    [made] = [one for one in all_actions(view.stage) if one.objectName() == "images.Export list…"]
    assert (made.text(), made.toolTip()) == ("Export list…", "Export list… (Ctrl+E)")
    assert made in view.panel.head._actions  # noqa: SLF001 - what the menu is made of


@pytest.mark.parametrize("feature", [place.feature for place in places() if place.feature], ids=lambda one: one.key)
def test_every_declared_list_can_be_written(feature: Any) -> None:
    layout = Layout(shown=[column.key for column in feature.columns])
    made = fields(feature.columns, layout)
    assert len({field.column.key for field in made}) == len(made) >= len(feature.columns)


def test_the_dialog_gives_the_chosen_kind_its_ending(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    kinds = {"Workbook (*.xlsx)": "xlsx", "CSV (*.csv)": "csv"}

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.selectNameFilter("CSV (*.csv)")
        dialog.filterSelected.emit("CSV (*.csv)")
        dialog.done(1)

    QTimer.singleShot(0, answer)
    assert place_asked(owner, "Export", tmp_path / "images-2026.xlsx", kinds) == tmp_path / "images-2026.csv"


def test_the_dialog_for_a_folder_begins_with_the_last_one(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        assert dialog.fileMode() == QFileDialog.FileMode.Directory
        assert Path(dialog.directory().path()) == tmp_path
        dialog.selectFile(str(tmp_path / "post"))
        dialog.done(1)

    (tmp_path / "post").mkdir()
    QTimer.singleShot(0, answer)
    assert folder_asked(owner, "Deliver", tmp_path) == tmp_path / "post"


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_list_of_a_real_workspace_becomes_a_workbook(
    issued: Terminal, tmp_path: Path, qapp: QApplication, language: str
) -> None:
    words().use(language)
    desk = bootstrap.open_desk(issued.folder, bootstrap.Opening(in_process=True))
    try:
        for place in places():
            if place.feature is None:
                continue
            feature, file = place.feature, tmp_path / f"{place.key}.xlsx"
            shown = Layout(shown=[column.key for column in feature.columns])
            wanted = Wanted(Query(feature.table), None, fields(feature.columns, shown), str(feature.title), ENGLISH)
            written = wanted.write(desk.reader(), file, lambda _done, _total, _words: None)
            [[titles, *rows]] = sheets(file)
            assert titles[0] == str(feature.columns[0].title)
            assert len(rows) == written.rows == desk.reader().count(Query(feature.table))
    finally:
        desk.close()
        words().use("en")


def test_amounts_counts_and_days_are_not_texts(issued: Terminal, tmp_path: Path, qapp: QApplication) -> None:
    feature = next(place.feature for place in places() if place.key == "credit_advices")
    assert feature is not None
    kinds = {field.column.title: field.column.kind for field in fields(feature.columns, Layout())}
    assert kinds["Amount"] == "money"
    desk = bootstrap.open_desk(issued.folder, bootstrap.Opening(in_process=True))
    wanted = Wanted(Query(feature.table), None, fields(feature.columns, Layout()), "Advices", ENGLISH)
    wanted.write(desk.reader(), tmp_path / "list.xlsx", lambda _done, _total, _words: None)
    desk.close()
    [[titles, *rows]] = sheets(tmp_path / "list.xlsx")
    total = sum(float(advice["gross"]) for advice in issued.json("advices", "list"))
    assert round(sum(row[titles.index("Amount")] for row in rows), 2) == round(total, 2)


def test_the_real_window_writes_a_list_and_closes(issued: Terminal, tmp_path: Path, qtbot: QtBot) -> None:
    with opened(issued.folder) as session:
        shown = panel(session, "images")
        shown.exporting.place_asked = lambda *_asked: tmp_path / "list.csv"
        press(shown.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        until(lambda: not shown.exporting.writing())
        assert (tmp_path / "list.csv").read_text(encoding="utf-8-sig").count("\n") == len(shown.model.ids) + 1
