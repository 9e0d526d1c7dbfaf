"""Where the rows stand that a batch was about."""

from collections.abc import Mapping

from rightsdesk.desk import advice_orders as advices
from rightsdesk.desk import export_orders as outgoing
from rightsdesk.desk import orders
from rightsdesk.domain.blocking import RestoreBlock

_ORDERS = (
    *(orders.GenerateAdvices, orders.BlockVendors, orders.UnblockVendors),
    *(advices.ApproveAdvices, advices.TakeBackApprovals, advices.RejectAdvices, advices.AskVendors, advices.EndHolds),
    *(advices.CheckAdvices, advices.IssueAdvices, advices.CancelAdvices),
    *(advices.RecordObjections, advices.WithdrawObjections, advices.RecordPayments),
    *(outgoing.ExportAdvices, outgoing.DeliverAdvices),
)
PLACES: Mapping[str, str] = {order.kind: order.table for order in _ORDERS} | {RestoreBlock.kind: "vendors"}
"""Kind of batch -> table of its rows; those of all other kinds are images, whatever table they were selected in."""
