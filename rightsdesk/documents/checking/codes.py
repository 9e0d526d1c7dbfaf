"""Every finding of the checks: permanent code, severity, the one action that helps, and the sentence shown.

Words in braces are filled in; the window's word files hold the same sentences, braces included, in other languages.
"""

from typing import Final, NamedTuple

from rightsdesk.domain.advice import Finding
from rightsdesk.domain.advice.content import Severity

EDIT_VENDOR, EDIT_ACCOUNT, CONFIRM_ACCOUNT = "edit-vendor", "edit-account", "confirm-account"
EDIT_AGREEMENT, RECORD_CONSENT, UNBLOCK = "edit-agreement", "record-consent", "unblock-vendor"
EDIT_PLATFORM, CHANGE_DAY, REJECT = "edit-platform", "change-day", "reject"
LOOK, ASK_VENDOR, CANCEL = "look-at-lines", "ask-vendor", "cancel-duplicate"

ACTIONS: Final = (
    *(EDIT_VENDOR, EDIT_ACCOUNT, CONFIRM_ACCOUNT, EDIT_AGREEMENT, RECORD_CONSENT, UNBLOCK),
    *(EDIT_PLATFORM, CHANGE_DAY, REJECT, LOOK, ASK_VENDOR, CANCEL),
)
"""Words of the actions: the first six go to the vendor, `edit-platform` to the platform, `change-day` issues on another
day, `reject` rejects the draft so that it is generated anew, the others look at lines or ask the vendor.
"""


class Rule(NamedTuple):
    """What a code stands for."""

    severity: Severity
    action: str
    sentence: str


def _stop(action: str, sentence: str) -> Rule:
    return Rule("stop", action, sentence)


def _warn(action: str, sentence: str) -> Rule:
    return Rule("warning", action, sentence)


_OF_VENDORS: Final = {
    "vendor-name-missing": _stop(EDIT_VENDOR, "The vendor has no name; enter it."),
    "vendor-street-missing": _stop(EDIT_VENDOR, "The vendor's street is missing; enter the full address."),
    "vendor-postcode-missing": _stop(EDIT_VENDOR, "The vendor's postcode is missing; enter the full address."),
    "vendor-city-missing": _stop(EDIT_VENDOR, "The vendor's city is missing; enter the full address."),
    "vendor-country-missing": _stop(EDIT_VENDOR, "The vendor's country is missing; enter its code, DE for example."),
    "vendor-country-unknown": _stop(
        EDIT_VENDOR, "{country} is no country; write the code of ISO 3166, DE for example."
    ),
    "vendor-contact-missing": _stop(EDIT_VENDOR, "The vendor has no contact; enter a person or department."),
    "vendor-phone-missing": _warn(EDIT_VENDOR, "The vendor has no telephone number, which an XRechnung must carry."),
    "vendor-phone-needed": _stop(EDIT_VENDOR, "An XRechnung needs the vendor's telephone number; enter it."),
    "vendor-email-missing": _stop(EDIT_VENDOR, "The vendor has no e-mail address; enter it."),
    "vendor-email-wrong": _stop(EDIT_VENDOR, "{email} is no e-mail address; correct it."),
    "vendor-tax-id-missing": _stop(
        EDIT_VENDOR, "The vendor has neither a VAT id nor a tax number; enter one of the two."
    ),
    "vendor-vat-id-prefix": _stop(EDIT_VENDOR, "The VAT id {vat_id} lacks its country's letters, DE for example."),
    "vendor-vat-id-wrong": _stop(EDIT_VENDOR, "The VAT id {vat_id} is wrong: its form or check digit does not fit."),
    "vendor-vat-id-elsewhere": _warn(EDIT_VENDOR, "The VAT id {vat_id} belongs to another country than the address."),
    "vendor-tax-no-odd": _warn(EDIT_VENDOR, "{tax_no} does not look like a German tax number; look at it again."),
    "iban-missing": _stop(EDIT_ACCOUNT, "The vendor's bank account is missing; enter the IBAN."),
    "iban-wrong": _stop(EDIT_ACCOUNT, "The IBAN {iban} is wrong: length, check digits or bank code do not fit."),
    "bic-wrong": _stop(EDIT_ACCOUNT, "{bic} is no BIC; correct it or leave it out."),
    "bic-elsewhere": _warn(EDIT_ACCOUNT, "The BIC {bic} belongs to another country than the IBAN."),
    "consent-missing": _stop(RECORD_CONSENT, "The vendor has not agreed to self-billing; record the consent."),
    "consent-late": _stop(RECORD_CONSENT, "The vendor agreed to self-billing on {day} only, after the day of issue."),
}

_OF_PUBLISHERS: Final = {
    "publisher-vat-id-missing": _stop(EDIT_PLATFORM, "The publisher's VAT id is missing at platform {platform}."),
    "publisher-vat-id-wrong": _stop(EDIT_PLATFORM, "The publisher's VAT id {vat_id} at platform {platform} is wrong."),
    "publisher-name-missing": _stop(EDIT_PLATFORM, "The publisher's name is missing at platform {platform}."),
    "publisher-address-missing": _stop(
        EDIT_PLATFORM, "The publisher's address at platform {platform} is incomplete: street, postcode, city, country."
    ),
    "publisher-country-unknown": _stop(EDIT_PLATFORM, "{country} at platform {platform} is no country of ISO 3166."),
    "publisher-email-missing": _warn(
        EDIT_PLATFORM, "The publisher's e-mail address is missing at platform {platform}."
    ),
    "buyer-reference-missing": _stop(EDIT_PLATFORM, "The buyer reference is missing at platform {platform}."),
}

_OF_HEADS: Final = {
    "type-wrong": _stop(REJECT, "A credit advice is of type 389, its cancellation 389 or 261, never {type}."),
    "type-261-alone": _stop(REJECT, "Type 261 only cancels a credit advice, and this one names none that it cancels."),
    "number-missing": _stop(REJECT, "The credit advice has no number."),
    "issue-date-missing": _stop(CHANGE_DAY, "The day of issue is missing."),
    "issue-date-wrong": _stop(CHANGE_DAY, "{day} is no day of issue; write it as 2026-01-31."),
    "issue-date-future": _stop(CHANGE_DAY, "The day of issue, {day}, lies in the future."),
    "issue-date-closed": _stop(CHANGE_DAY, "The day of issue, {day}, lies in a closed period; take a later one."),
    "due-date-missing": _stop(EDIT_AGREEMENT, "The day on which payment is due is missing."),
    "due-date-wrong": _stop(EDIT_AGREEMENT, "{day} is no day on which payment can be due."),
    "due-date-early": _stop(EDIT_AGREEMENT, "Payment would be due on {day}, before the day of issue."),
    "period-missing": _stop(REJECT, "The period of supply is missing."),
    "period-wrong": _stop(REJECT, "{first} to {last} is no period of supply."),
    "period-reversed": _stop(REJECT, "The period of supply ends on {last}, before it begins on {first}."),
    "currency-unknown": _stop(REJECT, "{currency} is no currency of ISO 4217."),
    "currency-decimals": _stop(
        REJECT, "Amounts in {currency} have three decimals and an electronic invoice has two; settle them by hand."
    ),
    "tax-currency": _stop(REJECT, "The tax would be told in {currency}, not in the currency of the credit advice."),
    "preceding-date-missing": _stop(REJECT, "The day of the document {number} that this one refers to is missing."),
    "vendor-glyph-missing": _stop(
        EDIT_VENDOR, "The typeface cannot print {characters} in the vendor's {place}; write it in other characters."
    ),
    "publisher-glyph-missing": _stop(
        EDIT_PLATFORM, "The typeface cannot print {characters} in the publisher's {place}; write it otherwise."
    ),
    "title-glyph-missing": _warn(
        LOOK, "The typeface cannot print {characters} in a title; the character's code is printed instead."
    ),
}

_OF_LINES: Final = {
    "no-lines": _stop(REJECT, "There is not a single line."),
    "too-many-lines": _stop(REJECT, "There are {lines} lines, and a credit advice may have 1,000."),
    "nothing-to-pay": _stop(REJECT, "The total is {gross}; only an amount above zero is credited."),
    "line-negative": _stop(REJECT, "A line has a negative amount; that is for cancellations only."),
    "line-positive": _stop(REJECT, "A line of this cancellation has no negative amount."),
    "line-not-whole": _stop(REJECT, "A line's amount has parts of a cent."),
    "line-not-product": _stop(REJECT, "A line's amount is not its quantity times its price."),
    "line-price-wrong": _stop(REJECT, "A line's price is no amount of at most four decimals."),
    "line-currency": _stop(REJECT, "A line is in {currency}; a credit advice has one currency."),
    "line-day-missing": _stop(REJECT, "A line has no day of supply, so that its rate cannot be told."),
    "line-outside-period": _stop(REJECT, "A line was supplied on {day}, outside the period of the credit advice."),
    "line-twice": _stop(REJECT, "The same charge stands on two lines."),
}

_OF_TAX: Final = {
    "category-unknown": _stop(REJECT, "There is no VAT category {category}."),
    "rate-unknown": _stop(EDIT_AGREEMENT, "{rate} % was no VAT rate on {day}; correct the agreement and draft again."),
    "rate-on-untaxed": _stop(REJECT, "A line without VAT (category {category}) names a rate of {rate} %."),
    "taxed-abroad": _stop(
        REJECT, "The vendor is established in {country}: the publisher owes the VAT, not the vendor."
    ),
    "reverse-charge-reason": _stop(
        REJECT, "The note that the recipient owes the tax is missing (reverse charge, section 13b UStG)."
    ),
    "exemption-reason": _stop(REJECT, "The note why no VAT is shown is missing (small business, section 19 UStG)."),
    "outside-reason": _stop(REJECT, "The note that the supply is not taxable is missing."),
    "outside-mixed": _stop(REJECT, "What is not taxable cannot stand on one document with what is; bill them apart."),
    "group-twice": _stop(REJECT, "The VAT of {rate} % (category {category}) is summed up twice."),
    "group-missing": _stop(REJECT, "The VAT of {rate} % (category {category}) is not summed up."),
    "group-extra": _stop(REJECT, "VAT of {rate} % (category {category}) is summed up, and no line has it."),
    "group-base-wrong": _stop(REJECT, "The base of {rate} % VAT is {found}; the lines make {right}."),
    "group-tax-wrong": _stop(REJECT, "The VAT of {rate} % is {found}; it must be {right}."),
    "net-wrong": _stop(REJECT, "The net total is {found}; the lines make {right}."),
    "tax-wrong": _stop(REJECT, "The VAT is {found} in all; its groups make {right}."),
    "gross-wrong": _stop(REJECT, "The gross total is {found}; net and VAT make {right}."),
    "payable-wrong": _stop(REJECT, "What is kept back from the payment is {found}; it must be {right}."),
}

_OF_SURROUNDINGS: Final = {
    "vendor-blocked": _stop(UNBLOCK, "The vendor is blocked for billing: {reason}"),
    "agreement-missing": _stop(EDIT_AGREEMENT, "There was no agreement with the vendor in the period billed."),
    "agreement-expired": _warn(EDIT_AGREEMENT, "The agreement with the vendor ended on {day}; renew it."),
    "consent-younger": _warn(RECORD_CONSENT, "The vendor agreed to self-billing on {day}, after the first supply."),
    "account-unconfirmed": _stop(
        CONFIRM_ACCOUNT, "{person} changed the vendor's bank account; a second person must confirm it."
    ),
    "account-shared": _stop(EDIT_ACCOUNT, "The vendor {vendor} has the same bank account."),
    "account-changed": _warn(LOOK, "The bank account is another one than on the last credit advice, {number}."),
    "vendor-twice": _warn(EDIT_VENDOR, "The vendor {vendor} has the same name and address."),
    "amount-unusual": _warn(
        LOOK, "The net total {net} differs by {percent} % from the mean of the last six months, {mean}."
    ),
    "paid-twice": _stop(REJECT, "A picture is billed already for the same use on another credit advice ({advice})."),
    "paid-twice-here": _stop(REJECT, "A picture is billed twice for the same use on this credit advice."),
    "usage-unknown": _warn(LOOK, "A line's use of the picture is not known here or has been taken back."),
    "price-differs": _warn(LOOK, "A line's price differs from the vendor's price of that day."),
    "rights-ended": _warn(LOOK, "The rights to a picture had ended on {day}, before it was used."),
    "charges-differ": _stop(REJECT, "The lines make {found}; the charges they settle make {right}."),
    "charge-unknown": _stop(REJECT, "A line settles a charge that is not in the account or was reversed."),
    "tax-status-changed": _stop(
        REJECT, "How the vendor is taxed changed after this was drafted; reject it and generate it again."
    ),
    "number-gap": _warn(LOOK, "The number series {series} has a gap before {number}."),
    "certificate-expiring": _warn(ASK_VENDOR, "The exemption certificate ends on {day}; ask the vendor for a new one."),
    "certificate-expired": _warn(ASK_VENDOR, "The exemption certificate ended on {day}; tax is withheld."),
    "certificate-exceeded": _stop(
        EDIT_VENDOR, "With this the fees of {year} are {total}, above the exemption certificate's {cap}."
    ),
}

RULES: Final[dict[str, Rule]] = {
    **_OF_VENDORS,
    **_OF_PUBLISHERS,
    **_OF_HEADS,
    **_OF_LINES,
    **_OF_TAX,
    **_OF_SURROUNDINGS,
}
"""All findings by their permanent codes."""


def found(code: str, charges: tuple[str, ...] = (), **words: str) -> Finding:
    """Return the finding of a code, its sentence filled in, about the charges named."""
    rule = RULES[code]
    return Finding(code, rule.severity, rule.sentence.format(**words), rule.action, charges)
