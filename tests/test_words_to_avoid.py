"""Words that somebody would rather not hear: theirs to name, their Coordinator's to keep to (R19)."""

from datetime import timedelta

import pytest

from care.gate import listed_in
from nudges.wishes import PERSON, STAFF, Avoided, avoided, read_words, stored_words
from sandbox.phone import Phone
from storage import people
from storage.database import Session
from storage.models import Kind, Nudge, Person
from tests.company import sent
from tests.desk import Desk
from tests.life import Life
from tests.test_inbox_screens import hear


@pytest.fixture
def jay(jay: Person) -> Person:
    """Somebody of Robin's who would rather not hear "mate"."""
    people.wish(jay, words_to_avoid=stored_words([Avoided("mate")]))
    return jay


# --- theirs to say ---------------------------------------------------------------------------------------------


async def test_words_are_listed_added_and_taken_off(life: Life) -> None:
    await life.coordinator()
    jay = await life.joined()
    await adds(jay, "Mate, my dad")
    named = avoided(life.person())

    await jay.taps("Take off Mate")
    await jay.sees("You'd rather not hear these words")
    await life.walkalong.sender.drained()

    assert named == [Avoided("Mate", PERSON), Avoided("my dad", PERSON)]
    assert avoided(life.person()) == [Avoided("my dad", PERSON)]


async def test_a_sentence_typed_meanwhile_is_for_the_coordinator(life: Life) -> None:
    await life.coordinator()
    jay = await life.joined()
    await asks(jay)

    await jay.types("the cafe near us opens again on friday")

    await jay.sees("Thanks, got it")
    assert avoided(life.person()) == []
    assert len(sent(life, jay, Kind.WORDS)) == 1


async def test_what_a_coordinator_types_with_one_in_it_is_refused(life: Life) -> None:  # R19
    robin = await life.coordinator()
    jay = await life.joined()
    await adds(jay, "mate")
    await robin.types("/people")
    await robin.taps("1 Jay")
    await robin.taps("Write to them")
    await robin.types("See you on Thursday, Mates!")

    shown = await robin.sees("Jay would rather not hear “mate”")

    assert "Please change the words first." in shown.text
    assert not any("Send" in label for label in shown.labels)


async def asks(jay: Phone) -> None:
    await jay.types("/often")
    await jay.taps("Words I don't like")
    await jay.taps("Add a word")
    await jay.sees("Which word would you rather not hear?")


async def adds(jay: Phone, words: str) -> None:
    await asks(jay)
    await jay.types(words)
    await jay.sees("You'd rather not hear these words")


# --- their Coordinator's to keep to ----------------------------------------------------------------------------


def test_telegrams_own_reply_is_refused_too(desk: Desk, session: Session, jay: Person) -> None:  # R19
    hear(session, jay, "hello", desk.now - timedelta(hours=1))
    desk.commands("inbox")
    desk.taps("1 Jay")

    desk.types("Alright mate?", under="hello")

    assert desk.sent == []
    assert "Jay would rather not hear “mate”. Can you say it another way?" in desk.seen


def test_a_nudge_with_one_in_it_cannot_be_set_up(desk: Desk, session: Session, jay: Person) -> None:  # R19
    desk.commands("people")
    for label in ("1 Jay", "New nudge", "Go on"):
        desk.taps(label)

    desk.types("Alright mate, how was it?")

    assert "Jay would rather not hear “mate”" in desk.seen
    assert "Use these words" not in desk.labels
    assert session.query(Nudge).count() == 0


def test_a_coordinator_sees_them_and_can_add(desk: Desk, session: Session, jay: Person) -> None:
    desk.commands("people")
    for label in ("1 Jay", "Words to avoid", "Add a word"):
        desk.taps(label)

    desk.types("champ")

    assert "“mate”" in desk.seen
    assert "“champ” (added by a Coordinator)" in desk.seen
    assert avoided(jay) == [Avoided("mate", PERSON), Avoided("champ", STAFF)]


def test_a_coordinator_takes_off_only_what_a_coordinator_added(
    desk: Desk, session: Session, jay: Person
) -> None:
    desk.commands("people")
    for label in ("1 Jay", "Words to avoid", "Add a word"):
        desk.taps(label)
    desk.types("champ")
    theirs = desk.data("Take off “champ”").replace(
        desk.data("Take off “champ”").rsplit(".", 1)[1], "0b7d5f0d"
    )

    desk.forges(theirs)
    desk.taps("Take off “champ”")

    assert not any("mate" in label for label in desk.labels)
    assert avoided(jay) == [Avoided("mate", PERSON)]


def test_they_are_sealed(session: Session, jay: Person) -> None:  # R54
    session.flush()

    [stored] = session.connection().exec_driver_sql("SELECT words_to_avoid FROM people").scalars()

    assert b"mate" not in bytes(stored)


@pytest.mark.parametrize("text", ["mate", "Hi MATE!", "mates", "my mate's here", "ok mate."])
def test_a_word_is_found_whole_in_any_case_and_number(text: str) -> None:  # R19
    assert listed_in(text, ["mate"]) == ["mate"]


@pytest.mark.parametrize("text", ["material", "climate", "teammate", "mat"])
def test_it_is_not_found_inside_another(text: str) -> None:
    assert listed_in(text, ["mate"]) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mate", ["mate"]),
        ("mate, champ\nlove", ["mate", "champ", "love"]),
        ("mate mate", ["mate mate"]),
        ("one two three four", []),
        ("x" * 31, []),
        (" , ", []),
    ],
)
def test_words_are_read_with_care(text: str, words: list[str]) -> None:
    assert read_words(text, 30, 3) == words
