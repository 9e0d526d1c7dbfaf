"""What the pages of the inspector ask of the read model, all on the reading thread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rightsdesk.desk import Query, Reader
from ui.kit import show
from ui.kit.contents import attribute, line_of
from ui.kit.declare import Changes, Choice, Row, Tab
from ui.kit.declare_review import Review
from ui.kit.declare_ways import Judging
from ui.kit.filter_terms import exact
from ui.kit.inspector_lists import Changed
from ui.kit.items_page import Item
from ui.kit.judgement import judgements
from ui.kit.words import told, tr

MOST_ROWS = 60
"""Related rows and events shown; more stand in their own view."""
MOST_CHANGES = 12
LONGEST_VALUE = 160
Entry = tuple[str, str, str]
"""Two lines, and what stands at the right."""
_HOLES = re.compile(r"\{([\w.]+)\}")


def asked(
    reader: Reader,
    table: str,
    tab: Tab,
    row: Row,
    platforms: Sequence[Choice] = (),
) -> list[Any]:
    """The lines of a tab, by its kind; `platforms` are those about which verdicts are told."""
    if tab.kind == "verdict":
        return list(judgements(reader, tab.judging or Judging(), row, platforms))
    if tab.kind == "history":
        return [told_event(event) for event in list(reader.history(table, row.id))[:MOST_ROWS]]
    if tab.kind == "entries":
        own = attribute(row, tab.entries)
        listed = own if isinstance(own, tuple) else members(reader, table, tab, row.id)
        return [_entry(tab, one) for one in listed]
    if tab.kind == "changes" and tab.changes is not None:
        return list(_changes(reader, tab.changes, row))
    return _related(reader, tab, row)


def filled(where: str, row: Row) -> str:
    """The filter with ``{vendor}`` and the like replaced from the row, each value meaning just itself."""
    return _HOLES.sub(lambda hole: exact(str(attribute(row, hole[1]) or "")), where)


def _related(reader: Reader, tab: Tab, row: Row) -> list[Entry]:
    ids = reader.ids(Query(table=tab.table, where=filled(tab.where, row)))
    return [_entry(tab, one) for one in reader.rows(tab.table, ids[:MOST_ROWS])]


def members(reader: Reader, table: str, tab: Tab, row_id: int) -> list[dict[str, Any]]:
    """The members of the list that the newest event of a row holds under the tab's name."""
    for event in reader.history(table, row_id):
        for detail in (event.detail, event.detail.get("snapshot")):
            if not isinstance(detail, Mapping):
                continue
            found = detail.get(tab.entries)
            if isinstance(found, list) and found:
                return [{**event.detail, **detail, **one} for one in found]
    return []


def items_of(found: Sequence[Mapping[str, Any]], tab: Tab, review: Review, row: Row) -> list[Item]:
    """Line items as they are painted; those that a finding of the row names are conspicuous."""
    noted: Any = attribute(row, review.findings.name) or ()
    named = {charge for finding in noted for charge in finding.get("charges", ())}
    items = review.items
    return [Item(*_entry(tab, one), str(one.get(items.picture) or ""), one.get(items.key) in named) for one in found]


def _changes(reader: Reader, declared: Changes, row: Row) -> Iterator[Changed]:
    batch = attribute(row, declared.batch)
    if not batch:
        return
    table = declared.tables.get(str(attribute(row, declared.by)), declared.table)
    ids = reader.ids(Query(table, filled(declared.where, row)))
    for one in reader.rows(table, ids[:MOST_CHANGES]):
        title = str(attribute(one, "title") or attribute(one, "vendor_name") or attribute(one, "name") or one.key)
        for event in reader.history(table, one.id):
            if event.batch == batch and _is_outcome(str(event.what)):
                picture = one.key if hasattr(one, "preview") else ""
                yield _changed(title, picture, event)
                break
    if len(ids) > MOST_CHANGES:
        yield Changed("", "", "", "", more=len(ids) - MOST_CHANGES)


def _is_outcome(what: str) -> bool:
    # The wish is recorded in the same stream; what came of it is told by another event.
    return not what.endswith("-requested")


def _changed(title: str, picture: str, event: Any) -> Changed:
    detail = event.detail
    before, after = detail.get("before"), detail.get("after")
    if detail.get("reason") and not after:
        return Changed(title, picture, "", "", told(str(detail["reason"])))
    if not isinstance(after, Mapping):
        return Changed(title, picture, "", told(str(event.title)))
    shown = before if isinstance(before, Mapping) else {}
    names = [name for name in after if not (name == "currency" and "price" in after)]
    return Changed(title, picture, _values(shown, names), _values(after, names))


def _values(values: Mapping[str, Any], names: list[str]) -> str:
    return ", ".join(_value(values.get(name), values) for name in names)


def _value(value: Any, beside: Mapping[str, Any]) -> str:
    if value is None:
        return show.DASH
    if isinstance(value, bool):
        return tr("Inspector", "yes") if value else tr("Inspector", "no")
    if isinstance(value, int):
        return show.money(value, str(beside["currency"])) if beside.get("currency") else show.number(value)
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value)) or show.DASH
    return show.day(value) if isinstance(value, str) and show.as_datetime(value) else _short(str(value))


def _short(text: str) -> str:
    # Captions of vendors can be longer than any inspector; the whole stands in its field.
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1].rstrip()}…"


def told_values(values: Mapping[str, Any]) -> str:
    """Field by field what these values are."""
    names = [name for name in values if not (name == "currency" and "price" in values)]
    return "; ".join(f"{_titled(name)}: {_values(values, [name])}" for name in names)


def told_event(event: Any, person: str = "") -> Entry:
    """What an event is called, and below that who, when and what changed."""
    detail = event.detail if isinstance(event.detail, Mapping) else {}
    after, before = detail.get("after"), detail.get("before")
    said = ""
    if isinstance(after, Mapping) and after:
        shown = before if isinstance(before, Mapping) else {}
        names = [name for name in after if not (name == "currency" and "price" in after)]
        said = "; ".join(f"{_titled(name)}: {_values(shown, [name])} → {_values(after, [name])}" for name in names)
    elif detail.get("reason"):
        said = told(str(detail["reason"]))
    who = " · ".join(filter(None, (show.moment(event.at), person or str(event.actor))))
    return show.told(str(event.title or event.what)), " · ".join(filter(None, (who, said))), ""


def _titled(name: str) -> str:
    return told(name.replace("_", " ").capitalize())


def _entry(tab: Tab, row: Row) -> Entry:
    first = line_of(tab.first, row).text if tab.first else str(attribute(row, "title") or "")
    second = line_of(tab.second, row).text if tab.second else str(attribute(row, "key") or "")
    return first, second, line_of(tab.aside, row).text if tab.aside else ""
