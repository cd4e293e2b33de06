from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from care import gate
from care.hours import ReadingHours
from care.programme import Programme
from handlers import nudging
from handlers.nudge_words import BLANKS
from handlers.turn import Answer, Body, Button, Heard, Outgoing, Redraw, Said, Turn, read_tap
from nudges import schedules
from nudges.courtesy import Dial, Why
from nudges.due import speak_when_due
from nudges.rewording import TEMPLATES
from nudges.schedules import EveryNWeeks, Monthly, Once, Weekly
from nudges.wishes import Avoided, stored_words
from storage import drafts, messages, nudges, outbox, people, staff
from storage.database import Database, Session
from storage.models import Kind, Nudge, Person, Role, Staff, State
from tests.conftest import KEY
from wording import messages as wordings
from wording import say

LONDON = ZoneInfo("Europe/London")
PROGRAMME = Programme("Made-up programme", ("North",), LONDON, ReadingHours(), (), 6)
OLD_BUTTON = say("sorry-old-button")


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """Give a moment of 2026 on London's clock as UTC; 2 March is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


@dataclass
class Desk:
    """A Coordinator with a phone: what they type and tap, and the card they look at."""

    session: Session
    member: Staff
    now: datetime = at(2, 9)  # noqa: RUF009  # a moment, and moments do not change
    screen: Body = field(default_factory=lambda: Body(""))
    card: int = 0
    answered: str = ""

    def introduce(self, name: str, dial: Dial | None = Dial.WEEKLY, *, yes: bool = True) -> Person:
        facts = {"area": None, "introduced_by": None, "introduced_on": None, "has_pa": None}
        person = people.introduce(self.session, self.member.id, name, self.now, under_16=False, **facts)
        if yes:
            people.opened(person, 1000 + person.id)
            people.said_yes(person, "hello-1", self.now)
        if dial:
            people.turn_dial(person, dial)
        return person

    def plan(self, person: Person, schedule: schedules.Schedule, text: str = "Hi there") -> Nudge:
        due_at = schedule.next_after(self.now, LONDON)
        return nudges.set_up(
            self.session, self.member.id, person.id, text, schedules.dump(schedule), due_at, self.now
        )

    def opens(self) -> None:
        """Send /nudge."""
        self._hear(nudging.show(self._turn(Said(Heard.COMMAND, self.member.chat_id or 0, command="nudge"))))

    def types(self, *texts: str) -> None:
        for text in texts:
            self._hear(nudging.typed(self._turn(Said(Heard.WORDS, self.member.chat_id or 0, text=text))))

    def taps(self, *labels: str) -> None:
        """Tap buttons of the card by their labels, one after the other."""
        for label in labels:
            self.sends(self.button(label).data)

    def sends(self, data: str) -> None:
        """Send back what a button holds, from this card."""
        said = Said(Heard.TAP, self.member.chat_id or 0, self.card, tap=read_tap(data))
        self._hear(nudging.tap(self._turn(said)))

    def button(self, label: str) -> Button:
        return next(button for button in self.buttons if button.label == label)

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.screen.rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    @property
    def set_up(self) -> list[Nudge]:
        return nudges.of(self.session, self.member.id)

    def tick(self) -> None:
        speak_when_due(self.session, self.now, PROGRAMME)
        self.session.flush()

    def deliver(self) -> None:
        for chat_id in outbox.chats_waiting(self.session):
            while row := outbox.claim_next(self.session, chat_id):
                outbox.settle(self.session, row.id, State.SENT, self.now, telegram_id=row.id)

    def _turn(self, said: Said) -> Turn:
        return Turn(self.session, self.now, said, PROGRAMME, "made_up_bot", staff=self.member)

    def _hear(self, answers: list[Answer]) -> None:
        self.answered = ""
        for answer in answers:
            if isinstance(answer, Outgoing):
                row = outbox.queue(self.session, answer, self.member.chat_id or 0, self.now)
                outbox.settle(self.session, row.id, State.SENT, self.now, telegram_id=row.id)
                if answer.card:
                    self.card, self.screen = row.id, answer.body
                else:
                    self.answered = answer.body.text
            elif isinstance(answer, Redraw) and answer.body is not None and answer.message_id == self.card:
                self.screen = answer.body


@pytest.fixture
def session(sqlite_url: str) -> Iterator[Session]:
    database = Database(sqlite_url, [KEY])
    with database.write() as session:
        yield session
    database.close()


def coordinator(session: Session, chat_id: int, first_name: str) -> Staff:
    member = staff.register(session, Role.COORDINATOR, chat_id, at(1, 9))
    staff.name(member, first_name)
    return member


@pytest.fixture
def alex(session: Session) -> Desk:
    return Desk(session, coordinator(session, 1, "Alex"))


@pytest.fixture
def robin(session: Session) -> Desk:
    """Another Coordinator, with people of their own."""
    return Desk(session, coordinator(session, 2, "Robin"))


def for_jay(alex: Desk, *labels: str, dial: Dial = Dial.WEEKLY) -> Person:
    """Begin a nudge for one person, Jay, and go on by tapping."""
    jay = alex.introduce("Jay", dial)
    alex.opens()
    alex.taps("New nudge", "Jay", "Go on", *labels)
    return jay


# --- from beginning to end -------------------------------------------------------------------------------


def test_a_nudge_is_set_up_with_nothing_but_buttons(alex: Desk) -> None:
    jay = for_jay(alex, "1", "Weekly", "Fri", "16:00", "Set it up")

    [nudge] = alex.set_up
    assert nudge.person_id == jay.id
    assert nudge.text == say("nudge-1", name="Jay")
    assert schedules.load(nudge.schedule) == Weekly(weekday=4, at=time(16))
    assert nudge.due_at == at(6, 16)


def test_the_whole_of_it_happens_on_one_card(alex: Desk) -> None:
    for_jay(alex)
    card = alex.card

    alex.taps("1", "Weekly", "Fri", "16:00", "Set it up")

    assert alex.card == card


def test_several_people_each_get_a_nudge_with_their_own_name(alex: Desk) -> None:
    alex.introduce("Jay")
    alex.introduce("Sam")
    alex.opens()

    alex.taps("New nudge", "Jay", "Sam", "Go on", "2", "Once", "Tomorrow", "10:00", "Set it up")

    assert sorted(nudge.text for nudge in alex.set_up) == [
        say("nudge-2", name="Jay"),
        say("nudge-2", name="Sam"),
    ]
    assert {nudge.due_at for nudge in alex.set_up} == {at(3, 10)}


def test_what_was_set_up_is_said_with_when_it_arrives(alex: Desk) -> None:
    for_jay(alex, "1", "Weekly", "Fri", "16:00", "Set it up")

    assert "every Friday at 16:00" in alex.screen.text
    assert "Jay: Fri 6 Mar 16:00" in alex.screen.text


def test_a_second_tap_on_set_it_up_sets_up_nothing_more(alex: Desk) -> None:
    for_jay(alex, "1", "Weekly", "Fri", "16:00")
    button = alex.button("Set it up")

    alex.sends(button.data)
    alex.sends(button.data)

    assert len(alex.set_up) == 1
    assert alex.answered == OLD_BUTTON


def test_set_it_up_sets_up_only_what_that_very_card_showed(alex: Desk) -> None:
    for_jay(alex, "1", "Weekly", "Fri", "16:00")
    seen_before = alex.button("Set it up").data
    alex.types("every Monday at 10:00")

    alex.sends(seen_before)

    assert (alex.set_up, alex.answered) == ([], OLD_BUTTON)


def test_undo_takes_back_all_of_that_set_up_and_nothing_else(alex: Desk) -> None:
    jay = alex.introduce("Jay")
    alex.introduce("Sam")
    earlier = alex.plan(jay, Monthly(day=1, at=time(10)))
    alex.now += timedelta(minutes=1)
    alex.opens()
    alex.taps("New nudge", "All my people", "Go on", "1", "Once", "Tomorrow", "10:00", "Set it up")

    alex.taps("Undo")

    assert alex.set_up == [earlier]


def test_cancel_sets_up_nothing_and_forgets_the_draft(alex: Desk) -> None:
    for_jay(alex, "1", "Weekly", "Fri", "16:00", "Cancel")

    assert alex.set_up == []
    assert drafts.load(alex.session, alex.member.id) == ("", {})


def test_back_leads_from_the_last_step_to_the_list(alex: Desk) -> None:
    for_jay(alex, "1", "Weekly", "Fri")

    alex.taps("Back", "Back", "Back", "Back", "Back")

    assert alex.screen.title == say("plan-list-title")


def test_back_keeps_what_was_chosen(alex: Desk) -> None:
    for_jay(alex, "1", "Weekly", "Fri", "16:00")

    alex.taps("Back", "Back", "Go on")

    assert "Set it up" in alex.labels


# --- who -------------------------------------------------------------------------------------------------


def test_whoever_has_not_said_yes_or_has_stopped_cannot_be_ticked_and_why_is_said(alex: Desk) -> None:
    alex.introduce("Jay")
    alex.introduce("Kit", yes=False)
    people.stop(alex.session, alex.introduce("Sam"), alex.now)
    alex.opens()

    alex.taps("New nudge")

    assert [label for label in alex.labels if label in {"Jay", "Kit", "Sam"}] == ["Jay"]
    assert "Kit — has not said yes yet" in alex.screen.text
    assert "Sam — has asked for no messages" in alex.screen.text


def test_a_forged_tick_for_somebody_who_stopped_is_refused(alex: Desk) -> None:
    sam = alex.introduce("Sam")
    people.stop(alex.session, sam, alex.now)
    alex.opens()
    alex.taps("New nudge")

    alex.sends(f"v1.plan.who.{sam.id}")

    assert alex.answered == OLD_BUTTON


def test_a_second_tap_takes_the_tick_away(alex: Desk) -> None:
    alex.introduce("Jay")
    alex.opens()

    alex.taps("New nudge", "Jay", "✓ Jay")

    assert "Jay" in alex.labels


def test_next_without_a_tick_asks_for_one(alex: Desk) -> None:
    alex.introduce("Jay")
    alex.opens()

    alex.taps("New nudge", "Go on")

    assert say("plan-who-nobody-yet") in alex.screen.text


def test_all_my_people_ticks_those_on_other_pages_and_leaves_out_who_cannot(alex: Desk) -> None:
    for number in range(10, 30):
        alex.introduce(f"Jay{number}")
    alex.introduce("Kit", yes=False)
    alex.opens()

    alex.taps("New nudge", "All my people", "Go on", "1", "Weekly", "Fri", "16:00", "Set it up")

    assert len(alex.set_up) == 20


def test_beginning_from_somebodys_page_has_them_ticked(alex: Desk) -> None:
    jay = alex.introduce("Jay")
    alex.opens()

    alex.sends(f"v1.plan.new.{jay.id}")

    assert "✓ Jay" in alex.labels


# --- the words -------------------------------------------------------------------------------------------


def test_every_template_is_shown_filled_in_before_it_is_picked(alex: Desk) -> None:
    for_jay(alex)

    assert f"3. {say('nudge-3', name='Jay', coordinator='Alex')}" in alex.screen.text


def test_a_template_asks_for_what_only_the_coordinator_knows(alex: Desk) -> None:
    for_jay(alex, "7")

    alex.types("the library", "Thursday", "2pm")
    alex.taps("Weekly", "Fri", "16:00", "Set it up")

    expected = say("nudge-7", name="Jay", coordinator="Alex", place="the library", day="Thursday", time="2pm")
    assert [nudge.text for nudge in alex.set_up] == [expected]


def test_own_words_get_each_ones_name(alex: Desk) -> None:
    for_jay(alex)

    alex.types("Hi {name}, pizza on Friday?")
    alex.taps("Once", "Tomorrow", "10:00", "Set it up")

    assert [nudge.text for nudge in alex.set_up] == ["Hi Jay, pizza on Friday?"]


def test_nothing_but_the_name_is_put_into_typed_words(alex: Desk) -> None:  # R28
    for_jay(alex)

    alex.types("Hi {name}, {age} and {area} and {call_me}.")
    alex.taps("Once", "Tomorrow", "10:00", "Set it up")

    assert [nudge.text for nudge in alex.set_up] == ["Hi Jay, {age} and {area} and {call_me}."]


@pytest.mark.parametrize("words", ["the placement", "your LAC review", "the respite"])
def test_hard_words_are_refused_in_a_blank_too(alex: Desk, words: str) -> None:  # R19
    for_jay(alex)
    alex.taps("5")

    alex.types(words)

    assert "Kinder: " in alex.screen.text
    assert say("plan-often") not in alex.screen.text


def test_mental_health_may_be_written_to_somebody_who_said_it(alex: Desk) -> None:  # R20
    jay = alex.introduce("Jay")
    alex.opens()
    alex.taps("New nudge", "Jay", "Go on")
    asked_before = _types(alex, "Hi {name}, how is your mental health?")

    messages.heard(
        alex.session,
        kind=Kind.WORDS,
        chat_id=jay.chat_id or 0,
        person_id=jay.id,
        text="my mental health is bad",
        telegram_id=5,
        now=alex.now,
    )
    asked_after = _types(alex, "Hi {name}, how is your mental health now?")

    assert "mental health”. Kinder" in asked_before
    assert say("plan-often") in asked_after


def _types(alex: Desk, text: str) -> str:
    alex.types(text)
    return alex.screen.text


@pytest.mark.parametrize(  # R19
    ("words", "kinder"),
    [("Hi {name}, about your placement.", "home"), ("Hi {name}. You must come.", "you can, if you like")],
)
def test_hard_words_are_refused_and_kinder_ones_shown(alex: Desk, words: str, kinder: str) -> None:
    for_jay(alex)

    alex.types(words)

    assert kinder in alex.screen.text
    assert say("plan-use-button") not in alex.labels
    assert say("plan-often") not in alex.screen.text


def test_a_forged_tap_cannot_keep_hard_words(alex: Desk) -> None:
    for_jay(alex)
    alex.types("Hi {name}, about your placement.")

    alex.sends("v1.plan.use")

    assert say("plan-refused") in alex.screen.text


def test_soft_words_need_a_second_tap(alex: Desk) -> None:  # R20
    for_jay(alex)

    alex.types("Hi {name}, how is your independent living going?")
    asked = alex.screen.text
    alex.taps("Use these words")

    assert "independent living" in asked
    assert say("plan-often") in alex.screen.text


def test_words_over_320_characters_are_refused(alex: Desk) -> None:  # R22
    for_jay(alex)

    alex.types("Hi {name}. " + "All good here. " * 22)

    assert "320 at most" in alex.screen.text


def test_the_longest_words_telegram_lets_through_are_answered(alex: Desk) -> None:
    for_jay(alex)

    alex.types("About your placement and the care leaver assessment. " * 80)

    assert len(alex.screen.text) <= 4096
    assert "320 at most" in alex.screen.text


@pytest.mark.parametrize("words", ["Hi Kim, how are you?", "Hi {name}, about the money."])  # R23
def test_a_lock_screen_may_not_show_how_it_begins(alex: Desk, words: str) -> None:
    for_jay(alex)

    alex.types(words)

    assert "locked phone" in alex.screen.text
    assert say("plan-often") not in alex.screen.text


def test_own_words_for_several_may_not_begin_with_the_name_of_one(alex: Desk) -> None:  # R23
    alex.introduce("Jay")
    alex.introduce("Sam")
    alex.opens()
    alex.taps("New nudge", "All my people", "Go on")

    alex.types("Hey, Jay, how are you?")

    assert "locked phone" in alex.screen.text


def test_adding_somebody_later_puts_the_words_through_the_gate_again(alex: Desk) -> None:
    alex.introduce("Sam")
    for_jay(alex)
    alex.types("Hey, Jay, how are you?")
    alex.taps("Back", "Back")

    alex.taps("Sam", "Go on")

    assert "locked phone" in alex.screen.text


# --- how often and when ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("Once", "Today", "16:00"), Once(on=at(2, 16).date(), at=time(16))),
        (("Once", "Thu 5 Mar", "10:00"), Once(on=at(5, 10).date(), at=time(10))),
        (("Weekly", "Mon", "18:00"), Weekly(weekday=0, at=time(18))),
        (("Every 2 weeks", "Wed", "12:00"), EveryNWeeks(weeks=2, starting=at(4, 12).date(), at=time(12))),
        (
            ("Every N weeks", "6", "Wed", "12:00"),
            EveryNWeeks(weeks=6, starting=at(4, 12).date(), at=time(12)),
        ),
        (("Monthly", "15th", "10:00"), Monthly(day=15, at=time(10))),
        (("Monthly", "Last day", "10:00"), Monthly(day=31, at=time(10))),
    ],
)
def test_buttons_choose_how_often_and_when(
    alex: Desk, labels: tuple[str, ...], expected: schedules.Schedule
) -> None:
    for_jay(alex, "1", *labels, "Set it up")

    assert [schedules.load(nudge.schedule) for nudge in alex.set_up] == [expected]


def test_the_number_of_weeks_can_be_typed(alex: Desk) -> None:
    for_jay(alex, "1", "Every N weeks")

    alex.types("5")
    alex.taps("Wed", "12:00")

    assert "every 5 weeks on Wednesday at 12:00" in alex.screen.text


@pytest.mark.parametrize("typed", ["0", "1", "27", "999999"])
def test_a_number_of_weeks_out_of_reach_is_asked_again(alex: Desk, typed: str) -> None:
    for_jay(alex, "1", "Every N weeks")

    alex.types(typed)

    assert "from 2 to 26" in alex.screen.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tomorrow 5pm", "Tuesday 3 March 2026 at 17:00"),
        ("in 10 minutes", "Monday 2 March 2026 at 09:10"),
        ("every Friday at 16:00", "every Friday at 16:00"),
    ],
)
@pytest.mark.parametrize("before", [("1",), ("1", "Weekly"), ("1", "Once", "Tomorrow")])
def test_a_whole_time_can_be_typed_at_any_step(
    alex: Desk, typed: str, said: str, before: tuple[str, ...]
) -> None:
    for_jay(alex, *before)

    alex.types(typed)

    assert said in alex.screen.text
    assert "Set it up" in alex.labels


def test_a_time_typed_before_the_words_is_kept_until_they_are_there(alex: Desk) -> None:
    for_jay(alex)

    alex.types("every Friday at 16:00")
    alex.taps("1")

    assert "every Friday at 16:00" in alex.screen.text
    assert "Set it up" in alex.labels


def test_a_time_of_day_typed_after_the_day_belongs_to_that_day(alex: Desk) -> None:
    for_jay(alex, "1", "Weekly", "Fri")

    alex.types("5.30pm")

    assert "every Friday at 17:30" in alex.screen.text


def test_a_day_and_time_typed_after_weekly_come_weekly(alex: Desk) -> None:
    for_jay(alex, "1", "Weekly")

    alex.types("friday 5pm")

    assert "every Friday at 17:00" in alex.screen.text


def test_a_time_that_cannot_be_read_is_asked_again_with_examples(alex: Desk) -> None:
    for_jay(alex, "1", "Weekly", "Fri")

    alex.types("whenever suits")

    assert say("when-unreadable") in alex.screen.text


def test_hours_that_have_gone_are_not_offered_for_today(alex: Desk) -> None:
    alex.now = at(2, 15, 30)
    for_jay(alex, "1", "Once", "Today")

    assert "15:00" not in alex.labels
    assert "16:00" in alex.labels


def test_a_time_that_went_by_while_the_preview_lay_open_is_asked_again(alex: Desk) -> None:
    for_jay(alex, "1")
    alex.types("in 10 minutes")
    button = alex.button("Set it up")
    alex.now += timedelta(minutes=11)

    alex.sends(button.data)

    assert alex.set_up == []
    assert say("when-in-the-past") in alex.screen.text


# --- the preview -----------------------------------------------------------------------------------------


def test_the_preview_says_for_each_when_it_really_arrives_or_why_not(alex: Desk) -> None:
    jay = alex.introduce("Jay", Dial.MONTHLY)
    sam = alex.introduce("Sam")
    alex.introduce("Wren", Dial.ONLY_WHEN_I_ASK)
    alex.now = at(6, 9)
    alex.plan(jay, Once(on=at(6, 9).date(), at=time(9, 1)))
    alex.now = at(6, 9, 1)
    alex.tick()
    alex.deliver()
    alex.now = at(29, 9)
    alex.opens()
    alex.taps("New nudge", "All my people", "Go on", "1")
    people.stop(alex.session, sam, alex.now)

    alex.types("tomorrow 4pm")

    assert "Jay — asked for monthly: Fri 3 Apr 09:00" in alex.screen.text
    assert "Sam — has asked for no messages" in alex.screen.text
    assert "Wren — asked to hear only when they ask" in alex.screen.text


def test_the_preview_shows_exactly_what_will_arrive(alex: Desk) -> None:
    alex.introduce("Sam")
    for_jay(alex, "Back", "Sam", "Go on", "1")

    alex.types("tomorrow 4pm")

    assert f"“{say('nudge-1', name='Jay')}”" in alex.screen.text
    assert f"“{say('nudge-1', name='Sam')}”" in alex.screen.text


def test_a_text_that_is_the_same_for_all_is_shown_once(alex: Desk) -> None:
    alex.introduce("Sam")
    for_jay(alex, "Back", "Sam", "Go on")

    alex.types("Hi, all good with you?", "tomorrow 4pm")

    assert alex.screen.text.count("“Hi, all good with you?”") == 1


def test_another_nudge_at_the_same_minute_is_seen_ahead(alex: Desk) -> None:
    jay = alex.introduce("Jay")
    alex.plan(jay, Weekly(weekday=4, at=time(16)))
    alex.opens()
    alex.taps("New nudge", "Jay", "Go on", "1")

    alex.types("friday 4pm")

    assert "Jay — another message is still on its way" in alex.screen.text


def test_the_preview_says_that_it_is_as_things_stand_today(alex: Desk) -> None:
    for_jay(alex, "1", "Weekly", "Fri", "16:00")

    assert say("plan-as-of-today") in alex.screen.text


def test_whoever_stopped_after_the_preview_is_not_set_up(alex: Desk) -> None:
    sam = alex.introduce("Sam")
    jay = for_jay(alex, "Back", "Sam", "Go on", "1", "Weekly", "Fri", "16:00")
    people.stop(alex.session, sam, alex.now)

    alex.taps("Set it up")

    assert [nudge.person_id for nudge in alex.set_up] == [jay.id]


def test_with_nobody_left_to_write_to_there_is_nothing_to_set_up(alex: Desk) -> None:
    jay = for_jay(alex, "1", "Weekly", "Fri", "16:00")
    button = alex.button("Set it up")
    people.stop(alex.session, jay, alex.now)

    alex.sends(button.data)

    assert alex.set_up == []
    assert say("plan-nobody") in alex.screen.text


def test_somebody_who_went_to_another_coordinator_meanwhile_is_left_out(alex: Desk, robin: Desk) -> None:
    sam = alex.introduce("Sam")
    for_jay(alex, "Back", "Sam", "Go on", "1", "Weekly", "Fri")
    sam.coordinator_id = robin.member.id

    alex.taps("16:00")

    assert "Sam" not in alex.screen.text
    assert "Jay" in alex.screen.text


def test_every_screen_fits_telegram_however_many_and_however_long(alex: Desk) -> None:
    for number in range(60):
        alex.introduce(f"{number} " + "N" * 37)
    words = "Hi {name}. " + "ok. " * 60
    alex.opens()

    sizes = []
    for label in ("New nudge", "All my people", "Go on"):
        alex.taps(label)
        sizes.append(len(alex.screen.text))
    for text in (words, "every Friday at 16:00"):
        alex.types(text)
        sizes.append(len(alex.screen.text))
    alex.taps("Set it up")
    sizes.append(len(alex.screen.text))
    alex.opens()
    sizes.append(len(alex.screen.text))

    assert len(alex.set_up) == 60
    assert max(sizes) <= 4096


# --- the list and a nudge's own page ---------------------------------------------------------------------


def test_with_no_nudges_the_list_says_so(alex: Desk) -> None:
    alex.opens()

    assert say("plan-list-none") in alex.screen.text
    assert "New nudge" in alex.labels


def test_the_list_shows_together_what_says_the_same_at_the_same_time(alex: Desk) -> None:
    for name in ("Jay", "Sam"):
        alex.plan(alex.introduce(name), Weekly(weekday=4, at=time(16)), f"Hi {name}, all good?")
    nudges.pause(alex.set_up[1], alex.now)

    alex.opens()

    assert alex.screen.text == (
        "every Friday at 16:00\n“Hi …, all good?”\n1. Jay: Fri 6 Mar 16:00\n2. Sam: paused"
    )


def test_the_list_turns_its_pages(alex: Desk) -> None:
    jay = alex.introduce("Jay")
    for hour in range(9, 19):
        alex.plan(jay, Weekly(weekday=4, at=time(hour)))
    alex.opens()

    alex.sends("v1.plan.list.1")

    assert "10. Jay: Fri 6 Mar 18:00" in alex.screen.text
    assert "8. Jay" not in alex.screen.text


def open_page(alex: Desk, nudge: Nudge) -> None:
    alex.opens()
    alex.sends(f"v1.plan.open.{nudge.id}")


def test_a_nudges_page_says_what_when_and_what_became_of_it_and_why(alex: Desk) -> None:
    jay = alex.introduce("Jay", Dial.FORTNIGHTLY)
    nudge = alex.plan(jay, Weekly(weekday=0, at=time(10)), "Hi Jay")
    for day in (2, 9):
        alex.now = at(day, 10)
        alex.tick()
        alex.deliver()

    open_page(alex, nudge)

    assert "“Hi Jay”" in alex.screen.text
    assert "every Monday at 10:00" in alex.screen.text
    assert "Mon 2 Mar 10:00: sent" in alex.screen.text
    waits = "Mon 9 Mar 10:00: waits until Mon 16 Mar 09:00 (asked for every two weeks)"
    assert waits in alex.screen.text
    assert "Jay: Mon 16 Mar 09:00" in alex.screen.text


def test_a_nudge_that_stop_took_back_is_not_called_sent(alex: Desk) -> None:
    jay = alex.introduce("Jay")
    nudge = alex.plan(jay, Weekly(weekday=0, at=time(10)))
    alex.now = at(2, 10)
    alex.tick()
    people.stop(alex.session, jay, alex.now)

    open_page(alex, nudge)

    assert "taken back" in alex.screen.text


def test_a_paused_nudge_is_not_due_and_goes_on_at_its_next_moment(alex: Desk) -> None:
    nudge = alex.plan(alex.introduce("Jay"), Weekly(weekday=4, at=time(16)))
    open_page(alex, nudge)

    alex.taps("Pause")
    paused = nudge.due_at
    alex.now = at(7, 10)
    alex.taps("Resume")

    assert (paused, nudge.due_at) == (None, at(13, 16))


def test_changing_the_words_keeps_the_time_and_a_wait(alex: Desk) -> None:
    nudge = alex.plan(alex.introduce("Jay"), Weekly(weekday=4, at=time(16)))
    nudges.move(alex.session, nudge, at(9, 9), at(6, 16))
    open_page(alex, nudge)

    alex.taps("Change words")
    alex.types("Hi {name}, all good?")
    alex.taps("Save")

    assert nudge.text == "Hi Jay, all good?"
    assert schedules.load(nudge.schedule) == Weekly(weekday=4, at=time(16))
    assert (nudge.due_at, nudge.planned_at) == (at(9, 9), at(6, 16))


def test_changed_words_pass_the_same_gate(alex: Desk) -> None:
    nudge = alex.plan(alex.introduce("Jay"), Weekly(weekday=4, at=time(16)), "Hi Jay")
    open_page(alex, nudge)
    alex.taps("Change words")

    alex.types("Hi {name}, about your placement.")

    assert "Save" not in alex.labels
    assert nudge.text == "Hi Jay"


def test_changing_the_time_keeps_the_words(alex: Desk) -> None:
    nudge = alex.plan(alex.introduce("Jay"), Weekly(weekday=4, at=time(16)), "Hi Jay")
    open_page(alex, nudge)

    alex.taps("Change time", "Monthly", "15th", "10:00", "Save")

    assert nudge.text == "Hi Jay"
    assert schedules.load(nudge.schedule) == Monthly(day=15, at=time(10))
    assert nudge.due_at == at(15, 10)
    assert len(alex.set_up) == 1


def test_leaving_a_change_leads_back_to_the_nudge_as_it_was(alex: Desk) -> None:
    nudge = alex.plan(alex.introduce("Jay"), Weekly(weekday=4, at=time(16)), "Hi Jay")
    open_page(alex, nudge)
    alex.taps("Change time", "Monthly")

    alex.taps("Cancel")

    assert "“Hi Jay”" in alex.screen.text
    assert schedules.load(nudge.schedule) == Weekly(weekday=4, at=time(16))


def test_send_now_makes_it_due_now_and_the_rest_as_planned(alex: Desk) -> None:
    jay = alex.introduce("Jay")
    nudge = alex.plan(jay, Weekly(weekday=4, at=time(16)), "Hi Jay")
    open_page(alex, nudge)

    alex.taps("Send now")
    asked = alex.screen.text
    alex.taps("Send now")
    alex.now += timedelta(seconds=1)
    alex.tick()

    assert "Jay: now" in asked
    assert [said.body["text"] for said in messages.conversation(alex.session, jay.id)] == ["Hi Jay"]
    assert nudge.due_at == at(6, 16)


def test_send_now_says_when_it_has_to_wait_and_waits(alex: Desk) -> None:
    jay = alex.introduce("Jay")
    alex.now = at(2, 21)
    nudge = alex.plan(jay, Weekly(weekday=4, at=time(16)))
    open_page(alex, nudge)

    alex.taps("Send now")
    asked = alex.screen.text
    alex.taps("Send now")
    alex.now += timedelta(seconds=1)
    alex.tick()

    assert "Jay — it is too early or too late there: Tue 3 Mar 09:00" in asked
    assert messages.conversation(alex.session, jay.id) == []
    assert nudge.due_at == at(3, 9)


def test_send_now_is_not_there_for_somebody_who_stopped(alex: Desk) -> None:
    jay = alex.introduce("Jay")
    nudge = alex.plan(jay, Weekly(weekday=4, at=time(16)))
    people.stop(alex.session, jay, alex.now)
    open_page(alex, nudge)

    alex.taps("Send now")

    assert "Jay — has asked for no messages" in alex.screen.text
    assert "Send now" not in alex.labels


@pytest.mark.parametrize("between", [False, True], ids=["at once", "after it was sent"])
def test_a_second_tap_on_send_now_sends_nothing_twice(alex: Desk, *, between: bool) -> None:
    jay = alex.introduce("Jay")
    nudge = alex.plan(jay, Weekly(weekday=4, at=time(16)))
    open_page(alex, nudge)
    alex.taps("Send now")
    sure = alex.button("Send now").data
    alex.sends(sure)
    if between:
        alex.tick()
        alex.deliver()
    due_at = nudge.due_at
    alex.now += timedelta(seconds=1)

    alex.sends(sure)

    assert (alex.answered, nudge.due_at) == (OLD_BUTTON, due_at)


def test_delete_asks_first(alex: Desk) -> None:
    nudge = alex.plan(alex.introduce("Jay"), Weekly(weekday=4, at=time(16)))
    open_page(alex, nudge)

    alex.taps("Delete")
    asked = list(alex.set_up)
    alex.taps("Delete")

    assert (asked, alex.set_up) == ([nudge], [])


# --- other people's, gone, and forged --------------------------------------------------------------------

ON_A_NUDGE = ("open", "pause", "resume", "words", "time", "now", "sure", "delete", "gone", "undo")


@pytest.mark.parametrize("what", ON_A_NUDGE)
def test_another_coordinators_nudge_is_out_of_reach(alex: Desk, robin: Desk, what: str) -> None:
    nudge = alex.plan(alex.introduce("Jay"), Weekly(weekday=4, at=time(16)), "Hi Jay")
    robin.opens()

    robin.sends(f"v1.plan.{what}.{nudge.id}")

    assert robin.answered == OLD_BUTTON
    assert (nudge.text, nudge.due_at, nudge.paused_at) == ("Hi Jay", at(6, 16), None)
    assert alex.set_up == [nudge]


@pytest.mark.parametrize("what", [*ON_A_NUDGE, "who", "new"])
@pytest.mark.parametrize("altered", ["999", "0", "x", "-1", "9" * 40, "٣"])
def test_an_id_that_is_nobodys_is_an_old_button(alex: Desk, what: str, altered: str) -> None:
    for_jay(alex)

    alex.sends(f"v1.plan.{what}.{altered}")

    assert alex.answered == OLD_BUTTON


def test_the_nudge_of_somebody_who_went_to_another_coordinator_is_out_of_reach(
    alex: Desk, robin: Desk
) -> None:
    jay = alex.introduce("Jay")
    nudge = alex.plan(jay, Weekly(weekday=4, at=time(16)))
    jay.coordinator_id = robin.member.id

    alex.opens()
    listed = alex.screen.text
    alex.sends(f"v1.plan.open.{nudge.id}")

    assert (listed, alex.answered) == (say("plan-list-none"), OLD_BUTTON)


@pytest.mark.parametrize(
    "data", ["v1.plan", "v1.plan.", "v1.plan.nothing", "v1.plan.save", "v1.plan.at.10:00", "v1.plan.next"]
)
def test_without_a_nudge_in_the_making_its_buttons_are_old(alex: Desk, data: str) -> None:
    alex.opens()

    alex.sends(data)

    assert (alex.answered, alex.set_up) == (OLD_BUTTON, [])


@pytest.mark.parametrize(
    "data",
    ["pick.8", "pick.x", "often.daily", "weeks.1", "weeks.x", "day.31", "day.2026-02-31", "day", "save.0"],
)
def test_a_forged_choice_changes_nothing(alex: Desk, data: str) -> None:
    for_jay(alex, "1", "Once")
    before = drafts.load(alex.session, alex.member.id)

    alex.sends(f"v1.plan.{data}")

    assert alex.answered == OLD_BUTTON
    assert drafts.load(alex.session, alex.member.id) == before


STEPS: dict[str, tuple[str, ...]] = {
    "who": ("Back",),
    "words": (),
    "blank": ("5",),
    "often": ("1",),
    "weeks": ("1", "Every N weeks"),
    "day": ("1", "Weekly"),
    "time": ("1", "Weekly", "Fri"),
    "preview": ("1", "Weekly", "Fri", "16:00"),
}
BUTTONS = (
    *("who.1", "all", "page.0", "page.77", "next", "pick.2", "pick.7", "use", "often.once", "often.two"),
    *("weeks.4", "day.fri", "day.2026-03-09", "day.15", "at.10:00", "at.99:99", "back", "new", "list"),
)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("data", BUTTONS)
def test_a_button_of_any_step_is_answered_at_every_other_and_sets_up_nothing(
    alex: Desk, step: str, data: str
) -> None:
    for_jay(alex, *STEPS[step])

    alex.sends(f"v1.plan.{data}")
    alex.sends(f"v1.plan.{data}")
    alex.types("Hello")

    assert alex.set_up == []


def test_a_draft_of_an_older_shape_is_put_down_kindly(alex: Desk) -> None:
    drafts.keep(alex.session, alex.member.id, "plan", {"steps": 3}, alex.now)

    alex.types("Hello")

    assert alex.screen.title == say("plan-list-title")


# --- wording ---------------------------------------------------------------------------------------------


def test_what_is_asked_for_is_what_the_templates_leave_open() -> None:
    known = {"name", "coordinator"}

    left_open = {key: wordings()[key] - known for key in TEMPLATES if wordings()[key] - known}

    assert {key: frozenset(blanks) for key, blanks in BLANKS.items()} == left_open


@pytest.mark.parametrize("kind", list(gate.Kind))
def test_there_is_a_sentence_for_all_that_the_gate_can_find(kind: gate.Kind) -> None:
    assert f"plan-found-{kind.replace(' ', '-')}" in wordings()


@pytest.mark.parametrize("why", list(Why))
def test_there_is_a_sentence_for_every_reason(why: Why) -> None:
    assert why in wordings()


@pytest.mark.parametrize(
    "became", ["sent", "queued", "unsure", "failed", "cancelled", "waited", "skipped", "held-back"]
)
def test_there_is_a_sentence_for_all_that_can_become_of_a_nudge(became: str) -> None:
    assert f"plan-became-{became}" in wordings()


# --- R18: what is for one person alone -----------------------------------------------------------------------


@pytest.mark.parametrize("word", ["family", "birthday", "home", "Christmas", "Eid", "Birthdays"])
def test_what_may_hurt_is_written_to_one_person_and_never_to_several(alex: Desk, word: str) -> None:  # R18
    alex.introduce("Jay")
    alex.introduce("Sam")
    alex.opens()
    alex.taps("New nudge", "Jay", "Sam", "Go on")

    alex.types(f"Hi there, how was it? All well with {word}?")

    assert say("plan-found-for-one", found=word) in alex.screen.text
    assert not {"Use these words", "Go on"} & set(alex.labels)


def test_it_may_be_written_to_one_person(alex: Desk) -> None:  # R18
    for_jay(alex)

    alex.types("Hi there, how was your birthday?")

    assert "Weekly" in alex.labels


def test_somebody_added_later_brings_the_words_back_to_be_changed(alex: Desk) -> None:  # R18
    for_jay(alex)
    alex.introduce("Sam")
    alex.types("Hi there, how was your birthday?")
    alex.taps("Back", "Back", "Sam")

    alex.taps("Go on")

    assert say("plan-found-for-one", found="birthday") in alex.screen.text


# --- R19: words named since it was set up ---------------------------------------------------------------------


def test_the_page_of_a_nudge_says_that_it_holds_a_word_named_since(alex: Desk) -> None:  # R19
    jay = alex.introduce("Jay")
    nudge = alex.plan(jay, Weekly(weekday=4, at=time(16)), "Alright mate, how are you?")
    people.wish(jay, words_to_avoid=stored_words([Avoided("mate")]))
    alex.opens()

    alex.sends(f"v1.plan.open.{nudge.id}")
    page = alex.screen.text
    alex.taps("Send now")

    told = say("plan-stays", name="Jay", why=say(Why.AVOIDED))
    assert told in page
    assert told in alex.screen.text
    assert "Send now" not in alex.labels


def test_a_nudge_held_back_at_the_last_moment_is_told_as_that(alex: Desk) -> None:  # R19
    jay = alex.introduce("Jay")
    nudge = alex.plan(jay, Once(on=alex.now.date(), at=time(9)))
    alex.now += timedelta(minutes=1)
    nudges.move(alex.session, nudge, alex.now, alex.now)
    alex.tick()
    [queued] = outbox.unsaid(alex.session, jay.id)
    outbox.settle(alex.session, queued.id, State.SKIPPED, alex.now)
    alex.opens()

    alex.sends(f"v1.plan.open.{nudge.id}")

    assert say("plan-became-held-back", when="Mon 2 Mar 09:01") in alex.screen.text
