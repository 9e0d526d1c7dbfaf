"""The appearance as a state of our own: light, dark, as the system, or high contrast, and how rows are spaced."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.kit import fonts
from ui.kit.dress import wardrobe
from ui.kit.sheet import sheet
from ui.kit.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tokens

Mode = Literal["light", "dark", "system", "contrast"]
Density = Literal["compact", "regular", "comfortable"]
MODES: tuple[Mode, ...] = get_args(Mode)
DENSITIES: tuple[Density, ...] = get_args(Density)

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "sunken"),
    (QPalette.ColorRole.ToolTipBase, "raised"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.PlaceholderText, "faint"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "on_accent"),
    (QPalette.ColorRole.Light, "raised"),
    (QPalette.ColorRole.Midlight, "sunken"),
    (QPalette.ColorRole.Dark, "strong"),
    (QPalette.ColorRole.Mid, "border"),
    (QPalette.ColorRole.Shadow, "shadow"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Link, "accent_text"),
    (QPalette.ColorRole.LinkVisited, "review.text"),
)
_GREYED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


class Theme(QObject):
    """Who decides which colours are shown; everything that paints asks here and nowhere else."""

    changed = Signal()
    density_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._mode: Mode = "system"
        self._density: Density = "comfortable"
        self._tokens = LIGHT
        self._colors: dict[str, QColor] = {}

    @property
    def mode(self) -> Mode:
        """What the person chose, which may be to follow the system."""
        return self._mode

    @property
    def tokens(self) -> Tokens:
        """The set of colours now in force."""
        return self._tokens

    @property
    def dark(self) -> bool:
        """Whether light words stand on a dark ground now."""
        return self._tokens.dark

    @property
    def density(self) -> Density:
        """How tall rows are; the heights stand in `tokens.ROW_HEIGHTS`."""
        return self._density

    def color(self, name: str) -> QColor:
        """The colour of a token such as `muted`, or of a state such as `ok.bar`; shared, never change it."""
        found = self._colors.get(name)
        if found is None:
            found = self._colors[name] = QColor(_spelled(self._tokens, name))
        return found

    def choose(self, mode: Mode) -> None:
        """Show that appearance from now on, in the whole program and without a restart."""
        self._mode = mode
        self._wear(_resolved(mode))

    def toggle(self) -> None:
        """From light to dark and back, whatever was followed before."""
        self.choose("light" if self.dark else "dark")

    @contextmanager
    def lent(self, tokens: Tokens) -> Iterator[None]:
        """Let what is painted now, such as a picture for paper, have other colours than the window."""
        mine, self._tokens = self._tokens, tokens
        self._colors.clear()
        try:
            yield
        finally:
            self._tokens = mine
            self._colors.clear()

    def space_rows(self, density: Density) -> None:
        """Set the height of all rows."""
        if density != self._density:
            self._density = density
            self.density_changed.emit(density)

    def start(self, app: QApplication) -> None:
        """Dress the application: style, font, colours; and listen to the system from now on."""
        app.setStyle("Fusion")
        fonts.load()
        app.setFont(fonts.font())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self.choose(self._mode)

    def _system_changed(self) -> None:
        if self._mode == "system":
            self._wear(_resolved("system"))

    def _wear(self, chosen: Tokens) -> None:
        self._tokens = chosen
        self._colors.clear()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(palette(chosen))
            wardrobe().wear(sheet(chosen))
        self.changed.emit()


@cache
def theme() -> Theme:
    """The one theme of this program."""
    return Theme()


def color(name: str) -> QColor:
    """Short for `theme().color(name)`."""
    return theme().color(name)


@cache
def token_color(spelled: str) -> QColor:
    """A colour of a named set of tokens, for what is painted on paper; shared, never change it."""
    return QColor(spelled)


def follow_theme(owner: QObject, render: Callable[[], None]) -> None:
    """Call `render` now and whenever the appearance changes, for as long as `owner` lives."""
    _Follower(owner, render)
    render()


class _Follower(QObject):
    """Dies with its owner and takes the connections with it; a bare lambda would live for ever."""

    def __init__(self, owner: QObject, render: Callable[[], None]) -> None:
        super().__init__(owner)
        self._render = render
        theme().changed.connect(self.render)
        theme().density_changed.connect(self.render)

    @Slot()
    def render(self) -> None:
        self._render()


def palette(chosen: Tokens) -> QPalette:
    """All roles of Qt's palette from our tokens, with a greyed group, so that no widget shows a foreign colour."""
    made = QPalette()
    for role, name in _ROLES:
        made.setColor(role, QColor(_spelled(chosen, name)))
    for role in _GREYED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.strong))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(chosen.track))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Accent, QColor(chosen.track))
    return made


def _spelled(chosen: Tokens, name: str) -> str:
    token, _, shade = name.partition(".")
    value = getattr(chosen, token)
    return str(getattr(value, shade)) if shade else str(value)


def _resolved(mode: Mode) -> Tokens:
    hints = QGuiApplication.styleHints()
    dark = mode == "dark" or (mode != "light" and hints.colorScheme() == Qt.ColorScheme.Dark)
    if mode == "contrast" or (mode == "system" and _wants_contrast()):
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def _wants_contrast() -> bool:
    # Qt before 6.10 has no word for it; people there choose high contrast by hand.
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)
