"""Marking and rating images on the command line."""

from typing import Any

import click

from rightsdesk.cli.choosing import selecting, submit
from rightsdesk.cli.session import Session
from rightsdesk.desk import AssessImages
from rightsdesk.domain.image.assessing import BEST, MARKS, REJECTED


@click.command("assess")
@selecting
@click.option("--mark", type=click.Choice(MARKS), default=None, help="Pick list or rejection.")
@click.option(
    "--rating", type=click.IntRange(REJECTED, BEST), default=None, help="1 to 5 stars, 0 for none, -1 for rejected."
)
@click.pass_obj
def assess_images(session: Session, /, mark: str | None, rating: int | None, **chosen: Any) -> None:
    """Mark or rate images; what was found before can be undone with the batch."""
    if mark is None and rating is None:
        raise click.UsageError("Give --mark, --rating, or both.")
    submit(session, AssessImages(mark or "", rating), "Assess images", **chosen)
