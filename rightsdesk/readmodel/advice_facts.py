"""What each fact about a credit advice does to its row."""

from rightsdesk.domain import advice as story
from rightsdesk.domain import streams
from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.projection import Fact, Reaction, Worktop
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import as_list, from_list

DRAFT, ASKED, HALF, APPROVED = "draft", "asked", "half-approved", "approved"


def _drafted(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _begun(top, event)
    for name in ("vendor", "platform", "currency", "period", "run"):
        row[name] = fact[name]
    row["state"], row["drafted_by"], row["replaces"] = DRAFT, fact["by"], fact.get("replaces", "")
    lines = tuple(story.Line(**line) for line in fact["lines"])
    row["net"], row["tax"], row["gross"] = story.sums(lines)
    row["lines"], row["charges"], row["payable"] = len(lines), fact["lines"], row["gross"]


def _begun(top: Worktop, event: Recorded) -> Row:
    row = top["credit_advices"].make(event.stream_id)
    row["key"], row["batch"] = streams.identifier(event.stream), event.correlation_id
    row["drafted_at"] = event.recorded_at
    return row


def _checked(top: Worktop, event: Recorded, fact: Fact) -> None:
    row, found = top["credit_advices"].make(event.stream_id), fact["findings"]
    row["finding_list"], row["findings"] = found, len(found)
    row["stops"] = sum(1 for each in found if each["severity"] == "stop")


def _approved(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _moved(top, event, APPROVED if fact.get("final", True) else HALF)
    given = (*from_list(row["approvals"]), fact["by"])
    row["approvals"], row["approved_by"] = as_list(given), ", ".join(given)
    told = (("deputy for", fact.get("deputy_for", "")), ("offline", "yes" if fact.get("offline") else ""))
    _note(row, event, fact["by"], "; ".join(f"{name} {value}" for name, value in told if value))


def _taken_back(top: Worktop, event: Recorded, fact: Fact) -> None:
    _note(_unapproved(top, event, DRAFT), event, fact["by"])


def _asked(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _unapproved(top, event, ASKED)
    row["asked"] = fact["question"]
    _note(row, event, fact["by"], fact["question"])


def _taken_off_hold(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _moved(top, event, DRAFT)
    row["asked"] = ""
    _note(row, event, fact["by"], fact["answer"])


def _rejected(top: Worktop, event: Recorded, fact: Fact) -> None:
    _note(_moved(top, event, "rejected"), event, fact["by"], fact["reason"])


def _conflicted(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = top["credit_advices"].make(event.stream_id)
    row["conflict"] = fact["reason"]
    _note(row, event, fact["by"], fact["reason"])


def _issued(top: Worktop, event: Recorded, fact: Fact) -> None:
    snapshot = fact["snapshot"]
    row = _moved(top, event, "issued")
    if row["key"] is None:
        _cancelling(_begun(top, event), snapshot)
    for name in ("number", "issued_on", "net", "tax", "gross"):
        row[name] = snapshot[name]
    row["lines"] = len(snapshot["lines"])
    row["withheld"] = snapshot.get("withheld", 0) + snapshot.get("surcharge", 0)
    row["payable"] = row["gross"] - row["withheld"]


def _cancelling(row: Row, snapshot: Fact) -> None:
    """Begin the row of a document that cancels another one: all it says stands in its snapshot."""
    row["vendor"], row["period"] = snapshot["supplier"]["reference"], snapshot["period_last"][:7]
    for name in ("platform", "currency", "cancels"):
        row[name] = snapshot[name]
    row["charges"], row["drafted_by"] = snapshot["lines"], ""


def _rendered(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _moved(top, event, "rendered")
    row["sha256"], row["xml"] = fact["sha256"], fact.get("xml_sha256") or None
    row["verdicts"] = fact.get("verdicts", {})


def _delivered(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = top["credit_advices"].make(event.stream_id)
    row["delivered_at"] = row["delivered_at"] or fact["at"]


def _exported(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = top["credit_advices"].make(event.stream_id)
    row["exported"] = as_list(sorted({*from_list(row["exported"]), fact["format"]}))


def _paid(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _succeeded(top, event)
    row["paid_on"] = fact["on"]
    _note(row, event, fact["by"], fact["on"])


def _objected(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _succeeded(top, event)
    row["objected"] = fact["on"]
    _note(row, event, fact["by"], fact["reason"])


def _objects_no_longer(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _succeeded(top, event)
    row["objected"] = None
    _note(row, event, fact["by"], fact["reason"])


def _cancelled(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _succeeded(top, event)
    row["cancelled_by"] = fact["number"]
    _note(row, event, fact["by"], fact["reason"])


def _failed(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = top["credit_advices"].get(event.stream_id)
    if row is not None:
        row["failure"] = fact["reason"]


def _moved(top: Worktop, event: Recorded, state: str) -> Row:
    row = _succeeded(top, event)
    row["state"], row["conflict"] = state, ""
    return row


def _succeeded(top: Worktop, event: Recorded) -> Row:
    row = top["credit_advices"].make(event.stream_id)
    row["failure"] = None
    return row


def _unapproved(top: Worktop, event: Recorded, state: str) -> Row:
    row = _moved(top, event, state)
    row["approvals"], row["approved_by"] = "", None
    return row


def _note(row: Row, event: Recorded, by: str, told: str = "") -> None:
    """Add to the trail what a person decided, when, and what was said about it."""
    what = event.name.partition(".")[2]
    row["trail"] = [*row["trail"], {"what": what, "by": by, "at": moments.iso(event.recorded_at), "told": told}]


REACTIONS: dict[str, Reaction] = {
    "advice.drafted": _drafted,
    "advice.checked": _checked,
    "advice.approved": _approved,
    "advice.approval-taken-back": _taken_back,
    "advice.vendor-asked": _asked,
    "advice.taken-off-hold": _taken_off_hold,
    "advice.rejected": _rejected,
    "advice.decision-conflicted": _conflicted,
    "advice.issued": _issued,
    "advice.rendered": _rendered,
    "advice.delivered": _delivered,
    "advice.exported": _exported,
    "advice.paid": _paid,
    "advice.objected": _objected,
    "advice.objection-withdrawn": _objects_no_longer,
    "advice.cancelled": _cancelled,
    "advice.work-failed": _failed,
}
