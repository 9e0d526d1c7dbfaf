"""The counter: everything the window and the command line may see and ask of the product."""

from rightsdesk.batches.redo import Preview
from rightsdesk.batches.submit import Ticket
from rightsdesk.desk.counter import Desk, Status
from rightsdesk.desk.imports import Handing, ImportReport
from rightsdesk.desk.orders import (
    ApproveAdvices,
    BulkOrder,
    BuyImages,
    GenerateAdvices,
    IssueAdvices,
    RefreshImages,
    ReinstateImages,
    RejectAdvices,
    UpdateImages,
    WithdrawImages,
)
from rightsdesk.desk.parts import Parts
from rightsdesk.domain.image.texts import TextEdit, TextMode
from rightsdesk.domain.messages import Refused
from rightsdesk.readmodel import (
    ActivityRow,
    AdviceRow,
    BatchRow,
    Changed,
    Example,
    FieldSummary,
    ImageRow,
    ImpactLine,
    Query,
    Reader,
    Selection,
    Summary,
    VendorRow,
)
from rightsdesk.vendorsync.sync import SyncReport
from rightsdesk.workqueue.queue import Progress

__all__ = [
    "ActivityRow",
    "AdviceRow",
    "ApproveAdvices",
    "BatchRow",
    "BulkOrder",
    "BuyImages",
    "Changed",
    "Desk",
    "Example",
    "FieldSummary",
    "GenerateAdvices",
    "Handing",
    "ImageRow",
    "ImpactLine",
    "ImportReport",
    "IssueAdvices",
    "Parts",
    "Preview",
    "Progress",
    "Query",
    "Reader",
    "RefreshImages",
    "Refused",
    "ReinstateImages",
    "RejectAdvices",
    "Selection",
    "Status",
    "Summary",
    "SyncReport",
    "TextEdit",
    "TextMode",
    "Ticket",
    "UpdateImages",
    "VendorRow",
    "WithdrawImages",
]
