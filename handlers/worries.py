"""Every text that comes in is read by the word check first, and what it notices is answered before all else (R30).

The check only adds speed: whatever it notices or not, a person reads the words (R32, R33).
"""

from collections.abc import Collection, Sequence
from datetime import timedelta

from care import help_lines, stop_words
from care.word_check import Noticed, WordClass, check
from handlers import alerting, contact, help, keeping, my_requests, notices, privacy, promises, replies
from handlers.help import coordinator
from handlers.turn import Answer, Button, Heard, Outgoing, Said, Turn
from handlers.when import Say
from storage import people, stars, worries
from storage.models import Kind, Message, Person, Stands

CRISIS, AGAIN = "crisis", "crisis2"
SHORTER_FOR = timedelta(minutes=30)  # R32
LINES = {"111": "crisis-nhs", "0800 1111": "crisis-childline"}  # said while the table of help lines has them


def look(turn: Turn, commands: Collection[str]) -> list[Outgoing]:
    """Let the word check read what a young person or a stranger sent; returns what staff are told if it fails (R46).

    `commands` are those that are no words of theirs.
    """
    text = _words(turn.said, commands)
    if turn.staff is not None or not text.strip():
        return []
    try:
        turn.noticed = check(text)
    except Exception:  # whatever it trips over, the message counts as a concern, and its text is in no log
        turn.noticed = Noticed(WordClass.CONCERN, (), covered=True)
        return alerting.classifier_failed(turn)
    return []


def _words(said: Said, commands: Collection[str]) -> str:
    """Return the words to be read: of a command what follows it, and never the code of a link."""
    if said.heard is not Heard.COMMAND:
        return f"{said.text} {said.emoji}"
    if said.command == "start" and len(said.payload.split()) == 1:
        return ""
    return said.payload if said.command in commands else f"{said.command} {said.payload}"


def answer(turn: Turn) -> list[Answer]:
    """Answer a crisis or a concern; [] when what was said goes on to where it always goes."""
    match turn.noticed:
        case Noticed(WordClass.CRISIS):
            return _crisis(turn, turn.person) if turn.person else [_crisis_words_for_a_stranger(turn)]
        case Noticed(WordClass.CONCERN) if turn.person:
            return _concern(turn, turn.person)
        case Noticed(WordClass.WANTS_CONTACT) if turn.person and turn.said.heard is Heard.COMMAND:
            return _asked_beside_a_command(turn, turn.person)
    return []


def _asked_beside_a_command(turn: Turn, person: Person) -> list[Answer]:
    """ "/help can someone call me": the command does what it does, and a person is asked for as well (R33)."""
    if person.stands != Stands.YES:
        return []
    keeping.keep(turn, person, Kind.WORDS, turn.said.text)
    return [*(_besides(turn, person) or [contact.ask_how(turn)]), *notices.new_words(turn, person)]


# --- crisis ------------------------------------------------------------------------------------------------


def _crisis(turn: Turn, person: Person) -> list[Answer]:
    """The crisis words at once; then a person is told. STOP in the same breath counts, and comes second (R11)."""
    text = _crisis_text(turn)
    row = _keep(turn, person)
    told = alerting.raised(turn, person, row)
    my_requests.typed(turn)  # what they were asked to type is filed as well, and not talked about now
    if _asks_to_stop(turn):
        people.stop(turn.session, person, turn.now)
        text.append(turn.say("care-stopped"))
    name = AGAIN if _said_lately(turn) else CRISIS
    rows = [
        [
            turn.button("help-button", "help"),
            contact.call_button(turn),
            turn.button("crisis-ok-button", "care", "ok"),
        ]
    ]
    return [turn.card(name, "\n\n".join(text), rows, care=True), *told]


def _crisis_text(turn: Turn) -> list[str]:
    if _said_lately(turn):
        return [turn.say("crisis2")]
    there, when = promises.read_soon(turn)
    said = promises.said(turn, when)
    if there:
        return [_words_now(turn), turn.say("crisis-in", coordinator=coordinator(turn), when=said)]
    return [_words_now(turn), turn.say("crisis-out", when=said)]


def _words_now(turn: Turn) -> str:
    today = turn.now.astimezone(turn.programme.zone).date()
    return crisis_words(turn.say, help_lines.shown(turn.programme.help_lines, today))


def crisis_words(say: Say, shown: Sequence[help_lines.HelpLine]) -> str:
    """Say the crisis words: the core three always, and what else of `LINES` is among the help lines to show (R44)."""
    more = [say(key) for number, key in LINES.items() if help_lines.lists(shown, number)]
    return " ".join([say("crisis"), *more])


def _crisis_words_for_a_stranger(turn: Turn) -> Outgoing:
    """Nothing is kept of somebody with no code, so nobody can be told and nothing is promised (R2)."""
    return turn.answer(_words_now(turn), [[turn.button("help-button", "help")]], care=True)


def _said_lately(turn: Turn) -> bool:
    """Whether the whole words were said within the last half hour: then the shorter ones do (R32)."""
    last = worries.last_said(turn.session, turn.said.chat_id, CRISIS)
    return last is not None and turn.now - last < SHORTER_FOR


# --- concern -----------------------------------------------------------------------------------------------


def _concern(turn: Turn, person: Person) -> list[Answer]:
    """Say when it is read and offer a person; a message that is nothing but STOP or Help does what it says."""
    row = _keep(turn, person)
    told: list[Answer] = list(notices.new_words(turn, person))
    if done := replies.stop_or_forget(turn) or replies.help_words(turn):
        return [*done, *told]
    due = row.due_at or promises.worry_due(turn)
    values = {"coordinator": promises.reader(turn, due), "when": promises.said(turn, due)}
    card = turn.card("concern", turn.say("concern", **values), _choice(turn))
    return [card, *_besides(turn, person), *told]


def _choice(turn: Turn) -> list[list[Button]]:
    choice = [
        contact.call_button(turn),
        turn.button("care-text-button", "care", "text"),
        turn.button("care-no-button", "care", "no"),
    ]
    return [choice, [turn.button("help-button", "help")]]


def _besides(turn: Turn, person: Person) -> list[Answer]:
    """Do what else came with it: a command that never waits, a request in words, STOP (R10), a picture."""
    if turn.said.heard is Heard.COMMAND:
        at_once = {"stop": privacy.stop, "help": help.show}
        return at_once[turn.said.command](turn) if turn.said.command in at_once else []
    if turn.said.heard is Heard.WORDS and (asked := replies.asked_for(turn, person)) is not None:
        return asked
    if turn.hears(stop_words.mentions_stop):
        return privacy.ask_to_stop(turn)
    return [replies.cannot_open(turn)] if turn.said.heard is Heard.MEDIA else []


# --- both --------------------------------------------------------------------------------------------------


def _keep(turn: Turn, person: Person) -> Message:
    """Keep the words, before Yes too (R2); what has not left yet of nudges and star offers is taken back (R17)."""
    worries.hold_back(turn.session, turn.said.chat_id, turn.now)
    asked = keeping.star_that_asked(turn, person) if person.stands == Stands.YES else None
    if asked is not None:
        stars.words_done(asked)
    kind = Kind.MEDIA if turn.said.heard is Heard.MEDIA else Kind.WORDS
    return keeping.keep(turn, person, kind, turn.said.text, asked)


def _asks_to_stop(turn: Turn) -> bool:
    return stop_words.is_stop(turn.said.command) or turn.hears(stop_words.mentions_stop)
