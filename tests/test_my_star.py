"""My star: one card, eight questions, answers that can be changed until it is ended."""

import pytest

from sandbox.phone import Phone
from storage import stars
from storage.models import Message, Star
from tests.company import joined
from tests.life import Life, answer_star, begin_star


@pytest.fixture
async def jay(life: Life) -> Phone:
    """Somebody who said yes, with the offer of a star before them."""
    jay = await joined(life)
    await jay.types("/star")
    await jay.sees("Ready for your star?")
    return jay


def scores(life: Life) -> dict[int, int | None]:
    """Every answer of the newest star."""
    with life.database.read() as session:
        newest = session.query(Star).order_by(Star.id.desc()).first()
        return stars.answers(session, newest.id) if newest else {}


async def test_eight_answers_are_one_card_and_no_notification(life: Life, jay: Phone) -> None:
    notified = await jay.notifications()

    await begin_star(jay)
    await answer_star(jay, 1, 2, 3, 4, 5, 6, 7, 8)

    assert await jay.notifications() == notified
    assert scores(life) == {n: n for n in range(1, 9)}


async def test_the_first_message_of_a_star_holds_no_question(jay: Phone) -> None:
    shown = (await jay.notifications())[-1]

    assert "Ready for your star?" in shown
    assert "Do you" not in shown


async def test_numbers_stand_in_two_rows_of_five(jay: Phone) -> None:  # R27
    await begin_star(jay)

    rows = [[button.label for button in row] for row in (await jay.last()).buttons]

    assert rows == [["1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"], ["Skip", "Stop here"]]


async def test_every_question_has_its_plain_line_and_skip(jay: Phone) -> None:  # R26, R27
    await begin_star(jay)
    await jay.taps("Skip")

    card = await jay.sees("Question 2 of 8")

    assert "Do you feel part of a community?" in card.text
    assert "People or places where you feel you belong." in card.text
    assert "Skip" in card.labels


async def test_a_typed_answer_counts_and_the_card_comes_anew_silently(life: Life, jay: Phone) -> None:
    await begin_star(jay)
    notified = await jay.notifications()
    old = await jay.last()

    await jay.types("about a 7 i think")
    card = await jay.sees("Question 2 of 8")

    assert scores(life) == {1: 7}
    assert card.silent
    assert await jay.notifications() == notified
    await jay.sees("moved down")
    assert next(m for m in await jay.screen() if m.id == old.id).labels == []


@pytest.mark.parametrize("unclear", ["0", "11", "-3", "7.5", "6 or 7"])
async def test_an_unclear_number_is_asked_for_again_kindly(life: Life, jay: Phone, unclear: str) -> None:
    await begin_star(jay)

    await jay.types(unclear)

    await jay.sees("Tap or type one number from 1 to 10")
    assert scores(life) == {}


@pytest.mark.parametrize("words", ["took 8 buses", "i have 2 dogs", "10 out of 10 my mates are brilliant"])
async def test_words_with_a_number_reach_the_coordinator_and_the_star_waits(
    life: Life, jay: Phone, words: str
) -> None:
    await begin_star(jay)

    await jay.types(words)
    await jay.sees("Your star will wait for you")

    assert scores(life) == {}
    with life.database.read() as session:
        assert [row.body["text"] for row in session.query(Message).filter_by(kind="words")] == [words]


# R27
async def test_back_changes_an_earlier_answer(life: Life, jay: Phone) -> None:
    await begin_star(jay)
    await answer_star(jay, 3)

    await jay.taps("Back")
    await jay.sees("Your answer: 3")
    await jay.taps("9")
    await jay.sees("Question 2 of 8")

    assert scores(life) == {1: 9}


# R27
async def test_the_last_answer_can_still_be_changed_before_the_star_is_closed(life: Life, jay: Phone) -> None:
    await begin_star(jay)
    await answer_star(jay, 5, 5, 5, 5, 5, 5, 5, 5)

    await jay.taps("Back")
    await jay.sees("Question 8 of 8")
    await jay.taps("2")
    await jay.sees("anything you want")

    assert scores(life)[8] == 2


# R27
async def test_a_late_tap_on_an_ended_star_is_told_so_and_changes_nothing(life: Life, jay: Phone) -> None:
    await begin_star(jay)
    card = await jay.last()
    first_button = card.buttons[0][0].data or ""
    await answer_star(jay, 5, 5, 5, 5, 5, 5, 5, 5)
    await jay.taps("No, I'm done")
    await jay.sees("star done")

    await jay.taps_data(first_button, card.id)

    await jay.sees("That star is finished")
    assert scores(life)[1] == 5


async def test_a_double_tap_counts_once(life: Life, jay: Phone) -> None:
    await begin_star(jay)
    card = await jay.last()
    four = card.buttons[0][3].data or ""

    await jay.taps_data(four, card.id)
    await jay.taps_data(four, card.id)
    await jay.sees("Question 2 of 8")
    await jay.types("/help")
    await jay.sees("Samaritans")

    assert scores(life) == {1: 4}


# R27
async def test_stop_here_keeps_a_part_star(life: Life, jay: Phone) -> None:
    await begin_star(jay)
    await answer_star(jay, 3, 4)

    await jay.taps("Stop here")
    await jay.sees("anything you want")
    await jay.taps("No, I'm done")

    await jay.sees("You answered 2 of 8")
    assert scores(life) == {1: 3, 2: 4}


async def test_stopping_with_no_number_is_fine(jay: Phone) -> None:
    await begin_star(jay)

    await jay.taps("Stop here")

    await jay.sees("You didn't pick any numbers, and that's fine")


async def test_what_they_want_known_reaches_the_coordinator(life: Life, jay: Phone) -> None:
    await begin_star(jay)
    await answer_star(jay, 5, 5, 5, 5, 5, 5, 5, 5)

    await jay.types("the new place is alright")
    await jay.sees("star done")

    with life.database.read() as session:
        said = session.query(Message).filter_by(kind="words").one()
    assert said.body["text"] == "the new place is alright"
    assert said.star_id is not None


async def test_their_star_is_a_picture_with_the_same_numbers_below(jay: Phone) -> None:
    await begin_star(jay)
    await answer_star(jay, 1, 2, 3, 4, 5, 6, 7, 8)
    await jay.taps("No, I'm done")
    await jay.taps("Show me")

    picture = await jay.sees("Your star, 10 March 2026", within=20)

    assert picture.media == "photo"
    assert (await jay.fetches(picture)).startswith(b"\x89PNG")
    assert "Information: 1" in picture.text
    assert "Health: 8" in picture.text
    assert "Jay" not in picture.text
    assert "10 September 2026" in picture.text


async def test_the_second_star_shows_both_sets_of_numbers(life: Life, jay: Phone) -> None:
    await begin_star(jay)
    await answer_star(jay, 1, 2, 3, 4, 5, 6, 7, 8)
    await jay.taps("No, I'm done")
    await life.much_later(days=200)
    await jay.types("/star")
    await jay.sees("Ready for your star?")
    await begin_star(jay)
    await answer_star(jay, 2, 3, 4, 5, 6, 7, 8, 9)
    await jay.taps("No, I'm done")

    await jay.taps("Show me")

    picture = await jay.sees("Information: 1 → 2", within=20)
    assert picture.media == "photo"


async def test_a_star_left_for_a_month_is_the_same_card_in_the_same_place(life: Life, jay: Phone) -> None:
    await begin_star(jay)
    await answer_star(jay, 3, 4, 5)
    card = await jay.sees("Question 4 of 8")

    await life.later(days=31)
    await jay.taps("6")
    same = await jay.sees("Question 5 of 8")

    assert same.id == card.id
    assert scores(life) == {1: 3, 2: 4, 3: 5, 4: 6}


async def test_asking_for_the_star_again_sends_the_card_below_and_takes_the_old_buttons(jay: Phone) -> None:
    await begin_star(jay)
    await answer_star(jay, 3)
    old = await jay.last()

    await jay.types("/star")
    card = await jay.sees("Welcome back")
    await jay.sees("moved down")

    assert "Question 2 of 8" in card.text
    assert card.silent
    assert next(m for m in await jay.screen() if m.id == old.id).labels == []


async def test_somebody_elses_star_cannot_be_tapped(life: Life, jay: Phone) -> None:
    await begin_star(jay)
    card = await jay.last()
    sam = await joined(life, "Sam")
    await sam.types("/star")
    await sam.sees("Ready for your star?")

    await sam.taps_data(card.buttons[0][0].data or "", (await sam.last()).id)

    await sam.sees("too old to use")
    assert scores(life) == {}


async def test_the_next_star_is_offered_after_six_calendar_months_and_reminded_once(
    life: Life, jay: Phone
) -> None:  # R17
    await begin_star(jay)
    await answer_star(jay, 5, 5, 5, 5, 5, 5, 5, 5)
    await jay.taps("No, I'm done")
    await jay.sees("star done")
    notified = len(await jay.notifications())

    await life.much_later(days=183)
    before = (await jay.notifications())[notified:]
    await life.later(days=2)
    offered = (await jay.notifications())[notified:]
    await life.much_later(days=90)
    reminded = (await jay.notifications())[notified:]

    assert before == []
    assert len(offered) == 1
    assert "It's been a while since your last star" in offered[0]
    assert len(reminded) == 2
    assert "not now is fine" in reminded[1]
