"""Updates are written down before they are acknowledged, once each, and keep nothing when handled."""

from datetime import datetime, timedelta

from sqlalchemy import select

from storage import inbox
from storage.database import Database, Session
from storage.models import Incoming


def _update(update_id: int, text: str = "hi") -> dict[str, object]:
    return {"update_id": update_id, "message": {"text": text}}


def test_updates_wait_in_the_order_they_came(session: Session, now: datetime) -> None:
    inbox.take_in(session, [_update(7), _update(5), _update(9)], now)
    session.flush()

    order = []
    while row := inbox.next_waiting(session):
        order.append(row.update_id)
        inbox.done(session, row.id)
        session.flush()

    assert order == [7, 5, 9]


def test_the_same_update_within_seven_days_is_taken_once(session: Session, now: datetime) -> None:
    inbox.take_in(session, [_update(7)], now)
    session.flush()

    assert inbox.take_in(session, [_update(7), _update(7)], now + timedelta(days=6)) == 0


def test_twins_in_one_batch_are_taken_once(session: Session, now: datetime) -> None:
    assert inbox.take_in(session, [_update(7), _update(7)], now) == 1


def test_an_id_that_comes_round_again_after_a_week_is_new(session: Session, now: datetime) -> None:
    inbox.take_in(session, [_update(7)], now)
    session.flush()

    assert inbox.take_in(session, [_update(7)], now + timedelta(days=7, seconds=1)) == 1


def test_a_handled_update_keeps_nothing_of_what_it_said(database: Database, now: datetime) -> None:  # R53
    with database.write() as session:
        inbox.take_in(session, [_update(7, "something private")], now)
    with database.write() as session:
        row = inbox.next_waiting(session)
        assert row is not None
        inbox.done(session, row.id)

    with database.read() as session:
        assert session.scalars(select(Incoming.payload)).all() == [None]


def test_the_third_failure_parks_an_update_and_the_next_goes_on(session: Session, now: datetime) -> None:
    inbox.take_in(session, [_update(7), _update(8)], now)
    session.flush()
    bad = inbox.next_waiting(session)
    assert bad is not None

    parked = [inbox.failed(session, bad.id, "ValueError") for _ in range(3)]
    session.flush()
    following = inbox.next_waiting(session)

    assert parked == [False, False, True]
    assert following is not None
    assert following.update_id == 8


def test_a_parked_update_is_kept_sealed_for_seven_days_and_then_goes(session: Session, now: datetime) -> None:
    inbox.take_in(session, [_update(7)], now)
    session.flush()
    row = inbox.next_waiting(session)
    assert row is not None
    inbox.park(session, row.id, "TypeError")

    inbox.prune(session, now + timedelta(days=6))
    kept = session.scalar(select(Incoming.payload))
    inbox.prune(session, now + timedelta(days=7))

    assert kept == _update(7)
    assert session.scalar(select(Incoming.id)) is None


def test_a_waiting_update_is_never_pruned(session: Session, now: datetime) -> None:
    inbox.take_in(session, [_update(7)], now)
    session.flush()

    inbox.prune(session, now + timedelta(days=30))

    assert inbox.next_waiting(session) is not None
