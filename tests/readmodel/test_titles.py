"""A batch is called what it asks for."""

import pytest

from rightsdesk.readmodel.titles import title


@pytest.mark.parametrize(
    ("kind", "wish", "called"),
    [
        ("update-metadata", {"changes": {"online_until": "2027-12-31T23:59:59+01:00"}}, "Online until → 31 Dec 2027"),
        ("update-metadata", {"changes": {"price": 1250, "currency": "CHF"}}, "Price → 12.50 CHF"),
        ("update-metadata", {"changes": {"price": None, "currency": None}}, "Price → as the vendor has it"),
        ("update-metadata", {"changes": {"platforms": ["mag", "daily"]}}, "Platforms → mag, daily"),
        ("update-metadata", {"changes": {"platforms": []}}, "Platforms → none"),
        ("update-metadata", {"changes": {"title": "A", "credit": "B"}}, "Title → A; Credit → B"),
        ("update-metadata", {"changes": {"caption": "x" * 41}}, f"Caption → {'x' * 39}…"),
        ("update-metadata", {"changes": {"use_until": "soon"}}, "Use until → soon"),
        (
            "update-metadata",
            {"changes": {"title": "A"}, "edits": {"caption": {"mode": "append", "text": "(Archive)"}}},
            "Title → A; Caption, append → “(Archive)”",
        ),
        (
            "update-metadata",
            {"changes": {}, "edits": {"credit": {"mode": "find-replace", "text": "dpa/AFP", "find": "dpa"}}},
            "Credit, replace → “dpa” → “dpa/AFP”",
        ),
        (
            "update-metadata",
            {"changes": {}, "edits": {"usage_terms": {"mode": "remove", "text": "DRAFT", "ignore_case": True}}},
            "Usage terms, remove → “DRAFT”",
        ),
        ("update-metadata", {}, "Update metadata"),
        ("generate-advices", {"period": "2026-10"}, "Generate credit advices, 2026-10"),
        ("buy-images", {"platform": "mag", "purchased_on": "2026-10-01"}, "Buy images, mag"),
        ("brand-new-kind", {}, "Brand new kind"),
    ],
)
def test_a_title_says_what_was_asked(kind: str, wish: dict[str, object], called: str) -> None:
    assert title(kind, wish) == called
