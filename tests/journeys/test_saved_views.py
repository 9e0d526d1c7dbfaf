"""A view under a name of one's own, from Ctrl+S to the next start and into another workspace."""

import shutil
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rightsdesk.desk import NamedView
from tests.journeys import given
from tests.kit.window import opened, panel, quiet, until
from ui.kit.column_chooser import ColumnChooser
from ui.kit.name_popover import NamePopover
from ui.kit.navigation import Entry
from ui.kit.panel import Panel
from ui.session import Session

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NAME = "Failures <img src='file:///etc/passwd'>"


def test_a_named_view_counts_live_and_is_there_after_a_restart(qapp: QApplication, workspace: Path) -> None:
    with opened(workspace) as session:
        images = panel(session, "images")
        key = _saved(session, images)
        entry = _entry(session, key)
        assert (entry.text(), entry.isChecked()) == (NAME, True)
        until(lambda: entry.counter == "3", "the count")
        images.marks.only(list(images.model.ids[:1]))
        quiet(session)
        images.inspector.bulk.rows["credit"].enter("House")
        quiet(session)
        images.selecting.acting.take_main()
        assert given.batch(session, "update-metadata").done == 1
        until(lambda: _entry(session, key).counter == "2", "the count after the batch")
        assert len(images.model.ids) == 3
        images.filters.put("vendor:alpenpix")
        quiet(session)
        assert _entry(session, key).accessibleName().endswith(", changed")
        session.window.palette_sheet.open("failures img")
        assert next(offer.kind for offer in session.window.palette_sheet.offers()) == "Saved view · 2"
        session.window.palette_sheet.close_again()
    with opened(workspace) as session:
        images = panel(session, "images")
        quiet(session)
        assert (images.layout_kept.view, images.viewing.changed) == (key, True)
        assert images.table.isColumnHidden(2)
        images.head.mark.revert.click()
        quiet(session)
        assert (images.asking.where, images.viewing.changed) == ("sync:failed", False)


def test_a_view_goes_from_one_workspace_into_another_as_a_file(
    qapp: QApplication, workspace: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(workspace, tmp_path / "other"))
    with opened(workspace) as session:
        images = panel(session, "images")
        session.desk.views.give(_named(session, _saved(session, images)), tmp_path / "failures.rdview")
    with opened(other) as session:
        images = panel(session, "images")
        images.viewing.bring(tmp_path / "failures.rdview")
        quiet(session)
        assert (images.head.mark.isHidden(), images.asking.where) == (True, "sync:failed")
        images.viewing.bring(other / "settings.toml")
        assert "is no saved view" in session.window.toasts.said[-1]


def test_columns_are_chosen_moved_and_reset_with_the_keyboard_alone(session: Session) -> None:
    images = panel(session, "images")
    images.head.columns_button.click()
    chooser = session.window.findChildren(ColumnChooser)[-1]
    QTest.keyClicks(chooser.search, "byline")
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    shown = 1 + [one.key for one in images.feature.columns].index("byline")
    assert not images.table.isColumnHidden(shown)
    assert images.table.columnWidth(shown) > 0
    chooser.search.clear()
    chooser.list.setCurrentRow(chooser.listed().index("vendor_name"))
    QTest.keyClick(chooser.list, Qt.Key.Key_Down, ALT)
    assert images.layout_kept.sequence[:3] == ["title", "licence_end", "vendor_name"]
    assert images.table.head.visualIndex(2) == 3
    chooser.reset_wished.emit()
    assert images.layout_kept.sequence == []
    assert images.table.isColumnHidden(shown)
    chooser.leave()


def test_a_double_click_on_the_edge_of_a_title_fits_its_column(session: Session) -> None:
    images = panel(session, "images")
    head = images.table.head
    head.resizeSection(2, 60)
    edge = QPoint(head.sectionViewportPosition(2) + head.sectionSize(2) - 1, head.height() // 2)
    QTest.mouseMove(head.viewport(), edge)
    QTest.mouseDClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge)
    assert head.sectionSize(2) > 100
    assert images.layout_kept.widths["vendor_name"] == head.sectionSize(2)


def _saved(session: Session, images: Panel) -> str:
    images.filter_by("sync:failed")
    quiet(session)
    images.layout_kept.show(images.feature.columns[1], visible=False)
    images.head.layout_changed.emit()
    session.window.activateWindow()
    QTest.keyClick(images.table, Qt.Key.Key_S, CTRL)
    pop = session.window.findChildren(NamePopover)[-1]
    QTest.keyClicks(pop.field, NAME)
    QTest.keyClick(pop.field, Qt.Key.Key_Return)
    quiet(session)
    return images.layout_kept.view


def _named(session: Session, key: str) -> NamedView:
    return next(one for one in session.desk.views.all().views if one.key == key)


def _entry(session: Session, key: str) -> Entry:
    found = session.window.navigation.findChildren(Entry, f"view-{key}")[-1]
    assert isinstance(found, Entry)
    return found
