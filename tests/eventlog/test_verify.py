"""Whatever is changed behind RightsDesk's back is found and named by its position."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rightsdesk.eventlog import dialect
from rightsdesk.eventlog.log import Context, Problem, Write
from rightsdesk.eventlog.memory import MemoryEventLog
from rightsdesk.eventlog.sql import SqlEventLog, open_log
from tests.contracts.event_log import AGAIN, SUNSET, put

FREE = ("DROP TRIGGER es_event_no_update", "DROP TRIGGER es_event_no_delete")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


@pytest.fixture
def log(path: Path) -> Iterator[SqlEventLog]:
    made = open_log(path, create=True)
    for number in range(1, 4):
        put(
            made,
            *(Write(f"image-a:{image}", (SUNSET, AGAIN)) for image in range(1, 4)),
            context=Context("ada", f"batch-{number}"),
        )
    yield made
    made.close()


def tampered(path: Path, *statements: str) -> None:
    """Change the file as an outsider would, who knows to drop the guards first."""
    connection = dialect.driver().connect(path, isolation_level=None)
    for statement in (*FREE, *statements):
        connection.execute(statement)
    connection.close()


def positions(log: SqlEventLog) -> list[int]:
    return [problem.position for problem in log.verify().problems]


def test_an_untouched_log_is_sound(log: SqlEventLog) -> None:
    verified = log.verify()
    assert (verified.events, verified.sound, verified.problems) == (18, True, ())


@pytest.mark.parametrize("deed", ["UPDATE es_event SET actor = 'eve'", "DELETE FROM es_event WHERE position = 18"])
def test_the_database_itself_refuses_to_change_events(log: SqlEventLog, path: Path, deed: str) -> None:
    connection = dialect.driver().connect(path)
    with pytest.raises(dialect.driver().IntegrityError, match="neither changed nor deleted"):
        connection.execute(deed)
    connection.close()
    assert log.verify().sound


@pytest.mark.parametrize(
    "change",
    [
        "data = x'7b7d'",
        "name = 'image.killed'",
        "actor = 'eve'",
        "recorded_at = recorded_at - 1",
        "event_id = zeroblob(16)",
        "correlation_id = x''",
        "causation_id = x'0062'",
        "schema_version = 2",
        "meta = x'7b7d'",
        "hash = zeroblob(32)",
    ],
)
def test_every_changed_column_names_exactly_its_event(log: SqlEventLog, path: Path, change: str) -> None:
    tampered(path, f"UPDATE es_event SET {change} WHERE position = 7")
    assert log.verify().problems == (Problem(7, "the event or its hash was changed after it was recorded"),)


@pytest.mark.parametrize(
    ("deed", "named"),
    [
        ("DELETE FROM es_event WHERE position = 7", {7}),
        ("DELETE FROM es_event WHERE position = 1", {1}),
        ("DELETE FROM es_event WHERE position BETWEEN 7 AND 9", {7}),
        ("DELETE FROM es_event WHERE position > 15", {16}),
        ("DELETE FROM es_event", {1}),
        ("UPDATE es_event SET version = 99 WHERE position = 7", {7}),
        ("UPDATE es_event SET stream_id = 3, version = 99 WHERE position = 7", {7}),
        ("UPDATE es_stream SET version = 9 WHERE stream = 'image-a:2'", {16}),
        ("UPDATE es_stream SET stream = 'image-b:2' WHERE stream = 'image-a:2'", {3, 4, 9, 10, 15, 16}),
        ("DELETE FROM es_stream WHERE stream = 'image-a:2'", {3, 4, 9, 10, 15, 16}),
        ("UPDATE es_head SET position = 20", {19}),
        ("UPDATE es_head SET position = 16", {18}),
        ("UPDATE es_head SET hash = zeroblob(32)", {18}),
    ],
)
def test_removed_moved_and_disowned_events_are_named(log: SqlEventLog, path: Path, deed: str, named: set[int]) -> None:
    tampered(path, deed)
    verified = log.verify()
    assert not verified.sound
    assert named <= {problem.position for problem in verified.problems}
    assert min(problem.position for problem in verified.problems) == min(named)


def test_two_events_that_changed_places_are_both_named(log: SqlEventLog, path: Path) -> None:
    swap = (
        "UPDATE es_event SET position = -1 WHERE position = 5",
        "UPDATE es_event SET position = 5 WHERE position = 8",
    )
    tampered(path, *swap, "UPDATE es_event SET position = 8 WHERE position = -1")
    assert {5, 8} <= set(positions(log))


def test_an_event_slipped_in_behind_the_end_is_named(log: SqlEventLog, path: Path) -> None:
    columns = "name, schema_version, recorded_at, actor, data, meta, hash, event_id, correlation_id, causation_id"
    copied = f"INSERT INTO es_event (position, stream_id, version, {columns}) SELECT 19, 1, 7, {columns} FROM es_event"
    tampered(path, f"{copied} WHERE position = 1")
    assert set(positions(log)) == {13 + 6}


def test_missing_events_are_named_as_a_range(log: SqlEventLog, path: Path) -> None:
    tampered(path, "DELETE FROM es_event WHERE position BETWEEN 7 AND 9")
    assert log.verify().problems == (Problem(7, "the events 7 to 9 are missing"),)


def test_a_cut_off_tail_is_named_by_the_remembered_head(log: SqlEventLog, path: Path) -> None:
    tampered(path, "DELETE FROM es_event WHERE position > 15")
    assert log.verify().problems == (Problem(16, "the events 16 to 18 are missing"),)


def test_verifying_only_the_new_part_does_not_see_the_old(log: SqlEventLog, path: Path) -> None:
    tampered(path, "UPDATE es_event SET actor = 'eve' WHERE position = 7")
    assert log.verify(after=7).sound
    assert not log.verify(after=6).sound


def test_the_log_in_memory_is_checked_by_the_same_arithmetic() -> None:
    log = MemoryEventLog()
    put(log, Write("image-a:1", (SUNSET,) * 3))
    sealed = log._sealed  # noqa: SLF001 - the outsider's way in
    row, digest = sealed[1]
    sealed[1] = ((*row[:10], b"{}", row[11]), digest)
    assert [problem.position for problem in log.verify().problems] == [2]


def test_a_page_that_cannot_be_read_is_reported_not_raised(log: SqlEventLog, path: Path) -> None:
    put(log, *(Write(f"image-b:{number}", (SUNSET,) * 50) for number in range(40)))
    log.close()
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8 * 4096] = b"\xff" * (8 * 4096)
    path.write_bytes(content)
    again = open_log(path)
    verified = again.verify()
    assert not verified.sound
    again.close()
