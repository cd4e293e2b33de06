from datetime import date, datetime, timedelta

import pytest

from handlers.introduction_fields import FIELDS
from nudges import schedules
from nudges.courtesy import Why
from star.questions import VERSION
from storage import codes, messages, nudges, outbox, people, stars
from storage.database import Session
from storage.messages import Body, Outgoing
from storage.models import Kind, Message, Nudge, Person, Role, Staff, State
from tests.cast import ASH, SAM, coordinator, introduced, said_yes
from tests.desk import Desk, text_of


def introduces(desk: Desk, name: str = "Jay", *, under_16: bool = False, save: bool = True) -> None:
    desk.commands("people")
    desk.taps("Add someone")
    desk.types(name)
    desk.taps("Riverside")
    desk.types("Ms Example")
    desk.taps("Yesterday")
    desk.taps("Don't know")
    desk.taps("Yes" if under_16 else "No")
    if save:
        desk.taps("Save")


def opens_page(desk: Desk, name: str = "Jay") -> None:
    desk.commands("people")
    desk.taps(next(label for label in desk.labels if label.endswith(f" {name}")))


def link_on(desk: Desk) -> str:
    return next(
        body.text for body in reversed(desk.screens.values()) if body.text.startswith("https://t.me/")
    )


def say(session: Session, person: Person, text: str, now: datetime, kind: Kind = Kind.NUDGE) -> Message:
    """Put something we said, and that arrived, into a person's conversation."""
    row = outbox.queue(session, Outgoing(Body(text), kind, person_id=person.id), person.chat_id or 0, now)
    outbox.settle(session, row.id, State.SENT, now, 1)
    return row


def hear(session: Session, person: Person, text: str, now: datetime) -> Message:
    chat_id = person.chat_id or 0
    return messages.heard(
        session, kind=Kind.WORDS, chat_id=chat_id, person_id=person.id, text=text, telegram_id=2, now=now
    )


# --- introducing -------------------------------------------------------------------------------------------


def test_what_was_said_at_an_introduction_is_written_down(desk: Desk, session: Session, robin: Staff) -> None:
    introduces(desk)

    [person] = people.of(session, robin.id)
    assert (person.call_me, person.area, person.introduced_by) == ("Jay", "Riverside", "Ms Example")
    assert (person.introduced_on, person.has_pa, person.under_16) == (date(2026, 3, 9), "unknown", False)


def test_nothing_is_written_down_before_save(desk: Desk, session: Session, robin: Staff) -> None:
    introduces(desk, save=False)

    assert "Introduced by: Ms Example" in desk.seen
    assert people.of(session, robin.id) == []


# R1
def test_an_introduction_gives_a_link_that_opens_as_that_person(
    desk: Desk, session: Session, robin: Staff
) -> None:
    introduces(desk)

    code = codes.find(session, link_on(desk).partition("?start=")[2])
    assert code is not None
    assert code.person_id == people.of(session, robin.id)[0].id
    assert code.expires_at == desk.now + timedelta(days=7)


# R1
def test_the_link_comes_as_a_picture_to_show_face_to_face(desk: Desk) -> None:
    introduces(desk)

    picture = list(desk.screens.values())[-1]
    assert picture.picture == {"qr": link_on(desk)}
    assert "face to face" in picture.text


def test_neither_link_nor_picture_stays_in_our_rows(desk: Desk, session: Session) -> None:
    introduces(desk)

    kept = [Body.from_json(row.body) for row in session.query(Message).all()]
    assert [body for body in kept if "t.me" in body.text or (body.picture or {}).get("qr")] == []


# R3
def test_somebody_under_16_is_written_down_and_gets_no_link(
    desk: Desk, session: Session, robin: Staff
) -> None:
    introduces(desk, under_16=True)

    [person] = people.of(session, robin.id)
    assert person.under_16
    assert codes.open_until(session, person.id, desk.now) is None
    assert "under 16, so there is no link" in desk.seen


def test_a_second_tap_on_save_introduces_nobody_else(desk: Desk, session: Session, robin: Staff) -> None:
    introduces(desk, save=False)
    save = desk.data("Save")

    desk.forges(save)
    desk.forges(save)

    assert len(people.of(session, robin.id)) == 1


def test_back_goes_to_the_question_before_and_keeps_the_rest(
    desk: Desk, session: Session, robin: Staff
) -> None:
    desk.commands("people")
    desk.taps("Add someone")
    desk.types("Jay")
    desk.taps("Riverside")
    desk.taps("Back")
    desk.taps("Hilltop")
    desk.taps("Skip")
    desk.taps("Today")
    desk.taps("Yes")
    desk.taps("No")
    desk.taps("Save")

    [person] = people.of(session, robin.id)
    assert (person.call_me, person.area, person.introduced_by) == ("Jay", "Hilltop", None)


def test_a_late_tap_on_an_earlier_question_changes_nothing(desk: Desk) -> None:
    desk.commands("people")
    desk.taps("Add someone")
    desk.types("Jay")
    riverside = desk.data("Riverside")
    desk.taps("Hilltop")

    desk.forges(riverside)
    desk.taps("Skip")
    desk.taps("Today")
    desk.taps("Yes")
    desk.taps("No")

    assert "Area: Hilltop" in desk.seen


def test_cancel_writes_nothing_down(desk: Desk, session: Session, robin: Staff) -> None:
    introduces(desk, save=False)

    desk.taps("Cancel")
    desk.forges("v1.people.save")

    assert people.of(session, robin.id) == []


@pytest.mark.parametrize("name", ["J" * 41, "   ", "\u200b\u200f", "Jay\u0000", "x" * 4096])
def test_a_name_that_is_none_is_asked_for_again(desk: Desk, name: str) -> None:
    desk.commands("people")
    desk.taps("Add someone")

    desk.types(name)

    assert "up to 40 letters" in desk.seen


@pytest.mark.parametrize("name", ["J" * 40, "Zoë", "سام", "Jay 🌟", "Mary-Jane O'Neil"])
def test_any_other_name_is_kept_as_typed(desk: Desk, session: Session, robin: Staff, name: str) -> None:
    introduces(desk, name)

    assert people.of(session, robin.id)[0].call_me == name


@pytest.mark.parametrize(
    ("typed", "written"),
    [("14/02/2026", "14 February 2026"), ("1.3.2026", "1 March 2026"), ("10-03-2026", "10 March 2026")],
)
def test_a_date_may_be_typed(desk: Desk, typed: str, written: str) -> None:
    introduces_up_to_the_date(desk)

    desk.types(typed)
    desk.taps("No")
    desk.taps("No")

    assert f"Introduced on: {written}" in desk.seen


@pytest.mark.parametrize("typed", ["31/02/2026", "11/03/2026", "14/02/0026", "last week", "٣/٣/٢٠٢٦x"])
def test_a_date_that_cannot_be_is_asked_for_again(desk: Desk, typed: str) -> None:
    introduces_up_to_the_date(desk)

    desk.types(typed)

    assert "I could not use that date" in desk.seen


# R80
def test_an_introduction_without_a_date_says_so(desk: Desk, session: Session, robin: Staff) -> None:
    introduces_up_to_the_date(desk)
    desk.taps("Don't know")
    desk.taps("No")
    desk.taps("No")
    desk.taps("Save")

    opens_page(desk)

    assert people.of(session, robin.id)[0].introduced_on is None
    assert "Introduced on: date not known" in desk.seen


def introduces_up_to_the_date(desk: Desk) -> None:
    desk.commands("people")
    desk.taps("Add someone")
    desk.types("Jay")
    desk.taps("Somewhere else")
    desk.taps("Skip")


# --- links, mending, removing ------------------------------------------------------------------------------


# R1
def test_a_new_link_ends_the_older_one(desk: Desk, session: Session) -> None:
    introduces(desk)
    older = link_on(desk).partition("?start=")[2]
    desk.later(minutes=1)

    opens_page(desk)
    desk.taps("New link")

    assert codes.find(session, older) is None
    assert codes.find(session, link_on(desk).partition("?start=")[2]) is not None


def test_a_double_tap_on_new_link_does_not_end_the_link_just_made(desk: Desk, session: Session) -> None:
    introduces(desk)
    desk.later(minutes=1)
    opens_page(desk)
    button = desk.data("New link")

    desk.forges(button)
    made = link_on(desk).partition("?start=")[2]
    desk.forges(button)

    assert codes.find(session, made) is not None


# R3
def test_no_link_is_made_for_somebody_under_16(desk: Desk, session: Session, robin: Staff) -> None:
    introduces(desk, under_16=True)
    [person] = people.of(session, robin.id)

    desk.forges(f"v1.people.link.{person.id}")

    assert codes.open_until(session, person.id, desk.now) is None


def test_one_thing_can_be_mended_and_the_rest_stays(desk: Desk, session: Session, robin: Staff) -> None:
    introduces(desk)
    opens_page(desk)
    desk.taps("Mend")
    desk.taps("Name")
    desk.types("Jaz")

    assert "Called: Jaz" in desk.seen
    [person] = people.of(session, robin.id)
    assert (person.call_me, person.area, person.introduced_by) == ("Jaz", "Riverside", "Ms Example")


@pytest.mark.parametrize(
    ("field", "choice", "line"),
    [
        ("Area", "Hilltop", "Area: Hilltop"),
        ("Area", "Somewhere else", "Area: Somewhere else"),
        ("Introduced by", "Skip", "Introduced by: not said"),
        ("Date", "Today", "Introduced on: 10 March 2026"),
        ("Date", "Don't know", "Introduced on: date not known"),
        ("PA", "Yes", "PA: yes"),
        ("Under 16", "Yes", "Under 16: yes"),
    ],
)
def test_every_field_can_be_mended_with_its_buttons(desk: Desk, field: str, choice: str, line: str) -> None:
    introduces(desk)
    opens_page(desk)
    desk.taps("Mend")

    desk.taps(field)
    desk.taps(choice)

    assert line in desk.seen


# R3
def test_ticking_under_16_later_ends_the_link_and_the_messages(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    person = said_yes(session, robin, now)
    codes.issue(session, Role.YOUNG, now, person_id=person.id)

    opens_page(desk)
    desk.taps("Mend")
    desk.taps("Under 16")
    assert "Only they can start them again" in desk.seen
    desk.taps("Yes")

    assert person.stopped_at == now
    assert codes.open_until(session, person.id, now) is None


def test_a_mistaken_introduction_can_be_taken_back(desk: Desk, session: Session, robin: Staff) -> None:
    introduces(desk)
    opens_page(desk)

    desk.taps("Remove mistaken introduction")
    desk.taps("Remove")

    assert people.of(session, robin.id) == []


def test_taking_it_back_is_asked_first(desk: Desk, session: Session, robin: Staff) -> None:
    introduces(desk)
    opens_page(desk)

    desk.taps("Remove mistaken introduction")
    desk.taps("Keep")

    assert len(people.of(session, robin.id)) == 1


def test_an_introduction_whose_link_was_opened_is_not_taken_back(
    desk: Desk, session: Session, robin: Staff
) -> None:
    introduces(desk)
    [person] = people.of(session, robin.id)
    opens_page(desk)
    desk.taps("Remove mistaken introduction")
    people.opened(person, SAM)

    desk.taps("Remove")

    assert people.of(session, robin.id) == [person]


# --- the list ----------------------------------------------------------------------------------------------


def test_an_empty_list_says_how_to_begin(desk: Desk) -> None:
    desk.commands("people")

    assert "Tap Add" in desk.seen


# R7
def test_people_stand_by_name_whatever_they_do_with_the_bot(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    for chat_id, name in enumerate(("zia", "Bo", "al"), 700):
        said_yes(session, robin, now, chat_id=chat_id, name=name)

    desk.commands("people")

    assert [label for label in desk.labels if label[0].isdigit()] == ["1 al", "2 Bo", "3 zia"]


def test_where_each_stands_is_said(desk: Desk, session: Session, robin: Staff, now: datetime) -> None:
    introduces(desk, "A link")
    introduced(session, robin, now, name="B expired")
    people.opened(introduced(session, robin, now, name="C hello"), 703)
    said_yes(session, robin, now, chat_id=704, name="D yes")
    people.said_no(said_yes(session, robin, now, chat_id=705, name="E no"), now)
    people.said_not_now(said_yes(session, robin, now, chat_id=706, name="F not now"), now)
    people.stop(session, said_yes(session, robin, now, chat_id=707, name="G stopped"), now)
    introduces(desk, "H young", under_16=True)

    desk.commands("people")

    said = [line.partition(" · ")[0] for line in desk.seen.splitlines() if " · " in line]
    assert said == [
        "link open until Tue 17 Mar 10:00",
        "link expired",
        "opened hello",
        "said yes",
        "said no",
        "not now",
        "stopped",
        "under 16",
    ]


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(hours=2), "today"),
        (timedelta(hours=11), "yesterday"),
        (timedelta(days=3), "3 days ago"),
        (None, "not yet"),
    ],
)
def test_last_contact_is_told_in_local_days(
    desk: Desk, session: Session, robin: Staff, now: datetime, ago: timedelta | None, words: str
) -> None:
    person = said_yes(session, robin, now)
    if ago is not None:
        hear(session, person, "hi", now - ago)

    desk.commands("people")

    assert f"last contact: {words}" in desk.seen


def test_eight_people_stand_on_a_page_and_two_of_one_name_can_be_told_apart(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    for _ in range(9):
        introduced(session, robin, now, name="Jay")

    desk.commands("people")
    first = [label for label in desk.labels if label.endswith("Jay")]
    desk.taps("Next")
    second = [label for label in desk.labels if label.endswith("Jay")]
    desk.taps("Previous")

    assert first == [f"{number} Jay" for number in range(1, 9)]
    assert second == ["9 Jay"]
    assert "8 Jay" in desk.labels


# --- a person's page ---------------------------------------------------------------------------------------


def test_a_page_says_who_they_are_and_offers_what_can_be_done(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    person = said_yes(session, robin, now)
    stars.enter(session, person.id, VERSION, {1: 3}, now)

    opens_page(desk)

    assert "Asked to hear: weekly" in desk.seen
    assert "Stars: 1" in desk.seen
    assert {"Their star", "Every star", "Conversation", "Nudges", "Write to them", "New nudge"} <= {
        *desk.labels
    }


def test_somebody_who_has_not_said_yes_cannot_be_written_to(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    introduced(session, robin, now)

    opens_page(desk)

    assert "Write to them" not in desk.labels
    assert "New nudge" not in desk.labels


def test_their_star_is_a_picture_with_the_same_numbers_and_no_name(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    person = said_yes(session, robin, now)
    stars.enter(session, person.id, VERSION, {1: 3, 2: 5, 4: None}, now - timedelta(days=180))
    stars.enter(session, person.id, VERSION, {1: 7, 2: 4, 4: 6}, now)
    opens_page(desk)

    desk.taps("Their star")

    shown = list(desk.screens.values())[-1]
    assert shown.picture == {"person": person.id}
    assert "Jay" not in text_of(shown)
    lines = shown.text.splitlines()
    assert lines[0] == "Stars of 11 September 2025 and 10 March 2026"
    assert lines[2:6] == [
        "Information: 3 → 7",
        "Community: 5 → 4",
        "Future: not reached → not reached",
        "Home: skipped → 6",
    ]


# R57
def test_close_takes_the_picture_off_the_phone(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    stars.enter(session, said_yes(session, robin, now).id, VERSION, {1: 3}, now)
    opens_page(desk)
    before = list(desk.screens)
    desk.taps("Their star")

    desk.taps("Close")

    assert list(desk.screens) == before


# R50
def test_the_picture_goes_from_our_rows_when_they_ask_to_be_forgotten(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    person = said_yes(session, robin, now)
    stars.enter(session, person.id, VERSION, {1: 3}, now)
    opens_page(desk)
    desk.taps("Their star")

    people.wipe(session, person, now)

    assert messages.newest_card(session, desk.chat_id, "picture") is None


# R58
def test_every_star_says_each_answer_and_who_entered_it(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    person = said_yes(session, robin, now)
    stars.enter(session, person.id, VERSION, {1: 3, 2: None}, now - timedelta(days=180), "paper")
    stars.enter(session, person.id, VERSION, dict.fromkeys(range(1, 9), 6), now)
    opens_page(desk)

    desk.taps("Every star")

    newest, older = desk.seen.split("\n\n")[1:]
    assert newest.startswith("10 March 2026: whole star\nTapped by themselves\nInformation: 6")
    assert older.startswith(
        "11 September 2025: part star, 1 of 8 answered\nEntered from paper\nInformation: 3"
    )
    assert "Community: skipped\nFuture: not reached" in older


def test_the_conversation_has_the_nudges_in_their_places(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    person = said_yes(session, robin, now)
    nudge = a_nudge(session, robin, person, now - timedelta(days=9))
    nudges.record(session, nudge, nudges.SKIPPED, now - timedelta(days=9), why=Why.SNOOZED)
    say(session, person, "How's your week?", now - timedelta(days=2))
    hear(session, person, "not bad", now - timedelta(days=1))
    say(session, person, "Good to hear", now - timedelta(hours=1), Kind.COORDINATOR)
    opens_page(desk)

    desk.taps("Conversation")

    assert desk.seen.split("\n\n")[1:] == [
        "Sun 1 Mar 10:00 · Nudge, skipped: asked for some quiet\nHi Jay.",
        "Sun 8 Mar 10:00 · Nudge, sent\nHow's your week?",
        "Mon 9 Mar 10:00 · Jay\nnot bad",
        "Tue 10 Mar 09:00 · You, sent\nGood to hear",
    ]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.SENT, "sent"),
        (State.UNSURE, "not sure it arrived"),
        (State.FAILED, "failed"),
        (State.CANCELLED, "taken back"),
        (State.QUEUED, "on its way"),
    ],
)
def test_whether_a_nudge_arrived_is_said(
    desk: Desk, session: Session, robin: Staff, now: datetime, state: State, words: str
) -> None:
    row = say(session, said_yes(session, robin, now), "Hi", now)
    outbox.settle(session, row.id, state, now)
    opens_page(desk)

    desk.taps("Conversation")

    assert f"Nudge, {words}" in desk.seen


def test_a_long_conversation_is_cut_into_pages_and_nothing_of_it_is_lost(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    person = said_yes(session, robin, now)
    longest = "🌟" * 2040  # Telegram lets 4,096 UTF-16 units through
    for number in range(6):
        hear(session, person, f"<{number}>{longest}</{number}>", now + timedelta(minutes=number))
    opens_page(desk)
    desk.taps("Conversation")

    shown = [desk.seen]
    while "Next" in desk.labels:
        desk.taps("Next")
        shown.append(desk.seen)

    in_order = "".join(reversed(shown))
    marks = [mark for number in range(6) for mark in (f"<{number}>", f"</{number}>")]
    assert sorted(marks, key=in_order.index) == marks
    assert in_order.count("🌟") == 6 * 2040


def test_a_page_of_nudges_says_what_became_of_the_last_and_why(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    person = said_yes(session, robin, now)
    nudge = a_nudge(session, robin, person, now)
    until = now + timedelta(days=5)
    nudges.record(session, nudge, nudges.WAITED, now, why=Why.WEEKLY, until=until)
    nudges.move(session, nudge, until, nudge.planned_at)
    opens_page(desk)

    desk.taps("Nudges")

    assert "When: every Tuesday at 10:00" in desk.seen
    assert "Next: Sun 15 Mar 10:00" in desk.seen
    assert "Tue 10 Mar 10:00: waits until Sun 15 Mar 10:00 (asked for weekly)" in desk.seen


def a_nudge(session: Session, robin: Staff, person: Person, due: datetime) -> Nudge:
    weekly = schedules.dump(schedules.Weekly(weekday=1, at=due.time().replace(tzinfo=None)))
    return nudges.set_up(session, robin.id, person.id, "Hi Jay.", weekly, due, due)


# --- whose people ------------------------------------------------------------------------------------------

ACTIONS = [
    *("page", "star", "stars", "talk", "nudges", "link", "mend", "undo", "remove"),
    *(f"field.ID.{field}" for field in FIELDS),
]


# R55
@pytest.mark.parametrize("action", ACTIONS)
def test_another_coordinators_person_is_nobody(
    desk: Desk, session: Session, now: datetime, action: str
) -> None:
    ash = coordinator(session, now, chat_id=ASH, name="Ash")
    sam = introduced(session, ash, now, name="Sam")
    what, _, rest = action.partition(".ID")

    desk.forges(f"v1.people.{what}.{sam.id}{rest}")

    assert desk.seen == "That button is too old to use now. Nothing has changed."
    assert people.of(session, ash.id) == [sam]
    assert codes.open_until(session, sam.id, now) is None


@pytest.mark.parametrize(
    "data",
    [
        "v1.people",
        "v1.people.nothing",
        "v1.people.page",
        "v1.people.page.",
        "v1.people.page.-1",
        "v1.people.page.999999999999999",
        "v1.people.page.99999999999999999999",
        "v1.people.page.١",
        "v1.people.pick.area.0",
        "v1.people.back",
        "v1.people.save",
        "v1.people.field.1.call_me",
    ],
)
def test_a_forged_button_is_answered_kindly(desk: Desk, data: str) -> None:
    desk.forges(data)

    assert desk.seen == "That button is too old to use now. Nothing has changed."


def test_somebody_who_was_forgotten_has_no_page(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    person = said_yes(session, robin, now)
    opens_page(desk)
    page = f"v1.people.page.{person.id}"

    people.wipe(session, person, now)
    desk.forges(page)

    assert desk.seen == "That button is too old to use now. Nothing has changed."
