"""What may be done with a picture, asked for the platforms of interest; all on the reading thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rightsdesk.desk import Judged, Reader
from ui.kit.contents import attribute
from ui.kit.declare import Choice, Row
from ui.kit.declare_ways import Judging

ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict for one platform, called by its name."""

    platform: str
    judged: Judged


def judgements(reader: Reader, judging: Judging, row: Row, platforms: Sequence[Choice]) -> Iterator[Judgement]:
    """One verdict for the row's own platform where it has one, else one for each platform of interest."""
    key = str(attribute(row, judging.image) or "")
    medium = str(attribute(row, judging.medium) or ONLINE) if judging.medium else ONLINE
    for platform in _wanted(judging, row, platforms):
        for judged in reader.verdicts([key], platform.value, medium):
            yield Judgement(str(platform.title), judged)


def _wanted(judging: Judging, row: Row, platforms: Sequence[Choice]) -> Sequence[Choice]:
    if not judging.platform:
        return platforms
    own = str(attribute(row, judging.platform) or "")
    return [next((one for one in platforms if one.value == own), Choice(own, own))]
