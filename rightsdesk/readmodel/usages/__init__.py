"""The table of usages: where pictures stand, until when they may, and what was decided about those that must go."""

from rightsdesk.readmodel.usages.declared import USAGES
from rightsdesk.readmodel.usages.questions import VIEW, UsageRow

__all__ = ["USAGES", "VIEW", "UsageRow"]
