"""Reading IPTC-IIM datasets (IIM 4.2) out of Photoshop's image resources."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.metadata.names import DATASETS, SEVERAL

IPTC_RESOURCE = 0x0404
MOST_DATASETS = 5_000

_SIGNATURES = frozenset({b"8BIM", b"PHUT", b"AgHg", b"DCSR", b"MeSa"})
_MARK = 0x1C
_CHARACTER_SET, _UTF8 = (1, 90), b"\x1b%G"
_DATE, _TIME = (2, 55), (2, 60)

Dataset = tuple[int, int]


def datasets_in(resources: bytes) -> Iterator[bytes]:
    """Yield the IIM blocks among image resources (8BIM 0x0404); raise `Damaged` where a length leads outside."""
    at, end = 0, len(resources)
    while at + 12 <= end and resources[at : at + 4] in _SIGNATURES:
        kind = int.from_bytes(resources[at + 4 : at + 6], "big")
        at += 6
        at += (resources[at] + 2) & ~1
        size = int.from_bytes(resources[at : at + 4], "big")
        at += 4
        if at + size > end:
            raise Damaged("Its image resources (APP13) end before they should; nothing was read from the file.")
        if kind == IPTC_RESOURCE:
            yield resources[at : at + size]
        at += (size + 1) & ~1


def read_datasets(block: bytes, note: Callable[[str], None]) -> dict[str, str | tuple[str, ...]]:
    """Return the properties of one block by the TechReference's names; texts are UTF-8, else Windows-1252."""
    raw = _raw(block)
    declared = raw.get(_CHARACTER_SET, [b""])[-1]
    decode = _Decoding(declared.startswith(_UTF8), bool(declared.strip(b"\0")), note)
    found: dict[str, str | tuple[str, ...]] = {}
    for dataset, (name, _) in DATASETS.items():
        texts = tuple(text for text in map(decode, raw.get(dataset, ())) if text)
        texts = tuple(_plain(name, text) for text in texts)
        if texts:
            found[name] = texts if name in SEVERAL else texts[0]
    if _DATE in raw:
        found["dateCreated"] = _moment(decode(raw[_DATE][0]), decode(raw.get(_TIME, [b""])[0]))
    return found


class _Decoding:
    """Decodes texts and says once when the declared character set (1:90) is not the real one."""

    def __init__(self, as_utf8: bool, declared: bool, note: Callable[[str], None]) -> None:  # noqa: FBT001 - two facts of 1:90
        self._as_utf8 = as_utf8
        self._declared = declared
        self._note: Callable[[str], None] | None = note

    def __call__(self, value: bytes) -> str:
        value = value.rstrip(b"\0")
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("cp1252", "replace")
            if self._as_utf8:
                self._tell("The IIM texts are declared as UTF-8 (1:90) but are Windows-1252.")
        else:
            if self._declared and not self._as_utf8 and not text.isascii():
                self._tell("The IIM texts are UTF-8 though 1:90 declares another character set.")
        return text.replace("\0", "").strip()

    def _tell(self, sentence: str) -> None:
        if self._note is not None:
            self._note(sentence)
            self._note = None


def _raw(block: bytes) -> dict[Dataset, list[bytes]]:
    found: dict[Dataset, list[bytes]] = {}
    at, count = 0, 0
    while at + 5 <= len(block) and block[at] == _MARK:
        dataset = (block[at + 1], block[at + 2])
        size = int.from_bytes(block[at + 3 : at + 5], "big")
        at += 5
        if size & 0x8000:
            wide = size & 0x7FFF
            size = int.from_bytes(block[at : at + wide], "big")
            at += wide
        count += 1
        if at + size > len(block) or count > MOST_DATASETS:
            raise Damaged("Its IIM block ends before it should; nothing was read from the file.")
        found.setdefault(dataset, []).append(block[at : at + size])
        at += size
    return found


def _plain(name: str, text: str) -> str:
    """Return the value as XMP has it: a genre without its number, a subject's code alone."""
    if name == "intellectualGenre" and text[:3].isdecimal() and text[3:4] == ":":
        return text[4:]
    if name == "subjectCodes" and text.count(":") >= 1:
        return text.split(":")[1]
    return text


def _moment(day: str, time: str) -> str:
    """Return CCYYMMDD and HHMMSS±HHMM as ISO 8601 as far as they can be read."""
    if len(day) != len("20260131") or not day.isdecimal():
        return day
    shown = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    if len(time) >= len("120000") and time[:6].isdecimal():
        shown += f"T{time[:2]}:{time[2:4]}:{time[4:6]}"
        if len(time) == len("120000+0100") and time[6] in "+-":
            shown += f"{time[6:9]}:{time[9:11]}"
    return shown
