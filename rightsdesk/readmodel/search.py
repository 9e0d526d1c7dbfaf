"""Search in the words of images: an index of its own, kept up in small transactions behind the tables."""

from collections.abc import Sequence
from pathlib import Path

import orjson

from rightsdesk.domain.image import DESCRIPTIVE
from rightsdesk.readmodel.conditions import Condition
from rightsdesk.readmodel.database import DRIVER, Connection, writing
from rightsdesk.readmodel.filters import Value

COLUMNS = ("title", "caption", "byline", "credit", "name", "terms")
_NAMED = {"caption": ("caption", "headline"), "name": ("asset_id",)}
_TERMS = tuple(name for name in DESCRIPTIVE if name not in {"title", "caption", "headline", "byline", "credit"})
_TELLING = 8
"""Words of a text that are looked up to find those that may be equal to it."""
_FOUND = "images.id IN (SELECT rowid FROM images_search WHERE images_search MATCH ?)"
_SMALL = (3, 43)
"""From this version on SQLite deletes from an index that keeps no copy of the words."""


def prepare(connection: Connection) -> None:
    """Create the index; words are folded in case and accents, the first two and three letters are indexed too."""
    kept = ", content='', contentless_delete=1" if DRIVER.sqlite_version_info >= _SMALL else ""
    connection.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS images_search USING fts5({', '.join(COLUMNS)}{kept},"
        " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )


def waiting(connection: Connection) -> int:
    """Return the number of images whose words are not in the index yet."""
    return int(connection.execute("SELECT count(*) FROM images_unsearched").fetchone()[0])


def catch_up(connection: Connection, path: Path, limit: int) -> int:
    """Take the words of up to `limit` images into the index; return how many were waiting in this step."""
    due = connection.execute("SELECT image FROM images_unsearched ORDER BY image LIMIT ?", (limit,)).fetchall()
    if not due:
        return 0
    with writing(connection, path):
        found = connection.execute(
            "SELECT u.image, i.asset_id, l.remote, l.local FROM images_unsearched u JOIN images i ON i.id = u.image"
            " JOIN image_layers l ON l.image = u.image WHERE u.image BETWEEN ? AND ?",
            (due[0][0], due[-1][0]),
        ).fetchall()
        connection.executemany(
            f"INSERT OR REPLACE INTO images_search (rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(row[0], *_words(*row[1:])) for row in found],
        )
        connection.execute("DELETE FROM images_unsearched WHERE image BETWEEN ? AND ?", (due[0][0], due[-1][0]))
    return len(due)


def _words(asset_id: str, remote: str, local: str) -> tuple[str, ...]:
    shown = {**orjson.loads(remote), **orjson.loads(local), "asset_id": asset_id}
    chosen = (_TERMS if column == "terms" else _NAMED.get(column, (column,)) for column in COLUMNS)
    return tuple(" ".join(str(shown[name]) for name in names if shown.get(name)) for names in chosen)


def search(values: Sequence[Value], column: str = "") -> Condition:
    """Ask for words: a bare one stands for all that begin with it, a quoted one for exactly these in this order."""
    asked = " OR ".join(_asked(value, column) for value in values if _has_word(value.text))
    if not asked:
        return "FALSE", ()
    return _FOUND, (asked,)


def holding(name: str, text: str) -> Condition | None:
    """Ask for images whose text of that name may be exactly this one; None where the index cannot tell.

    Those that the index does not know yet are among them.
    """
    words = [word for word in text.split(maxsplit=_TELLING)[:_TELLING] if _has_word(word)]
    if not words or name not in DESCRIPTIVE:
        return None
    column = next((column for column in COLUMNS if name in _NAMED.get(column, (column,))), "terms")
    asked = " AND ".join(_asked(Value(word, 0, quoted=True), column) for word in words)
    return f"({_FOUND} OR images.id IN (SELECT image FROM images_unsearched))", (asked,)


def _asked(value: Value, column: str) -> str:
    phrase = '"' + value.text.replace('"', '""').replace("\0", " ") + '"'
    where = f"{{{column}}}: " if column else ""
    return f"({where}{phrase}{'' if value.quoted else '*'})"


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)
