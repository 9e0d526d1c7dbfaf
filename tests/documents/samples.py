"""A vendor, a platform and advices of any length, for the tests of documents."""

from dataclasses import replace
from datetime import date
from typing import Any

from rightsdesk.documents import credit_advice
from rightsdesk.domain.advice import Advice, Line, Snapshot
from rightsdesk.domain.platform import Platform
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import Vendor

ISSUED = date(2026, 3, 17)
TITLES = (
    "Hamburg HafenCity after dark",
    "Abendstimmung über Rügen: Kreidefelsen im Gegenlicht",
    "Sommerküche in Łódź",
    "Minister Weiß vor der Presse",
)
AMOUNTS = (240_50, 390_90, 1_234_56, 75_90, 0)

VENDOR = Vendor(
    vendor_id="globus",
    profile={
        "name": "Globus Bilderdienst Łódź & Söhne",
        "street": "Lagerweg 14",
        "postcode": "50667",
        "city": "Köln",
        "country": "DE",
        "vat_id": "DE999999999",
        "email": "honorare@globus.example",
        "phone": "+49 221 471100",
    },
    agreement=Agreement(payment_days=30),
    consent_on="2021-11-04",
    iban="DE02120300000000202051",
    bic="BYLADEM1001",
)
PLATFORM = Platform(
    platform_id="tagwerk",
    name="Tagwerk Online",
    details={
        "company": "Muster Verlag GmbH",
        "street": "Speicherstraße 1",
        "postcode": "20457",
        "city": "Hamburg",
        "country": "DE",
        "vat_id": "DE123456789",
        "email": "honorare@muster-verlag.example",
        "contact": "Honorarbuchhaltung",
        "phone": "+49 40 123456",
        "colour": "#b3402a",
    },
)


def advice(
    lines: int, rates: tuple[str, ...] = ("7",), titles: tuple[str, ...] = TITLES, category: str = "S"
) -> Advice:
    """An approved advice of February 2026; titles, amounts and rates take turns."""
    told = tuple(
        Line(
            charge_id=f"charge-{place}",
            image=f"globus:{4_184_021 + 137 * place}",
            title=titles[place % len(titles)],
            occurred_on=f"2026-02-{1 + place % 28:02d}",
            net=AMOUNTS[place % len(AMOUNTS)],
            vat_rate=rates[place % len(rates)],
            category=category,
        )
        for place in range(lines)
    )
    return Advice("approved", "globus", "tagwerk", "EUR", "2026-02", 1, told)


def frozen(lines: int = 3, *, number: str = "TAG-2026-00418", language: str = "de", **kind: Any) -> Snapshot:
    """The snapshot of such an advice, issued on 17 March 2026."""
    made = credit_advice.snapshot(advice(lines, **kind), VENDOR, PLATFORM, number, ISSUED)
    return replace(made, language=language)
