"""Whether Qt can start here, asked before it is loaded: it would otherwise end the process without a word."""

import ctypes
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

EXAMINE = "--examine"
"""Asks this program, started anew, to paint its window without a screen, on the workspace that follows."""


@dataclass(frozen=True, slots=True)
class Library:
    """A library of the system that Qt links against, and the package that brings it."""

    file: str
    debian: str
    fedora: str


DRAWING = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libX11.so.6", "libx11-6", "libX11"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libgthread-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
)
"""Needed even where nothing is shown: Qt's drawing library links against all of them."""

X11 = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Library("libxcb.so.1", "libxcb1", "libxcb"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
"""Needed in addition to show a window on an X11 screen."""

WAYLAND = (
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),
)
"""Needed in addition to show a window on a Wayland screen."""


def obstacle(*, screen: bool) -> str | None:
    """The sentence that says why Qt cannot start here and what to install, or None when it can.

    `screen`: a window is to be seen, rather than drawn into memory.
    """
    if not sys.platform.startswith("linux"):
        return None
    wanted = screen_kind() if screen else "offscreen"
    if wanted is None:
        return "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY leads to one."
    return sentence(missing((*DRAWING, *{"xcb": X11, "wayland": WAYLAND}.get(wanted, ()))))


def screen_kind() -> str | None:
    """What Qt will draw on: an explicitly asked platform, `wayland`, `xcb`, or None without a screen that answers."""
    asked = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if asked:
        return asked
    if _wayland_answers():
        return "wayland"
    return "xcb" if _x11_answers() else None


def missing(libraries: Iterable[Library], load: Callable[[str], object] = ctypes.CDLL) -> tuple[Library, ...]:
    """Those of the libraries that the system's loader does not find."""
    return tuple(library for library in libraries if not _loads(library.file, load))


def sentence(absent: tuple[Library, ...]) -> str | None:
    """What to tell a person about absent libraries; None when none is absent."""
    if not absent:
        return None
    files = ", ".join(library.file for library in absent)
    debian = " ".join(dict.fromkeys(library.debian for library in absent))
    fedora = " ".join(dict.fromkeys(library.fedora for library in absent))
    return (
        f"The window needs libraries that this system lacks: {files}. "
        f"Debian, Ubuntu: apt-get install {debian}. Fedora: dnf install {fedora}."
    )


def _loads(file: str, load: Callable[[str], object]) -> bool:
    try:
        load(file)
    except OSError:
        return False
    return True


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and (Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / str(name)).is_socket()


def _x11_answers() -> bool:
    """Qt ends the process when the X server does not answer, so it is asked first."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # let the list of missing libraries speak
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused
