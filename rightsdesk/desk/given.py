"""Master data that people give in files: rows of a CSV table or the objects of a JSON list."""

import csv
import json
from pathlib import Path
from typing import Any

from rightsdesk.faults import Invalid

Given = dict[str, Any]


def given_rows(path: Path, one: str) -> list[Given]:
    """Return the rows of a file in its order, without empty values; `one` is what a row stands for, as in `vendor`.

    CSV has commas or semicolons and is UTF-8; raises `Invalid` naming the file for what cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}.", code="FILE") from error
    except UnicodeDecodeError as error:
        sentence = f"{path} is not UTF-8 text; save it as UTF-8 and import it again."
        raise Invalid(sentence, code="FILE-CSV") from error
    return _objects(path, text, one) if path.suffix == ".json" else _table(text)


def _objects(path: Path, text: str, one: str) -> list[Given]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Invalid(f"{path} is no valid JSON: {error}.", code="FILE") from error
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Invalid(f"{path} must be a list of objects, one for each {one}.", code="FILE")
    return found


def _table(text: str) -> list[Given]:
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    rows = csv.DictReader(text.splitlines(), delimiter=delimiter)
    return [{name: value.strip() for name, value in row.items() if name and value and value.strip()} for row in rows]
