"""What the program writes about itself: JSON Lines in the workspace, never titles, amounts or names."""

import logging
import logging.handlers
from datetime import UTC, datetime
from pathlib import Path

import orjson

FILE_NAME = "rightsdesk.log"
LARGEST_FILE = 5 * 1024 * 1024
OLD_FILES = 4
OWN_LOGGERS = ("rightsdesk", "ui")
SECRET_WORDS = ("authorization", "iban", "password", "secret", "token")

_STANDARD_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """One JSON object a line: when, how grave, who, what, and the facts given in `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line without its end; facts whose name speaks of a secret are blotted out."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: _shown(name, fact) for name, fact in vars(record).items() if name not in _STANDARD_FIELDS}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


def start(folder: Path, *, level: int = logging.INFO) -> logging.Handler:
    """Write our own records at `level`, everybody else's warnings too, to a rotating file in that folder."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / FILE_NAME, maxBytes=LARGEST_FILE, backupCount=OLD_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(JsonLines())
    for name in OWN_LOGGERS:
        logging.getLogger(name).setLevel(level)
    logging.getLogger().addHandler(handler)
    return handler


def stop(handler: logging.Handler) -> None:
    """Take the file away from the loggers and close it; records after this go nowhere."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def _shown(name: str, fact: object) -> object:
    return "***" if any(word in name.lower() for word in SECRET_WORDS) else fact
