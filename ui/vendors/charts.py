"""The charts of vendors: what was spent with whom, and how much of a quota is taken."""

from ui.kit.declare import Tab
from ui.kit.declare_charts import Asked
from ui.kit.words import phrase

NOTHING = phrase("Vendors", "Nothing was spent in these twelve months.")
SPENT = Asked("spent-by-month", phrase("Vendors", "Spent by month"), NOTHING)
RANKS = Asked("spent-by-vendor", phrase("Vendors", "Spent by vendor"), NOTHING)
QUOTAS = Asked("quotas", phrase("Vendors", "Quota"), phrase("Vendors", "No quota is agreed."))
CHARTS = (SPENT, RANKS)
TAB = Tab("charts", phrase("Vendors", "Figures"), "charts", charts=(SPENT, QUOTAS))
