"""Secrets: in the key ring where there is one, else in a file that only its owner reads."""

from functools import partial
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from rightsdesk.faults import Unusable
from rightsdesk.strongbox import Strongbox


class Ring(KeyringBackend):
    """A key ring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring leaves it unannotated
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
def with_ring(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> Ring:
    monkeypatch.setattr(keyring.core, "_keyring_backend", ring)
    return ring


def test_a_secret_goes_to_the_key_ring_and_to_no_file(tmp_path: Path, with_ring: Ring) -> None:
    box = Strongbox(tmp_path)
    assert box.keep("demo", "s3cret") is True
    assert box.find("demo") == "s3cret"
    assert list(tmp_path.iterdir()) == []
    box.forget("demo")
    assert box.find("demo") is None


def test_two_workspaces_do_not_share_secrets(tmp_path: Path, with_ring: Ring) -> None:
    Strongbox(tmp_path / "a").keep("demo", "first")
    Strongbox(tmp_path / "b").keep("demo", "second")
    assert Strongbox(tmp_path / "a").find("demo") == "first"


def test_without_a_key_ring_a_private_file_serves_and_it_is_said(tmp_path: Path) -> None:
    box = Strongbox(tmp_path)
    assert box.keep("demo", "s3cret") is False
    assert box.keep("other", "more") is False
    assert box.find("demo") == "s3cret"
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
    box.forget("demo")
    assert (box.find("demo"), box.find("other")) == (None, "more")


def test_an_unknown_secret_is_none_and_forgetting_it_is_harmless(tmp_path: Path, with_ring: Ring) -> None:
    box = Strongbox(tmp_path)
    assert box.find("nobody") is None
    box.forget("nobody")


def test_a_damaged_file_is_a_sentence_and_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text("{", encoding="utf-8")
    box = Strongbox(tmp_path)
    for deed in (partial(box.find, "demo"), partial(box.keep, "demo", "x"), partial(box.forget, "demo")):
        with pytest.raises(Unusable) as told:
            deed()
        assert told.value.code == "SECRETS"
    assert (tmp_path / "secrets.json").read_text(encoding="utf-8") == "{"


def test_a_disk_that_takes_nothing_keeps_the_earlier_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = Strongbox(tmp_path)
    box.keep("demo", "before")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("rightsdesk.strongbox.json.dump", full)
        with pytest.raises(Unusable, match="No space left"):
            box.keep("demo", "after")
    assert box.find("demo") == "before"
