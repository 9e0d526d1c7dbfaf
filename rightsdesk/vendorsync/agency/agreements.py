"""What was agreed with an agency: until when it runs and what a picture costs, where the agency says so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from rightsdesk.faults import Damaged, Invalid
from rightsdesk.vendorsync.record import Broken

Fields = dict[str, object]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One product or subscription of the customer; `price` is in minor units."""

    number: str
    name: str
    kind: str
    ends: str | None
    price: int | None = None
    currency: str | None = None


class Agreements:
    """The agreements in force, asked for once per opened feed and only when somebody wants to know."""

    def __init__(self, ask: Callable[[], Sequence[Agreement]], pinned: str | None = None) -> None:
        """`pinned` is the number of the one agreement that counts for this feed."""
        self._ask = ask
        self._pinned = pinned
        self._known: tuple[Agreement, ...] | None = None

    def in_force(self) -> tuple[Agreement, ...]:
        """All that count for this feed; none where the key may not see them."""
        if self._known is None:
            self._known = self._chosen(self._asked())
        return self._known

    def fields(self, kinds: Collection[str] = ()) -> Fields:
        """Price and end for a picture offered under `kinds`; of several agreements the one that ends first counts.

        Without one the price still comes from an agreement, nobody knows which yet, and nothing is said of the end.
        """
        fitting = [one for one in self.in_force() if not kinds or not one.kind or one.kind in kinds]
        ending = [one for one in fitting if one.ends is not None]
        chosen = min(ending, key=_end_of, default=fitting[0] if fitting else None)
        fields: Fields = {"price": None, "currency": None, "price_origin": "agreement"}
        if chosen is not None:
            fields |= {"price": chosen.price, "currency": chosen.currency, "licence_end": chosen.ends}
        return fields

    def sentence(self) -> str:
        """What the connection test says about them."""
        known = self.in_force()
        if not known:
            return "No agreement is visible with this key, so pictures get no end of licence."
        told = (f"“{one.name}” until {one.ends[:10] if one.ends else 'further notice'}" for one in known)
        return f"Agreed: {', '.join(told)}."

    def _asked(self) -> tuple[Agreement, ...]:
        try:
            return tuple(self._ask())
        except Invalid as refusal:
            # The key may fetch pictures and not see contracts; a key that is wrong altogether is refused again at once.
            if refusal.code != "VND-AUTH":
                raise
            return ()
        except Broken as broken:
            raise Damaged(
                f"An agreement cannot be read: {broken.reason} ({broken.path}). Ask the agency.", code="VND-FORMAT"
            ) from None

    def _chosen(self, known: tuple[Agreement, ...]) -> tuple[Agreement, ...]:
        if self._pinned is None or not known:
            return known
        chosen = tuple(one for one in known if one.number == self._pinned)
        if not chosen:
            there = ", ".join(f"{one.number} ({one.name})" for one in known)
            raise Invalid(
                f"There is no agreement {self._pinned}; there are {there}. Correct the feed's option “agreement”.",
                code="FEED-AGREEMENT",
            )
        return chosen


def _end_of(agreement: Agreement) -> datetime:
    return datetime.fromisoformat(agreement.ends or "")
