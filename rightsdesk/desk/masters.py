"""Master data: platforms and vendors, one by one or from a file."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rightsdesk.desk.parts import Parts
from rightsdesk.domain import money, streams
from rightsdesk.domain.messages import Command, Refused, fold
from rightsdesk.domain.platform import Platform, RegisterPlatform
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import (
    PROFILE,
    AgreeSelfBilling,
    BlockVendor,
    ChangeAgreement,
    ChangeBankAccount,
    RegisterVendor,
    Vendor,
    VendorUnknown,
)
from rightsdesk.faults import Invalid

TERMS = ("billing_mode", "rate", "currency", "vat_rate", "payment_days")
COLUMNS = ("id", *PROFILE, *TERMS, "self_billing_agreed_on", "iban", "bic", "blocked")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: vendors taken over, and the sentence for each row that was not."""

    vendors: int
    rejected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Masters:
    """Registers and lists platforms and vendors."""

    parts: Parts

    def platforms(self) -> list[Platform]:
        """Return all platforms in order of registration."""
        names = self.parts.log.streams("platform")
        read = self.parts.log.read_streams(names)
        return [fold(Platform(), map(self.parts.decode, read[name])) for name in names]

    def add_platform(self, platform_id: str, name: str, details: Mapping[str, str]) -> None:
        """Register a platform or change it."""
        wish = RegisterPlatform(platform_id, name, dict(details))
        self._tell(streams.platform(platform_id), Platform(), wish)

    def vendor(self, vendor_id: str) -> Vendor:
        """Return a vendor, or refuse a stranger."""
        state, _ = self.parts.handling.state(streams.vendor(vendor_id), Vendor())
        if not state.vendor_id:
            sentence = f"There is no vendor {vendor_id!r}; see: rightsdesk vendors list"
            raise VendorUnknown(sentence)
        return state

    def set_vendor(self, vendor_id: str, values: Mapping[str, str]) -> None:
        """Register a vendor or change what is named in `values` (columns of the import)."""
        for name in values:
            if name not in COLUMNS:
                sentence = f"A vendor has no field {name!r}; fields are {', '.join(COLUMNS[1:])}."
                raise Invalid(sentence, code="VENDOR-FIELD")
        stream = streams.vendor(vendor_id)
        profile = {name: values[name] for name in PROFILE if name in values}
        self._tell(stream, Vendor(), RegisterVendor(vendor_id, profile))
        for wish in self._wishes(self.vendor(vendor_id), values):
            self._tell(stream, Vendor(), wish)

    def import_vendors(self, path: Path) -> Imported:
        """Take vendors over from CSV or JSON (a list of objects); a bad row never stops the others."""
        taken = 0
        rejected: list[str] = []
        for number, row in _rows(path):
            vendor_id = row.pop("id", "")
            try:
                self.set_vendor(vendor_id, row)
                taken += 1
            except (Refused, Invalid) as error:
                rejected.append(f"{path.name}, row {number} ({vendor_id or 'no id'}): {error.sentence}")
        return Imported(taken, tuple(rejected))

    def _wishes(self, vendor: Vendor, values: Mapping[str, str]) -> Iterator[Command[Vendor]]:
        if any(values.get(name) for name in TERMS):
            yield ChangeAgreement(_agreement(vendor.agreement or Agreement(), values))
        if values.get("self_billing_agreed_on"):
            yield AgreeSelfBilling(values["self_billing_agreed_on"])
        if values.get("iban"):
            yield ChangeBankAccount(values["iban"], values.get("bic", ""))
        if "blocked" in values:
            yield BlockVendor(values["blocked"])

    def _tell(self, stream: str, beginning: object, wish: Command[Any]) -> None:
        self.parts.handling.handle(stream, beginning, wish, self.parts.actor)


def _agreement(before: Agreement, values: Mapping[str, str]) -> Agreement:
    currency = values.get("currency") or before.currency
    rate = values.get("rate")
    days = values.get("payment_days") or str(before.payment_days)
    if not days.isdecimal():
        sentence = f"The payment days {days!r} are no whole number."
        raise Invalid(sentence, code="VENDOR-FIELD")
    return Agreement(
        billing_mode=values.get("billing_mode") or before.billing_mode,
        rate=money.parse(rate, money.checked_currency(currency)) if rate else before.rate,
        currency=currency,
        vat_rate=values.get("vat_rate") or before.vat_rate,
        payment_days=int(days),
        valid_from=before.valid_from,
    )


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        sentence = f"{path} cannot be read: {error.strerror}."
        raise Invalid(sentence, code="FILE") from error
    except UnicodeDecodeError as error:
        sentence = f"{path} is not UTF-8 text; save it as UTF-8 and import it again."
        raise Invalid(sentence, code="FILE-CSV") from error
    yield from enumerate(_json_rows(path, text) if path.suffix == ".json" else _csv_rows(text), 2)


def _json_rows(path: Path, text: str) -> Iterator[dict[str, str]]:
    try:
        found = json.loads(text)
    except ValueError as error:
        sentence = f"{path} is no valid JSON: {error}."
        raise Invalid(sentence, code="FILE") from error
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        sentence = f"{path} must be a list of objects, one for each vendor."
        raise Invalid(sentence, code="FILE")
    for row in found:
        yield {str(name): str(value) for name, value in row.items() if value is not None}


def _csv_rows(text: str) -> Iterator[dict[str, str]]:
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    for row in csv.DictReader(text.splitlines(), delimiter=delimiter):
        yield {name: value.strip() for name, value in row.items() if name and value and value.strip()}
