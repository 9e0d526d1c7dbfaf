"""Master data: platforms and vendors, one by one or from a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rightsdesk import registers
from rightsdesk.desk.given import given_rows
from rightsdesk.desk.parts import Parts
from rightsdesk.domain import money, streams
from rightsdesk.domain.messages import Circumstance, Command, Refused, fold
from rightsdesk.domain.platform import Platform, RegisterPlatform
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import (
    PROFILE,
    AgreeSelfBilling,
    BlockVendor,
    ChangeAgreement,
    ChangeBankAccount,
    ConfirmBankAccount,
    RegisterVendor,
    Vendor,
    VendorUnknown,
    is_iban,
)
from rightsdesk.faults import Invalid

TERMS = (
    *("billing_mode", "rate", "currency", "vat_rate", "payment_days", "valid_from", "valid_until", "flat_fee"),
    *("quota", "quota_months", "minimum_payout", "platforms", "media"),
)
COLUMNS = ("id", *PROFILE, *TERMS, "self_billing_agreed_on", "iban", "bic", "blocked")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: vendors taken over, the sentence for each row that was not, and what to look at again."""

    vendors: int
    rejected: tuple[str, ...]
    warnings: tuple[str, ...] = ()


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
        """Register a platform or change it; a VAT id that cannot be right is refused: every document carries it."""
        vat_id = details.get("vat_id", "")
        if vat_id and not (registers.prefix(vat_id) and registers.is_vat_id(vat_id)):
            sentence = f"The VAT id {vat_id!r} of platform {platform_id} is wrong; nothing was changed."
            raise Invalid(sentence, code="PLATFORM-VAT-ID")
        _account(details)
        same = [each for each in map(streams.identifier, self.parts.log.streams("platform")) if each != platform_id]
        alike = next((each for each in same if each.upper() == platform_id.upper()), "")
        if alike:  # numbers are written in capitals: both would draw the same ones
            sentence = f"Platform {platform_id} differs from {alike} by capitals only; name it otherwise."
            raise Invalid(sentence, code="PLATFORM-ID")
        wish = RegisterPlatform(platform_id, name, dict(details))
        self._tell(streams.platform(platform_id), Platform(), wish)

    def vendor(self, vendor_id: str) -> Vendor:
        """Return a vendor, or refuse a stranger."""
        state, _ = self.parts.handling.state(streams.vendor(vendor_id), Vendor())
        if not state.vendor_id:
            sentence = f"There is no vendor {vendor_id!r}; see: rightsdesk vendors list"
            raise VendorUnknown(sentence)
        return state

    def set_vendor(self, vendor_id: str, values: Mapping[str, str]) -> tuple[str, ...]:
        """Register a vendor or change what is named in `values` (columns of the import); return what looks wrong.

        A wrong VAT id is taken over and told: the rest of the row is worth having, nothing is issued on it, and the
        vendor stays marked until it is corrected. A wrong bank account is refused: money would go there.
        """
        for name in values:
            if name not in COLUMNS:
                sentence = f"A vendor has no field {name!r}; fields are {', '.join(COLUMNS[1:])}."
                raise Invalid(sentence, code="VENDOR-FIELD")
        _account(values)
        stream = streams.vendor(vendor_id)
        profile = {name: values[name] for name in PROFILE if name in values}
        self._tell(stream, Vendor(), RegisterVendor(vendor_id, profile))
        for wish in self._wishes(self.vendor(vendor_id), values):
            self._tell(stream, Vendor(), wish)
        return tuple(_odd(vendor_id, values))

    def confirm_account(self, vendor_id: str, iban: str) -> None:
        """Confirm a vendor's changed bank account, as another person than the one who changed it."""
        self.vendor(vendor_id)
        self._tell(streams.vendor(vendor_id), Vendor(), ConfirmBankAccount(iban))

    def record(self, vendor_id: str) -> dict[str, str]:
        """Return a vendor's master data as the texts that `change` understands; what is not known is left out."""
        vendor = self.vendor(vendor_id)
        agreement = vendor.agreement or Agreement(currency="")
        texts = {name: _text(name, getattr(agreement, name), agreement.currency) for name in TERMS}
        told = {"self_billing_agreed_on": vendor.consent_on or "", "iban": vendor.iban, "bic": vendor.bic}
        known = {**vendor.profile, **(texts if vendor.agreement else {}), **told, "blocked": vendor.blocked}
        return {name: text for name, text in known.items() if text}

    def change(self, vendor_id: str, values: Mapping[str, str]) -> dict[str, str]:
        """Change what is named in `values`, empty texts taking terms away; where any is refused nothing is changed.

        Returns what is wrong: field -> the sentence.
        """
        vendor = self.vendor(vendor_id)
        wrong = {name: sentence for name in values if (sentence := self._wrong(vendor, name, values))}
        if not wrong:
            profile = {name: values[name] for name in PROFILE if name in values}
            for wish in (RegisterVendor(vendor_id, profile), *self._changes(vendor, values)):
                self._tell(streams.vendor(vendor_id), Vendor(), wish)
        return wrong

    def _wrong(self, vendor: Vendor, name: str, values: Mapping[str, str]) -> str:
        """Return what is wrong with one value, by the rules of the command it goes into."""
        given = {name: values[name]}
        if name in _AMOUNTS and values.get("currency"):  # an amount is read with its currency, one day with the other
            given["currency"] = values["currency"]
        if name == "valid_until" and values.get("valid_from"):
            given["valid_from"] = values["valid_from"]
        cx = Circumstance(self.parts.clock(), self.parts.actor)
        profile = {each: text for each, text in given.items() if each in PROFILE}
        try:
            _account({each: text for each, text in given.items() if text})
            for wish in (RegisterVendor(vendor.vendor_id, profile), *self._changes(vendor, given)):
                wish.decide(vendor, cx)
        except (Refused, Invalid) as error:
            return error.sentence
        return next(_odd(vendor.vendor_id, given), "")

    def _changes(self, vendor: Vendor, values: Mapping[str, str]) -> Iterator[Command[Vendor]]:
        emptied = {name for name in TERMS if values.get(name) == ""}
        if emptied:
            before = agreement_of(vendor.agreement or Agreement(), values)
            yield ChangeAgreement(replace(before, **{name: getattr(Agreement(), name) for name in emptied}))
            values = {name: text for name, text in values.items() if name not in TERMS}
        for name, sentence in _STAYS.items():
            if values.get(name) == "":
                raise Invalid(sentence, code="VENDOR-FIELD")
        if "bic" in values:
            values = {"iban": vendor.iban, **values}
        yield from self._wishes(vendor, values)

    def import_vendors(self, path: Path) -> Imported:
        """Take vendors over from CSV or JSON (a list of objects); a bad row never stops the others."""
        taken = 0
        rejected: list[str] = []
        warnings: list[str] = []
        for number, row in _rows(path):
            vendor_id = row.pop("id", "")
            try:
                warnings += (f"{path.name}, row {number}: {each}" for each in self.set_vendor(vendor_id, row))
                taken += 1
            except (Refused, Invalid) as error:
                rejected.append(f"{path.name}, row {number} ({vendor_id or 'no id'}): {error.sentence}")
        return Imported(taken, tuple(rejected), tuple(warnings))

    def _wishes(self, vendor: Vendor, values: Mapping[str, str]) -> Iterator[Command[Vendor]]:
        if any(values.get(name) for name in TERMS):
            yield ChangeAgreement(agreement_of(vendor.agreement or Agreement(), values))
        if values.get("self_billing_agreed_on"):
            yield AgreeSelfBilling(values["self_billing_agreed_on"])
        if values.get("iban"):
            yield ChangeBankAccount(values["iban"], values.get("bic", ""))
        if "blocked" in values:
            yield BlockVendor(values["blocked"])

    def _tell(self, stream: str, beginning: object, wish: Command[Any]) -> None:
        self.parts.handling.handle(stream, beginning, wish, self.parts.actor)


def agreement_of(before: Agreement, values: Mapping[str, str]) -> Agreement:
    """Return an agreement changed by texts: amounts as 12.50, days as 2026-01-31, lists as a,b; empty says nothing."""
    given = {name: text for name, text in values.items() if name in TERMS and text}
    currency = money.checked_currency(given.get("currency", before.currency))
    changed: dict[str, Any] = {"currency": currency}
    for name, text in given.items():
        if name in _AMOUNTS:
            changed[name] = money.parse(text, currency)
        elif name in _NUMBERS:
            changed[name] = _whole(name, text)
        elif name in _LISTS:
            changed[name] = tuple(part.strip() for part in text.split(",") if part.strip())
        else:
            changed[name] = text
    return replace(before, **changed)


_STAYS = {
    "iban": "A bank account is replaced by another one, never taken away.",
    "self_billing_agreed_on": "A consent that was given stays on record; block the vendor to stop billing it.",
}
_AMOUNTS = ("rate", "flat_fee", "minimum_payout")
_NUMBERS = ("payment_days", "quota", "quota_months")
_LISTS = ("platforms", "media")


def _text(name: str, value: Any, currency: str) -> str:
    if value is None:
        return ""
    if name in _AMOUNTS:
        return money.as_decimal(value, currency)
    return ",".join(value) if name in _LISTS else str(value)


def _whole(name: str, text: str) -> int:
    if not text.isdecimal():
        sentence = f"The {name.replace('_', ' ')} {text!r} are no whole number."
        raise Invalid(sentence, code="VENDOR-FIELD")
    return int(text)


def _account(values: Mapping[str, str]) -> None:
    """Refuse an account that no bank can have; the check digits alone also fit a bank code that does not exist."""
    iban, bic = values.get("iban", "").replace(" ", "").upper(), values.get("bic", "").strip()
    if iban and is_iban(iban) and not registers.is_account(iban):
        sentence = f"The IBAN {iban} does not fit its country: length, bank code or account; nothing was changed."
        raise Invalid(sentence, code="IBAN")
    if bic and not registers.is_bic(bic):
        sentence = f"{bic!r} is no BIC; correct it or leave it out, nothing was changed."
        raise Invalid(sentence, code="BIC")


def _odd(vendor_id: str, values: Mapping[str, str]) -> Iterator[str]:
    """Yield what was taken over and cannot be right."""
    vat_id, country = values.get("vat_id", ""), values.get("country", "")
    if vat_id and not (registers.prefix(vat_id) and registers.is_vat_id(vat_id)):
        yield f"The VAT id {vat_id!r} of vendor {vendor_id} is wrong; no credit advice is issued on it."
    if country and not registers.is_country(country):
        yield f"{country!r}, the country of vendor {vendor_id}, is in no list of ISO 3166."


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    for number, row in enumerate(given_rows(path, "vendor"), 2):
        yield number, {str(name): str(value) for name, value in row.items() if value is not None}
