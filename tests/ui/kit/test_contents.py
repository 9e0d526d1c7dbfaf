"""Ready-made contents say values as people read them, and nothing where nothing is known."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from ui.kit import contents
from ui.kit.contents import (
    amounts,
    bold,
    count,
    day,
    first_of,
    join,
    left,
    line_of,
    listed,
    money,
    percent,
    span,
    text,
    toned,
    when,
    word,
)
from ui.kit.declare import Content

ROW = SimpleNamespace(
    title="Sail", price=24050, free=0, unknown=None, currency="EUR", until="2027-12-31", start=None,
    tags=("A", "B"), open={"EUR": 100, "CHF": 250}, images=10428, state="ready", rate="19",
)  # fmt: skip


def said(content: Content) -> str:
    return line_of(content, ROW).text.replace("\u202f", " ")


def test_unknown_money_is_empty_and_free_is_nought() -> None:
    assert said(money("price")) == "€ 240.50"
    assert said(money("free")) == "€ 0.00"
    assert said(money("unknown")) == ""


def test_values_are_joined_without_the_missing_ones() -> None:
    assert said(join(text("title"), text("unknown"), day("until"))) == "Sail · 31 Dec 2027"
    assert said(first_of(text("unknown"), text("title"))) == "Sail"
    assert said(when("unknown", text("title"))) == ""


def test_counts_lists_words_and_rates_read_well() -> None:
    assert said(count("images")) == "10,428"
    assert said(count("images", "%n images")) == "10,428 images"
    assert said(listed("tags")) == "A, B"
    assert said(word("state", {"ready": "Ready"})) == "Ready"
    assert said(percent("rate")) == "19 %"
    assert said(amounts("open")) == "CHF 2.50 · € 1.00"
    assert said(span("start", "until")) == "… – 31 Dec 2027"


def test_tone_and_weight_go_onto_words_that_are_there() -> None:
    assert line_of(toned(text("title"), "failed", "x"), ROW).tone == "failed"
    assert line_of(toned(text("unknown"), "failed", "x"), ROW).icon == ""
    assert line_of(bold(text("title")), ROW).bold


def test_days_left_warn_from_a_week_before_and_fail_after(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "today", lambda: date(2026, 3, 17))
    for days, tone, words in (
        (1, "warning", "tomorrow"),
        (7, "warning", "in 7 days"),
        (8, "plain", "in 8 days"),
        (-2, "failed", "2 days ago"),
    ):
        row = SimpleNamespace(until=(date(2026, 3, 17) + timedelta(days=days)).isoformat())
        line = line_of(left("until"), row)
        assert (line.tone, line.text) == (tone, words)
