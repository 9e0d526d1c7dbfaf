"""The timetable at work: missed runs once, after sleep, crashes and vendors that do not answer; nothing twice."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rightsdesk import bootstrap
from rightsdesk.desk import Desk, Query
from rightsdesk.domain import ids
from rightsdesk.faults import Unknown, Unusable
from rightsdesk.settings import Settings
from tests.kit import workspaces
from tests.kit.calendar import LAST_MONTH
from tests.kit.nights import BERLIN, Crash, Nights, berlin

EVENING = berlin("2026-11-20T18:00")
FIRST = berlin("2026-11-01T06:00")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "workspace"
    bootstrap.create_workspace(folder, Settings())
    desk = bootstrap.open_desk(folder, bootstrap.Opening(actor="kim", in_process=True))
    yield desk
    desk.close()


@pytest.fixture
def nights(desk: Desk) -> Nights:
    nights = Nights(desk, EVENING)
    nights.feed("dpa")
    nights.feed("ap")
    assert nights.round().ran == ()
    return nights


@pytest.fixture
def month(made_bought: Path, tmp_path: Path) -> Iterator[Nights]:
    """Pictures bought last month, seen at the end of that month."""
    folder = workspaces.copied(made_bought, tmp_path / "bought").folder
    desk = bootstrap.open_desk(folder, bootstrap.Opening(actor="kim", in_process=True))
    nights = Nights(desk, FIRST - timedelta(days=2), settings={"backup": "", "nightly_sync": ""})
    assert nights.round().ran == ()
    yield nights
    desk.close()


def _backups(desk: Desk) -> list[str]:
    return sorted(path.name for path in (desk.folder / "backups").iterdir())


def test_an_ordinary_night_pulls_each_feed_and_makes_a_backup(nights: Nights) -> None:
    assert nights.look("2026-11-21T02:29") == []
    assert nights.look("2026-11-21T02:30") == ["sync:dpa", "sync:ap"]
    assert nights.look("2026-11-21T03:31") == ["backup"]
    assert nights.look("2026-11-21T23:59") == []
    assert nights.pulls == ["dpa", "ap"]
    events = nights.desk.log.read(0, 1000)
    assert {event.actor for event in events if event.stream == "timetable-main"} == {"timetable"}
    assert [event.actor for event in events if event.name == "feed.pulled"] == ["timetable", "timetable"]


def test_three_days_of_sleep_are_caught_up_once_each(nights: Nights) -> None:
    assert nights.look("2026-11-24T09:00") == ["sync:dpa", "sync:ap", "backup"]
    assert nights.look(minutes=1) == []
    assert nights.look("2026-11-25T02:31") == ["sync:dpa", "sync:ap"]


def test_a_restart_knows_what_was_missed_and_what_was_run(nights: Nights) -> None:
    nights.look("2026-11-21T02:31")
    nights.restart()
    assert nights.look("2026-11-21T02:40") == []
    nights.restart()
    assert nights.look("2026-11-22T12:00") == ["sync:dpa", "sync:ap", "backup"]


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_a_night_in_which_clocks_change_has_one_of_each_run(desk: Desk, day: str, hours: int) -> None:
    nights = Nights(desk, berlin(f"{day}T00:00"))
    nights.feed("dpa")
    nights.round()
    ran = [job for _ in range(hours * 4 - 1) for job in _a_quarter(nights)]
    assert sorted(ran) == ["backup", "sync:dpa"]
    assert nights.at.astimezone(BERLIN).date().isoformat() == day


def _a_quarter(nights: Nights) -> list[str]:
    nights.at = (nights.at.astimezone(UTC) + timedelta(minutes=15)).astimezone(BERLIN)
    return [each.job for each in nights.round().ran]


def test_asked_too_soon_again_it_does_not_even_look(nights: Nights) -> None:
    nights.look("2026-11-21T02:29:55")
    assert nights.look(seconds=10) == []
    assert nights.look(seconds=10) == ["sync:dpa", "sync:ap"]


def test_a_clock_that_is_put_back_a_year_is_followed(nights: Nights) -> None:
    nights.look("2027-11-21T02:31")
    assert nights.look("2026-11-21T12:00") == []
    assert nights.look("2026-11-22T02:31") == ["sync:dpa", "sync:ap"]


# ---------------------------------------------------------------- month-end


def test_the_month_before_is_drafted_although_the_machine_was_off_on_the_first(month: Nights) -> None:
    owed = {row.key for row in month.desk.reader().all("vendors") if row.open_charges}
    month.at = FIRST + timedelta(days=2, hours=3)
    (ran,) = month.round().ran
    assert (ran.job, ran.result) == ("drafting", "done")
    assert datetime.fromisoformat(ran.due_at) == FIRST
    assert ran.batch == ids.named("timetable", "drafting", ran.due_at)
    desk = month.desk
    assert desk.wait(ran.batch).failed == 0
    (batch,) = desk.reader().rows("batches", list(desk.reader().ids_of("batches", [ran.batch]).values()))
    assert (batch.actor, batch.title) == ("timetable", f"Generate credit advices, {LAST_MONTH}")
    drafted = desk.reader().all("credit_advices")
    assert {row.period for row in drafted} == {LAST_MONTH}
    assert {row.vendor for row in drafted} == owed
    assert month.look(minutes=1) == []


def test_a_crash_before_the_run_is_remembered_queues_no_second_batch(month: Nights) -> None:
    month.restart(crashing_on="drafting")
    month.at = FIRST + timedelta(hours=1)
    with pytest.raises(Crash):
        month.round()
    assert len(month.desk.active()) == 1
    month.desk.masters.set_vendor("late", {"name": "Came in between"})
    month.restart()
    assert month.look(hours=1) == ["drafting"]
    assert len(month.desk.active()) == 1
    assert month.runs()[-1].batch == month.desk.active()[0].batch
    month.desk.wait(month.runs()[-1].batch)
    drafted = len(month.desk.reader().ids(Query("credit_advices")))
    assert month.look(days=1) == []
    assert len(month.desk.reader().ids(Query("credit_advices"))) == drafted > 0


def test_without_vendors_there_is_nothing_to_draft(nights: Nights) -> None:
    assert "drafting" in nights.look("2026-12-01T06:00")
    assert next(each for each in nights.runs() if each.job == "drafting").result == "nothing"
    assert nights.desk.active() == []


# ---------------------------------------------------------------- backups


def test_a_backup_is_remembered_with_its_file_and_hash(nights: Nights) -> None:
    nights.look("2026-11-21T03:31")
    ran = nights.runs()[-1]
    assert (ran.job, ran.result, ran.file) == ("backup", "done", "backups/backup-20261121-023000Z.zip")
    assert len(ran.sha256) == 64
    assert zipfile.is_zipfile(nights.desk.folder / ran.file)


def test_only_the_newest_backups_and_files_of_others_stay(desk: Desk) -> None:
    nights = Nights(desk, EVENING, settings={"backups_kept": 2})
    nights.round()
    for day in (21, 22, 23):
        nights.look(f"2026-11-{day}T04:00")
        (desk.folder / "backups" / "mine.zip").touch()
    assert _backups(desk) == ["backup-20261122-023000Z.zip", "backup-20261123-023000Z.zip", "mine.zip"]


def test_a_crash_before_a_backup_is_remembered_makes_no_second_one(nights: Nights) -> None:
    nights.look("2026-11-21T02:31")
    nights.restart(crashing_on="backup")
    with pytest.raises(Crash):
        nights.look("2026-11-21T03:31")
    made = (nights.desk.folder / "backups" / _backups(nights.desk)[0]).read_bytes()
    nights.restart()
    assert nights.look(minutes=5) == ["backup"]
    (name,) = _backups(nights.desk)
    assert (nights.desk.folder / "backups" / name).read_bytes() == made


def test_a_half_backup_of_that_name_is_made_anew(nights: Nights) -> None:
    nights.look("2026-11-21T02:31")
    (nights.desk.folder / "backups").mkdir()
    (nights.desk.folder / "backups" / "backup-20261121-023000Z.zip").write_bytes(b"PK half of it")
    nights.look("2026-11-21T03:31")
    assert nights.runs()[-1].result == "done"
    assert zipfile.is_zipfile(nights.desk.folder / nights.runs()[-1].file)


# ---------------------------------------------------------------- what stands in the way


def test_a_vendor_that_does_not_answer_is_tried_again_and_stops_nobody(nights: Nights) -> None:
    nights.down.add("dpa")
    assert nights.look("2026-11-21T02:30") == ["sync:ap"]
    assert nights.look(seconds=30) == []
    assert nights.pulls == ["dpa", "ap"]
    nights.look(minutes=1)
    nights.look(minutes=5)
    assert nights.pulls == ["dpa", "ap", "dpa", "dpa"]
    nights.down.clear()
    assert nights.look(minutes=15) == ["sync:dpa"]
    assert [each.job for each in nights.runs()] == ["sync:ap", "sync:dpa"]


def test_what_put_a_job_off_is_told(nights: Nights) -> None:
    nights.down.add("dpa")
    nights.at = berlin("2026-11-21T02:30")
    done = nights.round()
    assert done.put_off == {"sync:dpa": "The feed dpa does not answer."}
    assert done.troubles == ("The feed dpa does not answer.",)


def test_a_job_that_fails_is_remembered_with_its_sentence(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    nights.look("2026-11-21T02:31")

    def full(*_: object) -> object:
        raise Unusable("The disk is full.", code="STORE-FULL")

    object.__setattr__(nights.parts, "save", full)
    nights.at = berlin("2026-11-21T03:31")
    assert nights.round().troubles == ("The disk is full.",)
    assert (nights.runs()[-1].job, nights.runs()[-1].result) == ("backup", "failed")
    assert nights.look(hours=2) == []


def test_closing_the_program_leaves_the_job_due_and_no_half_file(nights: Nights) -> None:
    nights.look("2026-11-21T02:31")
    nights.at = berlin("2026-11-21T03:31")
    answers = iter([False, False])
    assert nights.keeper.run_due(lambda: next(answers, True)).ran == ()
    assert _backups(nights.desk) == []
    nights.restart()
    assert nights.look(minutes=1) == ["backup"]


def test_a_pull_that_was_broken_off_is_due_again(nights: Nights) -> None:
    nights.at = berlin("2026-11-21T02:30")
    answers = iter([False, True])
    assert nights.keeper.run_due(lambda: next(answers, True)).ran == ()
    nights.restart()
    assert nights.look(minutes=1) == ["sync:dpa", "sync:ap"]


# ---------------------------------------------------------------- rights that end


class Calendar:
    """Rights that change at known moments."""

    def __init__(self, *changes: str) -> None:
        self.changes = [berlin(each) for each in changes]
        self.checks: list[tuple[str, str]] = []
        self.answer: str | None = None

    def next_change(self, after: datetime) -> datetime | None:
        return next((each for each in self.changes if each > after), None)

    def check(self, actor: str, batch: str) -> str | None:
        self.checks.append((actor, batch))
        return self.answer and batch


def test_rights_are_looked_at_when_the_next_of_them_changes(desk: Desk) -> None:
    calendar = Calendar("2026-11-20T23:59:59.500", "2026-11-21T23:59:59", "2026-11-22T23:59:59", "2026-12-24T12:00")
    nights = Nights(desk, EVENING, calendar, {"backup": "", "nightly_sync": "", "month_end": ""})
    nights.round()
    assert nights.look("2026-11-20T23:59:58") == []
    assert nights.look("2026-11-21T00:00:20") == ["expiry"]
    assert nights.look("2026-11-21T12:00") == []
    assert nights.look("2026-11-30T12:00") == ["expiry"]
    assert nights.look("2026-12-01T12:00") == []
    assert [actor for actor, _ in calendar.checks] == ["timetable", "timetable"]
    assert nights.runs()[-1].result == "nothing"


def test_a_check_that_crashed_is_repeated_under_the_same_batch(desk: Desk) -> None:
    calendar = Calendar("2026-11-20T23:59:59", "2026-11-21T23:59:59")
    nights = Nights(desk, EVENING, calendar, {"backup": "", "nightly_sync": "", "month_end": ""})
    nights.round()
    nights.restart(crashing_on="expiry")
    with pytest.raises(Crash):
        nights.look("2026-11-21T00:01")
    nights.restart()
    calendar.answer = "some"
    assert nights.look("2026-11-23T08:00") == ["expiry"]
    assert len(calendar.checks) == 2
    assert calendar.checks[0] == calendar.checks[1]
    assert nights.runs()[-1].batch == calendar.checks[0][1]
    assert nights.look(days=1) == []


# ---------------------------------------------------------------- what stands on it


def test_the_list_tells_next_and_last_run_and_writes_nothing(desk: Desk) -> None:
    nights = Nights(desk, EVENING)
    nights.feed("dpa")
    position = desk.log.head().position
    told = {each.job: each.next_run for each in nights.keeper.entries()}
    assert told == {
        "sync:dpa": berlin("2026-11-21T02:30"),
        "expiry": None,
        "drafting": berlin("2026-12-01T06:00"),
        "backup": berlin("2026-11-21T03:30"),
    }
    assert desk.log.head().position == position
    nights.round()
    nights.at = berlin("2026-11-23T02:31")
    assert [each.job for each in nights.keeper.entries() if each.waiting] == ["sync:dpa", "backup"]
    nights.round()
    sync = nights.keeper.entries()[0]
    assert (sync.waiting, sync.last_run, sync.next_run) == (False, nights.at, berlin("2026-11-24T02:30"))


def test_feeds_have_their_own_time_or_none_and_may_come_and_go(desk: Desk) -> None:
    nights = Nights(desk, EVENING, settings={"nightly_sync": "02:30, dpa=04:00, ap=", "backup": ""})
    for name in ("dpa", "ap", "getty"):
        nights.feed(name)
    nights.round()
    assert nights.look("2026-11-21T02:31") == ["sync:getty"]
    assert nights.look("2026-11-21T04:00") == ["sync:dpa"]
    desk.feeds.remove("dpa")
    nights.feed("superdesk")
    assert nights.look("2026-11-21T12:00") == []
    assert nights.look("2026-11-22T12:00") == ["sync:getty", "sync:superdesk"]


def test_a_named_job_runs_at_once_and_its_next_night_stays(nights: Nights) -> None:
    (ran,) = nights.keeper.run("sync:dpa").ran
    assert datetime.fromisoformat(ran.due_at) == EVENING
    assert nights.look("2026-11-21T02:31") == ["sync:dpa", "sync:ap"]
    with pytest.raises(Unknown, match="sync:nobody"):
        nights.keeper.run("sync:nobody")


def test_a_named_job_that_is_waiting_runs_for_what_it_missed(nights: Nights) -> None:
    nights.at = berlin("2026-11-21T09:00")
    (ran,) = nights.keeper.run("sync:dpa").ran
    assert datetime.fromisoformat(ran.due_at) == berlin("2026-11-21T02:30")
    assert nights.look(minutes=1) == ["sync:ap", "backup"]
