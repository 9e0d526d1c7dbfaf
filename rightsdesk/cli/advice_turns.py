"""Credit advices on their other turns: approval taken back, vendor asked, objected to, cancelled, paid."""

import click

from rightsdesk.cli import shapes
from rightsdesk.cli.advice_exports import ADVICES
from rightsdesk.cli.advices import Choice, advices, chosen, every, ordered, waiting
from rightsdesk.cli.session import Session, today
from rightsdesk.desk import (
    AskVendors,
    CancelAdvices,
    CheckAdvices,
    EndHolds,
    RecordObjections,
    RecordPayments,
    TakeBackApprovals,
    WithdrawObjections,
)


def _day(text: str | None) -> str:
    return shapes.day(text) if text else today()


@advices.command("take-back")
@chosen
@waiting
@click.pass_obj
def take_back(session: Session, named: tuple[str, ...], *, wait: bool) -> None:
    """Take approvals back while no number is drawn."""
    ordered(session, TakeBackApprovals(), Choice(named), "Take approvals back", wait=wait)


@advices.command("ask")
@chosen
@click.option("--question", required=True, help="What the vendor is asked.")
@waiting
@click.pass_obj
def ask(session: Session, named: tuple[str, ...], question: str, *, wait: bool) -> None:
    """Put drafts on hold until their vendors have answered a question."""
    ordered(session, AskVendors(question), Choice(named), "Ask vendors", wait=wait)


@advices.command("off-hold")
@chosen
@click.option("--answer", default="", help="What came of the question.")
@waiting
@click.pass_obj
def off_hold(session: Session, named: tuple[str, ...], answer: str, *, wait: bool) -> None:
    """Go on with drafts that waited for their vendors."""
    ordered(session, EndHolds(answer), Choice(named), "Take credit advices off hold", wait=wait)


@advices.command("check")
@chosen
@every
@waiting
@click.pass_obj
def check(session: Session, named: tuple[str, ...], *, all_of_them: bool, wait: bool) -> None:
    """Check drafts again, after something was put right."""
    choice = Choice(named, "state:draft,asked,half-approved,approved", all_of_them=all_of_them)
    ordered(session, CheckAdvices(), choice, "Check credit advices", wait=wait)


@advices.command("cancel")
@chosen
@click.option("--reason", required=True, help="Why.")
@click.option("--date", "issued_on", default=None, help="The day of the cancelling document; today without it.")
@click.option("--as", "type_code", type=click.Choice(["389", "261"]), default="389", help="261 makes a credit note.")
@waiting
@click.pass_obj
def cancel(
    session: Session, named: tuple[str, ...], reason: str, issued_on: str | None, type_code: str, *, wait: bool
) -> None:
    """Cancel issued credit advices by documents of their own; what they billed is open again."""
    order = CancelAdvices(reason, _day(issued_on), type_code)
    ordered(session, order, Choice(named), "Cancel credit advices", wait=wait)


@advices.command("object")
@chosen
@click.option("--reason", required=True, help="What the vendor says.")
@click.option("--date", "on", default=None, help="The day of the objection; today without it.")
@waiting
@click.pass_obj
def object_to(session: Session, named: tuple[str, ...], reason: str, on: str | None, *, wait: bool) -> None:
    """Record that the vendor objects; nothing is paid until the objection is withdrawn."""
    ordered(session, RecordObjections(reason, _day(on)), Choice(named), "Record objections", wait=wait)


@advices.command("withdraw-objection")
@chosen
@click.option("--reason", required=True, help="What was agreed.")
@waiting
@click.pass_obj
def withdraw_objection(session: Session, named: tuple[str, ...], reason: str, *, wait: bool) -> None:
    """Record that the vendor objects no longer."""
    ordered(session, WithdrawObjections(reason), Choice(named), "Record the end of objections", wait=wait)


@advices.command("paid")
@chosen
@click.option("--date", "on", default=None, help="The day of the payment; today without it.")
@waiting
@click.pass_obj
def paid(session: Session, named: tuple[str, ...], on: str | None, *, wait: bool) -> None:
    """Record that issued credit advices were paid."""
    ordered(session, RecordPayments(_day(on)), Choice(named), "Record payments", wait=wait)


for each in ADVICES:
    advices.add_command(each)

COMMANDS = (advices,)
