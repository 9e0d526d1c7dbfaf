"""The product keeps its shape: each rule is a function over a root, tried on planted trees in test_guards_bite."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import budgets, declared, leaks, shapes, timeless
from tests.architecture.tree import PROJECT

RULES: tuple[Callable[[Path], list[str]], ...] = (
    budgets.too_long,
    budgets.too_long_on_the_whole,
    declared.undeclared,
    declared.unlisted,
    leaks.loose_locks,
    leaks.machine_places,
    leaks.notes_to_oneself,
    leaks.registry_hosts,
    shapes.catch_alls,
    shapes.deciding_features,
    shapes.drawers,
    shapes.prints,
    shapes.stray_colours,
    shapes.stray_threads,
    shapes.undocumented,
    timeless.stored_answers,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_product_keeps_its_shape(rule: Callable[[Path], list[str]]) -> None:
    found = rule(PROJECT)
    assert not found, "\n".join(["", *found])


def test_tests_stay_short_enough_to_be_read() -> None:
    assert budgets.too_long(PROJECT, "tests") == []
