"""Opening a one-time link: hello to a young person in seven short cards, a welcome to staff."""

from collections.abc import Sequence

from care import consent, stop_words
from handlers import dial, help, language, privacy
from handlers.help import coordinator
from handlers.turn import Answer, Body, Button, Menu, Redraw, Rows, Turn, frozen, read_tap
from handlers.when import reading_hours
from storage import codes, drafts, messages, outbox, people, staff
from storage.models import Code, Message, Person, Role, Stands

PAGES = 7
CARD = "hello"
LONGEST_NAME = 30

REASONS = (  # R6
    "not_now",
    "happy_with_support_i_have",
    "dont_like_telegram_or_no_data",
    "worried_who_sees_it",
    "dont_want_scoring",
    "prefer_to_talk_in_person",
    "too_many_services_already",
    "bad_experience_before",
    "moving_away",
    "other",
    "did_not_say",
)


def open_link(turn: Turn) -> list[Answer]:
    """`/start`, with or without a code."""
    if not turn.said.payload:
        return again(turn)
    code = codes.find(turn.session, turn.said.payload)
    if code is not None and _own(turn, code):
        return again(turn)
    if refusal := _refusal(turn, code):
        return [turn.answer(turn.say(refusal))]
    if code is None or code.role != Role.YOUNG:
        return _welcome_staff(turn, code) if code else []
    return _welcome_young(turn, code)


def _own(turn: Turn, code: Code) -> bool:
    """Whether this account has opened that link before, or it is a newer one for the very same person."""
    if turn.person is not None and code.person_id == turn.person.id and code.used_by is None:
        return True
    return code.used_by == turn.said.chat_id and turn.role is not Role.STRANGER


def _refusal(turn: Turn, code: Code | None) -> str | None:
    """Name the kind sentence for a code that does not open anything here; None when it does."""
    if code is None:
        return "code-unknown"
    if code.used_at is not None:
        return "code-used"
    if code.expires_at <= turn.now:
        return "code-expired"
    return "code-other-role" if turn.role is not Role.STRANGER else None


def again(turn: Turn) -> list[Answer]:
    """Somebody comes back without a new code: go on where they were."""
    if turn.role is Role.STRANGER:
        return [turn.answer(_no_code(turn), [[turn.button("help-button", "help")]])]
    if turn.person is not None:
        return privacy.start(turn) if turn.person.stands == Stands.YES else hello(turn)
    return help.show_staff(turn)


def _no_code(turn: Turn) -> str:
    """Say what this is, and how to reach the team where somebody wrote that down (R1)."""
    team = turn.programme.reach
    told = [turn.say("nocode-what"), turn.say("nocode"), turn.say("nocode-team", team=team) if team else ""]
    return "\n\n".join(filter(None, told))


def stranger_words(turn: Turn) -> list[Answer]:
    """Somebody with no code wrote: say what this is, or that nothing comes; nothing is kept (R1, R8)."""
    return privacy.stop_stranger(turn) if turn.hears(stop_words.is_stop) else again(turn)


# --- staff -------------------------------------------------------------------------------------------------


def _welcome_staff(turn: Turn, code: Code) -> list[Answer]:
    role = Role(code.role)
    known = staff.get(turn.session, code.staff_id) if code.staff_id else None
    codes.use(code, turn.said.chat_id, turn.now)
    if known is not None and known.removed_at is None:
        staff.bind(known, turn.said.chat_id)
        turn.staff = known
    else:
        turn.staff = staff.register(turn.session, role, turn.said.chat_id, turn.now)
    if turn.staff.first_name:
        ready = turn.say("staff-ready-coordinator", coordinator=turn.staff.first_name)
        return [turn.answer(ready), Menu(turn.said.chat_id, role)]
    if role is Role.COORDINATOR:
        drafts.keep(turn.session, turn.staff.id, "first-name", {}, turn.now)
    return [turn.answer(turn.say(f"staff-welcome-{role}")), Menu(turn.said.chat_id, role)]


def first_name_typed(turn: Turn) -> list[Answer]:
    """A new Coordinator says which first name young people know."""
    first_name = " ".join(turn.said.text.split())
    if turn.staff is None or not first_name or len(first_name) > LONGEST_NAME or not first_name.isprintable():
        return [turn.answer(turn.say("staff-first-name-again", limit=LONGEST_NAME))]
    staff.name(turn.staff, first_name)
    drafts.drop(turn.session, turn.staff.id)
    return [turn.answer(turn.say("staff-ready-coordinator", coordinator=first_name))]


# --- young people ------------------------------------------------------------------------------------------


def _welcome_young(turn: Turn, code: Code) -> list[Answer]:
    person = people.get(turn.session, code.person_id or 0)
    if person is None or person.wiped_at is not None:
        return [turn.answer(turn.say("code-unknown"))]
    turn.person = person
    if person.under_16:  # R3: Telegram is refused, the star is not
        refused = turn.answer(turn.say("under16", coordinator=coordinator(turn)))
        turn.person = None
        return [refused]
    if person.chat_id is not None:  # a new phone: what was on its way to the old one stays unsaid
        outbox.cancel_queued(turn.session, person.chat_id, turn.now)
    codes.use(code, turn.said.chat_id, turn.now)
    people.opened(person, turn.said.chat_id)
    return hello(turn)


def hello(turn: Turn, *, anew: bool = False) -> list[Answer]:
    """Send the hello card below, at the page where they were, and take the buttons off the older one (R1)."""
    old = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    was = Body.from_json(old.body) if old else Body("")
    page = 1 if anew else _page(was)
    away: list[Answer] = [turn.redraw(old, was.text)] if old and was.rows else []
    again = f"{turn.say('hello-again')}\n\n" if page > 1 else ""
    return [*away, turn.card(CARD, again + _text(turn, page), _rows(turn, page))]


def _page(card: Body) -> int:
    """Tell by its buttons which page of hello a card shows; 1 once they have decided."""
    taps = [tap for row in card.rows for button in row if (tap := read_tap(button.data or "")).what == CARD]
    if any(tap.word(0) == "yes" for tap in taps):
        return PAGES
    return max((tap.number(0) or 0 for tap in taps), default=2) - 1


def _text(turn: Turn, page: int) -> str:
    filled: dict[str, str] = {}
    if page in (1, 3, 7):
        filled["coordinator"] = coordinator(turn)
    if page == 6:
        filled["hours"] = reading_hours(turn)
    parts = [turn.say(f"hello-{page}", **filled), turn.say("hello-progress", number=page)]
    if page == 1 and language.offered(turn):
        parts.insert(1, turn.say("language-hello"))
    return "\n\n".join(parts)


def _rows(turn: Turn, page: int) -> Rows:
    back = turn.button("hello-back-button", "hello", page - 1)
    if page == PAGES:
        return (
            (
                turn.button("hello-yes-button", "hello", "yes"),
                turn.button("hello-not-now-button", "hello", "not_now"),
                turn.button("hello-no-button", "hello", "no"),
            ),
            (back,),
        )
    onward = turn.button("hello-next-button", "hello", page + 1)
    if page == 1:
        return (onward,), *(language.rows(turn, "hello") if language.offered(turn) else ())
    helping: Rows = ((turn.button("help-button", "help"),),) if page == 6 else ()
    return (back, onward), *helping


def tap(turn: Turn) -> list[Answer]:
    """Turn a page of hello, or decide. What was decided stays decided: an old card cannot undo a Yes."""
    card = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    if turn.person is None or card is None or card.telegram_id != turn.said.telegram_id:
        return help.old_button(turn)
    word, page = turn.said.tap.word(0), turn.said.tap.number(0)
    if turn.person.stands == Stands.YES:
        return [turn.redraw(card, turn.say("hello-yes"))]
    if turn.person.stands == Stands.NO and word == "no":  # a double tap
        return []
    if page is not None and 1 <= page <= PAGES:
        return [_shows(turn, card, _text(turn, page), _rows(turn, page))]
    if word == "language" and (changed := language.change_to(turn, turn.said.tap.word(1))):
        return [_shows(turn, card, _text(turn, 1), _rows(turn, 1)), *changed]
    decisions = {"yes": _yes, "not_now": _not_now, "no": _no}
    return decisions[word](turn, turn.person) if word in decisions else help.old_button(turn)


def _decided(turn: Turn, text: str, rows: list[list[Button]] | None = None) -> list[Answer]:
    card = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    return [_shows(turn, card, text, rows or [])] if card else []


def _shows(turn: Turn, card: Message, text: str, rows: Sequence[Sequence[Button]]) -> Redraw:
    """Redraw the hello card, and keep what it shows: whoever comes back goes on there (R1)."""
    messages.redrawn(card, Body(text, rows=frozen(rows)))
    return turn.redraw(card, text, rows)


def _yes(turn: Turn, person: Person) -> list[Answer]:
    people.said_yes(person, consent.VERSION, turn.now)
    people.start_again(person)
    return [*_decided(turn, turn.say("hello-yes")), *dial.ask(turn)]


def _not_now(turn: Turn, person: Person) -> list[Answer]:
    people.said_not_now(person, turn.now)
    return _decided(turn, turn.say("hello-not-now"))


def _no(turn: Turn, person: Person) -> list[Answer]:
    people.said_no(person, turn.now)
    rows = [
        [
            turn.button("decline-say-why-button", "decline", "why"),
            turn.button("decline-no-button", "decline", "did_not_say"),
        ]
    ]
    return _decided(turn, turn.say("decline", coordinator=coordinator(turn)), rows)


def tap_why(turn: Turn) -> list[Answer]:
    """One optional tap says why not (R6)."""
    reason = turn.said.tap.word(0)
    if turn.person is None or turn.person.stands != Stands.NO:
        return help.old_button(turn)
    if reason == "why":
        rows = [[turn.button(f"decline-reason-{r.replace('_', '-')}-button", "decline", r)] for r in REASONS]
        return _decided(turn, turn.say("decline-why"), rows)
    if reason not in REASONS:
        return help.old_button(turn)
    people.decline_because(turn.person, reason)
    return _decided(turn, turn.say("decline-no-reason" if reason == "did_not_say" else "decline-thanks"))
