"""What can be done about something that happened: batches are undone and repeated where they stand."""

from ui.kit.declare import Action
from ui.kit.words import phrase

ACTIONS = (Action("copy", phrase("Activity", "Copy event numbers"), "copy", copies="id"),)
