"""A rebuild makes the same tables, lets people read meanwhile, and goes on after being killed."""

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from rightsdesk.domain import account, batch, image, streams
from rightsdesk.eventlog.log import Recorded
from rightsdesk.eventlog.memory import MemoryEventLog
from rightsdesk.eventlog.sql import open_log
from rightsdesk.faults import Unknown
from rightsdesk.readmodel import Query, Reader, ReadModel, open_read_model, rebuild
from rightsdesk.readmodel.database import connect
from rightsdesk.readmodel.tables import PROJECTIONS, VIEWS
from tests.readmodel.told import Told


class Killed(BaseException):
    """The process was killed."""


@pytest.fixture
def story(told: Told) -> Told:
    """A little of everything."""
    told.vendor()
    stories = [told.image(str(number), credit=f"Agency {number}") for number in range(40)]
    told.queued("b-1", 1, stories, image.UpdateMetadata({"title": "New"}))
    for number, stream in enumerate(stories):
        failed = image.ImageMetadataUpdateFailed("ImageIsKilled", "It is killed.")
        done = image.ImageMetadataUpdated({"title": f"New {number}"})
        told.happened(stream, failed if number % 4 == 0 else done, batch="b-1")
    told.happened(streams.batch("b-1"), batch.BatchFinished("done-with-failures", {}), batch="b-1")
    for number in range(10):
        told.charge(f"c{number}", 100 + number)
    drafted = account.AccountAdviceDrafted("2026-10", {"a1": ("c1", "c2")}, {"a1": "EUR"})
    told.happened(streams.account("mag", "alpenpix"), drafted)
    return told


def _everything(reader: Reader) -> dict[str, list[Any]]:
    return {table: reader.all(table) for table in VIEWS}


@pytest.mark.parametrize("page", [1, 7, 100_000])
def test_tables_made_anew_are_the_same(
    story: Told, model: ReadModel, reader: Reader, page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "PAGE", page)
    while model.catch_up(3).behind:
        continue
    before = _everything(reader)
    assert model.compare().identical
    assert model.rebuild() == story.log.head().position
    assert _everything(reader) == before
    model.catch_up_fully()
    assert reader.count(Query("images", "agency")) == 40
    assert model.rebuild(["images"]) > 0
    assert _everything(reader) == before


def test_old_tables_stay_readable_until_the_swap(
    story: Told, model: ReadModel, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "PAGE", 10)
    model.catch_up_fully()
    seen: list[int] = []
    told: list[tuple[int, int]] = []

    def progress(applied: int, of: int) -> None:
        told.append((applied, of))
        seen.append(reader.count(Query("images", "title:new")))

    model.rebuild(progress=progress)
    assert seen == [30] * len(seen)
    assert told == sorted(told)
    assert told[-1] == (story.log.head().position, story.log.head().position)


def test_events_recorded_meanwhile_are_not_lost(
    story: Told, model: ReadModel, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "PAGE", 50)
    late: list[str] = []

    def progress(_applied: int, _of: int) -> None:
        late.append(story.image(f"late-{len(late)}"))
        model.catch_up_fully()

    model.catch_up_fully()
    model.rebuild(progress=progress)
    assert len(late) > 1
    assert reader.count(Query("images")) == 40 + len(late)
    assert reader.position() == story.log.head().position
    assert model.compare().identical


class Dying(MemoryEventLog):
    """A log under which the process dies at a given reading."""

    reads = 0
    dies_at = 0

    def read(self, after: int, limit: int) -> list[Recorded]:
        self.reads += 1
        if self.reads == self.dies_at:
            raise Killed
        return super().read(after, limit)


def test_a_killed_rebuild_is_taken_up_where_it_stood(
    story: Told, model: ReadModel, reader: Reader, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "PAGE", 20)
    model.catch_up_fully()
    before = _everything(reader)
    monkeypatch.setattr(story.log, "__class__", Dying)
    story.log.dies_at = story.log.reads + 4  # type: ignore[attr-defined]
    with pytest.raises(Killed):
        model.rebuild()
    assert _everything(reader) == before
    again = open_read_model(path, story.log)
    assert again.rebuild() == story.log.head().position - 60
    assert _everything(reader) == before
    assert again.compare().identical
    again.close()
    assert not _leftovers(path)


def test_a_comparison_names_what_differs_and_leaves_no_trace(
    story: Told, model: ReadModel, reader: Reader, path: Path
) -> None:
    model.catch_up_fully()
    connection = connect(path)
    connection.execute("UPDATE images SET title = 'Forged' WHERE asset_id = '7'")
    connection.execute("DELETE FROM vendors")
    connection.execute("INSERT INTO batch_items VALUES (99, 99, NULL, '', '')")
    connection.close()
    found = model.compare()
    assert not found.identical
    (forged,) = found.differences["images"]
    assert (forged["kept"], forged["rebuilt"]) == ({"title": "Forged"}, {"title": "New 7"})
    assert [row["kept"] for row in found.differences["vendors"]] == [None]
    assert [row["rebuilt"] for row in found.differences["batch_items"]] == [None]
    assert reader.count(Query("vendors")) == 0
    model.rebuild()
    assert model.compare().identical
    assert not _leftovers(path)


def test_a_comparison_covers_every_table(story: Told, model: ReadModel) -> None:
    kept = {table.name for projection in PROJECTIONS for table in projection.tables if table.compared}
    assert set(model.compare().differences) == kept
    assert kept >= set(VIEWS)


def test_a_stranger_cannot_be_rebuilt(model: ReadModel) -> None:
    with pytest.raises(Unknown, match="images, vendors"):
        model.rebuild(["pictures"])


def test_indexes_survive_any_number_of_rebuilds(story: Told, model: ReadModel, path: Path) -> None:
    before = _indexes(path)
    for _ in range(3):
        model.rebuild()
    assert _indexes(path) == before
    assert "images 13" in before


REBUILDING = """
import sys
from pathlib import Path
from rightsdesk.eventlog.sql import open_log
from rightsdesk.readmodel import open_read_model, rebuild
rebuild.PAGE = 50
folder = Path(sys.argv[1])
model = open_read_model(folder / "read.db", open_log(folder / "events.db"))
print("begun", flush=True)
while True:
    model.rebuild()
    model.catch_up_fully(20)
"""


def test_a_process_killed_while_rebuilding_leaves_sound_tables(tmp_path: Path) -> None:
    log = open_log(tmp_path / "events.db", create=True)
    told, chance = Told(log), random.Random(11)  # type: ignore[arg-type]
    told.vendor()
    stories = [told.image(str(number)) for number in range(120)]
    told.queued("b-1", 1, stories, image.UpdateMetadata({"title": "New"}))
    for _ in range(4):
        command = [sys.executable, "-c", REBUILDING, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"begun\n"
            time.sleep(chance.uniform(0, 0.3))
            process.kill()
    model = open_read_model(tmp_path / "read.db", log)
    reader = model.reader()
    assert reader.count(Query("images", "sync:pending")) == 120
    assert model.compare().identical
    model.rebuild()
    assert model.compare().identical
    assert not _leftovers(tmp_path / "read.db")
    reader.close()
    model.close()
    log.close()


def _leftovers(path: Path) -> list[str]:
    connection = connect(path)
    found = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE name LIKE '%\\_\\_%' ESCAPE '\\'")
    ]
    found += [
        row[0] for row in connection.execute("SELECT name FROM checkpoints WHERE name LIKE '%\\_\\_%' ESCAPE '\\'")
    ]
    connection.close()
    return found


def _indexes(path: Path) -> list[str]:
    connection = connect(path)
    found = connection.execute(
        "SELECT tbl_name, count(*) FROM sqlite_master WHERE type = 'index' GROUP BY 1 ORDER BY 1"
    )
    counted = [f"{name} {count}" for name, count in found]
    connection.close()
    return counted
