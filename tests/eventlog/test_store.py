"""Full disks, failing disks, busy neighbours, and many processes on one file: nothing confirmed is ever lost."""

import multiprocessing
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rightsdesk.eventlog import dialect
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.eventlog.sql import SqlEventLog, open_log
from rightsdesk.faults import Conflict, Unavailable, Unusable
from tests.contracts.event_log import ADA, AGAIN, SUNSET, put

WRITERS = 4
SIZES = (1,) * 100 + (100,) * 15


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


@pytest.fixture
def log(path: Path) -> Iterator[SqlEventLog]:
    made = open_log(path, create=True)
    yield made
    made.close()


def test_the_sqlite_in_use_is_the_sounder_of_the_two() -> None:
    assert dialect.driver().sqlite_version_info >= sqlite3.sqlite_version_info


def test_every_commit_is_flushed_to_disk(log: SqlEventLog) -> None:
    with log.transaction() as tx:
        settings = [tx.one(f"PRAGMA {name}") for name in ("synchronous", "journal_mode", "mmap_size", "trusted_schema")]
    assert settings == [2, "wal", 0, 0]


def test_a_full_disk_is_said_so_and_work_goes_on_after_repair(log: SqlEventLog, path: Path) -> None:
    put(log, Write("image-a:1", (SUNSET,)))
    with pytest.raises(Unusable, match=r"is full \(\d+ MB free\)") as raised, log.transaction() as tx:  # noqa: PT012 - one step
        tx.run(f"PRAGMA max_page_count={path.stat().st_size // 4096 + 2}")
        log.append(tx, [Write("image-a:1", (SUNSET,) * 1000)], ADA)
    assert raised.value.code == "STORE-FULL"
    assert log.head().position == 1
    put(log, Write("image-a:1", (SUNSET,) * 1000))
    assert log.head().position == 1001
    assert log.verify().sound


FAILING_DISK = """
import resource, sys
from pathlib import Path
from rightsdesk.eventlog.log import Write
from rightsdesk.eventlog.sql import open_log
from rightsdesk.faults import Unusable
from tests.contracts.event_log import SUNSET, put
log = open_log(Path(sys.argv[1]), create=True)
put(log, Write("image-a:1", (SUNSET,)))
free = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, free[1]))
try:
    put(log, Write("image-a:1", (SUNSET,) * 5000))
except Unusable as fault:
    print(fault.code)
resource.setrlimit(resource.RLIMIT_FSIZE, free)
print(log.head().position)
put(log, Write("image-a:1", (SUNSET,) * 5000))
print(log.head().position, log.verify().sound)
log.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are set with POSIX resources")
def test_a_failing_disk_stops_writing_and_loses_nothing_confirmed(path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", FAILING_DISK, path], capture_output=True, text=True, check=False)
    assert ran.stdout.split() == ["STORE-IO", "1", "5001", "True"], ran.stderr


def test_a_writer_who_never_ends_is_named_after_a_while(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "BUSY_SECONDS", 0.1)
    log = open_log(path, create=True)
    other = dialect.driver().connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="Another program has been writing") as raised:
        put(log, Write("image-a:1", (SUNSET,)))
    assert raised.value.code == "STORE-BUSY"
    assert log.read(0, 10) == []
    other.close()
    put(log, Write("image-a:1", (SUNSET,)))
    log.close()


def test_two_logs_of_one_file_in_one_process_take_turns(log: SqlEventLog, path: Path) -> None:
    other = open_log(path)
    put(log, Write("image-a:1", (SUNSET,), expected=0))
    put(other, Write("image-a:1", (AGAIN,), expected=1))
    with pytest.raises(Conflict):
        put(log, Write("image-a:1", (AGAIN,), expected=1))
    other.close()
    assert log.verify().sound


def test_opening_a_second_time_takes_no_lock_away_from_the_first(
    log: SqlEventLog, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Closing any handle of a file drops all locks its process holds on it (POSIX), SQLite's included.
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened beside SQLite"))
    other = open_log(path)
    other.close()


def test_closing_empties_the_write_ahead_file(log: SqlEventLog, path: Path) -> None:
    put(log, Write("image-a:1", (SUNSET,) * 100))
    log.close()
    assert [file.name for file in path.parent.iterdir()] == ["events.db"]


def test_a_failed_statement_of_ours_is_not_dressed_up_as_a_fault(log: SqlEventLog) -> None:
    with pytest.raises(Exception, match="no such table"), log.transaction() as tx:
        tx.run("INSERT INTO nowhere VALUES (1)")
    assert put(log, Write("image-a:1", (SUNSET,))).first == 1


def keep_writing(path: Path, name: str) -> None:
    """Append to an own stream and to a common one, as a worker process does: first single events, then hundreds."""
    log = open_log(path)
    for size in SIZES:
        put(log, Write(name, (AGAIN,) * size), Write("image-all:1", (AGAIN,)), context=Context(name))
    log.close()


def test_four_writing_processes_leave_no_gap_a_reader_could_miss(log: SqlEventLog, path: Path) -> None:
    spawning = multiprocessing.get_context("spawn")
    writers = [spawning.Process(target=keep_writing, args=(path, f"image-w:{number}")) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    seen: list[Any] = []
    while any(writer.is_alive() for writer in writers):
        seen += log.read(seen[-1].position if seen else 0, 500)
        time.sleep(0.001)
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    while page := log.read(seen[-1].position, 500):
        seen += page
    total = WRITERS * (sum(SIZES) + len(SIZES))
    assert [event.position for event in seen] == list(range(1, total + 1))
    assert log.versions(["image-all:1"]) == {"image-all:1": WRITERS * len(SIZES)}
    assert log.verify().sound
