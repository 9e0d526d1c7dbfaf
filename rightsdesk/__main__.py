"""Starts the window: `python -m rightsdesk`, and the windowed script of the installed program."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rightsdesk import qtcheck


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window; `--workspace DIR` names the workspace. Returns the exit code."""
    return start(_workspace(list(sys.argv[1:] if arguments is None else arguments)))


def start(folder: Path | None) -> int:
    """Show the window for that workspace, or for the one of last time; 1 with a sentence when Qt cannot start."""
    obstacle = qtcheck.obstacle(screen=True)
    if obstacle:
        sys.stderr.write(f"{obstacle}\n")
        return 1
    # The product is complete without the window; it is loaded here and nowhere else.
    from ui.app import run

    return run(folder)


def _workspace(given: list[str]) -> Path | None:
    for number, word in enumerate(given):
        if word == "--workspace" and number + 1 < len(given):
            return Path(given[number + 1])
        if word.startswith("--workspace="):
            return Path(word.partition("=")[2])
    return None


if __name__ == "__main__":
    sys.exit(main())
