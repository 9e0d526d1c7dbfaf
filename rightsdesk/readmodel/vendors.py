"""The table of vendors: who is paid, what is owed to them, and whether a credit advice could be made today."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rightsdesk import registers
from rightsdesk.domain import streams
from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel.projection import Fact, Projection, Worktop
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import Column, Index, Table
from rightsdesk.readmodel.vat import vat_state

VENDORS = Table(
    "vendors",
    (
        Column("key"),
        Column("id", "integer"),  # None until the vendor is registered: images and charges may come first
        Column("name", "text", ""),
        Column("city", "text", ""),
        Column("country", "text", ""),
        Column("vat_id", "text", ""),
        Column("tax_no", "text", ""),
        Column("vat_state", "text", "missing"),
        Column("tax_scheme", "text", ""),
        Column("email", "text", ""),
        Column("iban", "text", ""),
        Column("bic", "text", ""),
        Column("billing_mode", "text", ""),
        Column("rate", "integer"),
        Column("currency", "text", "EUR"),
        Column("vat_rate", "text", ""),
        Column("payment_days", "integer", 0),
        Column("consent_on"),
        Column("unconfirmed", "text", ""),
        Column("blocked", "text", ""),
        Column("readiness", "text", "no-consent"),
        Column("images", "integer", 0),
        Column("open_amount", "json"),
        Column("open_rank", "integer", 0),
        Column("open_charges", "integer", 0),
        Column("last_advice"),
        Column("profile", "json"),
        Column("changed_at", "integer", 0),
    ),
    indexes=(Index("id"), Index("name COLLATE NOCASE, key")),
)
CHARGES = Table(
    "open_charges",
    (
        Column("account", "integer"),
        Column("charge"),
        Column("vendor"),
        Column("platform"),
        Column("amount", "integer"),
        Column("currency"),
        Column("occurred_on"),
        Column("image"),
        Column("title"),
        Column("is_open", "integer", 1),
    ),
    keys=2,
    indexes=(Index("vendor", "is_open"),),
)
ACCOUNTS = Table(
    "accounts",
    (Column("id", "integer"), Column("vendor"), Column("platform")),
    indexes=(Index("vendor, platform"),),
)
"""Every account there is, also one in which nothing was ever owed: each is asked for credit advices."""


@dataclass(frozen=True, slots=True)
class VendorRow:
    """One vendor as lists and the inspector show it; amounts in minor units by currency.

    `readiness` is ready, or one of `NOT_READY` or `NOT_ISSUABLE`; `last_advice` is the month last billed, `unconfirmed`
    who changed the bank account that a second person has not confirmed yet. `vat_state` is checked, wrong, missing or
    tax-number; `uses` are first placements in the month before this one; `agreements` come the newest first.
    """

    id: int
    key: str
    name: str
    city: str
    country: str
    vat_id: str
    tax_no: str
    iban: str
    bic: str
    email: str
    billing_mode: str
    rate: int | None
    currency: str
    vat_rate: str
    payment_days: int
    consent_on: str | None
    readiness: str
    images: int
    open_amount: Mapping[str, int]
    open_charges: int
    last_advice: str | None
    changed_at: str
    blocked: str = ""
    profile: Mapping[str, str] | None = None
    vat_state: str = "missing"
    tax_scheme: str = ""
    unconfirmed: str = ""
    uses: int = 0
    agreements: tuple[Mapping[str, Any], ...] = ()

    @property
    def rates(self) -> tuple[Mapping[str, Any], ...]:
        """Return the rows of the newest agreement's rate card, each with its currency."""
        newest = self.agreements[0] if self.agreements else {}
        return tuple({**row, "currency": newest["currency"]} for row in newest.get("rates", ()))


# ---------------------------------------------------------------- reactions


def _registered(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = top["vendors"].make(fact["vendor_id"])
    row["id"] = event.stream_id
    _profile(row, fact["profile"])
    _changed(row, event)


def _profile(row: Row, profile: Fact) -> None:
    row["profile"] = {**row["profile"], **profile}
    for name in ("name", "city", "country", "vat_id", "tax_no", "email", "tax_scheme"):
        row[name] = row["profile"].get(name, "")
    row["vat_state"] = vat_state(row["profile"])


def _changed_profile(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _own(top, event)
    _profile(row, fact["profile"])


def _agreed(top: Worktop, event: Recorded, fact: Fact) -> None:
    _own(top, event)["consent_on"] = fact["agreed_on"]


def _agreement(top: Worktop, event: Recorded, fact: Fact) -> None:
    row, terms = _own(top, event), fact["agreement"]
    for name in ("billing_mode", "rate", "currency", "vat_rate", "payment_days"):
        row[name] = terms[name]


def _bank_account(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _own(top, event)
    if row["iban"] != fact["iban"]:
        row["unconfirmed"] = fact.get("by", "") if row["iban"] else ""
    row["iban"], row["bic"] = fact["iban"], fact.get("bic", "")


def _account_confirmed(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _own(top, event)
    if row["iban"] == fact["iban"]:
        row["unconfirmed"] = ""


def _blocked(top: Worktop, event: Recorded, fact: Fact) -> None:
    _own(top, event)["blocked"] = fact["reason"]


def _own(top: Worktop, event: Recorded) -> Row:
    row = top["vendors"].make(streams.identifier(event.stream))
    _changed(row, event)
    return row


def _changed(row: Row, event: Recorded) -> None:
    row["changed_at"] = event.recorded_at


def _image_observed(top: Worktop, event: Recorded, fact: Fact) -> None:
    if event.version == 1:
        top["vendors"].make(fact["vendor"])["images"] += 1


def _begun(top: Worktop, event: Recorded, _fact: Fact) -> None:
    account = top["accounts"].make(event.stream_id)
    account["platform"], account["vendor"] = streams.pair(event.stream)


def _accrued(top: Worktop, event: Recorded, fact: Fact) -> None:
    _begun(top, event, fact)
    _open(top, event, fact["charge"])


def _open(top: Worktop, event: Recorded, charge: Fact) -> None:
    row = top["open_charges"].make((event.stream_id, charge["charge_id"]))
    row["platform"], row["vendor"] = streams.pair(event.stream)
    for name in ("amount", "currency", "occurred_on", "image", "title"):
        row[name] = charge[name]
    row["is_open"] = 1
    _owe(top, row, 1)


def _close(top: Worktop, event: Recorded, charge_id: str) -> None:
    row = top["open_charges"].get((event.stream_id, charge_id))
    if row is not None and row["is_open"]:
        row["is_open"] = 0
        _owe(top, row, -1)


def _owe(top: Worktop, charge: Row, sign: int) -> None:
    vendor = top["vendors"].make(charge["vendor"])
    vendor["open_charges"] += sign
    if charge["amount"] is not None:
        owed = dict(vendor["open_amount"])
        owed[charge["currency"]] = owed.get(charge["currency"], 0) + sign * charge["amount"]
        vendor["open_amount"] = {currency: owed[currency] for currency in sorted(owed) if owed[currency]}


def _reversed(top: Worktop, event: Recorded, fact: Fact) -> None:
    _close(top, event, fact["charge_id"])


def _drafted(top: Worktop, event: Recorded, fact: Fact) -> None:
    for charges in fact["drafts"].values():
        for charge_id in charges:
            _close(top, event, charge_id)
    vendor = top["vendors"].make(streams.pair(event.stream)[1])
    vendor["last_advice"] = max(vendor["last_advice"] or "", fact["period"])


def _released(top: Worktop, event: Recorded, fact: Fact) -> None:
    for charge in fact["charges"]:
        _open(top, event, charge)


# ---------------------------------------------------------------- derived columns


def _settle(top: Worktop) -> None:
    for row in top["vendors"].touched():
        row["readiness"] = _readiness(row)
        row["open_rank"] = max(row["open_amount"].values(), default=0)


def _readiness(row: Row) -> str:
    if row["blocked"]:
        return "blocked"
    if not row["billing_mode"]:
        return "no-agreement"
    if not row["consent_on"]:
        return "no-consent"
    return _issuable(row) if row["iban"] else "no-bank-account"


def _issuable(row: Row) -> str:
    """Return what a check would stop although a draft can be made."""
    if not all(row["profile"].get(name) for name in ("street", "postcode", "city", "country", "email")):
        return "incomplete-address"
    if not row["vat_id"] and not row["tax_no"]:
        return "no-tax-id"
    if row["vat_id"] and not (registers.prefix(row["vat_id"]) and registers.is_vat_id(row["vat_id"])):
        return "wrong-vat-id"
    return "account-unconfirmed" if row["unconfirmed"] else "ready"


PROJECTION = Projection(
    "vendors",
    (VENDORS, CHARGES, ACCOUNTS),
    {
        "vendor.registered": _registered,
        "vendor.changed": _changed_profile,
        "vendor.self-billing-agreed": _agreed,
        "vendor.agreement-changed": _agreement,
        "vendor.bank-account-changed": _bank_account,
        "vendor.bank-account-confirmed": _account_confirmed,
        "vendor.blocked": _blocked,
        "image.observed": _image_observed,
        "account.advice-requested": _begun,
        "account.charge-accrued": _accrued,
        "account.charge-reversed": _reversed,
        "account.advice-drafted": _drafted,
        "account.advice-released": _released,
    },
    _settle,
    version=2,
)


NOT_READY = {
    "blocked": "The vendor is blocked for billing.",
    "no-agreement": "There is no agreement with this vendor.",
    "no-consent": "The vendor has not agreed to self-billing.",
    "no-bank-account": "The vendor's bank account is missing.",
}
"""Why a vendor cannot be billed as it stands, the gravest reason first."""

NOT_ISSUABLE = ("incomplete-address", "no-tax-id", "wrong-vat-id", "account-unconfirmed")
"""Why a vendor gets drafts whose issue is stopped, in the order in which they are told."""
