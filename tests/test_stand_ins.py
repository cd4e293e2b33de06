"""One stand-in for a named time: sees what the Coordinator sees, and nothing of it the day after (R55)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from handlers import inbox, nudge_page
from handlers import people as in_people
from handlers.standing_in import tell_who_begins
from sandbox.phone import Phone
from storage import alerts, nudges, people, requests, staff, stand_ins
from storage.audit import STAFF
from storage.database import Database, Session
from storage.models import Audit, Draft, Message, Nudge, Person, Role, Staff, StandIn
from tests import cast
from tests.company import texts
from tests.conftest import KEY
from tests.crawl import Found, everyone_tries, leaks
from tests.desk import Desk
from tests.life import PROGRAMME, Life
from tests.street import ASHLING, ROBIN, ZEBRA, Actor, Street, settle_in
from wording import say

TODAY = date(2026, 3, 10)
OLD = "That button is too old to use now. Nothing has changed."


def away(
    session: Session, robin: Staff, ash: Staff, now: datetime, *, first: int = 0, last: int = 7
) -> StandIn:
    """Robin is away from so many days ahead to so many."""
    days = (TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    return stand_ins.plan(session, robin.id, ash.id, *days, now, cast.midnight)


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


@pytest.mark.parametrize("other", [False, True])
def test_before_saving_it_says_that_somebody_makes_way_only_if_somebody_does(
    session: Session, robin: Staff, ash: Staff, now: datetime, *, other: bool
) -> None:
    kim = cast.coordinator(session, now, chat_id=905, name="Kim")
    if other:
        away(session, robin, kim, now, last=9)
    desk = Desk(session, robin, now)
    desk.commands("away")

    for label in ("Plan time off", "Ash", "Tomorrow", "That one day"):
        desk.taps(label)

    assert "Is this right?" in desk.seen
    assert (say("away-replaces") in desk.seen) is other


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


def test_days_on_both_sides_stay_covered(
    session: Session, robin: Staff, ash: Staff, now: datetime
) -> None:  # R55
    kim = cast.coordinator(session, now, chat_id=905, name="Kim")
    away(session, robin, ash, now, last=9)

    away(session, robin, kim, now, first=3, last=4)

    days = [stand_ins.standing_in_for(session, robin.id, TODAY + timedelta(days=day)) for day in range(11)]
    assert days == [[ash.id]] * 3 + [[kim.id]] * 2 + [[ash.id]] * 5 + [[]]


def test_a_stand_in_whose_days_are_cut_short_goes_blank_when_they_end(
    session: Session, robin: Staff, ash: Staff, now: datetime
) -> None:  # R57
    kim = cast.coordinator(session, now, chat_id=905, name="Kim")
    away(session, robin, ash, now, last=9)
    away(session, robin, kim, now, first=3, last=9)
    end = cast.midnight(TODAY + timedelta(days=3))

    early, late = stand_ins.over(session, end - timedelta(seconds=1)), stand_ins.over(session, end)

    assert (early, late) == ([], [ash.id])


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("tomorrow", [("Ash", 905)]),  # the days of Kim's that Ash takes
        ("1 April", []),
    ],
)
def test_whoever_made_way_is_told(
    session: Session, robin: Staff, ash: Staff, now: datetime, word: str, told: list[tuple[str, int]]
) -> None:  # R55
    kim = cast.coordinator(session, now, chat_id=905, name="Kim")
    away(session, robin, kim, now, last=9)
    desk = Desk(session, robin, now)
    desk.commands("away")
    desk.taps("Plan time off")
    desk.taps("Ash")
    desk.types(word)
    desk.taps("That one day")

    desk.taps("Save")

    news = [said for said in desk.sent if "On these days you no longer do." in said.body.text]
    assert [(said.body.text.split()[0], said.chat_id) for said in news] == told


def test_on_the_first_morning_the_stand_in_is_told_once_when_the_team_reads(
    session: Session, robin: Staff, ash: Staff, jay: Person, now: datetime
) -> None:  # R55
    away(session, robin, ash, now, first=1, last=3)

    def told(at: datetime) -> list[str]:
        before = session.query(Message).count()
        tell_who_begins(session, at, PROGRAMME)
        return [str(row.body["text"]) for row in session.query(Message).order_by(Message.id).all()[before:]]

    tomorrow = now.replace(hour=0) + timedelta(days=1)
    said = [told(tomorrow + timedelta(hours=hours)) for hours in (0, 9, 10)]

    words = "From today you stand in for Robin, until 13 March 2026. What their people wrote waits in your inbox too."
    assert said == [[], [words], []]


def test_whoever_stands_in_from_today_is_not_told_twice(
    session: Session, robin: Staff, ash: Staff, now: datetime
) -> None:
    away(session, robin, ash, now)

    tell_who_begins(session, now, PROGRAMME)

    assert session.query(Message).count() == 0


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
        street.now, cast.midnight,
    )  # fmt: skip
    theirs = ashling.people | robin.people if last >= 0 else ashling.people
    stands_in = Actor("Ashling", ASHLING, Role.COORDINATOR, ashling.staff_id, frozenset(theirs))
    return [stands_in if one.name == "Ashling" else one for one in everyone], stands_in


def opening(street: Street, everyone: list[Actor]) -> tuple[Actor, list[str]]:
    """Robin, and what every button about one of Robin's people sends, an alert's and a nudge's too."""
    robin = next(one for one in everyone if one.name == "Robin")
    zebra = min(robin.people)
    street.types(ZEBRA, "i want to die")
    session = street.session
    session.query(Draft).delete()  # nobody is in the middle of anything
    [alert] = alerts.not_closed(session)
    asked, nudge = requests.of(session, zebra)[0], nudges.for_person(session, zebra)[0]
    more = {"field": ".call_me", "left": ".other", "fixed": f".{asked.id}", "avoid-gone": ".0"}
    data = [f"v1.people.{what}.{zebra}{more.get(what, '')}" for what in in_people.OF_A_PERSON]
    data += [f"v1.inbox.{what}.{zebra}" for what in inbox.OF_A_PERSON]
    data += [f"v1.plan.{what}.{nudge.id}" for what in nudge_page.TAPS] + [f"v1.plan.new.{zebra}"]
    data += [f"v1.alert.{what}.{alert.id}" for what in ("open", "pass")]
    return robin, [*data, f"v1.alert.close.{alert.id}.spoke"]


def refused(street: Street, chat_id: int, data: list[str]) -> list[str]:
    """Send each, and take it back; returns those that were an old button."""
    found = []
    for one in data:
        with street.undone():
            shown = street.taps(chat_id, one, max(street.phones[chat_id]))
            found += [one] if OLD in {each.body.text for each in shown} else []
    return found


def test_a_stand_in_opens_what_the_coordinator_opens_and_nothing_else(street: Street) -> None:  # R55
    everyone, ashling = standing_in(street, last=3)
    robin, data = opening(street, everyone)
    found = Found()

    everyone_tries(street, robin, [ashling], data, found)

    assert found.breaches == []
    assert refused(street, ASHLING, data) == refused(street, ROBIN, data)
    assert len(refused(street, ASHLING, data)) < len(data) / 3
    assert street.commands(ASHLING, "people")[-1].body.text.count("(for Robin)") == 2


def test_the_day_after_every_old_button_is_refused(street: Street) -> None:  # R55
    everyone, ashling = standing_in(street, last=-1)
    robin, data = opening(street, everyone)
    found = Found()

    everyone_tries(street, robin, [ashling], data, found)
    answers = [street.taps(ASHLING, one, max(street.phones[ASHLING])) for one in data]

    assert found.breaches == []
    assert {one.body.text for shown in answers for one in shown} == {OLD}
    assert [leaks(street, ashling, shown) for shown in answers] == [[]] * len(data)


def test_nobody_else_opens_them_because_somebody_stands_in(street: Street) -> None:  # R55
    everyone, _ = standing_in(street, last=3)
    robin, data = opening(street, everyone)
    found = Found()

    everyone_tries(
        street, robin, [one for one in everyone if one.name in ("Sunny", "Otter", "Nobody")], data, found
    )

    assert found.breaches == []


# --- what young people hear of it ------------------------------------------------------------------------------


def says(street: Street, *, first: int, last: int) -> list[str]:
    """Let Ashling stand in for Robin from so many days ahead; returns what Zebra, who is Robin's, is answered."""
    everyone = {one.name: one.staff_id or 0 for one in settle_in(street)}
    days = (TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    stand_ins.plan(street.session, everyone["Robin"], everyone["Ashling"], *days, street.now, cast.midnight)
    said = ("is the cafe open", "i feel so low", "can you ring me", "مرحبا كيف حالك")
    return [street.types(ZEBRA, text)[0].body.text for text in said]


NAMED = "Ashling (in for Robin)"


def test_while_somebody_stands_in_every_promise_names_who_reads(street: Street) -> None:  # R33, R55
    ordinary, concern, contact, unknown = says(street, first=0, last=7)

    assert ordinary == say("ordinary", coordinator=NAMED, when="tomorrow")
    assert concern == say("concern", coordinator=NAMED, when="5pm today")
    assert contact == say("contact", coordinator=NAMED, when="10am tomorrow")
    assert unknown == say("unknown", coordinator=NAMED, when="5pm today")


@pytest.mark.parametrize(
    ("first", "last", "today", "tomorrow"),
    [
        pytest.param(0, 0, NAMED, "Robin", id="the last day"),
        pytest.param(1, 3, "Robin", NAMED, id="the day before the first"),
    ],
)
def test_a_promise_names_who_reads_on_the_day_that_it_names(
    street: Street, first: int, last: int, today: str, tomorrow: str
) -> None:  # R33, R55
    ordinary, concern, _, _ = says(street, first=first, last=last)

    assert ordinary == say("ordinary", coordinator=tomorrow, when="tomorrow")
    assert concern == say("concern", coordinator=today, when="5pm today")


def test_a_crisis_names_the_team_whoever_is_there(street: Street) -> None:  # R32, R55
    says(street, first=0, last=7)

    [text] = [one.body.text for one in street.types(ZEBRA, "i want to die") if one.chat_id == ZEBRA]

    assert "I've let Robin's team know." in text


def test_what_we_hold_says_who_stands_in_and_on_which_days(street: Street) -> None:  # R49, R55
    says(street, first=2, last=7)

    [page] = street.commands(ZEBRA, "mydata")

    assert "Robin and one stand-in can see it." in page.body.text
    assert "Ashling stands in for Robin from 12 March 2026 to 17 March 2026." in page.body.text


def test_what_we_hold_says_nothing_of_days_that_are_over(street: Street) -> None:  # R49
    says(street, first=-3, last=-1)

    [page] = street.commands(ZEBRA, "mydata")

    assert "Ashling" not in page.body.text
