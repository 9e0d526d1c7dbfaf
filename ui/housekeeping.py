"""What surrounds an open workspace on this computer: calls from outside, sleep, leaving, falls, logs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from rightsdesk import logs
from rightsdesk.faults import Fault
from ui.arrivals import Arrivals
from ui.kit import diagnostics, drafts, safe_bar
from ui.kit.actions import action
from ui.kit.leaving import Leaving
from ui.kit.presence import Presence
from ui.kit.sleep import Sleep
from ui.kit.starts import Starts
from ui.kit.words import phrase, tr
from ui.second_window import Windows
from ui.session import Session
from ui.workers.duties import SYNC, WORK


class Housekeeping(QObject):
    """Stands beside one session from its start to its end."""

    restart_wished = Signal()

    def __init__(
        self, session: Session, presence: Presence, starts: Starts, state: Path, *, safe: bool = False
    ) -> None:
        """`state`: where logs and crash notes lie; `safe`: the session was started in safe mode."""
        super().__init__(session)
        self.session, self._presence, self._starts = session, presence, starts
        self.state, self._again = state, False
        self.arrivals = Arrivals(session)
        self.leaving = Leaving(session.window, self.running)
        self.sleep = Sleep(self)
        self.windows = Windows(session, self.arrivals.take)
        self._declare_actions()
        session.window.place_opened.connect(lambda key: drafts.follow(session.window.page(key)))
        drafts.follow(session.window.current_page())
        presence.setParent(self)
        presence.called.connect(self.arrivals.call)
        self.sleep.falling_asleep.connect(self._rest)
        self.sleep.woken.connect(self._wake)
        self.sleep.listen()
        session.closed.connect(self._end)
        self.bar = safe_bar.say_safe(session.window.banner, self.start_normally) if safe else None
        if starts.falls and not safe:
            safe_bar.say_fallen(session.window.toasts, self.open_log_folder)

    def running(self) -> int:
        """How many batches are at work now; those that were paused by a person are not."""
        try:
            return sum(
                progress.state == "running" and progress.remaining > 0 for progress in self.session.desk.active()
            )
        except Fault:
            # Who cannot read the queue must still be able to leave.
            return 0

    def saved(self) -> str:
        """What was recorded last, for the sheet of a defect."""
        position, running = self.session.desk.log.head().position, self.running()
        return tr(
            "Crash", "Recorded up to event {position}; {count} batches are at work.", position=position, count=running
        )

    def open_log_folder(self) -> None:
        """Show where the program writes down what it does."""
        if not diagnostics.open_folder(self.state / "logs"):
            words = tr("Help", "The folder cannot be shown here; it is {folder}", folder=str(self.state / "logs"))
            self.session.window.toasts.say(words, state="warning")

    def copy_diagnostics(self) -> None:
        """Put versions, counts and the last troubles where they can be pasted from."""
        diagnostics.copy(diagnostics.report(self._figures(), self.state / "logs" / logs.FILE_NAME))
        self.session.window.toasts.say(tr("Help", "Diagnostics copied. They hold no titles, names or amounts."))

    @Slot()
    def restart(self) -> None:
        """Because of a defect: end in order and start anew, which counts as a fall."""
        self._again = True
        self.restart_wished.emit()
        self.leaving.leave()

    @Slot()
    def start_normally(self) -> None:
        """Leave safe mode."""
        self.restart_wished.emit()
        self.leaving.leave()

    def _declare_actions(self) -> None:
        window = self.session.window
        for title, run, icon in (
            (phrase("Help", "Open the log folder"), self.open_log_folder, "folder-open"),
            (phrase("Help", "Copy diagnostics"), self.copy_diagnostics, "life-buoy"),
        ):
            action(window, title, run, icon=icon)

    def _figures(self) -> dict[str, object]:
        desk = self.session.desk
        status = desk.status()
        batches = Counter(progress.state for progress in desk.active())
        return {
            "Language": self.session.window.locale().name(),
            "Sample": status.sample,
            "Role": status.role,
            "Last event": status.position,
            "Events not projected": status.behind,
            "Tables stopped": len(status.stopped),
            "Unfinished batches": ", ".join(f"{count} {state}" for state, count in batches.items()) or "none",
            "Put off": len(status.waiting),
            "Feeds": len(desk.feeds.configured()),
            "Falls in a row": self._starts.falls,
        }

    @Slot()
    def _rest(self) -> None:
        self.session.roster.hold(on=True)

    @Slot()
    def _wake(self) -> None:
        self.session.roster.hold(on=False)
        for duty in (WORK, SYNC):
            self.session.roster.nudge(duty)
        self.session.ask_status()

    @Slot()
    def _end(self) -> None:
        self.sleep.end()
        if self._again:
            self._starts.fell()
        else:
            self._starts.end()
        self._presence.release()
