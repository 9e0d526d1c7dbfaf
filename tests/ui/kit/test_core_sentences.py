"""What the core says is said in German, too: every refusal and fault, and all that feeds, batches and backups tell."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import rightsdesk
from rightsdesk.domain.messages import Refused
from rightsdesk.readmodel.telling import said
from tests.ui.kit.core_texts import NAMED, faults, texts
from ui.kit.words import catalogue, told, words

ROOT = Path(rightsdesk.__file__).parent
APART = frozenset({"hub", "cli"})
"""The test server and the command line, which speak English and come to no window."""
TELLING = (
    *("vendorsync", "backup", "batches", "desk/chores.py", "settings.py", "links.py", "strongbox.py", "workspace.py"),
    *("domain/advice", "domain/image", "domain/account.py", "domain/period.py", "domain/terms.py", "domain/vendor.py"),
    *("eventlog/troubles.py", "eventlog/verify.py", "documents/tables.py", "documents/exports/sepa.py"),
    *("readmodel/past.py", "desk/given.py", "desk/nightly.py", "desk/views.py"),
)
"""Where sentences are put together out of parts: all that is written there comes to people."""


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    words().use("de")
    yield
    words().use("en")


def _refusals(of: type[Refused] = Refused) -> Iterator[type[Refused]]:
    for module in pkgutil.walk_packages(rightsdesk.__path__, "rightsdesk."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for one in of.__subclasses__():
        yield one
        yield from _refusals(one)


def _modules(place: str = "") -> list[Path]:
    found = ROOT / place
    modules = [found] if found.is_file() else sorted(found.rglob("*.py"))
    return [one for one in modules if one.relative_to(ROOT).parts[0] not in APART]


def _english(sentences: Iterable[str]) -> list[str]:
    """The sentences of which more than what they name stays as it is."""
    spoken = words()
    return sorted({one for one in sentences if spoken.unknown("Core", one) > one.count(NAMED) * len(NAMED)})


def test_every_refusal_has_its_german_sentence() -> None:
    known = catalogue("de")["Core"]
    assert sorted({said(one) for one in _refusals() if said(one) not in known}) == []


def test_every_fault_of_the_core_is_said_in_german() -> None:
    found = {str(module): faults(module) for module in _modules()}
    assert sum(map(len, found.values())) > 250
    assert {module: left for module, sentences in found.items() if (left := _english(sentences))} == {}


@pytest.mark.parametrize("place", TELLING)
def test_whatever_is_told_by_feeds_batches_and_backups_is_said_in_german(place: str) -> None:
    found = {str(module): set(texts(module)) for module in _modules(place)}
    assert any(found.values())
    assert {module: left for module, sentences in found.items() if (left := _english(sentences))} == {}


def test_a_sentence_without_german_is_found_wherever_it_is_written(tmp_path: Path) -> None:
    module = tmp_path / "planted.py"
    module.write_text(
        '"""Explains itself."""\n'
        "def told(name):\n"
        '    """Explain itself, too."""\n'
        '    log.info("nobody reads this")\n'
        '    reason = f"{name} was planted here" if name else "nothing was planted"\n'
        "    raise Invalid(reason)\n"
    )
    planted = ["<x> was planted here", "nothing was planted"]

    assert _english(texts(module)) == planted
    assert _english(faults(module)) == planted


def test_too_many_rows_for_paper_are_refused_in_german() -> None:
    from ui.kit import list_paper

    (sentence,) = (one for one in faults(Path(list_paper.__file__)) if "paper" in one)
    assert told(sentence).startswith(f"{NAMED} Zeilen sind zu viele für Papier")
