"""The table of credit advices, from draft to document."""

from dataclasses import replace

from rightsdesk.documents.checking.codes import found
from rightsdesk.domain import advice, streams
from rightsdesk.domain.advice import Line, Party, Snapshot
from rightsdesk.readmodel import AdviceRow, Query, Reader, ReadModel
from tests.readmodel.told import Told

STREAM = streams.advice("a-1")
LINES = (
    Line("c1", "alpenpix:1", "Sunset", "2026-10-02", 1205, "7"),
    Line("c2", "alpenpix:2", "Dawn", "2026-10-03", 1205, "7"),
    Line("c3", "alpenpix:3", "Noon", "2026-10-04", 1000, "19"),
)
DRAFTED = advice.AdviceDrafted("alpenpix", "mag", "EUR", "2026-10", 1, LINES, "anna")


def _snapshot() -> Snapshot:
    net, tax, gross = advice.sums(LINES)
    party = Party("Alpen Pix")
    return Snapshot(
        number="MAG-2026-000001",
        issued_on="2026-11-02",
        due_on="2026-12-02",
        period_first="2026-10-01",
        period_last="2026-10-31",
        currency="EUR",
        supplier=party,
        buyer=party,
        iban="CH93",
        bic="",
        consent_on="2026-01-01",
        lines=LINES,
        groups=advice.vat_groups(LINES),
        net=net,
        tax=tax,
        gross=gross,
        platform="mag",
        platform_name="Magazin",
    )


def _only(model: ReadModel, reader: Reader) -> AdviceRow:
    model.catch_up_fully()
    (row,) = reader.all("credit_advices")
    assert isinstance(row, AdviceRow)
    return row


def test_sums_of_a_draft_round_tax_once_per_rate(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(STREAM, DRAFTED, batch="b-1")
    row = _only(model, reader)
    assert (row.net, row.tax, row.gross, row.lines) == (3410, 359, 3769, 3)
    assert (row.state, row.number, row.batch, row.key) == ("draft", None, "b-1", "a-1")


def test_an_advice_goes_from_draft_to_document(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(STREAM, DRAFTED, advice.AdviceApproved("berta"))
    assert (_only(model, reader).state, _only(model, reader).approved_by) == ("approved", "berta")
    told.happened(STREAM, advice.AdviceIssued(_snapshot()))
    row = _only(model, reader)
    assert (row.state, row.number, row.issued_on, row.pdf) == ("issued", "MAG-2026-000001", "2026-11-02", None)
    told.happened(STREAM, advice.AdviceRendered("ab" * 32, 1000, "typst"))
    assert (_only(model, reader).state, _only(model, reader).pdf) == ("rendered", "ab" * 32)
    assert reader.keys("credit_advices", [row.id]) == ["a-1"]


def test_a_failure_is_shown_until_the_next_success(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(STREAM, DRAFTED, advice.AdviceWorkFailed("NotApproved", "Approve it first."))
    row = _only(model, reader)
    assert (row.state, row.failure) == ("draft", "Approve it first.")
    assert list(reader.ids(Query("credit_advices", "has:failure"))) == [row.id]
    told.happened(STREAM, advice.AdviceApproved("berta"))
    assert _only(model, reader).failure is None


def test_advices_are_asked_for_by_amount_and_vendor_name(told: Told, model: ReadModel, reader: Reader) -> None:
    told.vendor(name="Alpen Pix")
    told.happened(STREAM, DRAFTED)
    row = _only(model, reader)
    assert row.vendor_name == "Alpen Pix"
    for where in ('vendor:"alpen pix"', "gross>=37.69", "net:34.10EUR", "period:2026-10 status:draft", "alpen"):
        assert list(reader.ids(Query("credit_advices", where))) == [row.id], where
    assert not reader.count(Query("credit_advices", "gross>37.69"))
    assert not reader.count(Query("credit_advices", platform="daily"))


STOP = advice.Finding("IBAN-WRONG", "stop", "The IBAN is wrong.", "correct-bank-account", ("c1",))
WARNING = advice.Finding("HIGH", "warning", "More than usual.")


def _found(reader: Reader, where: str) -> int:
    return reader.count(Query("credit_advices", where))


def test_findings_stand_in_the_row_with_sentence_and_action(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(STREAM, DRAFTED, advice.AdviceChecked((STOP, WARNING)))
    row = _only(model, reader)
    assert (row.findings, row.stops) == (2, 1)
    first = {"code": "IBAN-WRONG", "severity": "stop", "sentence": "The IBAN is wrong."}
    assert row.finding_list[0] == {**first, "action": "correct-bank-account", "charges": ["c1"]}
    assert (_found(reader, "has:findings"), _found(reader, "has:stops"), _found(reader, "finding:HIGH")) == (1, 1, 1)
    told.happened(STREAM, advice.AdviceChecked(()))
    assert (_only(model, reader).findings, _found(reader, "has:stops")) == (0, 0)


def test_a_finding_names_another_credit_advice_as_people_do(told: Told, model: ReadModel, reader: Reader) -> None:
    told.vendor(name="Alpen Pix")
    other = streams.advice("a-0")
    told.happened(other, DRAFTED)
    told.happened(STREAM, DRAFTED, advice.AdviceChecked((found("paid-twice", ("c1",), advice="a-0"), WARNING)))

    def sentence() -> tuple[str, str]:
        model.catch_up_fully()
        (row,) = reader.rows("credit_advices", reader.ids(Query("credit_advices", "key:a-1")))
        return row.finding_list[0]["sentence"].partition("advice ")[2], row.finding_list[0]["other"]

    assert sentence() == ("(Alpen Pix, 2026-10).", "a-0")
    told.happened(other, advice.AdviceApproved("berta"), advice.AdviceIssued(_snapshot()))
    assert sentence() == ("(MAG-2026-000001).", "a-0")


def test_two_approvals_are_told_with_who_and_when(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(STREAM, DRAFTED, advice.AdviceApproved("berta", final=False))
    assert _only(model, reader).state == "half-approved"
    assert [_found(reader, f"mine:{name}") for name in ("anna", "berta", "carla")] == [0, 0, 1]
    told.happened(STREAM, advice.AdviceApproved("carla", deputy_for="dora", offline=True))
    row = _only(model, reader)
    assert (row.state, row.approvals, row.approved_by) == ("approved", ("berta", "carla"), "berta, carla")
    assert [(each["what"], each["by"]) for each in row.trail] == [("approved", "berta"), ("approved", "carla")]
    assert row.trail[1]["told"] == "deputy for dora; offline yes"
    assert all(each["at"] for each in row.trail)
    assert (_found(reader, "approved_by:berta"), _found(reader, "mine:dora")) == (1, 0)


def test_asking_the_vendor_takes_approvals_away_until_the_answer(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(STREAM, DRAFTED, advice.AdviceApproved("berta"), advice.AdviceVendorAsked("carla", "Which rate?"))
    row = _only(model, reader)
    assert (row.state, row.asked, row.approvals, row.approved_by) == ("asked", "Which rate?", (), None)
    told.happened(STREAM, advice.AdviceTakenOffHold("carla", "7 %"))
    assert (_only(model, reader).state, _only(model, reader).asked) == ("draft", "")


def test_a_decision_to_make_again_is_listed_until_it_is_made(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(STREAM, DRAFTED, advice.AdviceDecisionConflicted("berta", "It changed."))
    assert (_only(model, reader).conflict, _found(reader, "has:conflict")) == ("It changed.", 1)
    told.happened(STREAM, advice.AdviceApproved("berta"))
    assert (_only(model, reader).conflict, _found(reader, "has:conflict")) == ("", 0)


def test_what_happens_after_issue_stands_beside_the_state(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(STREAM, DRAFTED, advice.AdviceApproved("berta"), advice.AdviceIssued(_snapshot()))
    rendered = advice.AdviceRendered("ab" * 32, 1, "typst", "cd" * 32, 1, {"CEN 1.3.16": "passed"})
    delivered = advice.AdviceDelivered("mail", "a@example.org", "ab" * 32, "2026-11-02T10:00:00+00:00")
    told.happened(STREAM, rendered, delivered, advice.AdviceExported("sepa", "x"), advice.AdviceExported("datev", "y"))
    told.happened(STREAM, advice.AdviceObjected("berta", "2026-11-09", "Wrong rate"))
    row = _only(model, reader)
    assert (row.state, row.xml, row.verdicts) == ("rendered", "cd" * 32, {"CEN 1.3.16": "passed"})
    assert (row.delivered_at, row.exported, row.objected) == (delivered.at, ("datev", "sepa"), "2026-11-09")
    assert all(_found(reader, each) for each in ("has:delivery", "exported:sepa", "has:objection", "has:document"))
    told.happened(
        STREAM, advice.AdviceObjectionWithdrawn("berta", "By letter"), advice.AdvicePaid("berta", "2026-12-01")
    )
    row = _only(model, reader)
    assert (row.objected, row.paid_on, _found(reader, "has:objection")) == (None, "2026-12-01", 0)


def test_a_cancelling_document_has_a_row_of_its_own(told: Told, model: ReadModel, reader: Reader) -> None:
    told.happened(STREAM, DRAFTED, advice.AdviceApproved("berta"), advice.AdviceIssued(_snapshot()))
    party = Party("Alpen Pix", reference="alpenpix")
    lines = tuple(replace(line, net=-line.net) for line in LINES)
    other = replace(_snapshot(), number="MAG-2026-000002", cancels="MAG-2026-000001", gross=-3769, supplier=party)
    told.happened(streams.advice("a-2"), advice.AdviceIssued(replace(other, lines=lines)))
    told.happened(STREAM, advice.AdviceCancelled("berta", "Wrong rate", "a-2", "MAG-2026-000002"))
    model.catch_up_fully()
    (cancelled,) = reader.all("credit_advices", "has:cancellation")
    (cancelling,) = reader.all("credit_advices", "cancels:*")
    assert (cancelled.key, cancelled.cancelled_by) == ("a-1", "MAG-2026-000002")
    assert (cancelling.key, cancelling.vendor, cancelling.period) == ("a-2", "alpenpix", "2026-10")
    assert (cancelling.payable, cancelling.lines, cancelling.cancels) == (-3769, 3, "MAG-2026-000001")
