"""Named views lie in the workspace's folder: found by everybody, handed on as a file, never in the way when broken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rightsdesk import bootstrap
from rightsdesk.desk import Desk, NamedView
from rightsdesk.faults import Invalid
from rightsdesk.settings import Settings


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "workspace"
    bootstrap.create_workspace(folder, Settings())
    opened = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    yield opened
    opened.close()


def _mine(name: str = "Sport, cheap", rank: int = 0) -> NamedView:
    return NamedView("", "images", name, rank, {"where": "platform:sport price<30"})


def test_a_kept_view_is_found_by_whoever_opens_the_workspace(desk: Desk, tmp_path: Path) -> None:
    kept = desk.views.keep(_mine())
    desk.close()
    again = bootstrap.open_desk(tmp_path / "workspace", bootstrap.Opening(in_process=True, actor="anna"))
    assert again.views.all().views == (kept,)
    again.close()


def test_two_views_of_one_name_are_two_files_in_order(desk: Desk) -> None:
    desk.views.keep(_mine(rank=2))
    desk.views.keep(_mine(rank=1))
    assert [one.rank for one in desk.views.all().views] == [1, 2]


def test_a_view_without_a_name_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(Invalid, match="has no name"):
        desk.views.keep(_mine("  \n "))
    with pytest.raises(Invalid, match="81 letters"):
        desk.views.keep(_mine("x" * 81))


def test_a_broken_view_is_set_aside_and_the_others_stay(desk: Desk) -> None:
    kept = desk.views.keep(_mine())
    (desk.views.folder / "broken-view.json").write_bytes(b'{"rightsdesk_view": 1, ')
    shelved = desk.views.all()
    assert shelved.views == (kept,)
    assert "broken-view.json" in shelved.troubles[0]
    assert (desk.views.folder / "broken-view.set-aside").exists()
    assert desk.views.all().troubles == ()


def test_a_view_is_handed_on_as_a_file_and_taken_in(desk: Desk, tmp_path: Path) -> None:
    kept = desk.views.keep(_mine())
    desk.views.give(kept, tmp_path / "sport.rdview")
    desk.views.forget(kept.key)
    brought = desk.views.bring(tmp_path / "sport.rdview")
    assert (brought.name, brought.kept) == (kept.name, kept.kept)
    assert desk.views.all().views == (brought,)


@pytest.mark.parametrize("text", ["", "[]", '{"rightsdesk_view": 9, "kept": {}}', "\x00" * 300_000])
def test_any_other_file_is_refused_and_nothing_taken_in(desk: Desk, tmp_path: Path, text: str) -> None:
    (tmp_path / "other.txt").write_text(text)
    with pytest.raises(Invalid, match=r"other\.txt is no saved view"):
        desk.views.bring(tmp_path / "other.txt")
    assert desk.views.all().views == ()


def test_a_key_never_leads_out_of_the_folder(desk: Desk) -> None:
    with pytest.raises(Invalid):
        desk.views.forget("../settings")


def test_a_forgotten_view_is_gone_and_may_be_forgotten_twice(desk: Desk) -> None:
    kept = desk.views.keep(_mine())
    desk.views.forget(kept.key)
    desk.views.forget(kept.key)
    assert desk.views.all().views == ()
