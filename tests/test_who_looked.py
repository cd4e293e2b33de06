"""Whoever of the staff has one person before them is written down, and the person can read it (R56)."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from care.word_check import WordClass
from handlers.turn import Said
from handlers.who_looked import told
from star.questions import NUMBERS, VERSION
from storage import audit, messages, nudges, requests, staff, stars, worries
from storage.database import Database, Session
from storage.messages import FROM_THEM
from storage.models import Audit, Kind, Nudge, Person, Role, Staff
from tests import cast
from tests.conftest import KEY, TUESDAY
from tests.crawl import Found, Row, crawl
from tests.desk import Desk, text_of
from tests.street import ROBIN, WEEKLY, Shown, Street, settle_in
from wording import say

NAMES = {1: "Zebra", 2: "Otter", 3: "Heron", 4: "Lynx"}  # as they are introduced in the street


class Watched(Street):
    """A street in which every screen of one person that staff are shown must have left a line in that same turn.

    And nothing that staff do may change what young people said, or answered in a star (R58).
    """

    unwritten: set[str]
    spoiled: set[str]
    seen: int = 0

    def does(self, said: Said) -> list[Shown]:
        """Run the turn, then compare what it showed with what it wrote down."""
        self.now += timedelta(microseconds=1)  # a crawl does the same again and again, in no time
        before, theirs = self.session.query(Audit).count(), self.said_by_young_people()
        shown = super().does(said)
        if said.chat_id == ROBIN and self.said_by_young_people() != theirs:
            self.spoiled.add(f"{said.tap or said.text!r}")
        lines = self.session.query(Audit).order_by(Audit.id).offset(before)
        written = {line.person_id for line in lines if line.actor == audit.STAFF}
        screens = [(one, person) for one in shown if one.chat_id == ROBIN for person in about(one)]
        self.seen += len(screens)
        faults = [one for one, person in screens if person not in written]
        self.unwritten |= {f"{said.tap or said.text!r} shows {text_of(one.body)[:80]!r}" for one in faults}
        return shown

    def said_by_young_people(self) -> list[Row]:
        """Their words, and every star with its scores, as the tables hold them."""
        cursor = self.session.connection().connection.cursor()
        kinds = ", ".join(f"'{kind}'" for kind in FROM_THEM)
        found = []
        for what in (f"id, body FROM messages WHERE kind IN ({kinds})", "* FROM stars", "* FROM scores"):
            found += cursor.execute(f"SELECT {what}").fetchall()
        return found


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


@pytest.fixture(scope="module")
def watched(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Robin has pressed and typed whatever there is; everybody lives there, and Zebra has asked for something."""
    path = tmp_path_factory.mktemp("watched") / "walkalong.db"
    shutil.copy(migrated_file, path)
    database = Database(f"sqlite:///{path}", [KEY])
    with database.write() as session:
        street = Watched(session, TUESDAY)
        street.unwritten, street.spoiled = set(), set()
        [robin] = [actor for actor in settle_in(street) if actor.name == "Robin"]
        street.unwritten.clear()
        street.seen = 0
        crawl(street, robin, [], Found())
        yield street
    database.close()


# R56
def test_no_screen_of_a_person_can_be_reached_without_leaving_a_line(watched: Watched) -> None:
    assert watched.unwritten == set()
    assert watched.seen > 100


# R58
def test_nothing_a_coordinator_presses_or_types_changes_what_a_young_person_said_or_answered(
    watched: Watched,
) -> None:
    assert watched.spoiled == set()
    assert len(watched.said_by_young_people()) > 30


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


# R52, R56
@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit SET what = 'nothing'", "UPDATE audit SET staff_id = NULL", "DELETE FROM audit"],
)
def test_the_database_itself_refuses_to_change_the_record_or_to_lose_it_early(
    database: Database, now: datetime, statement: str
) -> None:
    with database.write() as session:
        audit.looked(session, now, 1, 2, "people.page")

    with pytest.raises(DBAPIError), database.write() as session:
        session.execute(text(statement))

    with database.read() as session:
        assert [(line.what, line.staff_id) for line in audit.about(session, 2)] == [("people.page", 1)]


# R56
def test_a_look_is_written_once_a_turn(session: Session, robin: Staff, jay: Person, now: datetime) -> None:
    for _ in range(2):
        audit.looked(session, now, robin.id, jay.id, "people.page")

    assert lines(session, jay) == ["people.page"]


# R56
def test_a_list_of_names_holds_no_word_or_number_of_theirs_and_is_no_look(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    stars.enter(session, jay.id, VERSION, dict.fromkeys(NUMBERS, 3), now)
    requests.say_in_words(requests.ask(session, jay.id, requests.FIX, now, now), "it is a zebra")
    row = messages.heard(
        session, kind=Kind.WORDS, chat_id=cast.JAY, person_id=jay.id, text="a zebra", telegram_id=5, now=now
    )
    worries.mark(row, WordClass.CONCERN, now)

    for command in ("people", "inbox", "privacy"):
        desk.commands(command)
        assert "Jay" in desk.seen
        assert "zebra" not in desk.seen
        assert ": 3" not in desk.seen

    assert lines(session, jay) == []


# R56
def test_a_list_that_shows_what_is_said_to_them_is_a_look(
    desk: Desk, session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    nudges.set_up(session, robin.id, jay.id, "How is it?", WEEKLY, now, now)

    desk.commands("nudge")

    assert "How is it?" in desk.seen
    assert lines(session, jay) == ["nudge"]


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


# R56
@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("asked.open", "Robin looked at what you asked us on Tuesday."),  # the privacy hat opens nothing else
        ("typed.answer", "Robin was writing to you on Tuesday."),
        ("people.page", "Robin opened your page on Tuesday."),
    ],
)
def test_the_person_reads_what_was_done_and_no_more(
    session: Session, now: datetime, what: str, words: str
) -> None:
    audit.looked(session, now, 1, 2, what)

    [line] = audit.about(session, 2)

    assert told(line, {1: "Robin"}, say, lambda at: f"{at:%A}") == words


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


# R20, R51
def test_soft_words_in_an_answer_come_with_kinder_ones_before_it_can_be_sent(
    session: Session, jay: Person, now: datetime
) -> None:
    desk = manager(session, now)
    asked = requests.ask(session, jay.id, requests.OBJECT, now, now)
    desk.commands("privacy")
    for label in ("Wear the privacy hat for a week", "Open 1", "Answer"):
        desk.taps(label)

    desk.types("We will be in contact about it.")
    shown, unsent = desk.seen, asked.done_at
    desk.taps("Send and close")

    assert "Kinder: family time, or get in touch" in shown
    assert unsent is None
    assert [told.body.text for told in desk.sent] == ["We will be in contact about it."]


# R23, R51
@pytest.mark.parametrize("text", ["The police have it.", "To Kim: it's mended."])
def test_a_lock_screen_shows_nothing_of_an_answer(
    session: Session, jay: Person, now: datetime, text: str
) -> None:
    desk = manager(session, now)
    requests.ask(session, jay.id, requests.OBJECT, now, now)
    desk.commands("privacy")
    for label in ("Wear the privacy hat for a week", "Open 1", "Answer"):
        desk.taps(label)

    desk.types(text)

    assert "would show on a locked phone" in desk.seen
    assert "Send and close" not in desk.labels


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
