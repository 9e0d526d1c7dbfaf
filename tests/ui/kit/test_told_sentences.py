"""Sentences of the core that name something each time are said in the window's language, too."""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest

from rightsdesk.documents.checking import RULES
from rightsdesk.faults import Fault
from rightsdesk.readmodel.conditions import Compiler
from rightsdesk.readmodel.filters import parse
from rightsdesk.vendorsync.ninjs import Reading
from rightsdesk.vendorsync.translate import Sorted
from ui.kit.contents import told_each
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


def _reason(**item: object) -> str:
    """Why a picture of a feed is set aside."""
    whole = {"uri": "https://hub.example/items/alpenpix/7", "type": "picture", **item}
    (rejected,) = Sorted([whole], Reading(None)).rejected
    return rejected.reason


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"headline": 5}, "Bild 7: $.headline sollte ein Text sein, nicht int; der Eintrag wurde beiseitegelegt."),
        (
            {"versioncreated": "2026-13-01T00:00:00Z"},
            "Bild 7: das Datum „2026-13-01T00:00:00Z“ ist ungültig; der Eintrag wurde beiseitegelegt.",
        ),
        (
            {"pubstatus": "a: b; c"},
            "Bild 7: der Veröffentlichungsstatus „a: b; c“ ist nicht bekannt; der Eintrag wurde beiseitegelegt.",
        ),
        (
            {"uri": ""},
            "Bild ohne Adresse: der Eintrag hat keine Adresse; der Eintrag wurde beiseitegelegt.",
        ),
    ],
)
def test_why_a_picture_is_set_aside_is_said_in_german(item: dict[str, object], said: str) -> None:
    assert told(_reason(**item)) == said


@pytest.mark.usefixtures("german")
def test_a_fault_that_was_tried_again_is_german_in_all_its_parts() -> None:
    assert told("hub.example has a fault of its own (status 503). Tried 3 times; what arrived before is kept.") == (
        "hub.example hat selbst eine Störung (Status 503). 3-mal versucht; was vorher ankam, bleibt erhalten."
    )


@pytest.mark.usefixtures("german")
def test_large_numbers_within_a_sentence_are_grouped_as_in_german() -> None:
    assert told("It has more than 250,000 rows; ask the vendor for smaller files.") == (
        "Sie hat mehr als 250.000 Zeilen; bitte den Lieferanten um kleinere Dateien bitten."
    )


@pytest.mark.usefixtures("german")
def test_sentences_in_a_row_are_german_one_by_one() -> None:
    said = told(
        "/b.zip is damaged: a is missing; b is not listed; and 3 more. Nothing was restored; use another backup."
    )

    assert said.startswith("/b.zip ist beschädigt: a fehlt; b ist nicht verzeichnet; und 3 weitere. ")


@pytest.mark.usefixtures("german")
def test_the_place_of_a_mistake_in_a_filter_stays_under_the_caret() -> None:
    with pytest.raises(Fault) as refused:
        parse('price:1 "open')
    english, german = refused.value.sentence.splitlines(), told(refused.value.sentence).splitlines()

    assert german[0] == "Dieses Anführungszeichen wird nicht geschlossen:"
    assert german[1:] == english[1:]


@pytest.mark.usefixtures("german")
def test_the_columns_a_filter_may_ask_for_are_named_in_german() -> None:
    with pytest.raises(Fault) as refused:
        Compiler({}, lambda _values: ("", ()), date(2026, 1, 1)).compile("colour:red")

    assert told(refused.value.sentence).startswith("Eine Spalte 'colour' gibt es nicht:\ncolour:red\n^")


@pytest.mark.usefixtures("german")
def test_the_notes_of_a_picture_are_german_one_by_one() -> None:
    row = SimpleNamespace(
        remarks=("Territory in words: DACH", "title has 12,000 characters; the first 10,000 are kept.")
    )

    assert told_each("remarks")(row) == (
        "Gebiet in Worten: DACH; title hat 12.000 Zeichen; die ersten 10.000 werden behalten."
    )


@pytest.mark.usefixtures("german")
def test_a_text_that_somebody_wrote_at_length_is_left_alone() -> None:
    text = "it is no picture and 3 more " * 500

    assert told(text) == text


def _names(sentence: str) -> list[str]:
    return [part.partition("}")[0] for part in sentence.split("{")[1:]]
