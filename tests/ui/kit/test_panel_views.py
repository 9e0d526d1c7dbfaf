"""Saved views of people: named, changed, left, renamed, moved, deleted, and opened where something of them is gone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rightsdesk.desk import NamedView
from tests.kit.features import FEATURE
from tests.kit.staged import staged
from tests.kit.surroundings import settle, surroundings
from ui.kit.name_popover import NamePopover
from ui.kit.page import Surroundings
from ui.kit.panel import Panel


@pytest.fixture
def around() -> Iterator[Surroundings]:
    with surroundings(60) as around:
        yield around


@pytest.fixture
def panel(around: Surroundings, qtbot: QtBot) -> Iterator[Panel]:
    with staged(around, qtbot) as panel:
        yield panel


def _saved(panel: Panel, name: str = "Failures, short") -> str:
    """A view of one's own: a filter, an order, one column less, all set up as a person would."""
    panel.filters.put("sync:failed")
    panel.table.head.order_wished.emit("price")
    panel.layout_kept.show(FEATURE.columns[1], visible=False)
    panel.head.layout_changed.emit()
    panel.save_view()
    pop = _pop(panel)
    pop.field.setText(name)
    QTest.keyClick(pop.field, Qt.Key.Key_Return)
    settle(panel.around, 30)
    return panel.layout_kept.view


def _pop(panel: Panel) -> NamePopover:
    return panel.window().findChildren(NamePopover)[-1]


def _said(panel: Panel) -> str:
    return panel.around.toasts.said[-1]


def test_a_view_is_saved_under_a_name_asked_for(panel: Panel) -> None:
    key = _saved(panel)
    assert str(panel.viewing.views()[-1].title) == "Failures, short"
    assert panel.around.shelf.named(key).kept["where"] == "sync:failed"  # type: ignore[union-attr]
    assert not panel.viewing.changed


def test_columns_of_a_named_view_do_not_stay_with_the_place(panel: Panel) -> None:
    key = _saved(panel)
    panel.open_view("all")
    settle(panel.around, 30)
    panel.layout_kept.show(FEATURE.columns[1], visible=True)
    panel.head.layout_changed.emit()
    panel.open_view(key)
    settle(panel.around, 30)
    assert panel.table.isColumnHidden(2)
    assert (panel.asking.where, panel.asking.order) == ("sync:failed", "price")
    panel.filter_by("")
    settle(panel.around, 30)
    assert not panel.table.isColumnHidden(2)


def test_a_changed_view_stays_in_force_and_can_be_reverted(panel: Panel) -> None:
    key = _saved(panel)
    panel.filters.put("vendor:0")
    settle(panel.around, 30)
    assert (panel.layout_kept.view, panel.viewing.changed) == (key, True)
    assert not panel.head.mark.isHidden()
    assert not panel.head.mark.save.isHidden()
    panel.head.mark.revert.click()
    settle(panel.around, 30)
    assert (panel.asking.where, panel.viewing.changed) == ("sync:failed", False)


def test_a_shipped_view_that_was_changed_can_only_be_saved_as_another(panel: Panel) -> None:
    panel.open_view("failed")
    panel.filters.put("vendor:0")
    settle(panel.around, 30)
    assert panel.viewing.changed
    assert panel.head.mark.save.isHidden()
    assert not panel.head.mark.save_as.isHidden()


def test_saving_keeps_the_change_under_the_same_name(panel: Panel) -> None:
    key = _saved(panel)
    panel.filters.put("vendor:0")
    settle(panel.around, 30)
    panel.head.mark.save.click()
    settle(panel.around, 30)
    assert not panel.viewing.changed
    assert panel.around.shelf.named(key).kept["where"] == "sync:failed vendor:0"  # type: ignore[union-attr]


def test_a_name_is_given_once_and_never_empty(panel: Panel) -> None:
    _saved(panel)
    panel.open_view("all")
    panel.save_view()
    pop = _pop(panel)
    pop.field.setText("failures, SHORT")
    assert "already" in pop.words.text()
    pop.take()
    pop.field.setText("  ")
    assert not pop.button.isEnabled()
    assert len(panel.around.shelf.own(FEATURE)) == 1
    pop.leave()


def test_a_deleted_view_comes_back_with_undo(panel: Panel) -> None:
    key = _saved(panel)
    panel.viewing.delete()
    settle(panel.around, 30)
    assert panel.viewing.find(key) is None
    assert (panel.layout_kept.view, panel.asking.where) == ("", "")
    toast = panel.around.toasts.shown()[-1]
    assert "is deleted" in _said(panel)
    next(one for one in toast.findChildren(type(panel.head.mark.save)) if one.text() == "Undo").click()
    settle(panel.around, 30)
    assert panel.layout_kept.view == key


def test_views_are_renamed_and_moved_among_each_other(panel: Panel) -> None:
    first, second = _saved(panel), ""
    panel.open_view("all")
    second = _saved(panel, "Second")
    panel.viewing.carry_out("up")
    assert [one.key for one in panel.around.shelf.own(FEATURE)] == [second, first]
    panel.viewing.carry_out("rename")
    pop = _pop(panel)
    pop.field.setText("The second")
    pop.take()
    assert str(panel.viewing.find(second).title) == "The second"  # type: ignore[union-attr]


def test_a_view_whose_column_is_gone_opens_with_what_is_left(panel: Panel) -> None:
    key = _saved(panel)
    named = panel.around.shelf.named(key)
    assert named is not None
    shape = {**named.kept["shape"], "sequence": ["mood", "title", "price"]}
    kept = {**named.kept, "shape": shape, "titles": {"mood": "Mood", "title": "Image"}, "order": "mood"}
    panel.around.shelf.put(replace(named, kept=kept))
    panel.open_view("all")
    settle(panel.around, 30)
    panel.open_view(key)
    settle(panel.around, 30)
    assert "Mood" in _said(panel)
    assert "the order mood" in _said(panel)
    assert len(panel.model.ids) > 0
    assert panel.table.columnWidth(1) > 0


def test_whoever_leaves_a_changed_view_is_offered_to_save_it(panel: Panel) -> None:
    key = _saved(panel)
    panel.filters.put("vendor:0")
    settle(panel.around, 30)
    panel.open_view("all")
    settle(panel.around, 30)
    toast = panel.around.toasts.shown()[-1]
    assert "were not saved" in _said(panel)
    next(one for one in toast.findChildren(type(panel.head.mark.save)) if one.text() == "Save them").click()
    assert panel.around.shelf.named(key).kept["where"] == "sync:failed vendor:0"  # type: ignore[union-attr]


def test_a_view_of_nonsense_opens_as_the_place_declares(panel: Panel) -> None:
    kept = {"where": 7, "order": [], "shape": {"widths": {"title": "wide"}, "sequence": 3, "hidden": None}}
    made = panel.around.shelf.put(NamedView("strange-1", "images", "Strange", 1, kept))
    panel.open_view(made.key)
    settle(panel.around, 30)
    assert panel.layout_kept.widths == {}
    assert not panel.table.isColumnHidden(1)
