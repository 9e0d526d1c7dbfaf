"""Kill -9 over running batches, again and again, then count: lost, doubled, unfinished, gaps, broken links.

Run by hand: `python -m tests.faults.kills --kills 200`, or `--issue --kills 500` for nothing but credit advices being
generated, approved, issued and cancelled, with transactions rolled back between the kills; the ordinary tests run a
short one of each.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rightsdesk import bootstrap, sample
from rightsdesk.desk import (
    ApproveAdvices,
    BulkOrder,
    CancelAdvices,
    Desk,
    GenerateAdvices,
    IssueAdvices,
    Query,
    Selection,
    UpdateImages,
)
from rightsdesk.domain.messages import REGISTER, Command, Event
from rightsdesk.eventlog.log import Appended
from rightsdesk.eventlog.sql import SqlEventLog
from rightsdesk.faults import Conflict
from tests.faults.papers import Papers, last_batches

LOW_WATER = 1500
CHUNK = 40
FEW = 4
"""Documents in one chunk: each takes a tenth of a second, and the rules half a one before the first."""
MEAN_SECONDS = 0.4
MEAN_OF_ISSUE = 0.9
IN_PROCESS = 0.8
"""Share of workers that print without a process of their own; starting one outlasts most lives here."""
ROLLED_BACK = 0.2
"""Share of transactions rolled back where nothing but credit advices is worked on."""
VALID = "state:rendered -has:cancellation -cancels:*"
DAY = "2026-11-23"


@dataclass(frozen=True)
class Verdict:
    """What was counted after the last worker had finished everything.

    `set_aside` items were under way at five kills, quarantined with that reason, and finished by one retry.
    """

    kills: int
    batches: int
    items: int
    lost: int
    doubled: int
    unfinished: int
    set_aside: int
    number_gaps: int
    numbers: int
    cancelled: int
    documents: int
    bad_documents: int
    billed_wrongly: int
    redone: int
    redone_differently: int
    differing_rows: int
    chain_sound: bool

    @property
    def clean(self) -> bool:
        """Say whether every promise was kept."""
        wrong = self.lost + self.doubled + self.unfinished + self.number_gaps + self.bad_documents
        wrong += self.billed_wrongly + self.redone_differently
        return not wrong and not self.differing_rows and self.chain_sound


def run(
    folder: Path, kills: int, *, seed: int = 1, images: int = 1000, vendors: int = 30, issue: bool = False
) -> Verdict:
    """Kill a worker process `kills` times at random moments and return what was found afterwards."""
    chance = random.Random(seed)
    sample.create_sample(folder, plan=sample.Plan(images, vendors, seed))
    _in_child(folder, sample.generate)
    done = 0
    while done < kills:
        _in_child(folder, _bill if issue else _feed)
        for _ in range(min(5, kills - done)):
            seconds = min(0.01 + chance.expovariate(1 / (MEAN_OF_ISSUE if issue else MEAN_SECONDS)), 3.0)
            opening = bootstrap.Opening(in_process=chance.random() < IN_PROCESS)
            _kill_one(
                folder, seconds, opening, rolled_back=ROLLED_BACK if issue else 0.0, chunk=FEW if issue else CHUNK
            )
            done += 1
    _in_child(folder, _finish)
    return _count(folder, done)


def _in_child(folder: Path, deed: Callable[[Desk], object]) -> None:
    """Run a deed in a process of its own: a log is never carried over a fork."""
    child = os.fork()
    if child == 0:
        desk = bootstrap.open_desk(folder)
        deed(desk)
        desk.close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        message = f"the step {deed.__name__} failed"
        raise RuntimeError(message)


def _work(desk: Desk) -> None:
    while desk.active():
        if not desk.work_once():
            time.sleep(0.05)
    desk.settle()


def _all(desk: Desk, table: str, where: str, order: BulkOrder) -> None:
    desk.submit(Selection(table, Query(table, where), desk.reader().position()), order)


def _feed(desk: Desk) -> None:
    _bill(desk)
    while sum(progress.remaining for progress in desk.active()) < LOW_WATER:
        desk.settle()
        number = len(desk.log.streams("batch"))
        _all(desk, "images", "", UpdateImages({"title": f"Title {number}"}))


def _bill(desk: Desk) -> None:
    """Order the next step once the one before is done: approve and issue, then cancel half and generate anew."""
    desk.settle()
    if any(progress.kind != UpdateImages.kind for progress in desk.active()):
        return
    if aside := _set_aside(desk):
        for batch in aside:
            desk.retry(batch)
        return
    drafts, approved = (_keys(desk, f"state:{state} -has:stops") for state in ("draft", "approved"))
    valid = _keys(desk, VALID)
    if drafts:
        desk.order(ApproveAdvices(), drafts, actor=sample.SECOND)
    if drafts or approved:
        desk.order(IssueAdvices(DAY), [*drafts, *approved])
    else:
        if valid:
            desk.order(CancelAdvices("Wrong rate", DAY), valid[::2])
        _all(desk, "vendors", "", GenerateAdvices(f"{sample.last_month():%Y-%m}"))


def _keys(desk: Desk, where: str) -> list[str]:
    return desk.reader().keys("credit_advices", desk.reader().ids(Query("credit_advices", where)))


def _finish(desk: Desk) -> None:
    _work(desk)
    _bill(desk)
    _work(desk)
    for batch in _set_aside(desk):
        desk.retry(batch)
    _work(desk)


def _set_aside(desk: Desk) -> dict[str, int]:
    """Return the batches with quarantined items, and how many each has."""
    found = {row.key: {code: count for code, _, count in row.reasons} for row in desk.reader().all("batches")}
    return {key: reasons["Quarantined"] for key, reasons in found.items() if "Quarantined" in reasons}


def _kill_one(
    folder: Path, seconds: float, opening: bootstrap.Opening, *, rolled_back: float = 0.0, chunk: int = CHUNK
) -> None:
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        desk = bootstrap.open_desk(folder, opening)
        _roll_back(rolled_back, random.Random(os.getpid()))
        os.write(tell, b"1")
        while True:
            desk.work_once(chunk)
            desk.catch_up(CHUNK)
    os.read(ready, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ready)
    os.close(tell)


def _roll_back(share: float, chance: random.Random) -> None:
    """Let a share of this process's transactions fail after everything was written into them."""
    append = SqlEventLog.append

    def failing(self: SqlEventLog, *given: Any) -> Appended:
        done = append(self, *given)
        if chance.random() < share:
            sentence = "This transaction is rolled back."
            raise Conflict(sentence)
        return done

    setattr(SqlEventLog, "append", failing)  # noqa: B010 - this process ends by being killed


def _count(folder: Path, kills: int) -> Verdict:
    desk = bootstrap.open_desk(folder)
    try:
        outcomes, intents, batches, set_aside = _outcomes(desk)
        papers = Papers.of(desk)
        return Verdict(
            kills=kills,
            batches=batches,
            items=len(intents),
            lost=sum(1 for intent in intents if outcomes[intent] == 0),
            doubled=sum(1 for intent in intents if outcomes[intent] > 1),
            unfinished=sum(progress.remaining for progress in desk.active()) + sum(_set_aside(desk).values()),
            set_aside=set_aside,
            number_gaps=papers.gaps(),
            numbers=len(papers.numbers),
            cancelled=desk.reader().count(Query("credit_advices", "has:cancellation")),
            documents=len(papers.rendered),
            bad_documents=papers.bad(desk),
            billed_wrongly=papers.billed_wrongly(),
            **_redone(desk, papers),
            differing_rows=sum(map(len, desk.read_model.compare().differences.values())),
            chain_sound=desk.log.verify().sound,
        )
    finally:
        desk.close()


def _redone(desk: Desk, before: Papers) -> dict[str, int]:
    """Deliver the newest issues and cancellations again: no number is drawn, every document comes out the same."""
    batches = last_batches(desk, IssueAdvices.kind, CancelAdvices.kind)
    again = sum(desk.redo(batch) for batch in batches)
    _work(desk)
    after = Papers.of(desk)
    return {"redone": again, "redone_differently": (before != after) + after.bad(desk)}


def _outcomes(desk: Desk) -> tuple[Counter[str], dict[str, str], int, int]:
    outcomes: Counter[str] = Counter()
    intents: dict[str, str] = {}
    after = batches = set_aside = 0
    while page := desk.log.read(after, 10_000):
        for each in page:
            kind = REGISTER.get(each.name, Event)
            if issubclass(kind, Command):
                intents[each.event_id] = each.stream
            elif b'"code":"Quarantined"' in each.data:
                set_aside += 1
                outcomes[str(each.causation_id)] = 0  # it begins again
            elif kind.outcome and intents.get(each.causation_id or "") == each.stream:
                outcomes[str(each.causation_id)] += 1
            batches += each.name == "batch.queued"
        after = page[-1].position
    return outcomes, intents, batches, set_aside


def main() -> int:
    """Run from the shell and print the verdict as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--images", type=int, default=1000)
    parser.add_argument("--vendors", type=int, default=30)
    parser.add_argument("--issue", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rightsdesk-kills-") as folder:
        place = Path(folder) / "workspace"
        verdict = run(place, **vars(asked))
    sys.stdout.write(json.dumps(asdict(verdict), indent=2) + "\n")
    return 0 if verdict.clean else 1


if __name__ == "__main__":
    sys.exit(main())
