"""The main job by real mouse and keyboard on a real screen, with titles that no window should trust."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rightsdesk import bootstrap
from rightsdesk.desk import Desk, Query, Selection, UpdateImages
from tests.journeys.on_screen import screen
from tests.journeys.reviews import ruled
from tests.kit.window import made

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(screen.missing()), reason=screen.missing() or "-")]

IMAGES, VENDORS = 48, 6
NEW_END = "2031-03-01"
ROW = (300, 60)
"""Within the first rows of a table."""
HEADER_BOX = (22, 12)
A_LOOK = 2.0
RIGHT_TO_LEFT = "\u202e\u2067gnp.erutcip\u2069\u200f \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627"
LONG = "Ein sehr langer Titel. " * 500


@pytest.fixture(scope="module")
def bait(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipe: whoever opens it to read is caught in the act, since a writer can open it too from then on."""
    path = tmp_path_factory.mktemp("bait") / "bait.png"
    os.mkfifo(path)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, bait: Path) -> Path:
    folder = made(tmp_path_factory.mktemp("screen") / "workspace", IMAGES, VENDORS)
    ruled(folder, four_eyes=True)
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        _retitle(desk, (f'<img src="file://{bait}"> <b>Bold</b> & <a href="file://{bait}">x</a>', RIGHT_TO_LEFT, LONG))
        for number, vendor in enumerate(_rows(desk, "vendors")):
            names = (f'<img src="file://{bait}"> & Söhne', f"{RIGHT_TO_LEFT} GmbH", f"Bildagentur {'sehr ' * 30}groß")
            desk.masters.set_vendor(vendor.key, {"name": names[number % 3]})
        desk.settle()
    finally:
        desk.close()
    return folder


@pytest.mark.timeout(500)
def test_the_main_job_is_done_with_real_mouse_and_keyboard(folder: Path, bait: Path, tmp_path: Path) -> None:
    with screen.screen() as display:
        with _program(folder, display, tmp_path / "anna.txt", "anna") as person:
            _update_everything_and_undo(person, folder)
            _generate(person, folder)
            assert not _opened(bait)
            _close(person)
        with _program(folder, display, tmp_path / "carla.txt", "carla") as person:
            _review_approve_and_undo(person, folder)
            _export(person, tmp_path / "list.xlsx")
            assert not _opened(bait)
            _close(person)
    for said in ("anna.txt", "carla.txt"):
        assert not (tmp_path / said).read_text(encoding="utf-8").strip()


def _update_everything_and_undo(person: screen.Person, folder: Path) -> None:
    person.click(object="place-images")
    person.click(kind="Table", at=ROW)
    person.click(kind="Header", at=HEADER_BOX)
    person.wait_for(kind="QLabel", text=f"{IMAGES} images selected")
    person.press("e")
    person.write(NEW_END)
    person.click(kind="Button", text=f"Update {IMAGES} images")
    _until(lambda: _count(folder, f"online_until:{NEW_END}") == IMAGES, "the update")
    person.press("ctrl+z")
    _until(lambda: _count(folder, f"online_until:{NEW_END}") == 0, "the undo")


def _generate(person: screen.Person, folder: Path) -> None:
    before = person.clicks
    person.click(object="place-vendors")
    person.click(object="view-ready")
    person.click(kind="Button", text="Generate ")
    assert person.clicks - before == 3
    _until(lambda: len(_advices(folder, "state:draft")) > 1, "the drafts")


def _review_approve_and_undo(person: screen.Person, folder: Path) -> None:
    drafts = len(_advices(folder, "state:draft"))
    clean = len(_advices(folder, "state:draft findings:0"))
    assert 1 < clean < drafts  # a name that no typeface can print is a finding
    person.click(object="place-credit_advices")
    person.click(kind="Table", at=ROW)
    person.press("j", "k")
    person.click(kind="Button", text=f"Approve {clean}")
    _until(lambda: len(_advices(folder, "state:draft")) == drafts - clean, "the approvals")
    person.press("ctrl+z")
    _until(lambda: len(_advices(folder, "state:draft")) == drafts, "the approvals taken back")
    person.wait_for(kind="Button", text=f"Approve {clean}")
    person.press("End")
    person.wait_for(kind="Button", text="Approve and next")
    time.sleep(A_LOOK)  # whoever decides has seen what they decide on; before that it is asked again
    person.press("a")
    _until(lambda: len(_advices(folder, "state:approved")) == 1, "a single approval")


def _export(person: screen.Person, target: Path) -> None:
    person.press("ctrl+e")
    person.wait_for(kind="QFileDialog")
    person.press("ctrl+a")
    person.write(str(target))
    person.press("Return")
    _until(target.is_file, "the list")


def _close(person: screen.Person) -> None:
    began = time.monotonic()
    person.press("alt+F4")
    assert person.program.wait(30) == 0
    assert time.monotonic() - began < 10


@contextmanager
def _program(folder: Path, display: str, said: Path, actor: str) -> Iterator[screen.Person]:
    with screen.shown(folder, display, said, actor) as person:
        person.wait_for(kind="Table")
        try:
            yield person
        except BaseException:
            person.photograph(said.with_suffix(".png"))
            raise


def _retitle(desk: Desk, titles: tuple[str, ...]) -> None:
    for number, title in enumerate(titles):
        mine = frozenset(row.id for row in _rows(desk, "images") if row.id % len(titles) == number)
        order = UpdateImages.from_texts({"title": title[:9_999]})
        desk.wait(desk.submit(Selection("images", None, desk.reader().position(), mine), order).batch)


def _rows(desk: Desk, table: str) -> list[Any]:
    reader = desk.reader()
    return reader.rows(table, reader.ids(Query(table)))


def _count(folder: Path, where: str) -> int:
    return len(_asked(folder, "images", "list", "--where", where))


def _advices(folder: Path, where: str) -> list[Any]:
    return _asked(folder, "advices", "list", "--where", where)


def _asked(folder: Path, *words: str) -> list[Any]:
    """What the command line says of the workspace beside the open window."""
    command = [
        sys.executable,
        "-c",
        "from rightsdesk.cli import main; main()",
        "--workspace",
        str(folder),
        "--json",
        *words,
    ]
    rows: list[Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return rows


def _opened(bait: Path) -> bool:
    try:
        os.close(os.open(bait, os.O_WRONLY | os.O_NONBLOCK))
    except OSError:
        return False
    return True


def _until(condition: Any, what: str) -> None:
    end = time.monotonic() + screen.PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.2)
