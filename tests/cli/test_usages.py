"""Usages, take-downs, findings and charges on the command line: listed, added up, decided about in bulk."""

import pytest

from tests.kit.terminal import Terminal

USAGE = {
    "key", "usage", "image", "title", "platform", "article", "medium", "position", "placed_at", "ended_at",
    "online_until", "state", "task", "because", "basis", "licensed", "decision", "decided_by", "evidence", "amount",
    "currency",
}  # fmt: skip
FINDING = {"key", "kind", "state", "image", "vendor", "platform", "article", "since", "until", "evidence", "told_at"}
CHARGE = {"key", "vendor", "platform", "image", "usage", "article", "amount", "currency", "basis", "state", "late"}
PLACE = ("--platform", "tag", "--article", "a-1", "--at", "2026-10-05")


def tasks(terminal: Terminal) -> list[dict[str, object]]:
    found: list[dict[str, object]] = terminal.json("takedowns", "list")
    return found


# ---------------------------------------------------------------- usages


def test_lists_have_every_promised_field(bought: Terminal) -> None:
    for command, promised in (("usages", USAGE), ("findings", FINDING), ("charges", CHARGE)):
        rows = bought.json(command, "list", "--limit", "3")
        assert len(rows) == 3
        assert all(row.keys() >= promised for row in rows)


def test_a_usage_recorded_by_hand_appears_and_is_undone(bought: Terminal) -> None:
    done = bought.json("usages", "place", "--where", "vendor:alpenpix allowed:tag", *PLACE, "--wait")
    assert done["done"] == len(bought.json("usages", "list", "--where", "article:a-1")) > 0
    bought.json("batches", "undo", str(done["number"]), "--wait")
    assert {row["state"] for row in bought.json("usages", "list", "--where", "article:a-1")} == {"ended"}
    assert bought.json("findings", "list", "--all", "--where", "article:a-1") == []


def test_usages_end_by_hand(bought: Terminal) -> None:
    before = {row["key"]: row["ended_at"] for row in bought.json("usages", "list")}
    assert None in before.values()
    assert tasks(bought)
    assert bought.json("usages", "end", "--where", "", "--at", "2090-01-01", "--wait")["done"] > 0
    ended = {row["key"]: row["ended_at"] for row in bought.json("usages", "list")}
    assert ended == {key: at or "2090-01-01T22:59:59.000+00:00" for key, at in before.items()}
    assert tasks(bought) == []


# ---------------------------------------------------------------- take-downs


def test_tasks_are_decided_about_in_bulk_and_undone(bought: Terminal) -> None:
    before = tasks(bought)
    assert {row["task"] for row in before} == {"open"}
    done = bought.json("takedowns", "decide", "--where", "", "--decision", "take-down", "--wait")
    assert {row["task"] for row in tasks(bought)} == {"take-down"}
    assert all(row["decided_by"] for row in tasks(bought))
    bought.json("batches", "undo", str(done["number"]), "--wait")
    assert {row["task"] for row in tasks(bought)} == {"open"}


def test_deciding_leaves_what_is_not_due_alone(bought: Terminal) -> None:
    due = {row["key"] for row in tasks(bought)}
    bought.json("takedowns", "decide", "--where", "", "--decision", "take-down", "--wait")
    rows = bought.json("usages", "list")
    assert {row["key"] for row in rows if row["decision"]} == due
    assert {row["decision"] for row in rows if row["state"] == "online"} == {""}


def test_an_accepted_risk_needs_a_reason_and_takes_the_task_away(bought: Terminal) -> None:
    before = bought.head()
    said = bought.run("takedowns", "decide", "--where", "", "--decision", "accept")
    assert (said.code, bought.head()) == (1, before)
    assert "A reason is needed" in said.err
    open_ones = {row["key"]: row["because"] for row in tasks(bought)}
    assert set(open_ones.values()) == {"ended", "territory"}
    accept = ("takedowns", "decide", "--where", "because:ended", "--decision", "accept", "--reason", "archive")
    assert bought.json(*accept, "--until", "2090-01-01", "--wait")["failed"] == 0
    left = {key for key, because in open_ones.items() if because != "ended"}
    assert {row["key"] for row in tasks(bought)} == left
    accepted = bought.json("usages", "list", "--where", "decision:accept")
    assert {row["key"] for row in accepted} == open_ones.keys() - left


def test_an_extension_of_due_usages_says_its_price_first(bought: Terminal) -> None:
    extend = ("takedowns", "extend", "--where", "because:ended", "--until", "2090-01-01", "--agreed-price")
    before = bought.head()
    lines = {line["key"]: line for line in bought.json(*extend, "--dry-run")["impact"]}
    assert lines["will-change"]["count"] > 0
    assert lines["costs"]["totals"]
    assert bought.head() == before
    open_ones = {row["key"]: row["because"] for row in tasks(bought)}
    charged = len(bought.json("charges", "list"))
    bought.json(*extend, "--wait")
    left = {key for key, because in open_ones.items() if because != "ended"}
    assert {row["key"] for row in tasks(bought)} == left < open_ones.keys()
    assert len(bought.json("charges", "list")) - charged == lines["costs"]["count"]


# ---------------------------------------------------------------- findings


def test_totals_add_up_what_the_list_holds(bought: Terminal) -> None:
    totals = {row["kind"]: row for row in bought.json("findings", "totals")}
    assert totals.keys() == {row["kind"] for row in bought.json("findings", "list")}
    assert {"never-used", "used-not-licensed", "overrun"} <= totals.keys()
    for kind, told in totals.items():
        rows = bought.json("findings", "list", "--kind", kind)
        assert len(rows) == told["count"]
        sums: dict[str, float] = {}
        for row in rows:
            if row["amount"] is not None:
                sums[row["currency"]] = sums.get(row["currency"], 0) + float(row["amount"])
        assert {name: f"{amount:.2f}" for name, amount in sums.items()} == told["totals"]


def test_the_position_of_a_finding_names_its_event(bought: Terminal) -> None:
    row = bought.json("findings", "list", "--kind", "used-not-licensed")[0]
    events = bought.json("log", "show", f"image-{row['image']}")
    (told,) = [event for event in events if event["position"] == row["told_at"]]
    assert told["name"] == "image.usage-placed"


def test_people_read_a_sum_at_the_end(bought: Terminal) -> None:
    for command in ("findings", "charges"):
        assert " in all: " in bought.run(command, "list").out.splitlines()[-1]


# ---------------------------------------------------------------- charges


def test_open_charges_are_reversed_in_bulk_and_stay_so(bought: Terminal) -> None:
    reverse = ("charges", "reverse", "--where", "vendor:alpenpix state:open", "--reason", "agreed by phone")
    lines = {line["key"]: line for line in bought.json(*reverse, "--dry-run")["impact"]}
    assert lines["will-change"]["totals"]
    bought.json(*reverse, "--wait")
    rows = bought.json("charges", "list", "--where", "vendor:alpenpix")
    assert {(row["state"], row["reason"]) for row in rows} == {("reversed", "agreed by phone")}


def test_charges_on_a_document_cannot_be_reversed(issued: Terminal) -> None:
    said = issued.run("--json", "charges", "reverse", "--where", "state:billed", "--reason", "x", "--wait")
    assert (said.code, list(said.document["reasons"])) == (3, ["AlreadyBilled"])


# ---------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("usages", "list", "--where", "colour:red"), 1, "Columns:"),
        (("usages", "place", "--where", "", "--platform", "x", "--article", "a", "--at", "2026-10-05"), 1, "'x'"),
        (("usages", "place", "--where", "", "--platform", "tag", "--article", "a", "--at", "soon"), 1, "no date"),
        (("findings", "list", "--kind", "odd"), 2, "'odd' is not one of"),
        (("takedowns", "decide", "--where", "", "--decision", "wait"), 2, "'wait' is not one of"),
        (("takedowns", "extend", "--until", "2090-01-01"), 2, "either --where FILTER or --ids FILE"),
        (("charges", "reverse", "--where", "", "--reason", ""), 1, "A reason is needed"),
    ],
)
def test_a_slip_is_answered_with_a_sentence_and_records_nothing(
    bought: Terminal, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    before = bought.head()
    said = bought.run(*arguments)
    assert (said.code, bought.head()) == (code, before)
    assert sentence in said.err
    assert "Traceback" not in said.err
