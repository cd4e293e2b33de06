"""A conversation for each class at every kind of hour: what is promised is a time when somebody reads."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from sandbox.phone import Phone, Seen
from storage import people
from storage.database import Session
from storage.models import Person
from tests import cast
from tests.conftest import KEY
from tests.life import Life, living
from tests.street import Street
from wording import say

LONDON = ZoneInfo("Europe/London")
SOON = 5.0  # seconds, R32

CRISIS, CONCERN, CONTACT, ORDINARY = "i want to die", "i feel so low", "can you ring me", "is the cafe open"
SATURDAY_NIGHT, SPRING, AUTUMN = "2026-03-14 23:30", "2026-03-28 23:30", "2026-10-24 23:30"

# When it is said in London, when somebody reads it, and when that working day ends
CLOSED = [
    pytest.param("2026-03-10 07:30", "9am today", "5pm today", "5pm today", id="early"),
    pytest.param("2026-03-10 18:30", "9am tomorrow", "5pm tomorrow", "tomorrow", id="evening"),
    pytest.param("2026-03-10 23:59", "9am tomorrow", "5pm tomorrow", "tomorrow", id="before-midnight"),
    pytest.param("2026-03-11 00:00", "9am today", "5pm today", "5pm today", id="midnight"),
    pytest.param("2026-03-13 17:00", "9am on Monday", "5pm on Monday", "Monday", id="friday-at-five"),
    pytest.param(SATURDAY_NIGHT, "9am on Monday", "5pm on Monday", "Monday", id="saturday-night"),
    pytest.param("2026-04-02 17:30", "9am on Tuesday", "5pm on Tuesday", "Tuesday", id="maundy"),
    pytest.param("2026-04-03 11:00", "9am on Tuesday", "5pm on Tuesday", "Tuesday", id="good"),
    pytest.param("2026-04-06 11:00", "9am tomorrow", "5pm tomorrow", "tomorrow", id="easter-monday"),
    pytest.param(SPRING, "9am on Monday", "5pm on Monday", "Monday", id="clocks-go-forward"),
    pytest.param("2026-03-29 02:30", "9am tomorrow", "5pm tomorrow", "tomorrow", id="hour-that-is-not"),
    pytest.param(AUTUMN, "9am on Monday", "5pm on Monday", "Monday", id="clocks-go-back"),
    pytest.param("2026-10-25 01:30", "9am tomorrow", "5pm tomorrow", "tomorrow", id="hour-that-is-twice"),
]
OVER_HTTP = [
    "before-midnight",
    "midnight",
    "saturday-night",
    "good",
    "clocks-go-forward",
    "hour-that-is-twice",
]
# While somebody reads: a crisis an hour on, to the half hour, never after the close; a concern by the close,
# and in the last hour by the middle of the next reading day
OPEN = [
    pytest.param("2026-03-10 09:05", "10:30am today", "5pm today", "tomorrow", id="morning"),
    pytest.param("2026-03-10 14:32", "4pm today", "5pm today", "tomorrow", id="afternoon"),
    pytest.param("2026-03-10 16:35", "5pm today", "1pm tomorrow", "tomorrow", id="soon-closed"),
    pytest.param("2026-03-13 12:10", "1:30pm today", "5pm today", "Monday", id="friday"),
    pytest.param(
        "2026-03-27 12:10", "1:30pm today", "5pm today", "Monday", id="before-the-clocks-go-forward"
    ),
    pytest.param("2026-04-02 12:10", "1:30pm today", "5pm today", "Tuesday", id="before-easter"),
    pytest.param("2026-10-23 12:10", "1:30pm today", "5pm today", "Monday", id="before-the-clocks-go-back"),
]


@asynccontextmanager
async def at(url: str, local: str) -> AsyncIterator[tuple[Life, Phone]]:
    """A Walkalong at a London time, with a Coordinator and somebody who said yes."""
    moment = datetime.fromisoformat(local).replace(tzinfo=LONDON)
    async with living(url, KEY, moment) as life:
        robin = await life.sandbox.phone("Robin", started=True)
        jay = await life.sandbox.phone("Jay", started=True)
        with life.database.write() as session:
            member = cast.coordinator(session, moment, chat_id=robin.id)
            cast.said_yes(session, member, moment, chat_id=jay.id)
        yield life, jay


async def answers(jay: Phone, text: str, fragment: str) -> Seen:
    """Type something; returns the answer. In a crisis it comes within five seconds."""
    await jay.types(text)
    return await jay.sees(fragment, within=SOON if text == CRISIS else 10.0)


def answers_at(session: Session, local: str) -> list[str]:
    """Without HTTP: what somebody who said yes hears at a London time to each class, the mildest first."""
    moment = datetime.fromisoformat(local).replace(tzinfo=LONDON)
    cast.said_yes(session, cast.coordinator(session, moment), moment)
    street = Street(session, moment)
    shown = [street.types(cast.JAY, text) for text in (ORDINARY, CONTACT, CONCERN, CRISIS)]
    return [one.body.text for answered in shown for one in answered if one.chat_id == cast.JAY]


@pytest.mark.parametrize(("local", "opens", "day_ends", "day"), CLOSED)
def test_when_nobody_reads_each_class_hears_the_next_real_time(
    session: Session, local: str, opens: str, day_ends: str, day: str
) -> None:  # R33, R41, R87
    ordinary, wanted, concern, crisis = answers_at(session, local)

    assert ordinary == say("ordinary", coordinator="Robin", when=day)
    assert wanted == say("contact", coordinator="Robin", when=day_ends)
    assert concern == say("concern", coordinator="Robin", when=day_ends)
    assert crisis == f"{say('crisis')}\n\n{say('crisis-out', when=opens)}"


@pytest.mark.parametrize(("local", "by", "day_ends", "day"), OPEN)
def test_while_somebody_reads_each_class_hears_by_when(
    session: Session, local: str, by: str, day_ends: str, day: str
) -> None:  # R33, R87
    ordinary, wanted, concern, crisis = answers_at(session, local)

    assert ordinary == say("ordinary", coordinator="Robin", when=day)
    assert re.search(rf"hear by (midday|\d+(:30)?[ap]m) (on )?{day}\.", wanted)
    assert concern == say("concern", coordinator="Robin", when=day_ends)
    assert crisis == f"{say('crisis')}\n\n{say('crisis-in', coordinator='Robin', when=by)}"


@pytest.mark.parametrize(
    ("local", "opens", "day_ends", "day"), [one for one in CLOSED if one.id in OVER_HTTP], ids=OVER_HTTP
)
async def test_over_http_each_class_is_answered_when_nobody_reads(
    sqlite_url: str, local: str, opens: str, day_ends: str, day: str
) -> None:  # R32, R33, R41, R87
    async with at(sqlite_url, local) as (_, jay):
        ordinary = await answers(jay, ORDINARY, "Thanks, got it")
        wanted = await answers(jay, CONTACT, "You should hear by")
        concern = await answers(jay, CONCERN, "That sounds really hard")
        crisis = await answers(jay, CRISIS, say("crisis"))

    assert ordinary.text == say("ordinary", coordinator="Robin", when=day)
    assert wanted.text == say("contact", coordinator="Robin", when=day_ends)
    assert concern.text == say("concern", coordinator="Robin", when=day_ends)
    assert crisis.text == f"{say('crisis')}\n\n{say('crisis-out', when=opens)}"


async def test_over_http_each_class_is_answered_while_somebody_reads(
    sqlite_url: str,
) -> None:  # R32, R33
    async with at(sqlite_url, "2026-04-02 12:10") as (_, jay):  # before Easter
        ordinary = await answers(jay, ORDINARY, "Thanks, got it")
        wanted = await answers(jay, CONTACT, "You should hear by")
        concern = await answers(jay, CONCERN, "That sounds really hard")
        crisis = await answers(jay, CRISIS, say("crisis"))

    assert ordinary.text == say("ordinary", coordinator="Robin", when="Tuesday")
    assert wanted.text == say("contact", coordinator="Robin", when="midday on Tuesday")
    assert concern.text == say("concern", coordinator="Robin", when="5pm today")
    assert crisis.text == f"{say('crisis')}\n\n{say('crisis-in', coordinator='Robin', when='1:30pm today')}"


async def test_in_the_last_quarter_of_an_hour_a_crisis_is_not_promised_today(sqlite_url: str) -> None:  # R41
    async with at(sqlite_url, "2026-03-13 16:46") as (_, jay):
        crisis = await answers(jay, CRISIS, say("crisis"))

    assert crisis.text.endswith(say("crisis-out", when="9am on Monday"))


async def test_a_crisis_at_night_in_the_middle_of_a_star_then_help_a_call_and_the_rest_of_it(
    sqlite_url: str,
) -> None:
    async with at(sqlite_url, "2026-03-28 23:50") as (life, jay):
        await jay.types("/star")
        await jay.taps("Start")
        await jay.sees("Question 1 of 8")
        await answers(jay, CRISIS, say("crisis"))
        await jay.taps("Help")
        await jay.sees("Samaritans", within=SOON)
        await jay.taps("Call me")
        called = await jay.sees("you want a call", within=SOON)
        await life.later(minutes=25)  # past midnight, into the night in which the clocks go forward
        again = await answers(jay, CRISIS, "I'm a computer, so I can't talk this through")
        await jay.taps("I'm OK for now")
        await jay.sees("Thank you for saying so.", within=SOON)
        await life.later(minutes=10)
        full = await answers(jay, CRISIS, say("crisis"))
        await jay.types("7")
        await jay.sees("Question 2 of 8")

    assert called.text == say("call-out", when="9am on Monday")
    assert again.text == say("crisis2")
    assert full.text.endswith(say("crisis-out", when="9am tomorrow"))


async def test_over_a_bank_holiday_weekend_nobody_speaks_first_after_a_concern_until_it_is_cleared(
    sqlite_url: str,
) -> None:  # R17, R87
    async with at(sqlite_url, "2026-04-02 17:30") as (life, jay):
        with life.database.write() as session:
            people.star_due(session.query(Person).one(), life.clock.now())
        concern = await answers(jay, CONCERN, "That sounds really hard")
        await life.later(days=10)

        last = (await jay.last()).id
        await jay.taps_data("v1.care.no", concern.id)
        done = await jay.sees("That's fine.")

    assert last == concern.id
    assert done.text == say("care-no", coordinator="Robin")
