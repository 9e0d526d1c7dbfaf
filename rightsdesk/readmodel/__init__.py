"""Tables that follow the log, disposable and rebuilt by replay, and the questions they answer."""

from rightsdesk.readmodel.activity import ActivityRow
from rightsdesk.readmodel.batches import BatchRow
from rightsdesk.readmodel.charges import ChargeRow
from rightsdesk.readmodel.credit_advices import AdviceRow
from rightsdesk.readmodel.endings import Endings
from rightsdesk.readmodel.examples import Example
from rightsdesk.readmodel.feeds import FeedRow, QuarantineRow
from rightsdesk.readmodel.findings import FindingRow
from rightsdesk.readmodel.images import ImageRow
from rightsdesk.readmodel.judging import Ground, Held, Judged
from rightsdesk.readmodel.lookup import Named
from rightsdesk.readmodel.model import ReadModel, Standing, is_ready, open_read_model
from rightsdesk.readmodel.pages import Reader
from rightsdesk.readmodel.past import Moment, Past
from rightsdesk.readmodel.pictures import Picture
from rightsdesk.readmodel.platforms import PlatformRow
from rightsdesk.readmodel.projector import Changed
from rightsdesk.readmodel.provenance import Source
from rightsdesk.readmodel.query import Query, Selection
from rightsdesk.readmodel.rebuild import Comparison
from rightsdesk.readmodel.spending import Spent
from rightsdesk.readmodel.summary import FieldSummary, Summary
from rightsdesk.readmodel.telling import ImpactLine
from rightsdesk.readmodel.trial import Differing, Replaced, Trial, Trials
from rightsdesk.readmodel.usages import UsageRow
from rightsdesk.readmodel.vendors import VendorRow

__all__ = [
    "ActivityRow",
    "AdviceRow",
    "BatchRow",
    "Changed",
    "ChargeRow",
    "Comparison",
    "Differing",
    "Endings",
    "Example",
    "FeedRow",
    "FieldSummary",
    "FindingRow",
    "Ground",
    "Held",
    "ImageRow",
    "ImpactLine",
    "Judged",
    "Moment",
    "Named",
    "Past",
    "Picture",
    "PlatformRow",
    "QuarantineRow",
    "Query",
    "ReadModel",
    "Reader",
    "Replaced",
    "Selection",
    "Source",
    "Spent",
    "Standing",
    "Summary",
    "Trial",
    "Trials",
    "UsageRow",
    "VendorRow",
    "is_ready",
    "open_read_model",
]
