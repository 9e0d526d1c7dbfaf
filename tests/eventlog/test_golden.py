"""Every shape ever recorded can still be read: one sample of each stored name and version, never edited."""

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

import rightsdesk.domain
from rightsdesk.domain.messages import REGISTER
from rightsdesk.eventlog.codec import decode, encode

SAMPLES = sorted((Path(__file__).parents[1] / "golden").glob("*.json"))


def name_and_version(sample: Path) -> tuple[str, int]:
    name, _, version = sample.stem.rpartition(".")
    return name, int(version)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_recorded_sample_still_means_the_same(sample: Path) -> None:
    name, version = name_and_version(sample)
    stored = orjson.dumps(orjson.loads(sample.read_bytes()))
    event = decode(name, version, stored)
    assert type(event) is REGISTER[name]
    if version == REGISTER[name].schema_version:
        assert _holds(orjson.loads(encode(event)), orjson.loads(stored))
    assert decode(name, event.schema_version, encode(event)) == event


def _holds(present: Any, sample: Any) -> bool:
    """Say whether nothing of the sample is lost; a new optional field needs no new version."""
    if isinstance(sample, dict):
        return all(name in present and _holds(present[name], value) for name, value in sample.items())
    if isinstance(sample, list):
        return len(present) == len(sample) and all(map(_holds, present, sample))
    return bool(present == sample)


def test_every_version_of_every_stored_name_has_a_sample() -> None:
    wanted = {(name, version) for name, cls in REGISTER.items() for version in range(1, cls.schema_version + 1)}
    assert wanted == {name_and_version(sample) for sample in SAMPLES}


def test_the_codec_alone_knows_every_story_of_the_domain() -> None:
    for module in pkgutil.walk_packages(rightsdesk.domain.__path__, "rightsdesk.domain."):
        importlib.import_module(module.name)
    alone = "from rightsdesk.eventlog import codec; print(*sorted(codec.REGISTER))"
    printed = subprocess.run([sys.executable, "-c", alone], capture_output=True, text=True, check=True).stdout
    assert printed.split() == sorted(REGISTER)
