"""Edits of texts in a view: examples while typing, the order they make, and rows that wait without a value."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Example, Query, Selection, TextEdit
from tests.kit.fake_desk import Update
from tests.kit.features import FEATURE
from tests.kit.surroundings import surroundings
from tests.ui.kit.test_panel import Window
from ui.kit import panel_asking
from ui.kit.declare import Field
from ui.kit.inspector_fields import FieldForm
from ui.kit.inspector_texts import TextRow, row_for
from ui.kit.previewing import Previewing
from ui.kit.selection_marks import Marks
from ui.kit.table_model import TableModel
from ui.kit.table_overlay import Pending, awaited_on, pending_on, waited_for

EVERYTHING = Selection("images", Query("images"))


@dataclass(frozen=True)
class Row:
    """What the overlay looks at."""

    id: int = 1
    title: str = "Harbour"
    batch: str | None = None
    sync: str = "in_sync"


@pytest.fixture(autouse=True)
def _no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panel_asking, "SETTLE_MS", 1)
    monkeypatch.setattr(panel_asking, "IMPACT_MS", 1)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    with surroundings(200) as around:
        made = Window(around, qtbot)
        made.panel.marks.select_all()
        made.settle()
        yield made


@pytest.fixture
def caption(window: Window) -> TextRow:
    row = window.panel.inspector.bulk.rows["caption"]
    assert isinstance(row, TextRow)
    row.choose("append")
    return row


def _shown(row: TextRow) -> list[str]:
    return [lines.texts()[1] for lines in row.preview.lines if not lines.isHidden()]


def _type(window: Window, row: TextRow, text: str) -> None:
    QTest.keyClicks(row.editor.main(), text)
    window.settle()


def test_examples_follow_what_is_typed(window: Window, caption: TextRow, qtbot: QtBot) -> None:
    assert caption.preview.isHidden()
    _type(window, caption, "(Archive)")
    qtbot.waitUntil(lambda: _shown(caption) == ["→ …light haze in the valley (Archive)"] * 3)
    _type(window, caption, "!")
    qtbot.waitUntil(lambda: _shown(caption) == ["→ …light haze in the valley (Archive)!"] * 3)


def test_the_order_holds_the_edit_and_no_value(window: Window, caption: TextRow, qtbot: QtBot) -> None:
    _type(window, caption, "(Archive)")
    qtbot.waitUntil(lambda: window.main_words() == "Update 200 images")
    window.panel.selecting.acting.take_main()
    qtbot.waitUntil(lambda: bool(window.panel.model.rules))
    [(_, order, expected)] = window.submitted
    assert (order.changes, order.edits, expected) == ({}, {"caption": TextEdit("append", "(Archive)")}, 200)
    assert (caption.mode, caption.touched, caption.preview.isHidden()) == ("replace", False, True)
    assert [(dict(rule.changes), set(rule.edited)) for rule in window.panel.model.rules] == [({}, {"caption"})]


def test_a_date_and_an_edit_make_one_order(window: Window, caption: TextRow, qtbot: QtBot) -> None:
    window.enter("online_until", "2027-12-31")
    _type(window, caption, "(Archive)")
    qtbot.waitUntil(lambda: window.main_words() == "Update 200 images")
    window.panel.selecting.acting.take_main()
    qtbot.waitUntil(lambda: bool(window.submitted))
    [(_, order, _)] = window.submitted
    assert (order.changes, list(order.edits)) == ({"online_until": "2027-12-31"}, ["caption"])


def test_without_a_text_that_would_change_the_preview_says_so(window: Window, caption: TextRow, qtbot: QtBot) -> None:
    window.around.desk.examples = False  # type: ignore[attr-defined]
    _type(window, caption, "x")
    qtbot.waitUntil(lambda: caption.preview.note.text() == "No selected text would change.")


def test_a_silent_read_model_is_told_where_the_examples_would_stand(
    window: Window, caption: TextRow, qtbot: QtBot
) -> None:
    window.around.desk.deaf = True  # type: ignore[attr-defined]
    _type(window, caption, "x")
    sentence = "No preview: The read model does not answer."
    qtbot.waitUntil(lambda: caption.preview.note.text().startswith(sentence))
    window.around.desk.deaf = False  # type: ignore[attr-defined]
    _type(window, caption, "y")
    qtbot.waitUntil(lambda: len(_shown(caption)) == 3)


def test_examples_that_come_too_late_are_not_shown(window: Window, caption: TextRow) -> None:
    QTest.keyClicks(caption.editor.main(), "x")
    caption.revert()
    window.settle()
    assert caption.preview.isHidden()


def test_each_field_shows_examples_of_its_own_text_alone(qtbot: QtBot) -> None:
    with surroundings(20) as around:
        fields = (Field("title", "Title", edits=True), Field("caption", "Caption", edits=True))
        form = FieldForm(fields, lambda _field: (), row_for)
        qtbot.addWidget(form)
        rows = [row for row in form.rows.values() if isinstance(row, TextRow)]
        for row, text in zip(rows, ("(T)", "(C)"), strict=True):
            row.choose("append")
            row.enter(text)
        Previewing(around.questions, form).show(EVERYTHING, Update({}, form.edits()))
        qtbot.waitUntil(lambda: all(map(_shown, rows)))
        assert [{text[-3:] for text in _shown(row)} for row in rows] == [{"(T)"}, {"(C)"}]


class Late:
    """Keeps a question until its answer is given by hand."""

    def __init__(self) -> None:
        self.answers: dict[object, Callable[[object], None]] = {}

    def ask(self, asker: object, _question: object, answer: Callable[[object], None], *_more: object) -> None:
        self.answers[asker] = answer

    def forget(self, asker: object) -> None:
        self.answers.pop(asker, None)


def test_an_answer_to_what_is_no_longer_complete_is_not_shown(qtbot: QtBot) -> None:
    late = Late()
    form = FieldForm((Field("caption", "Caption", edits=True),), lambda _field: (), row_for)
    qtbot.addWidget(form)
    row = form.rows["caption"]
    assert isinstance(row, TextRow)
    row.choose("find-replace")
    row.search.setText("drone")
    row.enter("plane")
    previewing = Previewing(late, form)  # type: ignore[arg-type]
    previewing.show(EVERYTHING, Update({}, form.edits()))
    qtbot.waitUntil(lambda: bool(late.answers))
    row.search.clear()
    assert form.texts() is None
    previewing.stop()
    for answer in late.answers.values():
        answer([Example("v:1", "caption", "drone", "plane")])
    assert _shown(row) == []


def test_an_edited_text_waits_without_a_value_until_its_turn() -> None:
    rules = (Pending("b-1", EVERYTHING, {}, frozenset({"title"})),)
    members = (frozenset({1}),)
    for row, waiting in (
        (Row(), True),
        (Row(batch="b-0"), True),
        (Row(batch="b-1", sync="pending"), True),
        (Row(batch="b-1"), False),
        (Row(id=2), False),
    ):
        assert pending_on(row, rules, members) == {}
        assert (waited_for(row, rules, members) is not None) is waiting
        assert awaited_on(row, rules, members) == (frozenset({"title"}) if waiting else frozenset())


def test_a_later_edit_hides_a_value_and_a_later_value_ends_the_waiting() -> None:
    value, edit = Pending("b-1", EVERYTHING, {"title": "Mine"}), Pending("b-2", EVERYTHING, {}, frozenset({"title"}))
    members = (frozenset({1}),) * 2
    assert pending_on(Row(), (value, edit), members) == {}
    assert awaited_on(Row(), (value, edit), members) == {"title"}
    assert pending_on(Row(), (edit, value), members) == {"title": "Mine"}
    assert awaited_on(Row(), (edit, value), members) == frozenset()


def test_a_cell_whose_text_is_being_edited_keeps_its_old_words(qtbot: QtBot) -> None:
    with surroundings(50) as around:
        columns = (replace(FEATURE.columns[0], changes="title"), *FEATURE.columns[1:])
        marks = Marks("images")
        model = TableModel(replace(FEATURE, columns=columns), around.questions, marks)
        query = Query("images")
        model.show(query, around.desk.reader().ids(query), 1)
        model.overlay((Pending("b-1", EVERYTHING, {}, frozenset({"title"})),))
        model.pages.want(0, 5)
        qtbot.waitUntil(lambda: model.cell(0, 1) is not None)
        title, sync = model.cell(0, 1), model.cell(0, 6)
        assert title is not None
        assert sync is not None
        row = model.row(0)
        assert row is not None
        assert (title.first.text, title.second.text) == (row.title, "is being edited")
        assert sync.first.text == "Pending"
