"""Every contract and every shape rule reports a violation that was planted for it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import budgets, declared, leaks, shapes, timeless
from tests.architecture.test_shape import RULES
from tests.architecture.tree import PROJECT

PLANTED_IMPORTS = {
    "layers": {
        "rightsdesk/eventlog/planted.py": "import rightsdesk.desk",
        "rightsdesk/batches/planted.py": "import rightsdesk.readmodel",
        "rightsdesk/vendorsync/planted.py": "import rightsdesk.batches",
        "rightsdesk/eventlog/planted_queue.py": "import rightsdesk.workqueue",
    },
    "rim": {"rightsdesk/logs.py": "import rightsdesk.eventlog"},
    "domain-alone": {"rightsdesk/domain/image_planted.py": "import rightsdesk.faults"},
    "domain-plain": {"rightsdesk/domain/vendor_planted.py": "import pydantic, uuid, time, random, os"},
    "no-qt": {"rightsdesk/readmodel/planted.py": "import PySide6.QtCore"},
    "desk": {"ui/kit/planted.py": "import rightsdesk.eventlog"},
    "sqlalchemy": {"rightsdesk/documents/planted.py": "import sqlalchemy"},
    "httpx": {"rightsdesk/hub/planted.py": "import httpx"},
    "apscheduler": {"rightsdesk/vendorsync/planted_plan.py": "import apscheduler"},
    "einvoice": {"rightsdesk/readmodel/planted_rules.py": "import saxonche, lxml.etree, pikepdf"},
    "stories": {"rightsdesk/domain/account.py": "import rightsdesk.domain.vendor"},
    "features": {"ui/vendors/planted.py": "import ui.images"},
    "kit": {"ui/kit/planted_page.py": "import ui.pages"},
    "frame": {"ui/workers/planted.py": "import ui.kit", "ui/settings/planted.py": "import ui.main_window"},
}

LONG_FUNCTION = "def planted():\n" + "    planted()\n" * 41
CATCH_ALL = "try:\n    pass\nexcept Exception:\n    pass\n"

PLANTED_SHAPES: dict[Callable[[Path], list[str]], dict[str, str]] = {
    budgets.too_long: {
        "rightsdesk/planted_module.py": "x = 1\n" * 401,
        "rightsdesk/planted_function.py": LONG_FUNCTION,
        "ui/images/planted_feature.py": "x = 1\n" * 81,
        "ui/main_window.py": "x = 1\n" * 201,
    },
    budgets.too_long_on_the_whole: {f"rightsdesk/planted_{n}.py": LONG_FUNCTION * 7 for n in range(30)},
    declared.undeclared: {"ui/planted.py": "import os, numpy\nfrom requests.x import y\n"},
    declared.unlisted: {
        "ui/planted/__init__.py": "",
        "rightsdesk/planted_part.py": "",
        "rightsdesk/domain/planted.py": "",
    },
    leaks.loose_locks: {
        "requirements.lock": "loose>=1\npinned==1 \\\n    --hash=sha256:00\n",
        "requirements-dev.lock": "--index-url https://example.org\n",
    },
    leaks.machine_places: {
        "ui/planted.py": "x = '/home/" + "planted/x'\n",
        "planted.toml": "x = '/ro" + "ot/.cache'\n",
    },
    leaks.notes_to_oneself: {"ui/planted.py": "# TO" + "DO later\n"},
    leaks.registry_hosts: {"planted.cfg": "index = https://pypi." + "org/simple\n"},
    shapes.catch_alls: {"ui/planted.py": CATCH_ALL * 2 + "try:\n    pass\nexcept (ValueError, Exception):\n    pass\n"},
    shapes.deciding_features: {
        "ui/images/planted_if.py": "if x:\n    pass\n",
        "ui/images/planted_try.py": "try:\n    pass\nfinally:\n    pass\n",
        "ui/images/planted_match.py": "match x:\n    case 1:\n        pass\n",
        "ui/images/planted_comparison.py": "x = 1 < 2\n",
        "ui/images/planted_sum.py": "x = 1 + y\n",
        "ui/images/planted_filter.py": "x = [y for y in z if y]\n",
        "ui/images/planted_choice.py": "x = y or z\n",
    },
    shapes.drawers: {
        "rightsdesk/planted_utils.py": "",
        "ui/planted_a.py": "class PlantedManager:\n    pass\n",
        "ui/planted_b.py": "def do_planted():\n    pass\n",
        "ui/planted_c.py": "def process_image():\n    pass\n",
    },
    shapes.prints: {"rightsdesk/planted.py": "print('planted')\n"},
    shapes.stray_colours: {"ui/images/planted.py": "x = 'color: #38" + "5f9c'\n"},
    shapes.stray_threads: {
        "ui/planted_a.py": "class Planted(QThread):\n    pass\n",
        "ui/planted_b.py": "threading.Thread(target=x).start()\n",
        "ui/kit/planted_c.py": "QThreadPool.globalInstance().start(x)\nThreadPoolExecutor()\n",
    },
    shapes.undocumented: {
        "rightsdesk/planted_a.py": "x = 1\n",
        "rightsdesk/planted_b.py": "'''.'''\ndef planted():\n    pass\n",
        "rightsdesk/planted_c.py": "'''.'''\nclass Planted:\n    '''.'''\n    def planted(self):\n        pass\n",
    },
    timeless.stored_answers: {
        "rightsdesk/readmodel/planted_column.py": "TABLE = Table('x', (Column('is_active', 'integer'),))\n",
        "rightsdesk/readmodel/planted_clock.py": "def react(top):\n    top['x'] = datetime.now(UTC)\n",
        "rightsdesk/readmodel/planted_now.py": "def react(top: Worktop) -> None:\n    top['x'] = NOW\n",
        "rightsdesk/domain/planted_event.py": "class Planted(Event):\n    expired: bool = False\n",
        "rightsdesk/domain/planted_state.py": "class Planted:\n    in_force: bool\n",
        "rightsdesk/domain/planted_rule.py": "def decide(self):\n    return date.today()\n",
    },
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says about a copy of the source with a forbidden import for every contract."""
    root = tmp_path_factory.mktemp("planted")
    _copy_source(root)
    for planted in PLANTED_IMPORTS.values():
        for name, statement in planted.items():
            with (root / name).open("a", encoding="utf-8") as file:
                file.write(f"\n{statement}\n")
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    ended = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 1, ended.stdout + ended.stderr
    return ended.stdout


def test_every_contract_has_a_violation_planted_for_it() -> None:
    assert set(PLANTED_IMPORTS) == set(declared.contracts(PROJECT))


@pytest.mark.parametrize("contract", sorted(PLANTED_IMPORTS))
def test_a_forbidden_import_breaks_its_contract(contract: str, verdicts: str) -> None:
    name = declared.contracts(PROJECT)[contract]["name"]
    assert re.search(rf"^{re.escape(name)} BROKEN", verdicts, re.MULTILINE), verdicts


@pytest.mark.parametrize("place", [place for planted in PLANTED_IMPORTS.values() for place in planted])
def test_the_place_of_a_forbidden_import_is_named(place: str, verdicts: str) -> None:
    assert place.removesuffix(".py").replace("/", ".") in verdicts


def test_every_shape_rule_has_a_violation_planted_for_it() -> None:
    assert set(PLANTED_SHAPES) == set(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_planted_violation_is_reported_with_its_place(rule: Callable[[Path], list[str]], tmp_path: Path) -> None:
    _empty_tree(tmp_path)
    assert rule(tmp_path) == []
    for name, text in PLANTED_SHAPES[rule].items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = "\n".join(rule(tmp_path))
    silent = [name for name in PLANTED_SHAPES[rule] if not _is_told(name, found)]
    assert not silent, f"nothing was said about {silent}, only: {found}"


def _is_told(name: str, found: str) -> bool:
    module = name.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")
    return name in found or module in found or "the median is" in found


def _empty_tree(root: Path) -> None:
    shutil.copy(PROJECT / "pyproject.toml", root)
    for name in ("requirements.lock", "requirements-dev.lock"):
        (root / name).write_text("pinned==1 \\\n    --hash=sha256:00\n", encoding="utf-8")
    for name in ("rightsdesk", "rightsdesk/domain", "ui", "ui/images"):
        (root / name).mkdir()
        (root / name / "__init__.py").write_text('"""Planted."""\n\nx = 1\n', encoding="utf-8")


def _copy_source(root: Path) -> None:
    shutil.copy(PROJECT / "pyproject.toml", root)
    for name in ("rightsdesk", "ui"):
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "_resources"))
