"""The timetable from the command line: what comes next, and run now what is due."""

from datetime import UTC, datetime, timedelta

import pytest

from rightsdesk import bootstrap
from tests.kit.nights import Vendor
from tests.kit.terminal import Terminal


class Clock:
    """The moment that the program takes for now."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(bootstrap, "_now", clock)
    return clock


def _jobs(terminal: Terminal) -> dict[str, dict[str, object]]:
    return {row["job"]: row for row in terminal.json("timetable", "list")}


def test_the_list_names_each_job_with_its_next_and_last_run(empty: Terminal, clock: Clock) -> None:
    jobs = _jobs(empty)
    assert {job: row["next_run"] for job, row in jobs.items()} == {
        "expiry": None,
        "drafting": "2026-12-01T06:00:00+01:00",
        "backup": "2026-11-21T03:30:00+01:00",
    }
    assert jobs["backup"]["last_run"] is None
    assert "every day at 03:30 (Europe/Berlin)" in empty.run("timetable", "list").out


def test_what_is_due_is_run_once(empty: Terminal, clock: Clock) -> None:
    assert empty.json("timetable", "run") == {"ran": [], "put_off": {}}
    clock.at += timedelta(days=3)
    assert _jobs(empty)["backup"]["waiting"] is True
    assert "now" in empty.run("timetable", "list").out
    (ran,) = empty.json("timetable", "run")["ran"]
    assert (ran["job"], ran["result"], ran["due_at"]) == ("backup", "done", "2026-11-23T02:30:00+00:00")
    assert (empty.folder / ran["file"]).is_file()
    assert empty.run("timetable", "run").out.strip() == "Nothing is due."
    backup = _jobs(empty)["backup"]
    assert (backup["waiting"], backup["last_run"]) == (False, "2026-11-23T18:00:00+01:00")


def test_a_named_job_is_run_now_and_its_batch_is_named(bought: Terminal) -> None:
    said = bought.run("timetable", "run", "drafting")
    assert said.code == 0
    assert "is queued; carry it out with: rightsdesk worker" in said.out
    (batch,) = [each for each in bought.json("batches", "list") if each["kind"] == "generate-advices"]
    shown = bought.json("batches", "show", batch["id"])
    assert shown["actor"] == "timetable"
    assert _jobs(bought)["drafting"]["batch"] == batch["id"]


def test_a_feed_that_does_not_answer_stays_due_and_is_told(empty: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    empty.json("feeds", "add", "dpa", "https://dpa.example")
    monkeypatch.setattr(bootstrap, "_open_feed", lambda *_: Vendor([], {"dpa"}, "dpa"))
    said = empty.run("--json", "timetable", "run", "sync:dpa")
    assert (said.code, said.document) == (1, {"ran": [], "put_off": {"sync:dpa": "The feed dpa does not answer."}})
    assert _jobs(empty)["sync:dpa"]["last_run"] is None
    assert "It stays due." in empty.run("timetable", "run", "sync:dpa").out


def test_an_unknown_job_is_refused_with_the_names_there_are(empty: Terminal) -> None:
    said = empty.run("timetable", "run", "backups")
    assert (said.code, "JOB-UNKNOWN" in said.err) == (1, True)
    assert "expiry, drafting, backup" in said.err


def test_a_worker_runs_what_is_due_and_carries_its_batches_out(bought: Terminal, clock: Clock) -> None:
    bought.json("worker", "--until-idle")
    clock.at += timedelta(days=32)
    bought.json("worker", "--until-idle")
    (batch,) = [each for each in bought.json("batches", "list") if each["kind"] == "generate-advices"]
    assert batch["state"] == "done"
    assert list((bought.folder / "backups").glob("backup-*.zip"))
    position = bought.json("log", "stats")["events"]
    bought.json("worker", "--until-idle")
    assert bought.json("log", "stats")["events"] == position
