"""What can be done to a batch, wherever it is offered: drawer, table and toast call the same few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from rightsdesk.faults import Fault
from ui.kit import show
from ui.kit.ask import asked
from ui.kit.commands import Given
from ui.kit.page import Surroundings
from ui.kit.toast import Way
from ui.kit.undo_asking import undo_asked
from ui.kit.words import phrase, tn, told, tr
from ui.workers.duties import PROJECT, WORK

FINISHED = frozenset(("done", "done-with-failures", "failed", "cancelled", "undone", "finished"))
RUNNING = frozenset(("queued", "waiting", "running", "paused", "cancelling"))

SOON = 3.0
"""Seconds that undoing waits for a command given a moment ago."""

VERBS = {
    "pause": phrase("Batch", "Pause"),
    "resume": phrase("Batch", "Resume"),
    "cancel": phrase("Batch", "Cancel"),
    "retry": phrase("Batch", "Retry"),
    "redo": phrase("Batch", "Redo…"),
    "report": phrase("Batch", "Report…"),
    "undo": phrase("Batch", "Undo"),
}
ICONS = {
    "pause": "pause",
    "resume": "play",
    "cancel": "x",
    "retry": "refresh-cw",
    "redo": "redo-2",
    "report": "file-text",
    "undo": "undo-2",
}


def offered(row: Any) -> tuple[str, ...]:
    """Which deeds make sense for a batch in its state, the nearest first."""
    if row.state == "paused":
        return ("resume", "cancel")
    if row.state in ("queued", "waiting", "running"):
        return ("pause", "cancel")
    if row.state == "cancelling" or row.state not in FINISHED:
        return ()
    found = ["retry"] if row.failed or row.conflicted else []
    found += ["redo"] if row.can_redo else []
    found += ["report"]
    found += ["undo"] if row.undoable and row.state != "undone" else []
    return tuple(found)


def why_it_stays(row: Any, days: int) -> str:
    """Why a batch cannot be undone now, in a sentence; empty where it can. ``days``: how long that is possible."""
    if row.state == "undone":
        return tr("BatchCard", "It is undone already.")
    if row.state not in FINISHED:
        return tr("BatchCard", "It has not ended yet.")
    over = show.as_datetime(row.finished_at)
    if over is not None and datetime.now(UTC) - over > timedelta(days=days):
        return tn("BatchCard", "It ended more than %n day(s) ago; a new command corrects it.", days)
    return "" if row.undoable else tr("BatchCard", "This cannot be undone; a new command corrects it.")


class Deeds:
    """Carries deeds to the desk off the window's thread and says what came of them."""

    def __init__(self, around: Surroundings, owner: QWidget) -> None:
        """``owner``: over whom a question is asked."""
        self._around, self._owner = around, owner

    def run(self, verb: str, batch: str, title: str = "") -> None:
        """Do it; a redo is previewed and asked first because it acts outside again."""
        desk = self._around.desk
        if verb == "cancel":
            self._around.roster.errands.run(
                lambda: desk.progress(batch), lambda progress: self._ask_cancel(batch, title, progress), self._sorry
            )
            return
        if verb == "undo":
            self._around.roster.errands.run(
                lambda: desk.undo_preview(batch, patience=SOON),
                lambda preview: self._ask_undo(batch, title, preview),
                self._sorry,
            )
            return
        if verb == "redo":
            self._around.roster.errands.run(
                lambda: desk.redo_preview(batch), lambda preview: self._ask_redo(batch, title, preview), self._sorry
            )
            return
        self._carry(verb, batch, title)

    def _carry(self, verb: str, batch: str, title: str, **how: bool) -> None:
        deed = getattr(self._around.desk, verb)
        said = _said(verb, title)

        def went(answer: Any) -> None:
            if verb != "undo":
                self._went(said)
                return
            self._around.commands.was_undone(batch, answer.batch, title)
            place = f"number:{answer.number}"
            self._went(said, [(tr("Batch", "Show"), lambda: self._around.go("batches", place))])

        self._around.roster.errands.run(lambda: deed(batch, **how), went, self._sorry)

    def undo_last(self) -> None:
        """Undo the last command of this window, whatever its size."""
        self._turn(self._around.commands.done, tr("Batch", "There is nothing to undo in this window."))

    def redo_last(self) -> None:
        """Bring back what was undone last."""
        self._turn(self._around.commands.undone, tr("Batch", "There is nothing to bring back in this window."))

    def _turn(self, stack: list[Given], nothing: str) -> None:
        if not stack:
            self._around.toasts.say(nothing)
            return
        self.run("undo", stack[-1].batch, stack[-1].title)

    def _ask_cancel(self, batch: str, title: str, progress: Any) -> None:
        """Say what is done and stays done; where nothing is, nothing needs to be asked."""
        done, total = progress.done + progress.unchanged, progress.total
        sentence = tr(
            "Batch", "{done} of {all} are already done and stay done; undo them afterwards.", done=done, all=total
        )
        if not done or asked(
            self._owner,
            tr("Batch", "Cancel “{title}”?", title=title),
            sentence,
            tn("Batch", "Cancel the other %n", progress.remaining),
            danger=True,
        ):
            self._carry("cancel", batch, title)

    def _ask_undo(self, batch: str, title: str, preview: Any) -> None:
        """Where somebody changed rows later, ask whether these are left or restored too; else just do it."""
        if not preview.left_alone:
            self._carry("undo", batch, title)
            return
        answer = undo_asked(self._owner, title, preview)
        if answer is not None:
            self._carry("undo", batch, title, insist=answer)

    def _ask_redo(self, batch: str, title: str, preview: Any) -> None:
        outcomes: Mapping[str, int] = preview.outcomes
        lines = [tr("Batch", "{words}: {count}", words=_outcome(key), count=count) for key, count in outcomes.items()]
        if asked(
            self._owner,
            tr("Batch", "Carry out “{title}” again?", title=title or str(preview.kind)),
            "\n".join(lines),
            tr("Batch", "Redo {count}", count=preview.items),
        ):
            self._carry("redo", batch, title)

    def _went(self, said: str, ways: Sequence[Way] = ()) -> None:
        for duty in (WORK, PROJECT):
            self._around.roster.nudge(duty)
        if said:
            self._around.toasts.say(said, ways)

    def _sorry(self, fault: Fault) -> None:
        self._around.toasts.say(told(fault.sentence), state="failed")


def _said(verb: str, title: str) -> str:
    if verb == "undo":
        return tr("Batch", "Undoing “{title}”", title=title)
    return tr("Batch", "Again: {title}", title=title) if verb in ("retry", "redo") else ""


def _outcome(key: str) -> str:
    return {
        "done": tr("Batch", "would change"),
        "unchanged": tr("Batch", "already so"),
        "failed": tr("Batch", "would fail"),
        "conflicted": tr("Batch", "changed since"),
        "again": tr("Batch", "carried out again, outside too"),
    }.get(key, key)
