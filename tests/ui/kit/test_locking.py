"""What cannot be changed now is grey, and says why; whose word a value is stands below it."""

from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Source
from tests.kit.features import FIELDS
from ui.kit.declare import Inspector, Tab
from ui.kit.declare_origin import Origins
from ui.kit.inspector_fields import FieldForm
from ui.kit.locking import locking
from ui.kit.origins import origins, said

ORIGINS = Origins(locks={"killed": "The vendor has killed this image."})
DECLARED = Inspector(tabs=(Tab("metadata", "Metadata", "fields", fields=FIELDS, origins=ORIGINS),))


@pytest.fixture
def form(qtbot: QtBot) -> FieldForm:
    made = FieldForm(FIELDS, lambda field: field.choices)
    qtbot.addWidget(made)
    return made


def test_a_killed_row_cannot_be_edited_and_says_why(form: FieldForm) -> None:
    locking(DECLARED, SimpleNamespace(locked="killed"), {"metadata": form}, {})
    assert form.locked.text() == "The vendor has killed this image."
    assert not any(row.editor.isEnabled() for row in form.rows.values())


def test_the_next_row_can_be_edited_again(form: FieldForm) -> None:
    for locked in ("killed", "", "blocked"):
        locking(DECLARED, SimpleNamespace(locked=locked), {"metadata": form}, {})
    assert form.locked.text() == ""
    assert all(row.editor.isEnabled() for row in form.rows.values())


def test_the_origin_stands_below_a_field_until_it_is_touched(form: FieldForm) -> None:
    form.tell([("price", "from Nordlicht, 18 Mar 2026")])
    row = form.rows["price"]
    assert not row.origin.isHidden()
    assert row.editor.main().accessibleDescription() == "from Nordlicht, 18 Mar 2026"
    row.enter("12.00 EUR")
    assert row.origin.isHidden()


def test_a_source_names_vendor_or_person_day_and_batch() -> None:
    at = "2026-03-18T10:00:00+00:00"
    assert said(Source("vendor", at, "sync"), "Nordlicht") == "from Nordlicht, 18 Mar 2026"
    assert said(Source("person", at, "K. Brandt", 2480), "Nordlicht") == "K. Brandt, 18 Mar 2026 · batch 2480"
    assert said(Source("person", at, "K. Brandt"), "Nordlicht") == "K. Brandt, 18 Mar 2026"


def test_sources_are_told_field_by_field() -> None:
    reader = SimpleNamespace(provenance=lambda _row: {"title": Source("vendor", "2026-03-18T10:00:00+00:00", "sync")})
    row = SimpleNamespace(id=1, vendor_name="Nordlicht")
    assert origins(reader, Origins(), row) == [("title", "from Nordlicht, 18 Mar 2026")]  # type: ignore[arg-type]
