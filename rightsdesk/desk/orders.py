"""What may be ordered for many rows at once; each order knows its table and the wish it means for each row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from rightsdesk.domain import period, streams
from rightsdesk.domain.account import RequestCreditAdvice
from rightsdesk.domain.blocking import RequestBlock, RequestUnblock
from rightsdesk.domain.image import (
    AssessImage,
    GrantUse,
    ListEdit,
    RefreshMetadata,
    ReinstateImage,
    TextEdit,
    UpdateMetadata,
    WithdrawImage,
    checked_edits,
    checked_lists,
    parse_changes,
    split_lists,
)
from rightsdesk.domain.messages import Command, Refused

Targets = list[tuple[str, Command[Any]]]


class ReasonMissing(Refused):
    """A reason is needed for this; say why."""


class SelectionChanged(Refused):
    """The number of selected rows changed meanwhile; look again and repeat the command."""


class NothingToChange(Refused):
    """No field was given to change; name at least one as field=value."""


class BulkOrder(Protocol):
    """A wish over the selected rows of a table."""

    table: ClassVar[str]
    kind: ClassVar[str]

    def wish(self) -> dict[str, Any]:
        """Return what is asked, JSON-safe, for titles and reports."""

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return the stream and the command for each selected row, by the row's key."""


def on_images(keys: Iterable[str], command: Command[Any]) -> Targets:
    """Return the same command for each image named by its key."""
    return [(streams.image_of(key), command) for key in keys]


@dataclass(frozen=True, slots=True)
class UpdateImages:
    """Set corrections on images: field -> typed value as `parse_changes` returns it, None withdraws one.

    `edits` make a new text, `lists` a new list, of the one each image has.
    """

    changes: Mapping[str, Any]
    edits: Mapping[str, TextEdit] = field(default_factory=dict)
    lists: Mapping[str, ListEdit] = field(default_factory=dict)
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = UpdateMetadata.kind

    @classmethod
    def from_texts(cls, texts: Mapping[str, str], edits: Mapping[str, TextEdit] | None = None) -> "UpdateImages":
        """Return the order that `field=text` pairs mean; refuse what cannot be read, before anything is queued.

        A list is set by `a,b`, added to and taken from by `+a,-b`.
        """
        if not texts and not edits:
            raise NothingToChange
        plain, lists = split_lists(texts)
        changes = parse_changes(plain)
        return cls(changes, checked_edits(edits or {}, changes), checked_lists(lists))

    def wish(self) -> dict[str, Any]:
        """Return the changes, and the edits of texts and lists where there are any."""
        told = {name: edit.told() for name, edit in self.edits.items()}
        lists = {name: edit.told() for name, edit in self.lists.items()}
        parts = {"edits": told, "lists": lists}
        return {"changes": dict(self.changes), **{name: part for name, part in parts.items() if part}}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one update for each image."""
        return on_images(keys, UpdateMetadata(dict(self.changes), dict(self.edits), dict(self.lists)))


@dataclass(frozen=True, slots=True)
class AssessImages:
    """Mark images (pick, unpick, reject, unmark), rate them (-1 rejected, 0 none, 1 to 5), or both."""

    mark: str = ""
    rating: int | None = None
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = AssessImage.kind

    def wish(self) -> dict[str, Any]:
        """Return what is said."""
        told = {"mark": self.mark or None, "rating": self.rating}
        return {name: value for name, value in told.items() if value is not None}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one assessment for each image; refuse what says nothing."""
        return on_images(keys, AssessImage(self.mark, self.rating).checked())

    def foreseen(self, row: Any) -> dict[str, Any]:
        """Return what will stand in a row once it is carried out, to be shown before."""
        return AssessImage(self.mark, self.rating).found(row.rating, picked=row.picked)


@dataclass(frozen=True, slots=True)
class RefreshImages:
    """Fetch the vendors' present metadata."""

    table: ClassVar[str] = "images"
    kind: ClassVar[str] = RefreshMetadata.kind

    def wish(self) -> dict[str, Any]:
        """Return nothing: the vendor decides."""
        return {}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one refresh for each image."""
        return on_images(keys, RefreshMetadata())


@dataclass(frozen=True, slots=True)
class BuyImages:
    """Buy the right to use images on a platform on a day (ISO 8601)."""

    platform: str
    purchased_on: str
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = GrantUse.kind

    def wish(self) -> dict[str, Any]:
        """Return platform and day."""
        return {"platform": self.platform, "purchased_on": self.purchased_on}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one purchase for each image."""
        return on_images(keys, GrantUse(self.platform, self.purchased_on))


@dataclass(frozen=True, slots=True)
class WithdrawImages:
    """Withdraw images from the publisher's own use."""

    reason: str = ""
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = WithdrawImage.kind

    def wish(self) -> dict[str, Any]:
        """Return the reason."""
        return {"reason": self.reason}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one withdrawal for each image."""
        return on_images(keys, WithdrawImage(self.reason))


@dataclass(frozen=True, slots=True)
class ReinstateImages:
    """Confirm that killed images, delivered as usable again, may be used."""

    table: ClassVar[str] = "images"
    kind: ClassVar[str] = ReinstateImage.kind

    def wish(self) -> dict[str, Any]:
        """Return nothing more."""
        return {}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one confirmation for each image."""
        return on_images(keys, ReinstateImage())


@dataclass(frozen=True, slots=True)
class GenerateAdvices:
    """Draft the credit advices of vendors for a month (2026-10), each on the platforms that ever owed it anything.

    `accounts` maps vendor -> those platforms, whether something is open there or not, and the one on which a flat fee
    of the month is owed; left empty, the desk fills it in. A vendor without any is asked on `fallback`.
    """

    period: str
    accounts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    fallback: str = ""
    table: ClassVar[str] = "vendors"
    kind: ClassVar[str] = RequestCreditAdvice.kind

    def wish(self) -> dict[str, Any]:
        """Return the period."""
        return {"period": self.period}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one request for each vendor and platform."""
        month = period.month(self.period)
        found: Targets = []
        for vendor in keys:
            for platform in self.accounts.get(vendor) or (self.fallback,):
                wish = RequestCreditAdvice(platform, vendor, str(month), month.last.isoformat())
                found.append((streams.account(platform, vendor), wish))
        return found


@dataclass(frozen=True, slots=True)
class BlockVendors:
    """Stop billing vendors for a reason."""

    reason: str
    table: ClassVar[str] = "vendors"
    kind: ClassVar[str] = RequestBlock.kind

    def wish(self) -> dict[str, Any]:
        """Return the reason."""
        return {"reason": self.reason}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one block for each vendor; a reason is needed."""
        if not self.reason.strip():
            raise ReasonMissing
        return [(streams.vendor(key), RequestBlock(self.reason)) for key in keys]


@dataclass(frozen=True, slots=True)
class UnblockVendors:
    """Let vendors be billed again."""

    table: ClassVar[str] = "vendors"
    kind: ClassVar[str] = RequestUnblock.kind

    def wish(self) -> dict[str, Any]:
        """Return nothing more."""
        return {}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one end of the block for each vendor."""
        return [(streams.vendor(key), RequestUnblock()) for key in keys]
