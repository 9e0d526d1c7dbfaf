"""Images: list, show, update, buy, withdraw."""

from typing import Any

import click

from rightsdesk.cli import shapes
from rightsdesk.cli.assessing import assess_images
from rightsdesk.cli.choosing import selecting, submit
from rightsdesk.cli.edits import editing, edits
from rightsdesk.cli.exporting import exportable
from rightsdesk.cli.importing import import_images
from rightsdesk.cli.pairs import pairs
from rightsdesk.cli.session import Session, today
from rightsdesk.desk import (
    BulkOrder,
    BuyImages,
    Desk,
    ImageRow,
    Query,
    RefreshImages,
    ReinstateImages,
    UpdateImages,
    WithdrawImages,
)
from rightsdesk.desk.lists import rows_of
from rightsdesk.faults import Unknown

COLUMNS = ("key", "title", "state", "price", "currency", "licence_end", "platforms")


@click.group("images")
def images() -> None:
    """Images: list, show, and change thousands with one command."""


@images.command("list")
@click.option("--where", default="", help="A filter; all images without one.")
@click.option("--order", default="", help="The column to sort by; a leading minus sorts downwards.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@exportable
@click.pass_obj
def list_images(session: Session, where: str, order: str, limit: int | None) -> None:
    """List images."""
    query = Query("images", where, order.lstrip("-"), order.startswith("-"))
    with session.desk(writing=False) as desk:
        reader = desk.reader()
        found = reader.ids(query)
        rows = map(shapes.image, rows_of(reader, "images", found[:limit]))
        session.table(rows, COLUMNS, "No image matches." if where else "No images yet; add a feed and synchronise it.")
        if not session.as_json and limit is not None and len(found) > limit:
            click.echo(f"{limit:,} of {len(found):,} images shown.", err=session.export is not None)


@images.command("show")
@click.argument("key")
@click.pass_obj
def show_image(session: Session, key: str) -> None:
    """Show one image with its history."""
    with session.desk(writing=False) as desk:
        row = _row(desk, key)
        history = [shapes.activity(each) for each in desk.reader().history("images", row.id)]
        shown = {**shapes.image(row), "remarks": list(row.remarks), "history": history}
        lines = [f"{name:18} {value}" for name, value in shown.items() if name != "history" and value is not None]
        lines += ["", *(f"{each['at']}  {each['actor']:12} {each['title']}" for each in history)]
        session.answer(shown, lines)


def _row(desk: Desk, key: str) -> ImageRow:
    found = desk.reader().ids_of("images", [key])
    if key not in found:
        sentence = f"There is no image {key!r}; see: rightsdesk images list"
        raise Unknown(sentence)
    row: ImageRow = desk.reader().rows("images", [found[key]])[0]
    return row


@images.command("update")
@selecting
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="FIELD=VALUE",
    help="A correction; an empty value withdraws it. Lists: a,b sets, +a,-b adds and takes away.",
)
@editing
@click.option("--from-vendor", is_flag=True, help="Fetch the vendors' present metadata.")
@click.pass_obj
def update_images(session: Session, /, changes: tuple[str, ...], *, from_vendor: bool, **chosen: Any) -> None:
    """Change, edit or refresh the metadata of all images chosen, as one batch."""
    edited = edits(chosen)
    if from_vendor == bool(changes or edited):
        sentence = "Give either --set FIELD=VALUE, --append and the like, once or more, or --from-vendor."
        raise click.UsageError(sentence)
    set_to = pairs(changes, "FIELD=VALUE", "--set")
    order: BulkOrder = RefreshImages() if from_vendor else UpdateImages.from_texts(set_to, edited)
    submit(session, order, "Update images", **chosen)


@images.command("buy")
@selecting
@click.option("--platform", required=True, help="The platform on which the images will be used.")
@click.option("--date", "purchased_on", default=None, help="The day of purchase, ISO 8601; today without it.")
@click.pass_obj
def buy_images(session: Session, /, platform: str, purchased_on: str | None, **chosen: Any) -> None:
    """Buy the right to use images on a platform; what is owed is charged to the vendor's account."""
    submit(session, BuyImages(platform, _day(purchased_on)), "Buy images", **chosen)


def _day(text: str | None) -> str:
    return shapes.day(text) if text else today()


@images.command("withdraw")
@selecting
@click.option("--reason", default="", help="Why.")
@click.pass_obj
def withdraw_images(session: Session, /, reason: str, **chosen: Any) -> None:
    """Withdraw images from the publisher's own use."""
    submit(session, WithdrawImages(reason), "Withdraw images", **chosen)


@images.command("reinstate")
@selecting
@click.pass_obj
def reinstate_images(session: Session, /, **chosen: Any) -> None:
    """Confirm that killed images, delivered as usable again, may be used."""
    submit(session, ReinstateImages(), "Reinstate images", **chosen)


images.add_command(import_images)
images.add_command(assess_images)

COMMANDS = (images,)
