"""What one person likes on this computer, kept outside of any workspace, and how each is shown among the settings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget

from ui.kit import likings as liked
from ui.kit.declare import Choice, Text
from ui.kit.keybook import keybook
from ui.kit.likings import likings
from ui.kit.memory import Memory
from ui.kit.motion import motion
from ui.kit.theme import DENSITIES, MODES, Density, Mode, theme
from ui.kit.words import LANGUAGES, guessed, phrase, words

LANGUAGE, APPEARANCE, DENSITY, WORKSPACE = "language", "appearance", "density", "workspace"
MOTION = "motion"
AT_ONCE = phrase("Settings", "Takes effect at once.")
NEXT_START = phrase("Settings", "Takes effect at the next start.")
NEXT_OPENING = phrase("Settings", "Takes effect when the workspace is opened next.")


@dataclass(frozen=True, slots=True)
class Preference:
    """One thing to like among choices: what holds now, what a choice does, and when it is in force."""

    key: str
    title: Text
    sentence: Text
    choices: Sequence[Choice]
    now: Callable[[], str]
    choose: Callable[[str], None]
    usual: Callable[[], str] | None = None
    """What `Reset` brings back; without it there is nothing to reset."""
    when: Text = AT_ONCE
    also: Text = ""
    """Further words under which it is found."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One number to like, within limits."""

    key: str
    title: Text
    sentence: Text
    unit: Text
    limits: tuple[int, int]
    now: Callable[[], int]
    choose: Callable[[int], None]
    usual: int
    when: Text = AT_ONCE
    also: Text = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """A place on this computer that can be opened or copied."""

    key: str
    title: Text
    sentence: Text
    path: Callable[[], str]
    when: Text = ""
    also: Text = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of its own below a title, such as the list of keys."""

    key: str
    title: Text
    sentence: Text
    make: Callable[[], QWidget]
    when: Text = AT_ONCE
    also: Text = ""


AnyPreference = Preference | Amount | Folder | Part


def wear(memory: Memory) -> None:
    """Put the kept likings in force, or what the system suggests, and keep every later change."""
    words().use(memory.get(LANGUAGE) or guessed())
    mode, density = memory.get(APPEARANCE), memory.get(DENSITY)
    theme().choose(mode if mode in MODES else "system")
    theme().space_rows(density if density in DENSITIES else "comfortable")
    motion().choose(str(memory.get(MOTION) or "system"))
    motion().changed.connect(lambda liking: memory.put(MOTION, liking))
    words().changed.connect(lambda: memory.put(LANGUAGE, words().language))
    theme().changed.connect(lambda: memory.put(APPEARANCE, theme().mode))
    theme().density_changed.connect(lambda chosen: memory.put(DENSITY, chosen))
    likings().remember(memory)
    keybook().remember(memory)


def liking(key: str, title: Text, sentence: Text, choices: Sequence[Choice], **more: Text) -> Preference:
    """A preference that is nothing but a kept value; `when` and `also` as in `Preference`."""
    return Preference(
        key,
        title,
        sentence,
        choices,
        partial(likings().text, key),
        partial(likings().put, key),
        lambda: str(liked.USUAL[key]),
        **more,
    )


ON_OFF = (Choice("on", phrase("Settings", "On")), Choice("off", phrase("Settings", "Off")))

LANGUAGE_CHOICE = Preference(
    LANGUAGE,
    phrase("Settings", "Language"),
    phrase("Settings", "Numbers, dates and amounts follow the language."),
    [Choice(code, name) for code, name in LANGUAGES.items()],
    lambda: words().language,
    lambda code: words().use(code),
    guessed,
    also=phrase("Settings", "English German translation locale format"),
)
APPEARANCE_CHOICE = Preference(
    APPEARANCE,
    phrase("Settings", "Appearance"),
    phrase("Settings", "High contrast is meant for bright rooms and tired eyes."),
    [
        Choice("system", phrase("Settings", "As the system")),
        Choice("light", phrase("Settings", "Light")),
        Choice("dark", phrase("Settings", "Dark")),
        Choice("contrast", phrase("Settings", "High contrast")),
    ],
    lambda: theme().mode,
    lambda mode: theme().choose(cast("Mode", mode)),
    lambda: "system",
    also=phrase("Settings", "theme colours night mode"),
)
DENSITY_CHOICE = Preference(
    DENSITY,
    phrase("Settings", "Density"),
    phrase("Settings", "How tall the rows of all tables are."),
    [
        Choice("comfortable", phrase("Settings", "Comfortable")),
        Choice("regular", phrase("Settings", "Regular")),
        Choice("compact", phrase("Settings", "Compact")),
    ],
    lambda: theme().density,
    lambda density: theme().space_rows(cast("Density", density)),
    lambda: "comfortable",
    also=phrase("Settings", "row height spacing"),
)
SIZE_CHOICE = liking(
    liked.SIZE,
    phrase("Settings", "Size"),
    phrase("Settings", "How large everything in the window is, on top of what the system says."),
    [Choice(size, f"{size} %") for size in liked.SIZES],
    when=NEXT_START,
    also=phrase("Settings", "zoom scale font text larger smaller"),
)
MOTION_CHOICE = Preference(
    MOTION,
    phrase("Settings", "Motion"),
    phrase("Settings", "Whether drawer, inspector and messages slide to their places."),
    [
        Choice("system", phrase("Settings", "As the system")),
        Choice("reduced", phrase("Settings", "Reduced")),
        Choice("full", phrase("Settings", "Full")),
    ],
    lambda: motion().liking,
    lambda chosen: motion().choose(chosen),
    lambda: "system",
    also=phrase("Settings", "animation slide accessibility"),
)
MESSAGES_CHOICE = liking(
    liked.SYSTEM_MESSAGES,
    phrase("Settings", "Messages of the system"),
    phrase("Settings", "While another window is in front: for batches of more than two minutes and for failures."),
    [Choice("important", phrase("Settings", "On")), Choice("off", phrase("Settings", "Off"))],
    also=phrase("Settings", "notification desktop alert"),
)
TASK_BAR_CHOICE = liking(
    liked.TASK_BAR,
    phrase("Settings", "Progress on the task bar"),
    phrase("Settings", "How much of all running batches is done, where the desktop can show it."),
    ON_OFF,
    also=phrase("Settings", "dock launcher progress bar"),
)
LETTERS_CHOICE = Preference(
    "letters",
    phrase("Settings", "Single letters as keys"),
    phrase("Settings", "They act while a list or a document has the keyboard, never in a text field."),
    ON_OFF,
    lambda: "on" if keybook().letters else "off",
    lambda chosen: keybook().use_letters(on=chosen == "on"),
    lambda: "on",
    also=phrase("Settings", "shortcuts accessibility"),
)
CACHE_AMOUNT = Amount(
    liked.CACHE_MB,
    phrase("Settings", "Space for pictures and documents fetched ahead"),
    phrase("Settings", "On this computer, for each workspace. The oldest ones go first; nothing recorded is removed."),
    phrase("Settings", "MB"),
    (50, 20_000),
    partial(likings().number, liked.CACHE_MB),
    partial(likings().put, liked.CACHE_MB),
    int(liked.USUAL[liked.CACHE_MB]),
    also=phrase("Settings", "cache disk storage limit offline"),
)
