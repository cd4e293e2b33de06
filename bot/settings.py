"""What the operator decides: scalars and secrets in the environment, tables in walkalong.toml."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from bot.environment import TELEGRAM, Environment, SettingsError, read_environment, split_keys
from bot.languages import require_whole
from bot.signed import Signatures, matters
from bot.tables import Tables, read_tables
from care.programme import Programme
from care.retention import Retention
from wording import say

__all__ = ["Settings", "SettingsError", "is_real_telegram", "load", "require_signatures", "require_token"]


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
    operator_alert: str | None = field(default=None, repr=False)  # such addresses hold a key of their own
    heartbeat: str | None = field(default=None, repr=False)
    backup_dir: Path | None = None
    signatures: Signatures = field(default_factory=dict)


def load() -> Settings:
    """Read the environment and walkalong.toml; SettingsError when something is wrong.

    Nothing is written, and neither token nor key has to be there yet.
    """
    environment = read_environment()
    tables = read_tables(environment.config)
    settings = Settings(
        programme=_programme(tables, environment),
        database_url=environment.database_url,
        telegram_api_url=environment.telegram_api_url,
        telegram_token=environment.telegram_token,
        secret_keys=split_keys(environment.secret_key or ""),
        public_url=environment.public_url,
        operator_alert=environment.operator_alert,
        heartbeat=environment.heartbeat,
        backup_dir=environment.backup_dir,
        signatures=tables.signed,
    )
    return settings if is_real_telegram(settings) else _with_made_up_contacts(settings)


def require_token(settings: Settings) -> str:
    """Return the bot's token; SettingsError when there is none."""
    if settings.telegram_token is None:
        raise SettingsError(say("setting-telegram-token-missing"))
    return settings.telegram_token


def is_real_telegram(settings: Settings) -> bool:
    """Tell whether the API address is Telegram's own: no made-up people and no moved clock there."""
    host = (urlsplit(settings.telegram_api_url).hostname or "").rstrip(".")
    return host == "telegram.org" or host.endswith(".telegram.org")


def require_signatures(settings: Settings, today: date) -> None:
    """Refuse a start on Telegram itself while something is undecided that keeps people safe: SettingsError."""
    if not is_real_telegram(settings):
        return
    about = settings.programme
    undecided = [
        matter.sentence
        for matter in matters(
            settings.signatures,
            duty_route=about.duty_route,
            privacy_contact=about.privacy_contact,
            today=today,
        )
        if matter.core and not matter.decided
    ]
    if undecided:
        raise SettingsError(" ".join([say("signed-refuses"), *undecided]))


def _with_made_up_contacts(settings: Settings) -> Settings:
    """Away from Telegram everything can be tried out: what is not decided is made up, and says so."""
    about = settings.programme
    made_up = replace(
        about,
        duty_route=about.duty_route or say("made-up-duty-route"),
        privacy_contact=about.privacy_contact or say("made-up-privacy-contact"),
    )
    return replace(settings, programme=made_up)


def _programme(tables: Tables, environment: Environment) -> Programme:
    require_whole(tables.programme.languages, environment.wording)
    return Programme(
        name=tables.programme.name,
        areas=tables.programme.areas,
        reach=tables.programme.reach,
        zone=environment.time_zone,
        reading_hours=tables.reading_hours,
        help_lines=tables.help_lines,
        star_months=tables.star.months_between,
        low_star=tables.low_star,
        privacy_contact=tables.privacy.contact,
        retention=Retention(**tables.retention.model_dump()),
        duty_route=tables.duty.route,
        languages=tables.programme.languages,
        wording=environment.wording,
        quiet_days=tables.nudges.quiet_days,
    )
