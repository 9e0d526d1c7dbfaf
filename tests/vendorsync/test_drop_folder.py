"""A folder into which deliveries are dropped: taken once, put aside with a report, never lost, never deleted."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rightsdesk.domain import streams
from rightsdesk.domain.feed import FOLDER, FeedConfigured
from rightsdesk.faults import Invalid, Unavailable
from rightsdesk.vendorsync.drop_folder import PER_BATCH, DropFolder, folder_at
from rightsdesk.vendorsync.folder_scan import STEADY
from rightsdesk.vendorsync.port import ChangeBatch, SyncState, VendorFeed
from rightsdesk.vendorsync.sync import Sync
from rightsdesk.vendorsync.tabular import Layout
from tests.contracts.feed import FeedContract, delivered, pulled
from tests.kit.works import Works, decode
from tests.vendorsync.metadata.making import PICTURES

TABLE = "Bild-Nr;Titel;Preis\n1;Hafen;12,50 €\n2;Brücke;9,00 €\n"


class Pauses:
    """A clock that is never waited for; what happens meanwhile happens at the first pauses."""

    def __init__(self, *meanwhile: Callable[[], object]) -> None:
        self.meanwhile = list(meanwhile)
        self.waited: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)
        if self.meanwhile:
            self.meanwhile.pop(0)()


def feed_of(folder: Path, *meanwhile: Callable[[], object], vendor: str = "sued") -> DropFolder:
    return DropFolder(folder, vendor, Layout(), Pauses(*meanwhile))


def filled(folder: Path) -> Path:
    for name in ("01-full-xmp-iim-plus.jpg", "03-iim-utf8-only.jpg"):
        shutil.copyfile(PICTURES / name, folder / name)
    (folder / "liste.csv").write_text(TABLE, encoding="utf-8")
    return folder


def lying(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


class TestDropFolder(FeedContract):
    offers_lookup = False
    number = 0

    @pytest.fixture(autouse=True)
    def _folders(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def fresh(self) -> VendorFeed:
        self.number += 1
        folder = self.folder / str(self.number) / "in"
        folder.mkdir(parents=True)
        rows = "".join(f"{row};Bild {row};1,00 €\n" for row in range(3, 2 * PER_BATCH))
        filled(folder)
        (folder / "liste.csv").write_text(TABLE + rows, encoding="utf-8")
        for path in folder.iterdir():
            os.utime(path, (1_790_000_000, 1_790_000_000))
        return feed_of(folder)


def test_what_was_taken_lies_in_processed_with_a_report_beside_it(tmp_path: Path) -> None:
    (batch,) = pulled(feed_of(filled(tmp_path)))
    assert {change.asset_id for change in batch.changes} == {"1", "2", "DAS-000001", "DAS-000003"}
    assert lying(tmp_path) == sorted(
        f"processed/{name}{end}"
        for name in ("01-full-xmp-iim-plus.jpg", "03-iim-utf8-only.jpg", "liste.csv")
        for end in ("", ".report.txt")
    )
    assert (tmp_path / "processed/liste.csv").read_text(encoding="utf-8") == TABLE
    report = (tmp_path / "processed/liste.csv.report.txt").read_text(encoding="utf-8")
    assert report.startswith("liste.csv: 2 taken over, 0 set aside.")


def test_what_cannot_be_read_lies_in_rejected_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe1")
    (tmp_path / "letter.csv").write_text("Dear editor\n", encoding="utf-8")
    (batch,) = pulled(feed_of(tmp_path))
    assert [each.reason_code for each in batch.rejected] == ["DAMAGED", "FILE-CSV"]
    assert "rejected/broken.jpg" in lying(tmp_path)
    report = (tmp_path / "rejected/letter.csv.report.txt").read_text(encoding="utf-8")
    assert "names the picture's id" in report


def test_a_file_that_cannot_be_opened_is_named_once_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    works, locked, opening = Works(), filled(tmp_path) / "liste.csv", os.open
    works.given(streams.feed("in"), FeedConfigured("in", str(tmp_path), FOLDER))
    sync = Sync(works.log, decode, lambda: works.at, lambda _: feed_of(tmp_path), lambda *_: "")

    def refused(path: Any, *given: Any, **more: Any) -> int:
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied")
        return opening(path, *given, **more)

    monkeypatch.setattr(os, "open", refused)
    assert [sync.pull("in", "kim").counts["quarantined"] for _ in range(3)] == [1, 0, 0]
    (named,) = [each for each in works.log.read(0, 100) if each.name == "feed.item-quarantined"]
    assert "liste.csv: The file was set aside. It cannot be read (Permission denied)." in decode(named).reason
    monkeypatch.undo()
    assert sync.pull("in", "kim").counts["new"] == 2


def test_a_table_with_one_bad_row_is_processed_and_its_report_names_the_row(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text(TABLE + "3;Turm;viel\n", encoding="utf-8")
    pulled(feed_of(tmp_path))
    report = (tmp_path / "processed/liste.csv.report.txt").read_text(encoding="utf-8")
    assert "2 taken over, 1 set aside" in report
    assert "liste.csv, row 4" in report


def test_a_file_that_still_grows_is_left_for_the_next_time(tmp_path: Path) -> None:
    filled(tmp_path)
    growing = tmp_path / "liste.csv"

    def grow() -> None:
        growing.write_text(growing.read_text(encoding="utf-8") + "3;Turm;1,00 €\n", encoding="utf-8")

    pauses = Pauses(grow)
    (batch,) = pulled(DropFolder(tmp_path, "sued", Layout(), pauses))
    assert {change.asset_id for change in batch.changes} == {"DAS-000001", "DAS-000003"}
    assert pauses.waited == [STEADY]
    assert growing.exists()
    (later,) = pulled(feed_of(tmp_path), batch.next_state)
    assert [change.asset_id for change in later.changes] == ["1", "2", "3"]


def test_a_file_of_the_same_size_but_another_time_still_grows(tmp_path: Path) -> None:
    filled(tmp_path)
    touch = tmp_path / "liste.csv"
    (batch,) = pulled(feed_of(tmp_path, lambda: os.utime(touch, (1, 1))))
    assert "liste.csv" not in batch.receipts


def test_an_empty_folder_is_not_waited_for(tmp_path: Path) -> None:
    pauses = Pauses()
    assert pulled(DropFolder(tmp_path, "sued", Layout(), pauses)) == []
    assert pauses.waited == []


def committed_but_not_moved(folder: Path) -> ChangeBatch:
    """The machine stops after the batch is kept and before its files are put aside."""
    return next(iter(feed_of(folder).pull(SyncState())))


def test_a_crash_between_keeping_and_moving_takes_nothing_twice(tmp_path: Path) -> None:
    kept = committed_but_not_moved(filled(tmp_path))
    assert len(kept.changes) == 4
    batches = pulled(feed_of(tmp_path), kept.next_state)
    assert delivered(batches) == set()
    assert "processed/liste.csv" in lying(tmp_path)
    report = (tmp_path / "processed/liste.csv.report.txt").read_text(encoding="utf-8")
    assert "had been taken over before" in report


def test_a_crash_in_the_middle_of_a_table_goes_on_at_the_next_row(tmp_path: Path) -> None:
    rows = "".join(f"{row};Bild {row};1,00 €\n" for row in range(1, PER_BATCH + 50))
    (tmp_path / "liste.csv").write_text("Bild-Nr;Titel;Preis\n" + rows, encoding="utf-8")
    first = committed_but_not_moved(tmp_path)
    assert len(first.changes) == PER_BATCH
    assert lying(tmp_path) == ["liste.csv"]
    rest = pulled(feed_of(tmp_path), first.next_state)
    assert [change.asset_id for batch in rest for change in batch.changes] == [
        str(row) for row in range(PER_BATCH + 1, PER_BATCH + 50)
    ]
    assert "processed/liste.csv" in lying(tmp_path)


def test_the_same_file_under_two_names_is_taken_once(tmp_path: Path) -> None:
    filled(tmp_path)
    shutil.copyfile(tmp_path / "liste.csv", tmp_path / "noch-einmal.csv")
    (batch,) = pulled(feed_of(tmp_path))
    assert len(batch.changes) == 4
    assert "processed/noch-einmal.csv" in lying(tmp_path)


def test_what_lies_in_processed_is_never_written_over(tmp_path: Path) -> None:
    pulled(feed_of(filled(tmp_path)))
    for title in ("Kai", "Mole"):
        (tmp_path / "liste.csv").write_text(f"Bild-Nr;Titel\n1;{title}\n", encoding="utf-8")
        pulled(feed_of(tmp_path))
    kept = [name for name in lying(tmp_path) if name.startswith("processed/liste") and name.endswith(".csv")]
    assert len(kept) == 3
    assert (tmp_path / "processed/liste.csv").read_text(encoding="utf-8") == TABLE


def test_links_lead_nowhere(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "outside"
    folder.mkdir()
    filled_outside = outside / "liste.csv"
    outside.mkdir()
    filled_outside.write_text(TABLE, encoding="utf-8")
    (folder / "linked.csv").symlink_to(filled_outside)
    (folder / "linked-folder").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    assert pulled(feed_of(folder)) == []
    assert filled_outside.exists()


def test_a_file_that_becomes_a_link_while_we_wait_is_not_followed(tmp_path: Path) -> None:
    folder, secret = tmp_path / "in", tmp_path / "secret.csv"
    folder.mkdir()
    secret.write_text(TABLE, encoding="utf-8")
    (folder / "liste.csv").write_text(TABLE, encoding="utf-8")
    told = (folder / "liste.csv").stat()

    def swap() -> None:
        (folder / "liste.csv").unlink()
        (folder / "liste.csv").symlink_to(secret)
        os.utime(folder / "liste.csv", ns=(told.st_mtime_ns, told.st_mtime_ns), follow_symlinks=False)

    assert delivered(pulled(feed_of(folder, swap))) == set()


def test_a_processed_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "processed").symlink_to(tmp_path.parent)
    with pytest.raises(Invalid, match="is a link"):
        pulled(feed_of(tmp_path))
    assert feed_of(tmp_path).probe().ok is False


def test_hidden_and_other_files_stay_where_they_are(tmp_path: Path) -> None:
    for name in (".hidden.jpg", "~$liste.xlsx", "readme.pdf", "liste.csv.part"):
        (tmp_path / name).write_bytes(b"x")
    assert pulled(feed_of(tmp_path)) == []
    assert len(lying(tmp_path)) == 4


def test_a_subfolder_names_the_vendor_where_nobody_else_does(tmp_path: Path) -> None:
    (tmp_path / "nordbild").mkdir()
    shutil.copyfile(PICTURES / "03-iim-utf8-only.jpg", tmp_path / "nordbild/3.jpg")
    (batch,) = pulled(feed_of(tmp_path, vendor=""))
    assert [change.vendor for change in batch.changes] == ["nordbild"]
    assert "processed/nordbild/3.jpg" in lying(tmp_path)


def test_a_folder_that_is_gone_is_said_with_the_way_out(tmp_path: Path) -> None:
    feed = feed_of(tmp_path / "gone")
    with pytest.raises(Unavailable, match="Connect the drive"):
        pulled(feed)
    assert feed.probe().ok is False


def test_a_file_taken_away_before_it_is_put_aside_is_no_fault(tmp_path: Path) -> None:
    feed = feed_of(filled(tmp_path))
    batch = next(iter(feed.pull(SyncState())))
    (tmp_path / "liste.csv").unlink()
    feed.acknowledge(batch)
    assert "processed/01-full-xmp-iim-plus.jpg" in lying(tmp_path)


def test_closing_ends_the_wait(tmp_path: Path) -> None:
    feed = DropFolder(filled(tmp_path), "sued")
    feed.close()
    assert pulled(feed) == []
    assert "liste.csv" in lying(tmp_path)


@pytest.mark.parametrize(("address", "path"), [("/srv/in", "/srv/in"), ("file:///srv/my%20in", "/srv/my in")])
def test_a_folder_is_named_by_path_or_file_address(address: str, path: str) -> None:
    assert folder_at(address) == Path(path)


def test_a_folder_answers_no_questions_and_takes_no_reports(tmp_path: Path) -> None:
    feed = feed_of(tmp_path)
    with pytest.raises(Invalid):
        feed.lookup(["urn:picture:sued:1"])
    with pytest.raises(Invalid):
        feed.report_usage("batch", [])
