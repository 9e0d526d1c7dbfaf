"""The doors of the installed program that not every start goes through."""

from pathlib import Path

import pytest

from rightsdesk import bootstrap, reference
from rightsdesk.faults import Fault
from rightsdesk.settings import Settings
from ui.doors import further


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    bootstrap.create_workspace(tmp_path / "mine", Settings(name="Mine"))
    return tmp_path / "mine"


def test_a_workspace_is_found_by_its_folder_its_log_or_a_reference(workspace: Path, tmp_path: Path) -> None:
    located = further().located
    file = reference.write(tmp_path / "mine.rightsdesk", workspace, "Mine")
    for named in (workspace, workspace / "events.db", file, f"file://{workspace}"):
        assert located(str(named)) == workspace


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ("", "Name the folder"),
        ("nowhere", "There is no folder"),
        ("other", "No workspace lies in"),
        ("text.rightsdesk", "is not a workspace reference"),
    ],
)
def test_each_thing_that_is_no_workspace_has_its_own_sentence(tmp_path: Path, named: str, sentence: str) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "text.rightsdesk").write_text("hello", encoding="utf-8")
    with pytest.raises(Fault, match=sentence):
        further().located(str(tmp_path / named) if named else "")


def test_a_back_up_is_restored_with_progress_up_to_the_check(workspace: Path, tmp_path: Path) -> None:
    desk = bootstrap.open_desk(workspace)
    desk.back_up(tmp_path / "backup.zip")
    desk.close()
    heard: list[tuple[int, int, str]] = []
    further().restore(tmp_path / "backup.zip", tmp_path / "again", lambda *told: heard.append(told))
    assert heard[-1][0] == heard[-1][1] > 0
    assert heard[-1][2] == "verify"
    assert further().located(str(tmp_path / "again")) == tmp_path / "again"


def test_a_restoring_that_is_stopped_leaves_nothing(workspace: Path, tmp_path: Path) -> None:
    desk = bootstrap.open_desk(workspace)
    desk.back_up(tmp_path / "backup.zip")
    desk.close()

    def stop(_done: int, _total: int, _step: str) -> None:
        raise Fault("Stopped.")

    with pytest.raises(Fault, match="Stopped"):
        further().restore(tmp_path / "backup.zip", tmp_path / "again", stop)
    assert not (tmp_path / "again").exists()
