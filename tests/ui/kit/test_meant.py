"""Orders about rows of another table than the selected ones: charges behind findings."""

from types import SimpleNamespace
from typing import Any

from rightsdesk.desk import Query, Selection
from ui.kit.meant import meant

CHOSEN = Selection("findings", Query("findings"), 17)


class Finder:
    """Three findings, two of them about charges, both about the same one."""

    def selected_ids(self, selection: Selection) -> list[int]:
        return [1, 2, 3]

    def rows(self, table: str, ids: list[int]) -> list[Any]:
        return [SimpleNamespace(charge=name) for name in ("tag:v1#c1", "", "tag:v1#c1")]

    def ids_of(self, table: str, keys: list[str]) -> dict[str, int]:
        assert (table, keys) == ("charges", ["tag:v1#c1"])
        return {"tag:v1#c1": 90}


def test_an_order_is_about_the_rows_that_the_selected_ones_name() -> None:
    order = SimpleNamespace(table="charges")
    found = meant(Finder(), CHOSEN, order, "charge")  # type: ignore[arg-type] # a double
    assert found == Selection("charges", None, 17, frozenset({90}))


def test_an_order_about_the_selected_rows_themselves_asks_nothing() -> None:
    assert meant(None, CHOSEN, SimpleNamespace(table="findings"), "") is CHOSEN  # type: ignore[arg-type] # never asked
