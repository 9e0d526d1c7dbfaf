"""How many rows end in each month ahead: every row is counted once, whatever the filter."""

from datetime import date

from rightsdesk.readmodel import Query, Reader, ReadModel, Selection
from tests.readmodel.told import Told

DAY = date(2026, 11, 26)
ENDS = ("2026-11-25", "2026-11-26", "2026-11-30", "2026-12-01", "2027-02-28", "2027-11-30", "2028-01-01", None)


def _ends(told: Told, model: ReadModel) -> None:
    for number, moment in enumerate(ENDS):
        told.image(str(number), vendor="hafen" if number % 2 else "alpenpix", licence_end=moment)
    model.catch_up_fully()


def test_endings_are_told_by_month_with_those_before_and_later(told: Told, model: ReadModel, reader: Reader) -> None:
    _ends(told, model)
    found = reader.endings(Query("images"), "online_until", DAY, 3)
    assert found.months == (("2026-11", 2), ("2026-12", 1), ("2027-01", 0))
    assert (found.before, found.later, found.never) == (1, 3, 1)
    assert (found.total, found.ahead) == (8, 7)


def test_endings_of_a_filter_count_its_rows_only(told: Told, model: ReadModel, reader: Reader) -> None:
    _ends(told, model)
    parts = [reader.endings(Query("images", f"vendor:{key}"), "online_until", DAY, 12) for key in ("hafen", "alpenpix")]
    whole = reader.endings(Query("images"), "online_until", DAY, 12)
    assert [part.total for part in parts] == [4, 4]
    for place, (month, count) in enumerate(whole.months):
        assert [part.months[place][0] for part in parts] == [month, month]
        assert sum(part.months[place][1] for part in parts) == count
    assert sum(part.never for part in parts) == whole.never == 1


def test_endings_of_a_selection_count_the_ticked_rows_only(told: Told, model: ReadModel, reader: Reader) -> None:
    _ends(told, model)
    ids = reader.ids(Query("images"))
    found = reader.endings(Selection("images", None, plus=frozenset(ids[:3])), "online_until", DAY, 3)
    assert (found.before, found.months[0], found.total) == (1, ("2026-11", 2), 3)
