"""Credit advices on the command line: generated, approved, issued, printed - once."""

import re
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from tests.kit.calendar import LAST_MONTH as PERIOD
from tests.kit.terminal import Terminal

PROMISED = {
    "id", "number", "vendor", "platform", "currency", "period", "state", "net", "tax", "gross", "lines", "findings",
    "pdf", "xml",
}  # fmt: skip


def _list(terminal: Terminal, where: str = "") -> list[dict[str, object]]:
    rows: list[dict[str, object]] = terminal.json("advices", "list", "--where", where)
    return rows


def test_the_whole_way_from_charges_to_pdfs(bought: Terminal) -> None:
    generated = bought.json("advices", "generate", "--period", PERIOD, "--all", "--wait")
    drafts = _list(bought)
    assert generated["done"] == len(drafts) > 0
    assert {(row["state"], row["number"], row["pdf"]) for row in drafts} == {("draft", None, None)}
    assert bought.json("advices", "approve", "--all", "--wait")["done"] == len(drafts)
    assert bought.json("advices", "issue", "--all", "--wait")["done"] == len(drafts)
    for row in _list(bought):
        content = Path(str(row["pdf"])).read_bytes()
        assert content.startswith(b"%PDF")
        assert sha256(content).hexdigest() == Path(str(row["pdf"])).stem
    assert len(list(bought.folder.glob("documents/*/*.xml"))) == len(_list(bought))


def test_the_list_has_every_promised_field_and_exact_sums(issued: Terminal) -> None:
    for row in _list(issued):
        assert row.keys() >= PROMISED
        net, tax, gross = (Decimal(str(row[name])) for name in ("net", "tax", "gross"))
        assert net + tax == gross
        assert isinstance(row["lines"], int)
        assert row["state"] == "rendered"


def test_numbers_are_gapless_for_each_platform_and_year(issued: Terminal) -> None:
    numbers = sorted(str(row["number"]) for row in _list(issued))
    assert all(re.fullmatch(r"[A-Z]+-\d{4}-\d{5}", number) for number in numbers)
    for series in {number.rsplit("-", 1)[0] for number in numbers}:
        drawn = [int(number[-5:]) for number in numbers if number.startswith(series)]
        assert drawn == list(range(1, len(drawn) + 1))


def test_generating_twice_drafts_nothing_twice(bought: Terminal) -> None:
    bought.json("advices", "generate", "--period", PERIOD, "--all", "--wait")
    first = _list(bought)
    again = bought.json("advices", "generate", "--period", PERIOD, "--all", "--wait")
    assert (again["done"], again["failed"]) == (0, 0)
    assert again["unchanged"] == again["total"]
    assert _list(bought) == first


def test_one_vendor_can_be_named(bought: Terminal) -> None:
    vendor = bought.json("vendors", "list", "--where", "open_charges>0")[0]["id"]
    bought.json("advices", "generate", "--period", PERIOD, "--vendor", vendor, "--wait")
    assert {row["vendor"] for row in _list(bought)} == {vendor}


def test_a_vendor_without_consent_is_held_and_the_others_go_on(bought: Terminal) -> None:
    ready = [row["id"] for row in bought.json("vendors", "list", "--where", "open_charges>0")]
    bought.json("vendors", "set", ready[0], "blocked=Court order of 3 May")
    said = bought.run("--json", "advices", "generate", "--period", PERIOD, "--all", "--wait")
    assert said.code == 3
    assert said.document["reasons"].keys() >= {"VendorIsBlocked"}
    assert {row["vendor"] for row in _list(bought)} == set(ready[1:])


def test_a_draft_is_shown_by_identifier_and_an_issued_one_by_number(issued: Terminal) -> None:
    row = _list(issued)[0]
    by_number = issued.json("advices", "show", str(row["number"]))
    by_id = issued.json("advices", "show", str(row["id"]))
    assert by_number == by_id
    assert by_number["history"]


def test_a_rejected_draft_gives_its_charges_back(bought: Terminal) -> None:
    bought.json("advices", "generate", "--period", PERIOD, "--all", "--wait")
    row = _list(bought)[0]
    bought.json("advices", "reject", str(row["id"]), "--reason", "Wrong rate", "--wait")
    assert bought.json("advices", "show", str(row["id"]))["state"] == "rejected"
    again = bought.json("advices", "generate", "--period", PERIOD, "--vendor", str(row["vendor"]), "--wait")
    assert again["done"] == 1


def test_rejecting_needs_a_reason(bought: Terminal) -> None:
    bought.json("advices", "generate", "--period", PERIOD, "--all", "--wait")
    said = bought.run("--json", "advices", "reject", str(_list(bought)[0]["id"]), "--reason", " ")
    assert (said.code, said.document["error"]["code"]) == (1, "ReasonMissing")


def test_issuing_a_draft_that_nobody_approved_draws_no_number(bought: Terminal) -> None:
    bought.json("advices", "generate", "--period", PERIOD, "--all", "--wait")
    said = bought.run("--json", "advices", "issue", str(_list(bought)[0]["id"]), "--wait")
    assert said.code == 3
    assert said.document["reasons"] == {"NotApproved": 1}
    assert "numbering.number-drawn" not in bought.json("log", "stats")["by_name"]


def test_issuing_again_changes_neither_number_nor_document(issued: Terminal) -> None:
    before = _list(issued)
    done = issued.json("advices", "issue", *(str(row["id"]) for row in before), "--date", "2031-01-01", "--wait")
    assert done["failed"] == 0
    assert _list(issued) == before


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("generate", "--period", "October", "--all"), 1, "NotAPeriod"),
        (("generate", "--period", "2026-13", "--all"), 1, "NotAPeriod"),
        (("generate", "--period", PERIOD), 2, "USAGE"),
        (("generate", "--period", PERIOD, "--all", "--vendor", "alpenpix"), 2, "USAGE"),
        (("generate", "--period", PERIOD, "--vendor", "nobody"), 1, "VendorUnknown"),
        (("generate", "--all"), 2, "USAGE"),
        (("approve",), 2, "USAGE"),
        (("approve", "NO-2026-00001"), 1, "UNKNOWN"),
        (("approve", "--all"), 1, "NothingSelected"),
        (("issue", "--all", "--date", "31.12.2026"), 1, "DATE"),
        (("show", "nothing"), 1, "UNKNOWN"),
        (("list", "--where", "gross>many"), 1, "FLT-VALUE"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence_with_its_code(
    bought: Terminal, arguments: tuple[str, ...], code: int, word: str
) -> None:
    before = bought.json("log", "stats")["events"]
    said = bought.run("--json", "advices", *arguments)
    assert (said.code, said.document["error"]["code"]) == (code, word)
    assert said.document["error"]["sentence"]
    assert bought.json("log", "stats")["events"] == before
