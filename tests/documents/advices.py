"""Good credit advices, ready to be issued, for tests that spoil them."""

from dataclasses import replace
from typing import Any

from rightsdesk.domain.advice import Line, Party, Snapshot, sums, vat_groups

PUBLISHER = Party(
    name="Muster Verlag GmbH",
    street="Speicherstraße 1",
    postcode="20457",
    city="Hamburg",
    country="DE",
    vat_id="DE136695976",
    email="honorare@muster-verlag.example",
    reference="tag",
    contact="Honorarabteilung",
    phone="+49 40 123456",
)
VENDOR = Party(
    name="Łódź Bildagentur Húsavík GmbH",
    street="Gartenweg 12",
    postcode="80331",
    city="München",
    country="DE",
    vat_id="DE129273398",
    email="rechnung@lodz.example",
    reference="lodz",
    contact="Jana Öztürk",
    phone="+49 89 98765",
)


def line(number: int, **fields: Any) -> Line:
    """Return a good line; every other one is a print at 19 %."""
    given = {
        "charge_id": f"c{number}",
        "image": f"lodz:{number}",
        "title": f"Bild {number}",
        "occurred_on": "2026-10-05",
        "net": 1250 + number,
        "vat_rate": "7",
        "kind": "editorial",
        "article": f"a{number}",
    }
    return Line(**{**given, **fields})


def advice(*lines: Line) -> Snapshot:
    """Return a good credit advice of October, of two lines at two rates unless other lines are given."""
    told = lines or (line(1), line(2, vat_rate="19", kind="retouch"))
    return summed(
        Snapshot(
            number="TAG-2026-00001",
            issued_on="2026-11-23",
            due_on="2026-12-23",
            period_first="2026-10-01",
            period_last="2026-10-31",
            currency="EUR",
            supplier=VENDOR,
            buyer=PUBLISHER,
            iban="DE89370400440532013000",
            bic="COBADEFFXXX",
            consent_on="2026-01-01",
            lines=told,
            groups=(),
            net=0,
            tax=0,
            gross=0,
            platform="tag",
            platform_name="Tagwerk Online",
            agreement="lodz-1",
            buyer_reference="tag",
        )
    )


def summed(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot with groups and totals that its lines make."""
    net, tax, gross = sums(snapshot.lines)
    return replace(snapshot, groups=vat_groups(snapshot.lines), net=net, tax=tax, gross=gross)


def abroad() -> Snapshot:
    """Return a good credit advice for an Austrian vendor: the publisher owes the tax."""
    made = advice(line(1, category="AE", vat_rate="0"))
    austrian = replace(VENDOR, country="AT", postcode="1010", city="Wien", vat_id="ATU12345675")
    return replace(made, supplier=austrian, iban="AT611904300234573201", bic="")


def small_business() -> Snapshot:
    """Return a good credit advice for a small business: no tax is shown, and why."""
    made = advice(line(1, category="E", vat_rate="0"))
    return replace(made, supplier=replace(VENDOR, vat_id="", tax_no="151/815/08156"))
