"""Only what the typeface can draw is printed as it is; everything else becomes a code that can be read."""

import pytest

from rightsdesk import resources
from rightsdesk.documents.glyphs import covered, drawable

FONT = resources.path("fonts/Inter-Regular.otf")


@pytest.mark.parametrize("text", ["Grüße aus Łódź", "Ærøskøbing – «Þór» №5", "Привет, Αθήνα", "€ £ ¥ − …", "#[*$\\<&>"])
def test_european_letters_and_signs_stay_as_they_are(text: str) -> None:
    assert drawable(text, FONT) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a[U+202E]b"),
        ("zero\u200bwidth", "zero[U+200B]width"),
        ("東京 by night", "[U+6771 U+4EAC] by night"),
        ("\U0001f600", "[U+1F600]"),
        ("nul\x00 esc\x1b", "nul[U+0000] esc[U+001B]"),
        ("half \ud800", "half [U+D800]"),
    ],
)
def test_what_cannot_be_seen_or_drawn_becomes_a_code(text: str, shown: str) -> None:
    assert drawable(text, FONT) == shown


def test_white_space_of_any_kind_becomes_one_space() -> None:
    assert drawable("one\r\n\ttwo\u2028three", FONT) == "one two three"


def test_letters_written_in_two_parts_are_joined() -> None:
    assert drawable("Ko\u0308ln", FONT) == "Köln"


def test_the_typeface_covers_latin_but_no_ideographs() -> None:
    assert {ord("A"), ord("ź"), ord("€")} <= covered(FONT)
    assert ord("東") not in covered(FONT)
