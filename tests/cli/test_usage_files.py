"""Files of usages and agreements taken over, and uses told to the vendor, on the command line."""

from pathlib import Path
from typing import Any

from tests.kit.terminal import Terminal

HEAD = "vendor;asset_id;platform;article;url;placed_at;ended_at;credit"


def _file(folder: Path, rows: list[str], name: str = "usages.csv") -> str:
    path = folder / name
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="cp1252")
    return str(path)


def _keys(terminal: Terminal, count: int) -> list[str]:
    return [str(row["key"]) for row in terminal.json("images", "list", "--where", "status:usable")][:count]


def _answer(terminal: Terminal, code: int, *arguments: str) -> Any:
    """Return the document of a call that ends with this code."""
    said = terminal.run("--json", *arguments)
    assert said.code == code, said
    return said.document


def _row(key: str, article: str, placed: str = "05.10.2026 08:30", ended: str = "") -> str:
    vendor, _, asset = key.partition(":")
    return f"{vendor};{asset};tag;{article};https://tag.invalid/{article};{placed};{ended};Müller"


def test_a_file_is_taken_over_once_and_bad_rows_stop_nothing(bought: Terminal, tmp_path: Path) -> None:
    first, second = _keys(bought, 2)
    rows = [_row(first, "a-1"), _row(second, "a-1", ended="06.10.2026"), _row(first, "", ""), _row("nobody:1", "a-1")]
    file = _file(tmp_path, rows)
    done = _answer(bought, 3, "usages", "import", file)
    assert (done["counts"]["placed"], done["counts"]["ended"]) == (2, 1)
    assert done["unknown"] == {"nobody:1": 1}
    assert [sentence.count("line 4") for sentence in done["rejected"]] == [1]
    again = _answer(bought, 3, "usages", "import", file)
    assert again["counts"].get("placed", 0) == 0
    listed = bought.json("usages", "list", "--where", "article:a-1")
    assert {(row["image"], row["credit"], row["ended_at"] is None) for row in listed} == {
        (first, "Müller", True),
        (second, "Müller", False),
    }


def test_of_many_bad_rows_some_are_shown_and_the_others_counted(bought: Terminal, tmp_path: Path) -> None:
    file = _file(tmp_path, [_row(_keys(bought, 1)[0], "", "")] * 25)
    said = bought.run("usages", "import", file)
    assert (said.code, said.out.count("usages.csv, line"), "and 5 more rows" in said.out) == (3, 20, True)


def test_a_rehearsal_of_an_import_records_nothing(bought: Terminal, tmp_path: Path) -> None:
    file = _file(tmp_path, [_row(_keys(bought, 1)[0], "a-7")])
    head = bought.json("log", "verify")["events"]
    done = bought.json("usages", "import", file, "--dry-run")
    assert (done["dry_run"], done["counts"]["placed"]) == (True, 1)
    assert bought.json("log", "verify")["events"] == head


def test_a_file_without_a_header_is_named_with_the_way_out(bought: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("1;2;3\n4;5;6\n", encoding="utf-8")
    error = _answer(bought, 1, "usages", "import", str(path))["error"]
    assert "plain.csv" in error["sentence"]
    assert "header" in error["sentence"]


def test_uses_of_a_month_are_told_to_the_vendor_once(bought: Terminal, tmp_path: Path) -> None:
    first, second = _keys(bought, 2)
    rows = [_row(first, "a-1"), _row(second, "a-2"), _row(first, "a-3", "02.11.2026")]
    bought.json("usages", "import", _file(tmp_path, rows))
    told = bought.json("usages", "report", "sample", "--period", "2026-10")
    assert told["refused"] == []
    assert told["taken"] >= 2
    assert bought.json("usages", "report", "sample", "--period", "2026-10")["batch"] == told["batch"]


def test_a_feed_without_reports_says_so(bought: Terminal) -> None:
    error = _answer(bought, 1, "usages", "report", "articles-tag", "--period", "2026-10")["error"]
    assert error["sentence"]


def test_agreements_are_taken_over_with_rate_cards_and_listed_by_day(bought: Terminal, tmp_path: Path) -> None:
    vendor = bought.json("vendors", "list")[0]["id"]
    path = tmp_path / "agreements.csv"
    head = "vendor;valid_from;billing_mode;currency;vat_rate;quota;quota_months;rate_amount;rate_size"
    rows = [f"{vendor};2026-01-01;flat;EUR;7;100;12;;", f"{vendor};2026-07-01;on_use;EUR;7;;;35.00;large"]
    path.write_text("\n".join([head, *rows, "nobody;2026-01-01;flat;EUR;7;;;;"]) + "\n", encoding="utf-8")
    done = _answer(bought, 3, "agreements", "import", str(path))
    assert (done["imported"], len(done["rejected"])) == (2, 1)
    shown = [
        row for row in bought.json("agreements", "show", vendor) if row["in_force_from"] in {"2026-01-01", "2026-07-01"}
    ]
    assert [(row["billing_mode"], row["in_force_until"]) for row in shown] == [("flat", "2026-07-01"), ("on_use", None)]
    assert shown[1]["rates"] == [{"amount": "35.00", "kind": None, "medium": None, "size": "large", "days": None}]
    assert {row["vendor"] for row in bought.json("agreements", "list", "--vendor", vendor)} == {vendor}
