"""Pages of a document become pictures and text; a file that is no document is named."""

from pathlib import Path

import pytest
from PIL import Image

from rightsdesk.documents import pages, paper
from rightsdesk.faults import Damaged, Unknown
from tests.documents.samples import frozen


@pytest.fixture(name="file", scope="module")
def a_document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pages") / "paper.pdf"
    file.write_bytes(paper.typeset(frozen(40)))
    return file


def test_pages_are_counted(file: Path) -> None:
    assert pages.page_count(file) == 2


@pytest.mark.parametrize("width", [1, 333, 900])
def test_a_page_has_the_width_asked_for_and_the_shape_of_a4(file: Path, width: int) -> None:
    across, down, pixels = pages.render(file, 0, width)
    assert across == width
    assert abs(down - width * 297 / 210) <= 1
    assert len(pixels) == across * down * 4


def test_the_colour_bar_is_blue_green_red_opaque(file: Path) -> None:
    across, _, pixels = pages.render(file, 0, 210)
    middle = 4 * (across + across // 2)
    assert pixels[middle : middle + 4] == bytes((0x2A, 0x40, 0xB3, 0xFF))


def test_a_png_shows_the_same_page(file: Path, tmp_path: Path) -> None:
    (tmp_path / "page.png").write_bytes(pages.png(file, 1, 200))
    with Image.open(tmp_path / "page.png") as picture:
        picture.load()
        across, down, pixels = pages.render(file, 1, 200)
        assert picture.size == (across, down)
        assert picture.convert("RGBA").tobytes("raw", "BGRA") == pixels


def test_text_of_all_pages_is_told_apart(file: Path) -> None:
    first, second = pages.text(file).split("\f")
    assert "Seite 1 von 2" in first
    assert "Seite 2 von 2" in second


def test_a_width_beyond_reason_is_limited(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "WIDEST", 100)
    assert pages.render(file, 0, 10**9)[0] == 100


@pytest.mark.parametrize("page", [-1, 2, 10**9])
def test_a_page_that_is_not_there_is_unknown(file: Path, page: int) -> None:
    with pytest.raises(Unknown, match="it has 2"):
        pages.render(file, page, 100)


def test_missing_and_damaged_files_are_told_apart(tmp_path: Path, file: Path) -> None:
    with pytest.raises(Unknown):
        pages.page_count(tmp_path / "none.pdf")
    for content in (b"", b"<html>", file.read_bytes()[:300]):
        (tmp_path / "bad.pdf").write_bytes(content)
        with pytest.raises(Damaged, match=r"bad\.pdf"):
            pages.page_count(tmp_path / "bad.pdf")
