"""Links into a workspace, as they stand in mails and tickets: `rightsdesk://image/4182377`."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from rightsdesk.faults import Invalid

SCHEME = "rightsdesk"
LONGEST = 400
"""Characters of a link; everything longer was not made by this program."""

_LINK = re.compile(rf"{SCHEME}:(?://)?(?P<kind>[a-z-]{{1,20}})/(?P<name>[^\s?#]+?)/?", re.IGNORECASE)
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PLAIN = re.compile(r"\w[\w.:/@+-]*")
_SAFE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing a link can name: the place that shows it, the field that finds it, how names look."""

    place: str
    field: str
    shape: re.Pattern[str]
    example: str


KINDS = {
    "image": Kind("images", "asset_id", re.compile(r"[^\x00-\x1f\x7f]{1,200}"), "rightsdesk://image/4182377"),
    "batch": Kind("batches", "number", re.compile(r"[1-9][0-9]{0,11}"), "rightsdesk://batch/2480"),
    "credit-advice": Kind(
        "credit_advices",
        "number",
        re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}"),
        "rightsdesk://credit-advice/TAG-2026-00418",
    ),
    "vendor": Kind("vendors", "key", re.compile(_SAFE), "rightsdesk://vendor/alpenpix"),
}
VIEWS = {"new-batch": ("images", ""), "review": ("credit_advices", "review")}
"""What `rightsdesk://open/...` leads to, for the entries of the system's menu: a place and a saved view of it."""
_KEY = re.compile(rf"{_SAFE}:.+")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads: the kind and name it was written with, the place, and the filter that finds the one row.

    `view`: the saved view to be opened instead of a row.
    """

    kind: str
    name: str
    place: str
    where: str = ""
    view: str = ""

    @property
    def text(self) -> str:
        """Return the link as it is written."""
        return f"{SCHEME}://{self.kind}/{quote(self.name, safe=':')}"


def is_link(text: str) -> bool:
    """Say whether a text wants to be a link of ours."""
    return text.lower().startswith(f"{SCHEME}:")


def parsed(text: str) -> Link:
    """Return where a link leads; raise `Invalid` (LINK) with a sentence for everything that is none of ours."""
    found = _LINK.fullmatch(text) if len(text) <= LONGEST else None
    if found is None or _ESCAPE.search(found["name"]):
        known = ", ".join(kind.example for kind in KINDS.values())
        sentence = f"This is not a link of RightsDesk: {_short(text)}. Links look like {known}. Nothing was opened."
        raise Invalid(sentence, code="LINK")
    return to(found["kind"].lower(), _decoded(found["name"]))


def to(kind: str, name: str) -> Link:
    """Return the link to one thing; raise `Invalid` (LINK) when no such thing can be called that."""
    if kind == "open" and name in VIEWS:
        place, view = VIEWS[name]
        return Link(kind, name, place, view=view)
    found = KINDS.get(kind)
    if found is None:
        sentence = f"There are no links to “{_short(kind)}”; there are some to {', '.join(KINDS)}. Nothing was opened."
        raise Invalid(sentence, code="LINK")
    if not found.shape.fullmatch(name):
        sentence = f"“{_short(name)}” cannot name a {kind}; such a link looks like {found.example}. Nothing was opened."
        raise Invalid(sentence, code="LINK")
    field = "key" if kind == "image" and _KEY.fullmatch(name) else found.field
    return Link(kind, name, found.place, f"{field}:{_exact(name)}")


def _decoded(name: str) -> str:
    try:
        return unquote(name, errors="strict")
    except UnicodeDecodeError:
        return ""


def _exact(name: str) -> str:
    """Return the name as a filter must say it to mean just itself."""
    if _PLAIN.fullmatch(name) and name.lower() != "none":
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _short(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else "?" for letter in text[:80])
    return f"{shown}…" if len(text) > len(shown) else shown
