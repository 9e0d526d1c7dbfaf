"""Reports for authorities: who counts, in which year and quarter, and how much."""

from dataclasses import replace

import pytest

from rightsdesk.documents.exports import ksk, withholding
from rightsdesk.domain.vendor import Vendor
from rightsdesk.faults import Invalid
from tests.documents.exports.pieces import cancelled, item

VENDORS = {
    "globus": Vendor("globus", {"name": "Globus", "legal_form": "self_employed", "country": "FR"}),
    "norden": Vendor("norden", {"name": "Norden GmbH", "legal_form": "company"}),
    "alpenpix": Vendor("alpenpix", {"name": "Alpenpix"}),
}


def test_the_levy_is_on_net_fees_of_the_self_employed_only() -> None:
    items = [item(1, net=100_000), item(2, net=50_010), item(3, vendor="norden", net=70_000)]
    rows = {row["vendor"]: row for row in ksk.report(2026, items, VENDORS)}
    assert (rows["globus"]["documents"], rows["globus"]["base"]) == (2, 150_010)
    assert (rows["globus"]["rate"], rows["globus"]["levy"]) == ("4.9", 7_350)
    assert (rows["norden"]["counts"], rows["norden"]["levy"]) == ("no", 0)


def test_an_unknown_legal_form_is_shown_and_left_to_a_person() -> None:
    (row,) = ksk.report(2026, [item(1, vendor="alpenpix")], VENDORS)
    assert (row["counts"], row["levy"]) == ("not known: enter the legal form", 0)
    assert row["base"] > 0


@pytest.mark.parametrize("type_code", ["389", "261"])
def test_a_cancellation_takes_its_fee_back(type_code: str) -> None:
    (row,) = ksk.report(2026, [item(1), cancelled(item(1), 2, type_code)], VENDORS)
    assert (row["base"], row["levy"]) == (0, 0)


def test_a_fee_counts_in_the_year_of_its_payment() -> None:
    late = replace(item(1, issued_on="2025-12-30", net=100_00), paid_on="2026-01-08")
    assert ksk.report(2025, [late], VENDORS) == []
    assert len(ksk.report(2026, [late], VENDORS)) == 1


def test_a_year_without_a_known_rate_is_refused() -> None:
    with pytest.raises(Invalid, match="1999 is not known; known are 2023"):
        ksk.report(1999, [], VENDORS)


def test_what_was_withheld_is_added_up_by_quarter_and_vendor() -> None:
    items = [item(1, withheld=15_00, surcharge=82), item(2, withheld=30_00, surcharge=1_65), item(3)]
    (row,) = withholding.report("2026-Q1", items, VENDORS)
    assert (row["documents"], row["tax"], row["surcharge"], row["withheld"]) == (2, 45_00, 2_47, 47_47)
    assert (row["due_on"], row["name"]) == ("2026-04-10", "Globus")
    assert withholding.report("2026-Q2", items, VENDORS) == []


def test_the_last_quarter_is_due_in_the_next_year() -> None:
    one = replace(item(1, withheld=1, surcharge=0), paid_on="2026-12-31")
    assert withholding.report("2026-Q4", [one], VENDORS)[0]["due_on"] == "2027-01-10"


@pytest.mark.parametrize("quarter", ["2026-Q5", "2026", "Q1-2026", ""])
def test_a_quarter_that_is_none_is_refused(quarter: str) -> None:
    with pytest.raises(Invalid, match="2026-Q3"):
        withholding.report(quarter, [], VENDORS)
