"""The first minutes as a person meets them: every way to begin, and what is said where one does not work."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rightsdesk import bootstrap
from rightsdesk.settings import Settings
from ui.doors import further
from ui.first_run import FirstRun, Making
from ui.kit.theme import theme
from ui.kit.words import words
from ui.roles import roles
from ui.workers.errand import Progress


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def run(qtbot: QtBot, qapp: QApplication, tmp_path: Path, opened: list[Path]) -> Iterator[FirstRun]:
    words().use("en")
    theme().start(qapp)
    roles().key = ""

    def sampled(folder: Path, told: Progress) -> None:
        told(1, 2, "arrive")
        folder.mkdir()

    making = Making(lambda folder: folder.mkdir(), sampled)
    made = FirstRun(making, further(), tmp_path / "home", opened.append)
    qtbot.addWidget(made.page)
    made.page.show()
    yield made
    roles().key = ""
    theme().space_rows("comfortable")


def _choose(run: FirstRun, card: str) -> None:
    run.page.cards[card].setChecked(True)
    run.page.go_on.click()


@pytest.mark.parametrize("card", ["sample", "empty"])
def test_a_new_workspace_is_made_after_the_role_was_chosen(
    qtbot: QtBot, run: FirstRun, opened: list[Path], tmp_path: Path, card: str
) -> None:
    _choose(run, card)
    assert not (tmp_path / "home").exists()
    _choose(run, "accountant")
    qtbot.waitUntil(lambda: opened == [tmp_path / "home"])
    assert (tmp_path / "home").is_dir()
    assert roles().key == "accountant"


def test_the_way_back_from_the_role_keeps_what_was_chosen(run: FirstRun, opened: list[Path]) -> None:
    _choose(run, "empty")
    run.page.back.click()
    assert run.page.choice() == "empty"
    assert opened == []


def test_an_existing_workspace_is_joined_where_it_lies(run: FirstRun, opened: list[Path], tmp_path: Path) -> None:
    bootstrap.create_workspace(tmp_path / "shared", Settings())
    run.page.fields("join").fields["workspace"].line.setText(str(tmp_path / "shared"))
    _choose(run, "join")
    _choose(run, "editor")
    assert opened == [tmp_path / "shared"]


def test_what_is_no_workspace_is_said_beside_its_line(run: FirstRun, opened: list[Path], tmp_path: Path) -> None:
    run.page.fields("join").fields["workspace"].line.setText(str(tmp_path / "nowhere"))
    _choose(run, "join")
    assert run.page.told.text().startswith(f"There is no folder {tmp_path / 'nowhere'}")
    assert run.page.told.isVisible()
    assert run.page.choice() == "join"
    assert opened == []


def test_a_back_up_is_restored_checked_and_opened(
    qtbot: QtBot, run: FirstRun, opened: list[Path], tmp_path: Path
) -> None:
    bootstrap.create_workspace(tmp_path / "old", Settings())
    desk = bootstrap.open_desk(tmp_path / "old")
    desk.back_up(tmp_path / "backup.zip")
    desk.close()
    fields = run.page.fields("restore").fields
    fields["backup"].line.setText(str(tmp_path / "backup.zip"))
    fields["target"].line.setText(str(tmp_path / "new"))
    _choose(run, "restore")
    qtbot.waitUntil(lambda: "editor" in run.page.cards)
    _choose(run, "editor")
    assert opened == [tmp_path / "new"]
    assert (tmp_path / "new" / "events.db").exists()


@pytest.mark.parametrize(
    ("backup", "target", "sentence"),
    [
        ("", "", "Choose the back-up"),
        ("missing.zip", "new", "There is no backup at"),
        ("text.zip", "new", "is damaged"),
    ],
)
def test_a_back_up_that_cannot_be_restored_says_why(
    qtbot: QtBot, run: FirstRun, opened: list[Path], tmp_path: Path, backup: str, target: str, sentence: str
) -> None:
    (tmp_path / "text.zip").write_text("no zip", encoding="utf-8")
    fields = run.page.fields("restore").fields
    fields["backup"].line.setText(str(tmp_path / backup) if backup else "")
    fields["target"].line.setText(str(tmp_path / target) if target else "")
    _choose(run, "restore")
    qtbot.waitUntil(lambda: sentence in run.page.told.text())
    assert run.page.go_on.isEnabled()
    assert not (tmp_path / "new").exists()
    assert opened == []
