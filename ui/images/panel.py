"""The view of images."""

from rightsdesk.desk import restored
from ui.images.actions import ACTIONS, IMPACTS, UPDATE
from ui.images.charts import CHARTS
from ui.images.columns import COLUMNS
from ui.images.culling import ONE_BY_ONE
from ui.images.culling_actions import PICK_ACTIONS
from ui.images.fields import FIELDS, ORIGINS, RIGHTS
from ui.images.filters import FILTERS, VIEWS
from ui.images.further_columns import FURTHER_COLUMNS
from ui.images.further_filters import FURTHER_FILTERS
from ui.images.rights_actions import RIGHTS_ACTIONS
from ui.images.usage_actions import USAGE_ACTIONS
from ui.kit.contents import join, text
from ui.kit.declare import EmptyState, Feature, Inspector, Tab
from ui.kit.declare_tile import Tile
from ui.kit.panel import place_for
from ui.kit.related import charges_of, usages_of
from ui.kit.words import phrase

IMAGES = Feature(
    key="images",
    title=phrase("Images", "Images"),
    icon="images",
    table="images",
    noun=phrase("Images", "%n image(s)"),
    selected=phrase("Images", "%n image(s) selected"),
    all_selected=phrase("Images", "All %n matching image(s) selected"),
    columns=(*COLUMNS, *FURTHER_COLUMNS),
    actions=(*ACTIONS, *PICK_ACTIONS, *RIGHTS_ACTIONS, *USAGE_ACTIONS),
    views=VIEWS,
    filters=(*FILTERS, *FURTHER_FILTERS),
    problems="sync:failed,conflict",
    impacts=IMPACTS,
    charts=CHARTS,
    shortcut="Ctrl+1",
    tile=Tile("title", under="vendor_name", left="online_until", right="price", pills=("sync", "state")),
    inspector=Inspector(
        title=text("title"),
        subtitle=join(text("asset_id"), text("vendor_name")),
        picture="key",
        pill="state",
        tabs=(
            Tab("metadata", phrase("Images", "Metadata"), "fields", fields=FIELDS, origins=ORIGINS),
            Tab("rights", phrase("Images", "Rights"), "verdict"),
            usages_of("image:{key}"),
            Tab("facts", phrase("Images", "Facts"), "facts", facts=RIGHTS),
            charges_of("image:{key}"),
            Tab("history", phrase("Images", "History"), "history", restore=restored),
        ),
        fields=FIELDS,
        order=UPDATE,
        button=phrase("Images", "Update %n image(s)"),
        totals={"vendor": phrase("Images", "%n vendor(s)"), "platforms": phrase("Images", "%n platform(s)")},
    ),
    culling=ONE_BY_ONE,
    empty=EmptyState(
        phrase("Images", "No images yet"),
        phrase(
            "Images", "Connect a vendor: rightsdesk feeds add. Or take over files: rightsdesk images import FOLDER."
        ),
        "images",
    ),
)
PLACE = place_for(IMAGES)
