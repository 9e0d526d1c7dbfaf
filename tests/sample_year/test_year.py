"""A sample year: imported by one command, and every cent of it computed a second time by other rules of thumb."""

from collections import Counter
from pathlib import Path

import pytest

from rightsdesk import bootstrap
from rightsdesk.domain import streams
from rightsdesk.domain.account import Account
from rightsdesk.domain.messages import fold
from rightsdesk.sample_year import YearPlan, YearReport, create_year, write_year
from tests.kit import second_ledger
from tests.kit.terminal import Terminal
from tests.kit.works import decode

SMALL = YearPlan(images=400, usages=1200, vendors=30)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, YearReport]:
    folder = tmp_path_factory.mktemp("year") / "workspace"
    return folder, create_year(folder, SMALL)


@pytest.fixture
def year(made: tuple[Path, YearReport]) -> Path:
    return made[0]


def by_currency(owed: second_ledger.Owed) -> dict[str, int]:
    """Return what is owed in all, in minor units."""
    found: Counter[str] = Counter()
    for cents, currency in owed.values():
        found[currency] += cents or 0
    return dict(found)


def charged(folder: Path) -> second_ledger.Owed:
    """Return every charge in the log of a workspace, in the words of the second ledger."""
    desk = bootstrap.open_desk(folder, bootstrap.Opening(writing=False))
    try:
        found: second_ledger.Owed = {}
        for name, history in desk.log.read_streams(desk.log.streams("account")).items():
            platform, vendor = streams.pair(name)
            for charge in fold(Account(), map(decode, history)).charges.values():
                what = "used" if charge.usage_id else "bought" if charge.grant_id else "fee"
                article = charge.occurred_on[:7] if what == "fee" else charge.article
                found[platform, vendor, what, charge.image, article] = (charge.amount, charge.currency)
        return found
    finally:
        desk.close()


def test_each_charge_equals_the_second_computation_to_the_cent(year: Path) -> None:
    assert charged(year) == second_ledger.compute(year / "year")


def test_each_total_equals_the_second_computation_to_the_cent(year: Path) -> None:
    expected = second_ledger.totals(second_ledger.compute(year / "year"))
    assert second_ledger.totals(charged(year)) == expected
    assert len(expected) > 40


def test_the_report_says_what_the_second_computation_owes_in_each_currency(made: tuple[Path, YearReport]) -> None:
    folder, report = made
    owed = second_ledger.compute(folder / "year")
    assert report.owed == by_currency(owed)
    assert report.counts["charges"] == len(owed)
    assert report.unknown_prices == sum(cents is None for cents, _ in owed.values()) > 0


def test_the_year_holds_everything_that_can_cost(year: Path) -> None:
    owed = second_ledger.compute(year / "year")
    assert {what for _, _, what, _, _ in owed} == {"used", "bought", "fee"}
    assert {currency for _, currency in owed.values()} == {"EUR", "CHF", "GBP"}
    assert {None, 0} <= {cents for cents, _ in owed.values()}


def test_the_same_seed_gives_the_same_files(year: Path, tmp_path: Path) -> None:
    write_year(tmp_path, SMALL)
    for file in (year / "year").iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_what_is_told_late_is_marked_so(year: Path) -> None:
    desk = bootstrap.open_desk(year, bootstrap.Opening(writing=False))
    try:
        read = desk.log.read_streams(desk.log.streams("account"))
        charges = [each for history in read.values() for each in fold(Account(), map(decode, history)).charges.values()]
    finally:
        desk.close()
    late = [charge for charge in charges if charge.late]
    assert late
    assert {charge.occurred_on[:7] for charge in late} == {"2026-01"}


def test_one_command_makes_the_year(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "unused")
    asked = ("sample-year", "--images", "60", "--usages", "150", "--vendors", "12", "--keep", str(tmp_path / "year"))
    document = terminal.json(*asked)
    assert document["counts"]["images new"] == 60
    assert document["counts"]["usages placed"] >= 150
    owed = by_currency(second_ledger.compute(tmp_path / "year" / "year"))
    assert document["owed"] == {currency: f"{cents / 100:.2f}" for currency, cents in owed.items()}
    assert owed


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_full_year_equals_the_second_computation_to_the_cent(tmp_path: Path) -> None:
    create_year(tmp_path / "workspace", YearPlan())
    assert charged(tmp_path / "workspace") == second_ledger.compute(tmp_path / "workspace" / "year")
