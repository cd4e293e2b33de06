"""A change of who sees what, or of where it is kept, is asked about before anything else is sent (R5)."""

import re

from care import consent
from sandbox.phone import Phone
from storage import people
from storage.database import Session
from storage.models import Stands
from tests import cast
from tests.life import Life, turn_to_the_end_of_hello
from wording import say

AGREED_TO = {  # what each version of hello said about who sees what and where it is kept
    "hello-1": (
        (
            "Who sees your answers? Robin, and one stand-in when Robin is off. Bosses and the people who pay for this "
            "only see big group totals. They never see your name or your words."
        ),
        (
            "What if you or someone else could get hurt? Then we may have to tell someone who can help. "
            "We'll try to talk to you first."
        ),
        (
            "Telegram keeps this chat on its computers. It is not a secret chat. Please don't send me things "
            "you'd hate someone else to read. You can hide message previews in your phone settings."
        ),
    )
}


# R5
def test_new_words_about_who_sees_what_are_a_new_version() -> None:
    said = tuple(
        say(f"hello-{page}", **({"coordinator": "Robin"} if page == 3 else {})) for page in (3, 4, 5)
    )

    assert said == AGREED_TO[consent.VERSION]


async def who_agreed_to_an_older_one(life: Life) -> Phone:
    await life.coordinator()
    jay = await life.joined()
    with life.database.write() as session:
        person = people.at(session, jay.id)
        assert person is not None
        people.said_yes(person, "hello-0", life.clock.now())
    return jay


# R5
async def test_they_are_asked_again_at_their_next_word_which_is_not_lost(life: Life) -> None:
    jay = await who_agreed_to_an_older_one(life)

    await jay.types("had a nice day")
    await jay.sees("What I told you about who sees what has changed.")
    asked = life.person().stands
    await turn_to_the_end_of_hello(jay)
    await jay.taps("Yes, start")
    await jay.sees("How often")

    assert asked == Stands.HELLO
    assert (life.person().stands, life.person().consent_version) == (Stands.YES, consent.VERSION)
    with life.database.read() as session:
        assert people.last_word(session, life.person().id) is not None


# R5, R8
async def test_stop_is_still_the_last_word(life: Life) -> None:
    jay = await who_agreed_to_an_older_one(life)

    await jay.types("STOP")
    await jay.sees("OK, I've stopped.")
    await life.walkalong.sender.drained()

    assert re.match("OK, I've stopped", (await jay.last()).text)


# R5
def test_somebody_who_agreed_to_this_hello_is_not_asked_again(session: Session) -> None:
    from tests.conftest import TUESDAY

    jay = cast.said_yes(session, cast.coordinator(session, TUESDAY), TUESDAY)

    assert jay.consent_version == consent.VERSION
