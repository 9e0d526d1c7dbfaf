"""The report of a batch tells its failures by cause first, in a file of three kinds."""

import csv
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pypdfium2
import pytest

from rightsdesk.desk.batch_report import BatchReport, Cause, FailedItem, cause_line, sheet
from rightsdesk.documents.batch_paper import as_html, as_pdf
from tests.kit.terminal import Terminal

LOCKED = "The licence of this image has ended; extend it before buying."


def _failed_batch(bought: Terminal) -> str:
    return next(str(one["number"]) for one in bought.json("batches", "list") if one["failed"])


def test_failures_are_grouped_by_cause_with_their_vendors(bought: Terminal) -> None:
    found = bought.json("batches", "report", _failed_batch(bought))
    assert found["causes"][0]["count"] == sum(count for _, count in found["causes"][0]["vendors"])
    assert len(found["items"]) == sum(cause["count"] for cause in found["causes"])
    assert found["items"][0]["title"]


def test_a_cause_is_one_line_with_a_count() -> None:
    assert cause_line(Cause(12, "Vendor record locked", (("Globus Picture Desk", 12),))) == (
        "12 × Vendor record locked: Globus Picture Desk"
    )
    assert cause_line(Cause(3, "Locked", (("A", 2), ("B", 1)))) == "3 × Locked: A (2), B (1)"


@pytest.mark.parametrize("ending", ["html", "csv", "pdf"])
def test_a_report_is_written_to_a_file_of_each_kind(bought: Terminal, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"report.{ending}"
    bought.json("batches", "report", _failed_batch(bought), "--out", str(file))
    if ending == "pdf":
        text = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_bounded()
    else:
        text = file.read_text(encoding="utf-8-sig")
    assert LOCKED.split(";", maxsplit=1)[0] in " ".join(text.split())
    if ending == "csv":
        first = next(csv.DictReader(text.splitlines()))
        assert first["Cause"] == LOCKED
        assert int(first["Count"]) >= 1


def test_another_ending_is_refused_with_the_ones_that_work(bought: Terminal, tmp_path: Path) -> None:
    said = bought.run("batches", "report", _failed_batch(bought), "--out", str(tmp_path / "x.doc"))
    assert said.code == 1
    assert ".html, .csv or .pdf" in said.err


def test_text_of_vendors_stays_text() -> None:
    hostile = FailedItem("v:1", "<img src='file:///etc/passwd'>#image(\"x\")", "A & B", "*bold* #panic()")
    counts = dict.fromkeys(("total", "done", "unchanged", "failed", "conflicted", "cancelled"), 1)
    row = SimpleNamespace(title="T", number=1, actor="kim", queued_at="2026-11-26T10:00:00", finished_at=None, **counts)
    made = sheet(BatchReport(cast(Any, row), (Cause(1, hostile.sentence, (("A & B", 1),)),), (hostile,)), {})
    assert b"<img" not in as_html(made)
    assert as_pdf(made).startswith(b"%PDF")
