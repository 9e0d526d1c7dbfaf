"""The story of a number series: one per platform and year, drawn only while an advice is issued."""

from dataclasses import dataclass, replace

from rightsdesk.domain.messages import Event, event


@dataclass(frozen=True, slots=True)
class Series:
    """The last number drawn; the next one is one higher, gapless by construction."""

    last: int = 0


@event("numbering.number-drawn")
@dataclass(frozen=True, slots=True)
class NumberDrawn(Event[Series]):
    """A number was given to an advice, in the transaction that issued it."""

    number: str
    ordinal: int
    advice_id: str

    def evolve(self, state: Series) -> Series:
        """Move the series on."""
        return replace(state, last=self.ordinal)


def draw(state: Series, platform: str, year: int, advice_id: str) -> NumberDrawn:
    """Return the next number of the series, as in TAG-2026-00418 (UStG section 14 (4) no. 4)."""
    ordinal = state.last + 1
    return NumberDrawn(f"{platform.upper()}-{year}-{ordinal:05d}", ordinal, advice_id)
