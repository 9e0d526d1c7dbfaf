"""The chart of images: how many go off line in the months ahead."""

from ui.kit.declare_charts import Asked
from ui.kit.words import phrase

CHARTS = (
    Asked(
        "endings",
        phrase("Images", "Still allowed online, month by month"),
        phrase("Images", "None of these images goes off line in the next twelve months."),
        "online_until",
        phrase("Images", "%n image(s)"),
    ),
)
