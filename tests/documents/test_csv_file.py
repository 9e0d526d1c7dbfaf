"""CSV: no text is a formula in any spreadsheet, and every text comes back as it was."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rightsdesk.documents.csv_file import ENGLISH, GERMAN, Style, guarded, pour_csv, unguarded, write_csv
from rightsdesk.documents.tables import Column
from tests.documents.nasty import FORMULAS, ODDITIES, column_of, quiet

STYLES = (ENGLISH, GERMAN, Style("\t", ","))
SPLITS = ",;\t\n"
FORMULA = re.compile(r"[\s\u200b-\u200f\ufeff]*[=+\-@＝＋－＠−]|[\t\r\n]")
"""What must not begin a cell, said once more and in other words than in the product."""


def _poured(texts: Sequence[object], style: Style) -> str:
    out = io.StringIO(newline="")
    columns, rows = column_of(texts)
    pour_csv(out, columns, rows, style, quiet)
    return out.getvalue()


def _read(content: str, style: Style) -> list[str]:
    return [row[1] for row in csv.reader(io.StringIO(content, newline=""), delimiter=style.delimiter)][1:]


@pytest.mark.parametrize("style", STYLES, ids=lambda one: repr(one.delimiter))
@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_like_a_formula(text: str, style: Style) -> None:
    [cell] = _read(_poured([text], style), style)
    assert not FORMULA.match(cell)
    assert cell.startswith("'") or text[0] not in "=+-@"


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("sign", SPLITS)
def test_no_piece_begins_like_a_formula_when_split_at_the_wrong_sign(text: str, sign: str) -> None:
    [cell] = _read(_poured([text], ENGLISH), ENGLISH)
    assert not [piece for piece in cell.split(sign) if re.match("[=+@＝＋－＠−-]", piece)]


@pytest.mark.parametrize("text", [*FORMULAS, *ODDITIES])
@pytest.mark.parametrize("style", STYLES, ids=lambda one: repr(one.delimiter))
def test_every_nasty_text_comes_back_when_the_guard_is_taken_away(text: str, style: Style) -> None:
    [cell] = _read(_poured([text], style), style)
    assert unguarded(cell) == text.replace("\r", "\n")


@pytest.mark.parametrize("text", [text for text in ODDITIES if text != "Price 10,- EUR"])
def test_harmless_texts_carry_no_guard(text: str) -> None:
    assert guarded(text) == text


@given(some.lists(some.text(some.characters(exclude_categories=["Cs", "Cc"]) | some.sampled_from("=+-@'\",;\t\n "))))
def test_what_is_written_is_read_back(texts: list[str]) -> None:
    for style in (ENGLISH, GERMAN):
        back = [unguarded(cell) for cell in _read(_poured(texts, style), style)]
        assert back == [text.replace("\ufffe", "").replace("\uffff", "") for text in texts]


@given(some.text(some.sampled_from("=+-@'\t\n,; aＷ＝\u200b")))
def test_the_guard_can_always_be_taken_away(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not FORMULA.match(guarded(text))


def test_figures_are_spelt_as_the_style_says() -> None:
    columns = [Column("p", "Preis", "money", "c"), Column("d", "Satz", "decimal"), Column("n", "Zahl", "integer")]
    rows = [{"p": -123450, "c": "EUR", "d": "19.50", "n": -7}, {"p": 500, "c": "JPY", "d": None, "n": None}]
    said = {}
    for name, style in (("en", ENGLISH), ("de", GERMAN), ("odd", Style(",", ","))):
        out = io.StringIO(newline="")
        pour_csv(out, columns, rows, style, quiet)
        said[name] = out.getvalue().splitlines()[1:]
    assert said["en"] == ["-1234.50,19.50,-7", "500,,"]
    assert said["de"] == ["-1234,50;19,50;-7", "500;;"]
    assert said["odd"][0] == '"-1234,50","19,50",-7'


def test_days_and_moments_are_iso_8601() -> None:
    columns = [Column("d", "Day", "day"), Column("m", "Moment", "moment")]
    out = io.StringIO(newline="")
    pour_csv(out, columns, [{"d": "2026-12-31T23:30:00+00:00", "m": "2026-12-31T23:59:59+01:00"}], ENGLISH, quiet)
    assert out.getvalue().splitlines()[1] == "2027-01-01,2026-12-31T23:59:59+01:00"


def test_a_file_begins_with_the_mark_that_excel_looks_for(tmp_path: Path) -> None:
    columns, rows = column_of(["Łódź"])
    written = write_csv(tmp_path / "list.csv", columns, rows, GERMAN, quiet)
    content = (tmp_path / "list.csv").read_bytes()
    assert content.startswith(b'\xef\xbb\xbf"Before";"Value";"After"\r\n')
    assert "Łódź".encode() in content
    assert (written.rows, written.warnings) == (1, [])


def test_titles_are_no_formulas_either() -> None:
    out = io.StringIO(newline="")
    pour_csv(out, [Column("a", "=1+1")], [], ENGLISH, quiet)
    assert out.getvalue() == '"\'=1+1"\r\n'
