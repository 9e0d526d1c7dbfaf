"""Batches on the command line: followed, stopped, tried again, done again, undone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from rightsdesk.cli import session
from rightsdesk.hub.access import Credentials
from rightsdesk.hub.server import HubServer
from rightsdesk.hub.state import HubOptions, HubState
from rightsdesk.vendorsync import http
from tests.kit.terminal import Said, Terminal
from tests.kit.workspaces import IMAGES

PROMISED = {"id", "kind", "state", "total", "done", "unchanged", "failed", "conflicted", "remaining", "rate", "reasons"}


def _queued(terminal: Terminal, title: str = "Queued") -> str:
    ticket = terminal.json("images", "update", "--where", "", "--set", f"title={title}")
    return str(ticket["number"])


def _titles(terminal: Terminal) -> set[str]:
    return {row["title"] for row in terminal.json("images", "list")}


def _numbers(terminal: Terminal) -> list[str | None]:
    return sorted(row["number"] for row in terminal.json("advices", "list"))


def test_show_has_every_promised_field(bought: Terminal) -> None:
    shown = bought.json("batches", "show", _queued(bought))
    assert shown.keys() >= PROMISED
    assert (shown["kind"], shown["total"], shown["remaining"]) == ("update-metadata", IMAGES, IMAGES)


def test_the_list_shows_the_newest_first(bought: Terminal) -> None:
    number = int(_queued(bought))
    rows = bought.json("batches", "list")
    assert [row["number"] for row in rows] == list(range(number, 0, -1))


def test_a_paused_batch_rests_until_resumed(bought: Terminal) -> None:
    number = _queued(bought)
    assert bought.json("batches", "pause", number)["state"] == "paused"
    assert bought.json("batches", "resume", number, "--wait")["done"] == IMAGES
    assert _titles(bought) == {"Queued"}


def test_cancelling_withdraws_what_has_not_begun(bought: Terminal) -> None:
    before = _titles(bought)
    shown = bought.json("batches", "cancel", _queued(bought))
    assert (shown["state"], shown["remaining"], shown["done"]) == ("cancelled", 0, 0)
    assert _titles(bought) == before


def test_pausing_a_finished_batch_is_refused(bought: Terminal) -> None:
    said = bought.run("--json", "batches", "pause", "1")
    assert (said.code, said.document["error"]["code"]) == (1, "BatchNotRunning")


def test_retry_takes_up_only_what_failed(bought: Terminal) -> None:
    bought.json("images", "update", "--where", "", "--set", "use_until=2020-01-31", "--wait")
    bought.json("platforms", "add", "neu", "--name", "Neu")
    some = "vendor:" + bought.json("vendors", "list")[0]["id"]
    bought.json("images", "update", "--where", some, "--set", "use_until=2036-01-31", "--wait")
    first = bought.run("--json", "images", "buy", "--where", "", "--platform", "neu", "--wait").document
    assert (first["done"] > 0, first["failed"] > 0) == (True, True)
    bought.json("images", "update", "--where", "", "--set", "use_until=2036-01-31", "--wait")
    again = bought.json("batches", "retry", first["id"], "--wait")
    assert (again["done"], again["failed"], again["total"]) == (IMAGES, 0, IMAGES)


def test_retry_without_failures_is_refused(bought: Terminal) -> None:
    number = _queued(bought)
    bought.json("worker", "--until-idle")
    said = bought.run("--json", "batches", "retry", number)
    assert (said.code, said.document["error"]["code"]) == (1, "NothingFailed")


def test_undo_restores_what_stood_before_and_leaves_later_changes(bought: Terminal) -> None:
    before = {row["key"]: row["title"] for row in bought.json("images", "list")}
    number = _queued(bought, "Mistake")
    bought.json("worker", "--until-idle")
    later = next(iter(before))
    bought.json("images", "update", "--where", f'key:"{later}"', "--set", "title=Better", "--wait")
    said = bought.run("--json", "batches", "undo", number, "--wait")
    assert said.code == 3
    assert (said.document["done"], said.document["conflicted"]) == (IMAGES - 1, 1)
    assert {row["key"]: row["title"] for row in bought.json("images", "list")} == {**before, later: "Better"}


def test_undo_twice_is_refused(bought: Terminal) -> None:
    number = _queued(bought)
    bought.json("worker", "--until-idle")
    bought.json("batches", "undo", number, "--wait")
    said = bought.run("--json", "batches", "undo", number)
    assert (said.code, said.document["error"]["code"]) == (1, "AlreadyUndone")


def test_a_purchase_cannot_be_undone_and_says_so(bought: Terminal) -> None:
    assert bought.run("--json", "batches", "undo", "1").document["error"]["code"] == "NotUndoable"


def test_a_preview_of_redo_counts_and_delivers_nothing(issued: Terminal) -> None:
    before = issued.json("log", "verify")["head"]
    told = issued.json("batches", "redo", "1", "--preview")
    assert (told["items"], told["outcomes"]) == (IMAGES, {"unchanged": IMAGES})
    assert issued.json("log", "verify")["head"] == before


def test_redo_of_issued_advices_draws_no_number_and_prints_the_same_bytes(issued: Terminal) -> None:
    """The files are thrown away first; the press makes every byte again."""
    number = issued.json("batches", "list", "--where", "kind:issue-advices")[0]["number"]
    numbers = _numbers(issued)
    files = {Path(row["pdf"]): Path(row["pdf"]).read_bytes() for row in issued.json("advices", "list")}
    for file in files:
        file.unlink()
    told = issued.json("batches", "redo", str(number), "--preview")
    assert told["outcomes"] == {"again": len(files)}
    done = issued.json("batches", "redo", str(number), "--wait")
    assert (done["failed"], done["remaining"]) == (0, 0)
    assert _numbers(issued) == numbers
    assert {file: file.read_bytes() for file in files} == files
    drawn = issued.json("log", "stats")["by_name"]["numbering.number-drawn"]
    assert drawn == len(numbers)


def test_redo_of_a_refresh_asks_the_vendor_again(tmp_path: Path, empty: Terminal) -> None:
    """What the vendor changed since the first run arrives with the second."""
    state = HubState.from_sample(20, 2, 3, options=HubOptions(account=Credentials(open=True)))
    with HubServer(state) as hub:
        empty.json("feeds", "add", "demo", hub.url)
        empty.json("sync")
        first = empty.json("images", "update", "--where", "", "--from-vendor", "--wait")
        changed = state.bump(0.5, 1)
        again = empty.json("batches", "redo", first["id"], "--why", "vendor corrected prices", "--wait")
    assert (first["unchanged"], again["done"]) == (20, changed)


def test_redo_waits_for_the_end_of_the_first_run(bought: Terminal) -> None:
    said = bought.run("--json", "batches", "redo", _queued(bought))
    assert (said.code, said.document["error"]["code"]) == (1, "BatchNotFinished")


def test_watch_prints_one_document_a_line_until_the_end(bought: Terminal) -> None:
    number = _queued(bought)
    bought.json("worker", "--until-idle")
    said = bought.run("--json", "batches", "watch", number)
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert (said.code, lines[-1]["state"], lines[-1]["remaining"]) == (0, "finished", 0)


@pytest.mark.parametrize("verb", ["show", "watch", "pause", "resume", "cancel", "retry", "redo", "undo"])
@pytest.mark.parametrize("named", ["4711", "no-such-batch", "01a20afa-63e7-7724-9984-91b7a444b579"])
def test_a_stranger_among_batches_is_named_unknown(bought: Terminal, verb: str, named: str) -> None:
    said = bought.run("--json", "batches", verb, named)
    assert said.code == 1
    assert said.document["error"]["code"] in {"BatchUnknown", "UNKNOWN"}


def test_a_vendor_that_is_down_leaves_the_batch_waiting_with_its_reason(
    empty: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost: when the vendor is back, a worker finishes the batch."""
    monkeypatch.setattr(session, "PATIENCE", 0.0)
    monkeypatch.setattr(http, "full_jitter", lambda *_: 0.0)
    options = HubOptions(account=Credentials(open=True))
    state = HubState.from_sample(20, 2, 3, options=options)
    with HubServer(state) as hub:
        port = int(hub.url.rsplit(":", 1)[1])
        empty.json("feeds", "add", "demo", hub.url)
        empty.json("sync")
    down = empty.run("--json", "images", "update", "--where", "", "--from-vendor", "--wait")
    assert (down.code, down.document["remaining"]) == (3, 20)
    assert "cannot be reached" in down.document["waiting"]
    told = empty.run("batches", "show", "1")
    assert "waiting:" in told.out
    with HubServer(state, port):
        assert _later(lambda: empty.run("--json", "batches", "show", "1"), lambda: empty.json("worker", "--until-idle"))


def _later(shown: Callable[[], Said], work: Callable[[], object]) -> bool:
    """Items put off are due again after some seconds; the worker waits for them."""
    work()
    document = shown().document
    return bool(document["unchanged"] == 20 and document["remaining"] == 0)
