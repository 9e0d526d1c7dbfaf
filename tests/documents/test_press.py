"""The press prints in worker processes, in order, survives the loss of one and leaves none behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rightsdesk.documents import press
from rightsdesk.documents.einvoice import making
from rightsdesk.documents.press import Press
from rightsdesk.domain.advice import Snapshot
from rightsdesk.faults import Damaged, Unavailable, Unusable
from tests.documents.samples import frozen

HERE = """
import sys
from pathlib import Path
from rightsdesk.documents.press import Press
from tests.documents.samples import frozen
if __name__ == "__main__":
    running = Press(Path(sys.argv[1]), workers=1)
    print(running.print(frozen(1)).path.is_file())
    running.close()
    print([name for name in ("saxonche", "pikepdf", "lxml", "typst") if name in sys.modules])
"""
needs_signals = pytest.mark.skipif(os.name == "nt", reason="a process is stopped and killed by signals here")


@pytest.fixture(name="running")
def a_press(tmp_path: Path) -> Iterator[Press]:
    running = Press(tmp_path / "documents", workers=1)
    yield running
    running.close()


def numbered(count: int) -> list[Snapshot]:
    return [frozen(2, number=f"T-{place}") for place in range(count)]


def made(snapshot: Snapshot) -> bytes:
    return making.made(snapshot)[0]


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_documents_come_back_in_the_order_given(tmp_path: Path) -> None:
    orders = numbered(9)
    running = Press(tmp_path / "documents", workers=2)
    try:
        printed = list(running.print_many(orders))
        assert [each.path.read_bytes() for each in printed] == [made(order) for order in orders]
        assert len(running.worker_ids()) == 2
    finally:
        running.close()


def test_without_workers_the_same_documents_are_made(tmp_path: Path, running: Press) -> None:
    here = Press(tmp_path / "here", in_process=True).print(frozen(2))
    assert here.sha256 == running.print(frozen(2)).sha256


def test_no_process_starts_before_the_first_document(running: Press) -> None:
    assert running.worker_ids() == ()
    assert list(running.print_many([])) == []
    assert running.worker_ids() == ()


@needs_signals
def test_a_killed_worker_is_named_and_the_next_print_works(running: Press) -> None:
    running.print(frozen(1))
    (worker,) = running.worker_ids()
    order = running.print_many(numbered(3))
    next(order)
    os.kill(worker, signal.SIGKILL)
    with pytest.raises(Unavailable, match="printing process ended") as caught:
        list(order)
    assert caught.value.code == "PRESS-DIED"
    assert running.print(frozen(1)).path.is_file()
    assert running.worker_ids() != (worker,)


@needs_signals
def test_a_worker_killed_while_idle_is_replaced_unnoticed(running: Press) -> None:
    running.print(frozen(1))
    (worker,) = running.worker_ids()
    os.kill(worker, signal.SIGKILL)
    os.waitid(os.P_PID, worker, os.WEXITED | os.WNOWAIT)
    assert running.print(frozen(2)).path.is_file()


@needs_signals
def test_a_worker_that_answers_no_more_is_given_up(tmp_path: Path) -> None:
    running = Press(tmp_path, workers=1, patience=8.0)
    try:
        running.print(frozen(1))
        (worker,) = running.worker_ids()
        os.kill(worker, signal.SIGSTOP)
        with pytest.raises(Unavailable, match="No document was finished") as caught:
            running.print(frozen(1))
        assert caught.value.code == "PRESS-STUCK"
        assert is_gone(worker)
    finally:
        running.close()


def test_workers_are_replaced_after_so_many_documents(tmp_path: Path) -> None:
    running = Press(tmp_path, workers=1, recycled_after=2)
    try:
        running.print(frozen(1))
        first = running.worker_ids()
        running.print(frozen(1))
        assert running.worker_ids() == first
        list(running.print_many(numbered(3)))
        assert running.worker_ids() != first
        assert is_gone(first[0])
    finally:
        running.close()


def test_an_order_given_up_half_way_does_not_mix_with_the_next(tmp_path: Path) -> None:
    running = Press(tmp_path, workers=2)
    try:
        list(running.print_many(numbered(2)))
        order = running.print_many([frozen(1), frozen(400), frozen(1)])
        next(order)
        order.close()  # type: ignore[attr-defined] # a generator, promised as an iterator only
        wanted = [frozen(3, number=f"T-other-{place}") for place in range(4)]
        assert [each.path.read_bytes() for each in running.print_many(wanted)] == list(map(made, wanted))
    finally:
        running.close()


def test_a_place_that_takes_no_documents_is_a_fault_of_the_caller(tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("in the way")
    running = Press(tmp_path / "documents", workers=1)
    try:
        with pytest.raises(Unusable) as caught:
            running.print(frozen(1))
        assert caught.value.code == "STORE-IO"
    finally:
        running.close()


def test_a_document_that_breaks_a_rule_is_named_and_the_next_one_is_made(running: Press) -> None:
    wrong = replace(frozen(2, number="T-wrong"), gross=1)
    order = running.print_many([frozen(1, number="T-1"), wrong])
    assert next(order).verdicts
    with pytest.raises(Damaged, match=r"T-wrong of Globus.*BR-CO-15") as caught:
        next(order)
    assert caught.value.code == "EINV-RULES"
    printed = running.print(frozen(1, number="T-2"))
    assert running.shelf.path(printed.xml_sha256, ".xml").is_file()


def test_the_engine_of_the_rules_stays_in_the_workers(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", HERE, str(tmp_path)], cwd=root, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["True", "[]"]


def test_closing_leaves_no_process_behind(tmp_path: Path) -> None:
    running = Press(tmp_path, workers=1)
    running.print(frozen(1))
    (worker,) = running.worker_ids()
    running.close()
    running.close()
    assert is_gone(worker)


@pytest.mark.parametrize(("processors", "workers"), [(None, 1), (1, 1), (2, 2), (3, 2), (64, 2)])
def test_a_thousand_documents_are_made_by_two_processes_where_there_are_processors_for_them(
    processors: int | None, workers: int
) -> None:
    assert press.workers_for(processors) == workers


@pytest.mark.parametrize("in_process", [True, False])
def test_a_halted_press_ends_before_its_next_document(tmp_path: Path, *, in_process: bool) -> None:
    running = Press(tmp_path / "documents", workers=1, in_process=in_process)
    try:
        printing = running.print_many(numbered(3))
        first = next(iter(printing))
        running.halt()
        with pytest.raises(Unavailable) as halted:
            list(printing)
        assert halted.value.code == "PRESS-HALTED"
        assert first.path.is_file()
    finally:
        running.close()
