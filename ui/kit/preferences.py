"""What one person likes on this computer: language, appearance and density, kept outside of any workspace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from ui.kit.declare import Choice, Text
from ui.kit.memory import Memory
from ui.kit.motion import motion
from ui.kit.theme import DENSITIES, MODES, Density, Mode, theme
from ui.kit.words import LANGUAGES, guessed, phrase, words

LANGUAGE, APPEARANCE, DENSITY, WORKSPACE = "language", "appearance", "density", "workspace"
MOTION = "motion"


@dataclass(frozen=True, slots=True)
class Preference:
    """One thing to like: its choices, what holds now and what a choice does; takes effect at once."""

    key: str
    title: Text
    sentence: Text
    choices: Sequence[Choice]
    now: Callable[[], str]
    choose: Callable[[str], None]


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


LANGUAGE_CHOICE = Preference(
    LANGUAGE,
    phrase("Settings", "Language"),
    phrase("Settings", "Numbers, dates and amounts follow the language."),
    [Choice(code, name) for code, name in LANGUAGES.items()],
    lambda: words().language,
    lambda code: words().use(code),
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
    lambda liking: motion().choose(liking),
)
