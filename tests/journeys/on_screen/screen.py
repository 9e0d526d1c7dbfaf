"""A screen of its own with a window manager, and a person's hands at it: mouse and keyboard by `xdotool`."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NEEDED = ("Xvfb", "xdotool", "openbox")
SIZE = (1600, 1000)
PATIENCE = 60.0
LIBRARIES = "libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1"


def missing() -> str:
    """What is not installed here, as a reason to skip; empty when a screen can be made."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    return (
        f"no screen here: {', '.join(absent)} not installed (Debian: xvfb xdotool openbox {LIBRARIES})"
        if absent
        else ""
    )


@contextmanager
def screen() -> Iterator[str]:
    """An X server without a monitor and a window manager on it; the name of its display."""
    reading, writing = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            display = f":{told.readline().strip()}"
        manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": display}, stderr=subprocess.DEVNULL)
        try:
            yield display
        finally:
            manager.terminate()
            manager.wait()
    finally:
        server.terminate()
        server.wait()


@dataclass
class Person:
    """Looks at the window through its observer and acts through the screen; counts clicks and keys."""

    program: "subprocess.Popen[str]"
    display: str
    clicks: int = 0
    keys: int = 0

    def see(self, **wanted: str) -> list[dict[str, Any]]:
        """What stands on the screen: by `object` name, `text` it contains, `kind` of widget or spoken `name`."""
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.write(json.dumps(wanted) + "\n")
        self.program.stdin.flush()
        line = self.program.stdout.readline()
        if not line:
            raise AssertionError("the program ended")
        found: list[dict[str, Any]] = json.loads(line)
        return found

    def wait_for(self, **wanted: str) -> dict[str, Any]:
        """Wait until such a thing is there and can be used."""
        end = time.monotonic() + PATIENCE
        while True:
            found = [one for one in self.see(**wanted) if one["enabled"]]
            if found:
                return found[0]
            if time.monotonic() > end:
                raise AssertionError(f"never seen on the screen: {wanted}")
            time.sleep(0.1)

    def wait_away(self, **wanted: str) -> None:
        """Wait until no such thing is there any more."""
        end = time.monotonic() + PATIENCE
        while self.see(**wanted):
            if time.monotonic() > end:
                raise AssertionError(f"still on the screen: {wanted}")
            time.sleep(0.1)

    def click(self, at: tuple[int, int] | None = None, **wanted: str) -> None:
        """Move the mouse onto a thing, its middle or a place in it, and press."""
        left, top, width, height = self.wait_for(**wanted)["place"]
        across, down = at or (width // 2, height // 2)
        self.act("mousemove", "--sync", str(left + across), str(top + down), "click", "1")
        self.clicks += 1

    def press(self, *keys: str) -> None:
        """Press keys or combinations, in the words of X: `ctrl+a`, `Return`."""
        for key in keys:
            self.act("key", "--clearmodifiers", key)
            self.keys += 1

    def write(self, words: str) -> None:
        """Type these words."""
        self.act("type", "--delay", "4", words)

    def act(self, *command: str) -> None:
        """Let the hands do something."""
        subprocess.run(["xdotool", *command], env={**os.environ, "DISPLAY": self.display}, check=True, timeout=60)

    def photograph(self, file: Path) -> None:
        """Keep what stands on the screen, as the X server has it, where ImageMagick is installed."""
        if shutil.which("import"):
            env = {**os.environ, "DISPLAY": self.display}
            subprocess.run(["import", "-window", "root", str(file)], env=env, check=False, timeout=60)


@contextmanager
def shown(folder: Path, display: str, said: Path, actor: str) -> Iterator[Person]:
    """The program on that screen; what it said on standard error lies in `said` afterwards."""
    env = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "RIGHTSDESK_CONFIG": str(folder.parent / "config"),
        "RIGHTSDESK_ACTOR": actor,
    }
    command = [sys.executable, "-m", "tests.journeys.on_screen.observed", "--workspace", str(folder)]
    with said.open("w", encoding="utf-8") as errors:
        ears, mouth = subprocess.PIPE, subprocess.PIPE
        with subprocess.Popen(command, env=env, stdin=ears, stdout=mouth, stderr=errors, text=True) as program:
            try:
                yield Person(program, display)
            finally:
                if program.poll() is None:
                    program.kill()
