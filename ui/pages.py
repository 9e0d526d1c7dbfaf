"""The places of the window, in the order of the navigation."""

from ui.kit.page import Place
from ui.settings.panel import SETTINGS


def places() -> tuple[Place, ...]:
    """Every place, daily work first, settings at the foot."""
    return (SETTINGS,)
