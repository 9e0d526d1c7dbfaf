"""A file is replaced whole or stays as it was, and every obstacle is a sentence."""

import errno
import os
from pathlib import Path

import pytest

from rightsdesk.documents.csv_file import ENGLISH, write_csv
from rightsdesk.documents.whole_file import replacing
from rightsdesk.documents.xlsx import write_xlsx
from rightsdesk.faults import Unusable
from tests.documents.nasty import column_of, quiet


def _full(_handle: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture(name="target")
def an_older_file(tmp_path: Path) -> Path:
    (tmp_path / "list.csv").write_text("before", encoding="utf-8")
    return tmp_path / "list.csv"


def _alone(target: Path) -> bool:
    return list(target.parent.iterdir()) == [target] and target.read_text(encoding="utf-8") == "before"


def test_what_was_written_takes_the_place_of_the_old(target: Path) -> None:
    with replacing(target) as beside:
        beside.write_text("after", encoding="utf-8")
        assert target.read_text(encoding="utf-8") == "before"
    assert [path.read_text(encoding="utf-8") for path in target.parent.iterdir()] == ["after"]


def test_a_full_disk_is_a_sentence_and_keeps_the_old_file(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", _full)
    columns, rows = column_of(["x"])
    with pytest.raises(Unusable, match=r"disk of .* is full: list\.csv was not written") as full:
        write_csv(target, columns, rows, ENGLISH, quiet)
    assert full.value.code == "STORE-FULL"
    assert _alone(target)


def test_a_disk_that_fills_while_the_workbook_is_packed_is_a_sentence(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> None:
        _full(0)

    monkeypatch.setattr("xlsxwriter.workbook.ZipFile", full)
    columns, rows = column_of(["x"])
    with pytest.raises(Unusable, match="is full"):
        write_xlsx(target, "List", columns, rows, quiet)
    assert _alone(target)


def test_an_interruption_keeps_the_old_file(target: Path) -> None:
    def written_halfway() -> None:
        with replacing(target) as beside:
            beside.write_text("half", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written_halfway()
    assert _alone(target)


def test_a_link_is_not_followed(target: Path) -> None:
    link = target.with_name("link.csv")
    link.symlink_to(target)
    with pytest.raises(Unusable, match="is a link") as told, replacing(link):
        pass
    assert told.value.code == "EXP-PATH"
    assert target.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("name", [".", "none/list.csv", "x" * 300 + ".csv"])
def test_a_place_that_cannot_be_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unusable) as told, replacing(tmp_path / name) as beside:
        beside.write_text("x", encoding="utf-8")
    assert told.value.code == "EXP-PATH"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or not os.getuid(), reason="the administrator may write everywhere")
def test_a_folder_that_is_read_only_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(Unusable, match="may not be written to"), replacing(tmp_path / "list.csv") as beside:
            beside.write_text("x", encoding="utf-8")
    finally:
        tmp_path.chmod(0o700)
