"""The saved views of one place: which one is in force, whether it was changed, and what is done to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QMenu

from rightsdesk.desk import NamedView, Query, Reader
from rightsdesk.faults import Fault, Invalid
from ui.kit import view_state
from ui.kit.ask import file_asked, place_asked
from ui.kit.declare import SavedView
from ui.kit.filter_terms import Term, dated, written
from ui.kit.name_popover import NamePopover
from ui.kit.words import tn, told, tr

if TYPE_CHECKING:
    from ui.kit.panel import Panel

FILE_ENDING = "rdview"


class Viewing(QObject):
    """Stands between the shelf of views, the head of the view and what is set up in it."""

    def __init__(self, view: Panel) -> None:
        super().__init__(view)
        self._view, self.shelf = view, view.around.shelf
        self._changed = False
        self._opening = ""
        """The view that is being put in force, whatever its filter has become."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.compare)
        view.asking.views = self.views
        mark = view.head.mark
        mark.save_wished.connect(self.save)
        mark.save_as_wished.connect(partial(self.ask_name, fresh=True))
        mark.revert_wished.connect(self.revert)
        self.shelf.changed.connect(self._shelf_changed)

    # which view is in force

    def views(self) -> tuple[SavedView, ...]:
        """All saved views of the place."""
        return self.shelf.of(self._view.feature)

    def find(self, key: str) -> SavedView | None:
        """The saved view of that key."""
        return next((one for one in self.views() if one.key == key), None)

    @property
    def current(self) -> str:
        """The key of the view in force, empty for none."""
        return self._view.layout_kept.view

    def open(self, key: str) -> None:
        """Put a saved view in force, as it was saved; of a person's own first ask what of it still makes sense."""
        one = self.find(key)
        if one is None:
            return
        self._offer_left()
        named = self.shelf.named(key)
        if named is None:
            self._enter(key)
            self._apply(one, one.where, one.order)
            return
        table, terms = self._view.feature.table, view_state.terms_of(named.kept)
        self._view.asking.once(
            "fits",
            lambda reader: _unfit(reader, table, terms),
            lambda unfit: self._open_own(one, named, unfit),  # type: ignore[arg-type] # the answer of _unfit
        )

    def follow(self, where: str, *, by_hand: bool) -> str:
        """The key of the view that is in force with that filter; one that is changed by hand stays in force."""
        if self._opening:
            return self._opening
        current = self.find(self.current)
        if current is not None and _alike(current.where, where):
            return current.key
        found = next((one for one in self._view.feature.views if where and _alike(one.where, where)), None)
        stays = by_hand and where and current is not None and self._view.feature.review is None
        key = found.key if found else current.key if stays and current else ""
        self._enter(key)
        return key

    def _open_own(self, one: SavedView, named: NamedView, unfit: frozenset[str]) -> None:
        feature, layout = self._view.feature, self._view.layout_kept
        self._enter(one.key)
        shape = named.kept.get("shape")
        view_state.put_shape(layout, shape if isinstance(shape, dict) else {})
        left = written(term for term in view_state.terms_of(named.kept) if term.text not in unfit)
        order = one.order if view_state.known_order(feature, one.order) else ""
        self._view.table.apply_layout()
        layout.view = one.key
        self._apply(one, left, order)
        gone = view_state.gone_columns(feature, named.kept)
        if gone or unfit or order != one.order:
            self._say_gone(str(one.title), gone, sorted(unfit), "" if order == one.order else one.order)

    def _apply(self, one: SavedView, where: str, order: str) -> None:
        view, feature = self._view, self._view.feature
        view.asking.order = order or feature.order
        view.asking.descending = one.descending if order else feature.descending
        view.layout_kept.order, view.layout_kept.descending = order, view.asking.descending
        view.layout_kept.view = one.key
        self._opening = one.key
        view.show_view(where, preselect=one.preselect)
        self._opening = ""

    def _enter(self, key: str) -> None:
        """Give the place its own columns back when a named view is left; keep them when one is entered."""
        layout, before = self._view.layout_kept, self.shelf.named(self.current)
        after = self.shelf.named(key)
        if before is None and after is not None:
            layout.base = view_state.shape_of(layout)
        elif before is not None and after is None and layout.base:
            view_state.put_shape(layout, layout.base)
            layout.base = {}
            self._view.table.apply_layout()

    # whether it was changed

    def compare_soon(self) -> None:
        """Something was set up otherwise."""
        self._soon.start()

    def compare(self) -> None:
        """Say whether what is shown is what was saved."""
        key, named = self.current, self.shelf.named(self.current)
        one = self.find(key)
        # Beside a queue there is no room for it, and its shipped views are tabs that nobody changes.
        told = named is not None or self._view.feature.review is None
        changed = one is not None and told and not self._is_as_saved(one, named)
        self._view.head.mark.show_change(changed=changed, own=named is not None)
        self._view.head.give_way()
        if changed != self._changed or changed:
            self.shelf.touched.emit(self._view.feature.key, key, changed)
        self._changed = changed

    @property
    def changed(self) -> bool:
        """Whether the view in force is shown otherwise than it was saved."""
        return self._changed

    def _is_as_saved(self, one: SavedView, named: NamedView | None) -> bool:
        feature, now = self._view.feature, self.state()
        if named is not None:
            return view_state.same(feature, named.kept, now)
        order = (one.order or feature.order, one.descending if one.order else feature.descending)
        return _alike(one.where, now["where"]) and order == (now["order"] or feature.order, now["descending"])

    def state(self) -> dict[str, Any]:
        """What would be saved now."""
        view = self._view
        return view_state.taken(
            view.feature, view.layout_kept, view.asking.where, view.asking.order, descending=view.asking.descending
        )

    # what a person does to it

    def save(self) -> None:
        """Keep the changes in the view in force, which is a person's own."""
        named = self.shelf.named(self.current)
        if named is not None:
            self._keep(named.name, named.key)

    def ask_name(self, *, fresh: bool = False) -> None:
        """Ask under which name this is to be kept; the name of one's own view in force keeps it there."""
        named = None if fresh else self.shelf.named(self.current)
        pop = NamePopover(self._view, tr("View", "Save this view as"), tr("View", "Save"), self._take_name)
        pop.judge = lambda name: self._judged(name, named.key if named else "")
        pop.hint = lambda name: tr("View", "Replaces what “{name}” was.", name=name) if self._own_of(name) else ""
        pop.open(self._below_title(), named.name if named else "")

    def revert(self) -> None:
        """As it was saved."""
        one = self.find(self.current)
        self._changed = False
        if one is not None:
            self.open(one.key)

    def rename(self) -> None:
        """Ask for another name of the view in force."""
        named = self._own()
        if named is not None:
            pop = NamePopover(self._view, tr("View", "Rename this view"), tr("View", "Rename"), self._take_new_name)
            pop.judge = lambda name: self._judged(name, named.key)
            pop.open(self._below_title(), named.name)

    def delete(self) -> None:
        """Take the view in force away, with the way back."""
        named = self._own()
        if named is not None and self._tried(lambda: self.shelf.forget(named.key)):
            self._enter_none()
            back = (tr("Batch", "Undo"), lambda: self._put_back(named))
            self._view.around.toasts.say(tr("View", "“{name}” is deleted", name=named.name), [back])

    def move(self, step: int) -> None:
        """Put the view in force up or down among the named ones."""
        named = self._own()
        if named is not None:
            self._tried(lambda: self.shelf.move(self._view.feature, named.key, step))

    def give(self) -> None:
        """Write the view in force into a file."""
        named = self._own()
        if named is None:
            return
        suggested = Path.home() / f"{_file_name(named.name)}.{FILE_ENDING}"
        kinds = {tr("View", "Saved view (*.rdview)"): FILE_ENDING}
        target = place_asked(self._view, tr("View", "Hand on this view"), suggested, kinds)
        if target is not None and self._tried(lambda: self.shelf.give(named.key, target)):
            self._view.around.toasts.say(tr("View", "“{name}” lies in {file}", name=named.name, file=target.name))

    def bring(self, source: Path | None = None) -> None:
        """Take a view in from a file and open it where it belongs."""
        view = self._view
        file = source or file_asked(view, tr("View", "Take a view in"), tr("View", "Saved view (*.rdview)"))
        brought: list[NamedView] = []
        if file is None or not self._tried(lambda: brought.append(self.shelf.bring(file))):
            return
        view.around.toasts.say(tr("View", "“{name}” is taken in", name=brought[0].name))
        if brought[0].place == view.feature.key:
            self.open(brought[0].key)

    def carry_out(self, deed: str) -> None:
        """Carry out what was chosen in the palette."""
        deeds: dict[str, Callable[[], object]] = {
            "rename": self.rename,
            "delete": self.delete,
            "up": partial(self.move, -1),
            "down": partial(self.move, 1),
            "revert": self.revert,
            "give": self.give,
            "bring": self.bring,
        }
        deeds[deed]()

    def menu(self, key: str, place: QPoint) -> None:
        """What can be done to a saved view, where the pointer is; it is put in force for that."""
        if self.shelf.named(key) is None:
            return
        menu = QMenu(self._view)
        offered: tuple[tuple[str, Callable[[], object]], ...] = (
            (tr("View", "Rename…"), self.rename),
            (tr("View", "Move up"), partial(self.move, -1)),
            (tr("View", "Move down"), partial(self.move, 1)),
            (tr("View", "Hand on as a file…"), self.give),
            (tr("View", "Delete"), self.delete),
        )
        for words, run in offered:
            menu.addAction(words).triggered.connect(lambda _checked=False, run=run: self._for(key, run))
        # The menu goes by itself: what is chosen may ask for a name over it.
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    # inside

    def _for(self, key: str, run: Callable[[], object]) -> None:
        if key != self.current:
            self.open(key)
        self._view.layout_kept.view = key
        QTimer.singleShot(0, self, run)

    def _take_name(self, name: str) -> None:
        self._keep(name, self._own_of(name))

    def _take_new_name(self, name: str) -> None:
        key = self.current
        if self._tried(lambda: self.shelf.rename(key, name)):
            self._view.head.entitle(name)

    def _keep(self, name: str, key: str) -> None:
        kept: list[NamedView] = []
        state = self.state()
        if not self._tried(lambda: kept.append(self.shelf.keep(self._view.feature, name, state, key))):
            return
        layout = self._view.layout_kept
        if self.shelf.named(self.current) is None:
            layout.base = layout.base or view_state.shape_of(layout)
        layout.view = kept[0].key
        self._view.head.entitle(kept[0].name)
        self._view.keep()
        self.compare()
        self._view.view_told.emit(layout.view)
        self._view.around.toasts.say(tr("View", "“{name}” is saved for all who open this workspace", name=name))

    def _own_of(self, name: str) -> str:
        """The key of the view in force if that is its name."""
        named = self.shelf.named(self.current)
        return named.key if named is not None and named.name.casefold() == name.casefold() else ""

    def _judged(self, name: str, but: str) -> str:
        taken = self.shelf.taken(self._view.feature, name, but)
        return tr("View", "There is a view of this name already; choose another.") if taken else ""

    def _own(self) -> NamedView | None:
        named = self.shelf.named(self.current)
        if named is None:
            words = tr("View", "Open a view of your own first; the shipped ones stay as they are.")
            self._view.around.toasts.say(words, state="warning")
        return named

    def _tried(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except Fault as fault:
            self._view.around.toasts.say(told(fault.sentence), state="failed")
            return False
        return True

    def _put_back(self, named: NamedView) -> None:
        if self._tried(lambda: self.shelf.put(named)):
            self.open(named.key)

    def _enter_none(self) -> None:
        layout = self._view.layout_kept
        if layout.base:
            view_state.put_shape(layout, layout.base)
            layout.base = {}
            self._view.table.apply_layout()
        layout.view = ""
        self._view.filter_by("")

    def _offer_left(self) -> None:
        """A named view that was changed is being left: its changes can still be kept."""
        named = self.shelf.named(self.current)
        if named is None or not self._changed:
            return
        self._changed = False
        state = self.state()
        save = (tr("View", "Save them"), lambda: self._tried(lambda: self._keep_there(named, state)))
        words = tr("View", "Changes to “{name}” were not saved", name=named.name)
        self._view.around.toasts.say(words, [save], state="neutral")

    def _keep_there(self, named: NamedView, state: Mapping[str, Any]) -> None:
        self.shelf.keep(self._view.feature, named.name, state, named.key)

    def _shelf_changed(self) -> None:
        self._view.asking.count_views()
        self.compare_soon()

    def _say_gone(self, name: str, columns: Sequence[str], terms: Sequence[str], order: str) -> None:
        parts = [tn("View", "%n column(s): {names}", len(columns), names=", ".join(columns))] if columns else []
        parts += [tn("View", "%n filter(s): {names}", len(terms), names=", ".join(terms))] if terms else []
        parts += [tr("View", "the order {name}", name=order)] if order else []
        words = tr("View", "“{name}” is shown without what is gone: {parts}.", name=name, parts="; ".join(parts))
        self._view.around.toasts.say(words, state="warning")

    def _below_title(self) -> QPoint:
        head = self._view.head
        return head.mapToGlobal(QPoint(16, head.height()))


def _alike(one: str, other: str) -> bool:
    return sorted(one.split()) == sorted(other.split())


def _unfit(reader: Reader, table: str, terms: Sequence[Term]) -> frozenset[str]:
    return frozenset(term.text for term in terms if not _understood(reader, table, term))


def _understood(reader: Reader, table: str, term: Term) -> bool:
    try:
        reader.matching(Query(table, dated(term.text)), ())
    except Invalid:
        return False
    return True


def _file_name(name: str) -> str:
    return "".join(one if one.isalnum() or one in " -_" else "-" for one in name).strip() or "view"
