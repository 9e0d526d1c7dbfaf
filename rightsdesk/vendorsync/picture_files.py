"""Pictures that were delivered as files: how the place of one is written down, and found again."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from rightsdesk.domain.feed import BY_HAND, FOLDER, Feed
from rightsdesk.vendorsync.put_aside import PROCESSED

_DROPPED, _BY_HAND = "dropped:", "file:"
_MARK = 12
_HEADS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")


def dropped_address(name: str, sha256: str) -> str:
    """Return what is written down of a file in a drop folder: its name there, and how it is told from others."""
    return f"{_DROPPED}{name}#{sha256[:_MARK]}"


def is_local(address: str) -> bool:
    """Say whether an address means a file that was delivered as such."""
    return address.startswith((_DROPPED, _BY_HAND))


def local_file(feed: Feed, address: str) -> Path | None:
    """Return the file of a picture that came as one, None where it is not there any more.

    A vendor's record never leads to a file: only what was read from files may, and only within the feed's folder.
    """
    from rightsdesk.vendorsync.drop_folder import folder_at

    if feed.profile == FOLDER and address.startswith(_DROPPED):
        return _dropped(folder_at(feed.url), address.removeprefix(_DROPPED))
    if feed.profile == BY_HAND and address.startswith(_BY_HAND):
        path = folder_at(address)
        return path if path.is_file() and not path.is_symlink() else None
    return None


def is_picture(content: bytes) -> bool:
    """Say whether bytes begin as a JPEG, PNG, GIF or WebP does; nothing else is ever given to a decoder."""
    return content.startswith(_HEADS) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")


def _dropped(folder: Path, told: str) -> Path | None:
    """A dropped file lies where it was put aside, under a marked name if its own was taken there."""
    name, _, mark = told.rpartition("#")
    relative = PurePosixPath(name)
    if not relative.name or relative.is_absolute() or ".." in relative.parts:
        return None
    place = folder / PROCESSED / relative
    for path in (place.with_name(f"{place.stem}-{mark}{place.suffix}"), place, folder / relative):
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return path
    return None
