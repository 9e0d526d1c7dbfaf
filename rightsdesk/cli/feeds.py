"""Feeds: configure, test, synchronise, and what they set aside."""

from collections import Counter
from pathlib import Path

import click

from rightsdesk.cli.exporting import exportable
from rightsdesk.cli.pairs import SHAPE, pairs
from rightsdesk.cli.session import PARTLY_FAILED, Session, bar, sentence_of
from rightsdesk.desk import Desk, Refused, SyncReport
from rightsdesk.domain.feed import FOLDER, PROFILES, ConfigureFeed
from rightsdesk.faults import Fault

SECRET = "RIGHTSDESK_FEED_SECRET"  # noqa: S105 - the name of a variable, not a secret


@click.group("feeds")
def feeds() -> None:
    """Feeds: where vendors' metadata comes from."""


@feeds.command("add")
@click.argument("name")
@click.argument("url")
@click.option("--profile", type=click.Choice(PROFILES), default="generic", help="The vendor's dialect.")
@click.option("--vendor", default="", help="The vendor of every image, where items do not name one.")
@click.option("--mode", default="", help="cursor, ack_queue or window, where it differs from the profile's.")
@click.option(
    "--option",
    "options",
    multiple=True,
    metavar=SHAPE,
    help="A profile's own: decimal=, date_order=, channel=, country= ...",
)
@click.option("--secret", envvar=SECRET, help=f"Key or client:secret; better given through {SECRET}.")
@click.pass_obj
def add_feed(
    session: Session, /, name: str, url: str, options: tuple[str, ...], secret: str | None, **kind: str
) -> None:
    """Configure a feed at an address, or a folder with --profile drop_folder; nothing is fetched yet."""
    profile = kind["profile"]
    if profile == FOLDER and not url.startswith("file:"):
        url = str(Path(url).expanduser().absolute())
    with session.desk() as desk:
        in_ring = desk.feeds.add(ConfigureFeed(name, url, **kind, options=pairs(options, option="--option")), secret)
        lines = [f"Feed {name} at {url}; fetch it with: rightsdesk sync {name}"]
        if not in_ring:
            lines.append("There is no key ring here; the secret is kept in a private file of the workspace.")
        session.answer({"name": name, "url": url, "profile": profile, "secret_in_key_ring": in_ring}, lines)


@feeds.command("list")
@exportable
@click.pass_obj
def list_feeds(session: Session) -> None:
    """List feeds with what they set aside."""
    with session.desk(writing=False) as desk:
        rows = [
            {"name": each.name, "url": each.url, "profile": each.profile, "quarantine": len(each.quarantine)}
            for each in desk.feeds.configured()
        ]
        session.table(rows, ("name", "url", "profile", "quarantine"), "No feeds yet; add one: rightsdesk feeds add")


@feeds.command("test")
@click.argument("name")
@click.pass_context
def test_feed(context: click.Context, name: str) -> None:
    """Connect to a feed without changing anything."""
    session: Session = context.obj
    with session.desk(writing=False) as desk:
        found = desk.feeds.test(name)
        session.answer({"ok": found.ok, "skew": found.server_time_skew, "sentence": found.sentence}, [found.sentence])
    context.exit(0 if found.ok else 1)


@feeds.command("remove")
@click.argument("name")
@click.pass_obj
def remove_feed(session: Session, name: str) -> None:
    """Pull a feed no more; its images stay."""
    with session.desk() as desk:
        desk.feeds.remove(name)
        session.answer({"removed": name}, [f"Feed {name} is pulled no more; its images stay."])


@feeds.command("quarantine")
@click.argument("name")
@click.option("--release", is_flag=True, help="Read the items again and take over what can be read now.")
@click.option("--dismiss", metavar="ITEM", help="Let one item go, with --reason.")
@click.option("--reason", default="", help="Why an item is dismissed.")
@exportable
@click.pass_obj
def quarantine(session: Session, name: str, dismiss: str | None, reason: str, *, release: bool) -> None:
    """Show what a feed set aside; release or dismiss it."""
    with session.desk(writing=release or bool(dismiss)) as desk:
        if dismiss:
            desk.feeds.dismiss(name, dismiss, reason)
        if release:
            desk.feeds.release(name)
        names = ("item_id", "change_id", "uri", "code", "reason", "path")
        rows = [{key: getattr(item, key) for key in names} for item in desk.feeds.quarantine(name)]
        session.table(rows, names, f"Nothing of feed {name} is set aside.")


@click.command("sync")
@click.argument("names", nargs=-1, metavar="[FEED ...]")
@click.option("--full", is_flag=True, help="Read the complete snapshot again and find what is missing.")
@click.pass_context
def sync(context: click.Context, names: tuple[str, ...], *, full: bool) -> None:
    """Pull feeds, all without a name; a feed that fails never stops the others."""
    session: Session = context.obj
    reports: list[SyncReport] = []
    failed: dict[str, dict[str, str]] = {}
    with session.desk() as desk, bar(quiet=session.as_json) as shown:
        for name in names or tuple(feed.name for feed in desk.feeds.configured()):
            line = shown.add_task(f"Synchronise {name}", total=None)

            def told(_: str, counts: Counter[str], line: object = line) -> None:
                shown.update(line, completed=counts.total())  # type: ignore[arg-type]

            try:
                reports.append(desk.feeds.pull(name, full=full, progress=told))
            except (Fault, Refused) as error:
                failed[name] = sentence_of(error)
                click.echo("{}: {sentence} ({code})".format(name, **failed[name]), err=True)
        desk.settle()
        _answer(session, desk, reports, failed)
    context.exit(0 if not failed else PARTLY_FAILED if reports else 1)


def _answer(session: Session, desk: Desk, reports: list[SyncReport], failed: dict[str, dict[str, str]]) -> None:
    shown = [{"feed": each.feed, **each.counts, "warnings": list(each.warnings)} for each in reports]
    lines = [f"{each.feed}: {_told(each.counts)}" for each in reports]
    lines += [warning for each in reports for warning in each.warnings]
    if not reports and not failed:
        lines = ["No feeds yet; add one: rightsdesk feeds add NAME URL"]
    session.answer({"feeds": shown, "failed": failed, "position": desk.log.head().position}, lines)


def _told(counts: dict[str, int]) -> str:
    said = [f"{count:,} {kind.replace('_', ' ')}" for kind, count in counts.items() if count]
    return ", ".join(said) or "nothing new"


COMMANDS = (feeds, sync)
