"""A selection is a query plus exceptions, and survives being written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.faults import Invalid
from rightsdesk.readmodel import Query, Selection

IDS = st.frozensets(st.integers(1, 50), max_size=8)
QUERIES = st.none() | st.builds(
    Query, st.just("images"), st.text(max_size=9), st.text(max_size=5), st.booleans(), st.none() | st.just("mag")
)
SELECTIONS = st.builds(Selection, st.just("images"), QUERIES, st.integers(0, 99), IDS, IDS)


@given(SELECTIONS)
def test_a_selection_comes_back_from_its_text(selection: Selection) -> None:
    assert Selection.from_json(selection.to_json()) == selection


@given(SELECTIONS, st.integers(1, 50), st.booleans())
def test_a_row_added_is_in_and_a_row_taken_is_out(selection: Selection, row: int, matches: bool) -> None:
    assert selection.with_row(row, matches).has(row, matches)
    assert not selection.without_row(row, matches).has(row, matches)


@given(SELECTIONS, st.integers(1, 50), st.booleans(), st.integers(51, 99), st.booleans())
def test_other_rows_are_left_alone(selection: Selection, row: int, matches: bool, other: int, also: bool) -> None:
    before = selection.has(other, also)
    assert selection.with_row(row, matches).has(other, also) == before
    assert selection.without_row(row, matches).has(other, also) == before


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '["images", 1, 0, [], []]', '["images", null, 0, ["x"], []]'])
def test_what_is_no_selection_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        Selection.from_json(text)
