"""The entry in the system's menus: complete by the rules of desktop entries, put in place and taken away again."""

import re
import struct
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest
from lxml import etree

from rightsdesk import desktop_entry, resources

pytestmark = pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="menus of Linux")
MAIN_CATEGORIES = {"Office", "Utility", "Graphics", "Network", "Development"}
KEYS = {
    *("Type", "Version", "Name", "GenericName", "Comment", "Keywords", "Exec", "Icon", "Terminal", "StartupNotify"),
    *("StartupWMClass", "SingleMainWindow", "Categories", "MimeType", "Actions"),
}


def _entry(text: str) -> RawConfigParser:
    read = RawConfigParser(delimiters=("=",), comment_prefixes=("#",), strict=True, interpolation=None)
    read.optionxform = str  # type: ignore[method-assign,assignment] # keys of desktop entries know capitals
    read.read_string(text)
    return read


@pytest.fixture(scope="module")
def shipped() -> RawConfigParser:
    return _entry(resources.path("desktop/rightsdesk.desktop").read_text(encoding="utf-8"))


def test_the_entry_follows_the_rules_of_desktop_entries(shipped: RawConfigParser) -> None:
    main = shipped["Desktop Entry"]
    assert shipped.sections()[0] == "Desktop Entry"
    assert {re.sub(r"\[de]$", "", key) for key in main} == KEYS
    assert main["Type"] == "Application"
    assert main["Exec"] == "rightsdesk %U"
    assert main["StartupWMClass"] == "rightsdesk"
    assert {main[key] for key in ("Terminal", "StartupNotify", "SingleMainWindow")} <= {"true", "false"}
    for lists in ("Keywords", "Keywords[de]", "Categories", "MimeType", "Actions"):
        assert main[lists].endswith(";"), lists
    assert set(main["Categories"].split(";")) & MAIN_CATEGORIES


def test_every_text_of_the_entry_is_said_in_german(shipped: RawConfigParser) -> None:
    for section in shipped.sections():
        for key in ("Name", "GenericName", "Comment", "Keywords"):
            if key in shipped[section]:
                assert shipped[section][f"{key}[de]"]


def test_the_entry_offers_a_new_batch_and_the_review(shipped: RawConfigParser) -> None:
    actions = [each for each in shipped["Desktop Entry"]["Actions"].split(";") if each]
    assert actions == ["new-batch", "review"]
    assert {f"Desktop Action {each}" for each in actions} == set(shipped.sections()[1:])


def test_the_file_type_of_the_entry_is_declared() -> None:
    tree = etree.fromstring(resources.path("desktop/rightsdesk-mime.xml").read_bytes())
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    globs = {each.get("type"): each.find("m:glob", space) for each in tree.iterfind("m:mime-type", space)}
    patterns = {name: None if found is None else found.get("pattern") for name, found in globs.items()}
    assert patterns == {
        "application/x-rightsdesk-workspace": "*.rightsdesk",
        "application/x-rightsdesk-events": "*.rdevents",
    }


def test_the_description_for_software_catalogues_names_the_entry() -> None:
    tree = etree.fromstring(resources.path("desktop/rightsdesk.metainfo.xml").read_bytes())
    assert tree.get("type") == "desktop-application"
    assert tree.findtext("launchable") == "rightsdesk.desktop"
    for needed in ("id", "name", "summary", "description/p", "metadata_license", "project_license", "content_rating"):
        assert tree.find(needed) is not None, needed


def test_icons_are_shipped_in_every_size_they_are_named_for() -> None:
    for placed in desktop_entry.files():
        if placed.source.endswith(".png"):
            width, height = struct.unpack(">II", resources.path(placed.source).read_bytes()[16:24])
            assert f"/{width}x{height}/" in placed.target
    assert {16, 512} <= set(desktop_entry.SIZES)


def test_what_was_installed_is_removed_and_nothing_else(tmp_path: Path) -> None:
    other = tmp_path / "share" / "applications" / "other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("[Desktop Entry]\n")
    done = desktop_entry.install(tmp_path, "/opt/RightsDesk/rightsdesk")
    assert all(each.is_file() for each in done)
    entry = _entry((tmp_path / "share" / desktop_entry.ENTRY).read_text(encoding="utf-8"))
    assert entry["Desktop Entry"]["Exec"] == "/opt/RightsDesk/rightsdesk %U"
    assert entry["Desktop Action review"]["Exec"] == "/opt/RightsDesk/rightsdesk rightsdesk://open/review"
    assert sorted(desktop_entry.remove(tmp_path)) == sorted(done)
    assert not any(each.exists() for each in done)
    assert other.exists()
    assert desktop_entry.remove(tmp_path) == []


def test_a_program_in_a_folder_with_blanks_is_quoted(tmp_path: Path) -> None:
    desktop_entry.install(tmp_path, '/opt/Our "desk" 100%/rightsdesk')
    entry = _entry((tmp_path / "share" / desktop_entry.ENTRY).read_text(encoding="utf-8"))
    assert entry["Desktop Entry"]["Exec"] == r'"/opt/Our \\"desk\\" 100%%/rightsdesk" %U'
