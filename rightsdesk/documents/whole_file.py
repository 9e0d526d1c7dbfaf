"""A file that a person named for writing: replaced whole or left as it was."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rightsdesk.faults import Unusable

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a place beside the target; what was written there takes the target's place when all went well.

    Raises `Unusable`: EXP-PATH for a place that cannot be written to, STORE-FULL and STORE-IO for the disk.
    """
    _checked(target)
    beside = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        yield beside
        _flush(beside)
        beside.replace(target)
    except OSError as error:
        raise _fault(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _checked(target: Path) -> None:
    try:
        if target.is_symlink():
            raise Unusable(f"{target} is a link; name the file itself, {target.resolve()}.", code="EXP-PATH")
        if target.is_dir():
            raise Unusable(f"{target} is a folder; name a file in it.", code="EXP-PATH")
        if not target.parent.is_dir():
            raise Unusable(f"There is no folder {target.parent}; make it, or name another place.", code="EXP-PATH")
        target.lstat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise _fault(target, error) from error


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _fault(target: Path, error: OSError) -> Unusable:
    if error.errno in _FULL:
        return Unusable(
            f"The disk of {target.parent} is full: {target.name} was not written, what stood there before is kept. "
            "Free some space, then export again.",
            code="STORE-FULL",
        )
    if isinstance(error, PermissionError):
        return Unusable(
            f"{target} may not be written to; close it in other programs, or name another place.", code="EXP-PATH"
        )
    if error.errno in {errno.ENAMETOOLONG, errno.EINVAL, errno.EROFS}:
        return Unusable(f"{target} cannot be written ({error.strerror}); name another place.", code="EXP-PATH")
    return Unusable(
        f"{target} could not be written ({error.strerror or error}); what stood there before is kept. "
        "Mend this, then export again.",
        code="STORE-IO",
    )
