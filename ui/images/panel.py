"""The view of images."""

from ui.images.actions import ACTIONS, IMPACTS, UPDATE
from ui.images.columns import COLUMNS
from ui.images.fields import FIELDS, RIGHTS
from ui.images.filters import FILTERS, VIEWS
from ui.images.rights_actions import RIGHTS_ACTIONS
from ui.images.usage_actions import USAGE_ACTIONS
from ui.kit.contents import join, text
from ui.kit.declare import EmptyState, Feature, Inspector, Tab
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
    columns=COLUMNS,
    actions=(*ACTIONS, *RIGHTS_ACTIONS, *USAGE_ACTIONS),
    views=VIEWS,
    filters=FILTERS,
    impacts=IMPACTS,
    shortcut="Ctrl+1",
    inspector=Inspector(
        title=text("title"),
        subtitle=join(text("asset_id"), text("vendor_name")),
        picture="key",
        pill="state",
        tabs=(
            Tab("metadata", phrase("Images", "Metadata"), "fields", fields=FIELDS),
            Tab("rights", phrase("Images", "Rights"), "verdict"),
            usages_of("image:{key}"),
            Tab("facts", phrase("Images", "Facts"), "facts", facts=RIGHTS),
            charges_of("image:{key}"),
            Tab("history", phrase("Images", "History"), "history"),
        ),
        fields=FIELDS,
        order=UPDATE,
        button=phrase("Images", "Update %n image(s)"),
        totals={"vendor": phrase("Images", "%n vendor(s)")},
    ),
    empty=EmptyState(
        phrase("Images", "No images yet"),
        phrase(
            "Images", "Connect a vendor: rightsdesk feeds add. Or take over files: rightsdesk images import FOLDER."
        ),
        "images",
    ),
)
PLACE = place_for(IMAGES)
