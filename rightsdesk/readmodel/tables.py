"""Every projection and every table that can be questioned, in one place."""

from rightsdesk.readmodel import (
    activity,
    batches,
    charges,
    credit_advices,
    feeds,
    findings,
    images,
    platforms,
    usages,
    vendor_questions,
    vendors,
)
from rightsdesk.readmodel.projection import Projection
from rightsdesk.readmodel.view import View

PROJECTIONS: tuple[Projection, ...] = (
    images.PROJECTION,
    vendors.PROJECTION,
    credit_advices.PROJECTION,
    batches.PROJECTION,
    activity.PROJECTION,
    feeds.PROJECTION,
    platforms.PROJECTION,
)

VIEWS: dict[str, View] = {
    view.table: view
    for view in (
        images.VIEW,
        vendor_questions.VIEW,
        credit_advices.VIEW,
        batches.VIEW,
        activity.VIEW,
        feeds.VIEW,
        feeds.QUARANTINE_VIEW,
        platforms.VIEW,
        usages.VIEW,
        findings.VIEW,
        charges.VIEW,
    )
}
