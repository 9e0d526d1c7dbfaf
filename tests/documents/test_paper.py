"""The paper shows everything the snapshot holds, literally, and is the same bytes every time."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from rightsdesk.documents import credit_advice, pages, paper
from rightsdesk.domain.advice import Snapshot
from tests.documents.samples import ISSUED, PLATFORM, VENDOR, advice, frozen

ELSEWHERE = """
import hashlib, sys
from rightsdesk.documents import paper
from tests.documents.samples import frozen
sys.stdout.write(hashlib.sha256(paper.typeset(frozen(40))).hexdigest())
"""


def shown(pdf: bytes, place: Path) -> str:
    """All words of a document, line ends and invisible places to break taken out."""
    file = place / "paper.pdf"
    file.write_bytes(pdf)
    return " ".join(pages.text(file).replace("\u200b", "").replace("\u00a0", " ").split())


def squeezed(text: str) -> str:
    """The text without any white space: a word broken over two lines is still the word."""
    return "".join(text.split())


def test_the_same_snapshot_gives_the_same_bytes_again() -> None:
    first = paper.typeset(frozen(40))
    paper.typeset(frozen(2, language="en"))
    assert paper.typeset(frozen(40)) == first


def test_another_process_gives_the_same_bytes() -> None:
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run([sys.executable, "-c", ELSEWHERE], cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout == hashlib.sha256(paper.typeset(frozen(40))).hexdigest()


def test_a_change_of_one_cent_changes_the_bytes() -> None:
    assert paper.typeset(replace(frozen(), gross=1)) != paper.typeset(frozen())


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("rates", [("7",), ("7", "19")])
def test_every_name_and_amount_of_the_content_is_on_the_paper(
    tmp_path: Path, language: str, rates: tuple[str, ...]
) -> None:
    snapshot = frozen(45, language=language, rates=rates)
    content = credit_advice.content(snapshot)
    text = squeezed(shown(paper.typeset(snapshot), tmp_path))
    expected = [*content["recipient"], *content["notes"], *content["gross"], content["objection"], *content["imprint"]]
    expected += [part for row in (*content["facts"], *content["totals"]) for part in row]
    expected += [part for line in content["lines"] for part in ("".join((line["image"], line["title"], line["date"])),)]
    expected += [line["net"] for line in content["lines"]]
    missing = [part for part in expected if squeezed(part) not in text]
    assert missing == []


@pytest.mark.parametrize(
    "title",
    [
        "#set text(size: 90pt)",
        "*bold* _thin_ `raw`",
        "$x^2$ @label <label>",
        "[a] \\ ~ -- --- ...",
        "<img src=x> -> <= =>",
        "\"quoted\" 'single'",
        "// comment /* more */",
        "= Heading",
    ],
)
def test_markup_in_a_title_appears_literally(tmp_path: Path, title: str) -> None:
    assert title in shown(paper.typeset(frozen(1, titles=(title,))), tmp_path)


def test_markup_in_names_and_numbers_appears_literally(tmp_path: Path) -> None:
    made = frozen(1, number="#5*[x]$")
    made = replace(made, supplier=replace(made.supplier, name="#panic() & *Söhne*"), platform_name="$Tag$ \\ #1")
    text = shown(paper.typeset(made), tmp_path)
    for part in ("#5*[x]$", "#panic() & *Söhne*", "$Tag$ \\ #1"):
        assert part in text


def test_letters_that_no_font_here_has_are_printed_as_codes(tmp_path: Path) -> None:
    text = shown(paper.typeset(frozen(1, titles=("東京 \u202e \U0001f600",))), tmp_path)
    assert "[U+6771 U+4EAC] [U+202E] [U+1F600]" in text


def test_an_endless_word_is_broken_and_stays_whole_in_the_text(tmp_path: Path) -> None:
    text = shown(paper.typeset(frozen(1, titles=("Donaudampfschiff" * 12,))), tmp_path)
    assert squeezed("Donaudampfschiff" * 12) in squeezed(text)


def test_a_title_of_a_megabyte_is_cut_with_an_ellipsis(tmp_path: Path) -> None:
    text = shown(paper.typeset(frozen(3, titles=("wort " * 200_000, "東" * 10_000))), tmp_path)
    assert "wort…" in text
    assert pages.page_count(tmp_path / "paper.pdf") == 1


def test_a_thousand_lines_are_all_there_on_numbered_pages(tmp_path: Path) -> None:
    text = shown(paper.typeset(frozen(1000)), tmp_path)
    count = pages.page_count(tmp_path / "paper.pdf")
    assert f"Seite {count} von {count}" in text
    assert all(line.image.partition(":")[2] in text for line in frozen(1000).lines)
    assert text.count("Netto €") == count


@pytest.mark.parametrize("lines", range(20, 31))
def test_totals_never_stand_alone_on_a_page(tmp_path: Path, lines: int) -> None:
    file = tmp_path / "paper.pdf"
    snapshot = frozen(lines)
    file.write_bytes(paper.typeset(snapshot))
    last = pages.text(file).split("\f")[-1]
    assert "Gutschriftsbetrag" in last
    assert all(line.image.partition(":")[2] in last for line in snapshot.lines[-2:])
    assert "widersprechen" in last


def test_an_advice_without_lines_can_still_be_looked_at(tmp_path: Path) -> None:
    assert "Gutschriftsbetrag 0,00 €" in shown(paper.preview(frozen(0)), tmp_path)


def test_a_preview_is_marked_and_never_shows_a_number(tmp_path: Path) -> None:
    draft = credit_advice.draft(advice(60), VENDOR, PLATFORM, ISSUED)
    text = shown(paper.preview(draft), tmp_path)
    assert text.count("Entwurf") >= pages.page_count(tmp_path / "paper.pdf") > 1
    assert "TAG-2026-00418" not in shown(paper.preview(frozen()), tmp_path)
    assert "Draft" in shown(paper.preview(replace(draft, language="en")), tmp_path)


def test_an_issued_document_is_not_marked_as_a_draft(tmp_path: Path) -> None:
    assert "Entwurf" not in shown(paper.typeset(frozen()), tmp_path)


def test_the_file_says_that_it_is_archival_and_tagged() -> None:
    pdf = paper.typeset(frozen())
    assert b"<pdfaid:part>3</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/StructTreeRoot" in pdf


def test_neither_this_day_nor_this_machine_enters_the_file() -> None:
    pdf = paper.typeset(frozen())
    assert b"2026-03-17" in pdf
    assert str(Path.cwd()).encode() not in pdf


def test_snapshots_hold_nothing_that_the_paper_hides(tmp_path: Path) -> None:
    made: Snapshot = frozen(2)
    text = squeezed(shown(paper.typeset(made), tmp_path))
    for party in (made.supplier, made.buyer):
        for part in (party.name, party.street, party.postcode, party.city, party.vat_id):
            assert squeezed(part) in text
    assert squeezed(made.iban) in text
    assert made.bic in text
