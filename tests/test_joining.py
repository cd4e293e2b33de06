"""Opening a link, hearing what this is, and choosing yes, not now or no."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handlers.welcome import PAGES
from storage import staff
from storage.database import Session
from storage.models import Message, Person, Role, Stands
from tests.life import PROGRAMME, Life, turn_to_the_end_of_hello
from tests.street import NOBODY, Street


@pytest.fixture
async def team(life: Life) -> Life:
    """A Walkalong with one Coordinator, Robin."""
    await life.coordinator()
    return life


async def test_a_link_opens_hello_and_says_it_is_a_computer_first(team: Life) -> None:  # R4
    jay = await team.young()

    assert "I'm a computer, not a person" in (await jay.last()).text


async def test_hello_is_one_card_that_is_turned_in_place(team: Life) -> None:
    jay = await team.young()

    await turn_to_the_end_of_hello(jay)

    assert len([message for message in await jay.screen() if message.from_bot]) == 1
    assert len(await jay.notifications()) == 1


async def test_yes_not_now_and_no_are_equal_and_in_one_row(team: Life) -> None:  # R2
    jay = await team.young()
    await turn_to_the_end_of_hello(jay)

    row = (await jay.last()).buttons[0]

    assert [button.label for button in row] == ["Yes, start", "Not now", "No thanks"]


async def test_one_can_turn_back(team: Life) -> None:
    jay = await team.young()
    await jay.taps("Next")
    await jay.sees(f"2 of {PAGES}")

    await jay.taps("Back")

    await jay.sees("good to meet you")


async def test_yes_keeps_which_wording_was_agreed_to_and_when(team: Life) -> None:  # R5
    jay = await team.joined()

    person = team.person()

    assert jay
    assert person.consent_version == "hello-1"
    assert person.decided_at is not None
    assert timedelta(0) <= team.clock.now() - person.decided_at < timedelta(minutes=1)


async def test_how_often_has_four_equal_choices_and_none_preset(team: Life) -> None:  # R16
    jay = await team.young()
    await turn_to_the_end_of_hello(jay)

    await jay.taps("Yes, start")
    card = await jay.sees("How often")

    assert card.buttons == tuple((button,) for row in card.buttons for button in row)
    assert card.labels == ["Weekly", "Every 2 weeks", "Monthly", "Only when I ask"]
    assert team.person().dial is None


async def test_how_often_can_be_changed_at_any_time(team: Life) -> None:
    jay = await team.joined()

    await jay.types("/often")
    await jay.sees("Right now it's set to: Weekly")
    await jay.taps("Monthly")
    await jay.sees("OK, monthly")

    assert team.person().dial == "monthly"


async def test_no_thanks_is_kept_with_one_optional_reason_and_nothing_follows(team: Life) -> None:  # R6
    jay = await team.young()
    await turn_to_the_end_of_hello(jay)
    await jay.taps("No thanks")
    await jay.sees("Want to say why?")

    await jay.taps("Say why")
    await jay.taps("I don't want to give numbers")
    await jay.sees("That helps us do better")
    notified = len(await jay.notifications())
    await team.later(days=25)

    person = team.person()
    assert (person.stands, person.decline_reason) == (Stands.NO, "dont_want_scoring")
    assert len(await jay.notifications()) == notified


async def test_not_now_is_silence_until_they_come_back(team: Life) -> None:  # R2
    jay = await team.young()
    await turn_to_the_end_of_hello(jay)
    await jay.taps("Not now")
    await jay.sees("I'll stay quiet")
    notified = len(await jay.notifications())

    await team.much_later(days=200)
    quiet = len(await jay.notifications()) == notified
    await jay.types("START")

    assert quiet
    await jay.sees("good to meet you")


async def test_what_is_written_before_yes_is_not_kept(team: Life) -> None:  # R2
    jay = await team.young()

    await jay.types("my zebra thing")
    await jay.sees("Let's say hello first")

    with team.database.read() as session:
        assert not [row for row in session.query(Message) if "zebra" in str(row.body)]


async def test_nothing_is_kept_of_somebody_with_no_code(team: Life) -> None:  # R1
    stranger = await team.phone("Nobody")

    await stranger.types("/start")
    await stranger.sees("for people who have a code")
    await stranger.types("hello?")
    await stranger.sees("for people who have a code")
    await team.walkalong.sender.drained()  # what was said to them goes once it is said

    with team.database.read() as session:
        assert not session.query(Message).filter(Message.chat_id == stranger.id).count()


@pytest.mark.parametrize("reach", ["", "01632 960 123, or ask at the library"])
def test_somebody_without_a_code_hears_how_to_reach_the_team(
    session: Session, now: datetime, reach: str
) -> None:  # R1
    street = Street(session, now, replace(PROGRAMME, reach=reach))

    [told] = street.commands(NOBODY, "start")

    assert "I'm a check-in bot" in told.body.text
    assert (f"To reach the team: {reach}" in told.body.text) is bool(reach)


async def test_a_stranger_can_get_help(team: Life) -> None:  # R45
    stranger = await team.phone("Nobody")
    await stranger.types("/start")

    await stranger.taps("Help")

    await stranger.sees("Samaritans")


@pytest.mark.parametrize("payload", ["nonsense", "' OR 1=1 --", "x" * 64, "%00", "ლ"])
async def test_a_forged_code_is_refused_kindly_and_changes_nothing(team: Life, payload: str) -> None:
    stranger = await team.phone("Nobody")

    await stranger.types(f"/start {payload}")

    await stranger.sees("I don't know that link")
    with team.database.read() as session:
        assert not staff.at(session, stranger.id)


async def test_a_used_code_is_refused_to_another_account(team: Life) -> None:
    link = team.link(Role.YOUNG, person_id=team.introduced())
    jay = await team.phone("Jay")
    await jay.opens(link)
    await jay.sees("good to meet you")
    other = await team.phone("Other")

    await other.opens(link)

    await other.sees("that link has been used")
    assert team.person().chat_id == jay.id


async def test_the_same_account_reopening_its_link_goes_on_where_it_was(team: Life) -> None:
    link = team.link(Role.YOUNG, person_id=team.introduced())
    jay = await team.phone("Jay")
    await jay.opens(link)
    await jay.sees("good to meet you")
    await turn_to_the_end_of_hello(jay)
    await jay.taps("Yes, start")
    await jay.sees("How often")

    await jay.opens(link)

    await jay.sees("I'm still here")


async def test_a_code_older_than_a_week_is_refused(team: Life) -> None:  # R1
    link = team.link(Role.YOUNG, person_id=team.introduced())
    await team.later(days=7, seconds=1)
    jay = await team.phone("Jay")

    await jay.opens(link)

    await jay.sees("that link is too old")


async def test_under_16_is_not_for_telegram(team: Life) -> None:  # R3
    person_id = team.introduced()
    with team.database.write() as session:
        session.get_one(Person, person_id).under_16 = True
    jay = await team.phone("Jay")

    await jay.opens(team.link(Role.YOUNG, person_id=person_id))

    await jay.sees("Telegram is for people aged 16 and over")
    assert team.person().chat_id is None


async def test_a_young_person_cannot_become_staff_with_a_found_link(team: Life) -> None:
    jay = await team.joined()

    await jay.opens(team.link(Role.MANAGER))

    await jay.sees("needs a different Telegram account")


async def test_a_coordinator_is_asked_the_name_young_people_know(life: Life) -> None:
    robin = await life.coordinator("Robin")

    assert await robin.commands() == ["inbox", "people", "nudge", "privacy", "duty", "away", "help"]


async def test_a_name_that_is_none_is_asked_for_again(life: Life) -> None:
    robin = await life.phone("Robin")
    await robin.opens(life.link(Role.COORDINATOR))
    await robin.sees("What first name")

    await robin.types("R" * 200)

    await robin.sees("Type just your first name")


async def test_staff_get_their_own_menu_and_young_people_the_default(team: Life) -> None:
    jay = await team.young()
    sunny = await team.manager()

    assert await jay.commands() == ["star", "often", "pause", "help", "privacy", "mydata", "stop"]
    assert await sunny.commands() == ["trends", "team", "privacy", "duty", "away", "help"]
