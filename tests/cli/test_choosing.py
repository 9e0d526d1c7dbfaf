"""Choosing for a bulk command on the command line: the platform that is meant."""

import pytest

from tests.kit.terminal import Terminal


@pytest.mark.parametrize("platform", ["tag", ""])
def test_nothing_is_bought_before_a_platform_is_set_up(empty: Terminal, platform: str) -> None:
    said = empty.run("--json", "images", "buy", "--where", "", "--platform", platform)
    assert said.code == 1
    assert said.document["error"]["sentence"] == f"There is no platform {platform!r}; platforms are none yet."


def test_before_a_platform_is_set_up_every_name_will_do_for_a_restriction(empty: Terminal) -> None:
    said = empty.run("rights", "restrict", "--where", "", "--platform", "tag", "--reason", "x", "--dry-run")
    assert said.code == 0


def test_a_purchase_that_is_rehearsed_knows_the_platforms_too(bought: Terminal) -> None:
    said = bought.run("--json", "images", "buy", "--where", "", "--platform", "nowhere", "--dry-run")
    assert "platforms are tag, reise, sport." in said.document["error"]["sentence"]
