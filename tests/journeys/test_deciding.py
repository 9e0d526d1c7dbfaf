"""The decision desk: a recall in fourteen articles, thirty-one usages extended for a price that is seen before."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from rightsdesk import embedded
from rightsdesk.desk import Query
from rightsdesk.domain import streams
from rightsdesk.domain.feed import FeedConfigured
from rightsdesk.eventlog.log import Write
from tests.journeys import given
from tests.kit.window import opened, panel, quiet, turn, until
from ui.kit.labels import label
from ui.kit.navigation import Entry
from ui.kit.panel import Panel
from ui.kit.verdict_page import VerdictPage
from ui.session import Session

ARTICLES = [f"a{number:02}" for number in range(14)]


def test_a_recalled_image_opens_a_task_for_each_of_its_fourteen_articles(qapp: QApplication, tmp_path: Path) -> None:
    folder = given.house(tmp_path / "workspace", rate="12.50")
    uses = [given.placed("1", article) for article in ARTICLES]
    given.written(folder, [given.delivered("1", *uses), given.delivered("2", given.placed("2", "other"))])
    with opened(folder) as session:
        usages = panel(session, "usages")
        assert _count(session, "has:task") == 0
        given.told(session.desk.log, [given.killed("1")])
        until(lambda: _count(session, "task:open") == 14, "fourteen open tasks")
        usages.open_view("overdue")
        until(lambda: len(usages.model.ids) == 14, "the overdue usages")
        until(lambda: _entry_counter(session) == "14", "the counter in the navigation")

        usages.marks.select_all()
        quiet(session)
        until(lambda: usages.inspector.foot.button("take-down") is not None, "the decisions")
        button = usages.inspector.foot.button("take-down")
        assert button is not None
        assert button.text() == "Take down 14 usages"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        given.batch(session, "decide-take-downs")
        assert (_count(session, "task:take-down"), _count(session, "task:open")) == (14, 0)

        given.told(session.desk.log, [given.gone("1", article) for article in ARTICLES[:13]])
        until(lambda: _count(session, "has:task") == 1, "all but one task to be closed")
        given.told(session.desk.log, [given.gone("1", ARTICLES[13])])
        until(lambda: _count(session, "has:task") == 0, "the last task to be closed")
        assert _count(session, "state:online") == 1


def test_the_risk_of_a_recalled_image_is_accepted_by_nobody(qapp: QApplication, tmp_path: Path) -> None:
    folder = given.house(tmp_path / "workspace", rate="12.50")
    given.written(folder, [given.delivered("1", given.placed("1", "a1")), given.killed("1")])
    with opened(folder) as session:
        usages = panel(session, "usages")
        session.window.activateWindow()
        QTest.keyClick(usages.table, Qt.Key.Key_A)
        quiet(session)
        form = usages.inspector.command
        assert form is not None
        assert form.action.key == "accept"
        form.put("reason", "The story of the year")
        form.put("until", "2099-12-31")
        until(lambda: usages.inspector.foot.impact.lines, "the impact")
        assert [line.key for line in usages.inspector.foot.impact.lines] == ["locked"]


def test_thirty_one_due_usages_are_extended_for_the_price_seen_before(qapp: QApplication, tmp_path: Path) -> None:
    folder = given.house(tmp_path / "workspace", rate="12.50")
    names = [f"{number:02}" for number in range(31)]
    given.written(folder, (given.delivered(name, given.placed(name, f"a{name}"), ends=3) for name in names))
    with opened(folder) as session:
        usages = panel(session, "usages")
        usages.open_view("week")
        quiet(session)
        assert len(usages.model.ids) == 31
        usages.marks.select_all()
        quiet(session)
        form = usages.inspector.command
        assert form is not None
        assert form.action.key == "extend"
        form.put("online_until", "2099-12-31")
        until(usages.inspector.foot.impact.amounts, "the price")
        assert usages.inspector.foot.impact.amounts() == "€\u202f387.50"
        assert usages.inspector.foot.impact.will_change() == 31
        assert _owed(session) == {}

        button = usages.inspector.foot.button("extend")
        assert button is not None
        assert button.text() == "Extend 31 usages"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert given.batch(session, "extend-grants").done == 31
        assert _count(session, "state:due") == 0
        assert _owed(session) == {"EUR": 38_750}


@pytest.mark.parametrize(("tab", "said"), [("rights", "Tagwerk Online, online"), ("findings", "Online too long")])
def test_what_stands_behind_a_usage_is_told_beside_it(qapp: QApplication, tmp_path: Path, tab: str, said: str) -> None:
    folder = given.house(tmp_path / "workspace", rate="12.50")
    given.written(folder, [given.delivered("1", given.placed("1", "a1"), ends=-2)])
    with opened(folder) as session:
        usages = panel(session, "usages")
        turn(usages, tab)
        quiet(session)
        words = {
            one.text() for one in usages.inspector.findChildren(type(label())) if one.isVisibleTo(usages.inspector)
        }
        assert said in words


def test_a_finding_leads_to_its_usage_and_back(qapp: QApplication, tmp_path: Path) -> None:
    folder = given.house(tmp_path / "workspace", rate="12.50")
    others = [given.delivered(str(number), given.placed(str(number), f"b{number}")) for number in range(2, 6)]
    given.written(folder, [given.delivered("1", given.placed("1", "a1"), ends=-2), *others])
    with opened(folder) as session:
        findings = panel(session, "findings")
        findings.open_view("overrun")
        quiet(session)
        assert len(findings.model.ids) == 1
        findings.selecting.acting.take("usage")
        quiet(session)
        usages = session.window.current_page()
        assert isinstance(usages, Panel)
        assert (usages.feature.key, len(usages.model.ids)) == ("usages", 1)
        usages.selecting.acting.take("findings")
        quiet(session)
        assert session.window.current_page() is findings
        assert len(findings.model.ids) >= 1


def test_what_was_paid_twice_is_reversed_from_its_finding(qapp: QApplication, tmp_path: Path) -> None:
    folder = given.house(tmp_path / "workspace")
    given.written(folder, [given.delivered("1"), given.owed("1", "c1", "c2", article="a1")])
    with opened(folder) as session:
        findings = panel(session, "findings")
        findings.open_view("paid-twice")
        quiet(session)
        assert "total €\u202f12.50" in findings.head.figures()
        findings.selecting.acting.take("reverse")
        form = findings.inspector.command
        assert form is not None
        form.put("reason", "The same use")
        until(lambda: findings.inspector.foot.impact.will_change() == 1, "the impact")
        findings.selecting.acting.take("reverse")
        assert given.batch(session, "reverse-charges").done == 1
        assert _findings(session, "kind:paid-twice") == 0
        assert _owed(session, "state:open") == {"EUR": 1_250}


def test_it_is_told_when_a_platform_was_heard_of_last(qapp: QApplication, tmp_path: Path) -> None:
    folder = given.house(tmp_path / "workspace")
    feed = FeedConfigured("news", embedded.address(20, 2, 7, articles=10), "articles", "tag")
    given.written(folder, [Write(streams.feed("news"), (feed,))])
    with opened(folder) as session:
        usages = panel(session, "usages")
        until(lambda: usages.pulse_line.said, "the line")
        until(lambda: "Tagwerk Online: last event" in usages.pulse_line.accessibleName(), "the event to be told")


def test_every_platform_has_its_verdict_on_the_image(qapp: QApplication, tmp_path: Path) -> None:
    folder = given.house(tmp_path / "workspace", rate="12.50")
    given.written(folder, [given.delivered("1")])
    with opened(folder) as session:
        session.desk.masters.add_platform("reise", "Reisezeit", {"company": "Muster Verlag GmbH"})
        images = panel(session, "images")
        turn(images, "rights")
        quiet(session)
        page = images.inspector.findChild(VerdictPage)
        assert page is not None
        cards = [one.accessibleName() for one in page.findChildren(QWidget)]
        assert {"Tagwerk Online: Allowed", "Reisezeit: Allowed"} <= set(cards)


def _count(session: Session, where: str) -> int:
    return session.desk.reader().count(Query("usages", where))


def _entry_counter(session: Session) -> str:
    found = session.window.navigation.findChild(Entry, "place-usages")
    assert isinstance(found, Entry)
    return found.counter


def _findings(session: Session, where: str) -> int:
    return session.desk.reader().count(Query("findings", where))


def _owed(session: Session, where: str = "") -> dict[str, int]:
    reader = session.desk.reader()
    rows = reader.rows("charges", reader.ids(Query("charges", where)))
    return {row.currency: sum(one.amount or 0 for one in rows) for row in rows}
