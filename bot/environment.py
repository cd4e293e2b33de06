"""What is set in the environment: WALKALONG_… scalars, and secrets that may stand in files of their own."""

import os
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from pydantic import AfterValidator, DirectoryPath, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from wording import say

PREFIX = "WALKALONG_"
TELEGRAM = "https://api.telegram.org"
_SECRETS = ("telegram_token", "database_url", "secret_key")  # each may stand in a file: WALKALONG_…_FILE


class SettingsError(Exception):
    """A setting is missing or wrong.

    The message is one plain sentence that names it and says what to do; `args` holds one for each.
    """

    def __str__(self) -> str:
        """Give the first sentence: one at a time is enough to mend."""
        return str(self.args[0])


def split_keys(text: str) -> tuple[str, ...]:
    """Split Fernet keys at commas and line ends; ValueError for a malformed one."""
    keys = tuple(text.replace(",", " ").split())
    for key in keys:
        Fernet(key)
    return keys


def _keys(text: str) -> str:
    split_keys(text)
    return text


def _database(text: str) -> str:
    """Accept one SQLite file, or PostgreSQL."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise ValueError(text) from None
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    in_a_file = url.drivername == "sqlite" and url.database not in {None, "", ":memory:"}
    if not in_a_file and url.drivername != "postgresql+psycopg":
        raise ValueError(text)
    return url.render_as_string(hide_password=False)


def _address(text: str) -> str:
    """Accept http and https addresses, and let none end in a slash."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(text)
    return text.rstrip("/")


Token = Annotated[str, StringConstraints(pattern=r"^\d+:[A-Za-z0-9_-]+$")]
Address = Annotated[str, AfterValidator(_address)]


class Environment(BaseSettings):
    """The environment as it comes in: `config` is the path of walkalong.toml, the rest is as in Settings."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, str_strip_whitespace=True)

    telegram_token: Token | None = None
    telegram_api_url: Address = TELEGRAM
    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///data/walkalong.db"
    secret_key: Annotated[str, AfterValidator(_keys)] | None = None
    public_url: Address | None = None
    time_zone: ZoneInfo = ZoneInfo("Europe/London")
    config: Path = Path("walkalong.toml")
    wording: DirectoryPath | None = None
    operator_alert: Address | None = None
    heartbeat: Address | None = None
    backup_dir: Path | None = None


def read_environment() -> Environment:
    """Read what is in the environment and in the files it names; SettingsError when something is wrong."""
    known = {PREFIX + name.upper() for name in Environment.model_fields}
    unknown = (
        {name for name in os.environ if name.startswith(PREFIX)} - known - {_file_name(s) for s in _SECRETS}
    )
    if unknown:
        raise SettingsError(*(say("setting-unknown", name=name) for name in sorted(unknown)))
    try:
        return Environment(**_read_secret_files())
    except ValidationError as error:
        wrong = [str(each["loc"][0]) for each in error.errors()]
    raise SettingsError(*(say(f"setting-{name.replace('_', '-')}-wrong") for name in wrong))


def _file_name(secret: str) -> str:
    return f"{PREFIX}{secret.upper()}_FILE"


def _read_secret_files() -> dict[str, Any]:
    """Read the secrets that stand in files of their own, as container platforms hand them over."""
    found = {}
    for secret in _SECRETS:
        name = _file_name(secret)
        path = os.environ.get(name)
        if not path:
            continue
        if os.environ.get(name.removesuffix("_FILE")):
            raise SettingsError(say("setting-twice", name=name.removesuffix("_FILE"), file_name=name))
        try:
            found[secret] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise SettingsError(say("setting-file-unreadable", name=name, path=path)) from None
    return found
