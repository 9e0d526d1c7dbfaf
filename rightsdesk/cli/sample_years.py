"""A sample year: one command that invents, imports and adds up a whole year of a publishing house."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.progress import TaskID

from rightsdesk.cli.session import Session, bar
from rightsdesk.domain import money

if TYPE_CHECKING:
    from rightsdesk.sample_year import YearReport

TITLES = {
    "write": "Invent the year",
    "vendors": "Register vendors and agreements",
    "pictures": "Take pictures over",
    "purchases": "Buy pictures",
    "usages": "Import usages",
    "settle": "Settle January",
    "project": "Fill the tables",
}


@click.command("sample-year")
@click.option("--images", type=click.IntRange(1), default=20_000, show_default=True, help="How many pictures.")
@click.option("--usages", type=click.IntRange(1), default=60_000, show_default=True, help="How many usages.")
@click.option("--vendors", type=click.IntRange(1), default=240, show_default=True, help="How many vendors.")
@click.option("--seed", type=int, default=7, show_default=True, help="Same seed, same year.")
@click.option("--keep", type=click.Path(path_type=Path), help="Where the workspace shall lie.")
@click.pass_obj
def sample_year(session: Session, images: int, usages: int, vendors: int, seed: int, keep: Path | None) -> None:
    """Make a workspace with an invented year: three platforms, every billing mode, and what it all costs."""
    from rightsdesk.sample_year import YearPlan, create_year

    folder = keep or Path(tempfile.mkdtemp(prefix="rightsdesk-year-")) / "workspace"
    with bar(quiet=session.as_json) as bars:
        tasks: dict[str, TaskID] = {}

        def told(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(TITLES[step], total=None)
            bars.update(tasks[step], completed=done, total=total or None)

        report = create_year(folder, YearPlan(images, usages, vendors, seed), told)
    _answer(session, folder, report)


def _answer(session: Session, folder: Path, report: YearReport) -> None:
    owed = {currency: money.as_decimal(minor, currency) for currency, minor in sorted(report.owed.items())}
    counts = {name: count for name, count in sorted(report.counts.items()) if count}
    document = {
        "workspace": str(folder),
        "counts": counts,
        "owed": owed,
        "late": report.late,
        "unknown_prices": report.unknown_prices,
    }
    lines = [f"{name:24}{count:>12,}" for name, count in counts.items()]
    lines += [f"owed in {currency:16}{amount:>12}" for currency, amount in owed.items()]
    lines.append(f"{report.late:,} charges are late, {report.unknown_prices:,} prices are unknown.")
    session.answer(document, [*lines, f"The workspace lies in {folder}"])


COMMANDS = (sample_year,)
