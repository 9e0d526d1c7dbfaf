import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ui.kit import words as spoken
from ui.kit.literals import Hidden, Literal, collect
from ui.kit.words import catalogue, phrase, tn, tr, words

ROOT = Path(__file__).resolve().parents[3]
LITERALS = list(collect(ROOT / "ui"))
PLACEHOLDERS = re.compile(r"%n|\{[a-z_]+\}")


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    words().use("en")
    yield
    words().use("en")


def _forms(found: str | list[str]) -> list[str]:
    return [found] if isinstance(found, str) else found


def test_every_literal_of_the_window_is_said_in_german() -> None:
    german = catalogue("de")
    missing = [f"{one.where} {one.text!r}" for one in LITERALS if not german.get(one.context, {}).get(one.text)]
    assert not missing, "\n".join(missing)


def test_every_counted_literal_has_both_forms_in_both_languages() -> None:
    missing = [
        f"{language} {one.where} {one.text!r}"
        for language in ("en", "de")
        for one in LITERALS
        if one.counted and len(_forms(catalogue(language).get(one.context, {}).get(one.text, ""))) != 2
    ]
    assert not missing, "\n".join(missing)


def test_translations_fill_the_same_places_as_the_original() -> None:
    wrong = []
    for language in ("en", "de"):
        for context, entries in catalogue(language).items():
            for literal, found in entries.items():
                wanted = sorted(PLACEHOLDERS.findall(literal))
                wrong += [
                    f"{context}: {form}" for form in _forms(found) if sorted(PLACEHOLDERS.findall(form)) != wanted
                ]
    assert not wrong


def test_no_translation_is_kept_for_words_that_are_gone() -> None:
    known = {(one.context, one.text) for one in LITERALS}
    left = [
        f"{language} {context}: {literal}"
        for language in ("en", "de")
        for context, entries in catalogue(language).items()
        for literal in entries
        if (context, literal) not in known and context != "Core"
    ]
    assert not left, "\n".join(left)


def test_a_computed_text_is_refused_by_the_collector(tmp_path: Path) -> None:
    (tmp_path / "screen.py").write_text('tr("Frame", f"Event {number}")\n')
    with pytest.raises(Hidden, match=r"screen\.py:1"):
        list(collect(tmp_path))


def test_the_collector_sees_plain_and_counted_literals(tmp_path: Path) -> None:
    (tmp_path / "screen.py").write_text('tr("A", "plain")\nwords.tn("A", "%n row(s)", 3)\n')
    assert list(collect(tmp_path)) == [
        Literal("A", "plain", counted=False, where="screen.py:1"),
        Literal("A", "%n row(s)", counted=True, where="screen.py:2"),
    ]


def test_numbers_in_sentences_are_grouped_as_the_language_does() -> None:
    assert tr("Frame", "Synchronising {count}", count=4214) == "Synchronising 4,214"
    words().use("de")
    assert tr("Frame", "Synchronising {count}", count=4214) == "Gleicht ab: 4.214"


def test_one_thing_and_many_things_differ_in_both_languages() -> None:
    assert [tn("Show", "in %n day(s)", n) for n in (1, 3)] == ["in 1 day", "in 3 days"]
    words().use("de")
    assert [tn("Show", "in %n day(s)", n) for n in (1, 3)] == ["in 1 Tag", "in 3 Tagen"]


def test_a_declared_phrase_follows_a_later_change_of_language() -> None:
    declared = phrase("Frame", "Quit")
    assert str(declared) == "Quit"
    words().use("de")
    assert str(declared) == "Beenden"


def test_an_unknown_language_falls_back_to_english() -> None:
    words().use("xx")
    assert words().language == "en"


def test_what_follows_the_words_stops_with_its_owner(qapp: QApplication) -> None:
    from PySide6.QtCore import QObject
    from shiboken6 import delete

    heard, owner = [], QObject()
    spoken.follow_words(owner, lambda: heard.append(words().language))
    words().use("de")
    delete(owner)
    words().use("en")
    assert heard == ["en", "de"]
