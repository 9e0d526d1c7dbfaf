"""Two versions of a text, cut down to the place where they differ."""

from __future__ import annotations

from itertools import takewhile

AROUND = 26
"""Letters shown before and after the place where two texts differ."""
SHORT = 48
"""A text of so many letters is shown whole."""


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both texts on one line each, with an ellipsis for what is the same and farther away."""
    old, new = _on_one_line(before), _on_one_line(after)
    if max(len(old), len(new)) <= SHORT:
        return old, new
    same = _alike(old, new)
    start = _word_from(old, max(0, same - AROUND), same)
    rest = _alike(old[same:][::-1], new[same:][::-1])
    return _cut(old, start, rest), _cut(new, start, rest)


def _alike(first: str, second: str) -> int:
    """How many letters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def _cut(text: str, start: int, rest: int) -> str:
    end = min(len(text), len(text) - rest + AROUND)
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def _word_from(text: str, start: int, end: int) -> int:
    """Where the first whole word between two places begins."""
    blank = text.find(" ", start, end) if start else -1
    return start if blank < 0 else blank + 1


def _on_one_line(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", " ↵ ")
