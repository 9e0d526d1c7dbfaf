"""Rights: may this be placed, and what gives, takes or lifts the right to it."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from rightsdesk.cli.choosing import check_platform, selecting, submit
from rightsdesk.cli.exporting import exportable
from rightsdesk.cli.rights_shapes import verdict
from rightsdesk.cli.session import Session
from rightsdesk.cli.shapes import Shape
from rightsdesk.desk import (
    AddGrants,
    Desk,
    EndOverrides,
    ExtendImages,
    LiftRestrictions,
    OverrideImages,
    Query,
    RestrictImages,
)
from rightsdesk.domain import period
from rightsdesk.domain.rights import MEDIA, ONLINE

COLUMNS = ("key", "verdict", "reasons", "cost", "price", "currency", "next_change", "online_until")
PAGE = 500
PLATFORM = click.option("--platform", default="", help="The platform meant; all without one.")
MEDIUM = click.option(
    "--medium", default="", type=click.Choice(("", *MEDIA)), help="The medium meant; all without one."
)
REASON = click.option("--reason", required=True, help="Why; it is kept with your name and the day.")


@click.group("rights")
def rights() -> None:
    """Rights: check them, and give, forbid, extend or override them for thousands with one command."""


@rights.command("check")
@click.option("--where", default="", help="A filter; all images without one.")
@click.option("--platform", required=True, help="The platform on which the images would be placed.")
@click.option("--medium", default=ONLINE, type=click.Choice(MEDIA), show_default=True)
@click.option("--at", "moment", help="A day or moment, ISO 8601; now without it. A day means its last second.")
@exportable
@click.pass_obj
def check(session: Session, where: str, platform: str, medium: str, moment: str | None) -> None:
    """Say of each image whether it may be placed, why, what it costs and when that changes."""
    at = None if moment is None else period.asked(moment)
    with session.desk(writing=False) as desk:
        check_platform(desk, platform)
        found = desk.reader().ids(Query("images", where))
        rows = _verdicts(desk, found, platform, medium, at)
        session.table(rows, COLUMNS, "No image matches.")


def _verdicts(desk: Desk, images: Sequence[int], platform: str, medium: str, at: int | None) -> Iterator[Shape]:
    reader = desk.reader()
    for start in range(0, len(images), PAGE):
        keys = reader.keys("images", images[start : start + PAGE])
        yield from map(verdict, reader.verdicts(keys, platform, medium, at))


@rights.command("grant")
@selecting
@PLATFORM
@MEDIUM
@REASON
@click.option("--from", "starts_at", help="First day or moment, ISO 8601.")
@click.option("--use-until", help="Until when it may be placed anew.")
@click.option("--online-until", help="Until when it may stay online.")
@click.pass_obj
def grant(session: Session, /, **told: Any) -> None:
    """Record a right obtained otherwise than by buying it here."""
    order = AddGrants(*_taken(told, "reason", "platform", "medium", "starts_at", "use_until", "online_until"))
    submit(session, order, "Record grants", **told)


@rights.command("extend")
@selecting
@click.option("--until", "online_until", required=True, help="Until when the images may stay online.")
@click.option("--use-until", help="Until when they may be placed anew; as before without it.")
@PLATFORM
@click.option("--agreed-price", is_flag=True, help="Owe what the vendors' agreements say for a longer time.")
@click.option("--reason", default="", help="Why.")
@click.pass_obj
def extend(session: Session, /, *, agreed_price: bool, **told: Any) -> None:
    """Let rights last longer; --dry-run says what that costs."""
    online_until, use_until, platform, reason = _taken(told, "online_until", "use_until", "platform", "reason")
    price = "agreed" if agreed_price else None
    submit(session, ExtendImages(online_until, use_until, platform, price, None, reason), "Extend rights", **told)


@rights.command("restrict")
@selecting
@PLATFORM
@MEDIUM
@REASON
@click.option("--from", "starts_at", help="From when, ISO 8601; at once without it.")
@click.option("--until", "ends_at", help="Until when; for good without it.")
@click.pass_obj
def restrict(session: Session, /, **told: Any) -> None:
    """Forbid the use of images; deny wins over every grant."""
    order = RestrictImages(*_taken(told, "reason", "platform", "medium", "starts_at", "ends_at"))
    submit(session, order, "Restrict use", **told)


@rights.command("lift")
@selecting
@click.option("--reason", default="", help="Why.")
@click.pass_obj
def lift(session: Session, /, reason: str, **chosen: Any) -> None:
    """Let all restrictions of images no longer hold."""
    submit(session, LiftRestrictions(reason), "Lift restrictions", **chosen)


@rights.command("override")
@selecting
@click.option("--of", required=True, help="What is lifted: a restriction's id, or ended, embargo, no-grant ...")
@PLATFORM
@MEDIUM
@REASON
@click.option("--until", "ends_at", help="Until when; for good without it.")
@click.pass_obj
def override(session: Session, /, **told: Any) -> None:
    """Lift one ground of denial in your own name."""
    order = OverrideImages(*_taken(told, "of", "reason", "platform", "medium", "ends_at"))
    submit(session, order, "Override restrictions", **told)


@rights.command("end-override")
@selecting
@click.option("--reason", default="", help="Why.")
@click.pass_obj
def end_override(session: Session, /, reason: str, **chosen: Any) -> None:
    """Take overrides back before their day."""
    submit(session, EndOverrides(reason), "End overrides", **chosen)


def _taken(told: dict[str, Any], *names: str) -> list[Any]:
    """Take the order's own values out of what was told; what is left chooses the rows."""
    return [told.pop(name) for name in names]


COMMANDS = (rights,)
