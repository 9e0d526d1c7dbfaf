"""What is told outside the window: a message of the system, and progress on the task bar where it has that."""

from __future__ import annotations

import sys
from typing import Any, Protocol

from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from ui.kit.logo import window_icon

DESKTOP_FILE = "application://rightsdesk.desktop"
_PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Notification")
_LAUNCHER = ("/com/canonical/unity/launcherentry/rightsdesk", "com.canonical.Unity.LauncherEntry", "Update")
MESSAGE_MS = 10_000


class Bus(Protocol):
    """The session bus of a Linux desktop, as far as we speak on it."""

    def call(self, service: str, path: str, interface: str, method: str, *parts: Any) -> bool:
        """Call without waiting for an answer; whether it could be sent."""

    def signal(self, path: str, interface: str, name: str, *parts: Any) -> bool:
        """Tell everybody who listens; whether it could be sent."""


class Elsewhere:
    """Says things where the person is when the window is not; on a machine that offers nothing it stays silent."""

    def __init__(self, window: QWidget, bus: Bus | None = None) -> None:
        self._window, self._bus = window, bus if bus is not None else session_bus()
        self._tray: QSystemTrayIcon | None = None
        self._shown: tuple[bool, float] = (False, 0.0)

    def notify(self, key: str, title: str, words: str) -> bool:
        """Show a message of the system; one of the same key takes its place. Whether somebody took it."""
        message = {"title": title, "body": words, "default-action": "app.activate"}
        if self._bus is not None and self._bus.call(*_PORTAL, "AddNotification", key, message):
            return True
        return self._by_tray(title, words)

    def progress(self, share: float | None) -> None:
        """Show how much of all batches is done, from 0 to 1; None takes the bar away."""
        now = (share is not None, round(share or 0.0, 2))
        if now == self._shown or self._bus is None:
            return
        self._shown = now
        shown = {"progress": now[1], "progress-visible": now[0]}
        self._bus.signal(*_LAUNCHER, DESKTOP_FILE, shown)

    def end(self) -> None:
        """Leave nothing behind on task bar and tray."""
        self.progress(None)
        if self._tray is not None:
            self._tray.hide()

    def _by_tray(self, title: str, words: str) -> bool:
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            QApplication.alert(self._window)
            return False
        if self._tray is None:
            self._tray = QSystemTrayIcon(window_icon(), self._window)
            self._tray.activated.connect(self._window.activateWindow)
        self._tray.show()
        self._tray.showMessage(title, words, QSystemTrayIcon.MessageIcon.Information, MESSAGE_MS)
        return True


class _SessionBus:
    """Qt's own connection; messages are sent and never waited for."""

    def __init__(self, connection: Any, message: Any) -> None:
        self._connection, self._message = connection, message

    def call(self, service: str, path: str, interface: str, method: str, *parts: Any) -> bool:
        answering = self._connection.interface().isServiceRegistered(service).value()
        if not answering:
            return False
        made = self._message.createMethodCall(service, path, interface, method)
        made.setArguments(list(parts))
        return bool(self._connection.send(made))

    def signal(self, path: str, interface: str, name: str, *parts: Any) -> bool:
        made = self._message.createSignal(path, interface, name)
        made.setArguments(list(parts))
        return bool(self._connection.send(made))


def session_bus() -> Bus | None:
    """The bus of this session, None where there is none: on other systems, on servers, in tests."""
    if not sys.platform.startswith("linux") or QApplication.platformName() in ("offscreen", "minimal"):
        return None
    try:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage
    except ImportError:
        return None
    connection = QDBusConnection.sessionBus()
    return _SessionBus(connection, QDBusMessage) if connection.isConnected() else None
