"""A star that looks hard: asked about once, kindly, with no question named, and never as a crisis (R43)."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import SettingsError
from bot.tables import read_tables, template
from care.gate import indiscreet_in_first_40
from care.low_star import LowStar
from storage import alerts, stars, waiting, worries
from storage.models import Kind, Message, Star
from tests.life import Life, answer_star, begin_star
from tests.street import ROBIN, ZEBRA, Shown, Street, whose
from wording import say

ASKED = say("low", coordinator="Robin")
FINE = dict.fromkeys(range(1, 9), 5)


# --- the rule ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "score", "low"),
    [(7, 3, True), (7, 4, False), (4, 2, True), (4, 3, False), (8, 2, True), (8, 3, False), (1, 1, False)],
)
def test_how_low_is_low(question: int, score: int, low: bool) -> None:  # R43
    assert LowStar().is_low({**FINE, question: score}, {}) is low


@pytest.mark.parametrize("question", range(1, 9))
def test_four_lower_than_before_is_low_on_any_question_and_three_is_not(question: int) -> None:  # R43
    before = {**FINE, question: 9}

    assert LowStar().is_low({**before, question: 5}, before)
    assert not LowStar().is_low({**before, question: 6}, before)


def test_a_skip_is_neither_low_nor_a_drop() -> None:
    assert not LowStar().is_low({1: 5}, {1: 5, 7: 9})
    assert not LowStar().is_low({1: 5, 2: 2}, {1: 5})


def test_a_programme_may_notice_more() -> None:
    low = LowStar(safe=5, home=4, health=4, drop=2)

    assert [low.is_low({**FINE, at: score}, {}) for at, score in ((7, 5), (4, 4), (8, 4))] == [True] * 3
    assert low.is_low({1: 7}, {1: 9})


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("safe = 2", "safe must be from 3 to 10"),
        ("home = 1", "home must be from 2 to 10"),
        ("health = 11", "health must be from 2 to 10"),
        ("drop = 5", "drop must be from 1 to 4"),
        ("drop = 0", "drop must be from 1 to 4"),
    ],
)
def test_a_programme_may_not_notice_less_and_is_told_so_in_a_sentence(
    tmp_path: Path, line: str, told: str
) -> None:
    path = tmp_path / "walkalong.toml"
    path.write_text(f"[low_star]\n{line}\n")

    with pytest.raises(SettingsError, match=f"{told}: the flag can be made more sensitive only"):
        read_tables(path)


def test_the_values_in_the_template_are_the_rules_own(tmp_path: Path) -> None:
    assert "[low_star]" in template()
    assert read_tables(tmp_path / "none.toml").low_star == LowStar()


# --- what is said ------------------------------------------------------------------------------------------


def star_card(street: Street) -> int:
    return max(number for number, body in street.phones[ZEBRA].items() if "star" in str(body.rows))


def ends(street: Street, *scores: int) -> tuple[Star, list[Shown]]:
    """Do a star with these scores; Zebra's star before it was all 3s."""
    street.commands(ZEBRA, "star")
    street.taps(ZEBRA, "v1.star.begin", star_card(street))
    star = stars.open_for(street.session, whose(street).id)
    assert star is not None
    for question, score in enumerate(scores, 1):
        shown = street.taps(ZEBRA, f"v1.star.score.{star.id}.{question}.{score}", star_card(street))
    if len(scores) < 8:
        shown = street.taps(ZEBRA, f"v1.star.end.{star.id}", star_card(street))
    return star, shown


def asked(street: Street) -> list[Message]:
    return [
        row for row in street.session.query(Message).filter_by(chat_id=ZEBRA) if row.body["text"] == ASKED
    ]


def told(street: Street, star: Star) -> Message:
    return street.session.query(Message).filter_by(star_id=star.id, kind=Kind.STAR).one()


LOW, HIGH = (5, 5, 5, 5, 5, 5, 3, 5), (5,) * 8


def test_a_low_star_asks_once_and_is_noted_for_the_coordinator(street: Street) -> None:  # R43
    star, shown = ends(street, *LOW)

    [card] = [one for one in shown if one.body.text == ASKED]
    assert [[button.label for button in row] for row in card.body.rows] == [["Yes", "No"]]
    assert told(street, star).noticed == worries.LOW
    assert alerts.not_closed(street.session) == []
    assert not worries.held(street.session, whose(street).id)
    assert [word for word in ("safe", "home", "health", "number") if word in ASKED.lower()] == []


def test_a_star_that_is_not_low_asks_nothing(street: Street) -> None:  # R43
    star, _ = ends(street, *HIGH)

    assert asked(street) == []
    assert told(street, star).noticed is None


def test_a_part_star_is_looked_at_too(street: Street) -> None:  # R43
    ends(street, 5, 5, 5, 1)

    assert len(asked(street)) == 1


def test_a_drop_counts_against_the_star_before_and_not_the_first_one(street: Street) -> None:  # R43
    ends(street, *(9,) * 8)
    ends(street, *(8,) * 8)
    before = len(asked(street))

    ends(street, *(8, 4, 8, 8, 8, 8, 8, 8))

    assert (before, len(asked(street))) == (0, 1)


def test_a_star_changed_and_ended_again_is_not_asked_about_twice(street: Street) -> None:  # R43
    star, _ = ends(street, *LOW)
    street.taps(ZEBRA, f"v1.star.reopen.{star.id}", star_card(street))

    street.taps(ZEBRA, f"v1.star.score.{star.id}.8.1", star_card(street))

    assert len(asked(street)) == 1


def changes(street: Street, star: Star, question: int, score: int) -> None:
    """Go back into a star that was just ended, give question 7 another number, and end it again."""
    street.taps(ZEBRA, f"v1.star.reopen.{star.id}", star_card(street))
    street.taps(ZEBRA, f"v1.star.score.{star.id}.{question}.{score}", star_card(street))
    street.taps(ZEBRA, f"v1.star.end.{star.id}", star_card(street))


def test_a_star_that_becomes_low_when_it_is_changed_is_asked_about(street: Street) -> None:  # R43
    star, _ = ends(street, *HIGH)
    row = told(street, star)
    waiting.put_aside(row, street.now)

    changes(street, star, 7, 2)

    assert len(asked(street)) == 1
    assert (told(street, star).noticed, told(street, star).read_at) == (worries.LOW, None)
    assert told(street, star).due_at == street.now.replace(minute=0) + timedelta(days=1)


def test_a_low_number_that_was_a_slip_marks_nothing_any_more(street: Street) -> None:  # R43
    star, _ = ends(street, *LOW)

    changes(street, star, 7, 8)

    assert (told(street, star).noticed, told(street, star).due_at) == (None, None)
    assert len(asked(street)) == 1


def test_low_again_after_it_was_mended_is_marked_and_not_asked_twice(street: Street) -> None:  # R43
    star, _ = ends(street, *LOW)
    changes(street, star, 7, 8)

    changes(street, star, 7, 1)

    assert told(street, star).noticed == worries.LOW
    assert len(asked(street)) == 1


def test_yes_is_a_wish_to_hear_from_somebody_and_no_is_fine(street: Street) -> None:  # R43
    star, _ = ends(street, *LOW)
    yes_card = asked(street)[0].telegram_id
    said_yes = street.taps(ZEBRA, f"v1.low.yes.{star.id}", yes_card)
    twice = street.taps(ZEBRA, f"v1.low.yes.{star.id}", yes_card)
    other, _ = ends(street, *LOW)
    said_no = street.taps(ZEBRA, f"v1.low.no.{other.id}", asked(street)[-1].telegram_id)

    wishes = street.session.query(Message).filter_by(noticed="wants_contact").all()
    assert [row.body["text"] for row in wishes] == ["Yes, get in touch"]
    assert said_yes[0].body.text == say("contact-by", coordinator="Robin", when="10am tomorrow")
    assert twice == []
    assert [one.body.text for one in said_no if one.chat_id == ZEBRA] == [say("low-no")]
    assert [one for one in said_no if one.chat_id == ROBIN] == []


def test_a_lock_screen_shows_nothing_of_why_it_was_said() -> None:  # R23
    assert indiscreet_in_first_40(ASKED, {"Jay", "Robin"}) == []


async def test_over_http_a_hard_star_ends_with_a_question_and_a_yes(life: Life) -> None:  # R43
    await life.coordinator()
    jay = await life.joined()
    await begin_star(jay)
    await answer_star(jay, 5, 5, 5, 2, 5, 5, 5, 5)
    card = await jay.sees(ASKED)

    await jay.taps("Yes")
    await jay.sees("You should hear by")

    assert card.labels == ["Yes", "No"]
