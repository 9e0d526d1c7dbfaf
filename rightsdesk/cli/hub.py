"""The embedded vendor hub, by hand."""

from pathlib import Path

import click

from rightsdesk.cli.session import Session
from rightsdesk.hub.access import Credentials
from rightsdesk.hub.server import serve
from rightsdesk.hub.state import HubOptions, HubState


@click.command("hub")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port on loopback; any free one without it.")
@click.option("--images", type=click.IntRange(0), default=2000, help="How many sample images.")
@click.option("--vendors", type=click.IntRange(1), default=40, help="How many sample vendors.")
@click.option("--articles", type=click.IntRange(0), default=600, help="How many sample articles with these images.")
@click.option("--seed", type=int, default=7, help="Same seed, same images and articles.")
@click.option("--items", type=click.Path(path_type=Path), help="Serve these items (NDJSON) instead.")
@click.option("--changes", type=click.Path(path_type=Path), help="Serve these changes (NDJSON) with --items.")
@click.pass_obj
def hub(
    _: Session,
    port: int,
    images: int,
    vendors: int,
    articles: int,
    seed: int,
    items: Path | None,
    changes: Path | None,
) -> None:
    """Serve the vendor hub on loopback until interrupted; the first line printed is its address."""
    options = HubOptions(account=Credentials(open=True))
    if items is not None:
        state = HubState.from_files(items, changes, options=options)
    elif changes is not None:
        sentence = "--changes needs --items."
        raise click.UsageError(sentence)
    else:
        state = HubState.from_sample(images, vendors, seed, articles, options=options)
    serve(state, port, click.echo)


COMMANDS = (hub,)
