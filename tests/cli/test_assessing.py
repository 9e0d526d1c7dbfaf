"""Marking and rating on the command line."""

from tests.kit.terminal import Terminal


def test_images_are_picked_rated_and_found_again(bought: Terminal) -> None:
    keys = [row["key"] for row in bought.json("images", "list", "--limit", "2")]
    where = f"key:{keys[0]},{keys[1]}"
    bought.json("images", "assess", "--where", where, "--mark", "pick", "--rating", "4", "--wait")
    rows = bought.json("images", "list", "--where", "mark:pick rating:4")
    assert [row["key"] for row in rows] == keys
    assert all((row["rating"], row["picked"]) == (4, True) for row in rows)


def test_an_assessment_that_says_nothing_is_refused(bought: Terminal) -> None:
    said = bought.run("images", "assess", "--where", "state:usable")
    assert said.code == 2
    assert "Give --mark, --rating, or both." in said.err


def test_a_platform_is_added_to_each_image_without_touching_the_others(bought: Terminal) -> None:
    before = {row["key"]: row["platforms"] for row in bought.json("images", "list", "--limit", "3")}
    where = f"key:{','.join(before)}"
    bought.json("images", "update", "--where", where, "--set", "platforms=+sport", "--wait")
    after = {row["key"]: row["platforms"] for row in bought.json("images", "list", "--where", where)}
    assert all({*before[key], "sport"} == {*after[key]} for key in before)
