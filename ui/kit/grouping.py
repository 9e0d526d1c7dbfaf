"""The groups of a view: counted, called as people know them, searched and cut, all on the reading thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rightsdesk.desk import Query, Reader
from ui.kit.contents import attribute
from ui.kit.declare_side import Group
from ui.kit.filter_terms import exactly
from ui.kit.group_list import Groups, Member
from ui.kit.words import told

MOST = 200
"""Groups listed at once; the others are found by their name."""
NAMED = 5_000
"""Of so many groups, the largest, the names are searched; the others are found by their keys."""
LISTED = 200
"""Of so many groups the names are looked up one by one, where they are not found by their keys."""


def groups_of(reader: Reader, query: Query, group: Group, titles: Mapping[str, str], sought: str = "") -> Groups:
    """The largest groups whose name has the words in it, and how many there are."""
    found = reader.facets(query, group.column)
    keys = [value for value, _ in found[: NAMED if sought else MOST]]
    known = dict(titles) | _names(reader, group, keys)
    wanted = sought.casefold()
    hits = [one for one in found if wanted in _title(one[0], known).casefold()] if wanted else found
    shown = tuple(Member(exactly(group.field, value), _title(value, known), count) for value, count in hits[:MOST])
    return Groups(shown, len(hits), len(found))


def _title(value: str, known: Mapping[str, str]) -> str:
    return known.get(value) or told(value)


def _names(reader: Reader, group: Group, keys: Sequence[str]) -> dict[str, str]:
    table, _, name = group.names.partition(".")
    if not table or not keys:
        return {}
    if group.through:
        found = reader.ids(Query(table, exactly(group.through, *keys[:LISTED])))
        rows = reader.rows(table, found)
        return {str(attribute(row, group.through)): str(attribute(row, name)) for row in rows if attribute(row, name)}
    ids = reader.ids_of(table, keys)
    named = {row.id: attribute(row, name) for row in reader.rows(table, list(ids.values()))}
    return {key: str(named[row]) for key, row in ids.items() if named.get(row)}
