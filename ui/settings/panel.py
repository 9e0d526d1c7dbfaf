"""The settings: general likings, each in force at once."""

from ui.kit.page import Page, Place, Surroundings
from ui.kit.preferences import APPEARANCE_CHOICE, DENSITY_CHOICE, LANGUAGE_CHOICE
from ui.kit.settings_page import Section, SettingsPage
from ui.kit.words import phrase
from ui.roles import ROLE_CHOICE

SECTIONS = (Section(phrase("Settings", "General"), (LANGUAGE_CHOICE, APPEARANCE_CHOICE, DENSITY_CHOICE, ROLE_CHOICE)),)


def page(_around: Surroundings) -> Page:
    """The page behind the entry at the foot of the navigation."""
    return SettingsPage(phrase("Settings", "Settings"), SECTIONS)


SETTINGS = Place("settings", phrase("Settings", "Settings"), "settings", "Ctrl+,", page, foot=True)
