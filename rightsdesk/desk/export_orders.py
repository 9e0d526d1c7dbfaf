"""Orders by which credit advices leave the house: exported in a format, delivered to their vendors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from rightsdesk.desk.orders import Targets
from rightsdesk.domain import streams
from rightsdesk.domain.advice import DeliverAdvice, ExportAdvice
from rightsdesk.domain.advice.outgoing import CHANNELS, EML, FORMATS
from rightsdesk.faults import Invalid


@dataclass(frozen=True, slots=True)
class ExportAdvices:
    """Put credit advices into an export; `period` (2026-10) is the month of a posting file.

    `again` makes a marked duplicate. `options` are the settings that shape the file, `partners` maps an advice to the
    others of its vendor in this order; left empty, the desk fills them in.
    """

    format: str
    again: bool = False
    period: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    partners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    table: ClassVar[str] = "credit_advices"
    kind: ClassVar[str] = ExportAdvice.kind

    def wish(self) -> dict[str, Any]:
        """Return format, month and options."""
        told: dict[str, Any] = {"format": self.format, "period": self.period, "options": dict(self.options)}
        return {**told, **({"again": True} if self.again else {})}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one wish for each advice; raise `Invalid` for a format that does not exist."""
        if self.format not in FORMATS:
            raise Invalid(f"There is no format {self.format!r}; formats are {', '.join(FORMATS)}.", code="FORMAT")
        return [
            (streams.advice(key), ExportAdvice(self.format, self.again, self.period, self.partners.get(key, ())))
            for key in keys
        ]


@dataclass(frozen=True, slots=True)
class DeliverAdvices:
    """Deliver credit advices by `mail`, or as `eml` files into a folder; `again` repeats what was done."""

    channel: str
    folder: str = ""
    again: bool = False
    table: ClassVar[str] = "credit_advices"
    kind: ClassVar[str] = DeliverAdvice.kind

    @property
    def wants_folder(self) -> bool:
        """Say whether files are wished and nobody said where."""
        return self.channel == EML and not self.folder

    def wish(self) -> dict[str, Any]:
        """Return the way out."""
        return {"channel": self.channel, **({"again": True} if self.again else {})}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one wish for each advice; raise `Invalid` for a way that does not exist."""
        if self.channel not in CHANNELS:
            raise Invalid(f"There is no way {self.channel!r}; choose {' or '.join(CHANNELS)}.", code="CHANNEL")
        return [(streams.advice(key), DeliverAdvice(self.channel, self.folder, self.again)) for key in keys]
