"""What hello says has changed: whoever said yes to an older one is asked again at their next word (R5)."""

from care import consent
from handlers import welcome
from handlers.turn import Answer, Heard, Turn
from storage import people
from storage.models import Stands


def if_changed(turn: Turn) -> list[Answer]:
    """Send hello again after whatever was answered, [] when there is no need; until a new yes nothing more is kept."""
    person = turn.person
    if person is None or turn.said.heard not in (Heard.WORDS, Heard.COMMAND):
        return []
    if (
        person.stands != Stands.YES
        or person.stopped_at is not None
        or person.consent_version == consent.VERSION
    ):
        return []
    people.ask_again(person)
    return [turn.answer(turn.say("hello-changed")), *welcome.hello(turn, anew=True)]
