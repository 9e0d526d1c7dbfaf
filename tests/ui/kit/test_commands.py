"""Undo and bring back: one command, one step, whatever its size."""

from ui.kit.commands import Commands, Given


def test_the_last_command_is_undone_first() -> None:
    """Two commands given, the second one is on top."""
    commands = Commands()
    commands.remember("a", "Title")
    commands.remember("b", "Price")
    assert commands.done[-1] == Given("b", "Price")


def test_what_was_undone_can_be_brought_back_and_undone_again() -> None:
    """Undo and bring back may alternate as often as one likes."""
    commands = Commands()
    commands.remember("a", "Title")
    commands.was_undone("a", "a2", "Title")
    assert (commands.done, commands.undone) == ([], [Given("a2", "Title")])
    commands.was_undone("a2", "a3", "Title")
    assert (commands.done, commands.undone) == ([Given("a3", "Title")], [])


def test_a_new_command_ends_the_way_back() -> None:
    """After another command nothing old is brought back over it."""
    commands = Commands()
    commands.remember("a", "Title")
    commands.was_undone("a", "a2", "Title")
    commands.remember("b", "Price")
    assert commands.undone == []


def test_the_same_command_is_held_back_for_a_minute_only() -> None:
    at = [0.0]
    asked: list[float] = []
    commands = Commands(clock=lambda: at[0], asks=lambda ago, _again: asked.append(ago))
    commands.note("withdraw 3")
    at[0] = 8.0
    assert commands.holds_back("withdraw 3", lambda: None)
    assert not commands.holds_back("withdraw 4", lambda: None)
    at[0] = 61.0
    assert not commands.holds_back("withdraw 3", lambda: None)
    assert asked == [8.0]
