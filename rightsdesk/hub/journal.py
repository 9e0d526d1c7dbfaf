"""What was asked of the hub, for tests to assert on and people to look at."""

from collections import deque
from typing import Any

from rightsdesk.hub.wire import HubRequest

KEPT = 20_000
QUERY_LENGTH = 500


class Journal:
    """The last 20,000 requests; older ones are only counted."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self._kept: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._count = 0

    def note(self, request: HubRequest, request_id: str, status: int, fault: str | None, at: str) -> None:
        """Keep one request with its answer's status and the fault that was played on it."""
        self._count += 1
        self._kept.append(
            {
                "n": self._count,
                "at": at,
                "request_id": request_id,
                "method": request.method,
                "path": request.path,
                "query": request.query[:QUERY_LENGTH],
                "status": status,
                "fault": fault,
            }
        )

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self._count = 0

    def document(self) -> dict[str, Any]:
        """The requests kept, oldest first, and how many fell off."""
        return {"requests": list(self._kept), "dropped": self._count - len(self._kept)}
