"""Verdicts in words: every code of the domain has a sentence, in both languages, with its moment and who lifted it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Ground, Held, Judged
from rightsdesk.domain import position, verdict
from rightsdesk.domain.image.rights_commands import OVERRIDABLE
from ui.kit import verdict_words
from ui.kit.declare import Choice
from ui.kit.declare_ways import Judging
from ui.kit.judgement import Judgement, judgements
from ui.kit.rights_fields import LIFTABLE
from ui.kit.verdict_page import VerdictPage
from ui.kit.words import words

AT = "2026-11-26T12:00:00+00:00"


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    words().use("en")
    yield
    words().use("en")


def _codes() -> set[str]:
    """All codes that the two modules hand to a reason, a barrier or a list of doubts."""
    found: set[str] = {"price-unknown", "over-quota", "purchase-needed", "risk-accepted"}
    for module in (position, verdict):
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
            first: Any = None
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Barrier", "Reason"}:
                first = node.args[0]
            elif isinstance(node, ast.Yield):
                first = node.value
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
    return found


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_code_of_the_domain_is_said_as_a_sentence(language: str) -> None:
    words().use(language)
    assert len(_codes()) == 19
    said = {code: verdict_words.reason(Ground(code), AT) for code in _codes()}
    assert [code for code, sentence in said.items() if sentence == code or not sentence.endswith(".")] == []


def test_no_two_codes_are_said_alike_and_german_differs() -> None:
    english = {code: str(words_) for code, words_ in verdict_words.REASONS.items()}
    words().use("de")
    german = {code: str(words_) for code, words_ in verdict_words.REASONS.items()}
    assert len(set(english.values())) == len(set(german.values())) == len(english)
    assert not set(english.values()) & set(german.values())


def test_exactly_what_a_person_may_override_is_offered() -> None:
    assert set(LIFTABLE) == set(OVERRIDABLE)


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        (Ground("ended", at="2026-10-31T22:59:59+00:00"), "The right has ended (since 31 Oct 2026)."),
        (
            Ground("embargo", at="2026-12-24T12:00:00+00:00"),
            "An embargo of the vendor forbids its use (until 24 Dec 2026).",
        ),
        (Ground("not-begun", at="2027-01-01T12:00:00+00:00"), "The right has not begun yet (from 1 Jan 2027)."),
        (Ground("restricted", sentence="Court order"), "Its use is restricted: Court order"),
        (Ground("a-code-of-tomorrow"), "a-code-of-tomorrow"),
    ],
)
def test_a_reason_names_its_moment_and_what_a_person_wrote(ground: Ground, said: str) -> None:
    assert verdict_words.reason(ground, AT) == said


def test_who_lifted_a_reason_is_named_with_day_and_ground() -> None:
    ground = Ground("ended", lifted_by="A. Weber", lifted_at="2026-11-03T09:00:00+00:00", lifted_for="By phone")
    assert verdict_words.lifted(ground) == "lifted by A. Weber on 3 Nov 2026: By phone"


def test_what_may_never_stay_is_not_said_to_stay_for_ever() -> None:
    assert verdict_words.stays(_judged(online="allowed")) == "no end"
    assert verdict_words.stays(_judged(online="denied")) == "at no time"
    assert verdict_words.stays(_judged(online="denied", next_change=AT)) == "–"
    assert verdict_words.stays(_judged(online="denied", online_until="2026-10-31T12:00:00+00:00")) == "31 Oct 2026"


def test_the_page_tells_verdict_reasons_and_what_is_kept(qtbot: QtBot) -> None:
    held = (
        Held("grant", "purchase", "tag", "", None, "2027-12-31T22:59:59+00:00", price=1250, currency="EUR"),
        Held("restriction", "", "", "", None, None, by="kim", at=AT, reason="Court order"),
        Held(
            "override", "ended", "tag", "online", None, "2027-01-31T22:59:59+00:00", by="lee", at=AT, reason="By phone"
        ),
    )
    page = VerdictPage()
    qtbot.addWidget(page)
    page.say([Judgement("Tagwerk", _judged(word="denied", grounds=(Ground("killed"),), holds=held))], "nothing")
    said = _words(page)
    assert {"Tagwerk, online", "Grants", "Restrictions", "Overrides"} <= set(said)
    assert "The vendor has recalled this image; it must not be used anywhere." in said
    assert "tag · bought here · €\u202f12.50" in said
    assert "kim · 26 Nov 2026: Court order" in said
    assert "Tagwerk: Denied" in [one.accessibleName() for one in page.findChildren(QWidget)]


def test_a_page_without_verdicts_says_so_and_forgets_the_earlier(qtbot: QtBot) -> None:
    page = VerdictPage()
    qtbot.addWidget(page)
    page.say([Judgement("Tagwerk", _judged())], "nothing")
    page.say([], "nothing here")
    assert _words(page) == ["nothing here"]


class Judge:
    """Writes down for which platforms and media it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def verdicts(self, keys: list[str], platform: str, medium: str) -> list[Judged]:
        self.asked.append((platform, medium))
        return [_judged(platform=platform, medium=medium) for _ in keys]


class Row:
    """A usage on one platform."""

    key, image, platform, medium = "v1:1#u1", "v1:1", "reise", "print"


def test_an_image_is_judged_for_every_platform_and_a_usage_for_its_own() -> None:
    judge, platforms = Judge(), [Choice("tag", "Tagwerk"), Choice("reise", "Reisezeit")]
    found = list(judgements(judge, Judging("image"), Row(), platforms))  # type: ignore[arg-type] # a double
    assert [one.platform for one in found] == ["Tagwerk", "Reisezeit"]
    own = list(judgements(judge, Judging("image", "platform", "medium"), Row(), platforms))  # type: ignore[arg-type]
    assert [one.platform for one in own] == ["Reisezeit"]
    assert judge.asked == [("tag", "online"), ("reise", "online"), ("reise", "print")]


def _judged(**more: Any) -> Judged:
    plain: dict[str, Any] = {
        "key": "v1:1",
        "platform": "tag",
        "medium": "online",
        "at": AT,
        "word": "allowed",
        "online": "allowed",
        "cost": "pay",
        "grounds": (),
        "grant": "",
        "origin": "",
        "price": None,
        "currency": None,
        "next_change": None,
        "online_until": None,
    }
    return Judged(**{**plain, **more})


def _words(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
