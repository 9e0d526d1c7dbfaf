"""The table of credit advices, from draft to document."""

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
