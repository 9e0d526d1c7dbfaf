"""What only an open workspace of sample data has: its mark, its growing, its weather, its guide, and its end."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu

from ui.doors import Further
from ui.first_run import STEPS
from ui.guide import Guide
from ui.kit.actions import action
from ui.kit.ask import asked
from ui.kit.buttons import Button
from ui.kit.show import share
from ui.kit.words import follow_words, phrase, tr
from ui.main_window import PLACE
from ui.roles import dress
from ui.session import Session
from ui.wardrobe import Wardrobe
from ui.workers.duties import SYNC, WORK
from ui.workers.errand import Errand

WEATHERS = {
    "well": phrase("Tryout", "All is well"),
    "slow": phrase("Tryout", "The service is slow"),
    "offline": phrase("Tryout", "The service is offline"),
    "failing": phrase("Tryout", "One request in twenty fails"),
}
REMOVE = phrase("Tryout", "Remove sample data and start empty…")
GUIDE = phrase("Tryout", "Guided first batch")
SIMULATE = {
    "well": phrase("Tryout", "Simulate: all is well"),
    "slow": phrase("Tryout", "Simulate: the service is slow"),
    "offline": phrase("Tryout", "Simulate: the service is offline"),
    "failing": phrase("Tryout", "Simulate: one request in twenty fails"),
}


class Tryout(QObject):
    """Dresses every window for the role; in a workspace of sample data it stands in the title bar as well."""

    remove_wished = Signal(object)
    """The folder whose sample data shall go."""
    grown = Signal()

    def __init__(self, session: Session, further: Further) -> None:
        super().__init__(session)
        self._session, self._further = session, further
        self._errand: Errand | None = None
        self._growth = ""
        self.chip: Button | None = None
        self.guide: Guide | None = None
        dress(session.memory, PLACE)
        Wardrobe(session.window, session.memory)

    @property
    def weather(self) -> str:
        """How the simulated service is now."""
        simulation = self._session.desk.simulation
        return simulation.weather if simulation is not None else "well"

    def start(self) -> None:
        """Begin, once the window is shown."""
        if self._session.desk.simulation is None:
            return
        self.chip = self._made_chip()
        window = self._session.window
        action(window, REMOVE, self.ask_remove, icon="trash-2")
        action(window, GUIDE, self.begin_guide, icon="graduation-cap")
        for key, title in SIMULATE.items():
            action(window, title, partial(self.simulate, key), icon="cloud")
        follow_words(self.chip, self._say)
        self.guide = Guide(self._session)
        if self._further.unfinished(self._session.desk.folder):
            self._grow()
        else:
            self.guide.offer()

    def simulate(self, weather: str) -> None:
        """Let the service be like that until the program ends, and ask it at once."""
        simulation = self._session.desk.simulation
        if simulation is not None:
            simulation.choose(weather)
            self._say()
            for duty in (SYNC, WORK):
                self._session.roster.nudge(duty)

    def begin_guide(self) -> None:
        """Show the first batch again, however often."""
        if self.guide is not None:
            self.guide.begin()

    def ask_remove(self) -> None:
        """Ask once more, then let it go."""
        if asked(
            self._session.window,
            tr("Tryout", "Remove the sample data?"),
            tr(
                "Tryout",
                "Its images, vendors and credit advices are deleted, with everything you tried on them. Then you choose"
                " where your own data shall lie.",
            ),
            tr("Tryout", "Remove sample data"),
            danger=True,
        ):
            self.remove_wished.emit(Path(self._session.desk.folder))

    # growing

    def _grow(self) -> None:
        desk = self._session.desk
        errand = self._errand = Errand(lambda told: self._further.grow(desk, told), self)
        errand.went_on.connect(self._hear)
        errand.done.connect(self._grown)
        errand.failed.connect(self._stopped)
        self._session.roster.adopt(errand)
        errand.start()

    @Slot(int, int, str)
    def _hear(self, done: int, total: int, step: str) -> None:
        if not step:
            return
        if step != "arrive" and self.guide is not None:
            self.guide.offer()
        words = str(STEPS.get(step, step))
        self._growth = f"{words} · {share(done, total)}" if total else words
        self._say()

    @Slot(object)
    def _grown(self, _answer: object) -> None:
        self._growth = ""
        self._say()
        if self.guide is not None:
            self.guide.offer()
        self.grown.emit()

    @Slot(str)
    def _stopped(self, sentence: str) -> None:
        self._growth = ""
        self._say()
        if self._session.window.isVisible():
            self._session.window.toasts.say(sentence, [(tr("Tryout", "Go on"), self._grow)], state="warning")

    # the mark

    def _made_chip(self) -> Button:
        chip = Button(kind="quiet", icon="sparkles")
        chip.setObjectName("sample-chip")
        chip.clicked.connect(self.open_menu)
        bar = self._session.window.title_bar
        row = bar.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(row.indexOf(bar.pill), chip)
        return chip

    def open_menu(self) -> None:
        """What can be done with sample data."""
        if self.chip is not None:
            self.menu().popup(self.chip.mapToGlobal(QPoint(0, self.chip.height() + 4)))

    def menu(self) -> QMenu:
        """The growth, the guide, how the service is, and the end."""
        menu = QMenu(self.chip)
        if self._growth:
            menu.addAction(self._growth).setEnabled(False)
            menu.addSeparator()
        menu.addAction(str(GUIDE)).triggered.connect(lambda _checked=False: self.begin_guide())
        menu.addSeparator()
        menu.addAction(tr("Tryout", "The simulated vendor service:")).setEnabled(False)
        group = QActionGroup(menu)
        for key, title in WEATHERS.items():
            one = menu.addAction(str(title))
            one.setCheckable(True)
            one.setChecked(key == self.weather)
            one.triggered.connect(lambda _checked=False, key=key: self.simulate(key))
            group.addAction(one)
        menu.addSeparator()
        menu.addAction(str(REMOVE)).triggered.connect(lambda _checked=False: self.ask_remove())
        return menu

    def _say(self) -> None:
        if self.chip is None:
            return
        words = tr("Frame", "Sample data")
        if self.weather != "well":
            words = f"{words} · {WEATHERS[self.weather]}"
        elif self._growth:
            words = tr("Tryout", "Sample data is arriving")
        self.chip.setText(words)
        self.chip.setToolTip(
            self._growth or tr("Tryout", "Invented data to try things on; nothing leaves this computer")
        )
        self.chip.setAccessibleName(f"{words}. {self._growth}".strip())
