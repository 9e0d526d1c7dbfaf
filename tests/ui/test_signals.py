"""No money and no position goes through a signal as a C++ integer: 2**31 + 5 ends the program or becomes negative."""

import ast
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = frozenset(("int", "float"))
SMALL = {
    "height_wished": "pixels of the drawer",
    "page_shown": "a page of a document",
    "rows_counted": "rows of a table, some millions at most",
    "went_on": "steps of a long job",
    "_relay": "the same, handed on",
    "_hear": "steps of the sample that is being made",
    "wished": "frames of the film strip",
    "moved": "steps to a neighbour",
    "size_wished": "steps of the size of tiles",
}
"""Signals and slots whose numbers stay small, each with what it counts."""


def _numbered(root: Path) -> Iterator[tuple[str, str]]:
    """Yield place and name of every signal and slot of the window that takes a number."""
    for file in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.value, ast.Call)
                and _takes_numbers(node.value, "Signal")
            ):
                yield f"{file.name}:{node.lineno}", ast.unparse(node.targets[0])
            if isinstance(node, ast.FunctionDef):
                for each in node.decorator_list:
                    if isinstance(each, ast.Call) and _takes_numbers(each, "Slot"):
                        yield f"{file.name}:{node.lineno}", node.name


def _takes_numbers(call: ast.Call, kind: str) -> bool:
    named = {part.id for argument in call.args for part in ast.walk(argument) if isinstance(part, ast.Name)}
    return ast.unparse(call.func).rpartition(".")[2] == kind and bool(named & NUMBERS)


def test_every_number_in_a_signal_is_known_to_stay_small() -> None:
    assert [f"{place} {name}" for place, name in _numbered(ROOT / "ui") if name not in SMALL] == []


def test_no_exception_is_kept_for_a_signal_that_is_gone() -> None:
    assert set(SMALL) == {name for _, name in _numbered(ROOT / "ui")}


def test_a_planted_amount_in_a_signal_is_found(tmp_path: Path) -> None:
    (tmp_path / "view.py").write_text(
        "class View:\n    paid = Signal(str, int)\n\n    @Slot(float)\n    def pay(self): ...\n"
    )
    assert [name for _, name in _numbered(tmp_path)] == ["paid", "pay"]


def test_large_positions_pass_through_an_object_unchanged() -> None:
    class Teller(QObject):
        told = Signal(object)

    heard: list[object] = []
    teller = Teller()
    teller.told.connect(heard.append)
    teller.told.emit(2**31 + 5)
    assert heard == [2**31 + 5]
