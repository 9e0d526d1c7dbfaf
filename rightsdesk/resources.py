"""Where the files that are not code lie: icons, fonts, words, paper templates, samples."""

import sys
from pathlib import Path

from rightsdesk.faults import Unknown

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """The folder of all resources: in the frozen program, in an installed wheel or in a clone."""
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / "resources"] if frozen else []
    places += [_PACKAGE / "_resources", _PACKAGE.parent / "resources"]
    for place in places:
        if place.is_dir():
            return place
    raise Unknown("The folder with fonts, icons and templates is missing: install RightsDesk again.")


def path(name: str) -> Path:
    """The file or folder of that relative name, as in `icons/x.svg`; faults when it is not shipped."""
    base = root()
    found = (base / name).resolve()
    if not found.is_relative_to(base.resolve()) or not found.exists():
        raise Unknown(f"The resource {name} is not part of this installation: install RightsDesk again.")
    return found
