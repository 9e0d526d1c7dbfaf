"""The command line: everything the window does, a script can do (product page, section 10)."""

import errno
import sys
from pathlib import Path

import click

from rightsdesk import __version__, qtcheck
from rightsdesk.cli import (
    advice_exports,
    advice_turns,
    agreements,
    backups,
    batches,
    demo,
    desktop,
    feeds,
    hub,
    images,
    logs,
    masters,
    operation,
    rights,
    sample_years,
    timetable,
    usages,
)
from rightsdesk.cli.session import Session, complain, folder_of
from rightsdesk.desk import Refused
from rightsdesk.faults import Fault, Invalid, Unusable


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--workspace", "folder", metavar="DIR", help="The workspace folder; RIGHTSDESK_HOME names it otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print exactly one JSON document on standard output.")
@click.version_option(__version__, prog_name="rightsdesk")
@click.pass_context
def program(context: click.Context, folder: str | None, *, as_json: bool) -> None:
    """RightsDesk: picture rights, usages and credit advices. Without a command the window opens."""
    context.obj = Session(folder_of(folder), as_json)
    if context.invoked_subcommand is None:
        operation.open_window(context.obj)


MODULES = (
    *(operation, demo, hub, masters, agreements, feeds, images, rights, usages, advice_turns, batches, logs),
    *(backups, timetable, sample_years, advice_exports, desktop),
)
for module in MODULES:
    for each in module.COMMANDS:
        program.add_command(each)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with 0 done, 1 error, 2 usage, 3 partly failed."""
    given = sys.argv[1:] if arguments is None else arguments
    as_json = "--json" in given
    if given[:1] == [qtcheck.EXAMINE]:
        sys.exit(operation.examine_window(Path(given[1])))
    given = desktop.with_open(_json_first(given))
    try:
        code = program.main(given, prog_name="rightsdesk", standalone_mode=False)
    except (Fault, Refused) as error:
        complain(error, as_json=as_json)
        sys.exit(1)
    except OSError as error:
        complain(_of_the_system(error), as_json=as_json)
        sys.exit(1)
    except click.ClickException as error:
        _misused(error, as_json=as_json)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; what is recorded is kept.", err=True)
        sys.exit(1)
    sys.exit(code or 0)


def _misused(error: click.ClickException, *, as_json: bool) -> None:
    if as_json:
        complain(Invalid(error.format_message(), code="USAGE"), as_json=True)
    else:
        error.show()


def _of_the_system(error: OSError) -> Fault:
    """Say in a sentence what the operating system would not do; nothing recorded is touched by it."""
    named = error.filename or "A file"
    sentence = f"{named}: {error.strerror or error}. What is recorded is kept; mend this and repeat the command."
    return Unusable(sentence, code="STORE-FULL" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "STORE-IO")


def _json_first(given: list[str]) -> list[str]:
    """Let `--json` stand anywhere; it means the whole call."""
    left = [each for each in given if each != "--json"]
    return ["--json", *left] if len(left) < len(given) else left
