"""The chart of usages: how many must go off line in the months ahead."""

from ui.kit.declare_charts import Asked
from ui.kit.words import phrase

CHARTS = (
    Asked(
        "endings",
        phrase("Usages", "Still allowed online, month by month"),
        phrase("Usages", "None of these usages ends in the next twelve months."),
        "online_until",
        phrase("Usages", "%n usage(s)"),
    ),
)
