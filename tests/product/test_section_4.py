"""Section 4 of the product page, metadata in three layers: one test for each rule of each row of its table."""

from typing import Any

import pytest

from rightsdesk.domain.account import SettlePriceDifference
from rightsdesk.domain.image import GrantUse, ImageIsKilled, ReinstateImage, UpdateMetadata
from rightsdesk.domain.terms import Agreement
from rightsdesk.vendorsync.ninjs import Reading
from rightsdesk.vendorsync.quarantine import Quarantine
from rightsdesk.vendorsync.translate import read_again
from tests.product.press import DECEMBER, JUNE, LATER, VENDOR, Press, item, key, stream_of
from tests.vendorsync.kit import dated, policy

ON_USE = Agreement("on_use", version=1)
DECEMBER_ENDS = "2026-12-31T23:59:59+01:00"


def editor(press: Press, **changes: object) -> None:
    """Let an editor correct the picture."""
    press.tell((stream_of(key()), UpdateMetadata(changes)))


def in_use(press: Press, *articles: str, **more: object) -> None:
    """Let the vendor deliver the picture and the platform publish articles with it."""
    press.vendor(VENDOR, ON_USE)
    press.says(item(**more))  # type: ignore[arg-type]
    for article in articles or ("a1",):
        press.publishes(article, 1, key())


# ---------------------------------------------------------------- order


def test_order_only_a_higher_version_is_accepted(press: Press) -> None:
    for version, title in ((2, "Second"), (1, "First"), (3, "Third")):
        press.says(item(version=version, headlines=[{"role": "main", "value": title}]))
    assert (press.row("images").title, press.row("images").version) == ("Third", 3)


def test_order_a_lower_version_is_ignored_and_counted(press: Press) -> None:
    press.says(item(version=2))
    assert press.says(item(version=1, by="Late")).counts == {"ignored": 1}


def test_order_the_same_change_id_again_is_nothing(press: Press) -> None:
    change = {"op": "upsert", "change_id": "c1", "occurred_at": "2026-10-01T00:00:00Z", "item": item()}
    press.says(change)
    assert press.says(change).counts == {"ignored": 1}
    assert press.names(stream_of(key())) == ["image.observed"]


def test_order_an_equal_version_with_other_content_is_a_conflict_and_what_is_stored_stays(press: Press) -> None:
    press.says(item(by="Ana"))
    assert press.says(item(by="Somebody else")).counts == {"conflicts": 1}
    assert press.row("images").byline == "Ana"
    assert press.names(stream_of(key())) == ["image.observed", "image.observation-conflicted"]


def test_order_without_version_the_time_decides_then_the_content(press: Press) -> None:
    for created, name in (("2026-09-02T00:00:00Z", "Second"), ("2026-09-01T00:00:00Z", "First")):
        press.says(item(version=..., versionCreated=created, by=name))
    assert press.row("images").byline == "Second"
    for name in ("One", "Two"):
        press.says(item("2", version=..., versionCreated=..., by=name))
    assert press.row("images", "byline:Two").asset_id == "2"


# ---------------------------------------------------------------- both changed


def test_both_changed_a_descriptive_text_stays_local_and_a_badge_says_newer(press: Press) -> None:
    press.says(item(by="Theirs"))
    editor(press, byline="Mine")
    press.says(item(version=2, by="Theirs, corrected"))
    assert (press.row("images").byline, press.row("images").newer) == ("Mine", ("byline",))


def test_both_changed_the_badge_is_accepted_or_kept_in_bulk(press: Press) -> None:
    for asset in ("1", "2"):
        press.says(item(asset, by="Theirs"))
    targets = [(stream_of(key(asset)), UpdateMetadata({"byline": "Mine"})) for asset in ("1", "2")]
    press.tell(*targets)
    for asset in ("1", "2"):
        press.says(item(asset, version=2, by="Newer"))
    press.tell(*[(stream, UpdateMetadata({"byline": None})) for stream, _ in targets])
    assert [(row.byline, row.newer) for row in press.rows("images")] == [("Newer", ())] * 2


def test_both_changed_an_earlier_end_of_the_vendor_wins_at_once(press: Press) -> None:
    press.says(item(ends=DECEMBER))
    editor(press, online_until="2026-12-01T00:00:00+01:00")
    press.says(item(version=2, ends="2026-11-30"))
    assert press.row("images").online_until == "2026-11-30T23:59:59+01:00"


def test_both_changed_a_narrower_territory_of_the_vendor_wins_at_once(press: Press) -> None:
    press.says(item())
    editor(press, territory=["DE", "AT"])
    press.says(item(version=2, where="AT"))
    assert press.row("images").territory == ("AT",)


def test_both_changed_what_widens_rights_never_lifts_a_local_restriction(press: Press) -> None:
    press.says(item(ends=JUNE))
    editor(press, online_until="2026-05-31T23:59:59+02:00")
    press.says(item(version=2, ends=LATER))
    assert press.row("images").online_until == "2026-05-31T23:59:59+02:00"


# ---------------------------------------------------------------- missing member / explicit null / unknown member


def test_a_missing_member_says_nothing(press: Press) -> None:
    press.says(item(by="Ana"))
    press.says(item(version=2, by=...))
    assert press.row("images").byline == "Ana"


def test_an_explicit_null_withdraws_the_value(press: Press) -> None:
    press.says(item(by="Ana"))
    press.says(item(version=2, by=None))
    assert press.row("images").byline is None


def test_an_unknown_member_is_ignored(press: Press) -> None:
    assert press.says(item(mood="cheerful")).counts == {"new": 1}


# ---------------------------------------------------------------- price


def test_price_is_whole_minor_units_with_currency_and_origin_item(press: Press) -> None:
    press.says(item(amount="12.50", unit="CHF"))
    row = press.row("images")
    assert (row.price, row.currency, row.price_origin) == (1250, "CHF", "item")


def test_price_of_the_agreement_and_of_a_person_have_their_own_origin(press: Press) -> None:
    in_use(press, rightsInfo=...)
    press.vendor(VENDOR, Agreement("on_use", rate=900, version=2))
    press.publishes("a2", 1, key())
    editor(press, price=500, currency="EUR")
    press.publishes("a3", 1, key())
    assert press.row("images").price_origin == "manual"
    found = {row.article: (row.amount, row.basis) for row in press.rows("charges")}
    assert found == {"a1": (None, "unknown"), "a2": (900, "agreement"), "a3": (500, "manual")}


def test_price_has_a_day_from_which_it_is_valid_and_uses_before_keep_theirs(press: Press) -> None:
    in_use(press)
    press.says(item(version=2, amount="20.00", versionCreated="2026-10-10T00:00:00Z"))
    press.publishes("a2", 1, key(), day=9)
    press.publishes("a3", 1, key(), day=11)
    assert {row.article: row.amount for row in press.rows("charges")} == {"a1": 1250, "a2": 1250, "a3": 2000}


def test_price_unknown_is_not_free_of_charge(press: Press) -> None:
    press.vendor(VENDOR, ON_USE)
    press.says(item("1", rightsInfo=...), item("2", amount="0.00"))
    press.publishes("a1", 1, key("1"), key("2"))
    assert {row.image: row.amount for row in press.rows("charges")} == {key("1"): None, key("2"): 0}
    assert [each.image for each in press.findings("price-unknown")] == [key("1")]


def test_price_in_a_new_currency_is_a_new_price_and_never_a_conversion(press: Press) -> None:
    press.says(item(amount="12.50", unit="EUR"))
    press.says(item(version=2, amount="12.50", unit="CHF"))
    assert (press.row("images").price, press.row("images").currency) == (1250, "CHF")
    assert press.told(stream_of(key())).currency == "CHF"


# ---------------------------------------------------------------- price changed after settlement


def test_price_changed_after_settlement_leaves_the_document_and_lists_the_difference(press: Press) -> None:
    in_use(press)
    press.generate(VENDOR)
    before = press.row("credit_advices")
    press.says(item(version=2, amount="20.00", versionCreated="2026-09-15T00:00:00Z"))
    assert press.row("credit_advices") == before
    charge = press.row("charges", "difference>0")
    assert (charge.amount, charge.difference, charge.state) == (1250, 2000, "billed")
    assert "account.price-difference-detected" in press.names(f"account-tag:{VENDOR}")


@pytest.mark.parametrize(("news", "listed"), [({"unit": "CHF"}, (1250, "CHF")), ({"rightsInfo": None}, (None, None))])
def test_price_changed_after_settlement_is_listed_in_any_currency_and_when_it_is_unknown(
    press: Press, news: dict[str, Any], listed: tuple[int | None, str | None]
) -> None:
    in_use(press)
    press.generate(VENDOR)
    press.says(item(version=2, versionCreated="2026-09-15T00:00:00Z", **news))
    charge = press.row("charges", "has:difference")
    assert (charge.currency, (charge.difference, charge.difference_currency)) == ("EUR", listed)


@pytest.mark.parametrize("decision", ["ignored", "corrected"])
def test_price_changed_after_settlement_is_decided_about_by_an_accountant(press: Press, decision: str) -> None:
    in_use(press)
    press.generate(VENDOR)
    press.says(item(version=2, amount="20.00", versionCreated="2026-09-15T00:00:00Z"))
    charge = press.row("charges", "difference>0")
    press.tell((f"account-tag:{VENDOR}", SettlePriceDifference((charge.key.rpartition("#")[2],), decision)))
    assert press.rows("charges", "has:difference") == []
    settled = press.told(f"account-tag:{VENDOR}")
    assert (settled.decision, settled.by) == (decision, "kim")


# ---------------------------------------------------------------- kill


def test_kill_is_terminal_and_beats_every_override(press: Press) -> None:
    in_use(press)
    editor(press, title="Mine")
    press.says(item(version=2, pubStatus="canceled"))
    assert (press.row("images").state, press.verdict(key())[0], press.lists(key())) == ("killed", "denied", "denied")


def test_kill_blocks_batch_commands(press: Press) -> None:
    press.says(item())
    press.says(item(version=2, pubStatus="canceled"))
    ticket = press.tell((stream_of(key()), UpdateMetadata({"title": "Still"})))
    assert (press.progress(ticket).failed, press.told(stream_of(key())).code) == (1, ImageIsKilled.__name__)


def test_kill_opens_a_take_down_task_for_each_live_usage_within_one_step(press: Press) -> None:
    articles = [f"a{number}" for number in range(14)]
    in_use(press, *articles)
    press.look()
    press.says(item(version=2, pubStatus="canceled"))
    press.model.catch_up()
    found = press.reader.all("usages", "task:open")
    assert (len(found), {row.because for row in found}) == (14, {"killed"})
    for platform in ("tag", "reise", "sport", "unheard"):
        (judged,) = press.reader.verdicts([key()], platform)
        assert (judged.word, judged.online) == ("denied", "denied")


def test_kill_tasks_close_only_when_the_feed_shows_the_usage_gone(press: Press) -> None:
    in_use(press, "a1", "a2")
    press.says(item(version=2, pubStatus="canceled"))
    press.tell((stream_of(key()), UpdateMetadata({"title": "x"})))
    assert len(press.tasks()) == 2
    press.publishes("a1", 2)
    assert [row.article for row in press.tasks()] == ["a2"]


def test_kill_is_reinstated_by_a_higher_usable_version_and_a_persons_word(press: Press) -> None:
    in_use(press)
    press.says(item(version=2, pubStatus="canceled"))
    press.says(item(version=1, pubStatus="usable"))
    assert press.verdict(key()) == ("denied", ["killed"])
    press.says(item(version=3, pubStatus="usable"))
    assert press.verdict(key()) == ("denied", ["unconfirmed"])
    press.tell((stream_of(key()), ReinstateImage()))
    assert press.verdict(key())[0] == "allowed"
    assert press.tasks() == []


def test_withheld_is_the_reversible_form(press: Press) -> None:
    in_use(press)
    press.says(item(version=2, pubStatus="withheld"))
    assert (press.verdict(key()), [row.because for row in press.tasks()]) == (("denied", ["withheld"]), ["withheld"])
    press.says(item(version=3, pubStatus="usable"))
    assert (press.verdict(key())[0], press.tasks()) == ("allowed", [])


# ---------------------------------------------------------------- embargo


def test_embargo_means_not_before(press: Press) -> None:
    press.vendor(VENDOR, ON_USE)
    press.says(item(embargoedUntil="2026-11-24T18:00:00Z"))
    words = []
    for at in ("2026-11-24T17:59:59+00:00", "2026-11-24T18:00:00+00:00"):
        press.on(at)
        words.append((press.verdict(key())[0], press.lists(key())))
    assert words == [("denied", "denied"), ("allowed", "allowed")]


def test_embargo_hides_nothing_from_rights_staff(press: Press) -> None:
    press.says(item(embargoedUntil="2030-01-01T00:00:00Z"))
    assert press.row("images", f"vendor:{VENDOR}").key == key()


def test_embargo_set_after_publication_is_a_finding(press: Press) -> None:
    in_use(press)
    assert press.findings("embargo-broken") == []
    press.says(item(version=2, embargoedUntil="2026-12-24T18:00:00Z"))
    (found,) = press.findings("embargo-broken")
    assert (found.article, found.until) == ("a1", "2026-12-24T18:00:00.000+00:00")


# ---------------------------------------------------------------- delete


def gone() -> dict[str, object]:
    """Return the vendor's word that the picture is deleted."""
    return {"op": "delete", "change_id": "d1", "uri": item()["uri"], "occurred_at": "2026-11-01T00:00:00Z"}


def test_delete_leaves_a_tombstone(press: Press) -> None:
    press.says(item(by="Ana"))
    press.says(gone())
    assert (press.row("images").state, press.row("images").byline) == ("deleted", "Ana")
    assert press.verdict(key())[1] == ["deleted", "purchase-needed"]


def test_delete_what_a_full_snapshot_lacks_is_missing_then_deleted(press: Press) -> None:
    assets = [str(number) for number in range(40)]
    press.says(*(item(asset) for asset in assets))
    words = []
    for _ in range(2):
        press.says(*(item(asset) for asset in assets[1:]), full=True)
        words.append(press.row("images", "asset_id:0").state)
    assert words == ["missing", "deleted"]


def test_delete_never_happens_when_more_than_five_percent_would_vanish_at_once(press: Press) -> None:
    press.says(*(item(str(number)) for number in range(40)))
    report = press.says(*(item(str(number)) for number in range(37)), full=True)
    assert "more than 5 %" in report.warnings[0]
    assert {row.state for row in press.rows("images")} == {"usable"}


# ---------------------------------------------------------------- same picture at two vendors


def test_the_same_picture_at_two_vendors_is_two_images_and_money_follows_the_one_it_was_bought_from(
    press: Press,
) -> None:
    other: dict[str, Any] = {
        "uri": "https://hub.invalid/v1/items/nordbild/1",
        "infoSources": [{"role": "supplier", "literal": "nordbild"}],
    }
    press.says(item(), item(**other))
    assert sorted(row.key for row in press.rows("images")) == [key(), "nordbild:1"]
    press.tell((stream_of("nordbild:1"), GrantUse("tag", "2026-10-01")))
    assert [(row.vendor, row.amount) for row in press.rows("charges")] == [("nordbild", 1250)]
    assert press.verdict(key())[1] == ["purchase-needed"]


# ---------------------------------------------------------------- a bad item


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({"amount": "-1.00"}, "REC-PRICE"),
        ({"amount": "twelve"}, "REC-PRICE"),
        ({"amount": True}, "REC-PRICE"),
        ({"versionCreated": "yesterday"}, "REC-DATE"),
        ({"headlines": "Harbour"}, "REC-TYPE"),
    ],
)
def test_a_bad_item_is_set_aside_with_bytes_reason_and_path_and_the_feed_goes_on(
    press: Press, bad: dict[str, object], code: str
) -> None:
    report = press.says(item("1", **bad), item("2"))
    assert report.counts == {"new": 1, "quarantined": 1}
    (aside,) = press.quarantine().waiting("pictures")
    assert (aside.code, aside.path[:1], bool(aside.raw), bool(aside.reason)) == (code, "$", True, True)
    assert press.row("images").asset_id == "2"


def test_a_bad_item_whose_period_is_reversed_is_set_aside(press: Press) -> None:
    reversed_period = policy(dated("gteq", DECEMBER), dated("lteq", JUNE))
    press.says(item(rightsInfo={"encodedRights": reversed_period}))
    assert len(press.quarantine().waiting("pictures")) == 1


def test_a_bad_item_can_be_released_after_a_mapping_fix(press: Press) -> None:
    press.says(item(amount="-1.00"))
    assert press.quarantine().release("pictures", "kim")["waiting"] == 1
    mended = Quarantine(press.sync(), lambda _, raw: read_again(raw.replace(b"-1.00", b"1.00"), Reading()))
    assert mended.release("pictures", "kim")["released"] == 1
    assert (press.row("images").price, press.quarantine().waiting("pictures")) == (100, [])


# ---------------------------------------------------------------- end date without a time


def test_an_end_date_without_a_time_is_the_end_of_that_day_in_the_platforms_zone(press: Press) -> None:
    press.vendor(VENDOR, ON_USE)
    press.says(item(ends=DECEMBER))
    assert press.row("images").licence_end == DECEMBER_ENDS
    words = []
    for at in ("2026-12-31T23:59:58+01:00", "2027-01-01T00:00:00+01:00"):
        press.on(at)
        words.append(press.verdict(key())[0])
    assert words == ["allowed", "denied"]


def test_an_end_date_without_a_time_keeps_its_original_string(press: Press) -> None:
    press.says(item(ends=DECEMBER))
    assert DECEMBER.encode() in press.raw[0]
    assert DECEMBER_ENDS.encode() not in press.raw[0]
