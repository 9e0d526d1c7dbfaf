"""Charts asked of the read model: exact sums and counts, made into figures with their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QLocale

from rightsdesk.desk import Desk, Reader, Spent
from ui.kit import show
from ui.kit.chart_values import Bar, Figures, Scope
from ui.kit.contents import today
from ui.kit.declare import counted
from ui.kit.declare_charts import Asked, What
from ui.kit.words import locale, tn, tr

MONTHS = 12
RANKS = 12
"""Vendors shown by name; all others stand together in a last row."""
SOON = 80
"""Percent of a quota from which it is shown as a warning."""
FULL = 100


def asked_of(desk: Desk, reader: Reader, scope: Scope, wanted: Sequence[Asked]) -> list[Figures]:
    """All charts of a view in their order; asked on the reading thread."""
    return [figures for one in wanted for figures in _WAYS[one.what](desk, reader, scope, one)]


def by_month(_desk: Desk, reader: Reader, scope: Scope, asked: Asked) -> list[Figures]:
    """What was spent in each of the last twelve months, a chart for each currency."""
    months = months_back(today(), MONTHS)
    return [
        Figures("bars", _titled(asked, currency, spent), tuple(_month_bars(spent, months, currency)), _note(spent))
        for currency, spent in _by_currency(_spent(reader, scope, months))
    ] or [_nothing("bars", asked)]


def by_vendor(_desk: Desk, reader: Reader, scope: Scope, asked: Asked) -> list[Figures]:
    """Who got most of it, each with his months; a chart for each currency."""
    months = months_back(today(), MONTHS)
    return [
        Figures("ladder", _titled(asked, currency, spent), tuple(_ranked(spent, months, currency)))
        for currency, spent in _by_currency(_spent(reader, scope, months))
    ] or [_nothing("ladder", asked)]


def endings(_desk: Desk, reader: Reader, scope: Scope, asked: Asked) -> list[Figures]:
    """How many of the rows are left at the end of each month ahead, and how many go in it."""
    found = reader.endings(scope.selection or scope.query, asked.column, today(), MONTHS)
    bars = [
        Bar(_short(month), show.period(month), count, counted(asked.noun, count) if asked.noun else show.number(count))
        for month, count in found.months
    ]
    note = [
        tr("Charts", "Ended already: {count}", count=found.before),
        tr("Charts", "later than these months: {count}", count=found.later),
        tr("Charts", "without an end: {count}", count=found.never),
    ]
    return [
        Figures("curve", str(asked.title), tuple(bars), " · ".join(note), found.ahead, "warning", str(asked.empty)),
    ]


def quotas(desk: Desk, reader: Reader, scope: Scope, asked: Asked) -> list[Figures]:
    """How much of each quota of one vendor is taken, the present contract period first."""
    (key,) = reader.keys("vendors", list(reader.selected_ids(scope.selected()))[:1])
    uses = [(use, desk.agreements.forecast(use)) for dated in desk.agreements.list(key) for use in dated.quotas]
    found = []
    for use, forecast in sorted(uses, key=lambda pair: pair[0].period_from, reverse=True):
        percent = use.used * FULL // use.quota if use.quota else FULL
        last = show.day(date.fromisoformat(use.period_until) - timedelta(days=1))
        span = tr("Charts", "{first} to {last}", first=show.day(use.period_from), last=last)
        said = tr("Charts", "{used} of {quota} used", used=use.used, quota=use.quota)
        tone = "failed" if percent >= FULL else "warning" if percent >= SOON else "ok"
        note = f"{span} · {show.percent(percent / FULL)}"
        if forecast is not None:
            note = f"{note} · {tn('Charts', 'at this pace %n use(s)', forecast)}"
        marks = (use.quota * SOON // FULL, use.quota)
        found.append(
            Figures("gauge", str(asked.title), (Bar("", span, use.used, said),), note, use.quota, tone, "", marks)
        )
    return found or [_nothing("gauge", asked)]


def months_back(day: date, count: int) -> list[date]:
    """The first days of so many months, the last of which the day is in, and of the month after it."""
    at = day.year * 12 + day.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(at - count + 1, at + 2)]


def _spent(reader: Reader, scope: Scope, months: list[date]) -> tuple[Spent, ...]:
    return reader.spending(scope.selected(), months[0], months[-1], scope.query.platform or "")


def _by_currency(spent: Iterable[Spent]) -> list[tuple[str, list[Spent]]]:
    found: dict[str, list[Spent]] = defaultdict(list)
    for one in spent:
        found[one.currency].append(one)
    return sorted(found.items(), key=lambda pair: (-sum(one.amount for one in pair[1]), pair[0]))


def _month_bars(spent: Iterable[Spent], months: list[date], currency: str) -> Iterable[Bar]:
    sums = _sums(spent)
    for month in months[:-1]:
        key = f"{month:%Y-%m}"
        amount = sums.get(key, 0)
        yield Bar(_short(key), show.period(key), amount, show.money(amount, currency))


def _ranked(spent: list[Spent], months: list[date], currency: str) -> Iterable[Bar]:
    by_vendor: dict[str, list[Spent]] = defaultdict(list)
    for one in spent:
        by_vendor[one.vendor].append(one)
    ranks = sorted(by_vendor.values(), key=lambda mine: (-sum(one.amount for one in mine), mine[0].name))
    shown = ranks if len(ranks) <= RANKS + 1 else ranks[:RANKS]
    for mine in shown:
        yield _rank(mine[0].name, mine, months, currency)
    rest = [one for mine in ranks[len(shown) :] for one in mine]
    if rest:
        yield _rank(tn("Charts", "%n further vendor(s)", len(ranks) - len(shown)), rest, months, currency)


def _rank(name: str, mine: list[Spent], months: list[date], currency: str) -> Bar:
    sums, amount = _sums(mine), sum(one.amount for one in mine)
    keys = [f"{month:%Y-%m}" for month in months[:-1]]
    detail = ", ".join(f"{_short(key)} {show.money(sums[key], currency)}" for key in keys if sums.get(key))
    return Bar(name, name, amount, show.money(amount, currency), tuple(sums.get(key, 0) for key in keys), detail)


def _sums(spent: Iterable[Spent]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for one in spent:
        found[one.month] += one.amount
    return found


def _titled(asked: Asked, currency: str, spent: Iterable[Spent]) -> str:
    amount = show.money(sum(one.amount for one in spent), currency)
    return tr("Charts", "{title}, {amount} in twelve months", title=str(asked.title), amount=amount)


def _note(spent: Iterable[Spent]) -> str:
    unpriced = sum(one.unpriced for one in spent)
    return tn("Charts", "%n charge(s) without a known price are not included.", unpriced) if unpriced else ""


def _nothing(kind: str, asked: Asked) -> Figures:
    return Figures(kind, str(asked.title), (), empty=str(asked.empty))  # type: ignore[arg-type] # one of the kinds


def _short(month: str) -> str:
    return locale().standaloneMonthName(int(month[5:7]), QLocale.FormatType.ShortFormat).removesuffix(".")


_WAYS: Mapping[What, Callable[[Desk, Reader, Scope, Asked], list[Figures]]] = {
    "spent-by-month": by_month,
    "spent-by-vendor": by_vendor,
    "endings": endings,
    "quotas": quotas,
}
