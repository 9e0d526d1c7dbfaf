"""Events become bytes and the same events again, or a sentence says why not."""

import pytest

from rightsdesk.domain.advice import AdviceApproved, Line
from rightsdesk.domain.image.events import ImageMetadataUpdated, ImageUseGranted
from rightsdesk.eventlog.codec import decode, encode
from rightsdesk.faults import Damaged, Invalid

GRANT = ImageUseGranted("g", "tag", "online", ("DE", "AT"), None, None, 4900, "EUR", "item", "2026-10-05")


def test_tuples_and_missing_values_come_back_as_such() -> None:
    assert decode("image.use-granted", 1, encode(GRANT)) == GRANT


def test_the_same_event_gives_the_same_bytes() -> None:
    assert encode(GRANT) == encode(decode("image.use-granted", 1, encode(GRANT)))


def test_defaults_fill_members_that_older_events_lack() -> None:
    assert decode("image.metadata-updated", 1, b"{}") == ImageMetadataUpdated()


def test_an_unknown_stored_name_is_named() -> None:
    with pytest.raises(Damaged, match=r"image\.painted") as raised:
        decode("image.painted", 1, b"{}")
    assert raised.value.code == "EVENT-UNKNOWN"


def test_an_event_of_a_newer_program_is_not_guessed_at() -> None:
    with pytest.raises(Damaged, match=r"advice\.approved in version 9, this program knows 1"):
        decode("advice.approved", 9, b"{}")


@pytest.mark.parametrize(
    ("stored", "complaint"),
    [
        (b'{"by": 7}', "by: Input should be a valid string"),
        (b"{}", "by: "),
        (b'{"by": "ada"', "Invalid JSON"),
        (b"[]", "advice.approved"),
        (b"", "advice.approved"),
    ],
)
def test_bytes_of_another_shape_are_damaged(stored: bytes, complaint: str) -> None:
    with pytest.raises(Damaged, match=complaint):
        decode("advice.approved", 1, stored)


def test_a_number_written_as_text_is_not_taken_for_one() -> None:
    with pytest.raises(Damaged, match="price"):
        decode("image.price-changed", 1, b'{"price":"12","currency":"EUR","origin":"item","valid_from":"2026-01-01"}')


@pytest.mark.parametrize("value", ["\ud800", 2**70])
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(Invalid, match=r"advice\.approved cannot be recorded"):
        encode(AdviceApproved(value))  # type: ignore[arg-type]


def test_nested_values_are_read_as_their_classes() -> None:
    stored = (
        b'{"vendor":"v","platform":"t","currency":"EUR","period":"2026-10","run":1,"by":"ada","lines":'
        b'[{"charge_id":"c","image":"i","title":"t","occurred_on":"2026-10-05","net":1,"vat_rate":"7"}]}'
    )
    assert decode("advice.drafted", 1, stored).lines == (Line("c", "i", "t", "2026-10-05", 1, "7"),)
