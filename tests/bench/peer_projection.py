"""The measured peer: a projection as eventsourcing documents it, its view in SQLite, one transaction an event."""

import os
import tempfile
import time
from typing import Any

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import Tracking, TrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from eventsourcing.sqlite import SQLiteTrackingRecorder
from eventsourcing.utils import get_topic


class Picture(Aggregate):
    """An image as small as it can be."""

    @event("Observed")
    def __init__(self, title: str) -> None:
        self.title = title

    @event("Updated")
    def update(self, online_until: str) -> None:
        """Set the date."""
        self.online_until = online_until


class Pictures(Application[Any]):
    """The application whose events are projected; kept in memory, because only that recorder can be subscribed to."""


class PictureView(SQLiteTrackingRecorder):
    """The table of images with the tracking record beside it."""

    def construct_create_table_statements(self) -> list[str]:
        """Add the table of the view."""
        table = "CREATE TABLE IF NOT EXISTS pictures (id TEXT PRIMARY KEY, title TEXT, online_until TEXT)"
        return [*super().construct_create_table_statements(), table]

    def apply(self, sql: str, values: tuple[Any, ...], tracking: Tracking) -> None:
        """Write a row and the position in one transaction."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(sql, values)


class PictureProjection(Projection[PictureView]):
    """Applies one event at a time."""

    name = "shown"
    topics = (get_topic(Picture.Observed), get_topic(Picture.Updated))  # type: ignore[attr-defined]

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """Insert or update the row of the image."""
        key = str(domain_event.originator_id)
        if isinstance(domain_event, Picture.Observed):  # type: ignore[attr-defined]
            self.view.apply("INSERT INTO pictures (id, title) VALUES (?, ?)", (key, domain_event.title), tracking)
        else:
            sql = "UPDATE pictures SET online_until = ? WHERE id = ?"
            self.view.apply(sql, (domain_event.online_until, key), tracking)


def per_event_projection(events: int) -> float:
    """Return events a second of a projection that starts at the beginning of a log of so many events."""
    assert issubclass(PictureView, TrackingRecorder)
    with tempfile.TemporaryDirectory() as folder:
        env = {
            "SHOWN_PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SHOWN_SQLITE_DBNAME": os.path.join(folder, "view.db"),  # noqa: PTH118 - the library takes a text
        }
        with ProjectionRunner(
            application_class=Pictures, projection_class=PictureProjection, view_class=PictureView, env=env
        ) as runner:
            last = _fill(runner.app, events)
            began, first = time.perf_counter(), runner.projection.view.max_tracking_id("Pictures") or 0
            runner.wait(last, timeout=600)
            return (last - first) / (time.perf_counter() - began)


def _fill(app: Any, events: int) -> int:
    last = 0
    for _ in range(events // 20):
        pictures = [Picture(title="Sunset") for _ in range(10)]
        for picture in pictures:
            picture.update(online_until="2027-12-31")
        last = app.save(*pictures)[-1].notification.id
    return int(last)
