"""Settings of a workspace: one readable TOML file, checked when read."""

import contextlib
import re
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import tomli_w

from rightsdesk.faults import Invalid, Unusable

FILE_NAME = "settings.toml"
_FEWEST_MEGABYTES = 10
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_AMOUNT = re.compile(r"\d{1,9}(?:\.\d{1,2})?")
_DEPUTY = re.compile(
    r"(?P<absent>[^=:,;]+)=(?P<deputy>[^=:,;]+):(?P<first>\d{4}-\d\d-\d\d)\.\.(?P<last>\d{4}-\d\d-\d\d)"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a workspace is set to; `sample` marks sample data, `sync_minutes` 0 = only when asked.

    Times are those of the zone's clocks, nothing = never. `nightly_sync` may go on with feeds that have their own:
    `02:30, agency=04:00, archive=`. Credit advices are drafted at `month_end` on the first day of the next month.
    Vendors' pictures take up to `picture_cache_mb` megabytes of the disk where no window is open: a window keeps the
    limit of its computer, and takes over what was set here.

    With `four_eyes` nobody approves what they generated. From `second_approval_from` on (gross, as 1000.00, 0 = always)
    a credit advice needs two persons. `approvers` are names with commas between, nobody = everybody may; `deputies`
    stand in for some of them on days, the last one included: `weber=kim:2026-12-01..2026-12-15; abel=kim:...`.
    Up to the day `closed_until` (ISO) the books are closed: no credit advice is issued on it or before; empty = none.
    Messages leave from `sender` through `smtp_host` (`smtp_security`: starttls, tls, none; the password is no setting).
    What a batch changed can be undone for `undo_days` days after its end.
    `datev_expense_accounts` may differ by VAT rate, as in `4900, 19=4905`; vendors' accounts count on from
    `datev_first_creditor` in the order of their registration; `datev_withholding_account` empty = not posted.
    """

    name: str = "RightsDesk"
    sample: bool = False
    zone: str = "Europe/Berlin"
    currency: str = "EUR"
    role: str = "administrator"
    sync_minutes: int = 15
    nightly_sync: str = "02:30"
    month_end: str = "06:00"
    backup: str = "03:30"
    backups_kept: int = 14
    picture_cache_mb: int = 500
    four_eyes: bool = True
    second_approval_from: str = ""
    approvers: str = ""
    deputies: str = ""
    closed_until: str = ""
    undo_days: int = 30

    @property
    def second_approval(self) -> int | None:
        """Return from how much on two persons must approve, in hundredths; None = never."""
        return int(Decimal(self.second_approval_from) * 100) if self.second_approval_from else None

    @property
    def may_approve(self) -> tuple[str, ...]:
        """Return the names of those who may approve, nobody when everybody may."""
        return tuple(name for part in self.approvers.split(",") if (name := part.strip()))

    def deputy_for(self, person: str, on: date) -> str:
        """Return for whom a person stands in on a day, nothing when for nobody."""
        found = (each for each in map(_DEPUTY.fullmatch, _parts(self.deputies)) if each)
        turns = (each["absent"] for each in found if each["deputy"].strip() == person and _is_on(each, on))
        return next((absent.strip() for absent in turns), "")

    sender: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_user: str = ""
    datev_consultant: int = 1001
    datev_client: int = 1
    datev_year_start: str = "01-01"
    datev_account_length: int = 4
    datev_first_creditor: int = 70001
    datev_expense_accounts: str = "4900"
    datev_tax_keys: str = "7=8, 19=9, 5=8, 16=9, AE=94"
    datev_withholding_account: str = ""

    def sync_time(self, feed: str) -> str:
        """Return when a feed is synchronised at night, nothing when it is not."""
        times = _sync_times(self.nightly_sync)
        return times.get(feed, times.get("", ""))


def load(folder: Path) -> Settings:
    """Return the settings of a workspace; raise `Invalid` naming the file, the line or the setting at fault."""
    path = folder / FILE_NAME
    if not path.is_file():
        return Settings()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        sentence = f"{path} cannot be read: {error}. Correct the file, or delete it to go back to the defaults."
        raise Invalid(sentence, code="SETTINGS") from error
    return _checked(path, found)


def save(folder: Path, settings: Settings) -> None:
    """Write the settings of a workspace, whole or not at all; raise `Unusable` when the disk does not take them."""
    path = folder / FILE_NAME
    beside = path.with_suffix(".part")
    try:
        beside.write_text(tomli_w.dumps(asdict(settings)), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        sentence = f"{path} cannot be written: {error.strerror}. The settings stay as they were."
        raise Unusable(sentence, code="SETTINGS") from error


def _checked(path: Path, found: dict[str, Any]) -> Settings:
    settings = Settings()
    known = {each.name for each in fields(Settings)}
    for name, value in found.items():
        if name not in known:
            sentence = f"{path}: there is no setting {name!r}; settings are {', '.join(sorted(known))}."
            raise Invalid(sentence, code="SETTINGS")
        kind = type(getattr(settings, name))
        if type(value) is not kind:
            sentence = f"{path}: the setting {name} must be {_article(kind)}, not {value!r}."
            raise Invalid(sentence, code="SETTINGS")
        settings = replace(settings, **{name: value})
    wrong = _wrong(settings)
    if wrong:
        sentence = f"{path} cannot be used: {wrong}"
        raise Invalid(sentence, code="SETTINGS")
    return settings


def _wrong(settings: Settings) -> str:
    """Return what is wrong with values of the right kind, nothing when they can be used."""
    try:
        ZoneInfo(settings.zone)
    except (KeyError, ValueError, OSError):
        return f"there is no time zone {settings.zone!r}; write it as Europe/Berlin."
    if len(settings.currency) != len("EUR") or not settings.currency.isascii() or not settings.currency.isupper():
        return f"{settings.currency!r} is not a currency; write the ISO 4217 code, EUR for example."
    if settings.sync_minutes < 0:
        return "sync_minutes cannot be negative; 0 means only when asked."
    kept = _wrong_keeping(settings)
    if kept:
        return kept
    if settings.closed_until and not _DAY.fullmatch(settings.closed_until):
        return f"closed_until: {settings.closed_until!r} is no day; write it as 2026-09-30, or leave it empty."
    return _wrong_delivery(settings) or _wrong_time(settings) or _wrong_approval(settings)


def _wrong_keeping(settings: Settings) -> str:
    """Return what is wrong with how much is kept."""
    if settings.backups_kept < 1:
        return "backups_kept must be 1 at least; to make no backups set backup to an empty text."
    if settings.picture_cache_mb < _FEWEST_MEGABYTES:
        return f"picture_cache_mb must be {_FEWEST_MEGABYTES} at least: vendors' pictures are kept there."
    return ""


def _wrong_approval(settings: Settings) -> str:
    """Return what is wrong with who approves, and with how long things can be taken back."""
    if settings.undo_days < 1:
        return "undo_days must be 1 at least; what a batch changed can be undone for so many days."
    if settings.second_approval_from and not _AMOUNT.fullmatch(settings.second_approval_from):
        told = f"second_approval_from: {settings.second_approval_from!r} is no amount"
        return f"{told}; write it as 1000.00, 0 for always, or leave it empty for one approval."
    for part in _parts(settings.deputies):
        found = _DEPUTY.fullmatch(part)
        if found is None or not _is_span(found):
            return f"deputies: {part!r} cannot be read; write it as weber=kim:2026-12-01..2026-12-15."
        if settings.may_approve and found["absent"].strip() not in settings.may_approve:
            return f"deputies: {found['absent'].strip()} is not among the approvers; add the name there first."
    return ""


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _is_span(found: re.Match[str]) -> bool:
    try:
        return date.fromisoformat(found["first"]) <= date.fromisoformat(found["last"])
    except ValueError:
        return False


def _is_on(found: re.Match[str], day: date) -> bool:
    return found["first"] <= day.isoformat() <= found["last"]


def _wrong_delivery(settings: Settings) -> str:
    """Return what is wrong with how documents are sent and posted."""
    if settings.smtp_security not in {"starttls", "tls", "none"}:
        return f"smtp_security must be starttls, tls or none, not {settings.smtp_security!r}."
    if not _MONTH_DAY.fullmatch(settings.datev_year_start):
        return f"datev_year_start: {settings.datev_year_start!r} is no day of the year; write it as 01-01."
    if not 4 <= settings.datev_account_length <= 8:  # noqa: PLR2004 - what DATEV allows
        return "datev_account_length must be from 4 to 8."
    if len(str(settings.datev_first_creditor)) != settings.datev_account_length + 1:
        return "datev_first_creditor must have one figure more than datev_account_length says."
    return ""


def _wrong_time(settings: Settings) -> str:
    """Return what is wrong with the times of the timetable."""
    for part in settings.nightly_sync.split(",")[1:]:
        if "=" not in part:
            return f"nightly_sync: {part.strip()!r} names no feed; write it as 02:30, agency=04:00."
    times = [("month_end", settings.month_end), ("backup", settings.backup)]
    times += [("nightly_sync", time) for time in _sync_times(settings.nightly_sync).values()]
    for name, time in times:
        if time and not _TIME.fullmatch(time):
            return f"{name}: {time!r} is no time of the day; write it as 02:30, or leave it empty for never."
    return ""


def _sync_times(text: str) -> dict[str, str]:
    """Return feed -> time; the time of all others stands under the empty name."""
    found = {}
    for part in text.split(","):
        feed, sign, time = part.partition("=")
        found[feed.strip() if sign else ""] = (time if sign else feed).strip()
    return found


def _article(kind: type) -> str:
    return {"str": "a text", "bool": "true or false", "int": "a whole number"}[kind.__name__]
