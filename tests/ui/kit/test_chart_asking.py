"""Figures of charts: exact, in the words of the language, and only of the rows that were asked about."""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from rightsdesk.desk import Endings, Query, Selection, Spent
from ui.kit import chart_asking
from ui.kit.chart_asking import asked_of, months_back
from ui.kit.chart_values import Figures, Scope
from ui.kit.declare_charts import Asked
from ui.kit.words import words

TODAY = date(2026, 11, 26)
SCOPE = Scope(Query("vendors"))


@pytest.fixture(autouse=True)
def _this_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(chart_asking, "today", lambda: TODAY)
    yield
    words().use("en")


def _asked(what: Any, *spent: Spent, scope: Scope = SCOPE) -> list[Figures]:
    asked: list[Any] = []

    def spending(selection: Selection, first: date, after: date, platform: str) -> tuple[Spent, ...]:
        asked.extend((selection, first, after, platform))
        return spent

    reader: Any = SimpleNamespace(spending=spending)
    found = asked_of(SimpleNamespace(), reader, scope, [Asked(what, "Spent", "Nothing was spent.")])  # type: ignore[arg-type]
    assert asked[1:] == [date(2025, 12, 1), date(2026, 12, 1), scope.query.platform or ""]
    return found


def test_twelve_months_end_with_the_present_one() -> None:
    assert months_back(date(2026, 1, 31), 3) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]


def test_currencies_are_never_added_but_shown_side_by_side() -> None:
    found = _asked(
        "spent-by-month",
        Spent("a", "A", "2026-10", "EUR", 10**15 + 1, 2),
        Spent("b", "B", "2026-10", "EUR", 2),
        Spent("b", "B", "2026-11", "CHF", 5),
    )
    assert [figures.title for figures in found] == [
        "Spent, €\u202f10,000,000,000,000.03 in twelve months",
        "Spent, CHF\u202f0.05 in twelve months",
    ]
    assert [bar.value for bar in found[0].bars][-2:] == [10**15 + 3, 0]
    assert found[0].note == "2 charges without a known price are not included."


def test_amounts_are_said_the_german_way() -> None:
    words().use("de")
    (found,) = _asked("spent-by-month", Spent("a", "A", "2026-03", "EUR", 123456))
    assert found.bars[3].words == "März 2026: 1.234,56\u202f€"


def test_vendors_are_ranked_and_the_rest_stands_together() -> None:
    many = [Spent(f"v{n}", f"Vendor {n}", "2026-10", "EUR", n) for n in range(1, 21)]
    (found,) = _asked("spent-by-vendor", *many)
    assert [bar.label for bar in found.bars][:2] == ["Vendor 20", "Vendor 19"]
    assert found.bars[-1].label == "8 further vendors"
    assert sum(bar.value for bar in found.bars) == sum(one.amount for one in many)
    assert "Oct €\u202f0.20" in found.bars[0].words


def test_nothing_spent_is_said_in_words() -> None:
    (found,) = _asked("spent-by-month")
    assert (found.is_empty, found.told()) == (True, "Nothing was spent.")


def test_selected_rows_and_the_platform_are_what_is_asked_about() -> None:
    chosen = Selection("vendors", None, plus=frozenset({3}))
    _asked("spent-by-month", scope=Scope(Query("vendors", platform="tag"), chosen))


def test_endings_tell_what_is_left_and_what_goes() -> None:
    reader: Any = SimpleNamespace(endings=lambda *_: Endings(57, (("2026-11", 1), ("2026-12", 144)), 116, 30))
    (found,) = asked_of(
        SimpleNamespace(),  # type: ignore[arg-type]
        reader,
        Scope(Query("images")),
        [Asked("endings", "Ahead", "None ends.", "online_until")],
    )
    assert found.whole == 291
    assert [bar.words for bar in found.bars] == ["November 2026: 1", "December 2026: 144"]
    assert found.note == "Ended already: 57 · later than these months: 116 · without an end: 30"


def test_a_quota_is_told_with_its_span_and_pace() -> None:
    use = SimpleNamespace(period_from="2026-01-01", period_until="2027-01-01", used=412, quota=500)
    agreements = SimpleNamespace(
        list=lambda _key: [SimpleNamespace(quotas=(use,))], forecast=lambda _use: 456 if _use is use else None
    )
    reader: Any = SimpleNamespace(selected_ids=lambda _selection: [3], keys=lambda _table, _ids: ["alpenpix"])
    desk: Any = SimpleNamespace(agreements=agreements)
    (found,) = asked_of(desk, reader, SCOPE, [Asked("quotas", "Quota", "No quota is agreed.")])
    assert found.note == "1 Jan 2026 to 31 Dec 2026 · 82\u202f% · at this pace 456 uses"
    assert (found.bars[0].said, found.tone, found.marks) == ("412 of 500 used", "warning", (400, 500))
