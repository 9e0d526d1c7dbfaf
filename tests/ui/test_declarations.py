"""What the features declare, asked of a real workspace: columns, facts, filters, views, orders and actions."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from rightsdesk import bootstrap, sample
from rightsdesk.desk import ApproveAdvices, DecideUsages, Desk, IssueAdvices, PlaceUsages, Query, Selection
from ui.kit.contents import attribute, line_of
from ui.kit.declare import Choice, Content, Feature, Field
from ui.kit.declare_side import Side
from ui.kit.filter_menu import is_open
from ui.kit.filter_terms import exact, parsed
from ui.kit.inspector_asking import asked
from ui.kit.meant import meant
from ui.kit.table_header import order_key
from ui.kit.words import words
from ui.pages import places

FEATURES = [place.feature for place in places() if place.feature is not None]
each_feature = pytest.mark.parametrize("feature", FEATURES, ids=lambda one: one.key)
_MONEY = {"extend-grants": ("costs", "held")}
"""Lines that say what the rows of other lines cost."""
_OF_OTHER_THINGS = {"generate"}
"""Actions whose lines count what would be made, not the rows selected; the batch itself is their measure elsewhere."""
LAID_OVER = {"detail.number", "detail.kind", "profile.street", "profile.postcode"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("declared") / "workspace"
    sample.create_sample(folder, plan=sample.Plan(40, 5))
    opened = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    sample.update(opened)
    sample.generate(opened)
    reader = opened.reader()
    drafts = frozenset(list(reader.ids(Query("credit_advices")))[:3])
    opened.wait(opened.submit(Selection("credit_advices", None, reader.position(), drafts), ApproveAdvices()).batch)
    issued = Selection("credit_advices", None, reader.position(), frozenset(list(drafts)[:2]))
    opened.wait(opened.submit(issued, IssueAdvices("2026-11-20")).batch)
    everything = Selection("images", Query("images"), reader.position())
    placed = PlaceUsages("tag", "t-1", "2026-11-02", headline="Evening at the harbour", section="travel", editor="kim")
    opened.wait(opened.submit(everything, placed).batch)
    due = Selection("usages", Query("usages"), reader.position())
    opened.wait(opened.submit(due, DecideUsages("take-down")).batch)
    yield opened
    opened.close()


def _rows(desk: Desk, feature: Feature) -> list[Any]:
    reader = desk.reader()
    return reader.rows(feature.table, reader.ids(Query(feature.table))[:200])


def _contents(feature: Feature) -> list[Content]:
    inspector = feature.inspector
    found = [content for column in feature.columns for content in (column.first, column.second)]
    found += [inspector.title, inspector.subtitle, inspector.figure, inspector.figure_note]
    found += [stat.content for stat in inspector.stats]
    found += [step.note for step in inspector.steps]
    found += [stat.content for tab in inspector.tabs for stat in tab.facts]
    return [content for content in found if content is not None]


@each_feature
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_content_says_something_about_some_row(
    desk: Desk, qapp: QApplication, feature: Feature, language: str
) -> None:
    words().use(language)
    rows = _rows(desk, feature)
    assert rows
    for content in _contents(feature):
        for row in rows:
            line_of(content, row)
    words().use("en")


@each_feature
def test_every_named_attribute_exists_on_the_row(desk: Desk, feature: Feature) -> None:
    row, inspector = _rows(desk, feature)[0], feature.inspector
    named = {column.key for column in feature.columns if column.first is None and not column.bar}
    for column in feature.columns:
        named |= {column.picture, column.tags, column.state, column.filter, column.total}
        named |= {name for name, _ in column.bar}
    named |= {name for action in feature.actions for name in (*action.given, action.copies, action.keys)}
    named |= {action.goes.value for action in feature.actions if action.goes}
    named |= {step.done for step in inspector.steps} | {field.key for field in inspector.fields}
    named |= {inspector.picture, inspector.total, feature.state, feature.document, feature.day}
    assert [name for name in named - {""} if not hasattr(row, name)] == (["state"] if feature.key == "activity" else [])


@each_feature
def test_every_saved_view_and_badge_is_understood(desk: Desk, feature: Feature) -> None:
    badges = (one.where for one in feature.badges)
    for where in (*(view.where for view in feature.views), *badges, feature.problems):
        desk.reader().ids(Query(feature.table, where))


@each_feature
def test_every_pane_at_the_left_can_be_counted_and_filters(desk: Desk, feature: Feature) -> None:
    side, reader = feature.side or Side(), desk.reader()
    if side.column:
        reader.days(Query(feature.table), side.column, date(2026, 11, 26), date(2027, 2, 23))
        reader.count(Query(feature.table, f"{side.column}>=2026-11-26"))
    for group in side.groups:
        counted = reader.facets(Query(feature.table), group.column)
        for value, count in counted[:3]:
            assert reader.count(Query(feature.table, f"{group.field}:{exact(value)}")) == count
        if group.through:
            table, _, name = group.names.partition(".")
            ids = reader.ids(Query(table, f"{group.through}:{','.join(exact(value) for value, _ in counted[:3])}"))
            assert all(attribute(row, name) for row in reader.rows(table, ids))


@each_feature
def test_every_related_page_and_every_way_finds_rows_or_none(desk: Desk, feature: Feature) -> None:
    reader, row = desk.reader(), _rows(desk, feature)[0]
    places_known = {one.key: one for one in FEATURES}
    for tab in feature.inspector.tabs:
        if tab.kind in {"related", "verdict"}:
            asked(reader, feature.table, tab, row, [Choice("tag", "Tagwerk")])
    for way in (action.goes for action in feature.actions if action.goes):
        where = f"{way.field}:{exact(str(attribute(row, way.value)))}"
        reader.count(Query(places_known[way.place].table, where))


@each_feature
def test_every_offered_filter_value_is_understood(desk: Desk, feature: Feature) -> None:
    reader = desk.reader()
    for one in feature.filters:
        for choice in one.choices:
            term = choice.value if one.kind == "presets" else f"{one.key}:{choice.value}"
            reader.ids(Query(feature.table, term))
            assert parsed(term)[0].field == one.key
        if is_open(one):
            assert reader.facets(Query(feature.table), one.column or one.key)


@each_feature
def test_every_typed_filter_is_understood(desk: Desk, feature: Feature) -> None:
    typed = {"date": "2026-11-20", "money": "12.50", "number": "1", "text": "sunset"}
    for one in feature.filters:
        if one.kind in typed and not one.choices:
            relation = ":" if one.kind == "text" else ">="
            if one.key in {"batch", "failed", "conflicted"} and feature.table != "batches":
                relation = ":"
            desk.reader().ids(Query(feature.table, f"{one.key}{relation}{typed[one.kind]}"))


@each_feature
def test_every_column_that_offers_sorting_can_be_sorted(desk: Desk, feature: Feature) -> None:
    for column in feature.columns:
        order = order_key(column.key, column.order)
        if order:
            desk.reader().ids(Query(feature.table, order=order, descending=True))


@each_feature
def test_what_an_action_would_do_is_counted_beforehand(desk: Desk, feature: Feature) -> None:
    reader = desk.reader()
    everything = Selection(feature.table, Query(feature.table), reader.position())
    for action in feature.actions:
        if action.order is not None and action.key not in _OF_OTHER_THINGS:
            order = action.order(**{field.key: _example(field) for field in action.fields if _example(field)})
            about = meant(reader, everything, order, action.keys)
            fates = [line for line in reader.impact(about, order) if line.key not in _MONEY.get(order.kind, ())]
            assert sum(line.count for line in fates) == reader.selected_count(about)


@each_feature
def test_every_pill_word_belongs_to_a_state_that_can_occur(desk: Desk, feature: Feature) -> None:
    for column in feature.columns:
        if column.pills:
            seen = {str(attribute(row, column.state or column.key)) for row in _rows(desk, feature)}
            assert seen - {""} <= set(column.pills)


def _example(field: Field) -> str:
    if field.kind == "choice":
        return "" if field.empty and not field.start else field.choices[0].value
    return {"period": "2026-10", "date": "2026-11-20", "platform": "tag"}.get(field.kind, "because")
