"""Workspaces made once and copied for each test: pictures bought, or the whole main job done."""

import shutil
from pathlib import Path

from rightsdesk import sample
from tests.kit.terminal import Terminal

IMAGES, VENDORS = 60, 4
PLAN = sample.Plan(IMAGES, VENDORS, 7)


def make_bought(folder: Path) -> Path:
    """Make a workspace whose pictures have arrived and been bought last month."""
    sample.create_sample(folder, plan=PLAN)
    return folder


def make_issued(folder: Path) -> Path:
    """Make a workspace in which all credit advices of last month are issued and printed."""
    desk = sample.found(folder, PLAN)
    try:
        sample.masters(desk, PLAN)
        sample.arrive(desk, PLAN)
        sample.update(desk)
        sample.buy(desk)
        sample.generate(desk)
        for _ in sample.settle_advices(desk):
            continue
    finally:
        desk.close()
    return folder


def copied(made: Path, folder: Path) -> Terminal:
    """Return a terminal at a copy of a workspace."""
    shutil.copytree(made, folder)
    return Terminal(folder)
