"""What can be true of an image: the vendor's layer, the person's layer, and what blocks it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Image:
    """An image as its stream tells it; `remote` is the vendor's last accepted word, `local` a person's correction.

    `deleted_at` is the vendor's own moment of the last deletion, where it told one (ISO 8601).
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
    grants: dict[str, str] = field(default_factory=dict)

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
