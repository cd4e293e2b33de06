"""What is set in walkalong.toml: the programme's name and areas, reading hours, stars and help lines."""

import os
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from bot.environment import PREFIX, SettingsError
from bot.signed import Core, Other, Signed
from care import help_lines
from care.help_lines import HelpLine
from care.hours import ReadingHours
from care.low_star import LowStar
from nudges.courtesy import MonthDay
from nudges.wishes import read_days
from wording import say

_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def template() -> str:
    """Return the commented walkalong.toml; its values are the ones that hold without a file."""
    return (files("bot") / "walkalong.toml").read_text(encoding="utf-8")


def _hours(given: object) -> object:
    """Turn the names of days into their numbers; a bare number for a time would pass for seconds."""
    if not isinstance(given, dict):
        return given
    if any(isinstance(given.get(name), int | float) for name in ("opens", "closes")):
        raise ValueError("write times like 09:00")
    days = given.get("days", [])
    if not isinstance(days, list) or any(day not in _WEEK for day in days):
        raise ValueError("write days like Monday")
    return {**given, "days": [_WEEK.index(day) for day in days]}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


Line = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class _About(_Part):
    name: Line
    areas: Annotated[tuple[Line, ...], Field(min_length=1)]
    languages: Annotated[tuple[Line, ...], Field(min_length=1)]
    reach: Annotated[str, StringConstraints(max_length=60)]


def _days(given: object) -> object:
    """Turn dates such as "24 December" into month and day."""
    if not isinstance(given, list):
        return given
    read = [read_days(day, ()) if isinstance(day, str) else [] for day in given]
    if any(len(found) != 1 for found in read):
        raise ValueError("write each date like 24 December")
    return frozenset(day for [day] in read)


class _Nudges(_Part):
    quiet_days: Annotated[frozenset[MonthDay], BeforeValidator(_days)]


class _Duty(_Part):
    route: str = ""


class _Privacy(_Part):
    contact: str = ""


class _Retention(_Part):
    """Periods can be made shorter, never longer (R52)."""

    text_months: Annotated[int, Field(ge=1, le=12, strict=True)]
    scores_months: Annotated[int, Field(ge=1, le=12, strict=True)]
    stopped_days: Annotated[int, Field(ge=1, le=30, strict=True)]
    declined_days: Annotated[int, Field(ge=1, le=30, strict=True)]


class _Star(_Part):
    months_between: Annotated[int, Field(ge=1, le=24, strict=True)]


def _core_is_there(lines: tuple[HelpLine, ...]) -> tuple[HelpLine, ...]:
    """Refuse a list without 999, Shout and Samaritans (R44)."""
    try:
        help_lines.check(lines)
    except help_lines.MissingHelpLineError as error:
        raise ValueError(str(error)) from None
    return lines


class Tables(_Part):
    """walkalong.toml as it comes in, laid over the template."""

    programme: _About
    reading_hours: Annotated[ReadingHours, BeforeValidator(_hours)]
    star: _Star
    nudges: _Nudges
    retention: _Retention
    low_star: LowStar
    duty: _Duty = _Duty()
    privacy: _Privacy = _Privacy()
    signed: dict[Core | Other, Signed] = {}
    help_lines: Annotated[tuple[HelpLine, ...], AfterValidator(_core_is_there)] = help_lines.HELP_LINES


def read_tables(path: Path) -> Tables:
    """Read the file, laid over the template; SettingsError names the first thing that is wrong."""
    try:
        return Tables.model_validate(_laid_over(tomllib.loads(template()), _read_toml(path)))
    except ValidationError as error:
        wrong = [
            (".".join(map(str, each["loc"])), each["msg"].removeprefix("Value error, "))
            for each in error.errors()
        ]
    raise SettingsError(*(say("config-wrong", path=str(path), where=where, why=why) for where, why in wrong))


def _read_toml(path: Path) -> dict[str, Any]:
    """Read the file; none at all is fine unless the operator named one."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if os.environ.get(PREFIX + "CONFIG"):
            raise SettingsError(say("config-missing", path=str(path))) from None
        return {}
    except (OSError, UnicodeDecodeError):
        raise SettingsError(say("config-unreadable", path=str(path))) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(say("config-broken", path=str(path), why=str(error))) from None


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Put the operator's lines over the template's, table by table."""
    both = {**below, **above}
    for name, table in below.items():
        if isinstance(above.get(name), dict):
            both[name] = {**table, **above[name]}
    return both
