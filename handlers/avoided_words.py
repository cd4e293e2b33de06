"""Words that a person would rather not hear: their Coordinator sees them, may add some, and cannot write them (R19)."""

from handlers import staff_card
from handlers.help import old_button
from handlers.own_people import me, name, own, put_down_typing
from handlers.turn import Answer, Turn
from handlers.wishes import LONGEST, LONGEST_IN_WORDS, MOST, mark
from nudges.wishes import STAFF, Avoided, avoided, read_words, stored_words
from storage import audit, drafts, people
from storage.models import Person

KIND = "avoid"


def show(turn: Turn, person: Person, above: str = "") -> list[Answer]:
    """List the words; those that staff added can be taken off again."""
    put_down_typing(turn)
    words = avoided(person)
    lines = [turn.say(f"words-avoid-by-{one.by}", word=one.word) for one in words]
    text = "\n".join(lines) or turn.say("words-avoid-none", name=name(person))
    rows = [[turn.button("words-avoid-add-button", "people", "avoid-add", person.id)]]
    ours = [one for one in words if one.by == STAFF][:6]
    rows += [
        [turn.button("words-avoid-gone-button", "people", "avoid-gone", person.id, mark(one), word=one.word)]
        for one in ours
    ]
    rows.append([turn.button("staff-back-button", "people", "page", person.id)])
    shown = "\n\n".join(filter(None, [above, text, turn.say("words-avoid-note", name=name(person))]))
    title = turn.say("words-avoid-title", name=name(person))
    return staff_card.show(turn, shown, rows, title=title, close=len(rows) < 8)


def ask(turn: Turn, person: Person, above: str = "") -> list[Answer]:
    """Ask which word; what is typed next is the answer."""
    drafts.keep(turn.session, me(turn).id, KIND, {"person": person.id}, turn.now)
    text = "\n\n".join(filter(None, [above, turn.say("words-avoid-ask", name=name(person))]))
    rows = [[turn.button("staff-cancel-button", "people", "avoid", person.id)]]
    return staff_card.show(
        turn, text, rows, title=turn.say("words-avoid-title", name=name(person)), close=False
    )


def typed(turn: Turn) -> list[Answer]:
    """Add the words that were typed."""
    _, draft = drafts.load(turn.session, me(turn).id)
    person = own(turn, draft.get("person"))
    if person is None:
        return old_button(turn)
    found, words = read_words(turn.said.text, LONGEST, LONGEST_IN_WORDS), avoided(person)
    known = {one.word.casefold() for one in words}
    words += [Avoided(word, STAFF) for word in found if word.casefold() not in known]
    if not found or len(words) > MOST:
        return ask(turn, person, turn.say("words-avoid-again", limit=MOST))
    people.wish(person, words_to_avoid=stored_words(words))
    _audit(turn, person, "words.added")
    return show(turn, person)


def gone(turn: Turn, person: Person) -> list[Answer]:
    """Take off a word that staff added; what the person said themselves is theirs to take off."""
    words = avoided(person)
    found = [one for one in words if one.by == STAFF and mark(one) == turn.said.tap.word(2)]
    if not found:
        return old_button(turn)
    words.remove(found[0])
    people.wish(person, words_to_avoid=stored_words(words))
    _audit(turn, person, "words.removed")
    return show(turn, person)


def _audit(turn: Turn, person: Person, what: str) -> None:
    audit.write(turn.session, turn.now, audit.STAFF, what, staff_id=me(turn).id, person_id=person.id)
