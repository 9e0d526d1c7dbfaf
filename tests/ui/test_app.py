import pytest

from rightsdesk.faults import Unusable
from ui.app import Doors, Program
from ui.kit.choice_page import ChoicePage
from ui.kit.memory import Memory
from ui.kit.theme import theme
from ui.kit.words import words


class Opened(Program):
    """A program whose workspaces are only written down."""

    def __init__(self, memory, doors):
        super().__init__(memory, doors)
        self.folders = []

    def open(self, folder):
        self.folders.append(folder)


@pytest.fixture
def home(tmp_path, qapp):
    words().use("en")
    theme().start(qapp)
    return tmp_path


def _doors(home, **other):
    doors = {
        "default": lambda: home / "default",
        "exists": lambda folder: folder.exists(),
        "open": lambda folder: folder,
        "create": lambda folder: folder.mkdir(),
        "create_sample": lambda folder, told: (told(1, 2, "vendors"), folder.mkdir()),
    }
    return Doors(**{**doors, **other})


def _close(program):
    if program.shown is not None:
        program.shown.close()


def test_without_any_workspace_the_first_page_asks(home):
    program = Opened(Memory(home / "window.json"), _doors(home))
    program.begin()
    assert isinstance(program.shown, ChoicePage)
    _close(program)


def test_the_workspace_of_last_time_opens_by_itself(home):
    (home / "mine").mkdir()
    memory = Memory(home / "window.json")
    memory.put("workspace", str(home / "mine"))
    program = Opened(memory, _doors(home))
    program.begin()
    assert program.folders == [home / "mine"]


def test_a_named_workspace_goes_before_that_of_last_time(home):
    for name in ("mine", "named"):
        (home / name).mkdir()
    memory = Memory(home / "window.json")
    memory.put("workspace", str(home / "mine"))
    program = Opened(memory, _doors(home))
    program.begin(home / "named")
    assert program.folders == [home / "named"]


@pytest.mark.parametrize("card", ["sample", "empty"])
def test_a_chosen_workspace_is_made_and_opened(qtbot, home, card):
    program = Opened(Memory(home / "window.json"), _doors(home))
    program.begin()
    program.shown.cards[card].setChecked(True)
    program.shown.go_on.click()
    qtbot.waitUntil(lambda: program.folders == [home / "default"])
    assert (home / "default").is_dir()
    _close(program)


def test_what_cannot_be_made_is_said_on_the_page(qtbot, home):
    def full(_folder, _told):
        raise Unusable("The disk is full: free 40 MB and try again.")

    program = Opened(Memory(home / "window.json"), _doors(home, create_sample=full))
    program.begin()
    program.shown.go_on.click()
    qtbot.waitUntil(lambda: program.shown.told.text() == "The disk is full: free 40 MB and try again.")
    assert program.folders == []
    _close(program)


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the screenless platform knows no size hints
def test_a_workspace_in_use_is_refused_in_its_own_sentence(home):
    def locked(_folder):
        raise Unusable("The workspace is open in process 4711 of anna since 10:42.")

    program = Program(Memory(home / "window.json"), _doors(home, open=locked))
    program.open(home)
    assert program.shown.text() == "The workspace is open in process 4711 of anna since 10:42."
    _close(program)
