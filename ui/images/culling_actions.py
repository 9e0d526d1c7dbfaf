"""The pick list, over many images at once."""

from rightsdesk.desk import AssessImages
from ui.kit.declare import Action
from ui.kit.words import phrase

PICK_ACTIONS = (
    Action(
        "pick",
        phrase("Images", "Add to pick list"),
        "flag",
        order=lambda: AssessImages("pick"),
        button=phrase("Images", "Add %n image(s) to pick list"),
    ),
    Action(
        "unpick",
        phrase("Images", "Remove from pick list"),
        "list-x",
        order=lambda: AssessImages("unpick"),
        button=phrase("Images", "Remove %n image(s) from pick list"),
    ),
)
