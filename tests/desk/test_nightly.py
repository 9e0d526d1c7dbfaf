"""A command repeated every night: planned from a batch, given by the timetable, refused where a person is needed."""

import pytest

from rightsdesk.desk.nightly import FILE_NAME
from tests.kit.terminal import Terminal


@pytest.fixture
def updated(bought: Terminal) -> Terminal:
    bought.json("images", "update", "--where", "state:usable", "--set", "usage_terms=Editorial only", "--wait")
    return bought


def _number(terminal: Terminal, kind: str) -> str:
    return next(str(one["number"]) for one in terminal.json("batches", "list") if one["kind"] == kind)


def test_the_command_of_a_batch_is_given_again_by_the_timetable(updated: Terminal) -> None:
    planned = updated.json(
        "timetable", "repeat", _number(updated, "update-metadata"), "--at", "02:15", "--name", "Terms"
    )
    assert planned["at"] == "02:15"
    (job,) = [one for one in updated.json("timetable", "list") if one["job"] == "nightly:Terms"]
    assert job["rule"] == "every day at 02:15 (Europe/Berlin)"
    ran = updated.json("timetable", "run", "nightly:Terms")["ran"][0]
    assert ran["result"] == "done"
    newest = updated.json("batches", "list")[0]
    assert (newest["actor"], newest["kind"]) == ("timetable", "update-metadata")


def test_a_purchase_needs_a_person_every_time(bought: Terminal) -> None:
    said = bought.run("timetable", "repeat", _number(bought, "buy-images"))
    assert said.code == 1
    assert "needs a person" in said.err


def test_a_wrong_time_is_named_with_the_right_form(updated: Terminal) -> None:
    said = updated.run("timetable", "repeat", _number(updated, "update-metadata"), "--at", "25:00")
    assert "'25:00' is no time of the day; write it as 02:30" in said.err


def test_a_command_of_the_night_can_be_forgotten(updated: Terminal) -> None:
    updated.json("timetable", "repeat", _number(updated, "update-metadata"), "--name", "Terms")
    updated.json("timetable", "forget", "Terms")
    assert updated.run("timetable", "forget", "Terms").code == 1


def test_a_damaged_list_of_commands_names_its_file(updated: Terminal) -> None:
    (updated.folder / FILE_NAME).write_text("{", encoding="utf-8")
    said = updated.run("timetable", "list")
    assert FILE_NAME in said.err
