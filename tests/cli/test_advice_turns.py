"""Credit advices on the command line: two persons, questions, objections, cancelled and billed again."""

from decimal import Decimal
from typing import Any

import pytest

from tests.kit.calendar import LAST_MONTH as PERIOD
from tests.kit.terminal import Terminal

Row = dict[str, Any]


def _list(terminal: Terminal, where: str = "") -> list[Row]:
    rows: list[Row] = terminal.json("advices", "list", "--where", where)
    return rows


def _set(terminal: Terminal, **values: str) -> None:
    path = terminal.folder / "settings.toml"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if line.partition(" =")[0] not in values]
    path.write_text("\n".join([*kept, *(f"{name} = {value}" for name, value in values.items())]), encoding="utf-8")


@pytest.fixture
def drafted(bought: Terminal) -> Terminal:
    """A house with four eyes, whose drafts anna has generated."""
    _set(bought, four_eyes="true")
    anna = bought.by("anna")
    anna.json("advices", "generate", "--period", PERIOD, "--all", "--wait")
    return anna


def test_nobody_approves_what_they_generated(drafted: Terminal) -> None:
    said = drafted.run("--json", "advices", "approve", "--all", "--wait")
    assert (said.code, set(said.document["reasons"])) == (3, {"FourEyes"})
    assert {row["state"] for row in _list(drafted)} == {"draft"}
    count = len(_list(drafted, "mine:berta"))
    assert (count, _list(drafted, "mine:anna")) == (len(_list(drafted)), [])
    assert drafted.by("berta").json("advices", "approve", "--all", "--wait")["done"] == count
    assert {tuple(row["approvals"]) for row in _list(drafted)} == {("berta",)}


def test_a_single_person_house_approves_alone_once_it_says_so(drafted: Terminal) -> None:
    _set(drafted, four_eyes="false")
    assert drafted.json("advices", "approve", "--all", "--wait")["failed"] == 0
    intents = drafted.json("log", "stats")["by_name"]["advice.approval-requested"]
    assert intents == len(_list(drafted, "state:approved"))


def test_from_an_amount_on_two_persons_must_approve(drafted: Terminal) -> None:
    rows = sorted(_list(drafted), key=lambda row: Decimal(row["gross"]))
    _set(drafted, second_approval_from=f'"{rows[-1]["gross"]}"')
    large, small = str(rows[-1]["id"]), str(rows[0]["id"])
    drafted.by("berta").json("advices", "approve", large, small, "--wait")
    states = {row["id"]: row["state"] for row in _list(drafted)}
    assert (states[large], states[small]) == ("half-approved", "approved")
    drafted.by("carla").json("advices", "approve", large, "--wait")
    shown = drafted.json("advices", "show", large)
    assert (shown["state"], shown["approvals"]) == ("approved", ["berta", "carla"])
    assert [(each["what"], each["by"]) for each in shown["trail"]] == [("approved", "berta"), ("approved", "carla")]


def test_a_deputy_approves_in_the_days_of_absence(drafted: Terminal) -> None:
    _set(drafted, approvers='"weber"', deputies='"weber=kim:2026-11-20..2026-11-30; weber=lee:2026-10-01..2026-10-31"')
    advice = str(_list(drafted)[0]["id"])
    assert drafted.by("lee").run("--json", "advices", "approve", advice, "--wait").document["reasons"] == {
        "NotAnApprover": 1
    }
    drafted.by("kim").json("advices", "approve", advice, "--wait")
    assert drafted.json("advices", "show", advice)["trail"][-1]["told"] == "deputy for weber"


def test_an_approval_is_taken_back_or_undone_before_issue(drafted: Terminal) -> None:
    berta, advice = drafted.by("berta"), str(_list(drafted)[0]["id"])
    berta.json("advices", "approve", advice, "--wait")
    assert berta.json("advices", "take-back", advice, "--wait")["done"] == 1
    batch = berta.json("advices", "approve", advice, "--wait")["number"]
    berta.json("batches", "undo", str(batch), "--wait")
    assert drafted.json("advices", "show", advice)["state"] == "draft"


def test_a_question_to_the_vendor_holds_the_draft(drafted: Terminal) -> None:
    berta, advice = drafted.by("berta"), str(_list(drafted)[0]["id"])
    berta.json("advices", "ask", advice, "--question", "Which rate?", "--wait")
    assert (_list(drafted, "state:asked")[0]["asked"], berta.run("advices", "approve", advice, "--wait").code) == (
        "Which rate?",
        3,
    )
    berta.json("advices", "off-hold", advice, "--answer", "7 %", "--wait")
    assert berta.json("advices", "approve", advice, "--wait")["done"] == 1


def test_an_objection_stops_payment(issued: Terminal) -> None:
    number = str(_list(issued)[0]["number"])
    issued.json("advices", "object", number, "--reason", "Wrong rate", "--date", "2026-11-20", "--wait")
    assert [row["objected"] for row in _list(issued, "has:objection")] == ["2026-11-20"]
    said = issued.run("--json", "advices", "paid", number, "--wait")
    assert (said.code, said.document["reasons"]) == (3, {"Objected": 1})
    issued.json("advices", "withdraw-objection", number, "--reason", "Rate explained", "--wait")
    issued.json("advices", "paid", number, "--date", "2026-11-22", "--wait")
    assert issued.json("advices", "show", number)["paid_on"] == "2026-11-22"


def test_cancelled_and_billed_again_with_two_new_numbers(issued: Terminal) -> None:
    first = _list(issued)[0]
    before = len(_list(issued))
    issued.json("advices", "cancel", str(first["number"]), "--reason", "Wrong rate", "--wait")
    (cancelling,) = _list(issued, f'cancels:"{first["number"]}"')
    assert (cancelling["state"], Decimal(cancelling["gross"])) == ("rendered", -Decimal(first["gross"]))
    assert cancelling["pdf"]
    now = issued.json("advices", "show", str(first["number"]))
    assert (now["cancelled_by"], now["pdf"]) == (cancelling["number"], first["pdf"])
    issued.by("anna").json("advices", "generate", "--period", PERIOD, "--vendor", str(first["vendor"]), "--wait")
    (draft,) = _list(issued, "state:draft")
    assert (draft["replaces"], draft["gross"]) == (first["number"], first["gross"])
    issued.by("berta").json("advices", "approve", str(draft["id"]), "--wait")
    issued.json("advices", "issue", str(draft["id"]), "--wait")
    series = str(first["number"]).rpartition("-")[0]
    numbers = sorted(str(row["number"]) for row in _list(issued) if str(row["number"]).startswith(series))
    assert [int(number[-5:]) for number in numbers] == list(range(1, len(numbers) + 1))
    assert len(_list(issued)) == before + 2


def test_a_credit_note_of_kind_261_keeps_its_amounts(issued: Terminal) -> None:
    first = _list(issued)[0]
    issued.json("advices", "cancel", str(first["number"]), "--reason", "Wrong rate", "--as", "261", "--wait")
    (cancelling,) = _list(issued, "cancels:*")
    assert cancelling["gross"] == first["gross"]


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("cancel", "--reason", "x"), 2, "USAGE"),
        (("cancel", "NO-1", "--reason", "x"), 1, "UNKNOWN"),
        (("cancel", "NUMBER"), 2, "USAGE"),
        (("cancel", "NUMBER", "--reason", " "), 1, "ReasonMissing"),
        (("cancel", "NUMBER", "--reason", "x", "--as", "381"), 2, "USAGE"),
        (("cancel", "NUMBER", "--reason", "x", "--date", "soon"), 1, "DATE"),
        (("object", "NUMBER"), 2, "USAGE"),
        (("object", "NUMBER", "--reason", "x", "--date", "1.12."), 1, "DATE"),
        (("ask", "NUMBER", "--question", ""), 1, "ReasonMissing"),
        (("paid", "NUMBER", "--date", "never"), 1, "DATE"),
    ],
)
def test_what_cannot_be_meant_records_nothing(
    issued: Terminal, arguments: tuple[str, ...], code: int, word: str
) -> None:
    number = str(_list(issued)[0]["number"])
    before = issued.json("log", "stats")["events"]
    said = issued.run("--json", "advices", *(number if each == "NUMBER" else each for each in arguments))
    assert (said.code, said.document["error"]["code"]) == (code, word)
    assert issued.json("log", "stats")["events"] == before


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("reject", "--reason", "x"), "AlreadyIssued"),
        (("take-back",), "AlreadyIssued"),
        (("cancel", "--reason", "x", "--date", "2026-11-22"), "CancelledBeforeIssue"),
    ],
)
def test_what_an_issued_advice_forbids_leaves_with_three(
    issued: Terminal, arguments: tuple[str, ...], word: str
) -> None:
    before = _list(issued)
    number = str(before[0]["number"])
    said = issued.run("--json", "advices", arguments[0], number, *arguments[1:], "--wait")
    assert (said.code, said.document["reasons"]) == (3, {word: 1})
    assert [row["number"] for row in _list(issued)] == [row["number"] for row in before]


def test_people_read_findings_approvals_and_history(issued: Terminal) -> None:
    said = issued.run("advices", "show", str(_list(issued)[0]["number"]))
    assert said.code == 0
    assert "approved by a.weber" in said.out
    assert "Issued" in said.out
