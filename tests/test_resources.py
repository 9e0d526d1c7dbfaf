"""Files that are not code are found from a clone, from an installed wheel and in the frozen program."""

import sys
from pathlib import Path

import pytest

from rightsdesk import resources
from rightsdesk.faults import Unknown


def test_an_icon_is_found_by_its_relative_name() -> None:
    assert resources.path("icons/circle-check.svg").read_text(encoding="utf-8").count("currentColor") == 1


def test_fonts_and_icons_bring_their_licences_along() -> None:
    assert "SIL OPEN FONT LICENSE" in resources.path("fonts/OFL.txt").read_text(encoding="utf-8")
    assert "ISC License" in resources.path("icons/LICENSE.txt").read_text(encoding="utf-8")


def test_all_four_weights_of_the_typeface_are_shipped() -> None:
    shipped = {file.stem for file in resources.path("fonts").glob("*.otf")}
    assert shipped == {"Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"}


def test_a_name_that_is_not_shipped_is_refused_by_name() -> None:
    with pytest.raises(Unknown, match=r"icons/planted\.svg"):
        resources.path("icons/planted.svg")


@pytest.mark.parametrize("name", ["../pyproject.toml", "/etc", "icons/../../rightsdesk/__init__.py"])
def test_nothing_outside_of_the_resources_is_reached(name: str) -> None:
    with pytest.raises(Unknown):
        resources.path(name)


def test_the_frozen_program_uses_the_folder_it_was_packed_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "planted.txt").write_text("packed", encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.path("planted.txt").read_text(encoding="utf-8") == "packed"
