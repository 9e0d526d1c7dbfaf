"""Advices of every kind the law knows, made by chance from a seed: who supplies, how it is taxed, in which currency."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from rightsdesk.documents import credit_advice
from rightsdesk.domain import tax
from rightsdesk.domain.advice import Line, Party, Snapshot, sums, vat_groups
from tests.documents.nasty import FORMULAS, ODDITIES
from tests.documents.samples import frozen

SUPPLIERS = {
    "S": Party("Łódź & Söhne <Bild>", "Gänsemarkt 3", "80331", "München", "DE", "DE136695976", "143/123/12345"),
    "private": Party("Zoë Würth", "Am Markt 1", "10115", "Berlin", "", "", "34/567/89012"),
    "AE": Party("Atelier Łódzki", "ul. Piotrkowska 12", "90-001", "Łódź", "PL", "PL5260001246"),
    "AE-CH": Party("Bildwerk Zürich AG", "Limmatquai 1", "8001", "Zürich", "CH", "CHE123456788"),
    "AE-US": Party("Harbor Light Inc.", "12 Pier St", "94105", "San Francisco", "US", "", "94-3145678"),
    "E": Party("Jürgen Kleinöder", "Ötztaler Straße 5", "70327", "Stuttgart", "DE", "", "93/815/08152"),
    "O": Party("Museum für Lichtbild", "Schloßplatz 1", "01067", "Dresden", "DE", "DE811907980", "201/123/12340"),
}
CURRENCIES = {"AE-CH": ("CHF", "EUR"), "AE-US": ("EUR", "GBP", "JPY", "USD")}
ACCOUNTS = ("DE02120300000000202051", "GB33BUKB20201555555555", "CH9300762011623852957")


def invoice(seed: int) -> Snapshot:
    """One advice; the same seed gives the same advice."""
    chance = Random(seed)
    kind = list(SUPPLIERS)[seed % len(SUPPLIERS)]
    supplier = SUPPLIERS[kind]
    category = {"private": "S"}.get(kind, kind.partition("-")[0])
    lines = tuple(_line(chance, place, category) for place in range(chance.choice((1, 2, 7, 15))))
    net, due, gross = sums(lines)
    made = frozen(1, number=f"TAG-2026-{seed:05d}", language=chance.choice(("de", "en")))
    kept = tax.withheld(net) if kind.startswith("AE") and chance.random() < 0.5 else tax.Withheld()
    return replace(
        made,
        supplier=replace(supplier, reference="globus", email="bild@foto.example", phone="+49 89 987654"),
        lines=lines,
        groups=vat_groups(lines),
        net=net,
        tax=due,
        gross=gross,
        currency=chance.choice(CURRENCIES.get(kind, ("EUR",))),
        iban=chance.choice(ACCOUNTS),
        withheld=kept.tax,
        surcharge=kept.surcharge,
        profile=chance.choice(("", "xrechnung")),
        **_earlier(chance),
    )


def _line(chance: Random, place: int, category: str) -> Line:
    rate = chance.choice(("7", "19")) if category == "S" else "0"
    return Line(
        f"charge-{place}",
        f"globus:{chance.randrange(10**6)}",
        chance.choice((*FORMULAS, *ODDITIES, "Sommerküche in Łódź")),
        f"2026-02-{chance.randrange(1, 29):02d}T08:15:00+01:00",
        chance.choice((0, 1, 999, 12_34, 1_000_005, -250)) if place else 5_000_000,
        rate,
        category,
        chance.choice(("", "online", "shoot", "extension")),
        chance.choice(("", "A-4711")),
    )


def _earlier(chance: Random) -> dict[str, Any]:
    if chance.random() < 0.7:
        return {}
    return {"replaces": "TAG-2025-00001", "preceding_on": chance.choice(("2026-01-15", ""))}


def invoices(count: int) -> Iterator[Snapshot]:
    """So many advices, every fifth cancelled, in turn as self-billed invoice and as its credit note."""
    for seed in range(count):
        made = invoice(seed)
        if seed % 5:
            yield made
        else:
            code = "261" if seed % 2 else "389"
            yield credit_advice.cancellation(made, f"{made.number}-S", date(2026, 4, 2), code)
