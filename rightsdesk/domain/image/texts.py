"""Edits that make a new text of the one an image has: the same wish gives each of many images its own result."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args
from unicodedata import normalize

from rightsdesk.domain.image.fields import DESCRIPTIVE, LONGEST, TextTooLong
from rightsdesk.domain.image.refusals import NoSuchField
from rightsdesk.domain.messages import Refused

TextMode = Literal["replace", "append", "prepend", "remove", "find-replace"]
TEXT_MODES: tuple[TextMode, ...] = get_args(TextMode)
CLOSING = (*".,;:!?)]}…/",)
"""Signs that follow a word without a blank."""
OPENING = (*"([{/",)
"""Signs after which a word follows without a blank."""


class NoTextGiven(Refused):
    """There is nothing to append, prepend, remove or find; write the text."""


class FieldNamedTwice(Refused):
    """A field can be changed in one way at a time; give the second change as a command of its own."""


@dataclass(frozen=True, slots=True)
class TextEdit:
    """How a text is changed; `find` belongs to find-replace, the two switches to it and to remove.

    What an editor can rely on:
    - An image without a text has the empty text. A result that is empty is the empty text, not a withdrawn
      correction: who removes the only word does not want the vendor's back.
    - Append and prepend put one blank between the two texts, unless one is there or a sign such as a comma closes the
      gap. A text that stands there already is not put there twice.
    - Remove and find-replace take all occurrences, literally; composed and decomposed letters are the same. Remove
      closes the gap that it leaves, find-replace touches nothing around what it finds.
    """

    mode: TextMode
    text: str = ""
    find: str = ""
    whole_word: bool = False
    ignore_case: bool = False

    def __call__(self, before: str | None) -> str:
        """Return the text afterwards; refuse one of more than 10,000 characters."""
        after = self._edited(before or "")
        if len(after) > LONGEST:
            raise TextTooLong
        return after

    def checked(self) -> "TextEdit":
        """Return the edit, or refuse one that says nothing or too much."""
        wanted = self.find if self.mode == "find-replace" else self.text
        if self.mode != "replace" and not (wanted if self.mode in {"remove", "find-replace"} else wanted.strip()):
            raise NoTextGiven
        if len(self.text) > LONGEST or len(self.find) > LONGEST:
            raise TextTooLong
        return self

    def told(self) -> dict[str, Any]:
        """Return the edit JSON-safe, without what it leaves open."""
        members = {name: getattr(self, name) for name in ("mode", "text", "find", "whole_word", "ignore_case")}
        return {name: value for name, value in members.items() if value}

    def _edited(self, before: str) -> str:
        if self.mode == "replace":
            return self.text
        if self.mode == "append":
            return _appended(before, self.text.rstrip())
        if self.mode == "prepend":
            return _prepended(self.text.lstrip(), before)
        return self._searched(before)

    def _searched(self, before: str) -> str:
        pattern, whole = _pattern(self), normalize("NFC", before)
        if not pattern.search(whole):
            return before
        if self.mode == "find-replace":
            return pattern.sub(lambda _found: self.text, whole)
        first, *rest = pattern.split(whole)
        for piece in rest:
            first = _closed(first, piece)
        return first


def checked_edits(edits: Mapping[str, TextEdit], changes: Mapping[str, Any]) -> dict[str, TextEdit]:
    """Return edits that can be carried out beside plain changes; refuse what is no text or is changed twice."""
    for field in edits:
        if field not in DESCRIPTIVE:
            raise NoSuchField(f"{field!r} is no text that can be edited; these are {', '.join(DESCRIPTIVE)}.")
        if field in changes:
            raise FieldNamedTwice(f"{field} is to be changed in two ways; give the second as a command of its own.")
    return {field: edit.checked() for field, edit in edits.items()}


@lru_cache(maxsize=64)
def _pattern(edit: TextEdit) -> re.Pattern[str]:
    find = normalize("NFC", edit.find if edit.mode == "find-replace" else edit.text)
    literal = re.escape(find)
    if edit.whole_word:
        # A sign at the edge of what is looked for ends a word by itself.
        begins, ends = (r"\b" if re.match(r"\w", edge) else "" for edge in (find[:1], find[-1:]))
        literal = f"{begins}{literal}{ends}"
    return re.compile(literal, re.IGNORECASE if edit.ignore_case else re.NOFLAG)


def _appended(before: str, text: str) -> str:
    rest = before.removesuffix(text)
    return before if rest != before and _joined(rest, text) == before else _joined(before, text)


def _prepended(text: str, before: str) -> str:
    rest = before.removeprefix(text)
    return before if rest != before and _joined(text, rest) == before else _joined(text, before)


def _joined(first: str, second: str) -> str:
    """Return both with one blank between them where words need one."""
    touching = not first or not second or first[-1].isspace() or second[0].isspace()
    closed = touching or first.endswith(OPENING) or second.startswith(CLOSING)
    return first + second if closed else f"{first} {second}"


def _closed(first: str, second: str) -> str:
    """Return what stood before and after a removed text, without the blank that is now one too many."""
    if not first or first.endswith("\n"):
        return first + second.lstrip(" ")
    if first.endswith(" ") and (not second or second[0].isspace() or second.startswith(CLOSING)):
        return first.rstrip(" ") + second
    return first + second
