"""References, links and menu entries made on the command line, and what opens the window instead of a command."""

from pathlib import Path

import pytest

from rightsdesk import links, reference
from rightsdesk.cli.desktop import with_open
from tests.kit.terminal import Terminal


def test_a_link_file_opens_the_workspace_it_was_made_in(empty: Terminal, tmp_path: Path) -> None:
    made = empty.json("workspace", "link", str(tmp_path / "mine"))
    assert reference.read(Path(made["file"])) == empty.folder.resolve()
    again = empty.run("--json", "workspace", "link", str(tmp_path / "mine"))
    assert (again.code, again.document["error"]["code"]) == (1, "FILE-EXISTS")


def test_the_address_of_a_thing_leads_back_to_it(empty: Terminal) -> None:
    made = empty.json("workspace", "address", "image", "alpenpix:100001")
    assert links.parsed(made["link"]).where == "key:alpenpix:100001"
    assert empty.run("workspace", "address", "batch", "none").code == 1


def test_menu_entries_are_installed_and_removed_below_a_prefix(empty: Terminal, tmp_path: Path) -> None:
    done = empty.json("desktop", "install", "--prefix", str(tmp_path / "usr"))
    assert str(tmp_path / "usr" / "share" / "applications" / "rightsdesk.desktop") in done["installed"]
    gone = empty.json("desktop", "remove", "--prefix", str(tmp_path / "usr"))
    assert sorted(gone["removed"]) == sorted(done["installed"])


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["rightsdesk://batch/1"], ["open", "--", "rightsdesk://batch/1"]),
        (["--workspace", "w", "a.rightsdesk"], ["--workspace", "w", "open", "--", "a.rightsdesk"]),
        (["file:///tmp/a%20b.csv", "x.xlsx"], ["open", "--", "/tmp/a b.csv", "x.xlsx"]),
        (["images", "import", "a.csv"], ["images", "import", "a.csv"]),
        (["--json"], ["--json"]),
        ([], []),
    ],
)
def test_links_and_files_may_stand_in_place_of_a_command(given: list[str], meant: list[str]) -> None:
    assert with_open(given) == meant
