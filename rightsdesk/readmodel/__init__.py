"""Tables that follow the log, disposable and rebuilt by replay, and the questions they answer."""

from rightsdesk.readmodel.activity import ActivityRow
from rightsdesk.readmodel.batches import BatchRow
from rightsdesk.readmodel.charges import ChargeRow
from rightsdesk.readmodel.credit_advices import AdviceRow
from rightsdesk.readmodel.examples import Example
from rightsdesk.readmodel.feeds import FeedRow, QuarantineRow
from rightsdesk.readmodel.findings import FindingRow
from rightsdesk.readmodel.images import ImageRow
from rightsdesk.readmodel.judging import Ground, Held, Judged
from rightsdesk.readmodel.lookup import Named
from rightsdesk.readmodel.model import ReadModel, Standing, open_read_model
from rightsdesk.readmodel.pages import Reader
from rightsdesk.readmodel.platforms import PlatformRow
from rightsdesk.readmodel.projector import Changed
from rightsdesk.readmodel.provenance import Source
from rightsdesk.readmodel.query import Query, Selection
from rightsdesk.readmodel.rebuild import Comparison
from rightsdesk.readmodel.summary import FieldSummary, Summary
from rightsdesk.readmodel.telling import ImpactLine
from rightsdesk.readmodel.usages import UsageRow
from rightsdesk.readmodel.vendors import VendorRow

__all__ = [
    "ActivityRow",
    "AdviceRow",
    "BatchRow",
    "Changed",
    "ChargeRow",
    "Comparison",
    "Example",
    "FeedRow",
    "FieldSummary",
    "FindingRow",
    "Ground",
    "Held",
    "ImageRow",
    "ImpactLine",
    "Judged",
    "Named",
    "PlatformRow",
    "QuarantineRow",
    "Query",
    "ReadModel",
    "Reader",
    "Selection",
    "Source",
    "Standing",
    "Summary",
    "UsageRow",
    "VendorRow",
    "open_read_model",
]
