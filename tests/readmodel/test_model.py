"""Whatever lies where the read model should be, opening ends with tables that follow this log."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rightsdesk.domain import image
from rightsdesk.eventlog.sql import SqlEventLog, open_log
from rightsdesk.faults import Unusable
from rightsdesk.readmodel import Query, ReadModel, open_read_model
from rightsdesk.readmodel.database import connect
from rightsdesk.readmodel.table import Column
from rightsdesk.readmodel.tables import PROJECTIONS
from tests.readmodel.told import Told


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[SqlEventLog]:
    log = open_log(tmp_path / "events.db", create=True)
    yield log
    log.close()


def _images(model: ReadModel) -> int:
    reader = model.reader()
    count = reader.count(Query("images"))
    reader.close()
    return count


def test_tables_follow_a_stored_log(stored: SqlEventLog, path: Path) -> None:
    told = Told(stored)  # type: ignore[arg-type]
    stream = told.image("1")
    told.queued("b-1", 1, [stream], image.UpdateMetadata({"title": "New"}))
    told.happened(stream, image.ImageMetadataUpdated({"title": "New"}), batch="b-1")
    model = open_read_model(path, stored)
    assert _images(model) == 1
    reader = model.reader()
    assert (reader.all("batches")[0].done, reader.position()) == (1, stored.head().position)
    assert model.compare().identical
    reader.close()
    model.close()


def test_tables_are_there_after_reopening(told: Told, path: Path) -> None:
    told.image("1")
    open_read_model(path, told.log).close()
    told.image("2")
    model = open_read_model(path, told.log)
    assert (_images(model), model.status().behind) == (1, 1)
    model.catch_up_fully()
    assert _images(model) == 2
    model.close()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 500, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_file_is_made_again(told: Told, path: Path, content: bytes) -> None:
    told.image("1")
    path.write_bytes(content)
    model = open_read_model(path, told.log)
    assert _images(model) == 1
    model.close()


def test_tables_of_another_log_are_made_again(told: Told, path: Path) -> None:
    told.image("1")
    told.image("2")
    open_read_model(path, told.log).close()
    other = Told()
    other.image("9")
    other.image("8")
    model = open_read_model(path, other.log)
    model.catch_up_fully()
    reader = model.reader()
    assert reader.keys("images", reader.ids(Query("images", "sunset"))) == ["alpenpix:9", "alpenpix:8"]
    assert model.compare().identical
    reader.close()
    model.close()


def test_a_changed_declaration_is_made_anew_at_once(told: Told, path: Path) -> None:
    told.image("1")
    told.vendor()
    open_read_model(path, told.log).close()
    images, *others = PROJECTIONS
    wider = replace(images.tables[0], columns=(*images.tables[0].columns, Column("mood", "text", "calm")))
    changed = replace(images, tables=(wider, *images.tables[1:]))
    seen: list[tuple[int, int]] = []
    model = open_read_model(
        path, told.log, projections=(changed, *others), progress=lambda *told_so_far: seen.append(told_so_far)
    )
    assert _images(model) == 1
    assert seen[-1] == (5, 5)
    model.close()
    connection = connect(path)
    assert connection.execute("SELECT mood FROM images").fetchall() == [("calm",)]
    connection.close()


def test_waiting_ends_when_the_event_is_shown(told: Told, path: Path) -> None:
    model = open_read_model(path, told.log)
    told.image("1")
    assert not model.wait_for(1, timeout=0)
    other = threading.Thread(target=model.catch_up_fully)
    other.start()
    assert model.wait_for(1, timeout=20)
    other.join()
    model.close()


def test_a_folder_that_is_not_there_is_named(told: Told, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="cannot be written") as caught:
        open_read_model(tmp_path / "absent" / "read.db", told.log)
    assert caught.value.code == "STORE-READONLY"


def test_the_position_is_what_every_working_table_shows(told: Told, path: Path) -> None:
    model = open_read_model(path, told.log)
    told.image("1")
    told.image("2")
    reader = model.reader()
    assert reader.position() == 0
    model.catch_up(1)
    assert reader.position() == 1
    model.catch_up_fully()
    assert reader.position() == model.status().position == 2
    reader.close()
    model.close()
