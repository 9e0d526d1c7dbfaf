"""What is told before a command is what the command's own rules then decide."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightsdesk.desk import ApproveAdvices, Policy
from rightsdesk.domain import account, advice, image, messages, streams, vendor
from rightsdesk.domain.image import Image, NoSuchField, TextEdit, UpdateMetadata
from rightsdesk.domain.image.fields import TextTooLong
from rightsdesk.domain.image.refusals import NotKilled
from rightsdesk.domain.image.texts import TEXT_MODES
from rightsdesk.domain.messages import Circumstance, Refused
from rightsdesk.readmodel import Query, Reader, ReadModel, Selection, open_read_model
from tests.readmodel.test_credit_advices import DRAFTED
from tests.readmodel.test_images import DELIVERY, HAPPENED, VALUES, _some
from tests.readmodel.told import Told

EDITS = st.dictionaries(
    st.sampled_from(("title", "caption", "credit")),
    st.builds(TextEdit, st.sampled_from(TEXT_MODES), st.sampled_from(("Sun", "", "a")), st.sampled_from(("o", "s "))),
    max_size=2,
)
ALL = Selection("images", Query("images"))
NOW = Circumstance(datetime(2026, 11, 1, tzinfo=UTC), "anna")


@dataclass(frozen=True)
class Order:
    """An order as far as readers look at it."""

    kind: str
    asked: dict[str, Any]

    def wish(self) -> dict[str, Any]:
        return self.asked


def _told(reader: Reader, selection: Selection, kind: str, **asked: Any) -> Counter[tuple[str, str]]:
    lines = reader.impact(selection, Order(kind, asked))
    assert len({(line.key, line.reason) for line in lines}) == len(lines)
    return Counter({(line.key, line.reason): line.count for line in lines})


def _decided(story: Image, changes: dict[str, Any], edits: dict[str, TextEdit]) -> tuple[str, str]:
    try:
        fact, *_ = UpdateMetadata(changes, edits).decide(story, NOW)
    except Refused as refused:
        return "locked", refused.sentence
    if isinstance(fact, image.ImageMetadataUnchanged):
        return "already", "These have the value already."
    return "will-change", ""


@given(
    stories=st.lists(st.tuples(DELIVERY, st.lists(HAPPENED, max_size=6)), min_size=1, max_size=6),
    wished=st.lists(st.tuples(_some(VALUES), EDITS), min_size=1, max_size=4),
)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_lines_of_an_update_agree_with_the_rules(
    tmp_path_factory: pytest.TempPathFactory, stories: list[tuple[Any, list[Any]]], wished: list[tuple[Any, Any]]
) -> None:
    told, images = Told(), []
    for number, (first, rest) in enumerate(stories):
        told.happened(streams.image("alpenpix", str(number)), first, *rest)
        images.append(messages.fold(Image(), (first, *rest)))
    model = open_read_model(tmp_path_factory.mktemp("read") / "read.db", told.log)
    reader = model.reader()
    for changes, edits in wished:
        if changes:
            expected = Counter(_decided(story, changes, {}) for story in images)
            assert _told(reader, ALL, "update-metadata", changes=changes) == expected
        expected = Counter(_decided(story, changes, edits) for story in images)
        asked = {name: edit.told() for name, edit in edits.items()}
        assert _told(reader, ALL, "update-metadata", changes=changes, edits=asked) == expected
    reader.close()
    model.close()


@pytest.mark.parametrize("searched", [False, True], ids=["words wait", "words known"])
def test_who_has_a_text_already_is_counted_with_or_without_the_index_of_words(
    told: Told, model: ReadModel, reader: Reader, *, searched: bool
) -> None:
    for number, caption in enumerate(
        ("Boats, 10 of them!", "Boats 10 of them", "Boäts, 10 of them!", "Boats, 10 of", None)
    ):
        told.image(str(number), caption=caption)
        told.image(f"again {number}", caption=caption)
    while model.catch_up(1).position < told.log.head().position:
        """The tables know all, the index of words hardly anything."""
    if searched:
        model.catch_up_fully()
    for caption in ("Boats, 10 of them!", "Boats, 10 of"):
        lines = _told(reader, ALL, "update-metadata", changes={"caption": caption})
        assert lines == {("will-change", ""): 8, ("already", "These have the value already."): 2}


def test_a_field_nobody_may_change_is_refused(reader: Reader) -> None:
    with pytest.raises(NoSuchField):
        reader.impact(ALL, Order("update-metadata", {"changes": {"status": "usable"}}))
    with pytest.raises(NoSuchField):
        reader.impact(ALL, Order("update-metadata", {"edits": {"price": {"mode": "append", "text": "x"}}}))


def test_texts_that_would_become_too_long_are_counted_as_locked(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1", caption="x" * 10_000)
    told.image("2")
    model.catch_up_fully()
    edits = {"caption": TextEdit("append", "more").told()}
    assert _told(reader, ALL, "update-metadata", changes={}, edits=edits) == {
        ("will-change", ""): 1,
        ("locked", TextTooLong().sentence): 1,
    }


def test_taking_off_line_leaves_out_what_is_off_line_already(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(told.image("1"), image.ImageWithdrawn("Court order"))
    told.image("2")
    model.catch_up_fully()
    lines = _told(reader, ALL, "withdraw-images", reason="Court order")
    assert lines == {("will-change", ""): 1, ("locked", image.AlreadyWithdrawn().sentence): 1}


def test_only_killed_images_delivered_anew_can_be_reinstated(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(told.image("1"), image.ImageKilled())
    told.happened(told.image("2", status="canceled"), image.ImageKilled())
    told.image("3")
    model.catch_up_fully()
    lines = _told(reader, ALL, "reinstate-images")
    assert lines == {("will-change", ""): 1, ("locked", NotKilled().sentence): 2}


def test_lines_of_a_purchase_name_what_is_in_the_way(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1")
    told.image("2", status="withheld")
    told.happened(told.image("3", status="canceled"), image.ImageKilled())
    told.happened(told.image("4"), image.ImageKilled())
    told.happened(told.image("5"), image.ImageRemovedByVendor())
    grant = image.ImageUseGranted("g", "mag", "online", (), None, None, 1, "EUR", "item", "2026-10-01")
    told.happened(told.image("6"), grant)
    told.image("7", licence_end="2020-01-01T00:00:00+00:00")
    model.catch_up_fully()
    assert _told(reader, ALL, "buy-images", platform="mag") == {
        ("will-change", ""): 1,
        ("already", "These have been bought for this platform already."): 1,
        ("locked", image.ImageBlocked().sentence): 1,
        ("locked", image.ImageIsKilled().sentence): 1,
        ("locked", image.ReinstatementUnconfirmed().sentence): 1,
        ("locked", image.ImageDeleted().sentence): 1,
        ("locked", image.RightsEnded().sentence): 1,
    }


def test_lines_of_generating_say_who_is_held_and_why(told: Told, model: ReadModel, reader: Reader) -> None:
    for name in ("ready", "idle", "unpriced", "late", "blocked", "elsewhere"):
        told.vendor(name, name.title())
    told.happened(streams.vendor("blocked"), vendor.VendorBlocked("dispute"))
    told.happened(streams.vendor("bare"), vendor.VendorRegistered("bare", {"name": "Bare"}))
    for name in ("ready", "blocked", "bare"):
        told.charge(f"c-{name}", vendor=name)
    told.charge("c-unpriced", None, vendor="unpriced")
    told.charge("c-late", vendor="late", occurred_on="2026-11-01")
    elsewhere = account.Charge("c-elsewhere", "i", "t", 100, "EUR", "2026-10-31", "price")
    told.happened(streams.account("daily", "elsewhere"), account.ChargeAccrued(elsewhere))
    model.catch_up_fully()
    everyone = Selection("vendors", Query("vendors"))
    found = _told(reader, everyone, "generate-advices", period="2026-10")
    assert found == {
        ("will-change", ""): 2,
        ("costs", ""): 2,
        ("nothing", account.NothingToPay().sentence): 2,
        ("held", vendor.VendorIsBlocked().sentence): 1,
        ("held", vendor.AgreementMissing().sentence): 1,
        ("held", account.PriceUnknown().sentence): 1,
    }
    on_mag = _told(reader, everyone, "generate-advices", period="2026-10", platform="mag")
    assert on_mag["will-change", ""] == 1


def test_lines_of_approving_and_issuing_follow_the_state(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(streams.advice("a"), DRAFTED)
    told.happened(streams.advice("b"), DRAFTED, advice.AdviceApproved("berta"))
    told.happened(streams.advice("c"), DRAFTED, advice.AdviceRejected("berta", "wrong"))
    model.catch_up_fully()
    everything = Selection("credit_advices", Query("credit_advices"))
    assert _told(reader, everything, "approve-advices") == {
        ("will-change", ""): 1,
        ("already", "These are so already."): 1,
        ("locked", advice.NotADraft().sentence): 1,
    }
    assert _told(reader, everything, "issue-advices") == {
        ("will-change", ""): 1,
        ("locked", advice.NotApproved().sentence): 2,
    }


def test_lines_of_approving_count_own_work_and_what_is_stopped(told: Told, model: ReadModel, reader: Reader) -> None:
    stop = advice.Finding("iban-wrong", "stop", "The IBAN is wrong.")
    stories = {
        "own": (replace(DRAFTED, by="kim"),),
        "given": (DRAFTED, advice.AdviceApproved("kim", final=False)),
        "stopped": (DRAFTED, advice.AdviceChecked((stop,))),
        "asked": (DRAFTED, advice.AdviceVendorAsked("berta", "Which rate?")),
        "draft": (DRAFTED,),
    }
    for name, facts in stories.items():
        told.happened(streams.advice(name), *facts)
    model.catch_up_fully()

    def lines(policy: Policy) -> dict[tuple[str, str], int]:
        selection = Selection("credit_advices", Query("credit_advices"))
        return {(one.key, one.reason): one.count for one in reader.impact(selection, ApproveAdvices(policy=policy))}

    def expected(actor: str, policy: Policy) -> Counter[tuple[str, str]]:
        ((_, wish),) = ApproveAdvices(policy=policy).targets(["a"])
        return Counter(_approval(messages.fold(advice.Advice(), facts), wish, actor) for facts in stories.values())

    for policy in (
        Policy(actor="kim"),
        Policy(four_eyes=False, actor="kim"),
        Policy(approvers=("lee",), actor="kim"),
        Policy(approvers=("lee",), deputy_for="lee", actor="kim"),
    ):
        assert lines(policy) == expected("kim", policy)


def _approval(story: advice.Advice, wish: messages.Command[Any], actor: str) -> tuple[str, str]:
    try:
        wish.decide(story, replace(NOW, actor=actor))
    except Refused as refused:
        return "locked", (advice.Stopped() if isinstance(refused, advice.Stopped) else refused).sentence
    return "will-change", ""


def test_a_kind_without_rules_of_its_own_changes_all(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1")
    model.catch_up_fully()
    assert _told(reader, ALL, "refresh-metadata") == {("will-change", ""): 1}
    assert _told(reader, Selection("images"), "refresh-metadata") == {}
