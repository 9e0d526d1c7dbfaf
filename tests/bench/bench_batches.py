"""Measures the main job: thousands of images updated from the hub over real HTTP, by hand, and verified afterwards.

The hub runs in a process of its own. The peer does what was done before: one request for each image, a fresh
`httpx.Client` for each, and keeps nothing - so it is flattered. Run: `python -m tests.bench.bench_batches`
"""

import json
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx

from rightsdesk import bootstrap
from rightsdesk.desk import Desk, Query, RefreshImages, Selection, Ticket, UpdateImages
from rightsdesk.domain.feed import ConfigureFeed
from rightsdesk.settings import Settings
from tests.bench.figures import Figure, seconds, table

IMAGES = 10_000
VENDORS = 40
ROUNDS = 3
SINGLES = 200
HUB = "import sys; from rightsdesk.cli import main; main(sys.argv[1:])"


@contextmanager
def hub(images: int = IMAGES) -> Iterator[str]:
    """Run a hub as a process of its own and return its address."""
    command = [sys.executable, "-c", HUB, "hub", "--images", str(images), "--vendors", str(VENDORS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def change_all(url: str) -> None:
    """Let the vendors change all their pictures."""
    body = json.dumps({"share": 1.0}).encode()
    asked = urllib.request.Request(f"{url}/_demo/bump", data=body, method="POST")
    with urllib.request.urlopen(asked, timeout=60) as answer:
        answer.read()


@contextmanager
def workspace(url: str) -> Iterator[Desk]:
    """Open a workspace into which all pictures of the hub have arrived."""
    with tempfile.TemporaryDirectory(prefix="bench-batches-", dir=Path.cwd()) as place:
        folder = Path(place) / "workspace"
        bootstrap.create_workspace(folder, Settings())
        desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
        try:
            desk.feeds.add(ConfigureFeed("bench", url))
            desk.feeds.pull("bench")
            desk.settle()
            yield desk
        finally:
            desk.close()


def everything(desk: Desk) -> Selection:
    """Return all images as they stand."""
    return Selection("images", Query("images"), desk.reader().position())


def finished(desk: Desk, ticket: Ticket) -> None:
    """Carry a batch out and project it to the last word; the few killed images stay as they are."""
    progress = desk.wait(ticket.batch)
    if progress.remaining or progress.failed or progress.done < 0.95 * progress.total:
        sentence = f"the bench measured nothing: {progress}"
        raise AssertionError(sentence)


def refreshed(desk: Desk) -> None:
    """Update all images from their vendors, from the order to the last projected row."""
    finished(desk, desk.submit(everything(desk), RefreshImages()))


def one_by_one(url: str, desk: Desk) -> float:
    """Return images a second of one request and one client for each image."""
    reader = desk.reader()
    rows = reader.rows("images", reader.ids(Query("images"))[:SINGLES])
    asked = [f"{url}/v1/items/{row.vendor}/{row.asset_id}" for row in rows]

    def ask() -> None:
        for address in asked:
            with httpx.Client(timeout=30) as client:
                client.get(address).raise_for_status().json()

    return SINGLES / seconds(ask)


def submitted(desk: Desk, order: UpdateImages) -> tuple[float, Ticket]:
    """Submit an order for everything; return the seconds until the receipt, and the receipt."""
    tickets: list[Ticket] = []
    took = seconds(lambda: tickets.append(desk.submit(everything(desk), order)))
    return took, tickets[0]


def measure() -> list[Figure]:
    """Measure everything in turns."""
    figures: dict[str, list[float]] = {name: [] for name in ("refresh", "single", "submit", "set", "verify")}
    with hub() as url, workspace(url) as desk:
        for number in range(ROUNDS):
            change_all(url)
            figures["refresh"].append(IMAGES / seconds(partial(refreshed, desk)))
            figures["single"].append(one_by_one(url, desk))
            order = UpdateImages.from_texts({"usage_terms": f"Online only, round {number}"})
            submitting, ticket = submitted(desk, order)
            figures["submit"].append(submitting * 1000)
            figures["set"].append(IMAGES / seconds(partial(finished, desk, ticket)))
            events = desk.log.head().position
            figures["verify"].append(events / seconds(desk.log.verify))
        compared = seconds(desk.read_model.compare)
        events = desk.log.head().position
    return _told({name: statistics.median(values) for name, values in figures.items()}, events / compared)


def _told(medians: dict[str, float], compared: float) -> list[Figure]:
    single = medians["single"]
    return [
        Figure(f"submit {IMAGES:,} images", medians["submit"], "ms", at_most=300),
        Figure(f"update {IMAGES:,} images from the hub", medians["refresh"], "images/s", at_least=2_000),
        Figure(
            "  : one request and one client an image",
            medians["refresh"] / single,
            "times",
            at_least=20,
            beside=f"{single:,.0f} images/s, fetched only",
        ),
        Figure(f"update {IMAGES:,} images by hand", medians["set"], "images/s", at_least=2_000),
        Figure("verify the log", medians["verify"], "events/s", at_least=150_000),
        Figure("rebuild and compare", compared, "events/s"),
    ]


def main() -> int:
    """Measure and print; 0 when every goal is met."""
    figures = measure()
    print("\n".join(table(figures)))
    return 0 if all(each.met for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
