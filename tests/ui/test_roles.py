from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ui.kit.memory import Memory
from ui.kit.table_layout import Layout, kept, recalled
from ui.kit.theme import theme
from ui.pages import places
from ui.roles import ROLE, ROLE_CHOICE, ROLES, WORN, dress, roles, wear_role


@pytest.fixture
def memory(qapp: QApplication, tmp_path: Path) -> Iterator[Memory]:
    theme().start(qapp)
    roles().key = ""
    yield Memory(tmp_path / "window.json")
    roles().key = ""
    theme().space_rows("comfortable")


@pytest.mark.parametrize(
    ("role", "start", "density"),
    [
        ("editor", "images", "comfortable"),
        ("accountant", "credit_advices", "compact"),
        ("administrator", "batches", "regular"),
    ],
)
def test_a_role_sets_the_first_view_and_the_height_of_rows(memory: Memory, role: str, start: str, density: str) -> None:
    roles().choose(role)
    dress(memory, "window.place")
    assert memory.get("window.place") == start
    assert theme().density == density


def test_a_role_shows_its_columns_and_leaves_those_of_the_person(memory: Memory) -> None:
    kept(memory, "images", Layout(shown=["byline"], hidden=["price"]))
    roles().choose("accountant")
    dress(memory, "window.place")
    layout = recalled(memory, "images")
    assert {"byline", "usages", "price_origin"} <= set(layout.shown)
    assert {"price", "sync"} <= set(layout.hidden)
    roles().choose("editor")
    dress(memory, "window.place")
    layout = recalled(memory, "images")
    assert "price_origin" not in layout.shown
    assert "byline" in layout.shown
    assert layout.hidden == ["price"]


def test_a_window_is_set_up_once_for_a_role_and_then_left_alone(memory: Memory) -> None:
    roles().choose("accountant")
    dress(memory, "window.place")
    memory.put("window.place", "vendors")
    dress(memory, "window.place")
    assert memory.get("window.place") == "vendors"
    assert memory.get(WORN) == "accountant"


def test_without_a_role_nothing_is_set(memory: Memory) -> None:
    dress(memory, "window.place")
    assert memory.get("window.place") is None


def test_the_role_is_kept_and_an_unknown_one_is_none(memory: Memory) -> None:
    wear_role(memory)
    ROLE_CHOICE.choose("accountant")
    assert memory.get(ROLE) == "accountant"
    assert ROLE_CHOICE.now() == "accountant"
    roles().choose("king")
    assert roles().key == "accountant"


def test_every_role_names_views_and_columns_that_exist() -> None:
    features = {place.key: place.feature for place in places()}
    for role in ROLES.values():
        assert role.start in features
        for view, columns in role.columns.items():
            feature = features[view]
            assert feature is not None
            assert {*columns.shown, *columns.hidden} <= {column.key for column in feature.columns}
