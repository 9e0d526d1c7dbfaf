"""Images on the command line: listed, shown, and changed by the thousand with one command."""

from pathlib import Path

import pytest

from tests.kit.terminal import Terminal
from tests.kit.workspaces import IMAGES

PROMISED = {
    "key", "vendor", "asset_id", "uri", "version", "title", "caption", "byline", "credit", "price", "currency",
    "price_origin", "licence_start", "licence_end", "territory", "state", "use_until", "online_until", "platforms",
}  # fmt: skip


def test_the_list_has_every_promised_field_for_every_image(bought: Terminal) -> None:
    rows = bought.json("images", "list")
    assert len(rows) == IMAGES
    for row in rows:
        assert row.keys() >= PROMISED
        assert row["key"] == f"{row['vendor']}:{row['asset_id']}"
        assert row["price"] is None or row["price"].replace(".", "").isdecimal()
        assert isinstance(row["territory"], list)


def test_list_filters_sorts_and_limits(bought: Terminal) -> None:
    found = bought.json("images", "list", "--where", "price>=100", "--order", "-price", "--limit", "5")
    prices = [float(row["price"]) for row in found]
    assert prices == sorted(prices, reverse=True)
    assert 1 <= len(prices) <= 5
    assert min(prices) >= 100


def test_a_list_for_people_says_how_many_more_there_are(bought: Terminal) -> None:
    assert f"3 of {IMAGES} images shown." in bought.run("images", "list", "--limit", "3").out


def test_a_filter_slip_shows_the_place_and_the_columns(bought: Terminal) -> None:
    said = bought.run("images", "list", "--where", 'vendr:alpenpix "sunset"')
    assert said.code == 1
    assert "\n^" in said.err
    assert "Columns:" in said.err


def test_one_image_is_shown_with_its_history(bought: Terminal) -> None:
    key = bought.json("images", "list", "--limit", "1")[0]["key"]
    shown = bought.json("images", "show", key)
    assert shown["key"] == key
    assert shown["history"][-1]["at"] <= shown["history"][0]["at"]


def test_one_command_updates_all_images_and_waits_for_the_end(bought: Terminal) -> None:
    done = bought.json("images", "update", "--where", "", "--set", "usage_terms=Online only", "--wait")
    assert (done["state"], done["total"], done["done"], done["remaining"]) == ("done", IMAGES, IMAGES, 0)
    assert {row["usage_terms"] for row in bought.json("images", "list")} == {"Online only"}


def test_without_waiting_the_batch_is_queued_and_a_worker_carries_it_out(bought: Terminal) -> None:
    ticket = bought.json("images", "update", "--where", "", "--set", "title=Soon")
    assert ticket["total"] == IMAGES
    assert bought.json("batches", "show", ticket["id"])["remaining"] == IMAGES
    bought.json("worker", "--until-idle")
    shown = bought.json("batches", "show", str(ticket["number"]))
    assert (shown["id"], shown["done"], shown["remaining"]) == (ticket["id"], IMAGES, 0)


def test_a_dry_run_tells_the_impact_and_records_nothing(bought: Terminal) -> None:
    before = bought.head()
    told = bought.json("images", "update", "--where", "", "--set", "title=Never", "--dry-run")
    assert sum(line["count"] for line in told["impact"] if line["key"] == "will-change") == IMAGES
    assert bought.head() == before
    assert bought.json("images", "list", "--where", 'title:"Never"') == []


def test_a_dry_run_with_waiting_still_records_nothing(bought: Terminal) -> None:
    before = bought.head()
    bought.json("images", "update", "--where", "", "--from-vendor", "--dry-run", "--wait")
    assert bought.head() == before


def test_update_takes_a_file_of_keys_or_addresses(bought: Terminal, tmp_path: Path) -> None:
    keys = [row["key"] for row in bought.json("images", "list", "--limit", "3")]
    file = tmp_path / "ids.txt"
    file.write_text("\n".join([*keys, "", keys[0]]), encoding="utf-8")
    done = bought.json("images", "update", "--ids", str(file), "--set", "title=Chosen", "--wait")
    assert done["total"] == 3
    assert [row["key"] for row in bought.json("images", "list", "--where", "title:Chosen")] == keys


def test_unknown_ids_are_counted_and_named_and_nothing_is_queued(bought: Terminal, tmp_path: Path) -> None:
    before = bought.head()
    key = bought.json("images", "list", "--limit", "1")[0]["key"]
    file = tmp_path / "ids.txt"
    file.write_text(f"{key}\nnobody:1\nnobody:2\n", encoding="utf-8")
    said = bought.run("images", "update", "--ids", str(file), "--set", "title=X")
    assert said.code == 1
    assert "2 of 3 ids" in said.err
    assert "nobody:1, nobody:2" in said.err
    assert bought.head() == before


@pytest.mark.parametrize("content", [None, "", "\n \n", b"\xff\xfe\x00"])
def test_an_unreadable_or_empty_file_of_ids_is_a_sentence(
    bought: Terminal, tmp_path: Path, content: str | bytes | None
) -> None:
    file = tmp_path / "ids.txt"
    if content is not None:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    said = bought.run("images", "update", "--ids", str(file), "--set", "title=X")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


def test_an_empty_selection_is_refused_by_name(bought: Terminal) -> None:
    said = bought.run("--json", "images", "update", "--where", "vendor:nobody", "--set", "title=X")
    assert said.code == 1
    assert said.document["error"]["code"] == "NothingSelected"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("colour=red", "NoSuchField"),
        ("price=12,50", "NotAnAmount"),
        ("price=-3", "NotAnAmount"),
        ("price=1.005", "NotAnAmount"),
        ("price=10 euros", "UnknownCurrency"),
        ("licence_end=30.02.2027", "NotAMoment"),
        ("licence_end=2027-02-30", "NotAMoment"),
        ("online_until=2027-02-01T10:00", "NotAMoment"),
        ("caption=" + "x" * 10_001, "TextTooLong"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_before_queueing(bought: Terminal, change: str, code: str) -> None:
    before = bought.head()
    said = bought.run("--json", "images", "update", "--where", "", "--set", change)
    assert (said.code, said.document["error"]["code"]) == (1, code)
    assert bought.head() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("--where", ""),
        ("--set", "title=X"),
        ("--where", "", "--set", "title=X", "--from-vendor"),
        ("--where", "", "--ids", "f", "--set", "title=X"),
        ("--where", "", "--set", "title"),
        ("--where", "", "--sett", "title=X"),
    ],
)
def test_wrong_usage_leaves_with_two_and_one_document(bought: Terminal, arguments: tuple[str, ...]) -> None:
    said = bought.run("images", "update", *arguments)
    assert said.code == 2
    assert "Traceback" not in said.err
    as_json = bought.run("--json", "images", "update", *arguments)
    assert (as_json.code, as_json.document["error"]["code"]) == (2, "USAGE")


def test_a_correction_is_withdrawn_by_an_empty_value(bought: Terminal) -> None:
    before = {row["key"]: row["title"] for row in bought.json("images", "list")}
    bought.json("images", "update", "--where", "", "--set", "title=Mine", "--wait")
    bought.json("images", "update", "--where", "", "--set", "title=", "--wait")
    assert {row["key"]: row["title"] for row in bought.json("images", "list")} == before


def test_a_price_by_hand_is_marked_manual(bought: Terminal) -> None:
    bought.json("images", "update", "--where", "", "--set", "price=12.50 CHF", "--wait")
    rows = bought.json("images", "list")
    assert {(row["price"], row["currency"], row["price_origin"]) for row in rows} == {("12.50", "CHF", "manual")}


def test_fetching_from_the_vendor_finds_nothing_new_twice(bought: Terminal) -> None:
    done = bought.json("images", "update", "--where", "", "--from-vendor", "--wait")
    assert (done["done"], done["unchanged"], done["failed"]) == (0, IMAGES, 0)


def test_what_cannot_be_bought_leaves_with_three_and_says_why(bought: Terminal) -> None:
    bought.json("images", "update", "--where", "", "--set", "use_until=2020-01-31", "--wait")
    bought.json("platforms", "add", "neu", "--name", "Neu")
    said = bought.run("--json", "images", "buy", "--where", "", "--platform", "neu", "--wait")
    assert said.code == 3
    assert said.document["reasons"] == {"RightsEnded": IMAGES}


def test_buying_for_an_unknown_platform_names_the_known_ones(bought: Terminal) -> None:
    said = bought.run("images", "buy", "--where", "", "--platform", "nowhere")
    assert said.code == 1
    assert "tag, reise, sport" in said.err


def test_withdrawn_images_say_so(bought: Terminal) -> None:
    bought.json("images", "withdraw", "--where", "", "--reason", "Court order", "--wait")
    assert {row["state"] for row in bought.json("images", "list")} == {"withdrawn"}


def test_texts_of_all_images_are_edited_each_from_its_own(bought: Terminal) -> None:
    before = {row["key"]: row["title"] for row in bought.json("images", "list")}
    edits = ("--append", "title=(Archive)", "--replace", "usage_terms=x=>y", "--set", "credit=House")
    done = bought.json("images", "update", "--where", "", *edits, "--wait")
    assert (done["done"], done["title"]) == (
        IMAGES,
        "Credit → House; Title, append → “(Archive)”; Usage terms, replace → “x” → “y”",
    )
    after = {row["key"]: row["title"] for row in bought.json("images", "list")}
    assert after == {key: f"{title} (Archive)" for key, title in before.items()}
    bought.json("batches", "undo", done["id"])
    bought.json("worker", "--until-idle")
    assert {row["key"]: row["title"] for row in bought.json("images", "list")} == before


def test_a_dry_run_of_an_edit_shows_five_texts_before_and_after(bought: Terminal) -> None:
    rows = bought.json("images", "list", "--limit", "5")
    word = rows[0]["title"].split()[0]
    command = ("images", "update", "--where", "", "--remove", f"title={word.upper()}", "--ignore-case", "--dry-run")
    told = bought.json(*command)
    counts = {line["key"]: line["count"] for line in told["impact"]}
    assert sum(counts.values()) == IMAGES
    assert len(told["examples"]) == min(5, counts["will-change"])
    first = told["examples"][0]
    assert (first["key"], first["field"], first["before"]) == (rows[0]["key"], "title", rows[0]["title"])
    assert first["after"] == rows[0]["title"].removeprefix(word).strip()
    assert f"{rows[0]['key']}  title: {rows[0]['title']!r} -> {first['after']!r}" in bought.run(*command).out


def test_whole_words_leave_parts_of_words_alone(bought: Terminal) -> None:
    bought.json("images", "update", "--where", "", "--set", "title=Party art", "--wait")
    edit = ("--replace", "title=art=>Kunst", "--whole-words")
    told = bought.json("images", "update", "--where", "", *edit, "--dry-run")
    assert {each["after"] for each in told["examples"]} == {"Party Kunst"}


@pytest.mark.parametrize(
    ("edit", "code", "told"),
    [
        (("--append", "price=5"), 1, "title, headline, caption"),
        (("--append", "title="), 1, "nothing to append"),
        (("--append", "title"), 2, "FIELD=TEXT"),
        (("--replace", "title=old"), 2, "FIELD=OLD=>NEW"),
        (("--replace", "title==>new"), 1, "nothing to append, prepend, remove or find"),
        (("--append", "title=a", "--prepend", "title=b"), 1, "edited twice"),
        (("--append", "title=a", "--set", "title=b"), 1, "two ways"),
        (("--append", "title=a", "--from-vendor"), 2, "--from-vendor"),
    ],
)
def test_an_edit_that_cannot_be_meant_is_refused_with_the_way_out(
    bought: Terminal, edit: tuple[str, ...], code: int, told: str
) -> None:
    said = bought.run("images", "update", "--where", "", *edit)
    assert said.code == code
    assert told in said.err
