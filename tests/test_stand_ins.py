"""One stand-in for a named time: sees what the Coordinator sees, and nothing of it the day after (R55)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from sandbox.phone import Phone
from storage import nudges, people, staff, stand_ins
from storage.audit import STAFF
from storage.database import Database, Session
from storage.models import Audit, Nudge, Person, Role, Staff, StandIn
from tests import cast
from tests.company import texts
from tests.conftest import KEY
from tests.crawl import Found, everyone_tries, leaks
from tests.desk import Desk
from tests.life import Life
from tests.street import ASHLING, Actor, Street, settle_in

TODAY = date(2026, 3, 10)
OLD = "That button is too old to use now. Nothing has changed."


@pytest.fixture
def robin(session: Session, now: datetime) -> Staff:
    return cast.coordinator(session, now)


@pytest.fixture
def ash(session: Session, now: datetime) -> Staff:
    return cast.coordinator(session, now, chat_id=cast.ASH, name="Ash")


@pytest.fixture
def jay(session: Session, robin: Staff, now: datetime) -> Person:
    return cast.said_yes(session, robin, now)


def away(
    session: Session, robin: Staff, ash: Staff, now: datetime, *, first: int = 0, last: int = 7
) -> StandIn:
    """Robin is away from so many days ahead to so many."""
    days = (TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    return stand_ins.plan(session, robin.id, ash.id, *days, now, now + timedelta(days=last + 1))


# --- writing it down -------------------------------------------------------------------------------------------


async def two(life: Life) -> tuple[Phone, Phone, Phone]:
    """Robin, Ash, and Jay who is Robin's."""
    return await life.coordinator(), await life.coordinator("Ash"), await life.joined()


async def goes_away(robin: Phone) -> None:
    await robin.types("/away")
    await robin.taps("Plan time off")
    await robin.taps("Ash")
    await robin.taps("Today")
    await robin.taps("One week")
    await robin.sees("Ash stands in for Robin from 10 March 2026 to 16 March 2026")
    await robin.taps("Save")
    await robin.sees("Written down")


async def test_a_coordinator_picks_one_stand_in_and_the_days(life: Life) -> None:  # R55
    robin, ash, _ = await two(life)

    await goes_away(robin)

    told = await ash.sees("You stand in for Robin")
    assert "from 10 March 2026 to 16 March 2026" in told.text


async def test_the_stand_in_sees_them_marked_and_is_told_when_they_write(life: Life) -> None:  # R55
    robin, ash, jay = await two(life)
    await goes_away(robin)

    await jay.types("the boiler is broken")

    await robin.sees("Something new waits in your inbox")
    await ash.sees("Something new waits in your inbox")
    await ash.types("/people")
    await ash.sees("1. Jay (for Robin)")
    await ash.types("/inbox")
    await ash.sees("Jay (for Robin) · 1 new")
    await ash.taps("1 Jay")
    await ash.sees("the boiler is broken")


async def test_what_the_stand_in_answers_comes_under_their_own_name(life: Life) -> None:
    robin, ash, jay = await two(life)
    await goes_away(robin)
    await jay.types("the boiler is broken")
    await ash.sees("Something new waits")
    await ash.types("/inbox")
    await ash.taps("1 Jay")
    await ash.sees("the boiler is broken")

    await ash.replies("the boiler is broken", "I will ring them today.")

    await jay.sees("Ash says:")


async def test_after_the_last_day_they_are_strangers_again(life: Life) -> None:  # R55 R57
    robin, ash, _ = await two(life)
    await goes_away(robin)
    await life.later(days=6, hours=13, minutes=50)  # ten to midnight on the last day
    await ash.types("/people")
    await ash.sees("Jay (for Robin)")
    [button] = [b for row in (await ash.last()).buttons for b in row if b.label == "1 Jay"]

    await life.later(minutes=11)
    blank = await texts(ash)
    await ash.types("/people")
    await ash.sees("Nobody here yet")
    await ash.taps_data(button.data or "", (await ash.last()).id)

    await ash.sees("too old to use")
    assert blank[-1] == "Closed."


async def test_ending_it_early_closes_the_stand_ins_screens_at_once(life: Life) -> None:  # R57
    robin, ash, _ = await two(life)
    await goes_away(robin)
    await ash.types("/people")
    await ash.sees("Jay (for Robin)")

    await robin.taps("End: Ash, 10 March 2026")
    await robin.sees("Ended.")
    await life.walkalong.tick()
    await life.walkalong.sender.drained()

    assert "Closed." in await texts(ash)
    assert not any("Jay" in text for text in await texts(ash))
    with life.database.read() as session:
        assert stand_ins.still_to_come(session, TODAY) == []


async def test_a_manager_writes_it_down_for_somebody_who_is_ill(life: Life) -> None:  # R55
    sunny = await life.manager()
    robin, ash, _ = await two(life)
    await sunny.types("/away")
    await sunny.taps("Plan time off")
    await sunny.taps("Robin")
    await sunny.sees("Who stands in?")
    await sunny.taps("Ash")
    await sunny.sees("From which day?")
    await sunny.types("11 March")
    await sunny.sees("Which is the last day?")
    await sunny.types("20/03/2026")
    await sunny.sees("Ash stands in for Robin from 11 March 2026 to 20 March 2026")
    await sunny.taps("Save")

    await ash.sees("You stand in for Robin from 11 March 2026")
    await robin.sees("A manager wrote that down")
    shown = await sunny.sees("Written down")
    assert "Robin: Ash stands in" in shown.text
    assert "Jay" not in "\n".join(await texts(sunny))


@pytest.mark.parametrize(
    "typed", ["yesterday", "9/3/2026", "31 February", "10 March 2028", "hello", "12/13/2026"]
)
def test_a_day_that_cannot_be_is_asked_for_again(
    session: Session, robin: Staff, ash: Staff, now: datetime, typed: str
) -> None:
    desk = Desk(session, robin, now)
    desk.commands("away")
    desk.taps("Plan time off")
    desk.taps("Ash")

    desk.types(typed)

    assert "I could not use that date" in desk.seen
    assert "From which day?" in desk.seen


def test_the_last_day_is_not_before_the_first(
    session: Session, robin: Staff, ash: Staff, now: datetime
) -> None:
    desk = Desk(session, robin, now)
    desk.commands("away")
    desk.taps("Plan time off")
    desk.taps("Ash")
    desk.types("20 March")

    desk.types("19/3/2026")

    assert "from 20 March 2026 on" in desk.seen


def test_who_planned_and_who_ended_it_stands_in_the_audit(
    session: Session, robin: Staff, ash: Staff, now: datetime
) -> None:
    desk = Desk(session, robin, now)
    desk.commands("away")
    for label in ("Plan time off", "Ash", "Tomorrow", "That one day", "Save"):
        desk.taps(label)
    desk.taps("End: Ash, 11 March 2026")

    lines = [(line.actor, line.staff_id, line.what) for line in session.query(Audit)]
    assert (STAFF, robin.id, "stand_in.planned") in lines
    assert (STAFF, robin.id, "stand_in.ended") in lines


# --- the rows --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "seen"), [(-1, False), (0, True), (3, True), (4, False)])
def test_a_stand_in_sees_from_the_first_day_to_the_last(
    session: Session, robin: Staff, ash: Staff, jay: Person, now: datetime, day: int, *, seen: bool
) -> None:  # R55
    away(session, robin, ash, now, last=3)
    today = TODAY + timedelta(days=day)

    assert (people.own(session, ash.id, jay.id, today) is not None) is seen
    assert (people.of(session, ash.id, today) == [jay]) is seen
    assert (stand_ins.standing_in_for(session, robin.id, today) == [ash.id]) is seen
    assert (stand_ins.covers(session, ash.id, today) == [robin.id]) is seen


def test_there_is_one_stand_in_the_newest_named_and_other_days_stay_covered(
    session: Session, robin: Staff, ash: Staff, now: datetime
) -> None:
    kim = cast.coordinator(session, now, chat_id=905, name="Kim")
    away(session, robin, ash, now, last=7)

    away(session, robin, kim, now, first=7, last=9)

    assert stand_ins.standing_in_for(session, robin.id, TODAY) == [ash.id]
    assert stand_ins.standing_in_for(session, robin.id, TODAY + timedelta(days=7)) == [kim.id]
    assert stand_ins.standing_in_for(session, robin.id, TODAY + timedelta(days=8)) == [kim.id]


def test_a_stand_in_does_not_pass_it_on(
    session: Session, robin: Staff, ash: Staff, jay: Person, now: datetime
) -> None:
    kim = cast.coordinator(session, now, chat_id=905, name="Kim")
    away(session, robin, ash, now)
    away(session, ash, kim, now)

    assert people.of(session, kim.id, TODAY) == []


def test_a_stand_in_who_leaves_stands_in_no_longer(
    session: Session, robin: Staff, ash: Staff, now: datetime
) -> None:
    away(session, robin, ash, now)

    staff.remove(session, ash, now)

    assert stand_ins.standing_in_for(session, robin.id, TODAY) == []
    assert stand_ins.still_to_come(session, TODAY) == []


def test_a_nudge_that_a_stand_in_sets_up_stays_with_whoever_comes_back(
    session: Session, robin: Staff, ash: Staff, jay: Person, now: datetime
) -> None:
    away(session, robin, ash, now)
    desk = Desk(session, ash, now)
    desk.commands("people")
    for label in ("1 Jay", "New nudge", "Go on", "1", "Once", "Tomorrow"):
        desk.taps(label)
    desk.types("tomorrow 5pm")
    desk.taps("Set it up")

    [nudge] = session.query(Nudge)
    assert nudge.coordinator_id == robin.id
    assert nudges.own(session, ash.id, nudge.id, TODAY) == nudge
    assert nudges.own(session, ash.id, nudge.id, TODAY + timedelta(days=8)) is None


# --- the matrix ------------------------------------------------------------------------------------------------


@pytest.fixture
def street(sqlite_url: str, now: datetime) -> Iterator[Street]:
    database = Database(sqlite_url, [KEY])
    with database.write() as session:
        yield Street(session, now)
    database.close()


def standing_in(street: Street, *, last: int) -> tuple[list[Actor], Actor]:
    """Everybody, with Ashling standing in for Robin from yesterday; and Ashling alone."""
    everyone = settle_in(street)
    robin, ashling = (next(one for one in everyone if one.name == name) for name in ("Robin", "Ashling"))
    assert robin.staff_id is not None
    assert ashling.staff_id is not None
    yesterday = TODAY - timedelta(days=1)
    stand_ins.plan(
        street.session, robin.staff_id, ashling.staff_id, yesterday, TODAY + timedelta(days=last),
        street.now, street.now + timedelta(days=last + 1),
    )  # fmt: skip
    theirs = ashling.people | robin.people if last >= 0 else ashling.people
    stands_in = Actor("Ashling", ASHLING, Role.COORDINATOR, ashling.staff_id, frozenset(theirs))
    return [stands_in if one.name == "Ashling" else one for one in everyone], stands_in


def opening(everyone: list[Actor]) -> tuple[Actor, list[str]]:
    """Robin, and what the buttons of Robin's screens send for one of Robin's people."""
    robin = next(one for one in everyone if one.name == "Robin")
    zebra = min(robin.people)
    data = [
        f"v1.people.{what}.{zebra}" for what in ("page", "star", "stars", "talk", "nudges", "link", "mend")
    ]
    return robin, data + [f"v1.inbox.{what}.{zebra}" for what in ("open", "answer", "write")]


def test_a_stand_in_opens_what_is_theirs_for_now_and_nothing_else(street: Street) -> None:  # R55
    everyone, ashling = standing_in(street, last=3)
    robin, data = opening(everyone)
    found = Found()

    everyone_tries(street, robin, [ashling], data, found)
    answers = [street.taps(ASHLING, one, max(street.phones[ASHLING])) for one in data]

    assert found.breaches == []
    assert OLD not in {one.body.text for shown in answers for one in shown}
    assert street.commands(ASHLING, "people")[-1].body.text.count("(for Robin)") == 2


def test_the_day_after_every_old_button_is_refused(street: Street) -> None:  # R55
    everyone, ashling = standing_in(street, last=-1)
    robin, data = opening(everyone)
    found = Found()

    everyone_tries(street, robin, [ashling], data, found)
    answers = [street.taps(ASHLING, one, max(street.phones[ASHLING])) for one in data]

    assert found.breaches == []
    assert {shown[0].body.text for shown in answers} == {OLD}
    assert [leaks(street, ashling, shown) for shown in answers] == [[]] * len(data)
