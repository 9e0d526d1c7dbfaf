"""The sample step by step: enough to begin with at once, then pictures, purchases, usages, a month of credit advices.

Each step may be broken off and is taken up where it stood; `sample.json` in the workspace remembers how far it is.
"""

import contextlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rightsdesk import sample, workspace
from rightsdesk import settings as settings_file
from rightsdesk.desk import BuyImages, Desk, Query
from rightsdesk.domain.feed import ARTICLES, ConfigureFeed
from rightsdesk.faults import Invalid, Unavailable, Unusable
from rightsdesk.sample_desk import month, past, pictures
from rightsdesk.sample_desk.hands import Hands
from rightsdesk.settings import Settings

FULL = sample.Plan(20_000, 240, 7, usages=60_000)
FIRST = 5_000
"""So many pictures are there when the window opens; the others follow."""
STORY = "sample.json"
BOUGHT_IN = 8
"""One picture in so many was bought last month, for one of the platforms."""
Told = sample.Told


class Stopped(Unavailable):
    """The growing was broken off; it goes on when the workspace is opened again."""


@dataclass
class Growing:
    """A sample on its way. `hands` finish what is ordered; what is told may raise `Stopped` at any time."""

    desk: Desk
    plan: sample.Plan
    done: list[str] = field(default_factory=list)
    source: Iterator[pictures.Page] | None = None

    @classmethod
    def of(cls, desk: Desk) -> "Growing | None":
        """Return what is still to grow in an open workspace, None when it is no sample or grown up."""
        story = _story(desk.folder)
        return cls(desk, sample.Plan(**story["plan"]), story["done"]) if story and _open(story["done"]) else None

    def grow(self, hands: Hands, told: Told = sample.silent) -> None:
        """Carry out every step that is still to be done."""
        if self.desk.simulation is not None:
            self.desk.simulation.growing = True
        try:
            for step in _open(self.done):
                _STEPS[step](self, hands, told)
                self._tick(step)
        finally:
            if self.desk.simulation is not None:
                self.desk.simulation.growing = False

    def _tick(self, step: str) -> None:
        self.done.append(step)
        _remember(self.desk.folder, self.plan, self.done)

    def pull(self, upto: int, told: Told) -> None:
        """Take pictures over until there are so many of them."""
        before = len(self.desk.log.streams("image"))
        if self.source is None:
            self.source = pictures.pages(self.plan, skip=before)

        def heard(_: str, counts: Counter[str]) -> None:
            told("arrive", before + counts["new"], self.plan.images)

        pictures.take(self.desk, self.source, upto - before, heard)

    # ------------------------------------------------------------------ steps

    def _images(self, hands: Hands, told: Told) -> None:
        self.pull(self.plan.images, told)
        hands.settle(lambda _done, _total: told("arrive", self.plan.images, self.plan.images))

    def _buy(self, hands: Hands, told: Told) -> None:
        chosen = list(self.desk.reader().ids(Query("images", "state:usable")))[::BOUGHT_IN]
        keys = self.desk.reader().keys("images", chosen)
        day = sample.last_month().replace(day=15).isoformat()
        for nth, (platform, _, _) in enumerate(sample.PLATFORMS):
            mine = keys[nth :: len(sample.PLATFORMS)]
            if mine:
                order, step = BuyImages(platform, day), f"buy-{platform}"
                heard = lambda done, total: told("buy", done, total)  # noqa: E731 - said twice it would be longer
                past.ordered(self.desk, hands, step, order, mine, sample.SECOND, heard)

    def _past(self, hands: Hands, told: Told) -> None:
        past.happen(self.desk, hands, told)

    def _usages(self, hands: Hands, told: Told) -> None:
        url = sample.address_of(self.plan)
        placed = 0
        for platform, _, _ in sample.PLATFORMS:
            name = sample.articles_of(platform)
            self.desk.feeds.add(ConfigureFeed(name, url, ARTICLES, platform))
            before = placed

            def heard(_: str, counts: Counter[str], before: int = before) -> None:
                told("publish", before + counts["placed"], self.plan.usages)

            placed += self.desk.feeds.pull(name, progress=heard).counts.get("placed", 0)
        hands.settle(lambda _done, _total: told("publish", placed, placed))

    def _month(self, hands: Hands, told: Told) -> None:
        month.settle(self.desk, hands, told)


_STEPS: dict[str, Callable[[Growing, Hands, Told], None]] = {
    "images": Growing._images,  # noqa: SLF001 - the steps of this very class
    "buy": Growing._buy,  # noqa: SLF001
    "past": Growing._past,  # noqa: SLF001
    "usages": Growing._usages,  # noqa: SLF001
    "month": Growing._month,  # noqa: SLF001
}


def begin(folder: Path, plan: sample.Plan = FULL, told: Told = sample.silent) -> Growing:
    """Make the workspace with its platforms, vendors and first pictures; return it open, the rest still to grow."""
    settings = Settings(name="Sample data", sample=True, four_eyes=True, second_approval_from="500.00")
    desk = sample.founded(folder, plan, settings)
    growing = Growing(desk, plan)
    try:
        _remember(folder, plan, [])
        sample.masters(desk, plan, told)
        growing.pull(min(FIRST, plan.images), told)
        desk.settle()
    except BaseException:
        # Half a sample would stand in the way of the next attempt; the folder was empty before.
        desk.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return growing


def remove(folder: Path) -> None:
    """Delete a workspace of sample data; raise `Invalid` for any other, which nobody may delete by this door."""
    workspace.check(folder)
    if not settings_file.load(folder).sample:
        sentence = f"{folder} holds no sample data; nothing was deleted."
        raise Invalid(sentence, code="NOT-A-SAMPLE")
    lock = workspace.Lock(folder)
    lock.take()
    lock.release()
    try:
        shutil.rmtree(folder)
    except OSError as error:
        sentence = f"{error.filename or folder} cannot be deleted: {error.strerror}. Delete the folder by hand."
        raise Unusable(sentence, code="READ-ONLY") from error


def unfinished(folder: Path) -> bool:
    """Say whether a sample lies in the folder that has not grown up."""
    story = _story(folder)
    return bool(story and _open(story["done"]))


def grown_up(folder: Path) -> bool:
    """Say whether a sample lies there with everything in it."""
    story = _story(folder)
    return bool(story and not _open(story["done"]))


def _open(done: list[str]) -> list[str]:
    return [step for step in _STEPS if step not in done]


def _story(folder: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((folder / STORY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _remember(folder: Path, plan: sample.Plan, done: list[str]) -> None:
    # A full disk costs no more than a step that is looked at again.
    with contextlib.suppress(OSError):
        (folder / STORY).write_text(json.dumps({"plan": asdict(plan), "done": done}), encoding="utf-8")
