"""The demonstration: a sample workspace and the main job, in the window or on the terminal."""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from rich.progress import Progress as Bars

from rightsdesk import sample, sample_desk
from rightsdesk.cli import operation
from rightsdesk.cli.session import Session, bar
from rightsdesk.desk import Desk, Progress, Query
from rightsdesk.embedded import EmbeddedHub

TITLES = {
    "vendors": "Register vendors",
    "arrive": "Images arrive from the hub",
    "update": "Update the metadata of all images",
    "refresh": "Refresh all images from their vendors",
    "buy": "Buy images",
    "publish": "Usages arrive from three platforms' articles",
    "generate": "Generate credit advices of all vendors",
    "approve": "Approve credit advices",
    "issue": "Issue credit advices, print PDFs",
}
SHOWN = 5
SHARE_OF_NEWS = 0.2
"""Of all pictures, the vendors change so many before the refresh."""


@click.group("demo", invoke_without_command=True)
@click.option("--images", type=click.IntRange(1), default=2000, help="How many sample images.")
@click.option("--vendors", type=click.IntRange(1), default=40, help="How many sample vendors.")
@click.option("--seed", type=int, default=7, help="Same seed, same sample.")
@click.option("--headless", is_flag=True, help="Run the main job on the terminal even where there is a display.")
@click.option("--keep", type=click.Path(path_type=Path), help="Where the sample workspace shall lie.")
@click.pass_context
def demo(at: click.Context, images: int, vendors: int, seed: int, keep: Path | None, *, headless: bool) -> None:
    """Make a sample workspace against the embedded vendor hub and run the main job on it."""
    if at.invoked_subcommand is not None:
        return
    session: Session = at.obj
    folder = keep or Path(tempfile.mkdtemp(prefix="rightsdesk-demo-")) / "workspace"
    plan = sample.Plan(images, vendors, seed)
    if headless or session.as_json or not has_display():
        _main_job(session, folder, plan)
        return
    with _Tale(quiet=False).told() as told:
        sample.create_sample(folder, told, plan)
    operation.open_window(Session(folder, as_json=False))


@demo.command("create")
@click.option("--images", type=click.IntRange(1), default=sample_desk.FULL.images, help="How many sample images.")
@click.option("--vendors", type=click.IntRange(1), default=sample_desk.FULL.vendors, help="How many sample vendors.")
@click.option(
    "--usages", type=click.IntRange(0), default=None, help="About how many usages; three an image by default."
)
@click.option("--seed", type=int, default=sample_desk.FULL.seed, help="Same seed, same sample.")
@click.pass_obj
def create(session: Session, images: int, vendors: int, usages: int | None, seed: int) -> None:
    """Make the large sample in the workspace folder: a month of credit advices, findings of every kind, a past.

    For a million images name --usages as well: three for each of them take long.
    """
    began = time.monotonic()
    plan = sample.Plan(images, vendors, seed, usages=3 * images if usages is None else usages)
    with _Tale(quiet=session.as_json).told() as told:
        growing = sample_desk.begin(session.folder, plan, told)
        try:
            growing.grow(sample_desk.Alone(growing.desk), told)
            reader = growing.desk.reader()
            tables = ("images", "vendors", "usages", "findings", "credit_advices", "batches")
            counted = {table: reader.count(Query(table)) for table in tables}
            counted["events"] = growing.desk.log.head().position
        finally:
            growing.desk.close()
    seconds = round(time.monotonic() - began, 2)
    lines = [f"{count:>12,}  {table.replace('_', ' ')}" for table, count in counted.items()]
    lines.append(f"made in {seconds} s; the sample lies in {session.folder}")
    session.answer({"workspace": str(session.folder), **counted, "seconds": seconds}, lines)


def has_display() -> bool:
    """Say whether a window could be shown here."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@dataclass
class _Tale:
    """Bars while a step runs, one line with count and rate after it."""

    quiet: bool
    lines: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def told(self) -> Iterator[sample.Told]:
        with bar(quiet=self.quiet) as bars:
            yield lambda step, done, total: self._show(bars, step, done, total)

    def _show(self, bars: Bars, step: str, done: int, total: int) -> None:
        if step not in self.lines:
            self.lines[step] = bars.add_task(TITLES[step], total=total or None)
        bars.update(self.lines[step], completed=done, total=total or None)  # type: ignore[arg-type]

    def step(self, began: float, what: str, count: int) -> None:
        seconds = max(time.monotonic() - began, 1e-6)
        if not self.quiet:
            click.echo(f"{what:44} {count:>8,}  in {seconds:6.2f} s  ({count / seconds:>8,.0f} a second)")


def _main_job(session: Session, folder: Path, plan: sample.Plan) -> None:
    began = time.monotonic()
    tale = _Tale(quiet=session.as_json)
    vendors = EmbeddedHub()
    desk = sample.found(folder, plan, vendors)
    try:
        done = _steps(desk, plan, tale, vendors)
        documents = _documents(desk)
        counted = _counted(desk, done)
    finally:
        desk.close()
    document = {
        "workspace": str(folder),
        **counted,
        "documents": [str(path) for path in documents],
        "seconds": round(time.monotonic() - began, 2),
    }
    session.answer(document, _summary(document, done))


def _steps(desk: Desk, plan: sample.Plan, tale: _Tale, vendors: EmbeddedHub) -> dict[str, Progress]:
    done: dict[str, Progress] = {}
    with tale.told() as told:
        began = time.monotonic()
        tale.step(began, TITLES["vendors"], sample.masters(desk, plan, told))
        began = time.monotonic()
        tale.step(began, TITLES["arrive"], sample.arrive(desk, plan, told).get("new", 0))
        vendors.bump(SHARE_OF_NEWS, plan.seed)
        for name, act in (("update", sample.update), ("refresh", sample.refresh)):
            began = time.monotonic()
            done[name] = act(desk, told)
            tale.step(began, TITLES[name], done[name].total)
        began = time.monotonic()
        sample.buy(desk, told)
        tale.step(began, TITLES["buy"], desk.reader().count(Query("images", "platform:*")))
        began = time.monotonic()
        tale.step(began, TITLES["publish"], sample.publish(desk, told))
        began = time.monotonic()
        done["generate"] = sample.generate(desk, told)
        tale.step(began, TITLES["generate"], done["generate"].total)
        done.update(_settled(desk, tale, told))
    return done


def _settled(desk: Desk, tale: _Tale, told: sample.Told) -> Iterator[tuple[str, Progress]]:
    began = time.monotonic()
    for name, progress in zip(("approve", "issue"), sample.settle_advices(desk, told), strict=True):
        tale.step(began, TITLES[name], progress.total)
        began = time.monotonic()
        yield name, progress


def _counted(desk: Desk, done: dict[str, Progress]) -> dict[str, Any]:
    reader = desk.reader()
    return {
        "images": reader.count(Query("images")),
        "vendors": reader.count(Query("vendors")),
        "usages": reader.count(Query("usages")),
        "findings": reader.count(Query("findings", "state:open")),
        "updated": done["update"].done,
        "advices": reader.count(Query("credit_advices")),
        "held": dict(sum((Counter(done[step].reasons) for step in ("generate", "approve", "issue")), Counter())),
        "events": desk.log.head().position,
    }


def _documents(desk: Desk) -> list[Path]:
    reader = desk.reader()
    rows = reader.rows("credit_advices", reader.ids(Query("credit_advices", "", "number")))
    return [path for row in rows if (path := desk.document(row.pdf or "")) is not None]


def _summary(document: dict[str, Any], done: dict[str, Progress]) -> list[str]:
    documents = document["documents"]
    lines = [
        "",
        f"{document['images']:,} images, {document['vendors']:,} vendors, {done['update'].done:,} images updated,",
        f"{document['usages']:,} usages, {document['findings']:,} findings about them,",
        f"{document['advices']:,} credit advices, {len(documents):,} PDFs, {document['events']:,} events recorded,",
        f"all in {document['seconds']} s.",
    ]
    lines += [f"Held: {count:,} x {code}" for code, count in document["held"].items()]
    lines += [f"  {path}" for path in documents[:SHOWN]]
    if len(documents) > SHOWN:
        lines.append(f"  ... and {len(documents) - SHOWN:,} more beside them.")
    lines.append(f"The workspace stays in {document['workspace']}; open it with:")
    lines.append(f"  rightsdesk --workspace {document['workspace']}")
    return lines


COMMANDS = (demo,)
