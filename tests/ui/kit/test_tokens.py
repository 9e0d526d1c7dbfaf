import itertools
import re
from dataclasses import fields
from pathlib import Path

import pytest

from ui.kit.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, STATE_ICONS, Shades, Tokens

SETS = pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK], ids=lambda one: one.name)
GROUNDS = ("surface", "raised", "sunken", "nav", "window", "selected")
STATES = tuple(STATE_ICONS)
COLOUR = re.compile(r"[\"'(: ]#[0-9A-Fa-f]{6,8}\b")


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@SETS
def test_words_can_be_read_on_every_ground(tokens: Tokens) -> None:
    pairs = itertools.product(("text", "muted", "faint", "accent_text"), GROUNDS)
    poor = [(word, ground) for word, ground in pairs if _contrast(getattr(tokens, word), getattr(tokens, ground)) < 4.5]
    assert not poor


@SETS
def test_words_of_a_state_can_be_read_on_its_ground_and_on_rows(tokens: Tokens) -> None:
    poor = []
    for state in STATES:
        shades = getattr(tokens, state)
        grounds = (shades.ground, tokens.surface, tokens.selected)
        poor += [(state, ground) for ground in grounds if _contrast(shades.text, ground) < 4.5]
    assert not poor


@SETS
def test_bars_frames_and_rings_stand_out_from_the_surface(tokens: Tokens) -> None:
    strokes = [getattr(tokens, state).bar for state in STATES] + [tokens.strong, tokens.focus]
    assert min(_contrast(stroke, tokens.surface) for stroke in strokes) >= 3


@SETS
def test_the_words_on_the_main_button_can_be_read(tokens: Tokens) -> None:
    assert _contrast(tokens.on_accent, tokens.accent) >= 4.5


@SETS
def test_every_state_has_three_shades_and_an_icon(tokens: Tokens) -> None:
    assert {field.name for field in fields(tokens) if isinstance(getattr(tokens, field.name), Shades)} == set(STATES)


def test_nothing_but_the_tokens_spells_colours_out() -> None:
    ui = Path(__file__).resolve().parents[3] / "ui"
    found = [
        f"{file.relative_to(ui)}:{number}"
        for file in ui.rglob("*.py")
        if file.name != "tokens.py"
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if COLOUR.search(line)
    ]
    assert not found
