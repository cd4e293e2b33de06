"""What the operator decides: scalars and secrets in the environment, tables in walkalong.toml."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.environment import TELEGRAM, Environment, SettingsError, read_environment, split_keys
from bot.tables import read_tables
from care.programme import Programme
from wording import say

__all__ = ["Settings", "SettingsError", "is_real_telegram", "load", "require_token"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the operator decided, checked.

    `secret_keys` are Fernet keys: the first encrypts, all decrypt; `bot.secret_key.with_keys` fills them in.
    Secrets do not show when the settings are printed.
    """

    programme: Programme
    database_url: str = field(repr=False)
    telegram_api_url: str = TELEGRAM
    telegram_token: str | None = field(default=None, repr=False)
    secret_keys: tuple[str, ...] = field(default=(), repr=False)
    public_url: str | None = None


def load() -> Settings:
    """Read the environment and walkalong.toml; SettingsError when something is wrong.

    Nothing is written, and neither token nor key has to be there yet.
    """
    environment = read_environment()
    return Settings(
        programme=_read_programme(environment),
        database_url=environment.database_url,
        telegram_api_url=environment.telegram_api_url,
        telegram_token=environment.telegram_token,
        secret_keys=split_keys(environment.secret_key or ""),
        public_url=environment.public_url,
    )


def require_token(settings: Settings) -> str:
    """Return the bot's token; SettingsError when there is none."""
    if settings.telegram_token is None:
        raise SettingsError(say("setting-telegram-token-missing"))
    return settings.telegram_token


def is_real_telegram(settings: Settings) -> bool:
    """Tell whether the API address is Telegram's own: no made-up people and no moved clock there."""
    host = (urlsplit(settings.telegram_api_url).hostname or "").rstrip(".")
    return host == "telegram.org" or host.endswith(".telegram.org")


def _read_programme(environment: Environment) -> Programme:
    tables = read_tables(environment.config)
    return Programme(
        name=tables.programme.name,
        areas=tables.programme.areas,
        zone=environment.time_zone,
        reading_hours=tables.reading_hours,
        help_lines=tables.help_lines,
        star_months=tables.star.months_between,
    )
