"""Blocking vendors for billing, and lifting that again, as batches that can be taken back."""

from dataclasses import dataclass
from typing import Any

from rightsdesk.domain.messages import Circumstance, Command, Event, Refused, command, event
from rightsdesk.domain.vendor import BlockVendor, Vendor


class BlockWithoutReason(Refused):
    """A reason is needed to block a vendor; it is shown to everybody who would bill it."""


@event("vendor.unchanged", outcome="unchanged")
@dataclass(frozen=True, slots=True)
class VendorUnchanged(Event[Vendor]):
    """Nothing was to be changed on the vendor."""

    code: str
    reason: str


@event("vendor.work-failed", outcome="failed")
@dataclass(frozen=True, slots=True)
class VendorWorkFailed(Event[Vendor]):
    """A wish about the vendor was not granted; `code` groups, `reason` is the sentence shown."""

    code: str
    reason: str


@event("vendor.conflicted", outcome="conflicted")
@dataclass(frozen=True, slots=True)
class VendorConflicted(Event[Vendor]):
    """Somebody blocked the vendor for another reason meanwhile, or lifted that; it was left so."""

    reason: str
    code: str = "ChangedSince"


Facts = tuple[Event[Any], ...]


class _Wish(Command[Vendor]):
    __slots__ = ()

    def failed(self, code: str, reason: str) -> Event[Vendor]:
        """Return the failure."""
        return VendorWorkFailed(code, reason)


@command("vendor.block-requested", kind="block-vendors")
@dataclass(frozen=True, slots=True)
class RequestBlock(_Wish):
    """Stop billing a vendor for a reason."""

    reason: str

    def decide(self, state: Vendor, cx: Circumstance) -> Facts:
        """Answer with the block, once for each reason."""
        if not self.reason.strip():
            raise BlockWithoutReason
        return BlockVendor(self.reason.strip()).decide(state, cx) or (
            VendorUnchanged("Blocked", "The vendor is blocked for this reason already."),
        )


@command("vendor.unblock-requested", kind="unblock-vendors")
@dataclass(frozen=True, slots=True)
class RequestUnblock(_Wish):
    """Let a vendor be billed again."""

    def decide(self, state: Vendor, cx: Circumstance) -> Facts:
        """Answer with the end of the block."""
        return BlockVendor("").decide(state, cx) or (VendorUnchanged("NotBlocked", "The vendor is not blocked."),)


@command("vendor.block-restore-requested", kind="undo-blocks")
@dataclass(frozen=True, slots=True)
class RestoreBlock(_Wish):
    """Put a block back as it stood before a batch; where another reason stands than it wrote, it is left alone."""

    reason: str
    written: str

    def decide(self, state: Vendor, cx: Circumstance) -> Facts:
        """Answer with the earlier reason, or with a conflict where somebody changed it later."""
        if state.blocked != self.written:
            return (VendorConflicted("Somebody blocked the vendor otherwise meanwhile; it was left so."),)
        return BlockVendor(self.reason).decide(state, cx) or (VendorUnchanged("Same", "The vendor stands so already."),)
