"""What was read out of one picture: properties, where XMP and IIM differ, and what was odd on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import BinaryIO

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.metadata import containers, iim, xmp
from rightsdesk.vendorsync.metadata.names import DATASETS
from rightsdesk.vendorsync.metadata.pieces import Pieces
from rightsdesk.vendorsync.metadata.xmp import Value

_EXTENDED = "xmpNote:HasExtendedXMP"
_LONGEST = dict(DATASETS.values())


@dataclass(frozen=True, slots=True)
class Difference:
    """A property on which XMP and IIM disagree; XMP counts."""

    name: str
    xmp: Value
    iim: Value


@dataclass(frozen=True, slots=True)
class Metadata:
    """All properties of a picture by the IPTC TechReference's names, others by their XMP identifier."""

    properties: Mapping[str, Value] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()

    def text(self, name: str) -> str | None:
        """Return a property as one line of text, its members joined by a comma, None where it is not stated."""
        value = self.properties.get(name)
        if isinstance(value, tuple):
            value = ", ".join(each for each in value if isinstance(each, str))
        return value.strip() or None if isinstance(value, str) else None

    def members(self, name: str, member: str) -> list[str]:
        """Return the texts of one member out of all structures of a property."""
        value = self.properties.get(name)
        structures = value if isinstance(value, tuple) else (value,)
        found = (each.get(member) for each in structures if isinstance(each, Mapping))
        return [each.strip() for each in found if isinstance(each, str) and each.strip()]


def read(file: BinaryIO) -> Metadata:
    """Return the metadata of an open picture; raise `Damaged` with a sentence about “it”, the file."""
    try:
        return _put_together(containers.find(file))
    except OSError as error:
        raise Damaged(f"It cannot be read ({error.strerror or error}).", code="FILE") from error


def _put_together(pieces: Pieces) -> Metadata:
    notes: list[str] = []
    stated = _from_xmp(pieces, notes)
    older = _from_iim(pieces, notes)
    differences = tuple(
        Difference(name, stated[name], value)
        for name, value in older.items()
        if name in stated and not _agree(name, stated[name], value)
    )
    together = MappingProxyType({**older, **stated})
    return Metadata(together, differences, tuple(dict.fromkeys(notes)))


def _from_xmp(pieces: Pieces, notes: list[str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for packet in pieces.xmp:
        _merge(found, xmp.read_packet(packet, notes.append), notes)
    guid = found.pop(_EXTENDED, None)
    if isinstance(guid, str):
        whole = pieces.joined(guid.strip().upper())
        if whole is None:
            notes.append("Parts of the extended XMP packet are missing; what they said is not known.")
        else:
            _merge(found, xmp.read_packet(whole, notes.append), notes)
    return found


def _merge(found: dict[str, Value], more: Mapping[str, Value], notes: list[str]) -> None:
    """Lay another packet beneath the first; what both say differently is noted."""
    for name, value in more.items():
        if found.setdefault(name, value) != value:
            notes.append(f"Two XMP packets state {name} differently; the first counts.")


def _from_iim(pieces: Pieces, notes: list[str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for block in (*iim.datasets_in(b"".join(pieces.resources)), *pieces.iim):
        for name, value in iim.read_datasets(block, notes.append).items():
            found.setdefault(name, value)
    return found


def _agree(name: str, stated: Value, older: Value) -> bool:
    """Compare as far as IIM can hold it: texts are cut there, moments may lack the time."""
    if name == "dateCreated":
        return isinstance(stated, str) and isinstance(older, str) and _same_moment(stated, older)
    first, second = _texts(stated), _texts(older)
    return len(first) == len(second) and all(
        one == other or _is_cut(one, other, _LONGEST[name]) for one, other in zip(first, second, strict=True)
    )


def _same_moment(stated: str, older: str) -> bool:
    one, other = (text.replace("Z", "+00:00").replace(" ", "") for text in (stated, older))
    return one.startswith(other) or other.startswith(one)


def _texts(value: Value) -> list[str]:
    return [
        " ".join(each.split()) for each in (value if isinstance(value, tuple) else (value,)) if isinstance(each, str)
    ]


def _is_cut(whole: str, cut: str, longest: int) -> bool:
    return whole.startswith(cut) and len(cut.encode()) >= longest - 4
