"""Every stored event reaches a table or is known to be silent; every column asked for exists."""

from pathlib import Path

import pytest

from rightsdesk.domain.messages import REGISTER
from rightsdesk.eventlog import codec
from rightsdesk.readmodel import ReadModel
from rightsdesk.readmodel.asking import view_of
from rightsdesk.readmodel.database import connect
from rightsdesk.readmodel.projection import wishes
from rightsdesk.readmodel.query import Query
from rightsdesk.readmodel.tables import PROJECTIONS, VIEWS
from tests.readmodel.told import Told

SILENT = {
    "numbering.number-drawn",  # the number is shown with the advice that drew it
    "advice.unchanged",  # only counted in its batch
    "account.advice-unchanged",
    "account.advice-held",
    "article.observed",  # what it means for pictures is told by their own streams
    "vendor.uses-counted",  # read with the vendor's agreements
    "export.written",  # told in the activity
    "timetable.ran",
    "timetable.planned",
    "tables.swapped",  # told in the activity, as the next
    "tables.put-back",
    "batch.moved",  # the queue knows the order; told in the activity
}
TABLES = {name for projection in PROJECTIONS if projection.name != "activity" for name in projection.reactions}


def test_every_event_reaches_a_table_or_is_silent() -> None:
    assert codec.STORIES
    told = {name for name in REGISTER if name not in wishes()}
    counted = {name for name in told if REGISTER[name].outcome}
    assert told - TABLES == SILENT - counted
    assert REGISTER.keys() >= TABLES


def test_wishes_are_told_from_facts() -> None:
    assert "image.metadata-update-requested" in wishes()
    assert "batch.queued" not in wishes()


def test_names_of_projections_and_tables_are_unique() -> None:
    tables = [table.name for projection in PROJECTIONS for table in projection.tables]
    assert len(tables) == len(set(tables))
    assert len({projection.signature for projection in PROJECTIONS}) == len(PROJECTIONS)


@pytest.mark.parametrize("table", VIEWS)
def test_every_order_and_every_field_can_be_asked(told: Told, model: ReadModel, table: str) -> None:
    reader = model.reader()
    for order in view_of(table).orders:
        for descending in (False, True):
            assert list(reader.ids(Query(table, "", order, descending))) == []
    for name, field in view_of(table).fields.items():
        value = {"number": "3", "money": "3.50", "moment": "2026-10-01", "day": "2026-10"}.get(field.ask, "word")
        if "number of a batch" in field.expects:
            value = "17"
        elif field.expects.startswith("one of"):
            value = field.expects.removeprefix("one of ").split(", ")[0]
        reader.ids(Query(table, f"{name}:{value}"))
        if field.sql or field.missing:
            reader.ids(Query(table, f"{name}:none -{name}:*"))
    reader.ids(Query(table, 'word -"two words"', platform="mag"))
    assert reader.ids_of(table, ["a", "b:c"]) == {}
    assert reader.keys(table, [1]) == []
    assert reader.rows(table, [1]) == []
    reader.close()


def test_indexed_orders_are_read_from_their_index(model: ReadModel, path: Path) -> None:
    connection = connect(path)
    assert model.status().behind == 0
    for order in ("title", "price", "online_until", "use_until", "licence_end", "changed_at", "vendor"):
        expression = view_of("images").orders[order]
        plan = connection.execute(f"EXPLAIN QUERY PLAN SELECT id FROM images ORDER BY {expression}, id").fetchall()
        assert "COVERING INDEX" in plan[0][3], order
    connection.close()
