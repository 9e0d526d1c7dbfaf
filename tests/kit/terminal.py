"""The command line as a script sees it: arguments in, exit code and documents out, in one process for speed."""

import contextlib
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rightsdesk.cli import main


@dataclass(frozen=True)
class Said:
    """What one call printed and how it left."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Return the one JSON document on standard output."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Terminal:
    """A shell with a workspace, and the person who sits at it."""

    folder: Path
    person: str = ""

    def by(self, person: str) -> "Terminal":
        """Return the same shell with another person at it."""
        return replace(self, person=person)

    def run(self, *arguments: str) -> Said:
        """Call the program and return what it said."""
        out, err = io.StringIO(), io.StringIO()
        code = 0
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), self._seated():
            try:
                main(["--workspace", str(self.folder), *arguments])
            except SystemExit as left:
                code = int(left.code or 0)
        return Said(code, out.getvalue(), err.getvalue())

    @contextlib.contextmanager
    def _seated(self) -> Iterator[None]:
        before = os.environ.get("RIGHTSDESK_ACTOR")
        if self.person:
            os.environ["RIGHTSDESK_ACTOR"] = self.person
        try:
            yield
        finally:
            os.environ.pop("RIGHTSDESK_ACTOR", None)
            if before is not None:
                os.environ["RIGHTSDESK_ACTOR"] = before

    def json(self, *arguments: str) -> Any:
        """Call with --json and return the document; the call must succeed."""
        said = self.run("--json", *arguments)
        assert said.code == 0, said
        return said.document

    def head(self) -> int:
        """Return the position of the log's last event."""
        position: int = self.json("log", "verify")["head"]["position"]
        return position
