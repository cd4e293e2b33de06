"""What a young person writes back, or taps on a nudge: kept for their Coordinator, and answered honestly."""

from datetime import datetime, time

from care import stop_words
from care.word_check import WordClass
from handlers import (
    contact,
    help,
    keeping,
    my_requests,
    notices,
    privacy,
    promises,
    snooze,
    star,
    welcome,
    wishes,
)
from handlers.turn import Answer, Turn
from star.typed import read_score
from storage import alerts, messages, stars, waiting, worries
from storage.messages import Body
from storage.models import Kind, Message, Person, Stands
from wording import say

NOT_COVERED = "unknown"
HELP = frozenset({"help", "help me", "help pls", "help please"})


def words(turn: Turn) -> list[Answer]:
    """Decide what a text is: a stop word, a score, an answer to a question, or words for their Coordinator."""
    person, text = turn.person, turn.said.text
    if person is None:
        return welcome.again(turn)
    if wanted := stop_or_forget(turn):
        return wanted
    if turn.hears(stop_words.is_start):
        return privacy.start(turn)
    if shown := help_words(turn):
        return [*shown, *_tell_of_help(turn, person)]
    if (asked := asked_for(turn, person)) is not None:
        return asked
    also = [] if _wants_contact(turn) else my_requests.typed(turn) or []  # not covered: filed, and read soon
    if person.stands != Stands.YES:
        return also or _before_yes(turn)
    if (open_star := stars.open_for(turn.session, person.id)) and (score := read_score(text)):
        return star.typed(turn, open_star, score)
    return [*also, *_for_coordinator(turn, person)]


def asked_for(turn: Turn, person: Person) -> list[Answer] | None:
    """Take words as what was asked for just now, or as a wish for some quiet (R15); None for all other words."""
    dated = any(character.isdigit() for character in turn.said.text)  # "14 March, 2 June" is in no language
    if _wants_contact(turn) or (turn.noticed and not turn.noticed.covered and not dated):
        return None  # a person reads it, whatever was being asked (R33, R47)
    asked = my_requests.typed(turn)
    if asked is not None or person.stands != Stands.YES:
        return asked
    if (kept := wishes.typed(turn, person)) is not None:
        return kept
    return snooze.said(turn, person) if turn.hears(stop_words.is_snooze) else None


def stop_or_forget(turn: Turn) -> list[Answer]:
    """Do what STOP and FORGET ask, in every spelling, as a caption or an edit too (R8, R9); [] for other words."""
    if turn.hears(stop_words.is_forget):
        return privacy.forget(turn)
    return privacy.stop(turn) if turn.hears(stop_words.is_stop) else []


def help_words(turn: Turn) -> list[Answer]:
    """Show the help lines when the whole message asks for help; [] for other words."""
    return help.show(turn) if asks_for_help(turn.said.text) else []


def asks_for_help(text: str) -> bool:
    """Tell whether somebody types what the button says."""
    return " ".join(text.split()).strip("!.? ").casefold() in HELP


def _tell_of_help(turn: Turn, person: Person) -> list[Answer]:
    """A person reads it too: nobody types that for nothing."""
    if person.stands != Stands.YES:
        return []
    keeping.keep(turn, person, Kind.WORDS, turn.said.text)
    return list(notices.new_words(turn, person))


def _before_yes(turn: Turn) -> list[Answer]:
    """Nothing is kept before Yes (R2); say so by going on with hello."""
    if turn.hears(stop_words.asks_if_real):
        return [turn.answer(turn.say("nocode-what"))]
    return [turn.answer(turn.say("hello-first")), *welcome.hello(turn)]


def _for_coordinator(turn: Turn, person: Person) -> list[Answer]:
    """Keep the words beside what they answer, tell the Coordinator, and say when they will be read."""
    asked = keeping.star_that_asked(turn, person)
    thanked_today = _thanked_today(turn, person)
    row = keeping.keep(turn, person, Kind.WORDS, turn.said.text, asked)
    if asked is None and _wants_contact(turn) and alerts.open_for(turn.session, person.id):
        return contact.while_an_alert_is_open(turn, person, row)
    told: list[Answer] = list(notices.new_words(turn, person))
    if asked is not None:
        stars.words_done(asked)
        return [*star.said_all(turn, asked), *told]
    return [*_acknowledgement(turn, person, row, thanked_today=thanked_today), *told]


def _acknowledgement(turn: Turn, person: Person, row: Message, *, thanked_today: bool) -> list[Answer]:
    if turn.hears(stop_words.asks_if_real):
        rows = [
            [turn.button("realq-yes-button", "real", "yes"), turn.button("realq-no-button", "real", "no")]
        ]
        return [turn.card("real", turn.say("realq", coordinator=promises.reader(turn)), rows)]
    if turn.hears(stop_words.mentions_stop):
        return privacy.ask_to_stop(turn)
    if _wants_contact(turn):
        return [contact.ask_how(turn)]
    if turn.noticed and not turn.noticed.covered:
        return _not_covered(turn)
    if stars.open_for(turn.session, person.id) and not worries.held(turn.session, person.id):
        text = turn.say("star-waits", coordinator=promises.reader(turn))
        return [turn.answer(text, [[contact.call_button(turn)]])]
    if thanked_today:  # R33: at most once a day, it is a conversation and not a receipt
        return []
    if alerts.open_for(turn.session, person.id):
        return [contact.heard_while_an_alert_is_open(turn, row)]
    text = turn.say("ordinary", coordinator=promises.reader(turn), when=promises.read_by(turn))
    return [turn.answer(text, [[contact.call_button(turn)]])]


def _wants_contact(turn: Turn) -> bool:
    return turn.noticed is not None and turn.noticed.word_class is WordClass.WANTS_CONTACT


def _not_covered(turn: Turn) -> list[Answer]:
    """The word check cannot read it: a person will, and they hear so once a day (R47)."""
    last = worries.last_said(turn.session, turn.said.chat_id, NOT_COVERED)
    if last is not None and _same_day(turn, last):
        return []
    due = promises.worry_due(turn)
    text = turn.say("unknown", coordinator=promises.reader(turn, due), when=promises.said(turn, due))
    rows = [[turn.button("help-button", "help"), contact.call_button(turn)]]
    return [turn.card(NOT_COVERED, text, rows)]


def _thanked_today(turn: Turn, person: Person) -> bool:
    zone = turn.programme.zone
    midnight = datetime.combine(turn.now.astimezone(zone).date(), time.min, zone)
    return worries.ordinary_words_since(turn.session, person.id, midnight)


def _same_day(turn: Turn, moment: datetime) -> bool:
    zone = turn.programme.zone
    return moment.astimezone(zone).date() == turn.now.astimezone(zone).date()


def edited(turn: Turn) -> list[Answer]:
    """They changed what they wrote: the new words are kept beside the old ones."""
    person = turn.person
    if person is None or not turn.said.text:
        return []
    if wanted := stop_or_forget(turn):
        return wanted
    if person.stands != Stands.YES:
        return []
    keeping.keep(turn, person, Kind.WORDS, turn.said.text)
    text = turn.say("reply-edited", coordinator=promises.reader(turn))
    seen = turn.answer(text, [[contact.call_button(turn)]])
    return [contact.ask_how(turn) if _wants_contact(turn) else seen, *notices.new_words(turn, person)]


def media(turn: Turn) -> list[Answer]:
    """A picture, voice note, sticker or contact: not kept; a person is told that one came (R30)."""
    person = turn.person
    if person is not None and (wanted := stop_or_forget(turn)):
        return wanted
    if person is None or person.stands != Stands.YES:
        return [cannot_open(turn)]
    keeping.keep(turn, person, Kind.MEDIA, turn.said.text)
    also = [contact.ask_how(turn)] if _wants_contact(turn) else []
    return [cannot_open(turn), *also, *notices.new_words(turn, person)]


def cannot_open(turn: Turn) -> Answer:
    """Say that a picture or voice note cannot be opened."""
    known = turn.person is not None and turn.person.stands == Stands.YES
    call = [contact.call_button(turn)] if known else []
    return turn.answer(turn.say("media"), [[turn.button("help-button", "help"), *call]])


def tap_nudge(turn: Turn) -> list[Answer]:
    """Reply or Not now under a nudge; a second tap changes nothing."""
    person, what = turn.person, turn.said.tap.word(0)
    nudge = messages.on_phone(turn.session, turn.said.chat_id, turn.said.telegram_id or 0)
    if person is None or nudge is None or nudge.kind != Kind.NUDGE or what not in ("reply", "later"):
        return help.old_button(turn)
    if messages.already_tapped(turn.session, nudge.id):
        return []
    key = "nudge-reply" if what == "reply" else "nudge-not-now"
    tap = keeping.keep(turn, person, Kind.TAP, say(f"{key}-button"))  # as their Coordinator reads it
    if what == "reply":  # their words come next: the tap alone is no news, and stands in the conversation
        waiting.put_aside(tap, turn.now)
    values = {"coordinator": promises.reader(turn)} if what == "reply" else {}
    off = turn.redraw(nudge, Body.from_json(nudge.body).text)
    told = [] if what == "reply" else notices.new_words(turn, person)
    rows = [] if what == "reply" else [[turn.button("snooze-ask-button", "snooze", "ask")]]
    return [off, turn.answer(turn.say(key, **values), rows), *told]


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
    contact.asked_for(turn, keeping.keep(turn, person, Kind.TAP, say("realq-wants-contact")))
    noted = turn.say("contact-by", coordinator=promises.reader(turn), when=promises.contact_by(turn))
    return [turn.redraw(card, noted), *notices.new_words(turn, person)]
