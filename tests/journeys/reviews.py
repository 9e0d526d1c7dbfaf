"""A house with drafts that others made: some without findings, some with, some above the threshold."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from rightsdesk import bootstrap, sample
from rightsdesk.desk import ApproveAdvices, Desk, GenerateAdvices, IssueAdvices, Query
from rightsdesk.documents.checking.codes import found
from rightsdesk.domain import streams
from rightsdesk.domain.advice import AdviceChecked
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.settings import load, save
from tests.kit.window import made

OTHER, THIRD = "A. Weber", "M. Thiel"


def drafted(folder: Path, images: int = 60, vendors: int = 6, *, second_from: str = "", by: str = OTHER) -> Path:
    """Make a sample workspace with four eyes, and drafts of last month by another person, or one's own for nobody."""
    made(folder, images, vendors)
    ruled(folder, four_eyes=True, second_approval_from=second_from)
    with_desk(folder, lambda desk: _generate(desk, by))
    return folder


def ruled(folder: Path, **settings: Any) -> None:
    """Set the house's rules."""
    save(folder, replace(load(folder), **settings))


def with_desk(folder: Path, deed: Any) -> Any:
    """Open the workspace without a window, do this, close it."""
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        done = deed(desk)
        desk.settle()
        return done
    finally:
        desk.close()


def keys(desk: Desk, where: str = "state:draft") -> list[str]:
    """Keys of credit advices, the least first."""
    reader = desk.reader()
    return list(reader.keys("credit_advices", reader.ids(Query("credit_advices", where, "gross"))))


def noted(desk: Desk, key: str, *codes: str) -> None:
    """Let the checks find this in a draft, and project it."""
    checked(desk, key, *codes)
    desk.settle()


def checked(desk: Desk, key: str, *codes: str) -> None:
    """Let the checks find this in a draft; the first of its line items is named."""
    reader = desk.reader()
    row = reader.rows("credit_advices", reader.ids(Query("credit_advices", f"key:{key}")))[0]
    words = {
        "net": "1,240.00 EUR", "percent": "38", "mean": "898.00 EUR", "day": "2026-10-02", "number": "TAG-2026-00007",
        "reason": "Objection under way.", "iban": "DE00", "advice": key,
    }  # fmt: skip
    charges = tuple(line["charge_id"] for event in reader.history("credit_advices", row.id)
                    for line in event.detail.get("lines", ()))[:1]  # fmt: skip
    findings = tuple(found(code, charges, **words) for code in codes)
    with desk.log.transaction() as tx:
        desk.log.append(tx, [Write(streams.advice(key), (AdviceChecked(findings),))], Context(OTHER))


def approved(desk: Desk, wanted: list[str], by: str) -> None:
    """Approve in another person's name."""
    desk.wait(desk.order(ApproveAdvices(), wanted, actor=by).batch)


def issued(desk: Desk, wanted: list[str]) -> None:
    """Issue what is approved."""
    desk.wait(desk.order(IssueAdvices("2026-11-20"), wanted).batch)


def _generate(desk: Desk, by: str) -> None:
    reader = desk.reader()
    vendors = list(reader.keys("vendors", reader.ids(Query("vendors"))))
    desk.wait(desk.order(GenerateAdvices(f"{sample.last_month():%Y-%m}"), vendors, actor=by).batch)
    # Whatever the checks found in the sample, here only what a test plants counts.
    for key in keys(desk):
        noted(desk, key)
