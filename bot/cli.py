"""The command line: `walkalong`, or `python -m bot`."""

import os
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import Clock
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
put_aside_app = typer.Typer(help="See what could not be handled, and try it again.", no_args_is_help=True)
app.add_typer(put_aside_app, name="put-aside")


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
    findings = list(readiness(Clock().now().date()))
    for finding in findings:
        typer.echo(f"{finding.mark} {finding.sentence}")
    if not all(finding.mark == "✓" for finding in findings):
        typer.echo(say("ready-marks"))
    raise typer.Exit(0 if all(finding.ready for finding in findings) else 1)


@app.command()
def wording(
    language: Annotated[str, typer.Option(help="The tag of a language, such as cy.")] = "en",
) -> None:
    """Print every sentence with its reading level, who reads it and what the gate says."""
    from bot import wording_list

    for lines in wording_list.sentences_of(language, read_environment().wording):
        typer.echo(lines)


@app.command()
def migrate() -> None:
    """Bring the database to what this version needs."""
    from storage import upgrade

    upgrade.migrate(read_environment().database_url)
    typer.echo(say("database-migrated"))


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="Where copies go; those over 28 days old are removed.")],
) -> None:
    """Copy the whole database while Walkalong runs, and prove that the copy opens."""
    from bot import backup as copies

    made = copies.back_up(_settings(), folder, Clock().now())
    typer.echo(say("backup-made", path=str(made)))


@app.command()
def invite(role: Invited) -> None:
    """Print a one-time link that lets a manager or a Coordinator in."""
    from bot import invite as invitations

    invitations.invite(_settings(), Role(role))


@app.command()
def words(
    text: Annotated[str | None, typer.Argument(help="What somebody wrote, in quotes.")] = None,
    *,
    score: Annotated[Path | None, typer.Option(help="A CSV file with the columns text and expected.")] = None,
) -> None:
    """Say what the word check makes of a text and why, or how it does on a list of replies."""
    from bot import words as word_check

    word_check.words(text, score)


class Silence(StrEnum):
    """What can be said of silence."""

    ON = "on"
    OFF = "off"
    STATUS = "status"


@app.command("silence")
def silence_everything(
    what: Annotated[Silence, typer.Argument(help="Stop all messages, start again, or see.")],
) -> None:
    """Stop everything that goes to young people, but for crisis replies and Help."""
    from bot import silence

    if what is Silence.STATUS:
        silence.status(_settings())
    else:
        {Silence.ON: silence.stop, Silence.OFF: silence.start}[what](_settings(), Clock().now())


@put_aside_app.command("list")
def list_put_aside() -> None:
    """List updates that could not be handled, by number and time."""
    from bot import put_aside

    put_aside.show(_settings())


@put_aside_app.command("again")
def handle_again(number: Annotated[int, typer.Argument(help="The number that the list shows.")]) -> None:
    """Handle one as if it came now."""
    from bot import put_aside

    put_aside.again(_settings(), number, Clock().now())


@put_aside_app.command("drop")
def drop_put_aside(number: Annotated[int, typer.Argument(help="The number that the list shows.")]) -> None:
    """Blank one for good, before its seven days are over."""
    from bot import put_aside

    put_aside.drop(_settings(), number, Clock().now())


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
