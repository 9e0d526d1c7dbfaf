"""The settings: what one person likes, each in force as it says."""

from ui.kit import preferences as mine
from ui.kit.keys_editor import KeysEditor
from ui.kit.page import Page, Place, Surroundings
from ui.kit.preferences import Part
from ui.kit.settings_page import Section, SettingsPage
from ui.kit.words import phrase
from ui.kit.workspace_settings import program_folder, undo_days_of, workspace_folder
from ui.roles import ROLE_CHOICE

KEYS = Part(
    "keys",
    phrase("Settings", "Keys"),
    phrase("Settings", "Press an entry, then the keys that it shall have."),
    KeysEditor,
    also=phrase("Settings", "shortcut keyboard map hotkey"),
)


def sections(around: Surroundings) -> tuple[Section, ...]:
    """All of them, general likings first."""
    general = (mine.LANGUAGE_CHOICE, mine.APPEARANCE_CHOICE, mine.DENSITY_CHOICE, mine.SIZE_CHOICE, mine.MOTION_CHOICE)
    return (
        Section(phrase("Settings", "General"), general, "general"),
        Section(phrase("Settings", "Notifications"), (mine.MESSAGES_CHOICE, mine.TASK_BAR_CHOICE), "notifications"),
        Section(phrase("Settings", "Batches"), (undo_days_of(around),), "batches"),
        Section(
            phrase("Settings", "Offline and storage"),
            (mine.CACHE_AMOUNT, workspace_folder(around), program_folder(around)),
            "storage",
        ),
        Section(phrase("Settings", "Person"), (ROLE_CHOICE,), "person"),
        Section(phrase("Settings", "Keyboard"), (mine.LETTERS_CHOICE, KEYS), "keyboard"),
    )


def page(around: Surroundings) -> Page:
    """The page behind the entry at the foot of the navigation."""
    return SettingsPage(phrase("Settings", "Settings"), sections(around))


SETTINGS = Place("settings", phrase("Settings", "Settings"), "settings", "Ctrl+,", page, foot=True)
