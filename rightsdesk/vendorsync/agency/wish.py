"""How a customer wants an agency to be read: the options of the feed, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rightsdesk.faults import Invalid
from rightsdesk.vendorsync.agency.countries import alpha_2
from rightsdesk.vendorsync.agency.moments import read_moment, written
from rightsdesk.vendorsync.feed import FeedSettings
from rightsdesk.vendorsync.record import Broken, bound

_OPTIONS = {"getty": ("channel", "agreement"), "shutterstock": ("country", "since", "agreement")}


@dataclass(frozen=True, slots=True)
class Wish:
    """Who is paid, through which channel, for which country, from when at first, under which agreement."""

    vendor: str
    channel: str | None = None
    country: str = "DEU"
    since: str | None = None
    agreement: str | None = None
    sees_agreements: bool = True


def wish_for(settings: FeedSettings, options: Mapping[str, str], *, sees_agreements: bool) -> Wish:
    """The wish behind a feed's options; an unknown or senseless one is refused with what would do."""
    known = _OPTIONS[settings.profile]
    for name in options:
        if name not in known:
            raise Invalid(
                f"The profile “{settings.profile}” knows no option “{name}”; it knows {', '.join(known)}.",
                code="FEED-OPTION",
            )
    given = {name: value.strip() for name, value in options.items() if value.strip()}
    try:
        if "country" in given:
            alpha_2(given["country"], "country")
        if "since" in given:
            given["since"] = written(read_moment(bound(given["since"], "since", is_end=False)))
    except Broken as broken:
        raise Invalid(
            f"The feed's option “{broken.path}” cannot be used: {broken.reason}.", code="FEED-OPTION"
        ) from None
    return Wish(settings.vendor or settings.profile, **given, sees_agreements=sees_agreements)
