"""The foot of a review: decisions side by side as long as no word of them is cut."""

from itertools import combinations

from pytestqt.qtbot import QtBot

from tests.kit.features import FEATURE
from tests.kit.hosted import hosted
from ui.credit_advices.panel import ADVICES
from ui.kit.inspector_foot import Foot, Offer

DECISIONS = (
    Offer("approve", "22 Gutschriften freigeben", "check-check"),
    Offer("ask", "Rückfrage …", "message-circle-question"),
    Offer("reject", "Ablehnen …", "ban"),
)


def test_a_main_button_with_long_words_gets_a_row_of_its_own(qtbot: QtBot) -> None:
    foot = Foot(ADVICES)
    host = hosted(qtbot, foot, 700, 200)
    foot.offer(DECISIONS, "")
    qtbot.wait(20)
    assert host.isVisible()
    approve, ask, reject = (foot.button(key) for key in ("approve", "ask", "reject"))
    assert approve is not None
    assert ask is not None
    assert reject is not None
    assert approve.y() == ask.y() == reject.y()
    foot.resize(430, 200)
    qtbot.wait(20)
    assert approve.y() < ask.y() == reject.y()
    assert approve.x() == reject.x()
    assert all(one.width() >= one.sizeHint().width() for one in (approve, ask, reject))
    assert not [
        pair for pair in combinations((approve, ask, reject), 2) if pair[0].geometry().intersects(pair[1].geometry())
    ]


def test_what_readers_see_at_once_stands_on_a_red_button(qtbot: QtBot) -> None:
    foot = Foot(FEATURE)
    host = hosted(qtbot, foot, 400, 300)
    foot.offer((Offer("withdraw", "Take 140 images off line", danger=True), Offer("refresh", "Fetch")), "")
    kinds = [button.property("kind") for key in ("withdraw", "refresh") if (button := foot.button(key))]
    assert (host.isVisible(), kinds) == (True, ["danger", "plain"])
