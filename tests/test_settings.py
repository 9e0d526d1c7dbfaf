"""Settings of a workspace: read strictly, written whole."""

from datetime import date
from pathlib import Path

import pytest

from rightsdesk import settings
from rightsdesk.faults import Invalid, Unusable
from rightsdesk.settings import Settings


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    given = Settings(name='Müller "& Söhne"', sample=True, zone="America/New_York", currency="CHF", sync_minutes=0)
    settings.save(tmp_path, given)
    assert settings.load(tmp_path) == given
    assert [file.name for file in tmp_path.iterdir()] == ["settings.toml"]


def test_without_a_file_the_defaults_stand(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == Settings()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sample = true\nname = nothing\n", "line 2"),
        ("colour = 1", "no setting 'colour'"),
        ("name = 7", "must be a text"),
        ('sync_minutes = "often"', "must be a whole number"),
        ("sync_minutes = true", "must be a whole number"),
        ("sample = 1", "must be true or false"),
        ('zone = "Mars/Olympus"', "no time zone"),
        ('zone = "../../etc/passwd"', "no time zone"),
        ('currency = "euro"', "not a currency"),
        ("sync_minutes = -1", "cannot be negative"),
        ("backups_kept = 0", "backups_kept must be 1 at least"),
        ("undo_days = 0", "undo_days must be 1 at least"),
        ('backup = "3:30"', "backup: '3:30' is no time of the day"),
        ('month_end = "24:00"', "month_end: '24:00' is no time"),
        ('nightly_sync = "at night"', "nightly_sync: 'at night' is no time"),
        ('nightly_sync = "02:30, 04:00"', "'04:00' names no feed"),
        ('second_approval_from = "1.000,00"', "second_approval_from: '1.000,00' is no amount"),
        ('second_approval_from = "-1"', "'-1' is no amount"),
        ("second_approval_from = 1000", "must be a text"),
        ('deputies = "weber=kim"', "deputies: 'weber=kim' cannot be read"),
        ('deputies = "weber=kim:2026-12-15..2026-12-01"', "cannot be read; write it as weber=kim:"),
        ('deputies = "weber=kim:2026-13-01..2026-12-15"', "cannot be read"),
        ('approvers = "abel"\ndeputies = "weber=kim:2026-12-01..2026-12-15"', "weber is not among the approvers"),
        ('nightly_sync = "02:30, dpa=late"', "nightly_sync: 'late' is no time"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_file(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        settings.load(tmp_path)
    assert told in refused.value.sentence
    assert str(tmp_path / "settings.toml") in refused.value.sentence
    assert refused.value.code == "SETTINGS"


def test_every_feed_has_the_common_time_its_own_or_none() -> None:
    given = Settings(nightly_sync="02:30, dpa = 04:00, archive=")
    assert [given.sync_time(feed) for feed in ("ap", "dpa", "archive")] == ["02:30", "04:00", ""]
    assert Settings(nightly_sync="").sync_time("ap") == ""
    assert Settings(nightly_sync=", dpa=04:00").sync_time("ap") == ""


@pytest.mark.parametrize("name", ["nightly_sync", "month_end", "backup"])
def test_an_empty_time_means_never(tmp_path: Path, name: str) -> None:
    (tmp_path / "settings.toml").write_text(f'{name} = ""', encoding="utf-8")
    assert getattr(settings.load(tmp_path), name) == ""


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(Invalid):
        settings.load(tmp_path)


def test_a_disk_that_takes_nothing_leaves_the_settings_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save(tmp_path, Settings(name="Before"))

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(Path, "write_text", full)
        with pytest.raises(Unusable, match="stay as they were"):
            settings.save(tmp_path, Settings(name="After"))
    assert settings.load(tmp_path).name == "Before"


def test_a_second_approval_is_asked_from_an_amount_on_always_or_never() -> None:
    asked = [Settings(second_approval_from=text).second_approval for text in ("1000.00", "1000", "0.5", "0", "")]
    assert asked == [100_000, 100_000, 50, 0, None]


def test_approvers_are_names_and_nobody_means_everybody() -> None:
    assert Settings(approvers="weber, abel ,").may_approve == ("weber", "abel")
    assert Settings().may_approve == ()


def test_a_deputy_stands_in_on_the_days_named_and_no_others() -> None:
    given = Settings(deputies="weber=kim:2026-12-01..2026-12-15; abel=lee:2026-12-10..2026-12-10")
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 15), date(2026, 12, 16)]
    assert [given.deputy_for("kim", day) for day in days] == ["", "weber", "weber", ""]
    assert [given.deputy_for("lee", date(2026, 12, day)) for day in (9, 10)] == ["", "abel"]
    assert given.deputy_for("weber", date(2026, 12, 1)) == ""
