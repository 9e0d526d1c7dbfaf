"""What may not stand in any kept file: notes to oneself, places of one machine, names of registries."""

import re
from pathlib import Path

from tests.architecture.tree import tracked_texts

NOTES = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")) + r")\b")
MACHINES = re.compile(
    r"(?<![\w.])(?:/r[o]ot/|/home/[a-z]|/Users/[A-Za-z]|/tmp/(?:venv|b)|/work/(?:main|shared)|[A-Z]:\\Users\\)"
)
REGISTRIES = re.compile(
    "|".join((r"pypi\.or" + "g", r"pythonhosted\.or" + "g", r"npmjs\.(?:or|co)" + "[gm]", r"deb\.debian\.or" + "g"))
)
LOCKS = ("requirements.lock", "requirements-dev.lock")


def notes_to_oneself(root: Path) -> list[str]:
    """Work that was put off in a comment instead of being done or filed."""
    return _matches(root, NOTES, "puts work off", only=(".py", ".md", ".toml", ".typ", "Makefile"))


def machine_places(root: Path) -> list[str]:
    """Paths that exist on one machine only."""
    return _matches(root, MACHINES, "names a place of one machine")


def registry_hosts(root: Path) -> list[str]:
    """Hosts of package registries: who installs decides where packages come from."""
    return _matches(root, REGISTRIES, "names a package registry")


def loose_locks(root: Path) -> list[str]:
    """Addresses in the lock files, and packages in them that are not pinned by version and hash."""
    found = []
    for name in LOCKS:
        text = (root / name).read_text(encoding="utf-8")
        found += [f"{name} names an address: {line.strip()}" for line in text.splitlines() if "://" in line]
        packages = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", text).strip())
        found += [
            f"{name} does not pin {package.split()[0]} with a hash"
            for package in packages
            if not re.match(r"[\w.\[\]-]+==\S+", package) or "--hash=sha256:" not in package
        ]
    return found


def _matches(root: Path, pattern: re.Pattern[str], what: str, only: tuple[str, ...] = ("",)) -> list[str]:
    return [
        f"{name}:{number} {what}: {match.group()}"
        for name, text in tracked_texts(root)
        if name.endswith(only)
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := pattern.search(line))
    ]
