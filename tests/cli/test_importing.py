"""Importing pictures and tables on the command line, and folders that are pulled like feeds."""

import json
import shutil
from pathlib import Path

import pytest

from tests.kit.shared import SHARED, needs_shared
from tests.kit.terminal import Terminal
from tests.vendorsync.metadata.making import PICTURES, headline, packet, with_xmp

TABLE = "Bild-Nr;Titel;Preis;Online bis\n1;Hafen;12,50 €;31.12.2026\n2;Brücke;viel;\n3;Turm;1,00 €;9/21/17\n"


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    """Two pictures, one of them broken, a table with two bad rows, and a letter."""
    folder = tmp_path / "nordbild"
    folder.mkdir()
    shutil.copyfile(PICTURES / "01-full-xmp-iim-plus.jpg", folder / "1.jpg")
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe1")
    (folder / "liste.csv").write_text(TABLE, encoding="utf-8")
    (folder / "letter.txt").write_text("Dear editor", encoding="utf-8")
    return folder


def test_a_folder_is_imported_and_what_was_not_taken_is_named(empty: Terminal, delivery: Path) -> None:
    said = empty.run("--json", "images", "import", str(delivery))
    assert said.code == 3
    document = said.document
    assert (document["files"], document["new"], document["passed_over"]) == (3, 2, 1)
    reasons = [each["reason"] for each in document["not_taken"]]
    assert [reason.partition(":")[0] for reason in reasons] == [
        "nordbild/broken.jpg",
        "nordbild/liste.csv, row 3",
        "nordbild/liste.csv, row 4",
    ]
    assert {row["key"] for row in empty.json("images", "list")} == {"nordbild:DAS-000001", "nordbild:1"}


def test_people_read_counts_and_reasons(empty: Terminal, delivery: Path) -> None:
    said = empty.run("images", "import", str(delivery))
    assert said.code == 3
    assert "3 files read: 2 new. 1 other files were passed over." in said.out
    assert "3 not taken:" in said.out
    assert "(REC-PRICE)" in said.out
    assert said.err == ""


def test_importing_the_same_again_records_nothing_more(empty: Terminal, delivery: Path) -> None:
    empty.run("images", "import", str(delivery))
    position = empty.json("log", "verify")["head"]["position"]
    again = empty.run("--json", "images", "import", str(delivery)).document
    assert (again["new"], again["ignored"], len(again["not_taken"])) == (0, 2, 3)
    assert empty.json("log", "verify")["head"]["position"] == position


def test_a_dry_run_counts_and_records_nothing(empty: Terminal, delivery: Path) -> None:
    position = empty.json("log", "verify")["head"]["position"]
    said = empty.run("--json", "images", "import", "--dry-run", str(delivery))
    assert said.code == 3
    assert (said.document["new"], len(said.document["not_taken"])) == (2, 3)
    assert empty.json("log", "verify")["head"]["position"] == position
    assert empty.json("images", "list") == []


def test_the_vendor_named_counts_before_file_and_folder(empty: Terminal, delivery: Path) -> None:
    empty.json("images", "import", "--vendor", "sued", str(delivery / "1.jpg"))
    (row,) = empty.json("images", "list")
    assert (row["vendor"], row["territory"]) == ("sued", ["DE", "AT"])
    assert row["licence_end"] == "2027-01-14T23:59:59+01:00"


def test_only_broken_files_are_an_error(empty: Terminal, delivery: Path) -> None:
    said = empty.run("--json", "images", "import", str(delivery / "broken.jpg"), str(delivery / "letter.txt"))
    assert said.code == 1
    assert [each["code"] for each in said.document["not_taken"]] == ["DAMAGED", "FILE-KIND"]


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("no-such-file.jpg",), 1, "UNKNOWN"),
        ((), 2, ""),
        ((".", "--option", "decimal"), 2, ""),
        ((".", "--option", "colour=red"), 1, "FEED-OPTION"),
        ((".", "--vendor", "no vendor"), 1, "UnusableIdentifier"),
    ],
)
def test_an_import_that_cannot_be_meant_is_refused(
    empty: Terminal, arguments: tuple[str, ...], code: int, word: str
) -> None:
    said = empty.run("--json", "images", "import", *arguments)
    assert said.code == code
    assert word in said.out or json.loads(said.out)["error"]["code"] == "FILE"


def test_a_correction_stays_when_the_file_is_imported_anew(empty: Terminal, tmp_path: Path) -> None:
    picture = tmp_path / "7.jpg"
    picture.write_bytes(with_xmp(packet(headline("Harbour"))))
    empty.json("images", "import", "--vendor", "sued", str(picture))
    empty.json("images", "update", "--where", "vendor:sued", "--set", "title=Our harbour", "--wait")
    picture.write_bytes(with_xmp(packet(headline("Harbour at dawn"))))
    assert empty.json("images", "import", "--vendor", "sued", str(picture))["changed"] == 1
    (row,) = empty.json("images", "list")
    assert row["title"] == "Our harbour"


def test_the_saved_profile_of_a_vendors_folder_reads_its_tables(empty: Terminal, delivery: Path) -> None:
    options = ("--option", "date_order=mdy", "--option", "decimal=,")
    empty.json(
        "feeds", "add", "nord", str(delivery / "in"), "--profile", "drop_folder", "--vendor", "nordbild", *options
    )
    american = delivery / "american.csv"
    american.write_text("id;licence_end\n1;9/21/27\n", encoding="utf-8")
    assert empty.run("images", "import", "--vendor", "sued", str(american)).code == 1
    assert empty.json("images", "import", "--vendor", "nordbild", str(american))["new"] == 1


def test_a_folder_is_pulled_like_a_feed_and_emptied_into_processed(
    empty: Terminal, delivery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rightsdesk.vendorsync.folder_scan.STEADY", 0.0)
    empty.json("feeds", "add", "nord", str(delivery), "--profile", "drop_folder")
    assert "3 files wait" in empty.json("feeds", "test", "nord")["sentence"]
    pulled = empty.json("sync", "nord")["feeds"][0]
    assert (pulled["new"], pulled["quarantined"]) == (2, 3)
    assert sorted(path.name for path in delivery.iterdir()) == ["letter.txt", "processed", "rejected"]
    assert len(empty.json("feeds", "quarantine", "nord")) == 3
    assert "new" not in empty.json("sync", "nord")["feeds"][0]


def test_rows_set_aside_are_released_after_the_profile_is_mended(
    empty: Terminal, delivery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rightsdesk.vendorsync.folder_scan.STEADY", 0.0)
    add = ("feeds", "add", "nord", str(delivery), "--profile", "drop_folder")
    empty.json(*add)
    empty.json("sync", "nord")
    empty.json(*add, "--option", "date_order=mdy")
    left = empty.json("feeds", "quarantine", "nord", "--release")
    assert sorted(each["code"] for each in left) == ["DAMAGED", "REC-PRICE"]
    assert "nordbild:3" in {row["key"] for row in empty.json("images", "list")}


def test_a_relative_folder_is_kept_by_its_whole_path(
    empty: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert empty.json("feeds", "add", "nord", "in", "--profile", "drop_folder")["url"] == str(tmp_path / "in")


def test_an_option_nobody_understands_is_refused_when_the_folder_is_added(empty: Terminal, tmp_path: Path) -> None:
    add = ("feeds", "add", "nord", str(tmp_path), "--profile", "drop_folder", "--option", "dates=us")
    said = empty.run("--json", *add)
    assert (said.code, said.document["error"]["code"]) == (1, "FEED-OPTION")
    assert empty.json("feeds", "list") == []


def test_what_only_a_person_can_judge_is_shown_with_the_picture(empty: Terminal, tmp_path: Path) -> None:
    told = packet(
        headline("Harbour"),
        "<plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-NEW</plus:DataMining>",
        "<plus:RegionConstraints>Not in Turkey</plus:RegionConstraints>",
    )
    (tmp_path / "7.jpg").write_bytes(with_xmp(told))
    empty.json("images", "import", "--vendor", "sued", str(tmp_path / "7.jpg"))
    assert empty.json("images", "show", "sued:7")["remarks"] == [
        "dataMining: the PLUS code “DMI-NEW” is not known",
        "Territory in words: Not in Turkey",
    ]


@needs_shared
def test_every_reference_and_agency_file_is_taken(empty: Terminal) -> None:
    document = empty.json("images", "import", str(SHARED / "data/feeds/images"))
    assert (document["files"], document["new"], document["not_taken"]) == (13, 13, [])
    corbis = empty.json("images", "show", "agency:70266837")
    assert corbis["title"] == "Former Navy Seal On Trial"
