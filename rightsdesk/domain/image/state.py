"""What can be true of an image: the vendor's layer, the person's layer, and what blocks it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rightsdesk.domain import period
from rightsdesk.domain.position import Holding
from rightsdesk.domain.rights import Grant, Override, Restriction, Usage


@dataclass(frozen=True, slots=True)
class PricePoint:
    """The vendor's price for uses from a moment on (ISO 8601, empty = from the beginning), in minor units."""

    valid_from: str
    price: int | None
    currency: str | None
    origin: str | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A usage with its intervals, half-open, oldest first; the end of a live one is None. None is ever overwritten."""

    usage: Usage
    intervals: tuple[tuple[str, str | None], ...]

    @property
    def live(self) -> bool:
        """Say whether the picture stands there now."""
        return self.intervals[-1][1] is None

    @property
    def since(self) -> str:
        """Return when the last interval began."""
        return self.intervals[-1][0]


@dataclass(frozen=True, slots=True)
class Image:
    """An image as its stream tells it; `remote` is the vendor's last accepted word, `local` a person's correction.

    `deleted_at` is the vendor's own moment of the last deletion, where it told one (ISO 8601); `rating` is that of
    XMP, -1 = rejected, 0 = none.
    """

    vendor: str = ""
    asset_id: str = ""
    uri: str = ""
    feed: str = ""
    version: int | None = None
    version_created: str | None = None
    content_hash: str = ""
    remote: dict[str, Any] = field(default_factory=dict)
    local: dict[str, Any] = field(default_factory=dict)
    newer: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()
    deleted_at: str | None = None
    killed: bool = False
    deleted: bool = False
    missing: bool = False
    withdrawn: bool = False
    grants: dict[str, Grant] = field(default_factory=dict)
    restrictions: dict[str, Restriction] = field(default_factory=dict)
    overrides: dict[str, Override] = field(default_factory=dict)
    usages: dict[str, Placed] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)
    decided_on: dict[str, str] = field(default_factory=dict)
    alerts: dict[str, str] = field(default_factory=dict)
    prices: tuple[PricePoint, ...] = ()
    rating: int = 0
    picked: bool = False

    @property
    def known(self) -> bool:
        """Say whether a vendor ever delivered this image."""
        return bool(self.vendor)

    @property
    def status(self) -> str:
        """Return the vendor's publishing status: usable, withheld or canceled (ninjs pubStatus)."""
        return str(self.remote.get("status") or "usable")

    @property
    def word(self) -> str:
        """Return the one word for the state shown in lists; the gravest wins."""
        if self.status == "canceled":
            return "killed"
        if self.deleted:
            return "deleted"
        if self.withdrawn:
            return "withdrawn"
        if self.status != "usable":
            return "blocked"
        return "missing" if self.missing else "usable"

    @property
    def unconfirmed(self) -> bool:
        """Say whether the vendor delivers a killed image anew, which a person must confirm before it may be used."""
        return self.killed and self.status != "canceled"

    def effective(self, name: str) -> Any:
        """Return the person's value if set, else the vendor's; both clocks fall back on the licence's end."""
        if name in self.local:
            return self.local[name]
        if name in {"use_until", "online_until"}:
            return self.effective("licence_end")
        if name == "price_origin":
            return "manual" if "price" in self.local else self.remote.get(name)
        return self.remote.get(name)

    @property
    def shown(self) -> Mapping[str, Any]:
        """Return all effective values, the person's layer over the vendor's."""
        return {**self.remote, **self.local} if self.local else self.remote

    @property
    def holding(self) -> Holding:
        """Return what a verdict about this image rests on."""
        return Holding(
            shown=self.shown,
            killed=self.killed,
            deleted=self.deleted,
            missing=self.missing,
            withdrawn=self.withdrawn,
            grants=tuple(self.grants.values()),
            restrictions=tuple(self.restrictions.values()),
            overrides=tuple(self.overrides.values()),
        )

    @property
    def live(self) -> dict[str, Placed]:
        """Return the usages that stand now, by identifier."""
        return {key: placed for key, placed in self.usages.items() if placed.live}

    def price_at(self, at: str) -> PricePoint:
        """Return the price of a moment (ISO 8601): a person's correction, else the vendor's price of that time."""
        if "price" in self.local:
            return PricePoint("", self.local["price"], self.effective("currency"), "manual")
        found = PricePoint("", self.remote.get("price"), self.remote.get("currency"), self.remote.get("price_origin"))
        if len(self.prices) < 2:  # noqa: PLR2004 - a price that never changed
            return found
        asked = period.seconds(at)
        for point in self.prices:
            if not point.valid_from or period.seconds(point.valid_from) <= asked:
                found = point
        return found
