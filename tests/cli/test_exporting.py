"""Lists as files: the same rows as the JSON document, in CSV and in workbooks, and no text in them a formula."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import pytest

from rightsdesk import bootstrap, sample
from rightsdesk.cli import program
from rightsdesk.cli.exporting import Export
from rightsdesk.desk import Reader, lists
from rightsdesk.desk.lists import ENGLISH, GERMAN
from rightsdesk.documents.csv_file import unguarded
from rightsdesk.domain import streams
from rightsdesk.domain.feed import FeedItemQuarantined
from rightsdesk.eventlog.log import Context, Write
from tests.documents.nasty import quiet, sheets
from tests.kit import calendar, workspaces
from tests.kit.terminal import Terminal
from tests.kit.workspaces import IMAGES

LISTS = [
    ("images", "list"), ("vendors", "list"), ("platforms", "list"), ("feeds", "list"),
    ("feeds", "quarantine", "sample"), ("rights", "check", "--platform", "tag"), ("advices", "list"),
    ("batches", "list"), ("timetable", "list"), ("usages", "list"), ("takedowns", "list"),
    ("findings", "list"), ("findings", "list", "--all"), ("charges", "list"), ("agreements", "list"),
]  # fmt: skip
SET_ASIDE = FeedItemQuarantined("i-1", "c-1", "https://hub.invalid/1", "ITM-TYPE", "No number; a list.", "$.a", "e30=")
each_list = pytest.mark.parametrize("command", LISTS, ids=" ".join)


@pytest.fixture(scope="module")
def made_full(made_issued: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        calendar.set_to(patch)
        folder = workspaces.copied(made_issued, tmp_path_factory.mktemp("full") / "workspace").folder
        desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
        try:
            sample.publish(desk)
            with desk.log.transaction() as tx:
                desk.log.append(tx, [Write(streams.feed(sample.FEED), (SET_ASIDE,))], Context("sync"))
            desk.settle()
        finally:
            desk.close()
    return folder


@pytest.fixture
def full(made_full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Credit advices issued, pictures on-line in articles, and an item set aside: no list is without rows."""
    calendar.set_to(monkeypatch)
    return workspaces.copied(made_full, tmp_path / "full")


def _all_commands(group: click.Command, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in getattr(group, "commands", {}).items():
        yield (*path, name), command
        yield from _all_commands(command, *path, name)


def _exports(command: click.Command) -> bool:
    return {"csv_place", "xlsx_place"} <= {one.name for one in command.params}


def _rows(content: str, style: Any = ENGLISH) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content, newline=""), delimiter=style.delimiter))


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {each}" for name, each in value.items())
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_every_list_of_the_program_can_be_exported() -> None:
    lists_of_it = [(path, command) for path, command in _all_commands(program) if path[-1] in {"list", "quarantine"}]
    without = [" ".join(path) for path, command in lists_of_it if not _exports(command)]
    assert lists_of_it
    assert not without, f"put @exportable above @click.pass_obj there: {without}"


def test_every_list_that_can_be_exported_is_exported_here() -> None:
    assert {path for path, command in _all_commands(program) if _exports(command)} == {each[:2] for each in LISTS}


def _to_the_second(text: str) -> str:
    """A moment as spreadsheets read it, which know no thousandths where there are none."""
    return text.replace(".000+00:00", "+00:00")


@each_list
def test_csv_on_standard_output_holds_what_the_document_holds(full: Terminal, command: tuple[str, ...]) -> None:
    document = full.json(*command)
    said = full.run(*command, "--csv", "-")
    rows = _rows(said.out)
    assert (said.code, len(rows)) == (0, len(document))
    assert rows
    for row, shape in zip(rows, document, strict=True):
        found = {name: _to_the_second(unguarded(row[name])) for name in shape}
        assert found == {name: _to_the_second(_said(each)) for name, each in shape.items()}


@each_list
def test_a_workbook_holds_as_many_rows_as_the_document(
    full: Terminal, tmp_path: Path, command: tuple[str, ...]
) -> None:
    document = full.json(*command)
    told = full.json(*command, "--xlsx", str(tmp_path / "list.xlsx"))
    [cells] = sheets(tmp_path / "list.xlsx")
    assert told == {"file": str(tmp_path / "list.xlsx"), "rows": len(document), "sheets": 1, "warnings": []}
    assert len(cells) == len(document) + 1 > 1
    assert {name for shape in document for name in shape} == set(cells[0])


def test_figures_of_a_workbook_can_be_added_up(issued: Terminal, tmp_path: Path) -> None:
    issued.json("advices", "list", "--xlsx", str(tmp_path / "list.xlsx"))
    [[titles, *rows]] = sheets(tmp_path / "list.xlsx")
    found = sum(row[titles.index("gross")] for row in rows)
    document = issued.json("advices", "list")
    assert round(found, 2) == round(sum(float(advice["gross"]) for advice in document), 2) > 0


def test_the_german_style_suits_a_german_spreadsheet(issued: Terminal, tmp_path: Path) -> None:
    place = tmp_path / "list.csv"
    said = issued.run("advices", "list", "--csv", str(place), "--csv-style", "de")
    assert (said.code, said.out.split(" rows")[0]) == (0, str(len(issued.json("advices", "list"))))
    content = place.read_text(encoding="utf-8-sig")
    amounts = [row["gross"] for row in _rows(content, GERMAN)]
    assert amounts
    assert all(amount.replace(",", "", 1).isdecimal() and "," in amount for amount in amounts)


def test_filter_order_and_limit_hold_for_the_file_too(bought: Terminal, tmp_path: Path) -> None:
    asked = ("images", "list", "--where", "price>=100", "--order", "-price", "--limit", "5")
    keys = [row["key"] for row in bought.json(*asked)]
    rows = _rows(bought.run(*asked, "--csv", "-").out)
    assert [row["key"] for row in rows] == keys


@pytest.mark.parametrize("text", ["=1+1", "@SUM(1)", "x;=cmd|' /C calc'!A0;"])
def test_a_title_that_is_a_formula_is_a_text_in_both_files(bought: Terminal, tmp_path: Path, text: str) -> None:
    bought.json("images", "update", "--where", "", "--set", f"title={text}", "--wait")
    rows = _rows(bought.run("images", "list", "--csv", "-").out)
    assert {unguarded(row["title"]) for row in rows} == {text}
    assert not any(row["title"] == text for row in rows)
    bought.json("images", "list", "--xlsx", str(tmp_path / "list.xlsx"))
    [[titles, *cells]] = sheets(tmp_path / "list.xlsx")
    assert {row[titles.index("title")] for row in cells} == {text}


def test_a_list_without_rows_is_a_file_with_its_head(empty: Terminal, tmp_path: Path) -> None:
    assert empty.json("images", "list", "--csv", str(tmp_path / "list.csv"))["rows"] == 0
    assert (tmp_path / "list.csv").read_text(encoding="utf-8-sig").startswith('"key","title"')


def test_details_of_only_some_rows_are_columns_all_the_same(bought: Terminal) -> None:
    bought.json("platforms", "add", "neu", "--name", "Neu", "--set", "colour=red")
    rows = _rows(bought.run("platforms", "list", "--csv", "-").out)
    assert [row["colour"] for row in rows if row["id"] == "neu"] == ["red"]


def test_a_name_without_ending_gets_it(bought: Terminal, tmp_path: Path) -> None:
    told = bought.json("vendors", "list", "--xlsx", str(tmp_path / "vendors.2026"))
    assert told["file"] == str(tmp_path / "vendors.2026.xlsx")


@pytest.mark.parametrize(
    "options",
    [("--csv", "a.csv", "--xlsx", "a.xlsx"), ("--xlsx", "-"), ("--json", "--csv", "-"), ("--csv-style", "fr")],
)
def test_what_cannot_be_meant_is_wrong_usage(bought: Terminal, options: tuple[str, ...]) -> None:
    assert bought.run("images", "list", *options).code == 2


def test_a_place_that_cannot_be_written_is_a_sentence(bought: Terminal, tmp_path: Path) -> None:
    said = bought.run("images", "list", "--xlsx", str(tmp_path / "none" / "list.xlsx"))
    assert (said.code, said.out) == (1, "")
    assert "There is no folder" in said.err
    assert "(EXP-PATH)" in said.err


@pytest.mark.parametrize("place", ["", "/", "..", "."])
def test_a_place_without_a_name_is_a_sentence(bought: Terminal, place: str) -> None:
    said = bought.run("images", "list", "--csv", place)
    assert (said.code, said.err.count("\n")) == (1, 1)


def test_a_reader_that_has_seen_enough_is_no_error_on_screen(bought: Terminal) -> None:
    call = "from rightsdesk.cli import main; main()"
    folder = str(bought.folder)
    program_call = [sys.executable, "-c", call, "--workspace", folder, "images", "list", "--csv", "-"]
    ended = subprocess.Popen(program_call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)
    assert ended.stdout is not None
    ended.stdout.close()
    _, complaints = ended.communicate(timeout=60)
    assert b"Broken pipe" not in complaints
    assert b"Traceback" not in complaints


class _Row(dict[str, str]):
    alive = most = 0

    def __init__(self) -> None:
        super().__init__(title="=1+1")
        _Row.alive += 1
        _Row.most = max(_Row.most, _Row.alive)

    def __del__(self) -> None:
        _Row.alive -= 1


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_rows_are_let_go_as_soon_as_they_are_written(tmp_path: Path, ending: str) -> None:
    _Row.most = 0
    written = Export(str(tmp_path / "list"), ending, ENGLISH).write((_Row() for _ in range(5_000)), (), "list", quiet)
    assert (written.rows, _Row.alive) == (5_000, 0)
    assert _Row.most <= 3


def test_images_are_read_in_pages_while_they_are_written(bought: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    read = Reader.rows

    def rows(reader: Reader, table: str, ids: Sequence[int]) -> list[Any]:
        asked.append(len(ids))
        return read(reader, table, ids)

    monkeypatch.setattr(Reader, "rows", rows)
    monkeypatch.setattr(lists, "PAGE", 25)
    assert len(_rows(bought.run("images", "list", "--csv", "-").out)) == IMAGES
    assert asked == [25, 25, 10]


def test_all_images_of_a_workspace_are_in_the_file(bought: Terminal, tmp_path: Path) -> None:
    assert bought.json("images", "list", "--csv", str(tmp_path / "list.csv"))["rows"] == IMAGES
