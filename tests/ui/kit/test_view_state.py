"""What a saved view keeps, and when it counts as changed."""

from tests.kit.features import FEATURE
from ui.kit import view_state
from ui.kit.table_layout import Layout


def _taken(layout: Layout, where: str = "sync:failed", order: str = "price") -> dict[str, object]:
    return view_state.taken(FEATURE, layout, where, order, descending=False)


def test_the_same_set_up_is_the_same_however_it_was_reached() -> None:
    declared, moved_back = Layout(), Layout()
    moved_back.sequence = [one.key for one in FEATURE.columns]
    moved_back.show(FEATURE.columns[1], visible=False)
    moved_back.show(FEATURE.columns[1], visible=True)
    assert view_state.same(FEATURE, _taken(declared), _taken(moved_back, "  sync:failed "))


def test_a_width_an_order_or_a_column_makes_it_another() -> None:
    for change in ("widths", "sequence", "hidden", "density"):
        layout = Layout()
        values = {"widths": {"price": 300}, "sequence": ["price"], "hidden": ["price"], "density": "compact"}
        setattr(layout, change, values[change])
        assert not view_state.same(FEATURE, _taken(Layout()), _taken(layout)), change
    assert not view_state.same(FEATURE, _taken(Layout()), _taken(Layout(), order="title"))


def test_what_is_kept_is_no_longer_tied_to_the_table() -> None:
    layout = Layout()
    shape = view_state.shape_of(layout)
    layout.hidden.append("price")
    assert shape["hidden"] == []


def test_columns_that_are_gone_are_named_by_their_title() -> None:
    kept = {"titles": {"mood": "Mood", "price": "Price"}}
    assert view_state.gone_columns(FEATURE, kept) == ["Mood"]
    assert view_state.gone_columns(FEATURE, {"titles": "nonsense"}) == []
