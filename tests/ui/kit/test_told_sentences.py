"""Sentences of the core that name something each time are said in the window's language, too."""

from collections.abc import Iterator

import pytest

from rightsdesk.documents.checking import RULES
from ui.kit.words import catalogue, told, words


@pytest.fixture
def german() -> Iterator[None]:
    words().use("de")
    yield
    words().use("en")


def test_every_finding_of_the_checks_has_its_german_sentence() -> None:
    known = catalogue("de")["Core"]

    assert [code for code, rule in RULES.items() if rule.sentence not in known] == []


@pytest.mark.usefixtures("german")
def test_what_a_sentence_names_stays_and_the_rest_is_german() -> None:
    assert told("The VAT id DE1 is wrong: its form or check digit does not fit.") == (
        "Die USt-IdNr. DE1 ist falsch: Form oder Prüfziffer passt nicht."
    )


@pytest.mark.usefixtures("german")
def test_a_sentence_within_a_sentence_is_german_as_well() -> None:
    said = told("The vendor has no name; enter it. Put it right, then check the credit advice again.")

    assert said == (
        "Der Lieferant hat keinen Namen; bitte eintragen. Bitte berichtigen und die Gutschrift danach erneut prüfen."
    )


@pytest.mark.usefixtures("german")
def test_each_filled_sentence_is_recognised_as_its_own_pattern() -> None:
    for rule in RULES.values():
        names = {name: f"<{name}>" for name in _names(rule.sentence)}
        expected = str(catalogue("de")["Core"][rule.sentence]).format(**names)

        assert told(rule.sentence.format(**names)) == expected


@pytest.mark.usefixtures("german")
def test_a_sentence_that_nobody_knows_stays_as_it_is() -> None:
    assert told("Nobody ever wrote this {sentence}.") == "Nobody ever wrote this {sentence}."


def _names(sentence: str) -> list[str]:
    return [part.partition("}")[0] for part in sentence.split("{")[1:]]
