"""What a young person writes back, or taps on a nudge: kept for their Coordinator, and answered honestly."""

from care import stop_words
from handlers import help, notices, privacy, star, welcome
from handlers.help import coordinator
from handlers.turn import Answer, Heard, Turn
from handlers.when import contact_by, read_by
from star.typed import read_score
from storage import messages, people, stars, waiting
from storage.messages import UNPROMPTED, Body
from storage.models import Kind, Message, Person, Stands, Star

HELP = frozenset({"help", "help me", "help pls", "help please"})


def words(turn: Turn) -> list[Answer]:
    """Decide what a text is: a stop word, a score, an answer to a question, or words for their Coordinator."""
    person, text = turn.person, turn.said.text
    if person is None:
        return welcome.again(turn)
    if wanted := _stop_or_forget(turn, person):
        return wanted
    if stop_words.is_start(text, person.language):
        return privacy.start(turn)
    if " ".join(text.split()).strip("!.? ").casefold() in HELP:
        return _help(turn, person)
    if person.stands != Stands.YES:
        return _before_yes(turn)
    if (open_star := stars.open_for(turn.session, person.id)) and (score := read_score(text)):
        return star.typed(turn, open_star, score)
    return _for_coordinator(turn, person)


def _stop_or_forget(turn: Turn, person: Person) -> list[Answer]:
    """Do what STOP and FORGET ask, in every spelling, as a caption or an edit too (R8, R9); [] for other words."""
    if stop_words.is_forget(turn.said.text, person.language):
        return privacy.forget(turn)
    return privacy.stop(turn) if stop_words.is_stop(turn.said.text, person.language) else []


def _help(turn: Turn, person: Person) -> list[Answer]:
    """The help lines at once, and a person reads it too: nobody types that for nothing."""
    if person.stands != Stands.YES:
        return help.show(turn)
    _keep(turn, person, Kind.WORDS, turn.said.text)
    return [*help.show(turn), *notices.new_words(turn, person)]


def _before_yes(turn: Turn) -> list[Answer]:
    """Nothing is kept before Yes (R2); say so by going on with hello."""
    if stop_words.asks_if_real(turn.said.text):
        return [turn.answer(turn.say("nocode-what"))]
    return [turn.answer(turn.say("hello-first")), *welcome.hello(turn)]


def _for_coordinator(turn: Turn, person: Person) -> list[Answer]:
    """Keep the words beside what they answer, tell the Coordinator, and say when they will be read."""
    asked = _star_that_asked(turn, person)
    earlier_today = _wrote_today(turn, person)
    _keep(turn, person, Kind.WORDS, turn.said.text, asked)
    told: list[Answer] = list(notices.new_words(turn, person))
    if asked is not None:
        stars.words_done(asked)
        return [*star.said_all(turn, asked), *told]
    return [*_acknowledgement(turn, person, earlier_today=earlier_today), *told]


def _star_that_asked(turn: Turn, person: Person) -> Star | None:
    """Find the star whose last question these words answer; a nudge that came since has asked last."""
    asked = stars.awaiting_words(turn.session, person.id)
    if asked is None or asked.ended_at is None:
        return None
    since = people.last_unprompted(turn.session, person.id)
    replied = turn.said.replies_to and messages.on_phone(
        turn.session, turn.said.chat_id, turn.said.replies_to
    )
    if (since is not None and since > asked.ended_at) or (replied and replied.kind in UNPROMPTED):
        return None
    return asked


def _acknowledgement(turn: Turn, person: Person, *, earlier_today: bool) -> list[Answer]:
    if stop_words.asks_if_real(turn.said.text):
        rows = [
            [turn.button("realq-yes-button", "real", "yes"), turn.button("realq-no-button", "real", "no")]
        ]
        return [turn.card("real", turn.say("realq", coordinator=coordinator(turn)), rows)]
    if stop_words.mentions_stop(turn.said.text, person.language):
        return privacy.ask_to_stop(turn)
    if stars.open_for(turn.session, person.id):
        return [turn.answer(turn.say("star-waits", coordinator=coordinator(turn)))]
    if earlier_today:  # R33: at most once a day, it is a conversation and not a receipt
        return []
    return [turn.answer(turn.say("ordinary", coordinator=coordinator(turn), when=read_by(turn)))]


def _wrote_today(turn: Turn, person: Person) -> bool:
    zone = turn.programme.zone
    latest = messages.latest_words(turn.session, person.id)
    return (
        latest is not None and latest.created_at.astimezone(zone).date() == turn.now.astimezone(zone).date()
    )


def _keep(turn: Turn, person: Person, kind: Kind, text: str, asked: Star | None = None) -> Message:
    return messages.heard(
        turn.session,
        kind=kind,
        chat_id=turn.said.chat_id,
        person_id=person.id,
        text=text,
        telegram_id=turn.said.telegram_id if kind is not Kind.TAP else None,
        now=turn.now,
        answers=None if asked else _answered_by(turn, person),
        star_id=asked.id if asked else None,
    )


def _answered_by(turn: Turn, person: Person) -> Message | None:
    """Find what these words answer: the message replied to or tapped, else the newest nudge with no answer yet."""
    if turn.said.heard is Heard.EDIT:  # the new words belong where the old ones are
        old = messages.on_phone(turn.session, turn.said.chat_id, turn.said.telegram_id or 0)
        return messages.get(turn.session, old.answers_id) if old and old.answers_id else None
    under = turn.said.replies_to or (turn.said.telegram_id if turn.said.tap.what else None)
    if under is not None:
        row = messages.on_phone(turn.session, turn.said.chat_id, under)
        return row if row is not None and row.person_id == person.id else None
    return messages.open_question(turn.session, person.id)


def edited(turn: Turn) -> list[Answer]:
    """They changed what they wrote: the new words are kept beside the old ones."""
    person = turn.person
    if person is None or not turn.said.text:
        return []
    if wanted := _stop_or_forget(turn, person):
        return wanted
    if person.stands != Stands.YES:
        return []
    _keep(turn, person, Kind.WORDS, turn.said.text)
    return [
        turn.answer(turn.say("reply-edited", coordinator=coordinator(turn))),
        *notices.new_words(turn, person),
    ]


def media(turn: Turn) -> list[Answer]:
    """A picture, voice note, sticker or contact: not kept; a person is told that one came (R30)."""
    person = turn.person
    if person is not None and (wanted := _stop_or_forget(turn, person)):
        return wanted
    if person is None or person.stands != Stands.YES:
        return [turn.answer(turn.say("media"))]
    _keep(turn, person, Kind.MEDIA, turn.said.text)
    return [turn.answer(turn.say("media")), *notices.new_words(turn, person)]


def tap_nudge(turn: Turn) -> list[Answer]:
    """Reply or Not now under a nudge; a second tap changes nothing."""
    person, what = turn.person, turn.said.tap.word(0)
    nudge = messages.on_phone(turn.session, turn.said.chat_id, turn.said.telegram_id or 0)
    if person is None or nudge is None or nudge.kind != Kind.NUDGE or what not in ("reply", "later"):
        return help.old_button(turn)
    if messages.already_tapped(turn.session, nudge.id):
        return []
    key = "nudge-reply" if what == "reply" else "nudge-not-now"
    tap = _keep(turn, person, Kind.TAP, turn.say(f"{key}-button"))
    if what == "reply":  # their words come next: the tap alone is no news, and stands in the conversation
        waiting.put_aside(tap, turn.now)
    values = {"coordinator": coordinator(turn)} if what == "reply" else {}
    off = turn.redraw(nudge, Body.from_json(nudge.body).text)
    told = [] if what == "reply" else notices.new_words(turn, person)
    return [off, turn.answer(turn.say(key, **values)), *told]


def tap_real(turn: Turn) -> list[Answer]:
    """Do you want your Coordinator to message you?"""
    person = turn.person
    card = messages.newest_card(turn.session, turn.said.chat_id, "real")
    if person is None or card is None or card.telegram_id != turn.said.telegram_id:
        return help.old_button(turn)
    if turn.said.tap.word(0) != "yes":
        return [turn.redraw(card, turn.say("realq-no"))]
    if messages.already_tapped(turn.session, card.id):
        return []
    _keep(turn, person, Kind.TAP, turn.say("realq-wants-contact"))
    noted = turn.say("contact-by", coordinator=coordinator(turn), when=contact_by(turn))
    return [turn.redraw(card, noted), *notices.new_words(turn, person)]
