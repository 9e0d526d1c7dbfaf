"""Kill -9 over running batches, again and again, then count: lost, doubled, unfinished, gaps, broken links.

Run by hand: `python -m tests.faults.kills --kills 200`; the ordinary tests run a short one.
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
from hashlib import sha256
from pathlib import Path

from rightsdesk import bootstrap, sample
from rightsdesk.desk import ApproveAdvices, Desk, IssueAdvices, Query, Selection, UpdateImages
from rightsdesk.domain.messages import REGISTER, Command, Event

LOW_WATER = 1500
CHUNK = 40
MEAN_SECONDS = 0.4
IN_PROCESS = 0.8
"""Share of workers that print without a process of their own; starting one outlasts most lives here."""


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
    documents: int
    bad_documents: int
    differing_rows: int
    chain_sound: bool

    @property
    def clean(self) -> bool:
        """Say whether every promise was kept."""
        wrong = self.lost + self.doubled + self.unfinished + self.number_gaps + self.bad_documents
        return not wrong and not self.differing_rows and self.chain_sound


def run(folder: Path, kills: int, *, seed: int = 1, images: int = 1000, vendors: int = 30) -> Verdict:
    """Kill a worker process `kills` times at random moments and return what was found afterwards."""
    chance = random.Random(seed)
    sample.create_sample(folder, plan=sample.Plan(images, vendors, seed))
    _in_child(folder, _begin_advices)
    _in_child(folder, _issue)
    done = 0
    while done < kills:
        _in_child(folder, _feed)
        for _ in range(min(5, kills - done)):
            seconds = min(0.01 + chance.expovariate(1 / MEAN_SECONDS), 3.0)
            _kill_one(folder, seconds, bootstrap.Opening(in_process=chance.random() < IN_PROCESS))
            done += 1
    _in_child(folder, _finish)
    return _count(folder, done)


def _in_child(folder: Path, deed: Callable[[Desk], None]) -> None:
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


def _begin_advices(desk: Desk) -> None:
    sample.generate(desk)
    _all(desk, "credit_advices", "state:draft", ApproveAdvices())
    _work(desk)


def _issue(desk: Desk) -> None:
    _all(desk, "credit_advices", "state:approved", IssueAdvices("2026-11-23"))


def _work(desk: Desk) -> None:
    while desk.active():
        if not desk.work_once():
            time.sleep(0.05)
    desk.settle()


def _all(desk: Desk, table: str, where: str, order: ApproveAdvices | IssueAdvices | UpdateImages) -> None:
    desk.submit(Selection(table, Query(table, where), desk.reader().position()), order)


def _feed(desk: Desk) -> None:
    while sum(progress.remaining for progress in desk.active()) < LOW_WATER:
        desk.settle()
        number = len(desk.log.streams("batch"))
        _all(desk, "images", "", UpdateImages({"title": f"Title {number}"}))


def _finish(desk: Desk) -> None:
    _work(desk)
    for batch in _set_aside(desk):
        desk.retry(batch)
    _work(desk)


def _set_aside(desk: Desk) -> dict[str, int]:
    """Return the batches with quarantined items, and how many each has."""
    found = {row.key: {code: count for code, _, count in row.reasons} for row in desk.reader().all("batches")}
    return {key: reasons["Quarantined"] for key, reasons in found.items() if "Quarantined" in reasons}


def _kill_one(folder: Path, seconds: float, opening: bootstrap.Opening) -> None:
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        desk = bootstrap.open_desk(folder, opening)
        os.write(tell, b"1")
        while True:
            desk.work_once(CHUNK)
            desk.catch_up(CHUNK)
    os.read(ready, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ready)
    os.close(tell)


def _count(folder: Path, kills: int) -> Verdict:
    desk = bootstrap.open_desk(folder)
    try:
        outcomes, intents, batches, set_aside = _outcomes(desk)
        documents, bad = _documents(desk)
        return Verdict(
            kills=kills,
            batches=batches,
            items=len(intents),
            lost=sum(1 for intent in intents if outcomes[intent] == 0),
            doubled=sum(1 for intent in intents if outcomes[intent] > 1),
            unfinished=sum(progress.remaining for progress in desk.active()) + sum(_set_aside(desk).values()),
            set_aside=set_aside,
            number_gaps=_gaps(desk),
            documents=documents,
            bad_documents=bad,
            differing_rows=sum(map(len, desk.read_model.compare().differences.values())),
            chain_sound=desk.log.verify().sound,
        )
    finally:
        desk.close()


def _outcomes(desk: Desk) -> tuple[Counter[str], set[str], int, int]:
    outcomes: Counter[str] = Counter()
    intents: set[str] = set()
    after = batches = set_aside = 0
    while page := desk.log.read(after, 10_000):
        for each in page:
            kind = REGISTER.get(each.name, Event)
            if issubclass(kind, Command):
                intents.add(each.event_id)
            elif b'"code":"Quarantined"' in each.data:
                set_aside += 1
            elif kind.outcome and each.causation_id:
                outcomes[each.causation_id] += 1
            batches += each.name == "batch.queued"
        after = page[-1].position
    return outcomes, intents, batches, set_aside


def _gaps(desk: Desk) -> int:
    wrong = 0
    for stream in desk.log.streams("numbering"):
        drawn = [json.loads(each.data)["ordinal"] for each in desk.log.read_streams([stream])[stream]]
        wrong += drawn != list(range(1, len(drawn) + 1))
    return wrong


def _documents(desk: Desk) -> tuple[int, int]:
    folder = desk.folder / "documents"
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix == ".pdf"]
    bad = sum(sha256(path.read_bytes()).hexdigest() != path.stem for path in files)
    issued = desk.reader().count(Query("credit_advices", "state:rendered"))
    return len(files), bad + abs(len(files) - issued)


def main() -> int:
    """Run from the shell and print the verdict as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rightsdesk-kills-") as folder:
        verdict = run(Path(folder) / "workspace", asked.kills, seed=asked.seed)
    sys.stdout.write(json.dumps(asdict(verdict), indent=2) + "\n")
    return 0 if verdict.clean else 1


if __name__ == "__main__":
    sys.exit(main())
