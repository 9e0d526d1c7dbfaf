"""The story of a platform: one online title of the publisher, and the name under which it issues documents."""

from dataclasses import dataclass, replace
from typing import Any

from rightsdesk.domain import ids
from rightsdesk.domain.messages import Circumstance, Command, Event, Refused, event


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform as its stream tells it; `details` holds letterhead, colour and zone."""

    platform_id: str = ""
    name: str = ""
    details: dict[str, str] | None = None


DETAILS = (
    *("company", "street", "postcode", "city", "country", "vat_id", "tax_no", "email", "contact", "phone"),
    *("colour", "letterhead", "imprint", "buyer_reference", "iban", "bic", "zone", "territory"),
    "einvoice",
)
"""`territory`: the countries of its readers (ISO 3166, blanks between), for which rights must hold; else `country`.

`einvoice`: `xrechnung` where the invoice as data follows XRechnung, else EN 16931 itself.
"""


class NoSuchDetail(Refused):
    """There is no such detail of a platform."""


@event("platform.registered")
@dataclass(frozen=True, slots=True)
class PlatformRegistered(Event[Platform]):
    """A platform was set up or its details changed."""

    platform_id: str
    name: str
    details: dict[str, str]

    def evolve(self, state: Platform) -> Platform:
        """Take over name and details."""
        return replace(state, platform_id=self.platform_id, name=self.name, details=self.details)


@dataclass(frozen=True, slots=True)
class RegisterPlatform(Command[Platform]):
    """Set up a platform, or change its name and details; details left out stay as they are."""

    platform_id: str
    name: str
    details: dict[str, str]

    def decide(self, state: Platform, cx: Circumstance) -> tuple[Event[Any], ...]:
        """Answer with the registration, with silence when nothing differs."""
        ids.checked(self.platform_id, "platform")
        for name in self.details:
            if name not in DETAILS:
                sentence = f"A platform has no detail {name!r}; details are {', '.join(DETAILS)}."
                raise NoSuchDetail(sentence)
        details = {**(state.details or {}), **self.details}
        if state.name == self.name and state.details == details:
            return ()
        return (PlatformRegistered(self.platform_id, self.name, details),)
