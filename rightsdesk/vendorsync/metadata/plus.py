"""Codes of the PLUS Coalition: which are known, and how a media summary is taken apart for reading.

A code we do not know may forbid what is about to be done, so it asks for a person and never allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rightsdesk.vendorsync.metadata.xmp import Value

VOCABULARY = "http://ns.useplus.org/ldf/vocab/"

_CODES = """
AG-A15 AG-A16 AG-A17 AG-A18 AG-A19 AG-A20 AG-A21 AG-A22 AG-A23 AG-A24 AG-A25 AG-U14 AG-UNK
AL-CLR AL-CRP AL-DCL AL-FLP AL-MRG AL-RET CR-CAI CR-CCA CR-COI CR-NRQ CS-PRO CS-PUB CS-UNK CW-AWR CW-NRQ CW-UNK
DMI-ALLOWED DMI-PROHIBITED DMI-PROHIBITED-AIMLTRAINING DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING
DMI-PROHIBITED-GENAIMLTRAINING DMI-PROHIBITED-SEECONSTRAINT DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR
DMI-PROHIBITED-SEELINKEDRIGHTSEXPR DMI-UNSPECIFIED
DP-LIC DP-NDC DP-NOD FF-BMP FF-DNG FF-EPS FF-GIF FF-JPG FF-OTR FF-PIC FF-PNG FF-PSD FF-RAW FF-TIF FF-WMP
IF-MFN IF-MFT IF-MID IF-MMD MR-LMR MR-NAP MR-NON MR-UMR PR-LPR PR-NAP PR-NON PR-UPR RE-NAP RE-RPR
SZ-G50 SZ-U01 SZ-U10 SZ-U30 SZ-U50 TY-ILL TY-MCI TY-OTR TY-PHO TY-VID
CELL FAX HOME PAGER WORK
"""
_KNOWN = frozenset(_CODES.split())
_CODED = frozenset({
    "dataMining", "minorModelAgeDisclosure", "modelReleaseStatus", "propertyReleaseStatus",
    "plus:AdultContentWarning", "plus:CopyrightStatus", "plus:CreditLineRequired", "plus:ImageAlterationConstraints",
    "plus:ImageDuplicationConstraints", "plus:ImageFileConstraints", "plus:ImageFileFormatAsDelivered",
    "plus:ImageFileSizeAsDelivered", "plus:ImageType", "plus:Reuse",
})  # fmt: skip
_SUMMARY = re.compile(r"\|PLUS\|V\d{4}\|U\d{3}\|(?:[1-9][A-Z][A-Z0-9]{2}|\|)+", re.ASCII)
_GROUPS = {
    "1U": "use", "2": "media", "3": "placement", "4": "size", "5": "versions",
    "6": "quantity", "7": "duration", "8R": "region", "8I": "industry", "8L": "language", "9": "exclusivity",
}  # fmt: skip


def code_of(value: str) -> str:
    """Return a code without the address of its vocabulary."""
    return value.rpartition("/")[2] if value.startswith(VOCABULARY) else value


def unknown_codes(properties: Mapping[str, Value]) -> list[str]:
    """Return one text for each code that a person must read before the picture is used."""
    found = [f"{name}: the PLUS code “{code[:80]}” is not known" for name, code in _codes(properties) if _strange(code)]
    summary = properties.get("plus:MediaSummaryCode")
    if isinstance(summary, str) and summary:
        found.append(f"plus:MediaSummaryCode: {summary_in_words(summary)[:2000]}")
    return found


def summary_in_words(code: str) -> str:
    """Return a media summary (PLUS LDF) with its groups named; it is shown, nothing is computed from it."""
    packed = "".join(code.split())
    if not _SUMMARY.fullmatch(packed):
        return f"“{packed}” is no media summary as PLUS writes it"
    uses = [part for part in packed.split("|")[4:] if part]
    return "; ".join(f"use {number}: {_use_in_words(use)}" for number, use in enumerate(uses, 1))


def _use_in_words(use: str) -> str:
    groups: dict[str, list[str]] = {}
    for at in range(0, len(use), 4):
        code = use[at : at + 4]
        label = _GROUPS.get(code[:2]) or _GROUPS.get(code[0], "other")
        groups.setdefault(label, []).append(code[1:])
    return ", ".join(f"{label} {' '.join(codes)}" for label, codes in groups.items() if label != "use")


def _codes(properties: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for name, value in properties.items():
        texts = value if isinstance(value, tuple) else (value,)
        for text in texts:
            if isinstance(text, str) and (text.startswith(VOCABULARY) or name in _CODED):
                yield name, code_of(text.strip())


def _strange(code: str) -> bool:
    return code.upper() not in _KNOWN
