"""From a selection and a form to an order: what can be offered, with which count, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from rightsdesk.desk import Refused, Selection, Ticket
from rightsdesk.faults import Fault
from ui.kit import selection as steps
from ui.kit.alone import Alone
from ui.kit.ask import asked
from ui.kit.batch_deeds import Deeds
from ui.kit.commands import same
from ui.kit.contents import attribute
from ui.kit.declare import Action, Feature, Order, Row, Text, counted
from ui.kit.inspector import Inspector
from ui.kit.inspector_foot import Offer
from ui.kit.meant import meant
from ui.kit.page import Surroundings
from ui.kit.panel_ways import go_there, to_clipboard
from ui.kit.table_overlay import Pending
from ui.kit.words import told, tr
from ui.workers.duties import WORK

UPDATE, CANCEL = "update", "cancel"


@dataclass(frozen=True, slots=True)
class Aim:
    """What an order would be about: the selection, or the row under the cursor where nothing is selected."""

    selection: Selection
    count: int | None
    """None while it is being counted."""
    row: Row | None = None
    """The only row, if it is one."""


class Acting(QObject):
    """Offers and submits; nothing is asked twice, everything can be taken back from the toast."""

    queued = Signal(object)
    """A pending change, to be laid over the rows."""
    accepted = Signal(object, object)
    """The receipt, and the selection it is about."""
    left = Signal()
    """What was asked is asked no more; the keyboard belongs to the rows again."""
    advanced = Signal()
    """This row is done with; on to the next."""

    def __init__(
        self,
        feature: Feature,
        around: Surroundings,
        inspector: Inspector,
        aim: Callable[[], Aim | None],
        states: Callable[[], frozenset[str]] | None = None,
    ) -> None:
        super().__init__(inspector)
        self._feature, self._around, self._inspector, self._aim = feature, around, inspector, aim
        self.deeds = Deeds(around, inspector)
        self._alone = Alone(around, inspector, inspector.choices)
        self._chosen: Action | None = None
        self._states = states
        self._busy = False
        self.judge: Callable[[Action, Row], str] = lambda _action, _row: ""
        """Why an action cannot be done to a row, empty if it can."""
        self.seen: Callable[[Selection], Sequence[int] | None] = lambda _selection: None
        """The ids of a selection, where the view shows just these."""
        self.instead: Callable[[Action, Order, Aim], bool] = lambda _action, _order, _aim: False
        """Carries an order out another way; whether it does."""

    def offers(self) -> tuple[Sequence[Offer], str]:
        """The buttons of the foot and the note below them."""
        aim = self._aim()
        if aim is None:
            return (), ""
        if self._inspector.touched():
            declared = self._feature.inspector
            return (self._offer(UPDATE, declared.button, "layers", aim, self._update_reason()),), str(
                Action("", "").foot
            )
        actions = self._fitting(aim)
        offers = [
            self._offer(
                one.key,
                self._worded(one, number, aim),
                one.icon,
                self._meant(one, aim, number),
                self._reason(one, number, aim),
            )
            for number, one in enumerate(actions)
        ]
        if self._feature.review is not None and self._chosen is not None:
            offers.append(Offer(CANCEL, tr("Kit", "Cancel"), "x"))
        return offers, str(actions[0].foot) if actions else ""

    def order(self) -> Order | None:
        """The order that the main button would give now; None while there is none or it cannot be read."""
        if self._aim() is None:
            return None
        if self._inspector.touched():
            return self._update_order()
        fitting = self._fitting(self._aim())
        return self._made(fitting[0]) if fitting else None

    def keys(self) -> str:
        """The attribute that names the rows which the order of the main button is about, empty for the selected."""
        fitting = [] if self._inspector.touched() else self._fitting(self._aim())
        return fitting[0].keys if fitting else ""

    def choose(self, action: Action) -> None:
        """An action from the menu or its shortcut: at once, or first its fields in the inspector."""
        aim = self._aim()
        if aim is None and action.needs_selection:
            self._around.toasts.say(tr("Kit", "Select something first"), state="warning")
        elif action.fields:
            self._chosen = action
            self._inspector.ask(action)
            self._inspector.edited.emit()
            self._inspector.edit()
        else:
            self.take(action.key)

    def take_main(self) -> None:
        """Ctrl+Enter."""
        main = self._inspector.foot.main()
        if main is not None and not main.reason:
            self.take(main.key)

    def take(self, key: str) -> None:
        """Carry out the offer of that key."""
        aim = self._aim()
        action = next((one for one in self._feature.actions if one.key == key), None)
        if key == CANCEL:
            self.leave()
        if aim is None or self._busy or key == CANCEL:
            return
        if action is not None and aim.row is not None and (judged := self.judge(action, aim.row)):
            self._around.toasts.say(judged, state="warning")
            return
        if action is not None and self._done_without_order(action, aim):
            return
        if self._inspector.command is not None:
            self._inspector.command.insist()
        order = self._update_order() if action is None else self._made(action)
        if order is not None and action is not None and self.instead(action, order, aim):
            return
        if order is not None:
            self.give(action, order, aim)

    def give(self, action: Action | None, order: Order, aim: Aim) -> None:
        """Submit an order that is complete, once it is confirmed where that is asked."""
        if self._confirmed(action, aim):
            self._submit(order, action, aim)

    def _done_without_order(self, action: Action, aim: Aim) -> bool:
        form = self._inspector.command
        if action.desk:
            self._call(action, aim)
        elif action.alone is not None:
            self._collect("key", aim, partial(self._for_one, action))
        elif action.copies:
            self._collect(action.copies, aim, partial(to_clipboard, self._around.toasts))
        elif action.goes is not None:
            self._collect(action.goes.value, aim, partial(go_there, self._around, action.goes))
        elif action.fields and (form is None or form.action is not action):
            self.choose(action)
        else:
            return False
        return True

    def leave(self) -> bool:
        """Ask for nothing any more; whether something was asked."""
        asked_for = self._chosen is not None
        if asked_for:
            self.forget()
            self._inspector.ask(None)
            self._inspector.edited.emit()
            self.left.emit()
        return asked_for

    def forget(self) -> None:
        """The selection is another: an action chosen from the menu is no longer asked for."""
        self._chosen = None
        self._inspector.foot.complain("")

    def settle(self, key: str, rows: Selection, count: int) -> None:
        """Carry an action out for so many rows, whatever is selected."""
        action = next((one for one in self._feature.actions if one.key == key), None)
        order = None if action is None else self._made(action)
        if order is not None and not self._busy:
            self._submit(order, action, Aim(rows, count))

    # inside

    def _worded(self, action: Action, number: int, aim: Aim) -> Text:
        review = self._feature.review
        if review is None or aim.row is None:
            return _worded(action, number)
        unasked = action is not self._chosen and action.fields
        return review.alone.get(action.key) or (action.title if unasked else _worded(action, number))

    def _meant(self, action: Action, aim: Aim, place: int) -> Aim:
        """Return the aim with the count that belongs on the button."""
        if not action.by_impact or place:
            return aim
        impact = self._inspector.foot.impact
        return replace(aim, count=impact.will_change() if impact.isEnabled() else None)

    def _reason(self, action: Action, number: int, aim: Aim) -> str:
        judged = self.judge(action, aim.row) if aim.row is not None else ""
        return judged or self._alone.barred(action, self._inspector.row) or ("" if number else self._idle_reason())

    def _offer(self, key: str, words: Any, icon: str, aim: Aim, reason: str) -> Offer:
        if aim.count is None:
            return Offer(key, tr("Selection", "Counting…"), icon, tr("Selection", "Counting…"))
        red = any(one.danger for one in self._feature.actions if one.key == key)
        return Offer(key, counted(words, aim.count), icon, tr("Kit", "A moment…") if self._busy else reason, red)

    def _fitting(self, aim: Aim | None) -> list[Action]:
        primary = [one for one in self._feature.actions if one.primary]
        if self._chosen is not None and self._feature.review is not None:
            return [self._chosen]
        if self._chosen is not None:
            beside = primary if self._chosen.primary else []
            return [self._chosen, *(one for one in self._suiting(beside, aim) if one is not self._chosen)]
        primary = self._suiting(primary, aim)
        # In a review nothing is asked of a row before somebody wishes it.
        unasked = self._feature.review is not None and aim is not None and aim.row is not None
        self._inspector.ask(None if unasked else next((one for one in primary[:1] if one.fields), None))
        return primary

    def _suiting(self, primary: list[Action], aim: Aim | None) -> list[Action]:
        if aim is not None and aim.row is not None:
            state = str(attribute(aim.row, self._feature.state) or "")
            primary = [one for one in primary if not one.states or state in one.states]
            return [one for one in primary if _given(one, aim.row)]
        primary = [one for one in primary if one.alone is None]
        if self._states is not None:
            seen = self._states()
            primary = [one for one in primary if not seen or not one.states or seen & one.states] or primary
        return primary

    def _update_order(self) -> Order | None:
        texts, edits = self._inspector.texts(), self._inspector.edits()
        declared = self._feature.inspector.order
        if texts is None or not (texts or edits) or declared is None:
            return None
        return self._tried(lambda: declared(texts, edits) if edits else declared(texts))

    def _update_reason(self) -> str:
        if self._inspector.texts() is None:
            return tr("Inspector", "One of the values cannot be read")
        return self._idle_reason()

    def _idle_reason(self) -> str:
        changing = self._inspector.foot.impact.will_change()
        return tr("Inspector", "Nothing would change") if changing == 0 else ""

    def _made(self, action: Action) -> Order | None:
        form = self._inspector.command
        if action.fields and form is not None and form.action is action:
            return self._tried(form.order)
        order = action.order
        return None if order is None or action.fields else self._tried(order)

    def _tried(self, make: Callable[[], Order]) -> Order | None:
        try:
            order = make()
        except (Refused, Fault) as refused:
            self._inspector.foot.complain(str(refused) or type(refused).__doc__ or "")
            return None
        self._inspector.foot.complain("")
        return order

    def _confirmed(self, action: Action | None, aim: Aim) -> bool:
        confirm = action.confirm if action else None
        if confirm is None or (aim.count or 0) <= confirm.above:
            return True
        verb = counted(confirm.verb, aim.count or 0)
        owner = self._inspector.window()
        return asked(owner, str(confirm.title), str(confirm.sentence), verb, danger=bool(action and action.danger))

    def _submit(self, order: Order, action: Action | None, aim: Aim) -> None:
        if self._around.commands.holds_back(same(order, aim.selection), partial(self._submit, order, action, aim)):
            return
        desk, selection = self._around.desk, self._narrowed(action, aim.selection)
        if self._around.offline() and hasattr(order, "offline"):
            order = replace(order, offline=True)
        keys = action.keys if action else ""
        expected = aim.count if selection is aim.selection and not keys else None
        seen = None if keys else self.seen(selection)
        title = str(action.title) if action else str(self._feature.inspector.heading)
        self._busy = True
        self._inspector.edited.emit()
        self._around.roster.errands.run(
            lambda: desk.submit(meant(desk.reader(), selection, order, keys), order, expected=expected, seen=seen),
            lambda ticket: self._accepted(ticket, selection, order, action, title, aim),
            self._refused,
        )

    def _accepted(
        self, ticket: Ticket, selection: Selection, order: Order, action: Action | None, title: str, aim: Aim
    ) -> None:
        self._busy = False
        self._around.commands.note(same(order, aim.selection))
        made = self._inspector.foot.impact.will_change() if action is not None and action.by_impact else None
        changes = dict(getattr(order, "changes", None) or {})
        edited = frozenset(getattr(order, "edits", None) or ()) | frozenset(getattr(order, "lists", None) or ())
        self._inspector.settled()
        if self._chosen is not None:
            self.left.emit()
        self._chosen = None
        if action is not None and action.advance and selection.query is None:
            self.advanced.emit()
        self._inspector.foot.impact.clear()
        if selection.table == self._feature.table and (changes or action is None):
            self.queued.emit(Pending(ticket.batch, selection, changes, edited))
        self._around.roster.nudge(WORK)
        self.accepted.emit(ticket, selection)
        undo = (tr("Batch", "Undo"), lambda: self.deeds.run("undo", ticket.batch, title))
        show = (tr("Batch", "Show"), lambda: self._around.go("batches", f"number:{ticket.number}"))
        undoable = action is None or action.undoable
        if undoable:
            self._around.commands.remember(ticket.batch, title)
        ways = [undo, show] if undoable else [show]
        told = f"{counted(self._feature.noun, ticket.items)}: {title}"
        if action is not None and action.button:
            told = counted(action.button, ticket.items if made is None else made)
        self._around.toasts.say(told, ways, state="pending")
        self._inspector.edited.emit()

    def _refused(self, fault: Fault) -> None:
        self._busy = False
        self._inspector.foot.complain(told(fault.sentence))
        self._around.toasts.say(told(fault.sentence), state="failed")
        self._inspector.edited.emit()

    def _narrowed(self, action: Action | None, selection: Selection) -> Selection:
        if action is None or not action.where:
            return selection
        return steps.limited(selection, action.where) or selection

    def _call(self, action: Action, aim: Aim) -> None:
        if aim.row is not None:
            self.deeds.run(action.desk, aim.row.key, str(attribute(aim.row, "title") or ""))
            return
        desk, selection = self._around.desk, aim.selection
        deed = getattr(desk, action.desk)

        def all_of_them() -> None:
            reader = desk.reader()
            for row in reader.rows(selection.table, reader.selected_ids(selection)):
                deed(row.key)

        self._around.roster.errands.run(all_of_them, lambda _done: self._around.roster.nudge(WORK), self._refused)

    def _collect(self, name: str, aim: Aim, then: Callable[[list[str]], None]) -> None:
        desk, selection = self._around.desk, aim.selection

        def wanted() -> list[str]:
            reader = desk.reader()
            if name == "key":
                return reader.keys(selection.table, reader.selected_ids(selection))
            rows = reader.rows(selection.table, reader.selected_ids(selection))
            return [str(value) for row in rows if (value := attribute(row, name))]

        self._around.roster.errands.run(wanted, then, self._refused)

    def _for_one(self, action: Action, keys: list[str]) -> None:
        if len(keys) != 1:
            self._around.toasts.say(tr("Kit", "One at a time: choose a single row for this"), state="warning")
        elif reason := self._alone.barred(action, self._inspector.row):
            self._around.toasts.say(reason, state="warning")
        else:
            self._alone.carry_out(action, keys[0], self._inspector.row, self.order)


def _given(action: Action, row: Row) -> bool:
    return not action.given or any(attribute(row, name) for name in action.given)


def _worded(action: Action, place: int) -> Text:
    # Further actions that ask for something first are called by their name: pressing them only shows their fields.
    return action.title if place and action.fields else action.button or action.title
