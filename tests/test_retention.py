"""What is deleted by age (R52): the clock is moved to either side of each period."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.environment import SettingsError
from bot.night import tidy_up
from bot.settings import load
from care.retention import Retention
from nudges import schedules
from star.questions import NUMBERS, VERSION
from storage import (
    alerts,
    audit,
    codes,
    drafts,
    forgetting,
    inbox,
    messages,
    nudges,
    outbox,
    people,
    requests,
    staff,
    stars,
    together,
    trends,
)
from storage.database import Database, Session
from storage.messages import Body, Outgoing
from storage.models import (
    Alert,
    AlertStep,
    Audit,
    Code,
    Draft,
    Incoming,
    Kind,
    Message,
    Nudge,
    Person,
    Role,
    Score,
    Stands,
    State,
)
from tests import cast
from tests.life import PROGRAMME, Life

DAY = timedelta(days=1)
YEAR_AND_A_DAY = timedelta(days=366)


@pytest.fixture
def jay(database: Database, now: datetime) -> int:
    """Somebody of Robin's with a star; everything about them is of now."""
    with database.write() as session:
        person = cast.said_yes(session, cast.coordinator(session, now), now)
        stars.enter(session, person.id, VERSION, dict.fromkeys(NUMBERS, 4), now)
        return person.id


@pytest.fixture
def kim(database: Database, jay: int, now: datetime) -> int:
    """Somebody of Robin's without a star."""
    with database.write() as session:
        robin = session.get_one(Person, jay).coordinator_id
        return cast.said_yes(session, staff.get(session, robin), now, chat_id=cast.SAM, name="Kim").id  # type: ignore[arg-type]


Night = Callable[[timedelta], None]


@pytest.fixture
def night(database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Night:
    """Do what is done at night, so much later."""
    monkeypatch.chdir(tmp_path)  # on PostgreSQL the list of the forgotten lies under the folder one stands in
    return lambda later: tidy_up(database, now + later, PROGRAMME)


def words(database: Database) -> list[str]:
    with database.read() as session:
        return [Body.from_json(row.body).text for row in session.query(Message).order_by(Message.id)]


def person(database: Database, person_id: int) -> Person:
    with database.read() as session:
        return session.get_one(Person, person_id)


# --- words -------------------------------------------------------------------------------------------------


# R52
def test_words_go_both_ways_after_twelve_months_and_not_a_day_sooner(
    database: Database, jay: int, now: datetime, night: Night
) -> None:
    with database.write() as session:
        messages.heard(
            session, kind=Kind.WORDS, chat_id=cast.JAY, person_id=jay, text="zebras", telegram_id=5, now=now
        )
        for number, kind in enumerate((Kind.NUDGE, Kind.COORDINATOR, Kind.REPLY), 6):
            row = outbox.queue(session, Outgoing(Body(f"said {kind}"), kind, person_id=jay), cast.JAY, now)
            outbox.settle(session, row.id, State.SENT, now, number)

    night(timedelta(days=364))
    before = words(database)
    night(YEAR_AND_A_DAY)

    assert before == ["zebras", "said nudge", "said coordinator", "said reply"]
    assert words(database) == [""] * 4


# R52
@pytest.mark.parametrize("state", [State.CANCELLED, State.SKIPPED, State.FAILED, State.UNSURE])
def test_words_that_never_arrived_go_too(
    database: Database, jay: int, now: datetime, night: Night, state: State
) -> None:
    with database.write() as session:
        row = outbox.queue(session, Outgoing(Body("zebras"), Kind.NUDGE, person_id=jay), cast.JAY, now)
        row.state = state

    night(YEAR_AND_A_DAY)

    assert words(database) == [""]


# R16, R52
def test_whoever_went_quiet_is_not_written_to_again_because_the_words_have_gone(
    database: Database, jay: int, now: datetime, night: Night
) -> None:
    with database.write() as session:
        for number in range(3):
            row = outbox.queue(session, Outgoing(Body("hi"), Kind.NUDGE, person_id=jay), cast.JAY, now)
            outbox.settle(session, row.id, State.SENT, now, number + 5)

    night(YEAR_AND_A_DAY)

    with database.read() as session:
        assert people.unanswered(session, session.get_one(Person, jay)) == 3


# R52
def test_a_finished_nudge_goes_and_one_that_still_comes_stays(
    database: Database, jay: int, now: datetime, night: Night
) -> None:
    weekly = schedules.dump(schedules.Weekly(weekday=1, at=time(11)))
    with database.write() as session:
        robin = session.get_one(Person, jay).coordinator_id
        nudges.set_up(session, robin, jay, "over", weekly, None, now)
        nudges.set_up(session, robin, jay, "goes on", weekly, now + 500 * DAY, now)

    night(YEAR_AND_A_DAY)

    with database.read() as session:
        assert [nudge.text for nudge in session.query(Nudge)] == ["goes on"]


# R52
def test_what_was_asked_and_answered_loses_its_words(
    database: Database, jay: int, now: datetime, night: Night
) -> None:
    with database.write() as session:
        asked = requests.ask(session, jay, requests.COMPLAIN, now, now)
        requests.say_in_words(asked, "zebras")
        requests.done(asked, None, "sorry", now)
        waiting = requests.ask(session, jay, requests.FIX, now, now)
        requests.say_in_words(waiting, "still waits")

    night(YEAR_AND_A_DAY)

    with database.read() as session:
        assert [(one.words, one.answer) for one in requests.of(session, jay)] == [
            (None, None),
            ("still waits", None),
        ]


# R52
def test_a_draft_nobody_went_back_to_goes(database: Database, jay: int, now: datetime, night: Night) -> None:
    with database.write() as session:
        drafts.keep(session, session.get_one(Person, jay).coordinator_id, "answer", {"text": "zebras"}, now)

    night(YEAR_AND_A_DAY)

    with database.read() as session:
        assert session.query(Draft).count() == 0


# R52
def test_updates_that_were_put_aside_go_after_seven_days(
    database: Database, now: datetime, night: Night
) -> None:
    with database.write() as session:
        inbox.take_in(session, [{"update_id": 1, "message": {"text": "zebras"}}], now)
        session.flush()
        inbox.park(session, session.query(Incoming).one().id, "ValueError")

    night(timedelta(days=6))
    with database.read() as session:
        before = session.query(Incoming).count()
    night(timedelta(days=8))

    with database.read() as session:
        assert (before, session.query(Incoming).count()) == (1, 0)


# R52
def test_used_links_go_after_twelve_months(database: Database, jay: int, now: datetime, night: Night) -> None:
    with database.write() as session:
        code = codes.find(session, codes.issue(session, Role.YOUNG, now, person_id=jay))
        assert code is not None
        codes.use(code, cast.JAY, now)

    night(YEAR_AND_A_DAY)

    with database.read() as session:
        assert session.query(Code).count() == 0


# --- people ------------------------------------------------------------------------------------------------


# R52
def test_scores_and_name_go_twelve_months_after_the_person_left(
    database: Database, jay: int, now: datetime, night: Night
) -> None:
    with database.write() as session:
        together.leave(session, session.get_one(Person, jay), "goals_met", now)

    night(timedelta(days=364))
    before = person(database, jay).call_me
    night(YEAR_AND_A_DAY)

    gone = person(database, jay)
    assert (before, gone.call_me, gone.chat_id, gone.left_reason) == ("Jay", None, None, "goals_met")
    with database.read() as session:
        assert session.query(Score).count() == 0


# R52
def test_scores_of_whoever_is_still_here_stay(database: Database, jay: int, night: Night) -> None:
    night(timedelta(days=1500))

    with database.read() as session:
        assert session.query(Score).count() == 8
    assert person(database, jay).call_me == "Jay"


# R52
def test_whoever_stopped_without_a_star_is_forgotten_after_thirty_days(
    database: Database, jay: int, kim: int, now: datetime, night: Night
) -> None:
    with database.write() as session:
        for one in (jay, kim):
            people.stop(session, session.get_one(Person, one), now)

    night(timedelta(days=29))
    before = person(database, kim).call_me
    night(timedelta(days=31))

    assert (before, person(database, kim).call_me) == ("Kim", None)
    assert person(database, jay).call_me == "Jay"  # who has a star


# R3, R52
def test_somebody_under_16_is_not_forgotten_because_telegram_was_refused(
    database: Database, kim: int, now: datetime, night: Night
) -> None:
    with database.write() as session:
        people.mend(session.get_one(Person, kim), under_16=True)
        people.stop(session, session.get_one(Person, kim), now)

    night(timedelta(days=100))

    assert person(database, kim).call_me == "Kim"


# R51, R52
@pytest.mark.parametrize("what", ["an alert", "a request"])
def test_nobody_is_forgotten_by_age_while_a_worry_is_open(
    database: Database, kim: int, now: datetime, night: Night, what: str
) -> None:
    with database.write() as session:
        people.stop(session, session.get_one(Person, kim), now)
        if what == "an alert":
            alerts.begin(session, now, person_id=kim, message_id=None)
        else:
            requests.ask(session, kim, requests.FIX, now, now)

    night(timedelta(days=100))

    assert person(database, kim).call_me == "Kim"


# R33, R52
def test_nobody_is_forgotten_by_age_while_words_wait_that_somebody_was_promised_to_read(
    database: Database, kim: int, now: datetime, night: Night
) -> None:
    with database.write() as session:
        people.stop(session, session.get_one(Person, kim), now)
        at = now + timedelta(days=30)
        row = messages.heard(
            session,
            kind=Kind.WORDS,
            chat_id=902,
            person_id=kim,
            text="everything is heavy",
            telegram_id=9,
            now=at,
        )
        row.noticed = "concern"

    night(timedelta(days=31))

    assert person(database, kim).call_me == "Kim"


# R6, R52
def test_a_no_keeps_its_reason_and_month_and_no_name(
    database: Database, kim: int, now: datetime, night: Night
) -> None:
    with database.write() as session:
        people.said_no(session.get_one(Person, kim), now)
        people.decline_because(session.get_one(Person, kim), "moving_away")

    night(timedelta(days=29))
    before = person(database, kim).call_me
    night(timedelta(days=31))

    kept = person(database, kim)
    assert before == "Kim"
    assert (kept.call_me, kept.chat_id, kept.stands, kept.decline_reason) == (
        None,
        None,
        Stands.NO,
        "moving_away",
    )
    assert kept.decided_at == datetime(2026, 3, 1, tzinfo=UTC)


# --- what keeps people safe ----------------------------------------------------------------------------------


# R52
def test_alerts_and_who_looked_go_after_six_years(
    database: Database, jay: int, now: datetime, night: Night
) -> None:
    with database.write() as session:
        robin = session.get_one(Person, jay).coordinator_id
        alert = alerts.begin(session, now, person_id=jay, message_id=None)
        alerts.close(session, alert, robin, "spoke_to_them", now)
        audit.looked(session, now, robin, jay, "people.page")

    with database.write() as session:  # the six years are counted back from the newest line
        audit.write(session, now + timedelta(days=365 * 6 + 3), audit.OPERATOR, "silence.on")
    night(timedelta(days=365 * 6))
    before = counts(database)
    night(timedelta(days=365 * 6 + 3))

    assert before == (1, 1, 1)
    assert counts(database) == (0, 0, 0)


def counts(database: Database) -> tuple[int, int, int]:
    with database.read() as session:
        looks = session.query(Audit).filter_by(what="people.page").count()
        return session.query(Alert).count(), session.query(AlertStep).count(), looks


# --- shorter, never longer ----------------------------------------------------------------------------------


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("WALKALONG_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


# R52
@pytest.mark.usefixtures("_alone")
def test_a_programme_can_keep_things_for_less_long() -> None:
    Path("walkalong.toml").write_text("[retention]\ntext_months = 6\n")

    assert load().programme.retention == Retention(text_months=6)


# R52
@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize(
    ("period", "too_long"),
    [("text_months", 13), ("scores_months", 13), ("stopped_days", 31), ("declined_days", 31)],
)
def test_a_longer_period_is_refused_with_a_sentence(period: str, too_long: int) -> None:
    Path("walkalong.toml").write_text(f"[retention]\n{period} = {too_long}\n")

    with pytest.raises(SettingsError, match=f"retention.{period}"):
        load()


# --- the night itself, and what stays unused -----------------------------------------------------------------


# R52
async def test_it_happens_by_itself_at_night(life: Life) -> None:
    await life.coordinator()
    jay = await life.young()
    await jay.types("STOP")
    await jay.sees("OK, I've stopped.")

    await life.later(days=32)

    with life.database.read() as session:
        assert [one.call_me for one in session.query(Person)] == [None]


# R51
def test_what_is_kept_but_not_used_is_in_no_later_figure(session: Session, now: datetime) -> None:
    robin = cast.coordinator(session, now)
    for name in ("Jay", "Kim"):
        one = cast.said_yes(session, robin, now, chat_id=len(name) + ord(name[0]), name=name)
        stars.enter(session, one.id, VERSION, dict.fromkeys(NUMBERS, 4), now)
    requests.restrict(session, one, now)
    session.flush()

    found = trends.journeys(session, now + DAY, lambda at: at)

    assert len(found) == 1
    assert len(trends.stars_of(session, now + DAY)) == 1


# R51
def test_what_is_kept_but_not_used_sends_no_nudge(session: Session, now: datetime) -> None:
    from nudges.courtesy import Skip, Why, may_speak
    from nudges.standing import standing

    jay = cast.said_yes(session, cast.coordinator(session, now), now)
    outbox.queue(session, Outgoing(Body("hi"), Kind.NUDGE, person_id=jay.id), cast.JAY, now)
    session.flush()

    requests.restrict(session, jay, now)

    session.expire_all()
    assert [row.state for row in session.query(Message)] == [State.CANCELLED]
    assert may_speak(standing(session, jay), now, ZoneInfo("Europe/London")) == Skip(Why.RESTRICTED)


# R52
def test_nothing_is_sent_unasked_to_whoever_left(session: Session, now: datetime) -> None:
    from nudges.courtesy import Skip, Why, may_speak
    from nudges.standing import standing

    jay = cast.said_yes(session, cast.coordinator(session, now), now)

    together.leave(session, jay, "goals_met", now)

    assert may_speak(standing(session, jay), now, ZoneInfo("Europe/London")) == Skip(Why.STOPPED)


# R5
def test_whoever_agreed_to_an_older_hello_hears_nothing_unasked(session: Session, now: datetime) -> None:
    from nudges.courtesy import Skip, Why, may_speak
    from nudges.standing import standing

    jay = cast.said_yes(session, cast.coordinator(session, now), now)
    people.said_yes(jay, "hello-0", now)

    decision = may_speak(standing(session, jay), now, ZoneInfo("Europe/London"))

    assert decision == Skip(Why.ASK_AGAIN)


# R50
def test_a_night_empties_the_log_that_still_holds_what_was_erased(
    sqlite_url: str, now: datetime, tmp_path: Path
) -> None:
    from tests.conftest import KEY

    database = Database(sqlite_url, [KEY])
    with database.write() as session:
        jay = cast.said_yes(session, cast.coordinator(session, now), now)
        forgetting.forget(session, jay, now, audit.PERSON)

    tidy_up(database, now, PROGRAMME)

    log = tmp_path / "walkalong.db-wal"
    assert not log.exists() or log.stat().st_size == 0
    database.close()
