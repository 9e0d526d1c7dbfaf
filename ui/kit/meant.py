"""The rows an order is about, where those stand in another table than the selected ones, as charges behind findings."""

from rightsdesk.desk import Reader, Selection
from ui.kit.contents import attribute
from ui.kit.declare import Order


def meant(reader: Reader, selection: Selection, order: Order, keys: str) -> Selection:
    """The rows of the order's table named by the attribute ``keys`` of the selected ones; without it these themselves.

    Asked on the reading thread.
    """
    if not keys:
        return selection
    rows = reader.rows(selection.table, reader.selected_ids(selection))
    named = dict.fromkeys(str(value) for row in rows if (value := attribute(row, keys)))
    found = reader.ids_of(order.table, list(named))
    return Selection(order.table, None, selection.as_of, frozenset(found.values()))
