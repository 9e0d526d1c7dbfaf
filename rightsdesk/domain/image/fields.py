"""The fields of an image: which a person may correct, how their values are written and read."""

from collections.abc import Mapping
from typing import Any

from rightsdesk.domain import money, period
from rightsdesk.domain.image.refusals import NoSuchField
from rightsdesk.domain.messages import Refused

DESCRIPTIVE = (
    "title",
    "headline",
    "caption",
    "byline",
    "credit",
    "source",
    "copyright_notice",
    "copyright_holder",
    "usage_terms",
    "instructions",
)
RIGHTS = ("status", "embargo_until", "licence_start", "licence_end", "territory", "territory_excluded", "media")
DATES = ("licence_start", "licence_end", "use_until", "online_until")
LISTS = ("platforms", "territory")
EDITABLE = (*DESCRIPTIVE, "price", "currency", *DATES, *LISTS)
LONGEST = 10_000


class TextTooLong(Refused):
    """The text is longer than 10,000 characters."""


def parse_changes(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return typed values of `field=text` pairs; an empty text withdraws the correction (None).

    Amounts are read as `12.50` or `12.50 CHF` (EUR when no currency stands there), lists as `a,b`.
    """
    changes: dict[str, Any] = {}
    for field, text in texts.items():
        changes |= _parsed(field, text.strip())
    return changes


def _parsed(field: str, text: str) -> dict[str, Any]:
    if field not in EDITABLE:
        sentence = f"There is no field {field!r}; fields are {', '.join(EDITABLE)}."
        raise NoSuchField(sentence)
    if field == "price":
        return _price(text)
    if not text:
        return {field: None}
    if field in DATES:
        return {field: period.moment(text).isoformat()}
    if field in LISTS:
        return {field: [part.strip() for part in text.split(",") if part.strip()]}
    if field == "currency":
        return {field: money.checked_currency(text)}
    if len(text) > LONGEST:
        sentence = f"{field} has {len(text):,} characters; {LONGEST:,} are allowed."
        raise TextTooLong(sentence)
    return {field: text}


def _price(text: str) -> dict[str, Any]:
    if not text:
        return {"price": None, "currency": None}
    amount, _, currency = text.partition(" ")
    currency = money.checked_currency(currency.strip() or "EUR")
    return {"price": money.parse(amount, currency), "currency": currency}
