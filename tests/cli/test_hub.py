"""The embedded vendor hub, started by hand as a process of its own."""

import json
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.kit.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "import sys; from rightsdesk.cli import main; main(sys.argv[1:])"


@contextmanager
def _hub(*arguments: str) -> Iterator[str]:
    """Run the hub until the test is over and return the first line it prints."""
    command = [sys.executable, "-c", PROGRAM, "hub", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=10)
            assert "Traceback" not in err
        finally:
            process.kill()  # a test that fails must not wait for a hub that nobody ends


def test_the_first_line_is_the_address_and_ctrl_c_ends_it(empty: Terminal) -> None:
    with _hub("--images", "12", "--vendors", "2", "--seed", "3") as url:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", url)
        empty.json("feeds", "add", "demo", url)
        assert empty.json("sync")["feeds"][0]["new"] == 12


def test_the_hub_also_serves_what_three_platforms_published() -> None:
    sizes = ("--images", "12", "--vendors", "2", "--articles", "9")
    with _hub(*sizes) as url, urllib.request.urlopen(f"{url}/v1/platforms") as answer:
        told = {one["platform"]: one["articles"] for one in json.loads(answer.read())["platforms"]}
    assert told == {"tag": 3, "reise": 3, "sport": 3}


def test_given_items_are_served_bit_for_bit(empty: Terminal, tmp_path: Path) -> None:
    item = {"uri": "https://hub.invalid/v1/items/v1/7", "type": "picture", "version": "1", "pubStatus": "usable"}
    file = tmp_path / "items.ndjson"
    file.write_text(json.dumps(item) + "\n", encoding="utf-8")
    with _hub("--items", str(file)) as url, urllib.request.urlopen(f"{url}/v1/items") as answer:
        assert json.dumps(item).encode() in answer.read().replace(b'": ', b'": ')


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--items", "no-such.ndjson"), 1, "no-such.ndjson"),
        (("--changes", "c.ndjson"), 2, "--items"),
        (("--port", "70000"), 2, "65535"),
        (("--images", "-1"), 2, "--images"),
    ],
)
def test_what_cannot_be_served_is_a_sentence(empty: Terminal, arguments: tuple[str, ...], code: int, told: str) -> None:
    said = empty.run("hub", *arguments)
    assert said.code == code
    assert told in said.err
    assert "Traceback" not in said.err


def test_a_line_that_is_no_item_is_named_by_its_number(empty: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "items.ndjson"
    file.write_text('{"uri": "https://hub.invalid/v1/items/v1/7"}\n{"uri": 7}\n', encoding="utf-8")
    said = empty.run("hub", "--items", str(file))
    assert said.code == 1
    assert "line 2" in said.err


def test_a_taken_port_is_a_sentence(empty: Terminal) -> None:
    with _hub("--images", "1") as url:
        said = empty.run("hub", "--port", url.rsplit(":", 1)[1])
    assert said.code == 1
    assert "Choose another port" in said.err
