"""The command line: `walkalong`, or `python -m bot`."""

import os
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.environment import read_environment
from bot.readiness import readiness
from bot.secret_key import key_path, make_key, with_keys
from bot.settings import Settings, SettingsError, load
from bot.tables import template
from bot.trouble import MENDABLE, sentence
from bot.written_once import write_once
from storage.models import Role
from wording import say

app = typer.Typer(
    help="A friendly check-in bot for Local Area Coordination teams.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
staff_app = typer.Typer(help="See who works here, or cut somebody off.", no_args_is_help=True)
app.add_typer(staff_app, name="staff")


class Invited(StrEnum):
    """Who can be let in from the command line."""

    MANAGER = "manager"
    COORDINATOR = "coordinator"


def main() -> None:
    """Run a command; what the operator has to mend is one sentence on standard error, and exit code 2."""
    os.umask(0o077)  # a database holds scores and account numbers in plain: nobody else reads what we write
    try:
        app()
    except MENDABLE as error:
        _tell(sentence(error))
        sys.exit(2)


def _tell(sentence: str) -> None:
    typer.echo(sentence, err=True)


def _settings() -> Settings:
    return with_keys(load(), _tell)


@app.command()
def run(
    *,
    clock_port: Annotated[int | None, typer.Option(hidden=True)] = None,
    start: Annotated[datetime | None, typer.Option(hidden=True, formats=["%Y-%m-%dT%H:%M:%S%z"])] = None,
) -> None:
    """Run the bot until it is stopped."""
    from bot import wiring

    wiring.run(_settings(), clock_port=clock_port, start=start)


@app.command()
def demo(
    *,
    story: Annotated[bool, typer.Option(help="Play the whole story without a browser and exit.")] = False,
    keep: Annotated[bool, typer.Option(help="Keep what an earlier demo left in the folder.")] = False,
    port: Annotated[
        int | None, typer.Option(help="The port of the page; the next free one by itself.")
    ] = None,
    folder: Annotated[Path, typer.Option(help="The demo's own folder.")] = Path("demo-data"),
) -> None:
    """Try everything out on this machine with made-up people: no account, no internet."""
    from bot import demo as demonstration

    if story:
        raise typer.Exit(0 if demonstration.story() else 1)
    demonstration.demo(folder=folder, port=port, keep=keep)


@app.command()
def init() -> None:
    """Write walkalong.toml and the key file; nothing that is there is overwritten."""
    environment = read_environment()
    if environment.config.exists():
        raise SettingsError(say("config-exists", path=str(environment.config)))
    if not environment.secret_key:
        made = make_key(environment.database_url)
        typer.echo(
            say(
                "secret-key-written" if made else "secret-key-kept",
                path=str(key_path(environment.database_url)),
            )
        )
    write_once(environment.config, template())
    typer.echo(say("config-written", path=str(environment.config)))


@app.command()
def check() -> None:
    """Say what is ready and what is not, and change nothing."""
    findings = list(readiness())
    for finding in findings:
        typer.echo(f"{'✓' if finding.ready else '✗'} {finding.sentence}")
    raise typer.Exit(0 if all(finding.ready for finding in findings) else 1)


@app.command()
def migrate() -> None:
    """Bring the database to what this version needs."""
    from storage import upgrade

    upgrade.migrate(read_environment().database_url)
    typer.echo(say("database-migrated"))


@app.command()
def invite(role: Invited) -> None:
    """Print a one-time link that lets a manager or a Coordinator in."""
    from bot import invite as invitations

    invitations.invite(_settings(), Role(role))


@staff_app.command("list")
def list_staff() -> None:
    """List who works here."""
    from bot import staff

    staff.list_staff(_settings())


@staff_app.command("remove")
def remove_staff(
    number: Annotated[int, typer.Argument(help="The number that the list shows.")],
    *,
    to: Annotated[int | None, typer.Option(help="The Coordinator who takes their people over.")] = None,
) -> None:
    """Cut somebody off at once, and hand their people over."""
    from bot import staff

    staff.remove(_settings(), number, to)
