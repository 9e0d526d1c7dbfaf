"""How vendors are questioned: what a row is made of, what may be asked, in which orders they come."""

import orjson

from rightsdesk.readmodel import moments
from rightsdesk.readmodel.conditions import Condition, Field, word
from rightsdesk.readmodel.filters import Value
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.vendors import VendorRow
from rightsdesk.readmodel.view import View, columns, containing, ended_in, item_of_batch, one_of


def _row(found: Row) -> VendorRow:
    found["open_amount"], found["profile"] = orjson.loads(found["open_amount"]), orjson.loads(found["profile"])
    found["changed_at"] = moments.iso(found["changed_at"])
    found["agreements"] = tuple(reversed(orjson.loads(found["agreements"] or "[]")))
    return VendorRow(**found)


def _named(value: Value) -> Condition:
    if "*" in value.text and not value.quoted:
        return word("vendors.key", value)
    return "vendors.key = ? OR vendors.name = ? COLLATE NOCASE", (value.text, value.text)


def _by_name(value: Value) -> Condition:
    return containing("vendors.name")((value,))


_ADVISED = "date(vendors.last_advice || '-01', '+1 month', '-1 day')"
"""The last day of the month last billed."""

_THIS_MONTH = "date(now_seconds(), 'unixepoch', 'start of month')"
_USES = (
    "(SELECT count(*) FROM usages u WHERE u.vendor = vendors.key"
    f" AND u.first_at >= unixepoch({_THIS_MONTH}, '-1 month') AND u.first_at < unixepoch({_THIS_MONTH}))"
)

_FIELDS = {
    "vendor": Field(sql="vendors.key", one=_named),
    "key": Field(sql="vendors.key"),
    "name": Field(one=_by_name, missing="vendors.name = ''"),
    **{
        name: Field(sql=f"vendors.{name}", missing=f"vendors.{name} = ''")
        for name in (
            *("city", "country", "vat_id", "tax_no", "email", "iban", "billing_mode", "blocked", "tax_scheme"),
            "unconfirmed",
        )
    },
    "currency": Field(sql="vendors.currency"),
    "readiness": Field(sql="vendors.readiness"),
    "status": Field(sql="vendors.readiness"),
    "vat_state": Field(sql="vendors.vat_state"),
    "open_amount": Field("money", "vendors.open_rank * 10", missing="vendors.open_charges = 0"),
    "images": Field("number", "vendors.images"),
    "open_charges": Field("number", "vendors.open_charges"),
    "consent_on": Field("day", "vendors.consent_on"),
    "last_advice": Field(sql="vendors.last_advice"),
    "advised": Field("day", _ADVISED),
    "batch": item_of_batch("vendors.key"),
    "failed": ended_in("vendors.key", "failed"),
    "unchanged": ended_in("vendors.key", "unchanged"),
    "has": one_of(
        {
            "open": "vendors.open_charges > 0",
            "consent": "vendors.consent_on IS NOT NULL",
            "iban": "vendors.iban <> ''",
            "agreement": "vendors.billing_mode <> ''",
        }
    ),
}


VIEW = View(
    table="vendors",
    source="vendors",
    shown={
        **columns(
            "vendors",
            "key name city country vat_id tax_no iban bic email billing_mode rate currency vat_rate payment_days"
            " consent_on readiness images open_amount open_charges last_advice changed_at blocked profile vat_state"
            " tax_scheme unconfirmed",
        ),
        "uses": _USES,
        "agreements": "(SELECT t.agreements FROM vendor_terms t WHERE t.vendor = vendors.key)",
    },
    row=_row,
    fields=_FIELDS,
    orders={
        **columns(
            "vendors",
            "id key city country vat_id vat_state readiness images open_charges last_advice consent_on billing_mode"
            " payment_days changed_at",
        ),
        "name": "vendors.name COLLATE NOCASE",
        "open_amount": "vendors.open_rank",
    },
    search=containing("vendors.key", "vendors.name", "vendors.city", "vendors.vat_id", "vendors.email"),
    order="name",
    visible="vendors.id IS NOT NULL",
)
