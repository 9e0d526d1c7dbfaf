"""What comes to an open window from outside: links, references to workspaces, files, and the words of a later start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from rightsdesk import links, reference
from rightsdesk.desk import Query
from rightsdesk.faults import Fault
from ui.kit.again import start_another
from ui.kit.drops import Drops
from ui.kit.import_sheet import ENDINGS, USAGES, Handed, ImportSheet, sentence
from ui.kit.words import told, tr
from ui.session import Session

EVENTS, ARCHIVE = "events.db", ".rdevents"
_MISSING = {
    "image": lambda name: tr("Arrivals", "There is no image {name} in this workspace.", name=name),
    "batch": lambda name: tr("Arrivals", "There is no batch {name} in this workspace.", name=name),
    "credit-advice": lambda name: tr("Arrivals", "There is no credit advice {name} in this workspace.", name=name),
    "vendor": lambda name: tr("Arrivals", "There is no vendor {name} in this workspace.", name=name),
}


class Arrivals(QObject):
    """Opens in this window what belongs here, and another window for another workspace."""

    def __init__(self, session: Session, start: Callable[[Sequence[str]], bool] = start_another) -> None:
        super().__init__(session)
        self._session, self.start = session, start
        self.sheet: ImportSheet | None = None
        Drops(session.window).dropped.connect(self.take)

    @Slot(object)
    def take(self, words: Sequence[str]) -> None:
        """Open each of them; what cannot be opened is said in a sentence of its own."""
        files = []
        for word in words:
            if links.is_link(word):
                self._follow(word)
            elif self._is_workspace(Path(word)):
                self._open_workspace(Path(word))
            elif word:
                files.append(Path(word))
        if files:
            self._hand_in(files)

    @Slot(object)
    def call(self, words: Sequence[str]) -> None:
        """Somebody started the program again: come to the front, then open what was named."""
        window = self._session.window
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        self.take(words)

    def _follow(self, word: str) -> None:
        try:
            link = links.parsed(word)
        except Fault as fault:
            self._sorry(fault)
            return
        if link.view or not link.where:
            self._session.window.open_place(link.place)
            self._session.window.page(link.place).open_view(link.view)
            return
        query = Query(link.place, link.where)
        asker = ("arrivals", word)
        self._session.questions.ask(asker, lambda reader: reader.count(query), partial(self._found, link), self._sorry)

    def _found(self, link: links.Link, count: int) -> None:
        if count:
            self._session.window.open_place(link.place, link.where)
        else:
            self._session.window.toasts.say(_MISSING[link.kind](link.name), state="warning")

    def _is_workspace(self, path: Path) -> bool:
        return path.suffix.lower() == reference.ENDING or (path / EVENTS).is_file()

    def _open_workspace(self, path: Path) -> None:
        try:
            folder = reference.read(path) if path.suffix.lower() == reference.ENDING else path
        except Fault as fault:
            self._sorry(fault)
            return
        if not (folder / EVENTS).is_file():
            words = tr(
                "Arrivals", "{file} leads to {folder}, where no workspace lies.", file=path.name, folder=str(folder)
            )
            self._session.window.toasts.say(words, state="warning")
        elif folder.resolve() == self._session.desk.folder.resolve():
            self._session.window.toasts.say(tr("Arrivals", "This workspace is open already"))
        else:
            self.start(["--workspace", str(folder)])

    def _hand_in(self, files: Sequence[Path]) -> None:
        odd = [file for file in files if file.suffix.lower() not in ENDINGS or not file.exists()]
        good = [file for file in files if file not in odd]
        for file in odd[:3]:
            self._session.window.toasts.say(_odd(file), state="warning")
        if not good or self.sheet is not None:
            return
        sheet = self.sheet = ImportSheet(good, self._session.around, self._session.window)
        sheet.taken.connect(self._taken)
        sheet.destroyed.connect(self._put_away)
        sheet.open()

    @Slot()
    def _put_away(self) -> None:
        self.sheet = None

    @Slot(object, str)
    def _taken(self, found: Handed, kind: str) -> None:
        place = "usages" if kind == USAGES else "images"
        ways = [(tr("Kit", "Show"), lambda: self._session.window.open_place(place))]
        self._session.window.toasts.say(sentence(found), ways, state="warning" if found.refused else "ok")

    def _sorry(self, fault: Fault) -> None:
        self._session.window.toasts.say(told(fault.sentence), state="warning")


def _odd(file: Path) -> str:
    if not file.exists():
        return tr("Arrivals", "There is no file or folder {file}.", file=str(file))
    if file.suffix.lower() == ARCHIVE:
        return tr(
            "Arrivals",
            "{file} is an archive of events. It is checked on the command line: rightsdesk log check FILE",
            file=file.name,
        )
    return tr(
        "Arrivals",
        "{file} cannot be taken over. Pictures, CSV, XLSX and JSON Lines can, and workspaces can be opened.",
        file=file.name,
    )
