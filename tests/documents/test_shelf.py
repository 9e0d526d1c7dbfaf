"""Documents lie under their hash, whole or not at all, and a disk that does not take them is named."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from rightsdesk.documents.shelf import Shelf
from rightsdesk.faults import Unusable


def test_a_document_lies_under_the_hash_of_its_bytes(tmp_path: Path) -> None:
    printed = Shelf(tmp_path / "documents").put(b"paper")
    sha = hashlib.sha256(b"paper").hexdigest()
    assert printed.path == tmp_path / "documents" / sha[:2] / f"{sha}.pdf"
    assert (printed.sha256, printed.size, printed.path.read_bytes()) == (sha, 5, b"paper")


def test_putting_the_same_document_twice_writes_nothing_more(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = shelf.put(b"paper").path.stat()
    second = shelf.put(b"paper").path.stat()
    assert (first.st_ino, first.st_mtime_ns) == (second.st_ino, second.st_mtime_ns)


def test_a_damaged_document_is_replaced_by_the_sound_one(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    place = shelf.put(b"paper").path
    place.write_bytes(b"pap3r")
    assert shelf.put(b"paper").path.read_bytes() == b"paper"


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "STORE-FULL"), (errno.EIO, "STORE-IO")])
def test_a_disk_that_refuses_leaves_no_trace_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(Unusable, match=str(tmp_path)) as caught:
        Shelf(tmp_path).put(b"paper")
    assert caught.value.code == code
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_a_file_in_the_way_of_the_folder_is_a_clear_fault(tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("in the way")
    with pytest.raises(Unusable) as caught:
        Shelf(tmp_path / "documents").put(b"paper")
    assert caught.value.code == "STORE-IO"
