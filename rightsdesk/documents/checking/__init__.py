"""Checks before a number is drawn: what must never stand on a credit advice, and what a person should look at.

`faults` looks at the snapshot alone; `doubts` compares it with everything around it; `Checking` does both for many
drafts at once. The findings are listed in `codes.RULES`: code -> severity (`stop` forbids issuing, `warning` leaves it
to a person), action word (`codes.ACTIONS`) and sentence.
"""

from rightsdesk.documents.checking.checker import Checking
from rightsdesk.documents.checking.circumstances import Circumstances
from rightsdesk.documents.checking.codes import ACTIONS, RULES, Rule
from rightsdesk.documents.checking.doubts import doubts
from rightsdesk.documents.checking.faults import faults

__all__ = ["ACTIONS", "RULES", "Checking", "Circumstances", "Rule", "doubts", "faults"]
