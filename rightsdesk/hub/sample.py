"""Invented pictures of any number: valid ninjs 3.1 items whose ODRL policy carries price, period and territory."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from rightsdesk.hub.preview import SIZES
from rightsdesk.hub.sample_changes import sample_changes
from rightsdesk.hub.sample_vendors import sample_vendors
from rightsdesk.hub.sample_words import FIRST_NAMES, LAST_NAMES, SUBJECTS

__all__ = ["sample_changes", "sample_items", "sample_vendors"]

BASE = "https://hub.invalid/v1"
SCHEMA = "https://iptc.org/std/ninjs/ninjs-schema_3.1.json"
NOW = datetime(2026, 10, 1, tzinfo=UTC)
FIRST_ID = 100_001
PRICES = ("5.00", "15.00", "19.90", "25.00", "35.00", "49.00", "75.00", "120.00", "180.00", "250.00", "350.00")
DAYS = (30, 90, 180, 365, 730, 1095, 1095, None)
TERRITORIES: tuple[tuple[str, ...], ...] = ((), (), ("DE",), ("DE", "AT", "CH"), ("GB", "IE"), ("DE", "AT", "CH", "LI"))
USAGE_TERMS = (
    "Nur redaktionelle Nutzung; online bis zum Ende der Lizenz.",
    "Redaktionelle Nutzung mit Namensnennung.",
    "Nur im Zusammenhang mit dem Ereignis; keine Archivierung.",
)
CONSTANT_TERMS = (
    {"leftOperand": "purpose", "operator": "eq", "rightOperand": "editorial"},
    {"leftOperand": "media", "operator": "eq", "rightOperand": "online"},
)
ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def sample_items(
    images: int, vendors: Sequence[Mapping[str, Any]], seed: int, *, now: datetime = NOW
) -> Iterator[dict[str, Any]]:
    """`images` pictures spread over the vendors, most of them `usable`, created within the 240 days before `now`.

    About 3 % are free of charge, 2 % say no price, 1 % are withheld, 1 % under embargo: cases a desk has to show.
    """
    rng = Random(f"items:{seed}")
    weights = [1 + 3 * rng.random() for _ in vendors]
    chosen = rng.choices(vendors, weights, k=images) if vendors else []
    people = [f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}" for _ in range(max(8, len(vendors)))]
    for number, vendor in enumerate(chosen, FIRST_ID):
        yield _picture(rng, number, vendor, rng.choice(people), now)


def encoded_policy(
    uri: str,
    vendor: str,
    *,
    price: tuple[str, str] | None,
    period: tuple[datetime, datetime | None],
    territory: Sequence[str],
) -> str:
    """An ODRL agreement as text: duty `compensate` for (amount, currency), first and last moment, countries."""
    constraints: list[dict[str, Any]] = [_moment("gteq", period[0])]
    if period[1] is not None:
        constraints.append(_moment("lteq", period[1]))
    if territory:
        countries = [f"iso3166:{code}" for code in territory]
        constraints.append({"leftOperand": "spatial", "operator": "isAnyOf", "rightOperand": countries})
    permission = {
        "target": uri,
        "assigner": f"urn:vendor:{vendor}",
        "assignee": "urn:publisher:demo",
        "action": "use",
        "constraint": [*constraints, *CONSTANT_TERMS],
        "duty": [*([_payment(*price)] if price else []), {"action": "attribute"}],
    }
    return ENCODE(
        {
            "@context": "http://www.w3.org/ns/odrl.jsonld",
            "@type": "Agreement",
            "uid": f"{uri}/policy",
            "profile": "https://iptc.org/std/RightsML/odrl-profile/",
            "permission": [permission],
        }
    )


def _moment(operator: str, at: datetime) -> dict[str, Any]:
    value = {"@value": at.isoformat(), "@type": "xsd:dateTime"}
    return {"leftOperand": "dateTime", "operator": operator, "rightOperand": value}


def _payment(amount: str, currency: str) -> dict[str, Any]:
    constraint = {
        "leftOperand": "payAmount",
        "operator": "eq",
        "rightOperand": {"@value": amount, "@type": "xsd:decimal"},
        "unit": f"http://cvx.iptc.org/iso4217a/{currency}",
    }
    return {"action": "compensate", "constraint": [constraint]}


def _picture(rng: Random, number: int, vendor: Mapping[str, Any], by: str, now: datetime) -> dict[str, Any]:
    """One picture with its words, rights and rendition."""
    key, name = vendor["id"], vendor["name"]
    uri = f"{BASE}/items/{key}/{number}"
    created = now - timedelta(minutes=rng.randrange(240 * 24 * 60))
    subject, sentence = SUBJECTS[rng.randrange(len(SUBJECTS))]
    credit = f"{by}/{name}" if by != name else by
    chance = rng.random()
    item = {
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "uri": uri,
        "type": "picture",
        "version": "1",
        "versionCreated": _stamp(created),
        "firstCreated": _stamp(created - timedelta(hours=1)),
        "pubStatus": "withheld" if chance < 0.01 else "usable",  # noqa: PLR2004 - one in a hundred
        "language": "de",
        "by": by,
        "headlines": [{"role": "main", "value": f"{subject}: Motiv {number}"}],
        "descriptions": [
            {"role": "caption", "value": f"{sentence}, {created:%d.%m.%Y}. Foto: {credit}"},
            {"role": "creditline", "value": credit},
        ],
        "copyrightHolder": name,
        "copyrightNotice": f"© {created.year} {name}",
        "usageTerms": USAGE_TERMS[rng.randrange(len(USAGE_TERMS))],
        "rightsInfo": {
            "langId": "http://www.w3.org/ns/odrl/2/",
            "encodedRights": _policy(rng, uri, vendor, created),
        },
        "altIds": [{"role": "vendorAssetId", "value": f"{key.upper()}-{number}"}],
        "infoSources": [{"name": name, "role": "supplier", "literal": key}],
        "renditions": _renditions(f"{key}/{number}"),
    }
    if chance > 0.99:  # noqa: PLR2004 - one in a hundred
        item["embargoedUntil"] = _stamp(now + timedelta(days=rng.randrange(1, 60)))
    return item


def _renditions(short: str) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "href": f"{BASE}/{name}s/{short}.png",
            "contentType": "image/png",
            "width": width,
            "height": height,
        }
        for name, (width, height) in SIZES.items()
    ]


def _policy(rng: Random, uri: str, vendor: Mapping[str, Any], created: datetime) -> str:
    start = created.replace(hour=0, minute=0, second=0, microsecond=0)
    days = DAYS[rng.randrange(len(DAYS))]
    end = None if days is None else start + timedelta(days=days, seconds=-1)
    chance = rng.random()
    amount: str | None = PRICES[rng.randrange(len(PRICES))]
    if chance < 0.05:  # noqa: PLR2004 - three in a hundred are free, two say no price
        amount = "0.00" if chance < 0.03 else None  # noqa: PLR2004 - see above
    price = None if amount is None else (amount, vendor["currency"])
    territory = TERRITORIES[rng.randrange(len(TERRITORIES))]
    return encoded_policy(uri, vendor["id"], price=price, period=(start, end), territory=territory)


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
