"""The hub's own clock: it runs with the real one but can be advanced, set, stopped and shown wrongly."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime


class HubClock:
    """Virtual time in seconds since 1970; `skew` only spoils the Date header, never the hub's decisions."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        """`source` gives the seconds since 1970 that this clock follows."""
        self._source = source
        self._offset = 0.0
        self._stopped_at: float | None = None
        self.skew = 0.0

    def now(self) -> float:
        """The present moment in seconds since 1970."""
        return self._stopped_at if self._stopped_at is not None else self._source() + self._offset

    def moment(self) -> datetime:
        """The present moment in UTC."""
        return datetime.fromtimestamp(self.now(), UTC)

    def advance(self, seconds: float) -> None:
        """Let time pass at once; a negative number turns it back."""
        if self._stopped_at is not None:
            self._stopped_at += seconds
        else:
            self._offset += seconds

    def set(self, moment: datetime) -> None:
        """Go on from this moment."""
        self.advance(moment.timestamp() - self.now())

    def stop(self) -> None:
        """Hold the present moment until `run` is called."""
        self._stopped_at = self.now()

    def run(self) -> None:
        """Go on from the moment at which the clock was stopped."""
        if self._stopped_at is not None:
            held, self._stopped_at = self._stopped_at, None
            self.advance(held - self.now())

    def http_date(self, shift: float = 0.0) -> str:
        """The moment `shift` seconds from now as a Date header says it (RFC 9110, 5.6.7)."""
        return format_datetime(datetime.fromtimestamp(self.now() + shift, UTC), usegmt=True)

    def stamp(self) -> str:
        """The present moment as documents write it, to the second."""
        return self.moment().strftime("%Y-%m-%dT%H:%M:%SZ")
