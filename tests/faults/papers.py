"""What must hold of numbers, documents and charges after any number of kills: counted in log and folder."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from rightsdesk.desk import Desk, Query
from rightsdesk.eventlog import codec

PAGE = 10_000
_TOLD = frozenset({"numbering.number-drawn", "advice.issued", "advice.rendered"})


@dataclass
class Papers:
    """Everything the log says about numbers and documents, by stream."""

    drawn: dict[str, list[Any]] = field(default_factory=dict)
    issued: dict[str, list[Any]] = field(default_factory=dict)
    rendered: dict[str, set[str]] = field(default_factory=dict)
    data: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, desk: Desk) -> "Papers":
        """Read them out of the log."""
        found, after = cls(), 0
        while page := desk.log.read(after, PAGE):
            for each in page:
                if each.name in _TOLD:
                    found._keep(each.name, each.stream, codec.decode(each.name, each.schema_version, each.data))
            after = page[-1].position
        return found

    def _keep(self, name: str, stream: str, fact: Any) -> None:
        if name == "advice.rendered":
            self.rendered.setdefault(stream, set()).add(fact.sha256)
            self.data.setdefault(stream, set()).add(fact.xml_sha256)
        else:
            kept = self.drawn if name == "numbering.number-drawn" else self.issued
            kept.setdefault(stream, []).append(fact)

    @property
    def numbers(self) -> list[str]:
        """Return the numbers on documents, sorted."""
        return sorted(fact.snapshot.number for facts in self.issued.values() for fact in facts)

    def gaps(self) -> int:
        """Count series with a gap, numbers on two documents, advices with two numbers, numbers without a document."""
        orders = [[fact.ordinal for fact in facts] for facts in self.drawn.values()]
        wrong = sum(order != list(range(1, len(order) + 1)) for order in orders)
        drawn = sorted(fact.number for facts in self.drawn.values() for fact in facts)
        wrong += len(self.numbers) - len(set(self.numbers)) + sum(len(facts) > 1 for facts in self.issued.values())
        return wrong + len(set(drawn) ^ set(self.numbers))

    def billed_wrongly(self) -> int:
        """Count charges that stand on more than one document that is not cancelled, or are cancelled unbilled."""
        counted: Counter[str] = Counter()
        for facts in self.issued.values():
            snapshot = facts[0].snapshot
            for line in snapshot.lines:
                counted[f"{snapshot.platform} {line.charge_id}"] += -1 if snapshot.cancels else 1
        return sum(count not in {0, 1} for count in counted.values())

    def bad(self, desk: Desk) -> int:
        """Count files that are not what their name says, files without event, events without file, other prints."""
        folder = desk.folder / "documents"
        bad = sum(_bad(folder, *kind) for kind in ((".pdf", self.rendered), (".xml", self.data)))
        return bad + len(self.issued.keys() ^ self.rendered.keys())


def _bad(folder: Path, ending: str, told: Mapping[str, set[str]]) -> int:
    files = {path.stem: path for path in folder.rglob(f"*{ending}") if path.is_file()}
    bad = sum(sha256(path.read_bytes()).hexdigest() != name for name, path in files.items())
    known = {name for names in told.values() for name in names}
    return bad + len(files.keys() ^ known) + sum(len(names) > 1 for names in told.values())


def last_batches(desk: Desk, *kinds: str) -> list[str]:
    """Return the newest finished batch of each kind that did anything."""
    found = []
    for kind in kinds:
        rows = desk.reader().rows("batches", desk.reader().ids(Query("batches", f"kind:{kind} done>0", "number")))
        found += [row.key for row in rows if row.state in {"done", "done-with-failures"}][-1:]
    return found
