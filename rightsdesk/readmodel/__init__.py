"""Tables that follow the log, disposable and rebuilt by replay, and the questions they answer."""

from rightsdesk.readmodel.activity import ActivityRow
from rightsdesk.readmodel.batches import BatchRow
from rightsdesk.readmodel.credit_advices import AdviceRow
from rightsdesk.readmodel.examples import Example
from rightsdesk.readmodel.feeds import FeedRow, QuarantineRow
from rightsdesk.readmodel.images import ImageRow
from rightsdesk.readmodel.impact import ImpactLine
from rightsdesk.readmodel.model import ReadModel, Standing, open_read_model
from rightsdesk.readmodel.pages import Reader
from rightsdesk.readmodel.platforms import PlatformRow
from rightsdesk.readmodel.projector import Changed
from rightsdesk.readmodel.query import Query, Selection
from rightsdesk.readmodel.rebuild import Comparison
from rightsdesk.readmodel.summary import FieldSummary, Summary
from rightsdesk.readmodel.vendors import VendorRow

__all__ = [
    "ActivityRow",
    "AdviceRow",
    "BatchRow",
    "Changed",
    "Comparison",
    "Example",
    "FeedRow",
    "FieldSummary",
    "ImageRow",
    "ImpactLine",
    "PlatformRow",
    "QuarantineRow",
    "Query",
    "ReadModel",
    "Reader",
    "Selection",
    "Standing",
    "Summary",
    "VendorRow",
    "open_read_model",
]
