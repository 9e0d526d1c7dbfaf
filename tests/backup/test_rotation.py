"""Backups made by themselves are named by their moment; only the newest are kept."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from rightsdesk.backup import keep_newest, planned_name


def test_names_sort_by_time_whatever_the_zone() -> None:
    at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    names = [planned_name((at + timedelta(hours=n)).astimezone(timezone(timedelta(hours=-n)))) for n in range(23)]
    assert names[0] == "backup-20261025-003000Z.zip"
    assert names == sorted(names)


def test_the_oldest_go_and_nothing_of_another_name(tmp_path: Path) -> None:
    for day in range(1, 6):
        (tmp_path / f"backup-202610{day:02}-013000Z.zip").touch()
    (tmp_path / "before-the-audit.zip").touch()
    (tmp_path / ".backup-20261006-013000Z.zip-x1").mkdir()
    gone = keep_newest(tmp_path, 2)
    assert gone == [f"backup-202610{day:02}-013000Z.zip" for day in (3, 2, 1)]
    left = ["backup-20261004-013000Z.zip", "backup-20261005-013000Z.zip", "before-the-audit.zip"]
    assert sorted(path.name for path in tmp_path.iterdir()) == left
