"""Everything a document must not carry, found in its snapshot alone."""

from dataclasses import replace

from rightsdesk.documents.checking.circumstances import Circumstances
from rightsdesk.documents.checking.figures import of_figures
from rightsdesk.documents.checking.head import of_head
from rightsdesk.documents.checking.parties import of_parties
from rightsdesk.domain.advice import Finding, Snapshot


def faults(snapshot: Snapshot, cx: Circumstances | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with a snapshot, the stops first; a right one has none."""
    cx = cx or Circumstances()
    cx = replace(cx, xrechnung=cx.xrechnung or snapshot.profile == "xrechnung")
    every = (*of_parties(snapshot, cx), *of_head(snapshot, cx), *of_figures(snapshot))
    return stops_first(every)


def stops_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return findings with those that forbid issuing in front, else in their order."""
    return tuple(sorted(findings, key=lambda each: each.severity != "stop"))
