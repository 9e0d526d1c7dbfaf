"""What of an event can be set again, and by which order."""

from typing import Any

from rightsdesk.desk import ActivityRow, AssessImages, UpdateImages, restored


def _event(what: str, **detail: Any) -> ActivityRow:
    return ActivityRow(1, "2026-11-26T10:00:00+00:00", "kim", what, "", "image-v1:7", None, 1, 1, 1, detail)


def test_corrected_values_are_set_again_as_they_were() -> None:
    found = restored(_event("image.metadata-updated", before={"price": 1250, "currency": "EUR"}))
    assert found is not None
    assert found.order == UpdateImages({"price": 1250, "currency": "EUR"})


def test_a_correction_that_was_not_there_is_taken_away() -> None:
    found = restored(_event("image.metadata-updated", before={"credit": None}))
    assert found is not None
    assert found.order == UpdateImages({"credit": None})


def test_fields_that_only_a_vendor_sets_are_left_out() -> None:
    found = restored(_event("image.observed", before={"status": "withheld", "title": "Then", "caption": None}))
    assert found is not None
    assert found.values == {"title": "Then"}


def test_a_mark_is_restored_as_a_mark() -> None:
    found = restored(_event("image.assessed", before={"picked": False}))
    assert found is not None
    assert found.order == AssessImages("unpick", None)


def test_what_changed_no_value_cannot_be_restored() -> None:
    assert restored(_event("image.killed", reason="Recalled")) is None
