"""Figures are frozen at a quarter's end, and released again only when enough people have new answers."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta

from reports.snapshots import freeze_if_due, newest, nothing_new
from star.questions import NUMBERS, VERSION
from storage import people, stars, trends
from storage.database import Session
from storage.models import Person, Snapshot, Staff
from tests.cast import coordinator, introduced

LONDON = ZoneInfo("Europe/London")
MONTHS = 6
WINTER, SPRING, SUMMER = date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30)
JOINED = datetime(2025, 1, 10, 12, tzinfo=UTC)
FIRST, SECOND = datetime(2025, 2, 1, 12, tzinfo=UTC), datetime(2025, 8, 1, 12, tzinfo=UTC)


def after(quarter_end: date, days: int = 14) -> datetime:
    """Noon in London so many days after the quarter's end."""
    return datetime(quarter_end.year, quarter_end.month, quarter_end.day, 12, tzinfo=LONDON) + timedelta(days)


@pytest.fixture
def robin(session: Session) -> Staff:
    return coordinator(session, JOINED)


def someone(session: Session, robin: Staff, *scores: int) -> Person:
    """Somebody who said yes, with a star every half year."""
    person = introduced(session, robin, JOINED, name="Made Up")
    people.opened(person, 700_000 + person.id)
    people.said_yes(person, "hello-1", JOINED)
    for number, score in enumerate(scores):
        does(session, person, score, FIRST + relativedelta(months=6 * number))
    return person


def does(session: Session, person: Person, score: int, at: datetime) -> None:
    # Two different answers, so that no question has one answer for all.
    stars.enter(session, person.id, VERSION, {n: min(10, score + n % 2) for n in NUMBERS}, at)


def crowd(session: Session, robin: Staff, size: int = 12) -> list[Person]:
    """People whose scores differ: half went up, half stayed."""
    return [
        someone(session, robin, 2 + number % 5, 2 + number % 5 + 3 * (number % 2)) for number in range(size)
    ]


def freeze(session: Session, quarter_end: date) -> None:
    freeze_if_due(session, after(quarter_end), LONDON, MONTHS)


# --- frozen once -------------------------------------------------------------------------------------------


def test_nothing_is_frozen_before_fourteen_days_have_passed(session: Session, robin: Staff) -> None:  # R66
    crowd(session, robin)

    freeze_if_due(session, after(WINTER, days=13), LONDON, MONTHS)

    assert trends.at(session, WINTER) is None


def test_a_later_star_does_not_change_what_was_released(session: Session, robin: Staff) -> None:  # R66, R67
    everyone = crowd(session, robin)
    freeze(session, WINTER)
    before = newest(session)

    for person in everyone:
        does(session, person, 9, datetime(2025, 12, 30, 12, tzinfo=UTC))
    freeze_if_due(session, after(WINTER, days=40), LONDON, MONTHS)

    assert newest(session) == before


def test_being_forgotten_does_not_change_what_was_released(session: Session, robin: Staff) -> None:  # R67
    everyone = crowd(session, robin)
    freeze(session, WINTER)
    before = newest(session)

    people.wipe(session, everyone[0], after(WINTER, days=20))
    freeze(session, WINTER)

    assert newest(session) == before


def test_a_star_on_the_last_local_evening_of_the_quarter_still_counts(session: Session, robin: Staff) -> None:
    person = someone(session, robin, 3)
    does(session, person, 5, datetime(2026, 6, 30, 22, 59, tzinfo=UTC))
    someone(session, robin, 3)
    does(session, person, 5, datetime(2026, 6, 30, 23, 1, tzinfo=UTC))  # 00:01 on 1 July in London

    [journey, _] = trends.journeys(session, datetime(2026, 6, 30, 23, tzinfo=UTC), lambda at: at)

    assert len(journey.stars) == 2


# --- released again only for ten -------------------------------------------------------------------------------


@pytest.mark.parametrize(("changed", "shown"), [(0, WINTER), (9, WINTER), (10, SPRING), (12, SPRING)])
def test_new_figures_need_ten_people_with_new_answers(
    session: Session, robin: Staff, changed: int, shown: date
) -> None:  # R66
    everyone = crowd(session, robin)
    freeze(session, WINTER)
    for person in everyone[:changed]:
        does(session, person, 1, datetime(2026, 2, 1, 12, tzinfo=UTC))

    freeze(session, SPRING)

    figures = newest(session)
    assert figures is not None
    assert figures.as_at == shown
    assert nothing_new(session, figures) == (shown == WINTER)


def test_the_same_answers_again_are_no_new_answers(session: Session, robin: Staff) -> None:  # R65
    everyone = crowd(session, robin)
    freeze(session, WINTER)
    for number, person in enumerate(everyone):
        does(session, person, 2 + number % 5 + 3 * (number % 2), datetime(2026, 2, 1, 12, tzinfo=UTC))

    freeze(session, SPRING)

    figures = newest(session)
    assert figures is not None
    assert figures.as_at == WINTER


def test_new_answers_add_up_over_quarters_until_they_are_ten(session: Session, robin: Staff) -> None:  # R66
    everyone = crowd(session, robin)
    freeze(session, WINTER)
    for month, those, quarter in ((2, everyone[:6], SPRING), (5, everyone[6:], SUMMER)):
        for person in those:
            does(session, person, 1, datetime(2026, month, 1, 12, tzinfo=UTC))
        freeze(session, quarter)

    figures = newest(session)

    assert figures is not None
    assert figures.as_at == SUMMER
    assert not nothing_new(session, figures)


def test_a_quarter_without_new_figures_is_decided_once(session: Session, robin: Staff) -> None:  # R66
    everyone = crowd(session, robin)
    freeze(session, WINTER)
    freeze(session, SPRING)

    for person in everyone:  # written down late, for the quarter that was decided
        does(session, person, 1, datetime(2026, 2, 1, 12, tzinfo=UTC))
    freeze_if_due(session, after(SPRING, days=30), LONDON, MONTHS)

    figures = newest(session)
    assert figures is not None
    assert figures.as_at == WINTER


def test_before_there_are_statistics_each_quarter_has_its_head_counts(session: Session, robin: Staff) -> None:
    few = crowd(session, robin, size=6)
    freeze(session, WINTER)
    does(session, few[0], 1, datetime(2026, 2, 1, 12, tzinfo=UTC))

    freeze(session, SPRING)

    figures = newest(session)
    assert figures is not None
    assert (figures.as_at, figures.questions) == (SPRING, {})


def test_nothing_personal_is_kept_with_the_figures(session: Session, robin: Staff) -> None:  # R66
    crowd(session, robin)

    freeze(session, WINTER)

    [stored] = session.query(Snapshot)
    assert "Made Up" not in stored.figures
    assert "person" not in stored.figures


# --- who counts --------------------------------------------------------------------------------------------


def test_whoever_once_said_yes_stays_counted(session: Session, robin: Staff) -> None:  # R71, R79
    stopped, forgotten, later_no, new_phone = (someone(session, robin, 5) for _ in range(4))
    now = datetime(2025, 10, 1, 12, tzinfo=UTC)

    people.stop(session, stopped, now)
    people.wipe(session, forgotten, now)
    people.opened(later_no, 799_998)
    people.said_no(later_no, now)
    people.opened(new_phone, 799_999)

    found = trends.journeys(session, datetime(2026, 1, 1, tzinfo=UTC), lambda at: at)
    assert [journey.said_yes for journey in found] == [True] * 4
    assert [len(journey.stars) for journey in found] == [1, 0, 1, 1]


def test_a_no_and_a_link_that_nobody_opened_are_introduced_and_no_more(
    session: Session, robin: Staff
) -> None:
    introduced(session, robin, JOINED)
    declined = introduced(session, robin, JOINED)
    people.opened(declined, 799_999)
    people.said_no(declined, JOINED)

    found = trends.journeys(session, datetime(2026, 1, 1, tzinfo=UTC), lambda at: at)

    assert [journey.said_yes for journey in found] == [False, False]


def test_a_yes_after_the_quarter_is_not_in_it(session: Session, robin: Staff) -> None:  # R66
    person = introduced(session, robin, JOINED)
    people.opened(person, 799_999)
    people.said_yes(person, "hello-1", datetime(2026, 1, 2, tzinfo=UTC))

    found = trends.journeys(session, datetime(2026, 1, 1, tzinfo=UTC), lambda at: at)

    assert [journey.said_yes for journey in found] == [False]


def test_a_second_star_is_due_six_calendar_months_after_the_first(session: Session, robin: Staff) -> None:
    someone(session, robin, 5)

    def due(until: datetime) -> bool:
        [found] = trends.journeys(session, until, lambda ended: ended + relativedelta(months=MONTHS))
        return found.star_due

    assert [due(SECOND), due(SECOND + timedelta(seconds=1))] == [False, True]
