"""Falls are counted over starts; the third start after two of them is a safe one."""

from pathlib import Path

import pytest

from ui.kit.starts import Starts


def test_a_window_closed_in_order_starts_as_usual(tmp_path: Path) -> None:
    for _ in range(4):
        starts = Starts(tmp_path / "starts.json")
        assert (starts.begin(), starts.falls) == (False, 0)
        starts.end()


def test_after_two_falls_in_a_row_the_start_is_safe(tmp_path: Path) -> None:
    assert [Starts(tmp_path / "starts.json").begin() for _ in range(4)] == [False, False, True, True]


def test_an_orderly_end_makes_the_next_start_usual(tmp_path: Path) -> None:
    for _ in range(2):
        Starts(tmp_path / "starts.json").begin()
    safe = Starts(tmp_path / "starts.json")
    assert safe.begin()
    safe.end()
    assert Starts(tmp_path / "starts.json").begin() is False


def test_a_restart_because_of_a_defect_counts_as_a_fall(tmp_path: Path) -> None:
    for _ in range(2):
        starts = Starts(tmp_path / "starts.json")
        starts.begin()
        starts.fell()
    assert Starts(tmp_path / "starts.json").begin() is True


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b'{"falls": "x"}', b'{"falls": null, "running": true}'])
def test_a_damaged_file_counts_as_the_first_start(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "starts.json").write_bytes(content)
    assert Starts(tmp_path / "starts.json").begin() is False


def test_where_nothing_can_be_written_the_window_starts_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    starts = Starts(tmp_path / "file" / "starts.json")
    assert starts.begin() is False
    starts.end()
