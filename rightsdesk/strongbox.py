"""Passwords and keys of feeds: in the operating system's key ring, else in a private file, said aloud.

The key ring is loaded when a secret is first asked for: the program starts without one.
"""

import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from rightsdesk.faults import Unusable

log = logging.getLogger(__name__)
SERVICE = "rightsdesk"
FILE_NAME = "secrets.json"


@dataclass(frozen=True, slots=True)
class Strongbox:
    """Secrets of one workspace by name of feed; `folder` holds the fallback file (mode 0600)."""

    folder: Path

    def keep(self, name: str, secret: str) -> bool:
        """Keep a secret; return False when no key ring was there and the private file had to serve."""
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, self._account(name), secret)
        except KeyringError:
            log.warning("no key ring; the secret is kept in a private file of the workspace")
            self._write({**self._read(), name: secret})
            return False
        return True

    def find(self, name: str) -> str | None:
        """Return the secret kept under a name, None when there is none."""
        import keyring
        from keyring.errors import KeyringError

        kept = self._read().get(name)
        if kept is not None:
            return kept
        try:
            return keyring.get_password(SERVICE, self._account(name))
        except KeyringError:
            return None

    def forget(self, name: str) -> None:
        """Remove a secret wherever it is kept."""
        import keyring
        from keyring.errors import KeyringError

        left = {key: value for key, value in self._read().items() if key != name}
        if (self.folder / FILE_NAME).exists():
            self._write(left)
        try:
            keyring.delete_password(SERVICE, self._account(name))
        except KeyringError:
            log.debug("no secret in the key ring")

    def _account(self, name: str) -> str:
        return f"{self.folder}:{name}"

    def _read(self) -> dict[str, str]:
        path = self.folder / FILE_NAME
        if not path.is_file():
            return {}
        try:
            found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            sentence = f"The keys of the feeds in {path} cannot be read. Move the file away and enter the keys again."
            raise Unusable(sentence, code="SECRETS") from error
        return found

    def _write(self, secrets: dict[str, str]) -> None:
        path = self.folder / FILE_NAME
        beside = path.with_suffix(".part")
        try:
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                json.dump(secrets, file)
            beside.replace(path)
        except OSError as error:
            sentence = f"The key could not be kept in {path} ({error.strerror}). The keys kept before are untouched."
            raise Unusable(sentence, code="SECRETS") from error
