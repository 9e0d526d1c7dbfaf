"""Settings of a workspace: one readable TOML file, checked when read."""

import contextlib
import re
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import tomli_w

from rightsdesk.faults import Invalid, Unusable

FILE_NAME = "settings.toml"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a workspace is set to; `sample` marks sample data, `sync_minutes` 0 = only when asked.

    Times are those of the zone's clocks, nothing = never. `nightly_sync` may go on with feeds that have their own:
    `02:30, agency=04:00, archive=`. Credit advices are drafted at `month_end` on the first day of the next month.
    Up to the day `closed_until` (ISO) the books are closed: no credit advice is issued on it or before; empty = none.
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
    closed_until: str = ""

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
        sentence = f"{path}: {wrong}"
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
    if settings.backups_kept < 1:
        return "backups_kept must be 1 at least; to make no backups set backup to an empty text."
    if settings.closed_until and not _DAY.fullmatch(settings.closed_until):
        return f"closed_until: {settings.closed_until!r} is no day; write it as 2026-09-30, or leave it empty."
    return _wrong_time(settings)


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
