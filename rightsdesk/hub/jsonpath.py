"""Places in a JSON document, named like `items[0].version` or `items.0.version`."""

import re
from typing import Any

STEP = re.compile(r"[^.\[\]]+")


def put_at(document: Any, path: str, value: object) -> bool:
    """Set the value at a place, False when the way there does not exist."""
    holder, last = _holder(document, path)
    if isinstance(holder, dict):
        holder[last] = value
        return True
    if isinstance(holder, list) and last.isdigit() and int(last) < len(holder):
        holder[int(last)] = value
        return True
    return False


def drop_at(document: Any, path: str) -> bool:
    """Leave out what is at a place, False when there is nothing."""
    holder, last = _holder(document, path)
    if isinstance(holder, dict) and last in holder:
        del holder[last]
        return True
    if isinstance(holder, list) and last.isdigit() and int(last) < len(holder):
        del holder[int(last)]
        return True
    return False


def _holder(document: Any, path: str) -> tuple[Any, str]:
    """The object or list that holds the last step of a path, None when the way breaks off."""
    steps = STEP.findall(path.removeprefix("$"))
    for step in steps[:-1]:
        if isinstance(document, dict):
            document = document.get(step)
        elif isinstance(document, list) and step.isdigit() and int(step) < len(document):
            document = document[int(step)]
        else:
            return None, step
    return document, steps[-1] if steps else ""
