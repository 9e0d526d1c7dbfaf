import math
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from ui.kit.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, STATE_ICONS, Shades, Tokens

SETS = pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK], ids=lambda one: one.name)
GROUNDS = ("surface", "raised", "sunken", "nav", "window", "selected", "accent_soft")
HINTS = ("warning.ground", "failed.ground", "pending.ground")
"""Whole bars in these colours carry plain words."""
STATES = tuple(STATE_ICONS)
ROOT = Path(__file__).resolve().parents[3] / "ui"
# How red-blind, green-blind and blue-blind people see colours (Viénot and others 1999, simplified; rows are R, G, B).
SIGHTS = {
    "without red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "without green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "without blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
COLOUR = re.compile(r"[\"'(: ]#[0-9A-Fa-f]{6,8}\b")


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _pairs() -> Iterator[tuple[str, str, float]]:
    """All colours that meet, with the contrast they need: words 4.5, bars, frames, rings and marks 3."""
    words = ("text", "muted", "faint", "accent_text")
    yield from ((word, ground, 4.5) for word in words for ground in (*GROUNDS, "track"))
    yield from (("text", ground, 4.5) for ground in HINTS)
    yield from (("muted", ground, 4.5) for ground in HINTS)
    yield from (("accent_text", ground, 4.5) for ground in HINTS)
    yield from ((f"{state}.text", ground, 4.5) for state in STATES for ground in (*GROUNDS, f"{state}.ground"))
    yield from (("on_accent", fill, 4.5) for fill in ("accent", "accent_hover"))
    yield ("on_disc", "disc", 4.5)
    yield from (
        (f"{state}.bar", ground, 3) for state in STATES for ground in ("surface", "selected", "sunken", "track")
    )
    yield from ((line, ground, 3) for line in ("strong", "focus") for ground in GROUNDS)
    yield from (("accent", ground, 3) for ground in ("surface", "sunken", "window", "nav", "selected"))
    yield from (("strong", ground, 3) for ground in ("warning.ground", "failed.ground", "pending.ground"))


def _named(tokens: Tokens, name: str) -> str:
    token, _, shade = name.partition(".")
    value = getattr(tokens, token)
    return str(getattr(value, shade)) if shade else str(value)


def _poor(tokens: Tokens) -> list[str]:
    return [
        f"{one} on {other}: {found:.2f} instead of {needed}"
        for one, other, needed in _pairs()
        if (found := _contrast(_named(tokens, one), _named(tokens, other))) < needed
    ]


@SETS
def test_all_colours_that_meet_can_be_told_apart(tokens: Tokens) -> None:
    assert _poor(tokens) == []


def test_one_pale_colour_is_found_among_all_pairs() -> None:
    assert _poor(replace(LIGHT, faint="#9AA3B2"))
    assert _poor(replace(DARK, ok=replace(DARK.ok, bar="#2A5A4C")))


@SETS
def test_high_contrast_or_not_words_never_fall_below_their_usual_set(tokens: Tokens) -> None:
    usual = DARK if tokens.dark else LIGHT
    for word in ("text", "muted", "faint", "accent_text"):
        assert _contrast(_named(tokens, word), tokens.surface) >= _contrast(_named(usual, word), usual.surface)


@pytest.mark.parametrize("seen", SIGHTS)
@SETS
def test_parts_of_a_bar_differ_for_whoever_sees_few_colours(tokens: Tokens, seen: str) -> None:
    # What failed is hatched as well, and a gap parts what is done from what was so already.
    meeting = [(f"{state}.bar", "track") for state in ("ok", "pending", "neutral", "failed")]
    for one, other in meeting:
        first, second = (_as_seen(_named(tokens, name), SIGHTS[seen]) for name in (one, other))
        assert math.dist(first, second) > 60, (one, other)


def _as_seen(colour: str, sight: tuple[tuple[float, ...], ...]) -> list[float]:
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return [sum(share * part for share, part in zip(row, parts, strict=True)) for row in sight]


def test_the_words_of_the_style_sheet_are_colours_of_checked_pairs() -> None:
    known = {name.partition(".")[0] for pair in _pairs() for name in pair[:2]} | {"border", "shadow", "disc"}
    used = set(re.findall(r"\{t\.(\w+)", (ROOT / "kit" / "sheet.py").read_text()))
    assert used <= known


@SETS
def test_every_state_has_three_shades_and_an_icon(tokens: Tokens) -> None:
    assert {field.name for field in fields(tokens) if isinstance(getattr(tokens, field.name), Shades)} == set(STATES)


def test_nothing_but_the_tokens_spells_colours_out() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in ROOT.rglob("*.py")
        if file.name != "tokens.py"
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if COLOUR.search(line)
    ]
    assert not found
