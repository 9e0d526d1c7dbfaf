"""The e-mail that hands a credit advice over."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from rightsdesk.documents import letter
from rightsdesk.documents.letter import Letter, compose
from tests.documents.samples import frozen

AT = datetime(2026, 3, 17, 9, 30, tzinfo=UTC)


def _letter(**changed: object) -> Letter:
    shown = frozen(2)
    shown = replace(shown, buyer=replace(shown.buyer, email="honorar@tagwerk.de"), **changed)  # type: ignore[arg-type]
    identifier = letter.message_id("0f8fad5b-d9cb-8f69-a165-70867728950e")
    return Letter(shown, b"%PDF", b"<xml/>", "versand@tagwerk.de", "foto@globus.de", identifier, AT)


def _read(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_the_message_carries_both_documents_and_names_the_advice() -> None:
    read = _read(compose(_letter()))
    assert read["Subject"] == "Gutschrift TAG-2026-00418"
    assert read["To"].addresses[0].display_name == "Globus Bilderdienst Łódź & Söhne"
    assert read["Reply-To"] == "honorar@tagwerk.de"
    attached = {part.get_filename(): part.get_content() for part in read.iter_attachments()}
    assert attached == {"TAG-2026-00418.pdf": b"%PDF", "TAG-2026-00418.xml": b"<xml/>"}


@pytest.mark.parametrize(("language", "word"), [("de", "Guten Tag"), ("en", "Dear Sir or Madam")])
def test_it_is_written_in_the_vendors_language(language: str, word: str) -> None:
    body = _read(compose(_letter(language=language))).get_body()
    assert body is not None
    assert word in body.get_content()


def test_the_same_letter_is_the_same_bytes() -> None:
    assert compose(_letter()) == compose(_letter())


def test_a_cancellation_says_what_it_cancels() -> None:
    read = _read(compose(_letter(cancels="TAG-2026-00001")))
    body = read.get_body()
    assert body is not None
    assert read["Subject"].startswith("Stornogutschrift")
    assert "TAG-2026-00001" in body.get_content()


def test_a_name_with_line_breaks_adds_no_line_to_the_head() -> None:
    one = _letter()
    shown = replace(one.snapshot, supplier=replace(one.snapshot.supplier, name="V\r\nBcc: all@world.de"))
    read = _read(compose(replace(one, snapshot=shown)))
    assert read["Bcc"] is None


@pytest.mark.parametrize(("text", "good"), [("a@b.de", True), ("a b@c.de", False), ("a@b", False), ("a@b.de\n", False)])
def test_addresses_are_told_from_other_texts(text: str, good: bool) -> None:
    assert letter.is_address(text) is good
