"""The e-mail that hands a credit advice over: in the vendor's language, PDF and XML attached, nothing by chance."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from rightsdesk.documents.wording import day, price
from rightsdesk.domain.advice import Advice, Snapshot
from rightsdesk.domain.advice.outgoing import frozen
from rightsdesk.faults import Invalid

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_HOST = "rightsdesk.invalid"
"""A name that never exists: the message is named by us, not by the computer it leaves from."""

WORDS = {
    "de": {
        "subject": "{title} {number}",
        "title": "Gutschrift",
        "cancels": "Stornogutschrift",
        "greeting": "Guten Tag,",
        "text": "anbei erhalten Sie unsere {title} {number} vom {issued} über {gross}.",
        "cancelled": "Sie storniert unsere Gutschrift {cancels}.",
        "object": "Wenn Sie der Gutschrift nicht zustimmen, widersprechen Sie ihr bitte in Textform.",
        "end": "Mit freundlichen Grüßen",
    },
    "en": {
        "subject": "{title} {number}",
        "title": "Credit advice (Gutschrift)",
        "cancels": "Cancellation (Stornogutschrift)",
        "greeting": "Dear Sir or Madam,",
        "text": "please find attached our {title} {number} of {issued} for {gross}.",
        "cancelled": "It cancels our credit advice {cancels}.",
        "object": "If you do not agree with it, please object in writing.",
        "end": "Yours faithfully",
    },
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message is made of: the documents, from whom to whom, its identifier, and the moment it was ordered."""

    snapshot: Snapshot
    pdf: bytes
    xml: bytes
    sender: str
    address: str
    message_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Packing:
    """Makes messages of advices; `read` gives documents by hash and ending, `sender` writes unless it is empty."""

    read: Callable[[str, str], bytes]
    sender: str

    def __call__(self, advice: Advice, address: str, identifier: str, at: datetime) -> tuple[str, bytes]:
        """Return the message's name as a file, and its content; raise `Invalid` where nobody could have sent it."""
        shown = frozen(advice)
        sender = self.sender or shown.buyer.email
        if not is_address(sender):
            sentence = "Nobody is named as sender; write your address into the setting sender, or the platform's email."
            raise Invalid(sentence, code="NoSender")
        pdf, xml = (self.read(sha, kind) if sha else b"" for sha, kind in ((advice.pdf, "pdf"), (advice.xml, "xml")))
        return file_name(shown.number), compose(Letter(shown, pdf, xml, sender, address, identifier, at))


def is_address(text: str) -> bool:
    """Say whether a text can be written to as an e-mail address."""
    return bool(_ADDRESS.fullmatch(text))


def message_id(name: str) -> str:
    """Return the identifier of a message (RFC 5322) named by what asked for it."""
    return f"<{name}@{_HOST}>"


def compose(letter: Letter) -> bytes:
    """Return the message as it goes over the wire: the same letter is the same bytes."""
    shown = letter.snapshot
    message = EmailMessage(policy.SMTP)
    says = WORDS["en" if shown.language == "en" else "de"]
    title = says["cancels" if shown.cancels else "title"]
    message["From"] = formataddr((_line(shown.buyer.name or shown.platform_name), letter.sender))
    message["To"] = formataddr((_line(shown.supplier.name), letter.address))
    message["Subject"] = says["subject"].format(title=title, number=shown.number)
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = letter.message_id
    if is_address(shown.buyer.email) and shown.buyer.email != letter.sender:
        message["Reply-To"] = shown.buyer.email
    message.set_content(_text(shown, says, title), cte="quoted-printable")
    name = file_name(shown.number)
    message.add_attachment(letter.pdf, maintype="application", subtype="pdf", filename=f"{name}.pdf")
    if letter.xml:
        message.add_attachment(letter.xml, maintype="application", subtype="xml", filename=f"{name}.xml")
    message.set_boundary(f"=_{letter.message_id.strip('<>').partition('@')[0]}")
    return message.as_bytes()


def file_name(number: str) -> str:
    """Return an advice's number as a file may be called."""
    return _UNSAFE.sub("-", number)


def _text(shown: Snapshot, says: dict[str, str], title: str) -> str:
    told = says["text"].format(
        title=title,
        number=shown.number,
        issued=day(shown.issued_on, shown.language),
        gross=price(shown.gross, shown.currency, shown.language),
    )
    lines = [says["greeting"], "", told]
    if shown.cancels:
        lines.append(says["cancelled"].format(cancels=shown.cancels))
    lines += ["", says["object"], "", says["end"], _line(shown.buyer.name or shown.platform_name)]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
