"""Whoever of the staff has one person before them is written down, and the person can read it (R56)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from handlers.turn import Said
from storage import audit, messages, nudges, requests, staff
from storage.database import Database, Session
from storage.models import Audit, Nudge, Person, Role, Staff
from tests import cast
from tests.conftest import KEY
from tests.crawl import Found, crawl
from tests.desk import Desk, text_of
from tests.street import ROBIN, WEEKLY, Shown, Street, settle_in
from wording import say

NAMES = {1: "Zebra", 2: "Otter", 3: "Heron", 4: "Lynx"}  # as they are introduced in the street


class Watched(Street):
    """A street in which every screen of one person that staff are shown must have left a line in that same turn."""

    unwritten: set[str]
    seen: int = 0

    def does(self, said: Said) -> list[Shown]:
        """Run the turn, then compare what it showed with what it wrote down."""
        self.now += timedelta(microseconds=1)  # a crawl does the same again and again, in no time
        before = self.session.query(Audit).count()
        shown = super().does(said)
        lines = self.session.query(Audit).order_by(Audit.id).offset(before)
        written = {line.person_id for line in lines if line.actor == audit.STAFF}
        screens = [(one, person) for one in shown if one.chat_id == ROBIN for person in about(one)]
        self.seen += len(screens)
        faults = [one for one, person in screens if person not in written]
        self.unwritten |= {f"{said.tap or said.text!r} shows {text_of(one.body)[:80]!r}" for one in faults}
        return shown


def about(shown: Shown) -> set[int]:
    """Whose page, star, words or nudges a screen shows; their name in a list of people is not one of these."""
    text = text_of(shown.body)
    if shown.body.title in (say("plan-title"), say("plan-change-title")):  # the Coordinator's own draft
        return set()
    theirs = ("{}-words", "{}-nudge", "{}-later", "{}-introducer")
    found = {person for person, name in NAMES.items() if any(part.format(name) in text for part in theirs)}
    found |= {person for person, name in NAMES.items() if shown.body.title.startswith(name)}
    drawn = (shown.body.picture or {}).get("person")
    return found | ({int(str(drawn))} if drawn else set())


@pytest.fixture
def watched(sqlite_url: str, now: datetime) -> Iterator[Watched]:
    """Everybody lives there already; Zebra has asked for something."""
    database = Database(sqlite_url, [KEY])
    with database.write() as session:
        street = Watched(session, now)
        street.unwritten = set()
        yield street
    database.close()


# R56
def test_no_screen_of_a_person_can_be_reached_without_leaving_a_line(watched: Watched) -> None:
    [robin] = [actor for actor in settle_in(watched) if actor.name == "Robin"]
    watched.unwritten.clear()
    watched.seen = 0

    crawl(watched, robin, [], Found())

    assert watched.unwritten == set()
    assert watched.seen > 100


@pytest.fixture
def robin(session: Session, now: datetime) -> Staff:
    return cast.coordinator(session, now)


@pytest.fixture
def jay(session: Session, robin: Staff, now: datetime) -> Person:
    return cast.said_yes(session, robin, now)


@pytest.fixture
def desk(session: Session, robin: Staff, jay: Person, now: datetime) -> Desk:
    return Desk(session, robin, now)


def lines(session: Session, person: Person) -> list[str]:
    return [line.what for line in audit.about(session, person.id)]


# R56
def test_a_line_says_who_when_and_by_which_button(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    desk.commands("people")
    desk.taps("1 Jay")
    desk.taps("Conversation")

    found = audit.about(session, jay.id)
    assert [(line.actor, line.staff_id, line.at, line.what) for line in found] == [
        ("staff", jay.coordinator_id, now, "people.page"),
        ("staff", jay.coordinator_id, now, "people.talk"),
    ]


# R56
def test_what_is_mended_is_written_down_by_its_field_and_not_its_words(
    desk: Desk, session: Session, jay: Person
) -> None:
    desk.commands("people")
    desk.taps("1 Jay")
    desk.taps("Mend")
    desk.taps("Name")
    desk.types("Jaye")

    mended = [line for line in audit.about(session, jay.id) if line.what == "mended"]
    assert [line.detail for line in mended] == ["call_me"]


# R56
def test_a_nudge_that_is_paused_is_written_down(
    desk: Desk, session: Session, robin: Staff, jay: Person
) -> None:
    due = desk.now
    nudges.set_up(session, robin.id, jay.id, "How is it?", WEEKLY, due, due)
    session.flush()

    desk.commands("nudge")
    desk.forges(f"v1.plan.pause.{session.query(Nudge).one().id}")

    assert lines(session, jay) == ["nudge", "plan.pause"]


# R56
def test_a_look_is_written_once_a_turn(session: Session, robin: Staff, jay: Person, now: datetime) -> None:
    for _ in range(2):
        audit.looked(session, now, robin.id, jay.id, "people.page")

    assert lines(session, jay) == ["people.page"]


# R55, R56
def test_trying_to_open_somebody_elses_page_is_no_look(desk: Desk, session: Session, now: datetime) -> None:
    ash = cast.coordinator(session, now, chat_id=cast.ASH, name="Ash")
    sam = cast.said_yes(session, ash, now, chat_id=cast.SAM, name="Sam")
    desk.commands("people")

    desk.forges(f"v1.people.page.{sam.id}")

    assert lines(session, sam) == []


# R53, R56
def test_what_is_tapped_is_not_trusted_with_what_is_written(
    desk: Desk, session: Session, jay: Person
) -> None:
    desk.commands("people")

    desk.forges(f"v1.people.MyNeighbour07700.{jay.id}")

    assert lines(session, jay) == ["people"]


# R51, R55
def test_without_the_privacy_hat_a_manager_sees_counts_and_dates_and_with_it_the_words(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    desk = manager(session, now)
    asked = requests.ask(session, jay.id, requests.COMPLAIN, now, now)
    requests.say_in_words(asked, "someone read it out loud")
    desk.later(days=1)

    desk.commands("team")
    counted = desk.seen
    desk.commands("privacy")
    without = desk.seen
    desk.forges(f"v1.asked.open.{asked.id}")
    refused = desk.seen
    desk.commands("privacy")
    desk.taps("Wear the privacy hat for a week")
    desk.taps("Open 1")

    assert "One request about data waits" in counted
    assert "One is overdue." in counted
    for screen in (counted, without, refused):
        assert "Jay" not in screen
        assert "out loud" not in screen
    assert "Jay: what they asked" in desk.seen
    assert "someone read it out loud" in desk.seen
    assert lines(session, jay) == ["asked.open"]


def manager(session: Session, now: datetime) -> Desk:
    return Desk(session, staff.register(session, Role.MANAGER, 990, now), now)


# R51
def test_an_answer_is_seen_first_then_sent_and_closes_the_request(
    session: Session, jay: Person, now: datetime
) -> None:
    desk = manager(session, now)
    asked = requests.ask(session, jay.id, requests.COMPLAIN, now, now)
    requests.say_in_words(asked, "someone read it out loud")
    desk.commands("privacy")
    desk.taps("Wear the privacy hat for a week")
    desk.taps("Open 1")
    desk.taps("Answer")
    desk.types("We have talked to them. It will not happen again.")

    desk.taps("Send and close")

    [told] = desk.sent
    assert (told.chat_id, told.body.text) == (cast.JAY, "We have talked to them. It will not happen again.")
    assert told.body.title == say("mydata-answer")
    assert asked.done_at is not None
    assert messages.conversation(session, jay.id) == []  # R51: not to the Coordinator it may be about


# R19, R51
def test_words_that_hurt_do_not_go_out_as_an_answer(session: Session, jay: Person, now: datetime) -> None:
    desk = manager(session, now)
    asked = requests.ask(session, jay.id, requests.OBJECT, now, now)
    desk.commands("privacy")
    desk.taps("Wear the privacy hat for a week")
    desk.taps("Open 1")
    desk.taps("Answer")

    desk.types("You are a care leaver in our cohort.")

    assert "Please change this first" in desk.seen
    assert "Send and close" not in desk.labels
    assert asked.done_at is None


# R51
def test_a_coordinator_sees_what_to_fix_and_never_a_complaint(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    requests.say_in_words(requests.ask(session, jay.id, requests.FIX, now, now), "it is Jaye")
    requests.say_in_words(requests.ask(session, jay.id, requests.COMPLAIN, now, now), "Robin was rude")

    desk.commands("privacy")
    listed = desk.seen
    desk.taps("Jay")

    assert "Complained" not in listed + desk.seen
    assert "rude" not in listed + desk.seen
    assert "it is Jaye" in desk.seen


# R51
def test_it_is_mended_tells_the_person(desk: Desk, session: Session, jay: Person, now: datetime) -> None:
    asked = requests.ask(session, jay.id, requests.FIX, now, now)
    desk.commands("privacy")
    desk.taps("Jay")

    desk.taps("It is mended")

    assert [said.body.text for said in desk.sent] == [say("mydata-fixed", coordinator="Robin")]
    assert asked.done_at is not None


# R52
def test_no_longer_walking_together_keeps_a_reason_says_nothing_and_can_be_undone(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    desk.commands("people")
    desk.taps("1 Jay")
    desk.taps("More")
    desk.taps("No longer walking together")
    desk.taps("Goals met")
    left = (jay.left_at, jay.left_reason)
    desk.taps("Walking together again")

    assert left == (now, "goals_met")
    assert (jay.left_at, jay.left_reason) == (None, None)
    assert desk.sent == []
    assert {"left", "walks-again"} <= set(lines(session, jay))
