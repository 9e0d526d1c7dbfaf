"""Exports for the tests of their files: advices of a few vendors with awkward names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from rightsdesk.documents.credit_advice import cancellation
from rightsdesk.documents.exports.content import Export, Item, Maker
from rightsdesk.domain.advice import Snapshot
from tests.documents.samples import ISSUED, PLATFORM, frozen

AT = datetime(2026, 3, 20, 9, 18, 11, 250_000, tzinfo=ZoneInfo("Europe/Berlin"))
OPTIONS = {
    "consultant": "29098",
    "client": "55003",
    "year_start": "01-01",
    "account_length": "4",
    "first_creditor": "70001",
    "expense_accounts": "4900, 19=4905",
    "tax_keys": "7=8, 19=9, AE=94",
    "withholding_account": "1741",
}
PAYER = replace(
    PLATFORM, details={**(PLATFORM.details or {}), "iban": "DE89 3704 0044 0532 0130 00", "bic": "COBADEFFXXX"}
)


def item(nth: int = 1, *, vendor: str = "globus", rates: tuple[str, ...] = ("7", "19"), **changed: object) -> Item:
    """Return an issued advice of a vendor; `changed` are fields of its frozen content."""
    shown: Snapshot = replace(frozen(7, number=f"TAGWERK-2026-{nth:05d}", rates=rates), **changed)  # type: ignore[arg-type]
    return Item(f"advice-{nth}", vendor, shown, pdf=f"{nth:064x}")


def cancelled(one: Item, nth: int, type_code: str = "389") -> Item:
    """Return the document that cancels another."""
    shown = cancellation(one.snapshot, f"TAGWERK-2026-{nth:05d}", ISSUED, type_code)
    return replace(one, advice=f"advice-{nth}", snapshot=shown)


def named(one: Item, name: str) -> Item:
    """Return an advice of a vendor called otherwise."""
    party = replace(one.snapshot.supplier, name=name)
    return replace(one, snapshot=replace(one.snapshot, supplier=party))


def export(items: Sequence[Item], kind: str = "sepa", **more: object) -> Export:
    """Return an export of these advices."""
    return Export(
        export="0192f0aa-0000-8000-8000-00000000abcd",
        format=kind,
        at=AT,
        actor="kim",
        items=tuple(items),
        options=OPTIONS,
        platforms={"tagwerk": PAYER},
        accounts={"globus": 0, "alpenpix": 1, "norden": 2},
        **more,  # type: ignore[arg-type]
    )


def made(maker: Maker, what: Export) -> tuple[bytes, list[str]]:
    """Return the bytes of an export's file and what was said of it."""
    out = BytesIO()
    told = maker(what, out)
    return out.getvalue(), told
