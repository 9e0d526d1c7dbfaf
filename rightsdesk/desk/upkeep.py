"""Rebuilds on trial as a desk offers them: whoever exchanges tables stands in the activity with it."""

from pathlib import Path

from rightsdesk.desk.parts import Parts
from rightsdesk.domain import streams
from rightsdesk.domain.upkeep import MAIN, RecordExchange, TablesPutBack, TablesSwapped, Upkeep
from rightsdesk.readmodel import Past, Replaced, Trial, Trials
from rightsdesk.readmodel.rebuild import Progress


class RecordedTrials(Trials):
    """Records an exchange once it is done, so that the copy holds everything recorded before."""

    def __init__(self, parts: Parts, folder: Path, past: Past) -> None:
        """Work in a folder of its own; `past` keeps states to begin from."""
        super().__init__(folder, parts.read_model, parts.log, past, parts.clock)
        self._parts = parts

    def swap_in(self, trial: Trial, progress: Progress | None = None) -> Replaced:
        """Put the rebuilt copy in the place of the tables, and record who did."""
        replaced = super().swap_in(trial, progress)
        self._record(TablesSwapped(trial.projections, trial.since, trial.position, trial.differing))
        return replaced

    def put_back(self, replaced: Replaced, progress: Progress | None = None) -> Replaced:
        """Bring replaced tables back, and record who did."""
        mine = super().put_back(replaced, progress)
        self._record(TablesPutBack(mine.projections))
        return mine

    def _record(self, exchanged: TablesSwapped | TablesPutBack) -> None:
        self._parts.handling.handle(streams.upkeep(MAIN), Upkeep(), RecordExchange(exchanged), self._parts.actor)
