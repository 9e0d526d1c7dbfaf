"""Cells: what a spreadsheet cannot hold is altered, counted and said."""

import pytest

from rightsdesk.documents.cells import Cells
from rightsdesk.documents.tables import CUT, LONGEST, Column, Written


def _text(value: object) -> tuple[str, Cells]:
    cells = Cells()
    return cells.text(value), cells


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\x7fb", "a\x9bb", "a\ud800b", "a\ufffeb", "a\uffffb"])
def test_control_characters_are_left_out_and_counted(text: str) -> None:
    said, cells = _text(text)
    assert (said, cells.cleaned) == ("ab", 1)


def test_line_breaks_of_all_systems_become_one_kind() -> None:
    assert _text("a\r\nb\rc\nd")[0] == "a\nb\nc\nd"


@pytest.mark.parametrize("text", ["Łódź", "\u200fשלום\u200e", "👩‍👩‍👧", "a\tb", "日本"])
def test_letters_of_all_languages_and_their_marks_survive(text: str) -> None:
    said, cells = _text(text)
    assert (said, cells.cleaned, cells.shortened) == (text, 0, 0)


def test_a_text_of_exactly_the_longest_length_is_whole() -> None:
    said, cells = _text("x" * LONGEST)
    assert (len(said), cells.shortened) == (LONGEST, 0)


@pytest.mark.parametrize("letter", ["x", "ł", "👩"])
def test_a_longer_text_is_cut_with_a_mark_and_counted(letter: str) -> None:
    said, cells = _text(letter * (LONGEST + 1))
    assert said.endswith(letter + CUT)
    assert LONGEST - 2 <= len(said.encode("utf-16-le")) // 2 <= LONGEST
    assert cells.shortened == 1


def test_what_was_altered_is_said_in_sentences() -> None:
    said = Written(10, 1, shortened=3, cleaned=2).warnings
    assert said[0].startswith("3 cells were longer than 32,767 characters")
    assert said[1].startswith("2 cells held control characters")


def test_a_missing_value_and_an_empty_text_differ() -> None:
    cells, column = Cells(), Column("a", "A")
    assert (cells.of({}, column), cells.of({"a": ""}, column)) == (None, "")
