"""Starts the window: `python -m rightsdesk`, and the windowed script of the installed program."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rightsdesk import links, qtcheck

SELF_CHECK = "--self-check"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window with links and files; `--workspace DIR` names the workspace, `--self-check` tries all parts."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == [qtcheck.EXAMINE]:
        return examine(Path(given[1]))
    folder, words = _taken_apart(given)
    if SELF_CHECK in words:
        from rightsdesk.cli import main as terminal

        terminal(["self-check"])
    return start(folder, words)


def start(folder: Path | None, words: Sequence[str] = ()) -> int:
    """Show the window for that workspace, or for the one of last time; 1 with a sentence when Qt cannot start.

    `words`: links, references and files to be opened in it.
    """
    obstacle = qtcheck.obstacle(screen=True)
    if obstacle:
        sys.stderr.write(f"{obstacle}\n")
        return 1
    # The product is complete without the window; it is loaded here and nowhere else.
    from ui.app import run

    return run(folder, words=[_whole(word) for word in words])


def examine(folder: Path) -> int:
    """Paint every view of that workspace without a screen and print what was seen; 0 when all is well."""
    from ui.selfcheck import examine

    return examine(folder)


def _whole(word: str) -> str:
    """Return a file's full path: the window that takes it may have been started elsewhere."""
    return word if links.is_link(word) else str(Path(word).expanduser().absolute())


def _taken_apart(given: list[str]) -> tuple[Path | None, list[str]]:
    folder: Path | None = None
    words: list[str] = []
    left = iter(given)
    for word in left:
        if word == "--workspace":
            folder = Path(next(left, "."))
        elif word.startswith("--workspace="):
            folder = Path(word.partition("=")[2])
        else:
            words.append(word)
    return folder, words


if __name__ == "__main__":
    sys.exit(main())
