"""What can be done with a batch beside steering it: a report, the same again, a template, and its undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QVBoxLayout, QWidget

from rightsdesk.desk import Reader
from rightsdesk.desk.nightly import Nightly
from ui.kit import show, templates
from ui.kit.actions import action
from ui.kit.batch_deeds import Deeds, why_it_stays
from ui.kit.batch_reporting import Reporting
from ui.kit.buttons import Button
from ui.kit.contents import attribute
from ui.kit.flow import Flow
from ui.kit.page import Surroundings
from ui.kit.repeat import Again, Command
from ui.kit.undo_foot import UndoFoot
from ui.kit.words import follow_words, phrase, told, tr

NIGHT = "02:00"
MakeCard = Callable[[Surroundings], QWidget]


def batch_card(places: Mapping[str, str], *, undo: bool = False) -> MakeCard:
    """Makes the card; ``places`` says where the rows of a kind stand, ``undo`` offers it where no other button does."""
    return partial(BatchCard, places, undo=undo)


class BatchCard(QWidget):
    """Hidden for rows that belong to no batch."""

    def __init__(self, places: Mapping[str, str], around: Surroundings, *, undo: bool) -> None:
        super().__init__()
        self._places, self._around = places, around
        self._deeds = Deeds(around, self)
        self.row: Any = None
        self.reporting = Reporting(around, self)
        self.report, self.again, self.template = Button(icon="file-text"), Button(icon="play"), Button(icon="save")
        self.foot = UndoFoot(lambda: around.desk.house.undo_days) if undo else None
        """Stands below everything that scrolls, so that undoing is one click from a row."""
        self.menu, self.nightly = Button(icon="list"), Button(icon="moon")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        holder = QWidget()
        row = Flow(holder)
        for button in (self.report, self.again, self.template, self.nightly, self.menu):
            row.addWidget(button)
        column.addWidget(holder)
        name = "activity" if undo else "batches"
        self.actions_: list[QAction] = []
        for button, title, run, icon in (
            (self.report, phrase("BatchCard", "Report…"), self.ask_report, "file-text"),
            (self.again, phrase("BatchCard", "Run again with…"), self.run_again, "play"),
            (self.template, phrase("BatchCard", "Save as template…"), self.ask_name, "save"),
            (self.nightly, phrase("BatchCard", "Every night…"), self.ask_time, "moon"),
            (self.menu, phrase("BatchCard", "Templates"), self.open_templates, "list"),
        ):
            button.clicked.connect(run)
            self.actions_.append(action(self, title, run, icon=icon, name=f"{name}.{title.literal}"))
        if self.foot is not None:
            self.foot.taken.connect(self.take_back)
            action(self, phrase("BatchCard", "Undo this batch"), self.take_back, icon="undo-2", name=f"{name}.undo")
        follow_words(self, self._say)
        self.hide()

    def show_row(self, row: object) -> None:
        """Look for the batch of that row."""
        key = str(attribute(row, "batch") or "") if hasattr(row, "batch") else str(attribute(row, "key") or "")
        if self.row is not None and self.row.key != key:
            # Until the other batch is read nothing may be done to the one of before.
            self.row = None
            self._follow()
        if not key:
            self._around.questions.forget((id(self), "batch"))
            self._show(None)
        else:
            self._around.questions.ask((id(self), "batch"), lambda reader: _batch(reader, key), self._show)

    def command(self) -> Command | None:
        """The command that the batch was, for the same rows."""
        row = self.row
        if row is None:
            return None
        return Command(self._places.get(row.kind, "images"), f"batch:{row.number}", row.kind, row.wish or {})

    def ask_report(self) -> None:
        """Ask where to, then write."""
        if self.row is not None:
            self.reporting.ask(self.row)

    def run_again(self) -> None:
        """Select the same rows and fill in the same values; nothing runs before the button is pressed."""
        command = self.command()
        if command is not None:
            Again(self.window(), self._around.go, command)

    def ask_name(self) -> None:
        """Keep the command under a name."""
        if self.row is None:
            return
        title = show.told(self.row.title)
        name, taken = QInputDialog.getText(
            self, tr("BatchCard", "Save as template"), tr("BatchCard", "Name of the template"), text=title
        )
        if taken and name.strip():
            self.save_template(name.strip())

    def save_template(self, name: str) -> None:
        """Keep it: with the filter of the batch where there was one, else with its rows."""
        command = self.command()
        if command is None:
            return
        where = self.row.query or command.where
        templates.keep(self._around.memory, name, Command(command.place, where, command.kind, command.wish))
        templates.offer(self.window(), self._around.memory, self._around.go)
        self._around.toasts.say(tr("BatchCard", "Template “{name}” is saved; the palette finds it.", name=name))
        self._say()

    def ask_time(self) -> None:
        """Ask at what time the command is given every night."""
        if self.row is None:
            return
        words_ = tr("BatchCard", "At what time, such as 02:30?")
        at, taken = QInputDialog.getText(self, tr("BatchCard", "Every night"), words_, text=NIGHT)
        if taken:
            self.give_nightly(at.strip())

    def give_nightly(self, at: str) -> None:
        """Let the timetable give the command by itself, for the rows that its filter finds then."""
        command, row, desk = self.command(), self.row, self._around.desk
        if command is None:
            return
        name = f"{show.told(row.title)} ({row.number})".replace(":", " ")[:80]
        planned = Nightly(name, at, command.place, row.query or command.where, command.kind, command.wish)
        said = tr("BatchCard", "“{name}” runs every night at {time}", name=name, time=at)
        ways = [(tr("BatchCard", "Do not"), lambda: self._stop_nightly(name))]

        def taken(_answer: object) -> None:
            self._around.toasts.say(said, ways)

        self._around.roster.errands.run(lambda: desk.timetable.give_nightly(planned), taken, self._sorry)

    def _stop_nightly(self, name: str) -> None:
        self._around.roster.errands.run(lambda: self._around.desk.timetable.forget_nightly(name))

    def open_templates(self) -> None:
        """The templates there are: run one, or forget it."""
        menu = QMenu(self)
        for name, command in templates.saved(self._around.memory).items():
            entry = menu.addMenu(name.replace("&", "&&"))
            run = entry.addAction(tr("BatchCard", "Run…"))
            run.triggered.connect(partial(Again, self.window(), self._around.go, command))
            gone = entry.addAction(tr("BatchCard", "Forget"))
            gone.triggered.connect(partial(self._forget, name))
        for planned in self._around.desk.timetable.nightly():
            title = tr("BatchCard", "Every night at {time}: {name}", time=planned.at, name=planned.name)
            entry = menu.addMenu(title.replace("&", "&&"))
            entry.addAction(tr("BatchCard", "Forget")).triggered.connect(partial(self._stop_nightly, planned.name))
        if menu.isEmpty():
            menu.addAction(tr("BatchCard", "No template yet")).setEnabled(False)
        menu.popup(self.menu.mapToGlobal(self.menu.rect().bottomLeft()))

    def take_back(self) -> None:
        """Undo, with what it would do said before; where that is no longer possible, say why."""
        if self.row is None:
            self._around.toasts.say(tr("BatchCard", "Choose a row that belongs to a batch first"), state="warning")
        elif why := why_it_stays(self.row, self._around.desk.house.undo_days):
            self._around.toasts.say(why, state="warning")
        else:
            self._deeds.run("undo", self.row.key, show.told(self.row.title))

    # inside

    def _forget(self, name: str) -> None:
        templates.forget(self._around.memory, name)

    def _show(self, row: Any) -> None:
        self.row = row
        self.setVisible(row is not None)
        self._follow()

    def _follow(self) -> None:
        if self.foot is not None:
            self.foot.show_batch(self.row)

    def _say(self) -> None:
        self.report.setText(tr("BatchCard", "Report…"))
        self.again.setText(tr("BatchCard", "Run again with…"))
        self.template.setText(tr("BatchCard", "Save as template…"))
        self.nightly.setText(tr("BatchCard", "Every night…"))
        self.menu.setText(tr("BatchCard", "Templates"))
        self._follow()

    def _sorry(self, fault: Any) -> None:
        self._around.toasts.say(told(fault.sentence), state="failed")


def _batch(reader: Reader, key: str) -> Any:
    found = reader.ids_of("batches", [key])
    return next(iter(reader.rows("batches", list(found.values()))), None)
