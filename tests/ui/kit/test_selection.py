"""A selection is a query with exceptions, and every step keeps exactly the rows it should."""

from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.desk import Query, Selection
from ui.kit import selection as steps

ROWS = range(12)
QUERY = Query("images", "sync:failed")
MATCHING = frozenset(row for row in ROWS if row % 3 == 0)


def rows_of(selection: Selection) -> set[int]:
    return {row for row in ROWS if selection.has(row, row in MATCHING)}


selections = st.builds(
    Selection,
    table=st.just("images"),
    query=st.sampled_from([None, QUERY]),
    as_of=st.just(7),
    plus=st.frozensets(st.sampled_from(ROWS)),
    minus=st.frozensets(st.sampled_from(sorted(MATCHING))),
)


@given(selections, st.sampled_from(ROWS))
def test_adding_a_row_adds_exactly_that_row(selection: Selection, row: int) -> None:
    assert rows_of(steps.with_row(selection, row, matches=row in MATCHING)) == rows_of(selection) | {row}


@given(selections, st.sampled_from(ROWS))
def test_taking_a_row_out_takes_exactly_that_row(selection: Selection, row: int) -> None:
    assert rows_of(steps.without_row(selection, row, matches=row in MATCHING)) == rows_of(selection) - {row}


@given(selections, st.frozensets(st.sampled_from(ROWS)))
def test_adding_unseen_rows_needs_no_knowledge_of_membership(selection: Selection, ids: frozenset[int]) -> None:
    assert rows_of(steps.with_rows(selection, ids)) == rows_of(selection) | ids


@given(selections)
def test_a_stored_selection_comes_back_as_it_was(selection: Selection) -> None:
    assert steps.from_json("images", steps.to_json(selection)) == selection


def test_a_damaged_stored_selection_is_no_selection() -> None:
    wrong = {"table": "images", "query": 5, "as_of": 1, "plus": [], "minus": []}
    for stored in (None, 3, {}, {"table": "images"}, wrong):
        assert steps.is_empty(steps.from_json("images", stored))


def test_the_selection_of_another_table_is_not_taken_over() -> None:
    assert steps.is_empty(steps.from_json("vendors", steps.to_json(steps.these("images", [1, 2]))))


def test_the_order_of_rows_does_not_make_another_selection() -> None:
    assert steps.same_rows(QUERY, Query("images", " sync:failed ", order="price", descending=True))
    assert not steps.same_rows(QUERY, Query("images", "sync:failed", platform="tag"))
    assert not steps.same_rows(QUERY, None)


def test_narrowing_to_a_view_joins_both_filters() -> None:
    narrowed = steps.narrowed(steps.everything(QUERY, 7), Query("images", "vendor:alpenpix"), frozenset({4}))
    assert narrowed.query is not None
    assert narrowed.query.where == "sync:failed vendor:alpenpix"
    assert narrowed.plus == {4}
