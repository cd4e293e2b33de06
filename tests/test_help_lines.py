"""Help lines: what is shown, what ages out, and what must always be there (R44)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from pydantic import ValidationError

from bot.tick import tick
from care.help_lines import HELP_LINES, HelpLine, MissingHelpLineError, check, shown
from storage.database import Database
from tests.life import PROGRAMME

TODAY = date(2026, 4, 15)
CORE = ["Emergency", "Shout", "Samaritans"]


def a_line(
    who: str = "A made-up line", how: str = "Call 01632 960 000", checked_on: date | None = TODAY
) -> HelpLine:
    return HelpLine(
        who=who, how=how, hours="day and night", nations="UK", source="made up", checked_on=checked_on
    )


def names(lines: Sequence[HelpLine]) -> list[str]:
    return [line.who for line in lines]


def test_the_lines_that_come_with_walkalong_pass_the_check() -> None:
    check(HELP_LINES)


def test_lines_that_nobody_has_checked_are_not_shown_but_the_core_three_are() -> None:  # R44
    assert names(shown(HELP_LINES, TODAY)) == CORE


@pytest.mark.parametrize(("days", "is_shown"), [(0, True), (120, True), (121, False)])
def test_a_line_is_shown_for_120_days_after_it_was_checked(days: int, is_shown: bool) -> None:  # R44
    line = a_line(checked_on=TODAY - timedelta(days=days))

    assert (line in shown([line], TODAY)) is is_shown


def test_the_core_three_stay_however_old_their_date() -> None:  # R44
    old = [line.model_copy(update={"checked_on": date(2000, 1, 1)}) for line in HELP_LINES]

    assert names(shown(old, TODAY)) == CORE


def test_a_core_line_is_known_by_its_number_and_not_its_name() -> None:
    line = a_line(who="The Samaritans", how="Ring 116123 free", checked_on=None)

    assert shown([line], TODAY) == [line]


def test_a_number_that_only_contains_a_core_number_is_not_core() -> None:
    assert shown([a_line(how="Call 0800 199 9000", checked_on=None)], TODAY) == []


@pytest.mark.parametrize("missing", CORE)
def test_a_missing_core_line_stops_the_start_and_is_named(missing: str) -> None:  # R44
    rest = [line for line in HELP_LINES if line.who != missing]

    with pytest.raises(MissingHelpLineError, match=missing):
        check(rest)


def test_a_core_line_without_its_number_stops_the_start() -> None:  # R44
    wrong = [
        line.model_copy(update={"how": "Text HELLO to 85259"}) if line.who == "Shout" else line
        for line in HELP_LINES
    ]

    with pytest.raises(MissingHelpLineError, match="Shout"):
        check(wrong)


@pytest.mark.parametrize(
    "dead", [a_line(how="Text 07786 209697"), a_line(how="Text 07786209697"), a_line(who="The Mix")]
)
def test_dead_lines_are_never_shown_whoever_lists_them(dead: HelpLine) -> None:
    assert shown([dead], TODAY) == []


def test_dead_and_doubled_lines_do_not_come_with_walkalong() -> None:
    everything = " ".join(f"{line.who} {line.how}" for line in HELP_LINES)

    assert not [gone for gone in ("The Mix", "209697", "YoungMinds") if gone in everything]


@pytest.mark.parametrize("blank", ["who", "how", "hours", "nations", "source"])
def test_a_line_with_a_blank_is_refused(blank: str) -> None:
    with pytest.raises(ValidationError):
        HelpLine.model_validate({**a_line().model_dump(), blank: " "})


def test_core_lines_that_are_too_old_are_an_alarm_every_day(
    database: Database, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:  # R44
    day = now.date() - timedelta(days=121)
    old = tuple(line.model_copy(update={"checked_on": day}) for line in HELP_LINES if line.who in CORE)
    programme = replace(PROGRAMME, help_lines=old)

    told = []
    for hours in (0, 1, 24):
        tick(database, now + timedelta(hours=hours), programme)
        told.append([line for line in caplog.messages if "Look it up again" in line])
        caplog.clear()

    assert [len(lines) for lines in told] == [1, 0, 1]
    assert all(f"Help line {who}" in told[2][0] for who in CORE)
