"""The view of vendors."""

from ui.kit.contents import join, text
from ui.kit.declare import EmptyState, Feature, Inspector
from ui.kit.panel import place_for
from ui.kit.words import phrase
from ui.vendors.actions import ACTIONS
from ui.vendors.charts import CHARTS
from ui.vendors.columns import COLUMNS
from ui.vendors.filters import FILTERS, VIEWS
from ui.vendors.impacts import IMPACTS
from ui.vendors.tabs import TABS

VENDORS = Feature(
    key="vendors",
    title=phrase("Vendors", "Vendors"),
    icon="building-2",
    table="vendors",
    noun=phrase("Vendors", "%n vendor(s)"),
    selected=phrase("Vendors", "%n vendor(s) selected"),
    all_selected=phrase("Vendors", "All %n matching vendor(s) selected"),
    columns=COLUMNS,
    actions=ACTIONS,
    views=VIEWS,
    filters=FILTERS,
    problems="-readiness:ready",
    impacts=IMPACTS,
    charts=CHARTS,
    shortcut="Ctrl+3",
    order="name",
    state="readiness",
    inspector=Inspector(
        title=text("name"),
        subtitle=join(text("key"), text("city"), text("country")),
        pill="readiness",
        tabs=TABS,
        heading=phrase("Vendors", "Generate credit advices"),
    ),
    empty=EmptyState(
        phrase("Vendors", "No vendors yet"),
        phrase("Vendors", "Import them from a file: rightsdesk vendors import FILE"),
        "building-2",
    ),
)
PLACE = place_for(VENDORS)
