"""The one style sheet, written from tokens and addressed through the properties `role`, `kind` and `tone`."""

from ui.kit import tokens
from ui.kit.tokens import Tokens

_FRAMES = """
QWidget[role="window"] {{ background: {t.window}; }}
QWidget[role="surface"] {{ background: {t.surface}; }}
QWidget[role="sunken"] {{ background: {t.sunken}; }}
QWidget[role="topbar"] {{ background: {t.surface}; border-bottom: 1px solid {t.border}; }}
QWidget[role="nav"] {{ background: {t.nav}; border-right: 1px solid {t.border}; }}
QWidget[role="statusbar"] {{ background: {t.nav}; border-top: 1px solid {t.border}; }}
QWidget[role="panel"] {{ background: {t.surface}; border-left: 1px solid {t.border}; }}
QWidget[role="pane"] {{ background: {t.surface}; border-right: 1px solid {t.border}; }}
QWidget[role="foot"] {{ background: {t.surface}; border-top: 1px solid {t.border}; }}
QWidget[role="head"] {{ background: {t.surface}; border-bottom: 1px solid {t.border}; }}
QWidget[role="drawer"] {{ background: {t.surface}; border-top: 1px solid {t.border}; }}
QWidget[role="card"] {{ background: {t.sunken}; border: 1px solid {t.border}; border-radius: {card}px; }}
QWidget[role="float"] {{ background: {t.raised}; border: 1px solid {t.border}; border-radius: {card}px; }}
QWidget[role="selection"] {{ background: {t.selected}; border-top: 1px solid {t.border}; }}
QWidget[role="notice"] {{ background: {t.warning.ground}; }}
QWidget[role="alarm"] {{ background: {t.failed.ground}; }}
QWidget[role="hint"] {{ background: {t.pending.ground}; }}
QWidget[role="past"] {{ background: {t.review.ground}; border-bottom: 2px solid {t.review.bar}; }}
QWidget[role="line"] {{ background: {t.border}; border: none; }}
QWidget[role="clear"], QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QSplitter::handle {{ background: {t.border}; }}
"""

_WORDS = """
QLabel {{ background: transparent; border: none; color: {t.text}; }}
QLabel[tone="muted"] {{ color: {t.muted}; }}
QLabel[tone="faint"] {{ color: {t.faint}; }}
QLabel[tone="accent"] {{ color: {t.accent_text}; }}
QLabel[tone="ok"] {{ color: {t.ok.text}; }}
QLabel[tone="warning"] {{ color: {t.warning.text}; }}
QLabel[tone="failed"] {{ color: {t.failed.text}; }}
QLabel[tone="pending"] {{ color: {t.pending.text}; }}
QLabel[tone="review"] {{ color: {t.review.text}; }}
QLabel:disabled {{ color: {t.strong}; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.border}; padding: 4px 6px; }}
"""

_BUTTONS = """
QPushButton {{ border-radius: {r}px; padding: 0 12px; min-height: {button}px; color: {t.text};
  background: {t.surface}; border: 1px solid {t.strong}; }}
QPushButton:hover {{ background: {t.sunken}; }}
QPushButton:pressed {{ background: {t.track}; }}
QPushButton:focus {{ border: 2px solid {t.focus}; padding: 0 11px; min-height: {inside}px; }}
QPushButton:disabled {{ color: {t.strong}; border-color: {t.border}; background: {t.sunken}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent}; }}
QPushButton[kind="primary"]:hover {{ background: {t.accent_hover}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.focus}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.track}; color: {t.faint}; border-color: {t.track}; }}
QPushButton[kind="danger"] {{ color: {t.failed.text}; }}
QPushButton[kind="quiet"], QPushButton[kind="link"], QPushButton[kind="icon"] {{ background: transparent;
  border: 1px solid transparent; }}
QPushButton[kind="quiet"]:hover, QPushButton[kind="icon"]:hover {{ background: {t.track}; }}
QPushButton[kind="quiet"]:focus, QPushButton[kind="icon"]:focus,
QPushButton[kind="link"]:focus {{ border: 2px solid {t.focus}; }}
QPushButton[kind="quiet"]:checked, QPushButton[kind="icon"]:checked {{ background: {t.accent_soft};
  color: {t.accent_text}; }}
QPushButton[kind="icon"] {{ padding: 0; }}
QPushButton[kind="link"] {{ color: {t.accent_text}; padding: 0 4px; min-height: 22px; text-align: left; }}
QPushButton[kind="link"][tone="failed"] {{ color: {t.failed.text}; }}
QPushButton[kind="link"][tone="muted"] {{ color: {t.muted}; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ padding: 0 3px; min-height: 20px; }}
QPushButton[kind="link"][small="true"] {{ min-height: 18px; }}
QPushButton[kind="link"][small="true"]:focus {{ min-height: 16px; }}
QPushButton[kind="link"]:disabled {{ color: {t.strong}; }}
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox {{ background: {t.surface};
  color: {t.text}; border: 1px solid {t.strong}; border-radius: {r}px; padding: 0 9px; min-height: 28px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QPlainTextEdit, QTextEdit {{ padding: 5px 7px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus,
QSpinBox:focus {{ border: 2px solid {t.focus}; padding: 0 8px; min-height: 26px; }}
QLineEdit[touched="true"], QDateEdit[touched="true"], QComboBox[touched="true"],
QPlainTextEdit[touched="true"] {{ background: {t.accent_soft}; border-color: {t.accent}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QDateEdit:disabled {{
  background: {t.sunken}; color: {t.strong}; border-color: {t.border}; }}
QLineEdit[kind="bare"] {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QLineEdit[kind="search"] {{ background: {t.window}; border: 1px solid {t.border}; }}
QLineEdit[kind="search"]:focus {{ background: {t.surface}; border: 2px solid {t.focus}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 26px; }}
QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.border}; outline: 0;
  selection-background-color: {t.selected}; selection-color: {t.text}; }}
"""

_LISTS = """
QTableView, QTreeView, QListView {{ background: {t.surface}; border: none; outline: 0;
  alternate-background-color: {t.surface}; selection-background-color: {t.selected};
  selection-color: {t.text}; gridline-color: {t.border}; }}
QListView[role="clear"] {{ background: transparent; }}
QProgressBar {{ background: {t.track}; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {t.pending.bar}; border-radius: 4px; }}
QHeaderView, QHeaderView::section {{ background: {t.sunken}; color: {t.muted}; border: none; }}
QHeaderView::section {{ border-bottom: 1px solid {t.border}; padding: 0 8px; }}
QTableCornerButton::section {{ background: {t.sunken}; border: none; }}
QMenu {{ background: {t.raised}; border: 1px solid {t.border}; padding: 4px; }}
QMenu::item {{ color: {t.text}; padding: 6px 24px 6px 10px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.accent_text}; }}
QMenu::item:disabled {{ color: {t.strong}; background: transparent; }}
QMenu::separator {{ background: {t.border}; height: 1px; margin: 4px 6px; }}
QMenu::icon {{ padding-left: 8px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 1px; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 1px; border: none; }}
QScrollBar::handle {{ background: {t.strong}; border-radius: 3px; margin: 1px; }}
QScrollBar::handle:vertical {{ min-height: 36px; }}
QScrollBar::handle:horizontal {{ min-width: 36px; }}
QScrollBar::handle:hover {{ background: {t.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""

_TEMPLATE = _FRAMES + _WORDS + _BUTTONS + _FIELDS + _LISTS


def sheet(chosen: Tokens) -> str:
    """The style sheet in these colours; everything measured and coloured comes from the tokens."""
    return _TEMPLATE.format(
        t=chosen,
        r=tokens.RADIUS,
        card=tokens.RADIUS_CARD,
        button=tokens.BUTTON_HEIGHT - 2,
        inside=tokens.BUTTON_HEIGHT - 4,
    )
