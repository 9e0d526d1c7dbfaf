"""One delivered file: whose it is, what it is called, what is never opened."""

import os
import shutil
from pathlib import Path

import pytest

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.files import Found, is_delivery, opened, outcomes, read_again
from rightsdesk.vendorsync.port import Change, Rejected
from rightsdesk.vendorsync.tabular import LARGEST, Layout
from tests.vendorsync.metadata.making import PICTURES, packet, with_xmp


def only(path: Path, vendor: str = "", folder: str = "nordbild") -> Change | Rejected:
    (outcome,) = outcomes(Found(path, path.name, vendor, folder))
    return outcome.what


def supplied(supplier: str) -> bytes:
    told = f"<plus:ImageSupplierID>{supplier}</plus:ImageSupplierID>"
    return with_xmp(packet(f"<plus:ImageSupplier><rdf:Seq><rdf:li rdf:parseType='Resource'>{told}</rdf:li></rdf:Seq>"
                           "</plus:ImageSupplier>"))  # fmt: skip


@pytest.mark.parametrize(
    ("vendor", "supplier", "folder", "whose"),
    [("sued", "s-1", "nordbild", "sued"), ("", "s-1", "nordbild", "s-1"), ("", "", "Nord Bild", "Nord-Bild")],
)
def test_a_picture_belongs_to_whom_a_person_the_file_or_the_folder_names(
    vendor: str, supplier: str, folder: str, whose: str, tmp_path: Path
) -> None:
    path = tmp_path / "7.jpg"
    path.write_bytes(supplied(supplier))
    change = only(path, vendor, folder)
    assert isinstance(change, Change)
    assert (change.vendor, change.asset_id, change.uri) == (whose, "7", f"urn:picture:{whose}:7")


def test_a_supplier_id_of_two_scripts_is_matched_to_no_vendor(tmp_path: Path) -> None:
    path = tmp_path / "7.jpg"
    path.write_bytes(supplied("V-\u0405\u0031a"))
    refusal = only(path)
    assert isinstance(refusal, Rejected)
    assert refusal.reason_code == "REC-VENDOR"


def test_a_link_is_never_opened(tmp_path: Path) -> None:
    shutil.copyfile(PICTURES / "02-xmp-only.jpg", tmp_path / "real.jpg")
    (tmp_path / "link.jpg").symlink_to(tmp_path / "real.jpg")
    with pytest.raises(Damaged, match="cannot be read"):
        opened(tmp_path / "link.jpg")


def test_a_table_is_read_no_further_than_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST * 20)
    refusal = only(path)
    assert isinstance(refusal, Rejected)
    assert refusal.reason_code == "FILE-BOMB"


def test_the_same_picture_in_another_file_says_nothing_new(tmp_path: Path) -> None:
    hashes = set()
    for name, day in (("a.jpg", 1_790_000_000), ("b.jpg", 1_790_086_400)):
        path = tmp_path / name
        shutil.copyfile(PICTURES / "02-xmp-only.jpg", path)
        os.utime(path, (day, day))
        change = only(path)
        assert isinstance(change, Change)
        assert change.image is not None
        assert change.image.version_created is not None
        assert change.image.version_created.timestamp() == day
        hashes.add(change.image.content_hash)
    assert len(hashes) == 1


def test_a_broken_picture_in_quarantine_waits_for_another_file(tmp_path: Path) -> None:
    path = tmp_path / "broken.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe1")
    refusal = only(path)
    assert isinstance(refusal, Rejected)
    still = read_again(refusal.raw, None, Layout())
    assert isinstance(still, Rejected)
    assert "put it into the folder again" in still.reason


@pytest.mark.parametrize(
    ("name", "is_one"), [("a.JPG", True), ("a.tiff", True), ("liste.XLSX", True), ("a.psd", False), ("csv", False)]
)
def test_a_delivery_is_known_by_its_ending(name: str, is_one: bool) -> None:
    assert is_delivery(name) is is_one
