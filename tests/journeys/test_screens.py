"""A handful of pictures against the baseline; `python -m tests.journeys.screens --compare` compares all of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.journeys import comparing, screens
from tests.kit import likeness
from tests.kit.camera import CAMERA, at_noon
from tests.kit.window import made
from ui.kit.words import words


@pytest.fixture
def kept() -> Iterator[None]:
    CAMERA.kept.clear()
    CAMERA.saves = False
    yield
    CAMERA.kept.clear()
    CAMERA.saves = True
    words().use("en")


@pytest.mark.usefixtures("kept")
def test_a_handful_of_views_looks_as_it_did(qapp: QApplication, tmp_path: Path) -> None:
    baseline = likeness.load(comparing.BASELINE)
    if not any(name.startswith(comparing.QUICK) for name in baseline):
        pytest.skip("no baseline is kept; python -m tests.journeys.screens --store")
    with at_noon():
        folder = made(tmp_path / "quick", screens.QUICK_IMAGES, screens.QUICK_VENDORS)
    with at_noon(screens.LATER):
        screens.quick(folder, tmp_path)
    assert len(CAMERA.kept) >= 8
    assert [str(one) for one in likeness.differences(CAMERA.kept, baseline)] == []


def _picture(width: int = 1600, *, moved: int = 0, tone: str = "#2B59D0") -> QImage:
    image = QImage(width, width * 5 // 8, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    scale = width / 1600
    painter.fillRect(
        QRect(round((200 + moved) * scale), round(300 * scale), round(400 * scale), round(30 * scale)), QColor(tone)
    )
    painter.end()
    return image


def test_the_same_picture_drawn_finer_is_no_difference() -> None:
    assert likeness.difference("x", likeness.seen(_picture(3200)), likeness.seen(_picture())) is None


@pytest.mark.parametrize("other", [_picture(moved=160), _picture(tone="#FFFFFF")], ids=["moved", "gone"])
def test_what_moved_or_is_gone_is_named_with_its_place(other: QImage) -> None:
    found = likeness.difference("images_en_light", likeness.seen(other), likeness.seen(_picture()))
    assert found is not None
    assert str(found).startswith("images_en_light: ")
    assert found.where[1] in (12, 13)


def test_a_baseline_keeps_what_it_was_given(tmp_path: Path) -> None:
    pictures = {"a": likeness.seen(_picture()), "b": likeness.seen(_picture(moved=300))}
    likeness.store(tmp_path / "b.bin", pictures)
    kept = likeness.load(tmp_path / "b.bin")
    assert likeness.differences(pictures, kept) == []
    assert [one.name for one in likeness.differences({"c": pictures["a"]}, kept)] == ["c"]
    assert likeness.load(tmp_path / "none.bin") == {}
