"""The rows of every batch are found where they stand."""

from types import ModuleType

import pytest

from rightsdesk.desk import PLACES, advice_orders, export_orders, orders, rights_orders


def _ordered(module: ModuleType) -> list[tuple[str, str]]:
    made = [vars(one) for one in vars(module).values() if getattr(one, "__module__", "") == module.__name__]
    return [(one["kind"], one["table"]) for one in made if "kind" in one and "table" in one]


@pytest.mark.parametrize("module", [orders, advice_orders, export_orders, rights_orders])
def test_orders_over_vendors_and_advices_lead_to_them_and_all_others_to_images(module: ModuleType) -> None:
    found = _ordered(module)
    assert found
    for kind, table in found:
        assert PLACES.get(kind) == (table if table in {"vendors", "credit_advices"} else None)
