"""Master data: platforms and vendors."""

from pathlib import Path

import click

from rightsdesk.cli import shapes
from rightsdesk.cli.exporting import exportable
from rightsdesk.cli.pairs import pairs
from rightsdesk.cli.session import PARTLY_FAILED, Session
from rightsdesk.desk import Query
from rightsdesk.desk.lists import rows_of


@click.group("platforms")
def platforms() -> None:
    """Platforms: the publisher's online titles."""


@platforms.command("add")
@click.argument("platform_id")
@click.option("--name", required=True, help="The title as people know it.")
@click.option("--set", "details", multiple=True, metavar="DETAIL=VALUE", help="Letterhead: company, street, city ...")
@click.pass_obj
def add_platform(session: Session, platform_id: str, name: str, details: tuple[str, ...]) -> None:
    """Register a platform or change it."""
    with session.desk() as desk:
        desk.masters.add_platform(platform_id, name, pairs(details, "DETAIL=VALUE", "--set"))
        session.answer({"id": platform_id, "name": name}, [f"Platform {platform_id}: {name}"])


@platforms.command("list")
@exportable
@click.pass_obj
def list_platforms(session: Session) -> None:
    """List platforms."""
    with session.desk(writing=False) as desk:
        rows = [
            {"id": each.platform_id, "name": each.name, **(each.details or {})} for each in desk.masters.platforms()
        ]
        session.table(rows, ("id", "name", "company", "city"), "No platforms yet; add one: rightsdesk platforms add")


@click.group("vendors")
def vendors() -> None:
    """Vendors: who is paid, on what agreement."""


@vendors.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_context
def import_vendors(context: click.Context, path: Path) -> None:
    """Take vendors over from a CSV or JSON file; a bad row never stops the others."""
    session: Session = context.obj
    with session.desk() as desk:
        done = desk.masters.import_vendors(path)
        document = {"imported": done.vendors, "rejected": list(done.rejected), "warnings": list(done.warnings)}
        said = f"{done.vendors:,} vendors taken over, {len(done.rejected):,} rejected."
        session.answer(document, [said, *done.rejected, *done.warnings])
    context.exit(PARTLY_FAILED if done.rejected else 0)


@vendors.command("list")
@click.option("--where", default="", help="A filter; all vendors without one.")
@exportable
@click.pass_obj
def list_vendors(session: Session, where: str) -> None:
    """List vendors with readiness and open amounts."""
    with session.desk(writing=False) as desk:
        reader = desk.reader()
        rows = map(shapes.vendor, rows_of(reader, "vendors", reader.ids(Query("vendors", where))))
        session.table(rows, ("id", "name", "city", "readiness", "images", "open_charges", "open"), "No vendors yet.")


@vendors.command("show")
@click.argument("vendor_id")
@click.pass_obj
def show_vendor(session: Session, vendor_id: str) -> None:
    """Show one vendor."""
    with session.desk(writing=False) as desk:
        desk.masters.vendor(vendor_id)
        reader = desk.reader()
        row = reader.rows("vendors", list(reader.ids_of("vendors", [vendor_id]).values()))[0]
        shown = shapes.vendor(row)
        session.answer(shown, [f"{name:14} {value}" for name, value in shown.items() if value not in (None, "")])


@vendors.command("set")
@click.argument("vendor_id")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE ...")
@click.pass_obj
def set_vendor(session: Session, vendor_id: str, values: tuple[str, ...]) -> None:
    """Register a vendor or change fields: name, iban, vat_rate, self_billing_agreed_on, blocked ..."""
    with session.desk() as desk:
        warnings = desk.masters.set_vendor(vendor_id, pairs(values, "FIELD=VALUE"))
        session.answer({"id": vendor_id, "warnings": list(warnings)}, [f"Vendor {vendor_id} recorded.", *warnings])


@vendors.command("confirm-account")
@click.argument("vendor_id")
@click.option("--iban", required=True, help="The account you compared with the vendor's own letter.")
@click.pass_obj
def confirm_account(session: Session, vendor_id: str, iban: str) -> None:
    """Confirm a changed bank account, as another person than the one who changed it."""
    with session.desk() as desk:
        desk.masters.confirm_account(vendor_id, iban)
        session.answer({"id": vendor_id, "iban": iban}, [f"The bank account of vendor {vendor_id} is confirmed."])


COMMANDS = (platforms, vendors)
