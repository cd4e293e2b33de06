"""What `walkalong check` finds: each setting, the key and the database. Nothing is changed by looking."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import make_url

from bot.environment import read_environment
from bot.secret_key import is_new, key_path, with_keys
from bot.settings import Settings, SettingsError, is_real_telegram, load, require_token
from bot.signed import ageing, matters
from bot.trouble import MENDABLE, sentence
from bot.words import require_word_check
from care.gate import Kind, check
from care.programme import Programme
from storage.database import Database, sqlite_path
from wording import say


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check: `ready` is False when a start waits for it; `later`: it is to be done all the same."""

    sentence: str
    ready: bool = True
    later: bool = False

    @property
    def mark(self) -> str:
        """The sign that stands before the line."""
        return "✗" if not self.ready else "○" if self.later else "✓"


def readiness(today: date) -> Iterator[Finding]:
    """Look at everything a start needs on the local date `today`; wrong settings hide what depends on them."""
    try:
        settings = load()
    except SettingsError as error:
        yield from (Finding(sentence, ready=False) for sentence in error.args)
        return
    yield _programme(settings, read_environment().config)
    yield Finding(say("ready-time-zone", zone=settings.programme.zone.key))
    api = "ready-api" if is_real_telegram(settings) else "ready-api-sandbox"
    yield Finding(say(api, url=settings.telegram_api_url))
    yield _token(settings)
    yield _public_url(settings)
    yield from _key_and_database(settings)
    yield _word_check()
    yield from _signed(settings, today)
    yield from _help_lines(settings, today)
    yield from _words_that_hurt(settings.programme)


def _word_check() -> Finding:
    try:
        require_word_check()
    except SettingsError as error:
        return Finding(str(error), ready=False)
    return Finding(say("words-ready"))


def _signed(settings: Settings, today: date) -> Iterator[Finding]:
    """List what people have signed and what not; only Telegram itself waits for the core of it."""
    about, live = settings.programme, is_real_telegram(settings)
    for matter in matters(
        settings.signatures, duty_route=about.duty_route, privacy_contact=about.privacy_contact, today=today
    ):
        missing = not matter.decided
        yield Finding(matter.sentence, ready=not (missing and matter.core and live), later=missing)


def _help_lines(settings: Settings, today: date) -> Iterator[Finding]:
    for line, _ in ageing(settings.programme.help_lines, today):
        yield Finding(line, later=True)


def _words_that_hurt(about: Programme) -> Iterator[Finding]:
    """Young people read these settings too (R19, R21); no start waits for it, or a name would take Help away (R44)."""
    texts = {"privacy": about.privacy_contact, "programme": about.reach}
    texts |= {line.who: f"{line.who}. {line.how}. {line.hours}." for line in about.help_lines}
    for where, text in texts.items():
        for found in check(text):
            if found.kind in (Kind.HARD_WORD, Kind.PHRASE):
                said = say("ready-words", where=where, found=found.found, kinder=found.kinder)
                yield Finding(said, later=True)


def _programme(settings: Settings, path: Path) -> Finding:
    key = "ready-config" if path.exists() else "ready-config-none"
    return Finding(say(key, name=settings.programme.name, path=str(path)))


def _token(settings: Settings) -> Finding:
    try:
        require_token(settings)
    except SettingsError as error:
        return Finding(str(error), ready=False)
    return Finding(say("ready-token"))


def _public_url(settings: Settings) -> Finding:
    if settings.public_url is None:
        return Finding(say("ready-public-url-none"))
    return Finding(say("ready-public-url", url=settings.public_url))


def _key_and_database(settings: Settings) -> Iterator[Finding]:
    """Look at both; a start on an SQLite file that is not there yet will make them."""
    new, key = is_new(settings.database_url), key_path(settings.database_url)
    if new and not settings.secret_keys and not key.exists():
        yield Finding(say("ready-key-later", path=str(key)))
    else:
        try:
            settings = with_keys(settings, tell=lambda _: None)
        except SettingsError as error:
            yield Finding(str(error), ready=False)
            return
        yield _key(key)
    yield _later(settings) if new else _database(settings)


def _key(path: Path) -> Finding:
    """Point out a key file that other accounts can read."""
    if path.exists() and path.stat().st_mode & 0o077:
        return Finding(say("ready-key-open", path=str(path)), ready=False)
    return Finding(say("ready-key"))


def _later(settings: Settings) -> Finding:
    return Finding(say("ready-database-later", path=str(sqlite_path(settings.database_url))))


def _database(settings: Settings) -> Finding:
    database = Database(settings.database_url, settings.secret_keys)
    try:
        database.check()
    except MENDABLE as error:
        return Finding(sentence(error), ready=False)
    finally:
        database.close()
    url = make_url(settings.database_url).render_as_string(hide_password=True)
    return Finding(say("ready-database", url=url))
