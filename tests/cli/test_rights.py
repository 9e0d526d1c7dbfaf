"""Rights on the command line: checked with reasons, given, forbidden, extended and overridden in bulk, and undone."""

from typing import Any

import pytest

from tests.kit.terminal import Terminal
from tests.kit.workspaces import IMAGES

PROMISED = {
    "key", "platform", "medium", "at", "verdict", "online", "reasons", "grounds", "cost", "price", "currency", "grant",
    "origin", "next_change", "online_until",
}  # fmt: skip
CHOSEN = "allowed:tag online_until<2080-01-01"


def check(terminal: Terminal, where: str = "", *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = terminal.json("rights", "check", "--platform", "tag", "--where", where, *more)
    return found


def words(terminal: Terminal, where: str, *more: str) -> set[object]:
    return {row["verdict"] for row in check(terminal, where, *more)}


def one(terminal: Terminal, where: str = CHOSEN) -> str:
    """Return a filter for one picture."""
    vendor, _, asset = str(check(terminal, where)[0]["key"]).partition(":")
    return f"vendor:{vendor} asset_id:{asset}"


# ---------------------------------------------------------------- check


def test_every_picture_is_judged_with_every_promised_field(bought: Terminal) -> None:
    rows = check(bought)
    assert len(rows) == IMAGES
    for row in rows:
        assert row.keys() >= PROMISED
        assert row["verdict"] in {"allowed", "conditional", "denied"}
        assert (row["verdict"] == "allowed") <= (row["reasons"] == [])


@pytest.mark.parametrize("word", ["allowed", "conditional", "denied"])
def test_lists_and_verdicts_say_the_same(bought: Terminal, word: str) -> None:
    assert words(bought, f"{word}:tag") == {word}
    assert all(row["verdict"] != word for row in check(bought, f"-{word}:tag"))


def test_a_verdict_is_asked_of_another_day(bought: Terminal) -> None:
    assert words(bought, CHOSEN, "--at", "2090-01-01") == {"denied"}
    assert check(bought, CHOSEN, "--at", "2090-01-01")[0]["reasons"] == ["ended"]


def test_what_ends_with_a_day_may_still_be_used_on_it(bought: Terminal) -> None:
    mine = one(bought)
    bought.json("rights", "grant", "--where", mine, "--reason", "by letter", "--use-until", "2090-06-30", "--wait")
    assert [words(bought, mine, "--at", day) for day in ("2090-06-30", "2090-07-01")] == [{"allowed"}, {"denied"}]
    assert [len(check(bought, f"{mine} allowed:tag@2090-0{day}")) for day in ("6-30", "7-01")] == [1, 0]


def test_people_read_a_table(bought: Terminal) -> None:
    said = bought.run("rights", "check", "--platform", "tag", "--where", CHOSEN)
    assert said.code == 0
    assert "next change" in said.out.splitlines()[0]


# ---------------------------------------------------------------- give, forbid, extend, override


def test_a_grant_is_previewed_given_and_undone(bought: Terminal) -> None:
    mine, before = one(bought, "denied:tag"), bought.head()
    grant = ("rights", "grant", "--where", mine, "--platform", "tag", "--reason", "by letter")
    told = bought.json(*grant, "--dry-run")
    assert (told["impact"][0]["key"], told["impact"][0]["count"], bought.head()) == ("will-change", 1, before)
    done = bought.json(*grant, "--wait")
    assert (done["state"], done["done"], words(bought, mine)) == ("done", 1, {"allowed"})
    bought.json("batches", "undo", str(done["number"]), "--wait")
    assert words(bought, mine) == {"denied"}


def test_a_restriction_beats_what_was_bought_until_it_is_lifted(bought: Terminal) -> None:
    mine = one(bought)
    bought.json("rights", "restrict", "--where", mine, "--reason", "court order", "--wait")
    (row,) = check(bought, mine)
    assert (row["verdict"], row["reasons"]) == ("denied", ["restricted"])
    bought.json("rights", "lift", "--where", mine, "--wait")
    assert words(bought, mine) == {"allowed"}


def test_an_override_is_named_in_the_grounds_and_ends(bought: Terminal) -> None:
    mine = one(bought)
    bought.json("rights", "restrict", "--where", mine, "--reason", "court order", "--wait")
    bought.json("rights", "override", "--where", mine, "--of", "restricted", "--reason", "lifted by phone", "--wait")
    (row,) = check(bought, mine)
    (ground,) = row["grounds"]
    assert (row["verdict"], ground["lifted_for"]) == ("allowed", "lifted by phone")
    assert ground["lifted_by"]
    bought.json("rights", "end-override", "--where", mine, "--wait")
    assert words(bought, mine) == {"denied"}


def test_an_extension_says_what_it_costs_before_and_is_owed_after(bought: Terminal) -> None:
    mine = one(bought, f"{CHOSEN} price>0")
    extend = ("rights", "extend", "--where", mine, "--until", "2091-12-31", "--platform", "tag", "--agreed-price")
    lines = {line["key"]: line for line in bought.json(*extend, "--dry-run")["impact"]}
    assert lines["will-change"]["count"] == lines["costs"]["count"] == 1
    ((currency, cost),) = lines["costs"]["totals"].items()
    before = {row["key"] for row in bought.json("charges", "list")}
    assert bought.json(*extend, "--wait")["done"] == 1
    (new,) = [row for row in bought.json("charges", "list") if row["key"] not in before]
    assert (new["amount"], new["currency"]) == (cost, currency)


def test_all_are_extended_by_one_command_and_undone_but_for_those_changed_since(bought: Terminal) -> None:
    extend = ("rights", "extend", "--where", CHOSEN, "--until", "2091-12-31", "--wait")
    before = {row["key"]: row["online_until"] for row in check(bought, CHOSEN)}
    done = bought.json(*extend)
    assert done["done"] == len(before) > 1
    mine = one(bought)
    bought.json("rights", "extend", "--where", mine, "--until", "2092-12-31", "--wait")
    said = bought.run("--json", "batches", "undo", str(done["number"]), "--wait")
    assert (said.code, said.document["done"], said.document["conflicted"]) == (3, len(before) - 1, 1)
    left = [row for row in check(bought, CHOSEN) if str(row["online_until"]).startswith("209")]
    assert len(left) == 1


# ---------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("check", "--platform", "nowhere"), 1, "There is no platform 'nowhere'; platforms are tag, reise, sport."),
        (("check", "--platform", "tag", "--at", "soon"), 1, "'soon' is no date"),
        (("check", "--platform", "tag", "--where", "colour:red"), 1, "Columns:"),
        (("check", "--platform", "tag", "--where", "allowed:tag/radio"), 1, "a platform such as tag"),
        (("check",), 2, "Missing option '--platform'"),
        (("check", "--platform", "tag", "--medium", "radio"), 2, "'radio' is not one of"),
        (("grant", "--where", "", "--platform", "nowhere", "--reason", "x"), 1, "There is no platform 'nowhere'"),
        (("grant", "--where", ""), 2, "Missing option '--reason'"),
        (("grant", "--reason", "x"), 2, "either --where FILTER or --ids FILE"),
        (("restrict", "--where", "", "--reason", " "), 1, "A reason is needed"),
        (("extend", "--where", "", "--until", "soon"), 1, "'soon' is no date"),
    ],
)
def test_a_slip_is_answered_with_a_sentence_and_records_nothing(
    bought: Terminal, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    before = bought.head()
    said = bought.run("rights", *arguments)
    assert (said.code, bought.head()) == (code, before)
    assert sentence in said.err
    assert "Traceback" not in said.err


def test_what_nobody_may_override_is_refused_item_by_item(bought: Terminal) -> None:
    said = bought.run("--json", "rights", "override", "--where", "", "--of", "killed", "--reason", "x", "--wait")
    assert said.code == 3
    assert said.document["failed"] > 0
    assert "NotOverridable" in said.document["reasons"]
