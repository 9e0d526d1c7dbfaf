"""Questions are answered off the window's thread; of one asker only the newest answer arrives."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from rightsdesk.faults import Fault, Unavailable
from ui.workers.reader import Questions


class Shelf:
    """A reader that only knows whether it was given back."""

    closed = False

    def __init__(self) -> None:
        self.stopped = threading.Event()

    def stop(self) -> None:
        self.stopped.set()

    def close(self) -> None:
        self.closed = True


def _echo(_reader: object, word: str) -> str:
    return word


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def questions(shelf: Shelf) -> Iterator[Questions]:
    made = Questions(lambda: shelf)  # type: ignore[arg-type, return-value]
    made.start()
    yield made
    assert made.end()
    assert shelf.closed


def test_an_answer_arrives_on_the_windows_thread(questions: Questions, qtbot: QtBot) -> None:
    came: list[tuple[int, bool, bool]] = []
    main = threading.main_thread()

    def answer(found: tuple[int, bool]) -> None:
        came.append((*found, threading.current_thread() is main))

    questions.ask(("a",), lambda _reader: (6 * 7, threading.current_thread() is main), answer)
    qtbot.waitUntil(lambda: bool(came))
    assert came == [(42, False, True)]


def test_the_newest_question_of_an_asker_wins(questions: Questions, qtbot: QtBot) -> None:
    gate = threading.Event()
    came: list[str] = []
    questions.ask(("gate",), lambda _reader: gate.wait(5), lambda _open: None)
    for word in ("old", "older", "newest"):
        questions.ask(("typing",), partial(_echo, word=word), came.append)
    questions.ask(("other",), lambda _reader: "other", came.append)
    gate.set()
    qtbot.waitUntil(lambda: questions.waiting() == 0)
    assert came == ["newest", "other"]


def test_an_answer_that_is_outdated_on_arrival_is_dropped(questions: Questions, qtbot: QtBot) -> None:
    begun, gate, came = threading.Event(), threading.Event(), list[str]()

    def slow(_reader: object) -> str:
        begun.set()
        gate.wait(5)
        return "slow"

    questions.ask(("typing",), slow, came.append)
    assert begun.wait(5)
    questions.ask(("typing",), lambda _reader: "quick", came.append)
    gate.set()
    qtbot.waitUntil(lambda: bool(came))
    assert came == ["quick"]


def test_a_fault_reaches_the_one_who_asked(questions: Questions, qtbot: QtBot) -> None:
    sorry: list[Fault] = []

    def fails(_reader: object) -> None:
        raise Unavailable("The read model does not answer.")

    questions.ask(("a",), fails, lambda _never: None, sorry.append)
    qtbot.waitUntil(lambda: bool(sorry))
    assert sorry[0].sentence == "The read model does not answer."


def test_a_defective_question_does_not_silence_the_others(
    questions: Questions, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    came: list[object] = []
    questions.ask(("bad",), lambda reader: reader.no_such_thing, came.append, lambda _fault: came.append("sorry"))  # type: ignore[attr-defined]
    questions.ask(("good",), lambda _reader: "good", came.append)
    qtbot.waitUntil(lambda: len(came) == 2)
    assert came == ["sorry", "good"]
    assert "question failed" in caplog.text


def test_who_forgot_a_question_hears_nothing(questions: Questions, qtbot: QtBot) -> None:
    came: list[str] = []
    questions.ask(("gone",), lambda _reader: "gone", came.append)
    questions.forget(("gone",))
    questions.ask(("here",), lambda _reader: "here", came.append)
    qtbot.waitUntil(lambda: bool(came))
    assert came == ["here"]


def test_what_counts_many_rows_holds_up_neither_rows_nor_orders(questions: Questions, qtbot: QtBot) -> None:
    gate, came = threading.Event(), list[str]()
    questions.ask(("views",), lambda _reader: gate.wait(5), lambda _open: came.append("views"), lane="counts")
    questions.ask(("rows",), lambda _reader: "rows", came.append)
    questions.ask(("impact",), lambda _reader: "impact", came.append, lane="orders")
    qtbot.waitUntil(lambda: len(came) == 2)
    assert sorted(came) == ["impact", "rows"]
    gate.set()
    qtbot.waitUntil(lambda: came[-1] == "views")


def test_ending_breaks_off_the_answer_that_is_being_looked_for(shelf: Shelf, qtbot: QtBot) -> None:
    made, begun = Questions(lambda: shelf), threading.Event()  # type: ignore[arg-type, return-value]
    made.start()

    def endless(_reader: object) -> bool:
        begun.set()
        return shelf.stopped.wait(60)

    made.ask(("views",), endless, lambda _never: None, lane="counts")
    qtbot.waitUntil(begun.is_set)
    assert made.end()
