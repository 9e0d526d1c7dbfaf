"""Section 6 of the product page, usages, findings, charges and quotas: one test for each of its rules."""

import pytest

from rightsdesk.domain import streams
from rightsdesk.domain.account import ReverseCharge
from rightsdesk.domain.image import (
    DecideTakeDown,
    EndUsage,
    ExtendGrant,
    GrantUse,
    PlaceUsage,
    RestrictUse,
    UpdateMetadata,
    WithdrawImage,
)
from rightsdesk.domain.rights import Usage
from rightsdesk.domain.terms import Agreement, Rate
from rightsdesk.domain.vendor import VendorQuotaReached
from tests.kit.house import usage, usage_file
from tests.product.press import DECEMBER, LATER, VENDOR, Press, item, key, stream_of

ON_USE = Agreement("on_use", rate=900, version=1)
NEXT_YEAR = "2027-12-31T23:59:59+01:00"


@pytest.fixture
def used(press: Press) -> Press:
    """A picture with a licence until December that stands in two articles."""
    press.vendor(VENDOR, ON_USE)
    press.says(item(ends=DECEMBER), item("2", ends=DECEMBER))
    press.publishes("a1", 1, key())
    press.publishes("a2", 1, key())
    return press


def usages(press: Press) -> tuple[str, ...]:
    """Return the identifiers of the picture's usages."""
    return tuple(row.usage for row in press.rows("usages", f"image:{key()}"))


# ---------------------------------------------------------------- usages


def test_usages_are_the_difference_between_two_versions_of_an_article(used: Press) -> None:
    used.publishes("a1", 2, key("2"))
    assert {(row.image, row.article, row.state) for row in used.rows("usages")} == {
        (key(), "a1", "ended"),
        (key("2"), "a1", "online"),
        (key(), "a2", "online"),
    }


def test_usages_come_from_files_too(used: Press) -> None:
    rows = [f"{key('2')},tag,a7,2026-10-03T10:00:00+02:00,", f"{key('2')},tag,a8,2026-10-03,2026-10-05"]
    used.imports.run(usage_file(used.folder / "uses.csv", rows), "kim")
    assert {(row.article, row.state) for row in used.rows("usages", f"image:{key('2')}")} == {
        ("a7", "online"),
        ("a8", "ended"),
    }


def test_usage_ids_are_deterministic_so_feed_and_file_tell_one_and_the_same(used: Press) -> None:
    used.imports.run(usage_file(used.folder / "uses.csv", [f"{key()},tag,a1,2026-10-01T08:00:00+00:00,"]), "kim")
    assert len(used.rows("usages", "article:a1")) == 1
    assert len(used.rows("charges", "article:a1")) == 1


def test_re_use_opens_a_new_interval_and_never_overwrites_the_old_one(used: Press) -> None:
    used.publishes("a1", 2)
    used.publishes("a1", 3, key())
    placed = used.state(stream_of(key())).usages[used.row("usages", "article:a1").usage]
    assert placed.intervals == (
        ("2026-10-01T08:00:00+00:00", "2026-10-02T08:00:00+00:00"),
        ("2026-10-03T08:00:00+00:00", None),
    )
    row = used.row("usages", "article:a1")
    assert (row.turns, row.first_at, row.placed_at) == (
        2,
        "2026-10-01T08:00:00.000+00:00",
        "2026-10-03T08:00:00.000+00:00",
    )


def test_the_last_event_of_a_platform_is_known(used: Press) -> None:
    before = used.row("feeds", "key:news").pulled_at
    used.wait(14 * 60)
    used.publishes("a3", 1, key())
    assert used.row("feeds", "key:news").pulled_at > before


# ---------------------------------------------------------------- findings


def test_finding_used_without_a_grant_until_one_is_obtained(press: Press) -> None:
    press.vendor(VENDOR, Agreement("on_purchase", version=1))
    press.says(item(ends=DECEMBER))
    press.publishes("a1", 1, key())
    (found,) = press.findings("used-not-licensed")
    assert (found.image, found.article, found.amount) == (key(), "a1", 1250)
    press.tell((stream_of(key()), GrantUse("tag", "2026-10-01")))
    assert press.findings("used-not-licensed", "") == []


def test_finding_online_beyond_its_end_opens_with_time_and_closes_with_the_usage(used: Press) -> None:
    assert used.findings("overrun") == []
    used.look()
    used.on("2027-01-02T00:00:00+00:00")
    assert {each.article for each in used.findings("overrun")} == {"a1", "a2"}
    ends = EndUsage(usages(used), "2027-01-03T00:00:00+00:00")
    used.tell((stream_of(key()), ends))
    used.on("2027-01-04T00:00:00+00:00")
    assert used.findings("overrun") == []
    assert {each.until for each in used.findings("overrun", "state:closed")} == {"2027-01-03T00:00:00.000+00:00"}


def test_finding_credit_line_missing_and_not_where_nobody_tells(used: Press) -> None:
    used.publishes("a3", 1, key(), key("2"), credit="")
    used.publishes("a4", 1, key(), key("2"), credit=None)
    found = used.findings("credit-missing")
    assert {(each.image, each.article) for each in found} == {(key(), "a3"), (key("2"), "a3")}


def test_finding_paid_twice_where_a_charged_use_is_bought_too(used: Press) -> None:
    assert used.findings("paid-twice") == []
    used.tell((stream_of(key()), GrantUse("tag", "2026-10-01")))
    assert {each.article for each in used.findings("paid-twice")} == {"a1", "a2"}


def test_finding_paid_twice_where_one_address_is_reported_under_two_articles(used: Press) -> None:
    address = "https://tag.invalid/harbour"
    for article in ("by-feed", "by-file"):
        one = usage(key(), article, url=address)
        used.tell((stream_of(key()), PlaceUsage(one, "2026-10-05T10:00:00+00:00")))
    (found,) = used.findings("paid-twice")
    assert (found.amount, found.article) == (1250, "by-file")


def test_a_longer_time_is_not_paid_twice(used: Press) -> None:
    used.tell((stream_of(key("2")), GrantUse("tag", "2026-10-01")))
    for until in (NEXT_YEAR, "2028-12-31T23:59:59+01:00"):
        used.tell((stream_of(key("2")), ExtendGrant(until, platform="tag", price=2000, currency="EUR")))
    assert len(used.rows("charges", f"image:{key('2')}")) == 2
    assert used.findings("paid-twice") == []


def test_finding_licensed_and_never_used_after_thirty_days(press: Press) -> None:
    press.says(item(), item("2"))
    for asset in ("1", "2"):
        press.tell((stream_of(key(asset)), GrantUse("tag", "2026-10-01")))
    press.publishes("a1", 1, key("2"))
    (found,) = press.findings("never-used")
    assert (found.image, found.amount, found.since) == (key(), 1250, "2026-10-31T21:59:59.000+00:00")
    press.publishes("a2", 1, key())
    assert press.findings("never-used", "") == []


def test_finding_price_unknown_until_the_charge_is_reversed(press: Press) -> None:
    press.vendor(VENDOR, Agreement("on_use", version=1))
    press.says(item(rightsInfo=...))
    press.publishes("a1", 1, key())
    (found,) = press.findings("price-unknown")
    (owed,) = press.charges()
    assert (owed.amount, owed.basis, owed.article) == (None, "unknown", "a1")
    assert (found.article, found.amount, found.evidence) == ("a1", None, f"charge {owed.charge_id}")
    press.generate(VENDOR)
    assert (press.rows("credit_advices"), press.row("charges").state) == ([], "open")
    press.tell((streams.account("tag", VENDOR), ReverseCharge((owed.charge_id,), "free of charge")))
    assert {(row.state, row.reason) for row in press.rows("charges")} == {("reversed", "free of charge")}
    assert (press.charges(), press.findings("price-unknown", "")) == ([], [])


def test_a_mistake_is_no_finding(press: Press) -> None:
    press.says(item())
    ticket = press.tell((stream_of(key()), PlaceUsage(usage(key(), credit=""), "2026-10-05T10:00:00+00:00")))
    assert {each.kind for each in press.rows("findings")} == {"used-not-licensed", "credit-missing"}
    press.undo(ticket)
    assert press.rows("findings") == []


def test_every_finding_leads_to_its_evidence_in_the_log_and_back(used: Press) -> None:
    used.publishes("a3", 1, key("2"), credit="")
    (found,) = used.findings("credit-missing")
    (event,) = used.log.read(found.told_at - 1, 1)
    assert (event.name, event.stream) == ("image.usage-placed", stream_of(found.image))
    assert found.evidence == "a3@1"
    assert used.row("findings", f"usage:{found.usage} kind:credit-missing").key == found.key


# ---------------------------------------------------------------- take-down tasks


def test_tasks_open_by_kill_for_each_live_usage(used: Press) -> None:
    used.publishes("a1", 2)
    used.says(item(version=2, pubStatus="canceled"))
    assert [(row.article, row.task, row.because) for row in used.tasks()] == [("a2", "open", "killed")]


def test_tasks_open_by_expiry_the_very_second_and_the_alarm_goes_out_once(used: Press) -> None:
    used.look()
    used.on("2026-12-31T23:59:58+01:00")
    assert (used.tasks(), used.alarms()) == ([], None)
    used.on("2026-12-31T23:59:59+01:00")
    assert {row.article for row in used.tasks("task:open")} == {"a1", "a2"}
    assert used.alarms() is not None
    assert used.alarms() is None


def test_tasks_open_by_shortened_grants(used: Press) -> None:
    used.tell((stream_of(key()), GrantUse("tag", "2026-10-01")))
    used.says(item(version=2, ends="2026-11-01"))
    assert {row.because for row in used.tasks()} == {"ended"}


@pytest.mark.parametrize(
    ("wish", "because"), [(RestrictUse("court order"), "restricted"), (WithdrawImage("not ours"), "withdrawn")]
)
def test_tasks_open_from_the_moment_a_right_is_taken_away(used: Press, wish: RestrictUse, because: str) -> None:
    used.tell((stream_of(key()), wish))
    assert {(row.because, row.online_until) for row in used.tasks()} == {(because, "2026-11-23T12:00:00.000+00:00")}


def test_tasks_of_a_restriction_for_a_while_are_there_for_that_while(used: Press) -> None:
    used.tell((stream_of(key()), RestrictUse("court order", "tag", ends_at="2026-12-01T00:00:00+01:00")))
    assert {(row.task, row.because, row.online_until) for row in used.tasks()} == {
        ("open", "restricted", "2026-11-23T12:00:00.000+00:00")
    }
    assert used.alarms() is not None
    due = used.reader.due_of([row.key for row in used.tasks()])
    used.tell((stream_of(key()), DecideTakeDown("take-down", usages(used), due)))
    assert {row.task for row in used.tasks()} == {"take-down"}
    used.on("2026-12-01T00:00:00+01:00")
    assert (used.tasks(), used.alarms()) == ([], None)
    assert {row.online_until for row in used.rows("usages")} == {"2026-12-31T22:59:59.000+00:00"}


def test_tasks_of_an_earlier_restriction_are_not_moved_by_a_later_one(used: Press) -> None:
    used.tell((stream_of(key()), RestrictUse("court order")))
    used.alarms()
    used.wait(3600)
    used.tell((stream_of(key()), RestrictUse("model objects")))
    assert {row.online_until for row in used.tasks()} == {"2026-11-23T12:00:00.000+00:00"}
    assert used.alarms() is None


def test_tasks_of_a_kill_are_alarmed_once_and_with_it(used: Press) -> None:
    used.says(item(version=2, pubStatus="canceled"))
    assert used.alarms() is None
    used.wait(7200)
    used.says(item(version=3, pubStatus="canceled", by="Ana"))
    assert used.alarms() is None


def test_tasks_close_only_when_the_feed_shows_the_usage_gone(used: Press) -> None:
    used.says(item(version=2, pubStatus="withheld"))
    used.tell((stream_of(key()), DecideTakeDown("take-down", usages(used))))
    assert len(used.tasks()) == 2
    used.publishes("a1", 2)
    used.publishes("a2", 2, status="canceled")
    assert used.tasks() == []


@pytest.mark.parametrize("decision", ["take-down", "replace"])
def test_tasks_are_decided_about_in_bulk_and_named(used: Press, decision: str) -> None:
    used.says(item(version=2, pubStatus="withheld"))
    due = used.look().due_of([row.key for row in used.tasks()])
    used.tell((stream_of(key()), DecideTakeDown(decision, usages(used), due)))
    assert {(row.task, row.decided_by) for row in used.tasks()} == {(decision, "kim")}


def test_tasks_whose_risk_is_accepted_are_gone_until_the_day(used: Press) -> None:
    used.look()
    used.on("2027-01-02T00:00:00+00:00")
    due = used.reader.due_of([row.key for row in used.tasks()])
    wish = DecideTakeDown("accept", usages(used), due, "archive", "2027-02-01T00:00:00+01:00")
    used.tell((stream_of(key()), wish))
    assert used.tasks() == []
    used.on("2027-02-01T00:00:00+01:00")
    assert {(row.task, row.because) for row in used.tasks()} == {("open", "ended")}


def test_tasks_whose_rights_are_extended_are_gone(used: Press) -> None:
    used.look()
    used.on("2027-01-02T00:00:00+00:00")
    used.tell((stream_of(key()), ExtendGrant(NEXT_YEAR, usages=usages(used))))
    assert used.tasks() == []
    assert {row.online_until for row in used.rows("usages")} == {"2027-12-31T22:59:59.000+00:00"}


def test_alarms_go_out_again_when_dates_move_and_decisions_on_another_date_count_no_more(used: Press) -> None:
    used.look()
    used.on("2027-01-02T00:00:00+00:00")
    used.alarms()
    due = used.reader.due_of([row.key for row in used.tasks()])
    used.tell((stream_of(key()), DecideTakeDown("take-down", usages(used), due)))
    assert {row.task for row in used.tasks()} == {"take-down"}
    used.says(item(version=2, ends="2027-01-01"))
    assert {row.task for row in used.tasks()} == {"open"}
    assert used.alarms() is not None


def test_undone_decisions_count_again_as_before(used: Press) -> None:
    used.says(item(version=2, pubStatus="withheld"))
    due = used.look().due_of([row.key for row in used.tasks()])
    used.tell((stream_of(key()), DecideTakeDown("replace", usages(used), due)))
    used.undo(used.tell((stream_of(key()), DecideTakeDown("take-down", usages(used), due))))
    assert {row.task for row in used.tasks()} == {"replace"}


# ---------------------------------------------------------------- charges


@pytest.mark.parametrize(
    ("mode", "from_use", "from_purchase"), [("on_use", 1250, 0), ("on_purchase", 0, 1250), ("flat", 0, 0)]
)
def test_charges_accrue_by_the_agreements_billing_mode(
    press: Press, mode: str, from_use: int, from_purchase: int
) -> None:
    press.vendor(VENDOR, Agreement(mode, version=1))
    press.says(item(), item("2"))
    press.publishes("a1", 1, key())
    press.tell((stream_of(key("2")), GrantUse("tag", "2026-10-01")))
    owed = {row.image: row.amount for row in press.rows("charges")}
    assert (owed.get(key(), 0), owed.get(key("2"), 0)) == (from_use, from_purchase)


def test_charges_are_idempotent_by_usage(used: Press) -> None:
    used.articles.pull("news", "kim", full=True)
    used.publishes("a1", 2)
    used.publishes("a1", 3, key())
    assert len(used.rows("charges", "article:a1")) == 1


def test_charges_freeze_their_basis_and_rate_version(used: Press) -> None:
    used.vendor(VENDOR, Agreement("on_use", rates=(Rate(4000),), version=2))
    used.publishes("a3", 1, key())
    found = {row.article: (row.amount, row.basis, row.rate_version) for row in used.rows("charges")}
    assert found == {"a1": (1250, "item", 1), "a2": (1250, "item", 1), "a3": (4000, "card", 2)}


def test_late_usages_fall_into_the_next_period(used: Press) -> None:
    used.generate(VENDOR, "2026-10")
    used.publishes("a3", 1, key(), day=20)
    late = used.row("charges", "article:a3")
    assert (late.late, late.state, late.occurred_on) == (True, "open", "2026-10-20")
    used.generate(VENDOR, "2026-11")
    assert used.row("charges", "article:a3").state == "billed"


def test_a_minimum_payout_carries_over(press: Press) -> None:
    press.vendor(VENDOR, Agreement("on_use", minimum_payout=2000, version=1))
    press.says(item())
    press.publishes("a1", 1, key())
    press.generate(VENDOR, "2026-10")
    assert (press.rows("credit_advices"), press.row("charges").state) == ([], "open")
    press.publishes("a2", 1, key(), day=31)
    press.generate(VENDOR, "2026-11")
    assert {row.state for row in press.rows("charges")} == {"billed"}


# ---------------------------------------------------------------- quotas


@pytest.fixture
def quota(press: Press) -> Press:
    """A vendor with ten uses a contract year, and twelve pictures."""
    press.vendor(VENDOR, Agreement("flat", rate=300, quota=10, valid_from="2026-01-01", version=1))
    press.says(*(item(str(number)) for number in range(12)))
    return press


def test_a_quota_counts_uses_of_its_contract_period(quota: Press) -> None:
    quota.publishes("a1", 1, *(key(str(number)) for number in range(3)))
    assert quota.vendor_state(VENDOR).uses == {"2026-01-01": 3}


def test_a_quota_tells_at_80_and_at_100_percent(quota: Press) -> None:
    for number in range(12):
        quota.publishes(f"a{number}", 1, key(str(number)))
    facts = [fact for fact in quota.facts(streams.vendor(VENDOR)) if isinstance(fact, VendorQuotaReached)]
    assert [(fact.mark.percent, fact.mark.used) for fact in facts] == [(80, 8), (100, 10)]
    assert [row.amount for row in quota.rows("charges")] == [300, 300]


def test_a_spent_quota_never_fails_open(quota: Press) -> None:
    quota.publishes("a1", 1, *(key(str(number)) for number in range(10)))
    assert quota.verdict(key("11")) == ("conditional", ["over-quota"])
    assert quota.lists(key("11")) == "conditional"


def test_a_usage_on_another_platform_counts_for_the_same_quota(quota: Press) -> None:
    for platform in ("tag", "reise"):
        one = Usage(f"u-{platform}", platform, "a1")
        quota.tell((stream_of(key()), PlaceUsage(one, "2026-10-05T10:00:00+00:00")))
    assert quota.vendor_state(VENDOR).uses == {"2026-01-01": 2}


def test_a_correction_of_a_person_moves_what_is_due(used: Press) -> None:
    used.tell((stream_of(key()), UpdateMetadata({"online_until": f"{LATER}T23:59:59+01:00"})))
    assert {row.online_until for row in used.rows("usages")} == {"2027-12-31T22:59:59.000+00:00"}
