"""Workspace references: small, readable, moved together with their workspace, and never more than that."""

from pathlib import Path

import pytest

from rightsdesk import reference
from rightsdesk.faults import Fault, Invalid, Unusable


def test_a_reference_leads_to_its_workspace(tmp_path: Path) -> None:
    made = reference.write(tmp_path / "desk" / ".." / "mine", tmp_path / "workspace", "Our desk")
    assert made.suffix == ".rightsdesk"
    assert reference.read(made) == tmp_path / "workspace"
    assert "Our desk" in made.read_text(encoding="utf-8")


def test_a_reference_beside_its_workspace_moves_with_it(tmp_path: Path) -> None:
    made = reference.write(tmp_path / "mine.rightsdesk", tmp_path / "workspace", "W")
    elsewhere = tmp_path / "moved"
    elsewhere.mkdir()
    assert reference.read(made.rename(elsewhere / made.name)) == elsewhere / "workspace"


def test_a_reference_never_takes_the_place_of_another_file(tmp_path: Path) -> None:
    (tmp_path / "mine.rightsdesk").write_text("something else")
    with pytest.raises(Unusable, match="already"):
        reference.write(tmp_path / "mine.rightsdesk", tmp_path / "workspace", "W")
    assert (tmp_path / "mine.rightsdesk").read_text() == "something else"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"not = [toml",
        b"[rightsdesk]\nversion = 1\n",
        b"[rightsdesk]\nversion = 1\nworkspace = 7\n",
        b"rightsdesk = 3\n",
        b'[rightsdesk]\nversion = 1\nworkspace = "a\\u0000b"\n',
        b'[rightsdesk]\nversion = 1\nworkspace = "x"\n#' + b"x" * 70_000,
    ],
)
def test_what_is_no_reference_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "odd.rightsdesk"
    file.write_bytes(content)
    with pytest.raises(Invalid, match="not a workspace reference"):
        reference.read(file)


def test_a_newer_reference_and_a_missing_one_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "new.rightsdesk"
    file.write_text('[rightsdesk]\nversion = 2\nworkspace = "x"\n')
    with pytest.raises(Invalid, match="newer RightsDesk"):
        reference.read(file)
    with pytest.raises(Fault, match="cannot be read"):
        reference.read(tmp_path / "none.rightsdesk")
