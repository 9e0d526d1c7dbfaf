"""The workspace to try RightsDesk with: open after seconds, the rest of it arriving while one looks around."""

from rightsdesk.sample_desk.growing import FULL, Growing, Stopped, begin, grown_up, remove, unfinished
from rightsdesk.sample_desk.hands import Alone, Beside, Hands

__all__ = ["FULL", "Alone", "Beside", "Growing", "Hands", "Stopped", "begin", "grown_up", "remove", "unfinished"]
