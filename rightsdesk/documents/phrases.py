"""What paper and data say in the same words: title, references, notes of law, what is kept back, how it was used."""

import re
from decimal import Decimal

from rightsdesk.documents.wording import day, percent, price, words
from rightsdesk.domain import tax
from rightsdesk.domain.advice import Line, Snapshot

TITLE = 240
"""Characters of a title that are shown; the image's key beside it says which one is meant."""

_SPACES = re.compile(r"\s+")


def titled(title: str) -> str:
    """Return a title on one line, cut with an ellipsis where it is endless."""
    said = _SPACES.sub(" ", title[: TITLE * 4]).strip()
    return said if len(said) <= TITLE else f"{said[: TITLE - 1].rstrip()}…"


def heading(snapshot: Snapshot) -> str:
    """Return what the document is called: it must say Gutschrift (section 14 (4) no. 10 UStG)."""
    return words(snapshot.language)["cancel_title" if snapshot.cancels else "title"]


def reference(snapshot: Snapshot) -> str:
    """Return which earlier document is cancelled or replaced; empty when none is."""
    if not snapshot.preceding:
        return ""
    says = words(snapshot.language)
    dated = says["dated"].format(day=day(snapshot.preceding_on, snapshot.language)) if snapshot.preceding_on else ""
    told = says["cancels" if snapshot.cancels else "replaces"]
    return told.format(number=snapshot.preceding, dated=dated)


def note(snapshot: Snapshot) -> str:
    """Return the note of the data (EN 16931 BT-22): what it is in law, and what it cancels or replaces."""
    says = words(snapshot.language)
    told = says["note_cancel" if snapshot.cancels else "note"]
    return ". ".join(filter(None, (told, reference(snapshot))))


def withholding(snapshot: Snapshot) -> str:
    """Return what is kept back of the payment (section 50a EStG); empty when nothing is."""
    if not snapshot.withheld:
        return ""
    said = {
        name: price(minor, snapshot.currency, snapshot.language)
        for name, minor in (("tax", snapshot.withheld), ("surcharge", snapshot.surcharge), ("paid", snapshot.payable))
    }
    rates = {
        "rate": percent(tax.WITHHELD, snapshot.language),
        "surcharge_rate": percent(tax.SOLIDARITY, snapshot.language),
    }
    return words(snapshot.language)["withheld"].format(**said, **rates)


def exemptions(snapshot: Snapshot) -> list[str]:
    """Return why no tax is shown, once for each category: in the very words of the law, also where English is read."""
    says = words(snapshot.language)
    categories = dict.fromkeys(group.category for group in snapshot.groups if Decimal(group.rate) == 0)
    notes = {tax.REVERSED: "reverse", tax.EXEMPT: "exempt", tax.OUTSIDE: "outside"}
    return [says[notes.get(category, "untaxed")] for category in categories]


def use_of(snapshot: Snapshot, line: Line) -> str:
    """Return how a picture was used: kind of use and article, as far as they are known."""
    says = words(snapshot.language)
    article = says["article"].format(article=line.article) if line.article else ""
    return ", ".join(filter(None, (says.get(f"kind_{line.kind}", line.kind), article)))


def described(snapshot: Snapshot, line: Line) -> str:
    """Return what a position is about: kind of use, platform, article and day (section 14 (4) no. 5 UStG)."""
    says = words(snapshot.language)
    kind = says.get(f"kind_{line.kind}", line.kind) or says["no_title"]
    article = says["article"].format(article=line.article) if line.article else ""
    shown = day(line.occurred_on, snapshot.language)
    return ", ".join(filter(None, (kind, snapshot.platform_name, article, shown)))
