"""Totals equal a second computation with fractions, and no cent is lost between charges and credit advices."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from random import Random

from rightsdesk.documents.checking import faults
from rightsdesk.domain.account import Charge
from rightsdesk.domain.advice import Line, Snapshot
from rightsdesk.domain.terms import Agreement
from tests.documents.advices import advice, line
from tests.product.bureau import Bureau

RANDOM_ADVICES = 10_000
CHECKED = 500
RATES = ("7", "19", "7", "19", "5", "16")


def _rounded(exact: Fraction) -> int:
    """Round half away from zero to whole cents (EN 16931, commercial rounding)."""
    sign = -1 if exact < 0 else 1
    return sign * int(abs(exact) + Fraction(1, 2))


def _lines(rng: Random) -> list[Line]:
    day = {"5": "2020-08-03", "16": "2020-08-03"}
    made = []
    for number in range(rng.randrange(1, 40)):
        rate = rng.choice(RATES)
        made.append(line(number, net=rng.randrange(1, 200_000), vat_rate=rate, occurred_on=day.get(rate, "2026-10-05")))
    return made


def _again(snapshot: Snapshot) -> tuple[int, int, int]:
    """Compute net, tax and gross from the lines alone."""
    bases: Counter[str] = Counter()
    for each in snapshot.lines:
        bases[each.vat_rate] += each.net
    tax = sum(_rounded(Fraction(base) * Fraction(rate) / 100) for rate, base in bases.items())
    net = sum(bases.values())
    return net, tax, net + tax


def test_totals_of_ten_thousand_random_advices_equal_a_second_computation() -> None:
    rng = Random("totals")
    for _ in range(RANDOM_ADVICES):
        made = advice(*_lines(rng))

        assert (made.net, made.tax, made.gross) == _again(made)


def test_the_checks_find_no_fault_in_totals_and_each_wrong_cent() -> None:
    rng = Random("cents")
    for _ in range(CHECKED):
        made = replace(advice(*_lines(rng)), period_first="2020-08-01")
        off = rng.choice((-1, 1))

        assert [each.code for each in faults(made) if each.severity == "stop"] == []
        for name in ("net", "tax", "gross"):
            wrong = replace(made, **{name: getattr(made, name) + off})
            assert [each for each in faults(wrong) if each.severity == "stop"]


def test_what_is_credited_is_what_is_owed_less_what_is_carried_over() -> None:
    """To the cent, over vendors with and without a minimum payout and charges whose price is unknown."""
    rng = Random("carried")
    bureau = Bureau()
    names = [f"v{number}" for number in range(40)]
    for number, name in enumerate(names):
        bureau.vendor(name, Agreement(minimum_payout=5000 * (number % 3 == 0)))
        bureau.owe(name, *(rng.randrange(1, 3000) for _ in range(rng.randrange(1, 6))))
        bureau.owe(name, rng.randrange(1, 3000), on="2026-11-02")
    bureau.generate(*names)

    accounts = [bureau.account(name) for name in names]
    owed = sum(_amounts(account.charges.values()) for account in accounts)
    carried = sum(_amounts(account.open.values()) for account in accounts)
    drafted = [bureau.advice(own) for own in bureau.advices()]

    assert sum(each.net for own in drafted for each in own.lines) == owed - carried
    assert 0 < carried < owed
    assert all(own.findings == () for own in drafted)


def _amounts(charges: Iterable[Charge]) -> int:
    return sum(charge.amount or 0 for charge in charges)
