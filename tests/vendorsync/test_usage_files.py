"""Files of usages as publishing systems and people write them: any encoding, any delimiter, some rows wrong."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.domain import rights
from rightsdesk.domain.messages import Refused
from rightsdesk.faults import Damaged, Unusable
from rightsdesk.vendorsync.usage_files import RefusedRow, read_usages
from rightsdesk.vendorsync.usage_rows import UsageRow

HEADER = "Lieferant;Bildnummer;Plattform;Artikel;Titel;Datum;Ende;Position;Medium;Nachweis"
ROW = "alpenpix;100001;tag;a1;Größe zählt;01.02.2026;;Aufmacher;Online;Foto: Żak"


def written(tmp_path: Path, *lines: str, encoding: str = "utf-8", name: str = "usages.csv") -> Path:
    path = tmp_path / name
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


def taken(path: Path, platform: str = "", page: int = 2000) -> tuple[list[UsageRow], list[RefusedRow]]:
    pages = list(read_usages(path, platform=platform, page=page))
    return [row for one in pages for row in one.rows], [row for one in pages for row in one.refused]


def only(path: Path, platform: str = "") -> UsageRow:
    rows, refused = taken(path, platform)
    assert not refused
    assert len(rows) == 1
    return rows[0]


def test_a_german_table_is_read_with_all_its_columns(tmp_path: Path) -> None:
    header = f"{HEADER};Art;Größe;Ressort;Redakteur;geplant bis;URL"
    row = only(written(tmp_path, header, f"{ROW};Anzeige;large;Politik;K. Weiß;31.12.2026;https://tag.example/a1"))
    usage = row.placement.usage
    assert row.placement.image == "alpenpix:100001"
    assert row.placement.at == "2026-01-31T23:00:00+00:00", "midnight in Berlin"
    assert row.placement.evidence == "usages.csv:2"
    assert usage.usage_id == rights.usage_id("tag", "a1", "alpenpix:100001", "online")
    assert (usage.headline, usage.credit, usage.position) == ("Größe zählt", "Foto: Żak", "hero")
    assert (usage.kind, usage.size, usage.section, usage.editor) == ("advertorial", "large", "Politik", "K. Weiß")
    assert (usage.planned_until, usage.url) == ("2026-12-31T22:59:59+00:00", "https://tag.example/a1")
    assert (usage.source, row.removal) == ("usages.csv", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encoding_and_delimiter_are_found_out(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [line.replace("Żak", "Weiß").replace(";", delimiter) for line in (HEADER, ROW)]
    usage = only(written(tmp_path, *lines, encoding=encoding)).placement.usage
    assert (usage.headline, usage.credit) == ("Größe zählt", "Foto: Weiß")


def test_one_letter_of_windows_far_down_decides_for_the_whole_file(tmp_path: Path) -> None:
    plain = ROW.replace("Größe zählt", "Groesse").replace("Żak", "Weiss")
    path = written(tmp_path, HEADER, *[plain] * 40_000, ROW.replace("Żak", "Weiß"), encoding="cp1252")
    rows, refused = taken(path)
    assert not refused
    assert rows[-1].placement.usage.credit == "Foto: Weiß"


def test_english_names_in_any_order_and_a_key_in_one_column_do(tmp_path: Path) -> None:
    path = written(tmp_path, "article,placed_at,image,extra", "a9,2026-03-29T10:00:00+02:00,dpa:urn:1:2,x")
    placed = only(path, "reise").placement
    assert (placed.image, placed.usage.platform, placed.usage.medium) == ("dpa:urn:1:2", "reise", "online")
    assert (placed.at, placed.usage.credit) == ("2026-03-29T08:00:00+00:00", None)


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("2026-03-29", "2026-03-28T23:00:00+00:00"),
        ("2026-03-30", "2026-03-29T22:00:00+00:00"),
        ("30.3.2026", "2026-03-29T22:00:00+00:00"),
        ("30.03.2026 9:15", "2026-03-30T07:15:00+00:00"),
        ("2026-11-01 09:15:30", "2026-11-01T08:15:30+00:00"),
        ("2026-11-01T09:15:30Z", "2026-11-01T09:15:30+00:00"),
    ],
)
def test_days_and_times_are_those_of_berlin_unless_they_say_otherwise(tmp_path: Path, told: str, meant: str) -> None:
    assert only(written(tmp_path, HEADER, ROW.replace("01.02.2026", told))).placement.at == meant


def test_a_row_with_an_end_also_removes_at_the_end_of_that_day(tmp_path: Path) -> None:
    row = only(written(tmp_path, HEADER, ROW.replace("01.02.2026;", "01.02.2026;01.02.2026")))
    assert row.removal is not None
    assert (row.removal.usage_id, row.removal.image) == (row.placement.usage.usage_id, row.placement.image)
    assert row.removal.at == "2026-02-01T22:59:59+00:00"


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("100001", "", "names no picture"),
        ("alpenpix", "alpеnpix", "two scripts"),
        (";tag;", ";;", "names no platform"),
        (";tag;", ";the tag;", "letters, digits"),
        (";a1;", ";;", "names no article"),
        ("01.02.2026", "", "has no placed_at"),
        ("01.02.2026", "02/01/26", "can be read in more than one way"),
        ("01.02.2026", "31.02.2026", "is not valid"),
        ("01.02.2026", "01.02.2026 25:00", "is not valid"),
        ("01.02.2026;", "01.02.2026;01.01.2026", "ends before it begins"),
        ("Aufmacher", "oben", "is no position"),
        ("Online", "Radio", "is no medium"),
        ("Größe zählt", "x" * 10_001, "more than 10,000 characters"),
    ],
)
def test_a_bad_row_is_named_and_stops_no_other(tmp_path: Path, old: str, new: str, word: str) -> None:
    rows, refused = taken(written(tmp_path, HEADER, ROW, ROW.replace(old, new), ROW))
    assert [row.line for row in rows] == [2, 4]
    assert [row.line for row in refused] == [3]
    why = refused[0].why
    assert why.reason.startswith("usages.csv, line 3: ")
    assert word in why.reason
    assert why.reason.endswith("; the row was left out.")
    assert why.path.startswith("line 3.")
    assert why.raw


def test_short_long_empty_and_quoted_rows_are_taken_as_they_are_meant(tmp_path: Path) -> None:
    path = written(
        tmp_path, HEADER, "", ";;;;;;;;;", "alpenpix;1;tag;a1;;01.02.2026", f"{ROW};more;cells",
        'alpenpix;2;tag;a1;"Zwei', 'Zeilen; ein Titel";01.02.2026', ROW,
    )  # fmt: skip
    rows, refused = taken(path)
    assert not refused
    assert [row.line for row in rows] == [4, 5, 7, 8]
    assert rows[2].placement.usage.headline == "Zwei\r\nZeilen; ein Titel"


def test_a_cell_without_end_is_refused_and_what_follows_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER, f"alpenpix;2;tag;a1;{'y' * 140_000};01.02.2026", ROW)
    rows, refused = taken(path)
    assert ["open quotation mark" in row.why.reason for row in refused] == [True]
    assert [row.placement.image for row in rows][-1:] == ["alpenpix:100001"]


def test_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    row = only(written(tmp_path, "Verwendungen im Februar", "", HEADER, ROW))
    assert row.placement.evidence == "usages.csv:4"


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        ((ROW,), "has no header"),
        ((), "has no header"),
        (("Lieferant;Bildnummer;Artikel;Datum", ROW), "lacks a column for platform"),
        (("Bildnummer;Plattform", ROW), "lacks a column for article, placed_at, vendor"),
    ],
)
def test_a_file_without_a_usable_header_says_what_is_missing(tmp_path: Path, lines: tuple[str, ...], word: str) -> None:
    with pytest.raises(Damaged) as caught:
        taken(written(tmp_path, *lines))
    assert word in caught.value.sentence
    assert caught.value.sentence.startswith("The file usages.csv ")


def test_a_missing_file_or_a_strange_platform_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"usages\.csv"):
        taken(tmp_path / "usages.csv")
    with pytest.raises(Refused, match="my platform"):
        taken(written(tmp_path, HEADER, ROW), "my platform")


def test_pages_hold_as_many_rows_as_asked_for(tmp_path: Path) -> None:
    pages = list(read_usages(written(tmp_path, HEADER, *[ROW] * 25), page=10))
    assert [(len(one.rows), one.line) for one in pages] == [(10, 11), (10, 21), (5, 26)]


def lines_of(*rows: object) -> list[str]:
    return [json.dumps(row, ensure_ascii=False) for row in rows]


GOOD = {"vendor": "alpenpix", "Bildnummer": 100001, "platform": "tag", "article": "a1", "placed_at": "2026-02-01"}


def test_json_lines_are_read_by_the_same_names(tmp_path: Path) -> None:
    path = written(tmp_path, *lines_of({**GOOD, "credit": None, "nonsense": [1]}), name="usages.ndjson")
    placed = only(path).placement
    assert (placed.image, placed.at) == ("alpenpix:100001", "2026-01-31T23:00:00+00:00")
    assert (placed.usage.credit, placed.evidence) == (None, "usages.ndjson:1")


def test_bad_json_lines_are_named_and_stop_no_other(tmp_path: Path) -> None:
    bad = ["{", "[1]", '{"vendor": "a", "vendor": "b"}', *lines_of({**GOOD, "article": True}, {**GOOD, "url": ["x"]})]
    rows, refused = taken(written(tmp_path, *lines_of(GOOD), *bad, "", *lines_of(GOOD), name="usages.txt"))
    assert [row.line for row in rows] == [1, 8]
    assert [row.line for row in refused] == [2, 3, 4, 5, 6]
    assert [row.why.reason_code for row in refused] == ["ROW-SHAPE"] * 3 + ["REC-TYPE"] * 2
    assert "article should be a text, not bool" in refused[3].why.reason


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=8), st.sampled_from(["csv", "ndjson"]))
def test_a_row_however_odd_is_read_or_refused_and_the_next_one_is_read(
    tmp_path_factory: pytest.TempPathFactory, odd: list[str], kind: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"odd.{kind}"
    with path.open("w", encoding="utf-8", newline="") as file:
        if kind == "ndjson":
            file.write("\n".join(lines_of(dict(zip(HEADER.split(";"), odd, strict=False)), GOOD)))
        else:
            csv.writer(file, delimiter=";").writerows([HEADER.split(";"), odd, ROW.split(";")])
    rows, refused = taken(path)
    *before, last = rows
    assert (last.placement.image, last.placement.usage.article) == ("alpenpix:100001", "a1")
    assert len(before) + len(refused) == (1 if kind == "ndjson" or any(odd) else 0)
    assert all(one.line < last.line for one in refused)
    assert all(one.why.reason.endswith(".") for one in refused)
