"""What a command asks: needed and optional fields, complaints only where somebody was, and the order it makes."""

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from rightsdesk.desk import ImpactLine
from ui.kit.command_form import CommandForm
from ui.kit.declare import Action, Choice, Field, Impact
from ui.kit.impact import ImpactLines


@dataclass(frozen=True)
class Extend:
    """An order with a price that may be left out."""

    until: str
    price: str | None = None
    platform: str = ""


ACTION = Action(
    "extend",
    "Extend",
    order=Extend,
    fields=(
        Field("until", "Until", "date", required=True),
        Field("price", "Owed", "choice", (Choice("agreed", "agreed"),), empty="nothing", start="agreed"),
        Field("platform", "Platform", "platform", empty="all platforms"),
    ),
)


@pytest.fixture
def form(qtbot: QtBot) -> CommandForm:
    made = CommandForm(ACTION, lambda field: [Choice("tag", "Tagwerk")] if field.kind == "platform" else ())
    qtbot.addWidget(made)
    return made


def test_what_is_left_empty_is_left_to_the_order(form: CommandForm) -> None:
    form.put("until", "2027-12-31")
    assert form.order() == Extend("2027-12-31", "agreed")
    form.put("price", "")
    form.put("platform", "tag")
    assert form.order() == Extend("2027-12-31", None, "tag")
    form.put("platform", "")
    assert form.order() == Extend("2027-12-31", None, "")


def test_a_missing_field_is_complained_about_only_once_it_is_wanted(form: CommandForm) -> None:
    assert form.order() is None
    assert _complaints(form) == []
    form.insist()
    assert form.order() is None
    assert _complaints(form) == ["This is needed"]


def test_a_field_that_was_emptied_again_is_complained_about(form: CommandForm) -> None:
    form.put("until", "2027-12-31")
    form.put("until", "")
    assert form.order() is None
    assert _complaints(form) == ["This is needed"]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_what_an_order_costs_is_said_for_each_currency(window: QWidget) -> None:
    lines = ImpactLines((Impact("will-change", "will change"), Impact("costs", "costs", "coins", "review")))
    lines.setParent(window)
    lines.say((ImpactLine("will-change", 31), ImpactLine("costs", 31, totals=(("EUR", 1_234_500), ("CHF", 500)))))
    assert lines.amounts() == "€\u202f12,345.00\nCHF\u202f5.00"
    assert lines.will_change() == 31


def test_an_impact_without_words_of_its_own_says_the_reason(window: QWidget) -> None:
    lines = ImpactLines((Impact("already", "", "circle-minus", "neutral"),))
    lines.setParent(window)
    lines.say((ImpactLine("already", 2, "These are offline already."),))
    assert "These are offline already.: 2" in [one.accessibleName() for one in lines.findChildren(QWidget)]


def _complaints(form: CommandForm) -> list[str]:
    return [
        one.text() for one in form.findChildren(QLabel) if one.isVisibleTo(form) and one.property("tone") == "failed"
    ]
