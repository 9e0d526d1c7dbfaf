"""Role, days of undo and space for pictures stand in one place each, and what was kept elsewhere is taken over."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from rightsdesk.desk.house import House
from rightsdesk.faults import Unusable
from rightsdesk.settings import Settings, load, save
from tests.kit.window import made, opened, panel, quiet, until
from ui.belongings import UNDO_DAYS, Belongings
from ui.kit.batch_card import BatchCard
from ui.kit.likings import CACHE_MB, likings
from ui.kit.memory import Memory
from ui.kit.page import Surroundings
from ui.kit.theme import theme
from ui.roles import ROLE_CHOICE, roles
from ui.settings.panel import sections


class Hall:
    """A workspace's settings with a window over them."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        save(folder, settings)
        self.folder, self.limits, self.said = folder, list[int](), list[str]()
        self.house = House(folder, settings)
        pictures = SimpleNamespace(keep_within=self.limits.append)
        errands = SimpleNamespace(run=lambda deed: deed())
        self.around = cast(
            "Surroundings",
            SimpleNamespace(
                desk=SimpleNamespace(house=self.house, pictures=pictures, folder=folder),
                roster=SimpleNamespace(errands=errands),
                toasts=SimpleNamespace(say=lambda words, **_how: self.said.append(words)),
            ),
        )
        self._owner = QObject()
        self.belongings = Belongings(self.around, self._owner)
        self.belongings.begin()


@pytest.fixture
def memory(qapp: QApplication, tmp_path: Path) -> Iterator[Memory]:
    theme().start(qapp)
    kept = Memory(tmp_path / "program.json")
    roles().key = ""
    likings().remember(kept)
    yield kept
    roles().key = ""
    likings().remember(Memory(tmp_path / "nobody.json"))
    theme().space_rows("comfortable")


@pytest.fixture
def hall(memory: Memory, tmp_path: Path) -> Iterator[Callable[..., Hall]]:
    halls: list[Hall] = []

    def build(name: str = "one", **settings: Any) -> Hall:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        halls.append(Hall(folder, Settings(**settings)))
        return halls[-1]

    yield build
    for each in halls:
        each.belongings.end()


def test_every_setting_stands_once_among_the_settings(hall: Callable[..., Hall]) -> None:
    titles = [str(one.title) for section in sections(hall().around) for one in section.preferences]
    assert titles.count("Role") == 1
    assert sorted(titles) == sorted(set(titles))


def test_the_role_chosen_is_that_of_the_desk_as_well(hall: Callable[..., Hall]) -> None:
    desk = hall(role="administrator")
    assert ROLE_CHOICE.now() == "administrator"
    ROLE_CHOICE.choose("accountant")
    assert (ROLE_CHOICE.now(), desk.house.role, load(desk.folder).role) == ("accountant", "accountant", "accountant")


def test_a_role_the_workspace_kept_holds_until_the_person_chooses(hall: Callable[..., Hall]) -> None:
    hall(role="picture editor")
    assert ROLE_CHOICE.now() == "editor"
    ROLE_CHOICE.choose("administrator")
    other = hall("two", role="viewer")
    assert other.house.role == "administrator"


def test_days_of_undo_a_person_had_kept_become_those_of_the_workspace_once(
    memory: Memory, hall: Callable[..., Hall]
) -> None:
    memory.put(UNDO_DAYS, 90)
    assert load(hall().folder).undo_days == 90
    assert memory.get(UNDO_DAYS) is None
    assert hall("two").house.undo_days == 30


def test_the_space_a_workspace_had_asked_for_becomes_that_of_the_computer(hall: Callable[..., Hall]) -> None:
    first = hall(picture_cache_mb=2_000)
    assert (likings().number(CACHE_MB), first.limits) == (2_000, [2_000])
    assert load(first.folder).picture_cache_mb == 500
    assert hall("two").limits == [2_000]
    likings().put(CACHE_MB, 500)
    assert first.limits == [2_000, 500]


def test_the_space_chosen_on_the_computer_wins_over_that_of_a_workspace(hall: Callable[..., Hall]) -> None:
    likings().put(CACHE_MB, 900)
    assert hall(picture_cache_mb=2_000).limits == [900]


def test_a_closed_workspace_hears_of_no_further_change(hall: Callable[..., Hall]) -> None:
    desk = hall(role="administrator")
    desk.belongings.end()
    ROLE_CHOICE.choose("accountant")
    likings().put(CACHE_MB, 700)
    assert (load(desk.folder).role, desk.limits) == ("administrator", [])


def test_a_disk_that_takes_no_settings_is_told_of(hall: Callable[..., Hall], monkeypatch: pytest.MonkeyPatch) -> None:
    desk = hall(role="administrator")

    def full(*_asked: object) -> None:
        raise Unusable("The disk is full.", code="SETTINGS")

    monkeypatch.setattr("rightsdesk.desk.house.save", full)
    ROLE_CHOICE.choose("accountant")
    assert desk.said == ["The disk is full."]


def test_fewer_days_of_undo_hold_for_everybody_at_once(memory: Memory, tmp_path: Path) -> None:
    with opened(made(tmp_path / "sample", 40, 4)) as session:
        view = panel(session, "activity")
        view.filter_by("what:batch.queued")
        quiet(session)
        view.table.move_cursor(0)
        card = view.inspector.findChild(BatchCard)
        assert card is not None
        until(lambda: card.row is not None)
        session.desk.house.keep_undo_days(7)
        assert session.desk.house.undo_days == 7
        ROLE_CHOICE.choose("accountant")
        session.ask_status()
        quiet(session)
        assert session.window.status_bar.role.text() == "Role: Accountant"
        assert session.desk.status().role == "accountant"
