"""What Qt says about itself goes into the log like everything else, and to the terminal as before."""

import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

logger = logging.getLogger("ui.qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

Handler = Callable[[QtMsgType, QMessageLogContext, str], None]


def hear(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    """Write one message of Qt down."""
    level = _LEVELS.get(kind, logging.WARNING)
    # Qt's own words may name a file or quote a text; only their beginning and category are kept.
    logger.log(level, "qt", extra={"category": context.category or "default", "words": words[:200]})
    if level >= logging.WARNING:
        sys.stderr.write(f"{words}\n")


def install() -> Callable[[], object]:
    """Hear from now on; the answer gives the messages back to whom they went before."""
    before = qInstallMessageHandler(hear)
    return lambda: qInstallMessageHandler(before)
