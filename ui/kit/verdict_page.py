"""The page of the inspector that says what may be done with a picture on each platform, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rightsdesk.desk import Ground, Held, Judged
from ui.kit import show, verdict_words
from ui.kit.judgement import Judgement
from ui.kit.labels import emptied, frame, label
from ui.kit.pills import Pill
from ui.kit.toast import StateIcon
from ui.kit.words import tr

_TOP = Qt.AlignmentFlag.AlignTop


class VerdictPage(QWidget):
    """One card for each platform, then grants, restrictions and overrides with their dates."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(8)

    def say(self, entries: Sequence[Judgement], empty: str) -> None:
        """Show these verdicts, or the words when there are none."""
        emptied(self._column)
        if not entries:
            self._column.addWidget(label(empty, tone="muted", wrap=True))
        for entry in entries:
            self._column.addWidget(_Card(entry))
        for entry in entries[:1]:
            for title, held in _kinds(entry.judged):
                self._column.addWidget(_Holdings(title, held))
        self._column.addStretch(1)


class _Card(QWidget):
    """The verdict for one platform: its word, every reason, and when it changes."""

    def __init__(self, entry: Judgement) -> None:
        super().__init__()
        judged = entry.judged
        pill = verdict_words.WORDS[judged.word]
        self.setAccessibleName(f"{entry.platform}: {pill.word}")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card = frame("card")
        outer.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(verdict_words.where(entry.platform, judged.medium), weight=600, wrap=True), 1)
        head.addWidget(Pill(pill.tone, str(pill.word), pill.icon), 0, _TOP)
        column.addLayout(head)
        for ground in judged.grounds:
            column.addLayout(_reason(ground, judged))
        column.addLayout(_facts(judged))


class _Holdings(QWidget):
    """What is kept of one kind, each with its dates, who made it and why."""

    def __init__(self, title: str, held: Sequence[Held]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(3)
        column.addWidget(label(title, size="small", weight=600, tone="muted"))
        for one in held:
            column.addWidget(label(_held(one), weight=500, wrap=True))
            column.addWidget(label(_dates(one), size="small", tone="muted", wrap=True, tabular=True))
            if one.by or one.reason:
                column.addWidget(label(_maker(one), size="small", tone="muted", wrap=True))


def _reason(ground: Ground, judged: Judged) -> QHBoxLayout:
    row, words = QHBoxLayout(), QVBoxLayout()
    row.setSpacing(8)
    words.setSpacing(1)
    tone = "ok" if ground.lifted_by else "failed" if judged.word == "denied" else "warning"
    row.addWidget(StateIcon(tone, 15, "lock-open" if ground.lifted_by else ""), 0, _TOP)
    words.addWidget(label(verdict_words.reason(ground, judged.at), size="small", wrap=True))
    if ground.lifted_by:
        words.addWidget(label(verdict_words.lifted(ground), size="small", tone="ok", wrap=True))
    row.addLayout(words, 1)
    return row


def _facts(judged: Judged) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    stays = str(verdict_words.WORDS[judged.online].word)
    facts = (
        (tr("Rights", "Stay online"), stays),
        (tr("Rights", "Online until"), verdict_words.stays(judged)),
        (tr("Rights", "Carried by"), verdict_words.carrier(judged)),
        (tr("Rights", "A use costs"), verdict_words.cost(judged)),
        (tr("Rights", "Changes next"), show.moment(judged.next_change)),
    )
    for number, (caption, value) in enumerate(facts):
        grid.addWidget(label(caption, size="small", tone="muted"), number, 0, _TOP)
        grid.addWidget(label(value, size="small", wrap=True, tabular=True), number, 1)
    return grid


def _kinds(judged: Judged) -> Iterator[tuple[str, Sequence[Held]]]:
    titles = {
        "grant": tr("Rights", "Grants"),
        "restriction": tr("Rights", "Restrictions"),
        "override": tr("Rights", "Overrides"),
    }
    for what, title in titles.items():
        held = [one for one in judged.holds if one.what == what]
        if held:
            yield title, held


def _held(one: Held) -> str:
    about = {
        "grant": str(verdict_words.ORIGINS.get(one.subject, one.subject)),
        "override": str(verdict_words.REASONS.get(one.subject, tr("Rights", "a restriction"))),
    }.get(one.what, "")
    price = "" if one.price is None else show.money(one.price, one.currency or "EUR")
    return " · ".join(filter(None, (verdict_words.where(one.platform, one.medium), about, price)))


def _dates(one: Held) -> str:
    begins = "" if one.starts is None else tr("Rights", "from {day}", day=show.day(one.starts))
    if one.what != "grant":
        return " · ".join(filter(None, (begins, verdict_words.until(one.until))))
    use = tr("Rights", "use until {day}", day=verdict_words.until(one.use_until))
    online = tr("Rights", "online until {day}", day=verdict_words.until(one.until))
    return " · ".join(filter(None, (begins, use, online)))


def _maker(one: Held) -> str:
    who = " · ".join(filter(None, (one.by, show.day(one.at) if one.at else "")))
    return ": ".join(filter(None, (who, one.reason)))
