"""The frame: bars, navigation, stage and palette, filled with the places that features declare."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import offers, placement, tokens
from ui.kit.actions import action
from ui.kit.banner import Banner
from ui.kit.keyboard_map import KeyboardMap
from ui.kit.labels import frame
from ui.kit.logo import window_icon
from ui.kit.memory import Memory
from ui.kit.navigation import Navigation
from ui.kit.page import Page, Place, Surroundings
from ui.kit.palette import Palette
from ui.kit.paned import Paned
from ui.kit.platform_mark import PlatformMark
from ui.kit.stage import Stage
from ui.kit.status_bar import StatusBar
from ui.kit.theme import theme
from ui.kit.title_bar import TitleBar
from ui.kit.toast import Toasts
from ui.kit.words import phrase
from ui.kit.workspace_line import WorkspaceLine

PLACE, PLATFORM, WIDE = "window.place", "window.platform", "window.wide"
_KEYS = phrase("Frame", "Keyboard map")


class MainWindow(Paned):
    """One open workspace on screen; knows no feature, only places and pages."""

    closing = Signal()
    place_opened = Signal(str)
    platform_changed = Signal()
    activity_changed = Signal(bool, bool)
    """Whether the window is active, and whether it is to be seen at all."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self.places: dict[str, Place] = {}
        self._pages: dict[str, Page] = {}
        self._around: Surroundings | None = None
        self._nowhere = Page()
        self.line, self.title_bar, self.status_bar = WorkspaceLine(), TitleBar(), StatusBar()
        self.navigation, self.stage, self.banner = Navigation(), Stage(), Banner()
        self._build()
        self.toasts, self.palette_sheet = Toasts(self), Palette(self)
        self._connect()
        self._declare_actions()
        self.setWindowIcon(window_icon())
        self.setMinimumSize(*tokens.SMALLEST_WINDOW)
        placement.restore(self, memory)

    def furnish(self, places: Sequence[Place], around: Surroundings) -> None:
        """Fill the frame with these places, in this order, and open the one that was open last."""
        self._around = around
        self.places = {place.key: place for place in places}
        for place in places:
            self.navigation.add_place(place.key, place.title, place.icon, foot=place.foot)
            run = partial(self.open_place, place.key)
            action(self, place.title, run, keys=place.shortcut, icon=place.icon, name=f"place.{place.key}")
        self.navigation.add_command(_KEYS, "keyboard").clicked.connect(self.show_keys)
        for source in offers.sources(self, places, self._open_place_view, self.open_place, around.shelf):
            self.palette_sheet.add_source(source)
        kept = self._memory.get(PLACE)
        self.open_place(kept if kept in self.places else places[0].key)

    def open_place(self, key: str, where: str = "", *, pick: bool = False) -> None:
        """Show that place; `where` puts a filter in force there, `pick` selects what it finds."""
        page = self.page(key)
        self.stage.views.setCurrentWidget(page)
        self.navigation.show_place(key)
        self.navigation.show_views(*page.shelved())
        self._memory.put(PLACE, key)
        if where:
            page.pick(where) if pick else page.filter_by(where)
        self._arrange()
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place_opened.emit(key)

    def page(self, key: str) -> Page:
        """The page behind a place, made on first use."""
        if key not in self._pages:
            assert self._around is not None  # noqa: S101 - a window is furnished before it is used
            page = self._pages[key] = self.places[key].make(self._around)
            page.view_told.connect(lambda view: self.navigation.show_view(view) if self._is_open(key) else None)
            page.view_counted.connect(
                lambda view, n: self.navigation.count_view(view, n) if self._is_open(key) else None
            )
            page.use_platform(self.platform())
            self.stage.add_view(page, page.side)
        return self._pages[key]

    def platform(self) -> str | None:
        """The key of the platform in force, None for all of them."""
        return self._memory.get(PLATFORM) or None

    def current_page(self) -> Page:
        """The page in the middle now; before the window is furnished one that does nothing."""
        current = self.stage.views.currentWidget()
        return current if isinstance(current, Page) else self._nowhere

    def offer_platforms(self, marks: Sequence[PlatformMark]) -> None:
        """The platforms of this workspace; the one chosen last is in force again."""
        self.title_bar.platform.offer(marks, self._memory.get(PLATFORM, ""))

    def show_keys(self) -> None:
        """The keyboard map over the window."""
        KeyboardMap(self).open()

    def panes(self) -> Sequence[QWidget | None]:
        """From above to below, and from left to right."""
        stage, middle = self.stage, (self.banner, self.stage.views)
        return self.title_bar, self.navigation, *middle, stage.side, stage.drawer, self.status_bar, self.toasts

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write down how the window stood, then let the program end its work."""
        placement.keep(self, self._memory)
        self._memory.flush()
        self.closing.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way: icons instead of names, the inspector over the view."""
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Tell whoever beats faster while somebody looks."""
        if event.type() in (QEvent.Type.ActivationChange, QEvent.Type.WindowStateChange):
            self.activity_changed.emit(self.isActiveWindow(), not self.isMinimized())

    def _build(self) -> None:
        self.setProperty("role", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column, row, middle = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout(ground := frame("surface"))
        for layout in (column, row, middle):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        middle.addWidget(self.banner)
        middle.addWidget(self.stage, 1)
        row.addWidget(self.navigation)
        row.addWidget(ground, 1)
        column.addWidget(self.line)
        column.addWidget(self.title_bar)
        column.addLayout(row, 1)
        column.addWidget(self.status_bar)

    def _connect(self) -> None:
        self.navigation.opened.connect(self.open_place)
        self.navigation.view_opened.connect(lambda view: self.current_page().open_view(view))
        self.navigation.save_wanted.connect(lambda: self.current_page().save_view())
        self.navigation.widened.connect(self._toggle_names)
        self.title_bar.search.clicked.connect(lambda _checked: self.palette_sheet.open())
        self.title_bar.platform.chosen.connect(self._use_platform)

    def _declare_actions(self) -> None:
        for title, run, keys, icon in (
            (phrase("Frame", "Search and commands"), self.palette_sheet.open, "Ctrl+K", "search"),
            (phrase("Frame", "Change platform"), self.title_bar.platform.open, "Ctrl+T", "layers"),
            (phrase("Frame", "Show or hide the inspector"), self.stage.toggle_side, "I", "panel-right"),
            (phrase("Frame", "Show or hide names"), self._toggle_names, "Ctrl+B", "panel-left"),
            (phrase("Frame", "Refresh and sort again"), lambda: self.current_page().refresh(), "F5", "refresh-cw"),
            (phrase("Frame", "Save this view"), lambda: self.current_page().save_view(), "Ctrl+S", "bookmark-plus"),
            (phrase("Frame", "Next pane"), partial(self.next_pane, 1), "F6", "arrow-right"),
            (phrase("Frame", "Previous pane"), partial(self.next_pane, -1), "Shift+F6", "arrow-left"),
            (phrase("Frame", "Light or dark"), theme().toggle, "Ctrl+Shift+L", "sun-moon"),
            (_KEYS, self.show_keys, "?", "keyboard"),
            (phrase("Frame", "Quit"), self.close, "Ctrl+Q", "log-out"),
        ):
            action(self, title, run, keys=keys, icon=icon)

    def _open_place_view(self, key: str, view: str) -> None:
        self.open_place(key)
        self.navigation.show_view(view)
        self.current_page().open_view(view)

    def _use_platform(self, key: str) -> None:
        self._memory.put(PLATFORM, key)
        for page in self._pages.values():
            page.use_platform(key or None)
        self.platform_changed.emit()

    def _toggle_names(self) -> None:
        self._memory.put(WIDE, self.navigation.is_narrow)
        self._arrange()

    def _arrange(self) -> None:
        roomy = self.width() >= tokens.NARROW_NAVIGATION_BELOW
        wanted = self._memory.get(WIDE)
        self.navigation.narrow(on=not (roomy if wanted is None else wanted))
        self.stage.overlay_side(on=self.width() < tokens.OVERLAY_INSPECTOR_BELOW)

    def _is_open(self, key: str) -> bool:
        return self.current_page() is self._pages.get(key)
