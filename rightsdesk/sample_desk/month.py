"""A month of credit advices in every state: drafted, approved once, approved, issued, rejected, asked about."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rightsdesk import sample
from rightsdesk.desk import ApproveAdvices, AskVendors, Desk, GenerateAdvices, IssueAdvices, Query, RejectAdvices
from rightsdesk.documents.checking.codes import found
from rightsdesk.domain import streams
from rightsdesk.domain.advice import AdviceChecked, Finding
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.sample_desk.hands import Hands
from rightsdesk.sample_desk.past import KEEPER, ordered

APPROVED, ISSUED, SEVERAL = 40, 12, 2
NOTED = "sample-noted"


def settle(desk: Desk, hands: Hands, told: sample.Told) -> None:
    """Draft last month's credit advices and let the colleague decide about some of them."""
    sample.trouble(desk, hands.settle)
    reader, month = desk.reader(), f"{sample.last_month():%Y-%m}"
    vendors = reader.keys("vendors", reader.ids(Query("vendors")))
    told("generate", 0, len(vendors))
    ordered(desk, hands, "generate", GenerateAdvices(month), vendors, KEEPER)
    drafts = [row for row in desk.reader().all("credit_advices") if (row.state, row.period) == ("draft", month)]
    noted = [row for row in drafts if not row.findings][:SEVERAL]
    _note(desk, noted)
    drafts = [row for row in drafts if row not in noted]
    # The dear ones first: they need a second approval, and wait for the person who looks at the sample.
    drafts.sort(key=lambda row: -row.gross)
    clean, doubtful = _keys(drafts, findings=False), _keys(drafts, findings=True)
    ordered(desk, hands, "approve", ApproveAdvices(), clean[:APPROVED], sample.SECOND)
    approved = _in_state(desk, "approved")[:ISSUED]
    ordered(desk, hands, "issue", IssueAdvices(date.today().isoformat()), approved, sample.SECOND)  # noqa: DTZ011 - the person's calendar
    reject = RejectAdvices("A picture was billed that never appeared.")
    ordered(desk, hands, "reject", reject, clean[APPROVED:][:SEVERAL], sample.SECOND)
    ask = AskVendors("Which of the two addresses is right?")
    ordered(desk, hands, "ask", ask, doubtful[:SEVERAL], sample.SECOND)
    hands.settle(lambda _done, _total: told("generate", len(vendors), len(vendors)))


def _keys(rows: Sequence[Any], *, findings: bool) -> list[str]:
    return [row.key for row in rows if bool(row.findings or row.stops) is findings]


def _in_state(desk: Desk, state: str) -> list[str]:
    reader = desk.reader()
    return list(reader.keys("credit_advices", reader.ids(Query("credit_advices", f"state:{state}"))))


def _note(desk: Desk, rows: Sequence[Any]) -> None:
    """Find on two drafts what the program itself never lets happen: a number left out, a sum that does not fit."""
    if len(rows) < SEVERAL or desk.log.read_correlated(NOTED, limit=1):
        return
    gap = found("number-gap", series=f"{rows[0].platform}-{date.today().year}", number="00007")  # noqa: DTZ011
    differs = found("charges-differ", found="1,284.00", right="1,248.00")
    writes = [_checked(row.key, finding) for row, finding in zip(rows, (gap, differs), strict=False)]
    with desk.log.transaction() as tx:
        desk.log.append(tx, writes, Context(KEEPER, correlation_id=NOTED))


def _checked(key: str, finding: Finding) -> Write:
    return Write(streams.advice(key), (AdviceChecked((finding,)),))
