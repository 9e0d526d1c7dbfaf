import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.kit.choice_steps import ChoiceSteps
from ui.kit.theme import theme
from ui.kit.words import words


@pytest.fixture
def steps(qtbot: QtBot, qapp: QApplication) -> ChoiceSteps:
    words().use("en")
    theme().start(qapp)
    made = ChoiceSteps("A promise", ("Choose", "Role", "Batch"))
    qtbot.addWidget(made)
    return made


def _spoken(steps: ChoiceSteps) -> list[str]:
    names = [label.accessibleName() for label in steps.findChildren(QLabel)]
    return [name for name in names if name]


def test_the_step_at_hand_is_said_and_not_only_coloured(steps: ChoiceSteps) -> None:
    assert _spoken(steps) == ["Choose, at hand", "Role", "Batch"]
    steps.show_step(1)
    assert _spoken(steps) == ["Choose, done", "Role, at hand", "Batch"]


def test_language_and_appearance_take_effect_at_once(steps: ChoiceSteps) -> None:
    theme().choose("light")
    steps.appearance.click()
    assert theme().dark
    assert steps.appearance.text() == "Light"
    words().use("de")
    assert steps.language.text() == "Deutsch"
    assert _spoken(steps)[0] == "Choose, jetzt"
    words().use("en")
    theme().choose("light")
