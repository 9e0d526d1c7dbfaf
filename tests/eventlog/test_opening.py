"""A file that cannot be used is refused with its own sentence, before one byte of it is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rightsdesk.eventlog import dialect
from rightsdesk.eventlog.log import Write
from rightsdesk.eventlog.sql import open_log
from rightsdesk.faults import Fault, Unusable
from tests.contracts.event_log import SUNSET, put


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "workspace" / "events.db"
    made.parent.mkdir()
    log = open_log(made, create=True)
    put(log, Write("image-a:1", (SUNSET,) * 200))
    log.close()
    return made


def edited(path: Path, *statements: str) -> None:
    connection = dialect.driver().connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def refusal(path: Path, *, create: bool = False) -> Fault:
    """Return why the file is refused, after making sure that nothing was written beside or into it."""
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(Unusable) as raised:
        open_log(path, create=create)
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before
    assert str(path) in raised.value.sentence
    return raised.value


def foreign(path: Path) -> None:
    path.unlink()
    edited(path, "CREATE TABLE songs (title TEXT)")


def newer(path: Path) -> None:
    edited(path, "PRAGMA user_version=2")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def without_head(path: Path) -> None:
    edited(path, "DELETE FROM es_head")


def without_trigger(path: Path) -> None:
    edited(path, "DROP TRIGGER es_event_no_update")


def without_table(path: Path) -> None:
    edited(path, "DROP TABLE es_command")


def scribbled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "code", "words"),
    [
        (Path.unlink, "DB-MISSING", "There is no log"),
        (lambda path: path.write_bytes(b""), "DB-EMPTY", "is empty"),
        (lambda path: path.write_text("Dear diary, " * 1000), "DB-NOT-A-DATABASE", "is not a database"),
        (lambda path: path.write_bytes(path.read_bytes()[:60]), "DB-DAMAGED", "only 60 bytes"),
        (foreign, "DB-FOREIGN", "another program"),
        (newer, "DB-NEWER", "newer RightsDesk (format 2, this one knows 1)"),
        (cut_off, "DB-DAMAGED", "cut off"),
        (without_head, "DB-DAMAGED", "the head of the log is missing"),
        (without_trigger, "DB-DAMAGED", "es_event_no_update missing"),
        (without_table, "DB-DAMAGED", "es_command missing"),
        (scribbled, "DB-DAMAGED", "is damaged"),
        (lambda path: path.chmod(0o400), "DB-READ-ONLY", "read-only"),
        (lambda path: path.parent.chmod(0o500), "DB-READ-ONLY", "read-only"),
    ],
)
def test_each_unusable_file_has_its_own_sentence(
    path: Path, harm: Callable[[Path], object], code: str, words: str
) -> None:
    harm(path)
    fault = refusal(path)
    assert fault.code == code
    assert words in fault.sentence


def test_a_folder_in_place_of_the_log_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="cannot be read") as raised:
        open_log(tmp_path)
    assert raised.value.code == "DB-UNREADABLE"


def test_creating_over_something_else_is_refused_too(path: Path) -> None:
    path.write_text("my only copy of a novel " * 100)
    assert refusal(path, create=True).code == "DB-NOT-A-DATABASE"


def test_creating_where_a_log_stands_opens_it(path: Path) -> None:
    log = open_log(path, create=True)
    assert log.head().position == 200
    log.close()


def test_creating_leaves_one_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    log = open_log(tmp_path / "events.db", create=True)
    log.close()
    assert [file.name for file in tmp_path.iterdir()] == ["events.db"]
    assert (tmp_path / "events.db").stat().st_mode & 0o777 == 0o600


def test_a_leftover_of_an_interrupted_creation_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "events.db.new").write_bytes(b"half a log")
    log = open_log(tmp_path / "events.db", create=True)
    assert log.verify().sound
    log.close()


def test_a_read_only_log_can_be_read_but_not_written(path: Path) -> None:
    path.chmod(0o400)
    path.parent.chmod(0o500)
    log = open_log(path, read_only=True)
    assert len(log.read(0, 1000)) == 200
    assert log.verify().sound
    with pytest.raises(Unusable, match="read-only"):
        put(log, Write("image-a:1", (SUNSET,)))
    log.close()


def test_two_stores_never_share_an_identity(tmp_path: Path) -> None:
    logs = [open_log(tmp_path / name, create=True) for name in ("one.db", "two.db")]
    assert logs[0].head().epoch != logs[1].head().epoch
    for log in logs:
        log.close()
