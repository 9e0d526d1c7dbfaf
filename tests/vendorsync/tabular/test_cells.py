"""Dates, amounts and ids as vendors write them; what can be read in two ways is refused."""

from datetime import date, datetime

import pytest

from rightsdesk.faults import Invalid
from rightsdesk.vendorsync.record import Broken
from rightsdesk.vendorsync.tabular.cells import Cell, amount, day, identifier
from rightsdesk.vendorsync.tabular.layout import Layout

SNIFFED, GERMAN, ENGLISH = Layout(), Layout(decimal=",", currency="EUR"), Layout(decimal=".", currency="USD")


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("2026-12-31", "2026-12-31"),
        ("31.12.2026", "2026-12-31"),
        ("1.2.2026", "2026-02-01"),
        ("46022", "2025-12-31"),
        (46022.0, "2025-12-31"),
        (date(2026, 12, 31), "2026-12-31"),
        (datetime(2026, 12, 31), "2026-12-31"),  # noqa: DTZ001 - as a spreadsheet gives it
        ("2026-12-31T18:00:00+01:00", "2026-12-31T18:00:00+01:00"),
    ],
)
def test_a_date_that_means_one_day_is_read(cell: Cell, read: str) -> None:
    assert day(cell, SNIFFED, "row 2") == read


@pytest.mark.parametrize(
    "cell", ["9/21/17", "01/02/2026", "31.12.26", "2026/12/31", "31-12-2026", "soon", "30.02.2026", "17", "999999"]
)
def test_a_date_that_needs_a_guess_is_refused(cell: str) -> None:
    with pytest.raises(Broken) as refusal:
        day(cell, SNIFFED, "row 2")
    assert refusal.value.code == "REC-DATE"


@pytest.mark.parametrize(
    ("order", "cell", "read"),
    [
        ("mdy", "9/21/17", "2017-09-21"),
        ("dmy", "21/9/17", "2017-09-21"),
        ("ymd", "2026/12/31", "2026-12-31"),
        ("dmy", "31.12.26", "2026-12-31"),
        ("mdy", "12.31.2026", "2026-12-31"),
    ],
)
def test_a_profile_that_names_the_order_makes_it_readable(order: str, cell: str, read: str) -> None:
    assert day(cell, Layout(date_order=order), "row 2") == read


def test_a_profile_of_another_order_does_not_turn_a_date_around() -> None:
    with pytest.raises(Broken, match="is not valid"):
        day("9/21/17", Layout(date_order="dmy"), "row 2")


def test_a_moment_without_a_zone_in_a_spreadsheet_is_refused() -> None:
    with pytest.raises(Broken, match="no time zone"):
        day(datetime(2026, 12, 31, 18, 0), SNIFFED, "row 2")  # noqa: DTZ001 - as a spreadsheet gives it


@pytest.mark.parametrize(
    ("cell", "layout", "minor", "currency"),
    [
        ("1.234,50 €", SNIFFED, 123450, "EUR"),
        ("12,50 €", SNIFFED, 1250, "EUR"),
        ("EUR 12.50", SNIFFED, 1250, "EUR"),
        ("1,234.50 USD", SNIFFED, 123450, "USD"),
        ("$12", SNIFFED, 1200, "USD"),
        ("1.234.567 JPY", SNIFFED, None, None),
        ("12.345 JPY", Layout(decimal=","), 12345, "JPY"),
        ("1.234,50", GERMAN, 123450, "EUR"),
        ("1.234", GERMAN, 123400, "EUR"),
        ("1,234", ENGLISH, 123400, "USD"),
        ("12,5", GERMAN, 1250, "EUR"),
        ("1 234,50 CHF", SNIFFED, 123450, "CHF"),
        ("1'234.50 CHF", SNIFFED, 123450, "CHF"),
        (12.5, GERMAN, 1250, "EUR"),
        (12, ENGLISH, 1200, "USD"),
        (0, GERMAN, 0, "EUR"),
        ("0,00", GERMAN, 0, "EUR"),
    ],
)
def test_an_amount_is_read_to_the_cent(cell: Cell, layout: Layout, minor: int | None, currency: str | None) -> None:
    if minor is None:
        with pytest.raises(Broken, match="above"):
            amount(cell, "", layout, "row 2")
    else:
        assert amount(cell, "", layout, "row 2") == (minor, currency)


@pytest.mark.parametrize(
    ("cell", "currency", "layout", "why"),
    [
        ("1.234 EUR", "", SNIFFED, "two ways"),
        ("12,50", "", SNIFFED, "no currency"),
        ("12,50 €", "USD", SNIFFED, "more than one currency"),
        ("-12,50", "", GERMAN, "negative"),
        ("12,505", "", GERMAN, "decimals"),
        ("1.23,50", "", GERMAN, "not a number"),
        ("free", "", GERMAN, "not a number"),
        ("12..50", "", GERMAN, "not a number"),
        ("99.999,00", "", GERMAN, "above"),
        ("12,50 Euro", "", GERMAN, "not a number"),
        ("\u0661\u0662", "", GERMAN, "not a number"),
    ],
)
def test_an_amount_that_needs_a_guess_is_refused(cell: str, currency: str, layout: Layout, why: str) -> None:
    with pytest.raises(Broken, match=why) as refusal:
        amount(cell, currency, layout, "row 2")
    assert refusal.value.code == "REC-PRICE"


@pytest.mark.parametrize(
    ("cell", "read"), [(100000.0, "100000"), (4711, "4711"), ("00123", "00123"), (1e14, "1" + "0" * 14)]
)
def test_an_id_is_never_written_in_powers_of_ten(cell: Cell, read: str) -> None:
    assert identifier(cell, "row 2") == read


@pytest.mark.parametrize("cell", [1e15, 12.5, "1E+05", "1,0E5", "4.71E+12"])
def test_an_id_that_a_spreadsheet_has_rounded_is_refused(cell: Cell) -> None:
    with pytest.raises(Broken, match="rounded"):
        identifier(cell, "row 2")


@pytest.mark.parametrize(
    "options",
    [
        {"delimiter": "x"},
        {"date_order": "myd"},
        {"decimal": "'"},
        {"currency": "euro"},
        {"encoding": "latin-99"},
        {"encoding": "hex"},
        {"colour": "red"},
        {"column.colour": "Farbe"},
    ],
)
def test_an_option_that_says_nothing_is_refused_with_the_way_out(options: dict[str, str]) -> None:
    with pytest.raises(Invalid, match="cannot be used;"):
        Layout.of(options)


def test_a_delimiter_may_be_given_by_its_name() -> None:
    assert Layout.of({"delimiter": "tab"}).delimiter == "\t"
    assert Layout.of({"delimiter": ";"}).delimiter == ";"
