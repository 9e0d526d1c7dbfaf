"""The story of an export: which file was made of the credit advices that one batch exported."""

from dataclasses import dataclass, field, replace

from rightsdesk.domain.messages import Circumstance, Command, Event, Refused, event


@dataclass(frozen=True, slots=True)
class Export:
    """An export as its stream tells it; `sha256` (hex) is empty until its file was written first."""

    format: str = ""
    sha256: str = ""
    name: str = ""


class AnotherFile(Refused):
    """Made again, this export would be another file than the one written first."""


@event("export.written")
@dataclass(frozen=True, slots=True)
class ExportWritten(Event[Export]):
    """The file of an export was written: its name, SHA-256 (hex), bytes, advices, and sum by currency (minor units)."""

    format: str
    name: str
    sha256: str
    size: int
    advices: int
    sums: dict[str, int] = field(default_factory=dict)

    def evolve(self, state: Export) -> Export:
        """Keep what was written."""
        return replace(state, format=self.format, sha256=self.sha256, name=self.name)


@dataclass(frozen=True, slots=True)
class RecordExport(Command[Export]):
    """Record the file of an export; the same file again is nothing new."""

    written: ExportWritten

    def decide(self, state: Export, cx: Circumstance) -> tuple[Event[Export], ...]:
        """Answer with the record, once; refuse another file in the place of the first."""
        if state.sha256 == self.written.sha256:
            return ()
        if state.sha256:
            sentence = (
                f"This export was written as {state.name} with SHA-256 {state.sha256[:16]}; made again it would be "
                "another file, so nothing was written. Use the first file, or export again as a duplicate."
            )
            raise AnotherFile(sentence)
        return (self.written,)
