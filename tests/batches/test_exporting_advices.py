"""Exporting and delivering credit advices: who comes in, who does not and why, and nothing twice."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from rightsdesk.batches.delivering import Delivering
from rightsdesk.batches.exporting import Exporting
from rightsdesk.batches.submit import Ticket
from rightsdesk.batches.worker import Worker
from rightsdesk.documents.credit_advice import cancellation
from rightsdesk.documents.letter import Packing, is_address, message_id
from rightsdesk.documents.post import MailServer, Send, outbox
from rightsdesk.domain import streams
from rightsdesk.domain.advice import (
    Advice,
    AdviceCancelled,
    AdviceDelivered,
    AdviceExported,
    AdviceIssued,
    AdviceObjected,
    AdviceObjectionWithdrawn,
    AdvicePaid,
    AdviceRendered,
    DeliverAdvice,
    ExportAdvice,
    Party,
    Snapshot,
)
from rightsdesk.domain.export import ExportWritten
from rightsdesk.domain.messages import Command
from rightsdesk.domain.numbering import NumberDrawn
from rightsdesk.domain.platform import PlatformRegistered
from rightsdesk.domain.vendor import VendorRegistered
from tests.documents.samples import frozen
from tests.kit import mail_server as double
from tests.kit.works import Works, decode

PDF = b"%PDF-1.7 credit advice"
IBAN = "DE89370400440532013000"


class House(Works):
    """A works that exports, and delivers through whatever way a test opens."""

    def __post_init__(self) -> None:
        """Put the performers in and a platform that can pay."""
        super().__post_init__()
        self.port = 0
        self.performers |= {
            "export-advices": Exporting(self.log, decode),
            "deliver-advices": Delivering(
                self.log,
                decode,
                lambda: self.at,
                self.way_out,
                Packing(lambda _sha, _kind: PDF, "rechnung@tagwerk.de"),
                message_id,
                is_address,
            ),
        }
        self.given(streams.platform("tag"), PlatformRegistered("tag", "Tagwerk", {"iban": IBAN}))
        self.count = 0

    def way_out(self, channel: str, folder: str) -> AbstractContextManager[Send]:
        """Return an outbox or the line to the test's mail server."""
        if channel == "eml":
            return outbox(Path(folder))
        return MailServer("127.0.0.1", self.port, "none", sender="rechnung@tagwerk.de").open()

    def issued(self, vendor: str = "v1", *, email: str = "foto@v1.de", **changed: object) -> str:
        """Return the identifier of an advice that was issued and rendered."""
        self.count += 1
        shown = frozen(2, number=f"TAG-2026-{self.count:05d}")
        supplier = replace(shown.supplier, reference=vendor, email=email)
        shown = replace(shown, platform="tag", supplier=supplier, **changed)  # type: ignore[arg-type]
        return self.document(shown)

    def document(self, shown: Snapshot) -> str:
        """Issue a document with its number drawn, and return its identifier."""
        key = f"a{self.count}"
        vendor = shown.supplier.reference
        if not self.log.versions([streams.vendor(vendor)])[streams.vendor(vendor)]:
            self.given(streams.vendor(vendor), VendorRegistered(vendor, {"name": vendor}))
        self.given(streams.numbering("tag", 2026), NumberDrawn(shown.number, self.count, key))
        facts = AdviceIssued(shown), AdviceRendered(sha256(PDF).hexdigest(), len(PDF), "test")
        self.given(streams.advice(key), *facts)
        return key

    def cancel(self, key: str) -> str:
        """Cancel an advice and return the identifier of the document that does."""
        self.count += 1
        issued = self.advice(key).snapshot
        assert issued is not None
        shown = cancellation(issued, f"TAG-2026-{self.count:05d}", date(2026, 3, 20))
        other = self.document(shown)
        self.given(streams.advice(key), AdviceCancelled("kim", "Wrong", other, shown.number))
        return other

    def advice(self, key: str) -> Advice:
        """Return an advice as it stands."""
        state = Advice()
        for each in self.log.read_streams([streams.advice(key)])[streams.advice(key)]:
            state = decode(each).evolve(state)
        return state

    def carry_out(self, keys: Sequence[str], wish: Command[Advice]) -> Ticket:
        """Order something for advices and work."""
        ticket = self.order([(streams.advice(key), wish) for key in keys], wish={"options": {"tax_keys": "7=8"}})
        self.work()
        return ticket

    def export(self, *keys: str, kind: str = "sepa", again: bool = False, period: str = "") -> Ticket:
        """Export advices; each knows the others, as the desk tells them."""
        wishes = [
            (streams.advice(key), ExportAdvice(kind, again, period, tuple(each for each in keys if each != key)))
            for key in keys
        ]
        ticket = self.order(wishes, wish={"options": {"tax_keys": "7=8"}})
        self.work()
        return ticket

    def reason(self, key: str) -> str:
        """Return why the newest wish was refused."""
        return str(getattr(self.told(streams.advice(key)), "code", ""))


@pytest.fixture
def house() -> House:
    return House()


# ---------------------------------------------------------------- exports


def test_an_issued_advice_comes_into_the_export_of_its_batch(house: House) -> None:
    key = house.issued()
    ticket = house.export(key)
    assert house.told(streams.advice(key)) == AdviceExported("sepa", ticket.batch)
    assert house.progress(ticket).done == 1


def test_the_same_format_twice_is_refused_unless_a_duplicate_is_asked_for(house: House) -> None:
    key = house.issued()
    house.export(key)
    house.export(key)
    assert house.reason(key) == "AlreadyExported"
    ticket = house.export(key, again=True)
    assert house.told(streams.advice(key)) == AdviceExported("sepa", ticket.batch, again=True)


def test_another_format_is_no_duplicate_and_an_auditor_may_ask_often(house: House) -> None:
    key = house.issued()
    for kind in ("sepa", "datev", "xlsx", "zip", "gobd", "gobd"):
        assert house.progress(house.export(key, kind=kind)).failed == 0


def test_done_again_an_export_changes_nothing(house: House) -> None:
    key = house.issued()
    ticket = house.export(key)
    house.lifecycle.redo(ticket.batch, "kim", "")
    house.work()
    assert house.names(streams.advice(key)).count("advice.exported") == 1
    assert house.progress(ticket).failed == 0


def test_nothing_comes_into_an_export_whose_file_is_written(house: House) -> None:
    ticket = house.export(house.issued("v2"), late := house.issued(currency="CHF"))
    house.given(streams.export(ticket.batch), ExportWritten("sepa", "april.xml", "00", 1, 1))
    house.lifecycle.retry(ticket.batch, "kim")
    house.work()
    assert house.reason(late) == "FileWritten"


@pytest.mark.parametrize("kind", ["sepa", "datev", "xlsx", "zip"])
def test_nothing_is_exported_while_the_vendor_objects(house: House, kind: str) -> None:
    objecting, other = house.issued(), house.issued("v2")
    house.given(streams.advice(objecting), AdviceObjected("kim", "2026-04-01", "Too little"))
    house.export(objecting, other, kind=kind)
    assert house.reason(objecting) == "Objected"
    assert isinstance(house.told(streams.advice(other)), AdviceExported)
    house.given(streams.advice(objecting), AdviceObjectionWithdrawn("kim", "Settled"))
    assert house.progress(house.export(objecting, kind=kind)).done == 1


@pytest.mark.parametrize("kind", ["datev", "xlsx", "zip"])
def test_a_document_cancelled_after_an_objection_is_booked_with_its_cancellation(house: House, kind: str) -> None:
    key = house.issued()
    house.given(streams.advice(key), AdviceObjected("kim", "2026-03-18", "Too little"))
    other = house.cancel(key)
    assert house.progress(house.export(key, other, kind=kind)).done == 2


def test_what_cannot_be_paid_says_why(house: House) -> None:
    found = {
        "NotInEuro": house.issued(currency="CHF"),
        "AccountMissing": house.issued(iban=""),
        "NothingToTransfer": house.issued(net=0, tax=0, gross=0),
        "AlreadyPaid": house.issued(),
        "AlreadyCancelled": house.issued("v3"),
    }
    house.cancel(found["AlreadyCancelled"])
    house.given(streams.advice(found["AlreadyPaid"]), AdvicePaid("kim", "2026-04-01"))
    for key in found.values():
        house.export(key)
    assert {code: house.reason(key) for code, key in found.items()} == {code: code for code in found}


def test_a_platform_without_an_account_pays_nobody(house: House) -> None:
    house.given(streams.platform("tag"), PlatformRegistered("tag", "Tagwerk", {}))
    key = house.issued()
    house.export(key)
    assert house.reason(key) == "PlatformAccountMissing"


def test_a_draft_or_a_stranger_is_not_exported(house: House) -> None:
    house.export("stranger")
    assert house.reason("stranger") == "AdviceUnknown"


def test_a_document_cancelled_before_it_was_paid_moves_no_money(house: House) -> None:
    key = house.issued()
    other = house.cancel(key)
    house.export(key, other)
    assert (house.reason(key), house.reason(other)) == ("AlreadyCancelled", "NeverPaid")


def test_a_paid_document_that_was_cancelled_is_taken_off_the_next_payment(house: House) -> None:
    key = house.issued()
    house.export(key)
    other, new = house.cancel(key), house.issued(net=900_00, tax=63_00, gross=963_00)
    ticket = house.export(other, new, house.issued("v2"))
    assert house.progress(ticket).done == 3


def test_a_credit_note_above_all_payments_waits_with_them(house: House) -> None:
    key = house.issued()
    house.export(key)
    other, small, stranger = house.cancel(key), house.issued(net=1_00, tax=7, gross=1_07), house.issued("v2")
    house.export(other, small, stranger)
    assert (house.reason(other), house.reason(small)) == ("NothingToTransfer", "NothingToTransfer")
    assert isinstance(house.told(streams.advice(stranger)), AdviceExported)


def test_netting_sees_the_whole_order_however_small_the_chunks(house: House) -> None:
    key = house.issued()
    house.export(key)
    other, new = house.cancel(key), house.issued(net=900_00, tax=63_00, gross=963_00)
    keys = (other, house.issued("v2"), new)
    wishes = [
        (streams.advice(each), ExportAdvice("sepa", partners=tuple(one for one in keys if one != each)))
        for each in keys
    ]
    ticket = house.order(wishes)
    house.work(limit=1)
    assert house.progress(ticket).done == 3


def test_a_posting_file_holds_one_month_and_known_rates(house: House) -> None:
    early, odd = house.issued(issued_on="2026-02-28"), house.issued()
    shown = house.advice(odd).snapshot
    assert shown is not None
    rated = replace(shown, groups=tuple(replace(group, rate="8") for group in shown.groups))
    house.given(streams.advice(odd), AdviceIssued(rated))
    house.export(early, odd, kind="datev", period="2026-03")
    assert house.reason(early) == "OutsidePeriod"
    assert house.reason(odd) == "TaxKeyMissing"
    assert "2026-02" in house.told(streams.advice(early)).reason


def test_documents_that_were_never_made_cannot_be_packed(house: House) -> None:
    key = "bare"
    shown = replace(frozen(1), supplier=Party("V", reference="v9"), platform="tag")
    house.given(streams.advice(key), AdviceIssued(shown))
    house.export(key, kind="zip")
    assert house.reason(key) == "NotRendered"


# ---------------------------------------------------------------- delivery


def test_messages_are_sent_once_and_recorded_with_time_and_hash(house: House) -> None:
    with double.mail_server() as server:
        house.port = server.port
        keys = [house.issued("v1"), house.issued("v2", email="büro@v2.de"), house.issued("v3", email="x@v3.de")]
        ticket = house.carry_out(keys, DeliverAdvice("mail"))
        assert server.recipients == ["foto@v1.de", "x@v3.de"]
        assert server.sessions == 1
    fact = house.told(streams.advice(keys[0]))
    assert isinstance(fact, AdviceDelivered)
    assert (fact.channel, fact.address, fact.sha256) == ("mail", "foto@v1.de", sha256(PDF).hexdigest())
    assert datetime.fromisoformat(fact.at) == house.at
    assert fact.message_id.encode() in server.kept[0][1]
    assert house.reason(keys[1]) == "NoAddress"
    assert (house.progress(ticket).done, house.progress(ticket).failed) == (2, 1)


def test_nothing_is_delivered_twice_unless_that_is_meant(house: House) -> None:
    with double.mail_server() as server:
        house.port = server.port
        key = house.issued()
        ticket = house.carry_out([key], DeliverAdvice("mail"))
        house.carry_out([key], DeliverAdvice("mail"))
        assert house.reason(key) == "AlreadyDelivered"
        house.lifecycle.redo(ticket.batch, "kim", "")
        house.work()
        assert len(server.kept) == 1
        meant = house.carry_out([key], DeliverAdvice("mail", again=True))
        assert len(server.kept) == 2
        house.lifecycle.redo(meant.batch, "kim", "")
        house.work()
        assert len(server.kept) == 2


def test_objected_cancelled_and_unreachable_ones_stay_here(house: House) -> None:
    with double.mail_server() as server:
        house.port = server.port
        objecting, cancelled, silent = house.issued("v1"), house.issued("v2"), house.issued("v3", email="")
        house.given(streams.advice(objecting), AdviceObjected("kim", "2026-04-01", "Too little"))
        house.cancel(cancelled)
        house.carry_out([objecting, cancelled, silent], DeliverAdvice("mail"))
        assert server.kept == []
    reasons = [house.reason(key) for key in (objecting, cancelled, silent)]
    assert reasons == ["Objected", "AlreadyCancelled", "NoAddress"]


def test_a_refused_recipient_fails_alone(house: House) -> None:
    with double.mail_server() as server:
        house.port, server.refused = server.port, {"gone@v1.de": 550, "full@v2.de": 452}
        keys = [house.issued("v1", email="gone@v1.de"), house.issued("v2", email="full@v2.de"), house.issued("v3")]
        house.carry_out(keys, DeliverAdvice("mail"))
        assert server.recipients == ["foto@v1.de"]
        assert house.reason(keys[0]) == "RecipientRefused"
        server.refused = {}
        house.wait(31)
        house.work()
        assert server.recipients == ["foto@v1.de", "full@v2.de"]


def test_a_connection_that_breaks_off_is_taken_up_again_without_doubles(house: House) -> None:
    with double.mail_server() as server:
        house.port, server.drops_after = server.port, 1
        keys = [house.issued(name, email=f"foto@{name}.de") for name in ("v1", "v2", "v3")]
        ticket = house.carry_out(keys, DeliverAdvice("mail"))
        assert server.recipients == ["foto@v1.de"]
        assert "does not answer" in house.queue.waiting_reasons()[ticket.batch][0]
        server.drops_after = None
        house.wait(6)
        house.work()
        assert server.recipients == ["foto@v1.de", "foto@v2.de", "foto@v3.de"]
        assert house.progress(ticket).done == 3


def test_lost_between_sending_and_recording_the_same_message_goes_out_again(house: House) -> None:
    with double.mail_server() as server:
        house.port, server.drops_after_data = server.port, True
        key = house.issued()
        house.carry_out([key], DeliverAdvice("mail"))
        server.drops_after_data = False
        house.wait(6)
        house.work()
        first, second = (content for _, content in server.kept)
        assert first == second
        assert house.names(streams.advice(key)).count("advice.delivered") == 1


def test_a_worker_killed_after_a_message_does_not_send_it_again(house: House) -> None:
    with double.mail_server() as server:
        house.port = server.port
        keys = [house.issued(name, email=f"foto@{name}.de") for name in ("v1", "v2")]
        ticket = house.order([(streams.advice(key), DeliverAdvice("mail")) for key in keys])
        leases = house.queue.claim(10, 60.0)
        house.performers["deliver-advices"](house.worker.rehearsal(leases))
        Worker(house.log, house.queue, decode, lambda: house.at, house.performers).recover()
        house.work()
        assert server.recipients == ["foto@v1.de", "foto@v2.de"]
        assert (house.progress(ticket).remaining, house.progress(ticket).failed) == (0, 0)


def test_a_server_without_the_security_asked_for_gets_nothing(house: House) -> None:
    with double.mail_server() as server:
        with (
            MailServer("127.0.0.1", server.port, "starttls", sender="a@b.de").open() as send,
            pytest.raises(Exception, match="does not answer"),
        ):
            send("foto@v1.de", "x", PDF)
        assert server.kept == []


def test_messages_become_files_of_a_folder_the_same_each_time(house: House, tmp_path: Path) -> None:
    key = house.issued()
    house.carry_out([key], DeliverAdvice("eml", str(tmp_path)))
    assert [each.name for each in tmp_path.iterdir()] == ["TAG-2026-00001.eml"]
    house.carry_out([key], DeliverAdvice("eml", str(tmp_path), again=True))
    assert house.reason(key) == "EXP-EXISTS"
