"""How values look in the chosen language: numbers, money, dates, spans and rates."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale, QTime

from ui.kit.words import locale, tn, tr, words
from ui.kit.words import told as sentence

DASH = "–"
_FAR_DAYS, _FAR_MONTHS = 100, 24
"""From so many days on a distance is said in months, from so many months on in years."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY, _MONTH = re.compile(rf"\d{{1,2}} ({'|'.join(_MONTHS)}) \d{{4}}"), re.compile(r"\d{4}-\d{2}")
THIN = "\u202f"

# Minor units that differ from the usual two (ISO 4217).
_PLACES = {"JPY": 0, "KRW": 0, "ISK": 0, "CLP": 0, "HUF": 2, "KWD": 3, "BHD": 3, "TND": 3}
_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "CHF": "CHF", "JPY": "¥"}


def number(value: int) -> str:
    """A whole number with its groups: 10,428 or 10.428."""
    return locale().toString(value)


def decimal(value: Decimal | float, places: int = 1) -> str:
    """A number with exactly that many places."""
    return locale().toString(float(value), "f", places)


def money(minor: int | None, currency: str) -> str:
    """An amount in minor units: € 240.50 in English, 240,50 € in German, a dash where it is unknown."""
    if minor is None:
        return DASH
    places = _PLACES.get(currency, 2)
    whole, rest = divmod(abs(minor), 10**places)
    figures = locale().toString(whole) + (locale().decimalPoint() + str(rest).zfill(places) if places else "")
    sign = _SIGNS.get(currency, currency)
    minus = "−" if minor < 0 else ""
    if words().language == "de":
        return f"{minus}{figures}{THIN}{sign}"
    return f"{minus}{sign}{THIN}{figures}"


def totals(amounts: dict[str, int]) -> str:
    """Sums per currency side by side, largest first; different currencies are never added."""
    ordered = sorted(amounts.items(), key=lambda pair: -pair[1])
    return " · ".join(money(minor, currency) for currency, minor in ordered) or DASH


def day(value: str | date | None) -> str:
    """A day: 31 Dec 2027 or 31.12.2027; ISO text and moments are taken as the day they name."""
    found = as_date(value)
    if found is None:
        return DASH
    pattern = "dd.MM.yyyy" if words().language == "de" else "d MMM yyyy"
    return locale().toString(QDate(found.year, found.month, found.day), pattern)


def long_day(value: date) -> str:
    """A day with its month in full: 1 March 2026 or 1. März 2026."""
    pattern = "d. MMMM yyyy" if words().language == "de" else "d MMMM yyyy"
    return locale().toString(QDate(value.year, value.month, value.day), pattern)


def moment(value: str | datetime | None) -> str:
    """A moment in the machine's zone: 31 Dec 2027, 10:42."""
    found = as_datetime(value)
    return DASH if found is None else f"{day(found.date())}, {clock(found)}"


def clock(value: str | datetime | None, *, seconds: bool = False) -> str:
    """The time of day in the machine's zone, in 24 hours."""
    found = as_datetime(value)
    if found is None:
        return DASH
    return locale().toString(QTime(found.hour, found.minute, found.second), "HH:mm:ss" if seconds else "HH:mm")


def relative_day(value: str | date | None, today: date) -> str:
    """How far a day is away: today, tomorrow, in 3 days, 5 days ago."""
    found = as_date(value)
    if found is None:
        return ""
    days = (found - today).days
    if abs(days) >= _FAR_DAYS:
        return _far(days)
    near = {0: tr("Show", "today"), 1: tr("Show", "tomorrow"), -1: tr("Show", "yesterday")}
    if days in near:
        return near[days]
    return tn("Show", "in %n day(s)", days) if days > 0 else tn("Show", "%n day(s) ago", -days)


def _far(days: int) -> str:
    months = round(abs(days) / 30.44)
    if months < _FAR_MONTHS:
        return tn("Show", "in %n month(s)", months) if days > 0 else tn("Show", "%n month(s) ago", months)
    years = round(months / 12)
    return tn("Show", "in %n year(s)", years) if days > 0 else tn("Show", "%n year(s) ago", years)


def period(value: str) -> str:
    """A month of accounting such as 2026-10: October 2026; other text is shown as it is."""
    year, _, month = value.partition("-")
    if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= 12):  # noqa: PLR2004 - the months of a year
        return value
    name = locale().standaloneMonthName(int(month), QLocale.FormatType.LongFormat)
    return f"{name} {year}"


def ago(seconds: float) -> str:
    """How long ago, rounded to what a person says: 12 s ago, 3 min ago, 2 h ago."""
    return tr("Show", "{span} ago", span=span(seconds))


def span(seconds: float) -> str:
    """A length of time in its two largest units: 12 s, 3 min 12 s, 2 h 5 min."""
    whole = max(0, round(seconds))
    if whole < 60:  # noqa: PLR2004 - seconds of a minute
        return tr("Show", "{n} s", n=whole)
    if whole < 3600:  # noqa: PLR2004 - seconds of an hour
        minutes, rest = divmod(whole, 60)
        short = tr("Show", "{n} min", n=minutes)
        return f"{short} {tr('Show', '{n} s', n=rest)}" if rest and minutes < 10 else short  # noqa: PLR2004 - fine enough
    hours, rest = divmod(whole // 60, 60)
    long = tr("Show", "{n} h", n=hours)
    return f"{long} {tr('Show', '{n} min', n=rest)}" if rest else long


def time_left(seconds: float | None) -> str:
    """The rest of a batch with the word `about`: to the second, ten seconds or the minute; empty if unknown."""
    if seconds is None:
        return ""
    if seconds < 10:  # noqa: PLR2004 - below ten seconds each one counts
        rounded = max(1, round(seconds))
    elif seconds < 60:  # noqa: PLR2004 - below a minute tens are honest
        rounded = round(seconds / 10) * 10
    else:
        rounded = round(seconds / 60) * 60
    return tr("Show", "about {span} left", span=span(rounded))


def rate(per_second: float | None) -> str:
    """Items a second: 418 per second; empty while it is unknown."""
    if per_second is None:
        return ""
    shown = number(round(per_second)) if per_second >= 10 else decimal(per_second)  # noqa: PLR2004 - figures that matter
    return tr("Show", "{rate} per second", rate=shown)


def share(done: int, total: int) -> str:
    """Progress as numbers, never a bare percentage: 4,226 / 6,800."""
    return f"{number(done)} / {number(total)}"


def percent(value: float, places: int = 0) -> str:
    """A share of one as a percentage: 19 %."""
    return f"{decimal(value * 100, places)}{THIN}%"


def length(first: date, last: date) -> str:
    """How long from one day to another: 3 years, 6 months, 20 days; half a month is rounded away."""
    days = (last - first).days + 1
    months = round(days / 30.44)
    if months >= 23 and months % 12 in (0, 11, 1):  # noqa: PLR2004 - two years and more, a month is no matter
        return tn("Show", "%n year(s)", round(months / 12))
    if months == 12:  # noqa: PLR2004 - the months of a year
        return tn("Show", "%n year(s)", 1)
    return tn("Show", "%n month(s)", months) if months > 1 else tn("Show", "%n day(s)", days)


def told(title: str) -> str:
    """A title of the core: known parts are said in the chosen language, days and months in its form."""
    whole = sentence(title)
    if whole != title:
        return whole
    parts = re.split(r"(; | → |, )", title)
    return "".join(_part(part) for part in parts)


def _part(text: str) -> str:
    if _DAY.fullmatch(text):
        return day(_written(text))
    return period(text) if _MONTH.fullmatch(text) else sentence(text)


def _written(text: str) -> date:
    number, month, year = text.split()
    return date(int(year), _MONTHS.index(month) + 1, int(number))


def as_date(value: str | date | None) -> date | None:
    """The day that a stored text, a moment or a day names; None for nothing and for text that is no day."""
    if isinstance(value, datetime):
        return value.astimezone().date()
    if isinstance(value, date):
        return value
    if not value:
        return None
    if len(value) > len("2027-12-31"):
        found = as_datetime(value)
        return found.astimezone().date() if found else None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def as_datetime(value: str | datetime | None) -> datetime | None:
    """The moment that a stored text names, in the machine's zone; None for nothing and for other text."""
    if not value:
        return None
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    return value.astimezone()


def last_day(until: str | None) -> date | None:
    """The last day on which a half-open span still holds: one moment before its end."""
    found = as_datetime(until)
    return (found - timedelta(microseconds=1)).date() if found else None
