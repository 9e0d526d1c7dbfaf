"""The typeface of the window: Inter in four weights, with figures of equal width where numbers stand in columns."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from rightsdesk import resources
from rightsdesk.faults import Unknown
from ui.kit import tokens

FAMILY = "Inter"


@cache
def load() -> str:
    """Take the bundled files into the program once; the name of the family that is used from then on."""
    try:
        files = sorted(resources.path("fonts").glob("*.?tf"))
    except Unknown:
        files = []
    for file in files:
        QFontDatabase.addApplicationFont(str(file))
    return FAMILY if FAMILY in QFontDatabase.families() else QFont().family()


@cache
def font(size: str = "body", weight: int = 400, *, tabular: bool = False) -> QFont:
    """A shared font: `size` from the type scale, `weight` 400 to 700, `tabular` for numbers; never change it."""
    made = QFont(load())
    made.setPixelSize(pixels(size))
    made.setWeight(QFont.Weight(weight))
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def pixels(size: str) -> int:
    """The height of a step of the type scale in device independent pixels."""
    return max(tokens.SMALLEST_PIXELS, round(tokens.BASE_PIXELS * tokens.SCALE[size]))
