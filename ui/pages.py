"""The places of the window, in the order of the navigation."""

from ui.activity import panel as activity
from ui.batches import panel as batches
from ui.credit_advices import panel as credit_advices
from ui.findings import panel as findings
from ui.images import panel as images
from ui.kit.page import Place
from ui.settings.panel import SETTINGS
from ui.usages import panel as usages
from ui.vendors import panel as vendors


def places() -> tuple[Place, ...]:
    """Every place, daily work first, settings at the foot."""
    return (
        *(images.PLACE, usages.PLACE, findings.PLACE, vendors.PLACE),
        *(credit_advices.PLACE, batches.PLACE, activity.PLACE, SETTINGS),
    )
