"""Edits of lists: words added to, or taken from, the list that each image has; whatever else stands in it stays."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from rightsdesk.domain.image.fields import LISTS
from rightsdesk.domain.image.refusals import NoSuchField
from rightsdesk.domain.messages import Refused

ADD, REMOVE = "+", "-"


class AddedAndRemoved(Refused):
    """The same word cannot be added and removed at once; say which."""


@dataclass(frozen=True, slots=True)
class ListEdit:
    """What is added at the end where it is missing, and what is taken away where it stands."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def __call__(self, before: Iterable[str] | None, held: Collection[str] = ()) -> list[str]:
        """Return the list afterwards; the order of what stays is kept, what is `held` otherwise is not added."""
        kept = [word for word in before or () if word not in self.remove]
        return [*kept, *(word for word in self.add if word not in kept and word not in held)]

    def told(self) -> dict[str, list[str]]:
        """Return the edit JSON-safe, without what it leaves open."""
        members = {"add": list(self.add), "remove": list(self.remove)}
        return {name: words for name, words in members.items() if words}


def is_relative(text: str) -> bool:
    """Say whether a text such as `+reise,-tag` changes a list instead of setting it."""
    parts = _parts(text)
    return bool(parts) and all(part[:1] in {ADD, REMOVE} for part in parts)


def list_edit(text: str) -> ListEdit:
    """Return the edit that a text such as `+reise,-tag` means."""
    parts = _parts(text)
    return checked_list(
        ListEdit(
            tuple(part[1:].strip() for part in parts if part.startswith(ADD)),
            tuple(part[1:].strip() for part in parts if part.startswith(REMOVE)),
        )
    )


def checked_list(edit: ListEdit) -> ListEdit:
    """Return the edit, or refuse one that contradicts itself."""
    both = sorted({*edit.add} & {*edit.remove})
    if both:
        raise AddedAndRemoved(f"{', '.join(both)} cannot be added and removed at once; say which.")
    return edit


def split_lists(texts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, ListEdit]]:
    """Take relative changes of lists out of `field=text` pairs; the others stay as they are."""
    relative = {name: text for name, text in texts.items() if name in LISTS and is_relative(text)}
    plain = {name: text for name, text in texts.items() if name not in relative}
    return plain, {name: list_edit(text) for name, text in relative.items()}


def checked_lists(lists: Mapping[str, ListEdit]) -> dict[str, ListEdit]:
    """Return edits that can be carried out; refuse those of fields that are no lists."""
    for name in lists:
        if name not in LISTS:
            raise NoSuchField(f"{name!r} is no list that can be added to; these are {', '.join(LISTS)}.")
    return {name: checked_list(edit) for name, edit in lists.items()}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
