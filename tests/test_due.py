from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from care.hours import ReadingHours
from care.programme import Programme
from nudges import schedules
from nudges.courtesy import Dial, Why
from nudges.due import speak_when_due
from nudges.preview import Arrives, forecast
from nudges.schedules import Once, Schedule, Weekly
from nudges.standing import standing
from nudges.star_offers import next_star
from nudges.wishes import Avoided, stored_words
from storage import diary, messages, nudges, outbox, people, staff
from storage.database import Database, Session
from storage.models import Kind, Message, Nudge, Person, Role, State
from tests.conftest import KEY

LONDON = ZoneInfo("Europe/London")
STAR_MONTHS = 6
PROGRAMME = Programme("Made-up programme", ("North",), LONDON, ReadingHours(), (), STAR_MONTHS)
MONDAY = date(2026, 9, 7)  # an ordinary week: no clock change, no block


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Give a moment on London's clock as UTC."""
    return datetime.combine(day, time(hour, minute), LONDON).astimezone(UTC)


def days(count: int) -> date:
    return MONDAY + timedelta(days=count)


class Life:
    """One Coordinator, their people, and time that passes as fast as a test likes."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.coordinator = staff.register(session, Role.COORDINATOR, 1, at(MONDAY, 8))

    def introduce(self, name: str = "Jay", dial: Dial | None = Dial.WEEKLY) -> Person:
        facts = {"area": None, "introduced_by": None, "introduced_on": None, "has_pa": None}
        began = at(MONDAY, 8)
        person = people.introduce(self.session, self.coordinator.id, name, began, under_16=False, **facts)
        people.opened(person, 1000 + person.id)
        people.said_yes(person, "hello-1", began)
        people.heard_from(person, began)
        if dial:
            people.turn_dial(person, dial)
        return person

    def plan(self, person: Person, schedule: Schedule, text: str = "Hi") -> Nudge:
        due_at = schedule.next_after(at(MONDAY, 8), LONDON)
        dumped = schedules.dump(schedule)
        return nudges.set_up(
            self.session, self.coordinator.id, person.id, text, dumped, due_at, at(MONDAY, 8)
        )

    def tick(self, now: datetime) -> None:
        """The alarm clock rings once; nothing leaves the outbox."""
        speak_when_due(self.session, now, PROGRAMME)

    def pass_time(self, until: datetime, *, reply: bool = False) -> None:
        """Live from one due moment to the next; what is said arrives, and is answered if people `reply`."""
        while (moment := diary.next_due(self.session)) is not None and moment <= until:
            self.tick(moment)
            self.deliver(moment)
            if reply:
                for person in people.of(self.session, self.coordinator.id):
                    people.heard_from(person, moment + timedelta(minutes=5))

    def deliver(self, now: datetime) -> None:
        for chat_id in outbox.chats_waiting(self.session):
            while row := outbox.claim_next(self.session, chat_id):
                outbox.settle(self.session, row.id, State.SENT, now, telegram_id=row.id)

    def heard(self, person: Person) -> list[Message]:
        return messages.conversation(self.session, person.id, limit=1000)

    def times(self, person: Person) -> list[datetime]:
        return [message.created_at for message in self.heard(person)]

    def became(self, nudge: Nudge) -> list[tuple[str, str | None]]:
        """Say what became of a nudge, oldest first: outcome and why."""
        return [(run.outcome, run.why) for run in nudges.runs(self.session, nudge.id, 1000)[::-1]]


@pytest.fixture
def life(sqlite_url: str) -> Iterator[Life]:
    database = Database(sqlite_url, [KEY])
    with database.write() as session:
        yield Life(session)
    database.close()


def test_a_nudge_is_said_when_it_is_due_and_not_before(life: Life) -> None:
    jay = life.introduce()
    life.plan(jay, Once(on=MONDAY, at=time(10)), "Hi Jay")

    life.tick(at(MONDAY, 10) - timedelta(seconds=1))
    before = life.heard(jay)
    life.tick(at(MONDAY, 10))

    assert before == []
    assert [(said.kind, said.body["text"]) for said in life.heard(jay)] == [(Kind.NUDGE, "Hi Jay")]


def test_a_nudge_that_comes_once_is_not_due_again(life: Life) -> None:
    nudge = life.plan(life.introduce(), Once(on=MONDAY, at=time(10)))

    life.tick(at(MONDAY, 10))

    assert (nudge.due_at, life.became(nudge)) == (None, [("sent", None)])


# --- how often: R16 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dial", "gap"),
    [(Dial.EVERY_OTHER_DAY, 2), (Dial.WEEKLY, 7), (Dial.FORTNIGHTLY, 14), (Dial.MONTHLY, 28)],
)
def test_the_dial_decides_the_first_date_on_which_a_second_nudge_comes(
    life: Life, dial: Dial, gap: int
) -> None:
    jay = life.introduce(dial=dial)
    life.plan(jay, Once(on=MONDAY, at=time(18)))
    life.plan(jay, Once(on=days(1), at=time(10)))

    life.pass_time(at(days(40), 10))

    assert life.times(jay) == [at(MONDAY, 18), at(days(gap), 9)]


def test_a_gap_is_counted_in_dates_and_not_in_hours(life: Life) -> None:
    jay = life.introduce(dial=Dial.WEEKLY)
    life.plan(jay, Once(on=MONDAY, at=time(19, 30)))
    life.plan(jay, Once(on=days(7), at=time(10)))

    life.pass_time(at(days(8), 10))

    assert life.times(jay) == [at(MONDAY, 19, 30), at(days(7), 10)]


def test_somebody_who_asked_for_silence_hears_nothing_and_the_coordinator_sees_why(life: Life) -> None:
    jay = life.introduce(dial=Dial.ONLY_WHEN_I_ASK)
    nudge = life.plan(jay, Weekly(weekday=0, at=time(10)))

    life.pass_time(at(days(8), 10))

    assert (life.heard(jay), life.became(nudge)) == ([], [("skipped", Why.ONLY_WHEN_ASKED)] * 2)


def test_a_wait_is_written_down_with_why_and_until_when(life: Life) -> None:
    jay = life.introduce(dial=Dial.MONTHLY)
    life.plan(jay, Once(on=MONDAY, at=time(10)))
    second = life.plan(jay, Once(on=days(1), at=time(10)))

    life.pass_time(at(days(2), 10))

    [run] = nudges.runs(life.session, second.id)
    assert (run.outcome, run.why, run.planned_at, run.until) == (
        "waited",
        Why.MONTHLY,
        at(days(1), 10),
        at(days(28), 9),
    )


def test_what_waited_is_sent_when_the_wait_is_over(life: Life) -> None:
    jay = life.introduce(dial=Dial.MONTHLY)
    life.plan(jay, Once(on=MONDAY, at=time(10)))
    second = life.plan(jay, Once(on=days(1), at=time(10)))

    life.pass_time(at(days(29), 10))

    assert life.became(second) == [("waited", Why.MONTHLY), ("sent", None)]


def test_occurrences_that_pass_during_a_wait_are_not_sent_one_after_another(life: Life) -> None:
    jay = life.introduce(dial=Dial.MONTHLY)
    life.plan(jay, Weekly(weekday=0, at=time(10)))

    life.pass_time(at(days(60), 10), reply=True)

    # The wait for the 28th day ends at nine, before that Monday's own ten o'clock.
    assert life.times(jay) == [at(MONDAY, 10), at(days(28), 9), at(days(56), 9)]


# --- one at a time, hours, silence: R16 ------------------------------------------------------------------


def test_nothing_more_is_said_while_a_nudge_has_not_left_yet(life: Life) -> None:
    jay = life.introduce(dial=Dial.EVERY_OTHER_DAY)
    life.plan(jay, Once(on=MONDAY, at=time(10)))
    second = life.plan(jay, Once(on=days(2), at=time(10)))

    life.tick(at(MONDAY, 10))
    life.tick(at(days(2), 10))

    assert (len(life.heard(jay)), life.became(second)) == (1, [("skipped", Why.ONE_OPEN)])


def test_two_nudges_due_at_the_same_minute_are_one_message(life: Life) -> None:
    jay = life.introduce()
    life.plan(jay, Once(on=MONDAY, at=time(10)), "First")
    second = life.plan(jay, Once(on=MONDAY, at=time(10)), "Second")

    life.tick(at(MONDAY, 10))

    assert [said.body["text"] for said in life.heard(jay)] == ["First"]
    assert life.became(second) == [("skipped", Why.ONE_OPEN)]


def test_one_persons_nudge_does_not_hold_up_another_persons(life: Life) -> None:
    jay, sam = life.introduce("Jay"), life.introduce("Sam")
    for person in (jay, sam):
        life.plan(person, Once(on=MONDAY, at=time(10)))

    life.tick(at(MONDAY, 10))

    assert (len(life.heard(jay)), len(life.heard(sam))) == (1, 1)


def test_a_nudge_planned_at_three_in_the_morning_arrives_at_nine(life: Life) -> None:
    jay = life.introduce()
    nudge = life.plan(jay, Once(on=days(1), at=time(3)))

    life.pass_time(at(days(2), 10))

    assert life.times(jay) == [at(days(1), 9)]
    assert life.became(nudge) == [("waited", Why.NIGHT), ("sent", None)]


def test_after_three_without_an_answer_it_says_once_that_it_goes_quiet_and_is_quiet(life: Life) -> None:
    jay = life.introduce()
    nudge = life.plan(jay, Weekly(weekday=0, at=time(10)))

    life.pass_time(at(days(7 * 7), 12))

    kinds = [said.kind for said in life.heard(jay)]
    assert kinds == [Kind.NUDGE, Kind.NUDGE, Kind.NUDGE, Kind.QUIET]
    assert life.times(jay)[3] == at(days(21), 10)
    assert life.became(nudge) == [("sent", None)] * 3 + [("skipped", Why.SILENCE)] * 5


def test_whoever_answers_after_the_silence_hears_from_us_again(life: Life) -> None:
    jay = life.introduce()
    life.plan(jay, Weekly(weekday=0, at=time(10)))
    life.pass_time(at(days(22), 10))

    people.heard_from(jay, at(days(23), 12))
    life.pass_time(at(days(28), 12))

    assert life.times(jay)[-1] == at(days(28), 10)
    assert life.heard(jay)[-1].kind == Kind.NUDGE


# --- lateness and downtime -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("late", "outcome"),
    [
        pytest.param(timedelta(hours=2), ("sent", None), id="two hours"),
        pytest.param(timedelta(hours=2, seconds=1), ("skipped", Why.LATE), id="a second more"),
    ],
)
def test_up_to_two_hours_late_is_sent_and_later_is_skipped(
    life: Life, late: timedelta, outcome: tuple[str, Why | None]
) -> None:
    nudge = life.plan(life.introduce(), Once(on=MONDAY, at=time(10)))

    life.tick(at(MONDAY, 10) + late)

    assert life.became(nudge) == [outcome]


def test_lateness_counts_from_when_courtesy_allowed_it(life: Life) -> None:
    nudge = life.plan(life.introduce(), Once(on=days(1), at=time(3)))

    life.tick(at(days(1), 10, 30))  # seven and a half hours after three, one and a half after nine

    assert life.became(nudge) == [("sent", None)]


def test_what_was_missed_by_day_does_not_come_the_next_morning_instead(life: Life) -> None:
    nudge = life.plan(life.introduce(), Once(on=MONDAY, at=time(10)))

    life.tick(at(MONDAY, 22))

    assert life.became(nudge) == [("skipped", Why.LATE)]


def test_an_evening_nudge_missed_by_minutes_is_not_kept_until_the_morning(life: Life) -> None:
    nudge = life.plan(life.introduce(), Once(on=MONDAY, at=time(19, 30)))

    life.tick(at(MONDAY, 20, 15))

    assert life.became(nudge) == [("skipped", Why.LATE)]


def test_a_week_of_downtime_is_followed_by_no_burst(life: Life) -> None:
    jay = life.introduce(dial=Dial.EVERY_OTHER_DAY)
    planned = [life.plan(jay, Weekly(weekday=weekday, at=time(10))) for weekday in range(5)]

    life.tick(at(days(7), 9, 30))

    assert life.heard(jay) == []
    assert [life.became(nudge) for nudge in planned] == [[("skipped", Why.LATE)]] * 5
    assert [nudge.due_at for nudge in planned] == [at(days(7 + weekday), 10) for weekday in range(5)]


def test_nine_in_the_morning_stays_nine_for_six_months_and_both_clock_changes(life: Life) -> None:
    jay = life.introduce()
    life.plan(jay, Weekly(weekday=0, at=time(9)))

    life.pass_time(at(date(2027, 4, 5), 12), reply=True)

    heard = [moment.astimezone(LONDON) for moment in life.times(jay)]
    assert [moment.date() for moment in heard] == [days(7 * week) for week in range(31)]
    assert {moment.time() for moment in heard} == {time(9)}
    assert len({moment.utcoffset() for moment in heard}) == 2


@pytest.mark.parametrize("dial", list(Dial))
@pytest.mark.parametrize("first_hour", [3, 10])
@pytest.mark.parametrize(("day", "hour"), [(0, 10), (0, 22), (1, 10), (7, 9), (14, 19), (28, 9)])
def test_what_the_preview_foresees_is_what_happens(
    life: Life, dial: Dial, first_hour: int, day: int, hour: int
) -> None:
    jay = life.introduce(dial=dial)
    first = life.plan(jay, Once(on=days(1) if first_hour == 3 else MONDAY, at=time(first_hour)))
    second = life.plan(jay, Once(on=days(day), at=time(hour)))
    assert first.due_at is not None
    assert second.due_at is not None

    foreseen = forecast(standing(life.session, jay), second.due_at, LONDON, [first.due_at])
    life.pass_time(at(days(80), 12))

    came = [said.created_at for said in life.heard(jay) if said.nudge_id == second.id]
    assert came == ([foreseen.at] if isinstance(foreseen, Arrives) else [])


# --- stopping: R8, R14 -----------------------------------------------------------------------------------


def test_stop_takes_back_a_nudge_that_has_not_left_yet(life: Life) -> None:
    jay = life.introduce()
    life.plan(jay, Weekly(weekday=0, at=time(10)))
    life.tick(at(MONDAY, 10))

    people.stop(life.session, jay, at(MONDAY, 10))

    assert [said.state for said in life.heard(jay)] == [State.CANCELLED]
    assert outbox.chats_waiting(life.session) == []


def test_whoever_stopped_hears_nothing_more_and_the_coordinator_sees_why(life: Life) -> None:
    jay = life.introduce()
    nudge = life.plan(jay, Weekly(weekday=0, at=time(10)))
    people.stop(life.session, jay, at(MONDAY, 9))

    life.pass_time(at(days(8), 10))

    assert (life.heard(jay), life.became(nudge)) == ([], [("skipped", Why.STOPPED)] * 2)


def test_a_nudge_taken_back_by_stop_does_not_count_as_said_once_they_are_back(life: Life) -> None:
    jay = life.introduce()
    life.plan(jay, Once(on=MONDAY, at=time(10)))
    life.plan(jay, Once(on=days(1), at=time(10)))
    life.tick(at(MONDAY, 10))
    people.stop(life.session, jay, at(MONDAY, 10))

    people.start_again(jay)
    life.pass_time(at(days(1), 12))

    assert [said.state for said in life.heard(jay)] == [State.CANCELLED, State.SENT]


def test_nothing_is_said_before_the_end_of_a_snooze(life: Life) -> None:
    jay = life.introduce()
    jay.snoozed_until = at(days(3), 12)
    nudge = life.plan(jay, Once(on=days(1), at=time(10)))

    life.pass_time(at(days(10), 10))

    assert life.times(jay) == [at(days(3), 12)]  # R15
    assert life.became(nudge) == [("waited", Why.SNOOZED), ("sent", None)]


def test_a_nudge_with_a_word_named_since_it_was_set_up_is_not_sent_and_the_coordinator_sees_why(
    life: Life,
) -> None:  # R19
    jay = life.introduce()
    nudge = life.plan(jay, Weekly(weekday=0, at=time(10)), "Alright mate?")
    people.wish(jay, words_to_avoid=stored_words([Avoided("mate")]))

    life.pass_time(at(MONDAY, 12))
    people.wish(jay, words_to_avoid=None)
    life.pass_time(at(days(7), 12))

    assert life.became(nudge) == [("skipped", Why.AVOIDED), ("sent", None)]
    assert life.times(jay) == [at(days(7), 10)]


@pytest.mark.parametrize("quiet", [True, False])
def test_nobody_is_nudged_or_offered_a_star_on_a_day_the_programme_keeps_quiet(
    life: Life, quiet: bool
) -> None:  # R18
    jay, sam = life.introduce("Jay"), life.introduce("Sam")
    life.plan(jay, Once(on=MONDAY, at=time(10)))
    people.star_due(sam, at(MONDAY, 10))
    kept = frozenset({(MONDAY.month, MONDAY.day)}) if quiet else frozenset()

    speak_when_due(life.session, at(MONDAY, 10), replace(PROGRAMME, quiet_days=kept))

    assert [len(life.heard(person)) for person in (jay, sam)] == ([0, 0] if quiet else [1, 1])


# --- the next star: R17 ----------------------------------------------------------------------------------


def test_a_star_is_offered_once_and_reminded_of_once_four_weeks_later(life: Life) -> None:
    jay = life.introduce()
    people.star_due(jay, at(MONDAY, 10))

    life.pass_time(at(days(150), 12))

    offers = life.heard(jay)
    assert [offer.kind for offer in offers] == [Kind.INVITATION] * 2
    assert [offer.created_at for offer in offers] == [at(MONDAY, 10), at(days(28), 10)]


def test_the_reminder_of_a_star_says_that_not_now_is_fine(life: Life) -> None:
    jay = life.introduce()
    people.star_due(jay, at(MONDAY, 10))

    life.pass_time(at(days(40), 12))

    assert "not now is fine" in str(life.heard(jay)[1].body["text"])


@pytest.mark.parametrize("months", [3, 6, 12])
def test_after_the_reminder_the_next_offer_is_as_many_months_on_as_the_programme_says(
    life: Life, months: int
) -> None:
    jay = life.introduce()
    people.star_due(jay, at(MONDAY, 10), offers=1)

    speak_when_due(life.session, at(MONDAY, 10), replace(PROGRAMME, star_months=months))

    month = (MONDAY.month - 1 + months) % 12 + 1
    year = MONDAY.year + (MONDAY.month - 1 + months) // 12
    assert (jay.star_due_at, jay.star_offers) == (at(date(year, month, MONDAY.day), 10), 0)


def test_six_calendar_months_after_the_last_of_august_is_the_last_of_february() -> None:
    assert next_star(at(date(2026, 8, 31), 15), 6, LONDON) == at(date(2027, 2, 28), 10)


def test_offers_of_one_and_the_next_round_are_never_closer_than_four_weeks(life: Life) -> None:
    jay = life.introduce()
    people.star_due(jay, at(MONDAY, 10))

    life.pass_time(at(days(600), 12), reply=True)

    offers = life.times(jay)
    assert len(offers) == 6  # two a round
    assert min(later - sooner for sooner, later in pairwise(offers)) >= timedelta(weeks=4)


@pytest.mark.parametrize("dial", [Dial.ONLY_WHEN_I_ASK, None])
def test_a_star_is_never_offered_to_whoever_asked_for_silence_or_has_not_chosen(
    life: Life, dial: Dial | None
) -> None:
    jay = life.introduce(dial=dial)
    people.star_due(jay, at(MONDAY, 10))

    life.pass_time(at(days(400), 12))

    assert life.heard(jay) == []


def test_an_offer_waits_for_the_gap_that_a_nudge_leaves(life: Life) -> None:
    jay = life.introduce(dial=Dial.FORTNIGHTLY)
    life.plan(jay, Once(on=MONDAY, at=time(10)))
    people.star_due(jay, at(days(1), 10))

    life.pass_time(at(days(20), 12))

    assert life.times(jay) == [at(MONDAY, 10), at(days(14), 9)]


def test_an_offer_held_up_by_a_nudge_still_on_its_way_comes_after_the_gap(life: Life) -> None:
    jay = life.introduce()
    life.plan(jay, Once(on=MONDAY, at=time(10)))
    life.tick(at(MONDAY, 10))
    people.star_due(jay, at(MONDAY, 10))

    life.tick(at(MONDAY, 10))
    life.deliver(at(MONDAY, 10))
    life.pass_time(at(days(20), 12))

    assert life.times(jay) == [at(MONDAY, 10), at(days(7), 9)]


def test_a_nudge_at_the_very_same_minute_every_week_does_not_keep_the_star_away(life: Life) -> None:
    jay = life.introduce()
    nudge = life.plan(jay, Weekly(weekday=0, at=time(9)))
    people.star_due(jay, at(days(14), 9))

    life.pass_time(at(days(22), 12), reply=True)

    kinds = [said.kind for said in life.heard(jay)]
    assert kinds == [Kind.NUDGE, Kind.NUDGE, Kind.INVITATION, Kind.NUDGE]
    assert life.became(nudge)[2] == ("skipped", Why.ONE_OPEN)
