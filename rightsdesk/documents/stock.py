"""Stored documents read back: whole, and exactly what was recorded, or not at all."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from rightsdesk.faults import Damaged, Unusable


@dataclass(frozen=True, slots=True)
class Stock:
    """A folder of documents, `<first two digits>/<sha256>.<ending>`."""

    folder: Path

    def read(self, sha256: str, ending: str) -> bytes:
        """Return a document; raise `Unusable` where it is not here, `Damaged` where it is another one."""
        place = self.folder / sha256[:2] / f"{sha256}.{ending}"
        try:
            content = place.read_bytes()
        except OSError as error:
            raise Unusable(
                f"The document {place.name} is not on this computer ({error.strerror}); issue its credit advice again "
                "to have it made.",
                code="DOCUMENT-GONE",
            ) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged(
                f"{place} is not the document that was recorded; restore it from a backup.", code="DOCUMENT-CHANGED"
            )
        return content
