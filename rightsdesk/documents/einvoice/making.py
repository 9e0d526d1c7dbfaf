"""From a snapshot to a document that may leave: data, official rules, PDF, gate, reading back, shelf."""

from rightsdesk.documents import paper
from rightsdesk.documents.einvoice import cii, gate, hybrid, readback, rules
from rightsdesk.documents.einvoice.versions import ARCHIVE, READ_BACK, RULES, XRECHNUNG
from rightsdesk.documents.shelf import Printed, Shelf
from rightsdesk.domain.advice import Snapshot
from rightsdesk.faults import Damaged


def release(snapshot: Snapshot, shelf: Shelf) -> Printed:
    """Make, check and store both files of a document.

    Raises `Damaged` (EINV-RULES, PDF-RENDER, PDF-GATE, EINV-READBACK) and stores nothing when one of them is not as
    it must be, `Unusable` (STORE-FULL, STORE-IO) when the disk does not take them.
    """
    try:
        pdf, xml, verdicts = made(snapshot)
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise Damaged(
            f"Credit advice {snapshot.number} could not be set: {error}. Nothing was released; report this.",
            code="PDF-RENDER",
        ) from error
    data = shelf.put(xml, ".xml")
    return shelf.put(pdf).joined_by(data, verdicts)


def made(snapshot: Snapshot) -> tuple[bytes, bytes, dict[str, str]]:
    """Return PDF, data and verdicts of a document that keeps all rules; raises `Damaged` otherwise."""
    xml = cii.write(snapshot)
    found = rules.findings(xml)
    # The national rules bind a document that calls itself an XRechnung; of others they are told as they are found.
    stops = [each for each in found if not each.warns and each.rules in _binding(snapshot)]
    if stops:
        raise _broken(snapshot, stops)
    pdf = hybrid.finish(paper.typeset(snapshot, xml), snapshot.profile)
    gate.passed(pdf)
    readback.compared(pdf, xml, snapshot)
    return pdf, xml, {**rules.verdicts(found), ARCHIVE: rules.PASSED, READ_BACK: rules.PASSED}


def _binding(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(RULES) if snapshot.profile else frozenset(RULES) - {XRECHNUNG}


def _broken(snapshot: Snapshot, stops: list[rules.Broken]) -> Damaged:
    more = f" (and {len(stops) - 1} more)" if len(stops) > 1 else ""
    return Damaged(
        f"Credit advice {snapshot.number} of {snapshot.supplier.name} breaks a rule for electronic invoices: "
        f"{stops[0]}{more}. It was not released; mend what is missing, then cancel and issue anew, or report this.",
        code="EINV-RULES",
    )
