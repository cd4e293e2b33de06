"""When is best, days to leave me alone, words I don't like: theirs to say in /often, and sealed (R16, R18, R19)."""

from collections.abc import Callable
from datetime import timedelta
from zlib import crc32

from handlers import dial, help
from handlers.help import coordinator
from handlers.turn import Answer, Button, Redraw, Turn
from nudges.courtesy import MonthDay
from nudges.wishes import (
    PERSON,
    Avoided,
    Best,
    avoided,
    quiet_days,
    read_days,
    read_words,
    stored_days,
    stored_words,
)
from storage import messages, people
from storage.models import Message, Person, Stands

ASKS = {"asks-days": "days", "asks-words": "words"}  # the card that asks, and what it asks for
TYPING = timedelta(minutes=30)  # words typed later are words for their Coordinator
MOST, LONGEST, LONGEST_IN_WORDS = 20, 30, 3
Shown = tuple[str, list[list[Button]]]


def tap(turn: Turn) -> list[Answer]:
    """Whatever is tapped under /often but the four buttons of the dial."""
    what, person = turn.said.tap.word(0), turn.person
    if person is None or person.stands != Stands.YES:
        return help.old_button(turn)
    if what in ("never", "add"):
        return _never_mind(turn, person) if what == "never" else _add(turn, person)
    card = messages.newest_card(turn.session, turn.said.chat_id, dial.CARD)
    if card is None or card.telegram_id != turn.said.telegram_id or what not in TAPS:
        return help.old_button(turn)
    return [_redrawn(turn, card, TAPS[what](turn, person))]


def _redrawn(turn: Turn, card: Message, shown: Shown) -> Redraw:
    text, rows = shown
    return turn.redraw(card, text, [*rows, [turn.button("often-back-button", "dial", "back")]])


# --- when is best --------------------------------------------------------------------------------------------


def _best(turn: Turn, person: Person) -> Shown:
    """Ask when, or keep what was tapped."""
    if (chosen := turn.said.tap.word(1)) in set(Best):
        people.wish(person, best_hours=chosen)
        return turn.say(f"best-{chosen}"), []
    rows = [[turn.button(f"best-{best}-button", "wish", "best", best)] for best in Best]
    now = turn.say(f"best-{person.best_hours or Best.ANY}-button")
    return turn.say("best-ask", best=now), rows


# --- days ----------------------------------------------------------------------------------------------------


def _days(turn: Turn, person: Person) -> Shown:
    """List the days, or take one off first."""
    days, gone = quiet_days(person), (turn.said.tap.number(1), turn.said.tap.number(2))
    if gone in days:
        days -= {gone}
        people.wish(person, quiet_days=stored_days(days))
    buttons = [
        turn.button("days-gone-button", "wish", "days", *day, day=_day(turn, day)) for day in sorted(days)
    ]
    return _listed(turn, "days", buttons)


def _day(turn: Turn, day: MonthDay) -> str:
    return turn.say("days-day", day=day[1], month=turn.say("month", month=day[0]))


def _listed(turn: Turn, what: str, buttons: list[Button]) -> Shown:
    key = "avoid" if what == "words" else what
    rows = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    rows.append([turn.button(f"{key}-add-button", "wish", "add", what)])
    values = {"coordinator": coordinator(turn)} if what == "words" else {}
    return turn.say(f"{key}-listed" if buttons else f"{key}-none", **values), rows


# --- words ---------------------------------------------------------------------------------------------------


def _words(turn: Turn, person: Person) -> Shown:
    """List the words, or take one off first."""
    words = avoided(person)
    gone = [one for one in words if turn.said.tap.word(1) == mark(one)]
    if gone:
        words.remove(gone[0])
        people.wish(person, words_to_avoid=stored_words(words))
    buttons = [turn.button("avoid-gone-button", "wish", "words", mark(one), word=one.word) for one in words]
    return _listed(turn, "words", buttons)


def mark(one: Avoided) -> str:
    """Return what a word's button sends back: the word itself stays in its row."""
    return f"{crc32(one.word.encode()):08x}"


# --- typing --------------------------------------------------------------------------------------------------


def _add(turn: Turn, person: Person) -> list[Answer]:
    """Ask for a day or a word; what is typed next is the answer."""
    what = turn.said.tap.word(1)
    if what not in ASKS.values():
        return help.old_button(turn)
    key = "avoid" if what == "words" else what
    if len(avoided(person) if what == "words" else quiet_days(person)) >= MOST:
        return [turn.answer(turn.say(f"{key}-full"))]
    return [_question(turn, what, turn.say(f"{key}-ask"))]


def _question(turn: Turn, what: str, text: str) -> Answer:
    return turn.card(f"asks-{what}", text, [[turn.button("asks-never-mind-button", "wish", "never")]])


def _never_mind(turn: Turn, person: Person) -> list[Answer]:
    card = _asking(turn, person)
    if card is None:
        return help.old_button(turn)
    messages.answered(card, turn.now)
    return [turn.redraw(card, turn.say("asks-never-minded"))]


def _asking(turn: Turn, person: Person) -> Message | None:
    """Find the question that waits for words; a nudge that came since, or Reply on another message, has asked last."""
    cards = [messages.newest_card(turn.session, turn.said.chat_id, name) for name in ASKS]
    card = max((one for one in cards if one), key=lambda one: one.id, default=None)
    if card is None or card.answered_at is not None or turn.now - card.created_at > TYPING:
        return None
    since = people.last_unprompted(turn.session, person.id)
    elsewhere = turn.said.replies_to not in (None, card.telegram_id)
    return None if elsewhere or (since is not None and since > card.created_at) else card


def typed(turn: Turn, person: Person) -> list[Answer] | None:
    """Take a text as the day or the word that was asked for; None when nothing was, or it is plainly neither."""
    card = _asking(turn, person)
    if card is None:
        return None
    kept = KEEP[ASKS[card.card or ""]](turn, person)
    if kept is None:  # words for their Coordinator: the question is over
        messages.answered(card, turn.now)
        return None
    messages.answered(card, turn.now)
    return [turn.redraw(card, turn.say(f"{'avoid' if card.card == 'asks-words' else 'days'}-ask")), *kept]


def _keep_days(turn: Turn, person: Person) -> list[Answer] | None:
    months = [turn.say("month", month=month) for month in range(1, 13)]
    days = read_days(turn.said.text, months)
    if not days:
        looks_like_one = (
            any(character.isdigit() for character in turn.said.text) and len(turn.said.text) <= LONGEST
        )
        return [_question(turn, "days", turn.say("days-again"))] if looks_like_one else None
    all_of_them = quiet_days(person) | set(days)
    if len(all_of_them) > MOST:
        return [turn.answer(turn.say("days-full"))]
    people.wish(person, quiet_days=stored_days(all_of_them))
    return _kept(turn, "days", _days(turn, person))


def _keep_words(turn: Turn, person: Person) -> list[Answer] | None:
    words = read_words(turn.said.text, LONGEST, LONGEST_IN_WORDS)
    if not words:  # a sentence is for somebody to read
        return None
    all_of_them = avoided(person)
    known = {one.word.casefold() for one in all_of_them}
    all_of_them += [Avoided(word, PERSON) for word in words if word.casefold() not in known]
    if len(all_of_them) > MOST:
        return [turn.answer(turn.say("avoid-full"))]
    people.wish(person, words_to_avoid=stored_words(all_of_them))
    return _kept(turn, "avoid", _words(turn, person))


def _kept(turn: Turn, key: str, shown: Shown) -> list[Answer]:
    """Show the list below what was typed, as a new card that later taps redraw."""
    text, rows = shown
    rows.append([turn.button("often-back-button", "dial", "back")])
    return [turn.card(dial.CARD, f"{turn.say(f'{key}-kept')}\n\n{text}", rows)]


TAPS: dict[str, Callable[[Turn, Person], Shown]] = {"best": _best, "days": _days, "words": _words}
KEEP: dict[str, Callable[[Turn, Person], list[Answer] | None]] = {"days": _keep_days, "words": _keep_words}
