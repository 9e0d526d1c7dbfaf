"""What the palette finds in the read model while somebody types: off the window's thread, the newest question wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from rightsdesk.desk import Named, Query, Reader
from rightsdesk.faults import Fault
from ui.kit.contents import line_of
from ui.kit.declare import Content, Text
from ui.kit.filter_terms import exactly, searched
from ui.kit.palette import Offer, Palette
from ui.kit.palette_recent import GO
from ui.kit.toast import Toasts
from ui.kit.words import tn, told, tr

MOST_EACH = 5
LEAST_TYPED = 2
"""Words are searched from so many characters on: every picture has some word that begins with a given letter."""
LONGEST_TYPED = 2_000
"""Characters up to which words are searched; what is longer can only be a list."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """One table to look in: what a row is called, and how it is found by words and by what it is numbered with."""

    place: str
    kind: Text
    icon: str
    title: Content
    note: Content
    key: str
    """The field that names one row, which is also the attribute of the row."""
    exact: tuple[str, ...] = ()
    """Fields whose value may be typed alone, such as a number."""
    words: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one question: rows by lookup, those named exactly, and what the text means as a list of ids."""

    rows: tuple[tuple[Lookup, Any, bool], ...]
    named: Named
    images: tuple[Any, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """What is done with what was found."""

    reveal: Callable[[str, int, str], object]
    """Shows one row of a place: its id, and the filter that finds it."""
    select: Callable[[str, Sequence[int]], object]
    """Selects rows of a place."""
    toasts: Toasts


class Finding(QObject):
    """Stands between the palette and the reader's thread."""

    def __init__(self, palette: Palette, ask: Callable[..., None], lookups: Sequence[Lookup], ways: Ways) -> None:
        """``ask``: how a question is put, `Questions.ask`; the first lookup is that of the images."""
        super().__init__(palette)
        self._palette, self._ask, self._lookups, self._ways = palette, ask, tuple(lookups), ways
        palette.asked.connect(self.look)

    def look(self, text: str) -> None:
        """Ask what this may mean; an answer to older words is never shown."""
        typed = text.strip()
        if not typed:
            self._ask((id(self), "palette"), _nothing, _ignored)
            return
        lookups = self._lookups[:1] if self._palette.only_ids or len(typed) > LONGEST_TYPED else self._lookups
        asked = partial(_found, typed=typed, lookups=lookups, only_ids=self._palette.only_ids)
        self._ask((id(self), "palette"), asked, self._show, self._sorry)

    def offers(self, found: Found) -> list[Offer]:
        """The lines for an answer: exact ones first, then the others, then what can be done with a list."""
        exact = [self._row(self._lookups[0], row, 0) for row in found.images] if found.named.given == 1 else []
        keys = {offer.key for offer in exact}
        # Vendors, batches and credit advices are few and meant more often when their words fit.
        ordered = sorted(found.rows, key=lambda entry: entry[0] is self._lookups[0])
        rows = [self._row(lookup, row, 0 if hit else 2) for lookup, row, hit in ordered]
        listed = self._listed(found.named) if found.named.given > 1 else []
        return [*listed, *exact, *(offer for offer in rows if offer.key not in keys)]

    def _show(self, found: Found) -> None:
        offers = self.offers(found)
        if found.fault:
            offers.append(_barred(tr("Palette", "This list cannot be read"), found.fault))
        elif not offers and self._palette.only_ids:
            offers.append(_barred(tr("Palette", "No image has this id"), tr("Palette", "unknown")))
        self._palette.show_late(offers)

    def _sorry(self, fault: Fault) -> None:
        self._palette.show_late([_barred(tr("Palette", "The search could not be made"), told(fault.sentence))])

    def _row(self, lookup: Lookup, row: Any, rank: int) -> Offer:
        where = exactly(lookup.key, str(getattr(row, lookup.key)))
        title = line_of(lookup.title, row).text
        return Offer(
            title or where,
            str(lookup.kind),
            lookup.icon,
            partial(self._ways.reveal, lookup.place, row.id, where),
            note=line_of(lookup.note, row).text,
            key=f"{GO}{lookup.place}|{where}",
            rank=rank,
        )

    def _listed(self, named: Named) -> list[Offer]:
        known, unknown = len(named.ids), len(named.unknown)
        kind, place = tr("Palette", "List"), self._lookups[0].place
        select = partial(self._ways.select, place, named.ids)
        title = tn("Palette", "Select these %n image(s)", known)
        title = f"{title} ({tn('Palette', '%n unknown', unknown)})" if unknown else title
        none = tn("Palette", "None of these %n id(s) is known here", named.given)
        one = Offer(title, kind, "list-checks", select, rank=0) if known else _barred(none, tr("Palette", "unknown"))
        if not unknown:
            return [one]
        title = tn("Palette", "Copy the %n unknown one(s)", unknown)
        return [one, Offer(title, kind, "copy", partial(self._copy, named.unknown), rank=0)]

    def _copy(self, unknown: Sequence[str]) -> None:
        QGuiApplication.clipboard().setText("\n".join(unknown))
        self._ways.toasts.say(tn("Palette", "%n unknown id(s) copied", len(unknown)))


def _found(reader: Reader, *, typed: str, lookups: Sequence[Lookup], only_ids: bool) -> Found:
    try:
        named = reader.named_images(typed)
    except Fault as fault:
        return Found((), Named((), (), 0), fault=told(fault.sentence))
    # Two words that happen to be no ids are words; a long list is one even if nothing in it is known.
    several = named.given > 1 and (named.ids or only_ids or len(typed) > LONGEST_TYPED)
    if not several and named.given > 1:
        named = Named((), (), 0)
    images = tuple(reader.rows("images", named.ids[:MOST_EACH])) if named.given == 1 else ()
    rows = [] if several or only_ids else [entry for lookup in lookups for entry in _rows(reader, lookup, typed)]
    return Found(tuple(rows), named, images)


def _rows(reader: Reader, lookup: Lookup, typed: str) -> list[tuple[Lookup, Any, bool]]:
    exact = [(exactly(field, typed), True) for field in lookup.exact]
    wheres = exact + ([(searched(typed), False)] if lookup.words and len(typed) >= LEAST_TYPED else [])
    found: dict[int, tuple[Lookup, Any, bool]] = {}
    for where, hit in wheres:
        try:
            rows = reader.first(Query(lookup.place, where), MOST_EACH)
        except Fault:
            # Words are no number and a half-typed filter is none: that table simply has nothing to offer.
            continue
        for row in rows:
            found.setdefault(row.id, (lookup, row, hit))
    return list(found.values())[:MOST_EACH]


def _barred(title: str, reason: str) -> Offer:
    return Offer(title, "", "circle-slash", lambda: None, enabled=False, reason=reason, rank=0)


def _nothing(_reader: Reader) -> None:
    return None


def _ignored(_answer: object) -> None:
    return None
