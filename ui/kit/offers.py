"""What the palette can find by itself: places, saved views and every action of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.kit import show
from ui.kit.actions import all_actions, shown_keys, spelled
from ui.kit.filter_terms import searched
from ui.kit.page import Page, Place
from ui.kit.palette import ASKS, Offer, Source, fits
from ui.kit.words import tr

if TYPE_CHECKING:  # the frame can be painted before the core is loaded
    from ui.kit.view_shelf import Shelf

Go = Callable[[str], object]
GoFilter = Callable[..., object]
"""Takes the key of a place and a saved view or a filter."""


def sources(
    window: QWidget, offered: Sequence[Place], go_view: GoFilter, filter_by: GoFilter, shelf: Shelf
) -> tuple[Source, ...]:
    """All of them in the order of the palette; the two functions open a saved view and filter a place."""
    named = tuple(f"place.{place.key}" for place in offered)
    go = partial(filter_by, where="")
    keys = tuple(place.key for place in offered)
    return (
        *(places(offered, go), views(offered, go_view, shelf), actions(window, named, keys)),
        *(orders(window, offered, go), texts(offered, filter_by)),
    )


def places(offered: Sequence[Place], go: Go) -> Source:
    """The entries of the navigation."""

    def found(typed: str) -> Iterator[Offer]:
        for place in offered:
            if fits(str(place.title), typed):
                keys = spelled(place.shortcut)
                kind, key = tr("Frame", "View"), f"place.{place.key}"
                yield Offer(str(place.title), kind, place.icon, partial(go, place.key), keys, key=key)

    return found


def views(offered: Sequence[Place], go: GoFilter, shelf: Shelf) -> Source:
    """The saved views of all places, under `place: view`, with the rows they had when they were counted last."""

    def found(typed: str) -> Iterator[Offer]:
        for place in offered:
            for view in shelf.of(place.feature) if place.feature else ():
                title = f"{place.title}: {view.title}"
                if typed and fits(title, typed):
                    yield Offer(
                        title,
                        _with_count(shelf.counts.get((place.key, view.key))),
                        view.icon,
                        partial(go, place.key, view.key),
                        key=f"view.{place.key}.{view.key}",
                    )

    return found


def _with_count(count: int | None) -> str:
    kind = tr("Frame", "Saved view")
    return kind if count is None else f"{kind} · {show.number(count)}"


def texts(offered: Sequence[Place], filter_by: GoFilter) -> Source:
    """The typed words themselves as a search in each table."""

    def found(typed: str) -> Iterator[Offer]:
        for place in offered:
            if typed and place.feature:
                title = tr("Frame", "Search “{words}” in {place}", words=typed, place=str(place.title))
                yield Offer(
                    title,
                    tr("Frame", "Search"),
                    "search",
                    partial(filter_by, place.key, searched(typed)),
                    rank=ASKS,
                )

    return found


def actions(window: QWidget, but: Sequence[str] = (), views: Sequence[str] = ()) -> Source:
    """Every named action of the window, greyed where it makes no sense now; `but`: names that are offered otherwise.

    Of the views named by their keys only the open one is asked: the others' keys do nothing now.
    """

    def found(typed: str) -> Iterator[Offer]:
        for made in all_actions(window):
            if made.objectName() not in but and made.isVisible() and fits(made.text(), typed) and _acts(made, views):
                yield _offer(made)

    return found


def orders(window: QWidget, offered: Sequence[Place], go: Go) -> Source:
    """What can be done in the places that are not open, under `place: action`; taking one opens the place first."""

    def found(typed: str) -> Iterator[Offer]:
        for place in offered:
            for one in getattr(place.feature, "actions", ()) if typed else ():
                name = f"{place.key}.{one.key}"
                title = f"{place.title}: {one.title}"
                if fits(title, typed) and not _is_open(window, name):
                    run = partial(_open_and_do, window, go, place.key, name)
                    yield Offer(title, tr("Frame", "Command"), one.icon, run, spelled(one.shortcut), key=name)

    return found


def _offer(made: QAction) -> Offer:
    icon = made.property("icon_name") or "command"
    reason = "" if made.isEnabled() else str(made.property("reason") or tr("Palette", "not possible now"))
    return Offer(
        made.text(),
        tr("Frame", "Command"),
        str(icon),
        made.trigger,
        shown_keys(made),
        made.isEnabled(),
        key=made.objectName(),
        reason=reason,
    )


def _acts(made: QAction, views: Sequence[str]) -> bool:
    owner = made.parent()
    elsewhere = made.objectName().partition(".")[0] in views
    return not elsewhere or not isinstance(owner, QWidget) or _page_of(owner).isVisible()


def _page_of(owner: QWidget) -> QWidget:
    """The view a widget belongs to: of a list without rows the table itself is not to be seen."""
    above: QWidget | None = owner
    while above is not None and not isinstance(above, Page):
        above = above.parentWidget()
    return above or owner


def _is_open(window: QWidget, name: str) -> bool:
    found = window.findChild(QAction, name)
    owner = found.parent() if found is not None else None
    return isinstance(owner, QWidget) and owner.isVisible()


def _open_and_do(window: QWidget, go: Go, place: str, name: str) -> None:
    go(place)
    made = window.findChild(QAction, name)
    if made is not None:
        made.trigger()
