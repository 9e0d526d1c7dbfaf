"""Choosing the rows of a bulk command on the command line, and carrying the command out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from rightsdesk.cli import shapes
from rightsdesk.cli.session import Session, leave
from rightsdesk.desk import BulkOrder, BuyImages, Desk, Query, Selection
from rightsdesk.faults import Invalid, Unknown

F = TypeVar("F", bound=Callable[..., Any])
NAMED = 20
EXAMPLES = 5


def selecting(function: F) -> F:
    """Add the options by which a bulk command chooses its rows."""
    options = (
        click.option("--where", help="A filter, for example: vendor:alpenpix price>=100"),
        click.option("--ids", type=click.Path(path_type=Path), help="A file with one key or address a line."),
        click.option("--dry-run", is_flag=True, help="Say what would happen; record nothing."),
        click.option("--wait", is_flag=True, help="Carry the batch out before returning."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def submit(
    session: Session, order: BulkOrder, title: str, *, where: str | None, ids: Path | None, dry_run: bool, wait: bool
) -> None:
    """Queue an order over the chosen rows of its table, or only say what it would do."""
    if (where is None) == (ids is None):
        sentence = f"Choose the {order.table} with either --where FILTER or --ids FILE."
        raise click.UsageError(sentence)
    with session.desk(writing=not dry_run) as desk:
        check_platform(desk, getattr(order, "platform", ""), needed=isinstance(order, BuyImages))
        selection = _selection(desk, order.table, where, ids)
        if dry_run:
            _tell(session, desk, selection, order)
            return
        ticket = desk.submit(selection, order)
        if wait:
            progress = session.follow(desk, ticket.batch, title)
            desk.settle()
            session.answer(shapes.batch(desk, ticket.batch), shapes.batch_lines(desk, ticket.batch))
            leave(progress)
        else:
            line = f"Batch {ticket.number}: {ticket.items:,} items queued; carry it out with: rightsdesk worker"
            session.answer(shapes.ticket(ticket), [line])


def check_platform(desk: Desk, platform: str, *, needed: bool = False) -> None:
    """Raise `Unknown` for a platform that is none of those set up.

    Before any is, every name will do, and none means all, unless one is `needed`.
    """
    known = [each.platform_id for each in desk.masters.platforms()]
    if platform in known or not (needed or (platform and known)):
        return
    sentence = f"There is no platform {platform!r}; platforms are {', '.join(known) or 'none yet'}."
    raise Unknown(sentence)


def _tell(session: Session, desk: Desk, selection: Selection, order: BulkOrder) -> None:
    """Say how many rows fare alike, what it costs, and of a few images what they would become."""
    lines = [shapes.impact(line) for line in desk.reader().impact(selection, order)]
    found = desk.reader().examples(selection, order, EXAMPLES) if order.table == "images" else ()
    examples = [shapes.example(each) for each in found]
    told = [f"{each['count']:>9,}  {each['key']}{_sums(each)}" for each in lines]
    told += [f"{each['key']}  {each['field']}: {each['before']!r} -> {each['after']!r}" for each in examples]
    session.answer({"dry_run": True, "impact": lines, "examples": examples}, told)


def _sums(line: shapes.Shape) -> str:
    sums = line.get("totals") or {}
    return "".join(f"  {amount} {currency}" for currency, amount in sums.items())


def _selection(desk: Desk, table: str, where: str | None, ids: Path | None) -> Selection:
    position = desk.reader().position()
    if ids is None:
        return Selection(table, Query(table, where or ""), position)
    keys = _keys(ids)
    found = desk.reader().ids_of(table, keys)
    unknown = [key for key in keys if key not in found]
    if unknown:
        named = ", ".join(unknown[:NAMED])
        sentence = f"{len(unknown):,} of {len(keys):,} ids in {ids} are not known: {named}. Nothing was queued."
        raise Unknown(sentence)
    return Selection(table, None, position, frozenset(found.values()))


def _keys(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        sentence = f"{path} cannot be read: {error}."
        raise Invalid(sentence, code="FILE") from error
    return list(dict.fromkeys(line.strip() for line in lines if line.strip()))
