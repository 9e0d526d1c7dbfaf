"""What the import contracts must list, compared with the folders that exist."""

import tomllib
from pathlib import Path
from typing import Any

from tests.architecture.budgets import FRAME

SHARED_BY_STORIES = frozenset({"__init__", "ids", "messages", "money", "period", "streams", "verdict"})


def contracts(root: Path) -> dict[str, dict[str, Any]]:
    """The import contracts of the project by their id."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def unlisted(root: Path) -> list[str]:
    """Features and stories that exist without standing in the contract that keeps them apart."""
    listed = contracts(root)
    features = {f"ui.{folder.name}" for folder in (root / "ui").iterdir() if (folder / "__init__.py").is_file()}
    features -= {f"ui.{name}" for name in FRAME}
    stories = {f"rightsdesk.domain.{name}" for name in _names(root / "rightsdesk" / "domain") - SHARED_BY_STORIES}
    return [
        *(
            f"{name} is missing in the contract 'features'"
            for name in sorted(features - set(listed["features"]["modules"]))
        ),
        *(
            f"{name} is missing in the contract 'stories'"
            for name in sorted(stories - set(listed["stories"]["modules"]))
        ),
    ]


def _names(folder: Path) -> set[str]:
    return {entry.stem for entry in folder.iterdir() if entry.suffix == ".py" or (entry / "__init__.py").is_file()}
