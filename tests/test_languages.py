"""Everybody reads Walkalong in the language they chose, whichever way it is written."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.environment import SettingsError
from bot.figures import Figures
from bot.languages import require_whole
from bot.menus import menu
from care import stop_words
from care.programme import Programme
from handlers import routes
from handlers.turn import Heard, Menu, Said, Turn, read_tap
from handlers.when import clock, date_said
from nudges.courtesy import SILENCE_AFTER
from nudges.due import speak_when_due
from nudges.rewording import reword_nudges
from star.questions import NUMBERS, QUESTIONS
from star.typed import Score, read_score
from storage import messages as message_rows
from storage import nudges, outbox, people, stars
from storage.database import Database, Session
from storage.messages import Body, Button, Outgoing
from storage.models import Kind, Message, Nudge, Person, Role
from tests import made_up_languages
from tests.conftest import KEY
from tests.crawl import Found, crawl
from tests.made_up_languages import ACCENTED, MIRRORED, faults_on, outside_isolates, spell
from tests.street import HERON, ROBIN, ZEBRA, Actor, Street, settle_in, whose
from wording import RIGHT_TO_LEFT, SHIPPED, WordingError, languages, messages, say
from wording.completeness import Fault, faults, keys_for, plural_forms
from wording.completeness import Kind as Wrong
from wording.readers import Reader

BOTH = [ACCENTED, MIRRORED]
NAMES = ("Zebra", "Heron", "Robin")
TYPED = ("Hi Zebra, Zebra-nudge?", "Hey Zebra, Zebra-later?")
YOUNG = keys_for(Reader.YOUNG)
VALUES = messages()


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    """A programme that offers English and both made-up languages."""
    return made_up_languages.offered_in(tmp_path_factory.mktemp("languages") / "beside")


@pytest.fixture
def street(sqlite_url: str, now: datetime, programme: Programme) -> Iterator[Street]:
    """A street where nobody lives yet."""
    database = Database(sqlite_url, [KEY])
    with database.write() as session:
        yield Street(session, now, programme)
    database.close()


def living_in(street: Street, language: str, name: str = "Zebra") -> Actor:
    """Let everybody move in, speaking one language."""
    street.language = language
    return next(actor for actor in settle_in(street) if actor.name == name)


def values(programme: Programme) -> list[str]:
    """Return what stands on a screen as it was given: names, typed words, help lines, names of languages."""
    lines = [part for line in programme.help_lines for part in (line.who, line.how, line.hours)]
    names = [say("language-name", tag, programme.wording) for tag in programme.languages]
    return [*NAMES, *TYPED, *lines, *names]


def newest(street: Street, chat_id: int = ZEBRA) -> int:
    return max(street.phones[chat_id])


def said_by(street: Street, language: str) -> list[str]:
    """Return the texts that this street's first young person has on their phone."""
    return [body.text for body in street.phones[ZEBRA].values()]


# --- any language folder -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", languages())
def test_a_language_that_ships_is_whole(language: str) -> None:
    assert faults(language) == []


@pytest.mark.parametrize("language", BOTH)
def test_a_made_up_language_is_whole(programme: Programme, language: str) -> None:
    assert faults(language, programme.wording) == []


@pytest.mark.parametrize(
    ("english", "theirs", "fault"),
    [
        ("start-again = ", None, Fault(Wrong.LACKS, "start-again")),
        ("stopask = ", "stopask = ىى { $name }", Fault(Wrong.VALUES, "stopask", "$name")),
        ("stopask = ", "stopask = ىى\nno-such-text = ىى", Fault(Wrong.UNKNOWN, "no-such-text")),
        ("text-direction = ", "text-direction = down", Fault(Wrong.DIRECTION, "text-direction", "right-to-left")),
        ("language-name = ", "language-name = English", Fault(Wrong.NAME, "language-name", "English")),
    ],
)  # fmt: skip
def test_a_fault_keeps_a_language_from_being_offered(
    tmp_path: Path, english: str, theirs: str | None, fault: Fault
) -> None:
    folder = made_up_languages.write(tmp_path)
    for path in (folder / MIRRORED).glob("*.ftl"):
        lines = path.read_text(encoding="utf-8").split("\n")
        changed = [theirs or "" if line.startswith(english) else line for line in lines]
        path.write_text("\n".join(changed), encoding="utf-8")

    found = faults(MIRRORED, folder)

    kept = [one for one in found if one.kind is fault.kind]
    assert kept == [fault]
    with pytest.raises(SettingsError, match=MIRRORED):
        require_whole(("en", MIRRORED), folder)


@pytest.mark.parametrize(
    ("language", "forms", "wrong"),
    [
        ("ar-XB", "[one] ى\n   *[other] ى", "few, many, two, zero"),
        ("cy", "[one] w\n    [lots] w\n   *[other] w", ""),  # a choice between words is no plural
        ("ja", "[one] w\n   *[other] w", "one"),
        ("pl", "[one] w\n    [few] w\n    [many] w\n   *[other] w", ""),
        ("fr", "[one] w\n   *[other] w", ""),  # "many" is for millions
    ],
)
def test_plural_forms_are_those_of_the_language(
    tmp_path: Path, language: str, forms: str, wrong: str
) -> None:
    (tmp_path / language).mkdir()
    (tmp_path / language / "some.ftl").write_text(
        f"star-told = {{ $number ->\n    {forms}\n}}\n", encoding="utf-8"
    )

    found = [fault.detail for fault in faults(language, tmp_path) if fault.kind is Wrong.PLURALS]

    assert found == ([wrong] if wrong else [])


def test_a_language_without_known_plurals_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tlh").mkdir()
    (tmp_path / "tlh" / "some.ftl").write_text("stopask = ghobe\n", encoding="utf-8")

    assert Fault(Wrong.RULES) in faults("tlh", tmp_path)


def test_dari_has_its_plurals_under_both_of_its_tags(tmp_path: Path) -> None:  # R29
    # CLDR: Persian says "one" of 0 and of 1; English, which would be the fallback, only of 1.
    text = "star-told = { $number ->\n    [one] ێک\n   *[other] چند\n}\n"
    for language in ("prs", "fa-AF"):
        write(tmp_path, text, language)

    said = {n: {say("star-told", tag, tmp_path, number=n) for tag in ("prs", "fa-AF")} for n in (0, 1, 2)}

    assert plural_forms("prs") == plural_forms("fa-AF")
    assert said == {0: {"ێک"}, 1: {"ێک"}, 2: {"چند"}}


def test_arabic_has_six_plural_forms() -> None:
    assert plural_forms("ar-XB")[0] == {"zero", "one", "two", "few", "many", "other"}


def test_a_file_that_cannot_be_read_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    folder = made_up_languages.write(tmp_path)
    (folder / ACCENTED / "stop.ftl").write_text("stop = { $coordinator\n", encoding="utf-8")

    assert [fault.kind for fault in faults(ACCENTED, folder)] == [Wrong.UNREADABLE]


# --- which languages are offered ---------------------------------------------------------------------------


def test_whole_languages_with_stop_words_may_be_offered(programme: Programme) -> None:
    require_whole(programme.languages, programme.wording)


def test_english_alone_may_be_offered() -> None:
    require_whole(("en",), None)


@pytest.mark.parametrize("offered", [("cy",), (), (ACCENTED,)])
def test_english_is_always_among_them(programme: Programme, offered: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError, match='must have "en" among them'):
        require_whole(offered, programme.wording)


def test_an_unknown_language_is_refused_with_those_that_are_known(programme: Programme) -> None:
    with pytest.raises(SettingsError, match=f"no sentences in “cy”.*Known are: {MIRRORED}, en, {ACCENTED}"):
        require_whole(("en", "cy"), programme.wording)


def test_another_english_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "some.ftl").write_text("stop = carry on\n", encoding="utf-8")

    with pytest.raises(SettingsError, match="another English"):
        require_whole(("en",), tmp_path)


def test_a_language_in_which_nobody_could_stop_is_refused(tmp_path: Path) -> None:  # R12
    folder = made_up_languages.write(tmp_path)
    (folder / ACCENTED / "stop_words.toml").write_text('start = ["šţáŕţ"]\n', encoding="utf-8")

    with pytest.raises(SettingsError, match="no words for: stop, forget"):
        require_whole(("en", ACCENTED), folder)


# --- stopping ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", *BOTH])
@pytest.mark.parametrize("word", ["STOP", "ŠŢÖÞ", "قف", "قِف", "قففففف!", "stop قف"])
def test_stop_works_in_every_language_offered_whichever_somebody_chose(
    street: Street, language: str, word: str
) -> None:  # R12
    living_in(street, language)

    street.types(ZEBRA, word)

    assert whose(street).stopped_at == street.now


@pytest.mark.parametrize("language", ["en", *BOTH])
@pytest.mark.parametrize("word", ["FORGET", "ƑÖŔĜÉŢ", "انسني"])
def test_forget_works_in_every_language_offered(street: Street, language: str, word: str) -> None:  # R9, R12
    living_in(street, language)

    street.types(ZEBRA, word)

    assert whose(street).stopped_at == street.now
    assert message_rows.newest_card(street.session, ZEBRA, "wipe") is not None


@pytest.mark.parametrize("language", ["en", *BOTH])
@pytest.mark.parametrize("word", ["START", "ŠŢÁŔŢ", "ابدا"])
def test_start_works_in_every_language_offered(street: Street, language: str, word: str) -> None:  # R12, R13
    living_in(street, language)
    street.types(ZEBRA, "stop")

    street.types(ZEBRA, word)

    assert whose(street).stopped_at is None


@pytest.mark.parametrize("word", ["قف", "ŠŢÖÞ"])
def test_a_word_of_a_language_that_is_not_offered_is_a_word_like_others(street: Street, word: str) -> None:
    street.programme = replace(street.programme, languages=("en",))
    living_in(street, "en")

    street.types(ZEBRA, word)

    assert whose(street).stopped_at is None


def test_every_list_of_stop_words_says_who_signed_it(tmp_path: Path) -> None:  # R12
    folder = made_up_languages.write(tmp_path)
    path = folder / MIRRORED / "stop_words.toml"
    path.write_text('signed = ["Made-up Native Speaker,", "1 March 2026"]\nstop = ["قف"]\n', encoding="utf-8")

    signed = stop_words.languages(folder)

    assert signed == {"en": "", ACCENTED: "", MIRRORED: "Made-up Native Speaker, 1 March 2026"}


# --- choosing ----------------------------------------------------------------------------------------------


def labels(body: Body) -> list[str]:
    return [button.label for row in body.rows for button in row]


def test_the_first_hello_offers_the_other_languages_by_their_own_names(street: Street) -> None:
    living_in(street, "en", "Heron")

    [hello] = [body for body in street.phones[HERON].values() if "good to meet you" in body.text]

    assert say("language-hello") in hello.text
    assert labels(hello) == ["Next", spell("English", ACCENTED), spell("English", MIRRORED)]


def test_with_one_language_nothing_is_asked(street: Street, programme: Programme) -> None:
    street.programme = replace(programme, languages=("en",))
    living_in(street, "en", "Heron")

    asked = street.commands(HERON, "language")

    assert [labels(body) for body in street.phones[HERON].values() if "meet you" in body.text] == [["Next"]]
    assert [one.body.text for one in asked] == [say("sorry-unknown-command")]
    assert "language" not in [command.command for command in menu(Role.YOUNG, street.programme)]
    assert "language" in [command.command for command in menu(Role.YOUNG, programme)]


def test_a_language_chosen_at_hello_draws_the_card_anew_in_it(street: Street) -> None:
    living_in(street, "en", "Heron")
    hello = newest(street, HERON)

    shown = street.taps(HERON, f"v1.hello.language.{ACCENTED}", hello)
    onward = street.taps(HERON, "v1.hello.2", hello)

    assert whose(street, HERON).language == ACCENTED
    assert [one.body.text.split("\n\n")[0] for one in (*shown, *onward)] == [
        say("hello-1", ACCENTED, street.programme.wording, coordinator="Robin"),
        say("hello-2", ACCENTED, street.programme.wording),
    ]
    assert "English" in labels(shown[0].body)


@pytest.mark.parametrize("stands", ["before yes", "after yes", "after stop"])
def test_it_can_be_changed_at_any_time(street: Street, stands: str) -> None:
    chat_id = HERON if stands == "before yes" else ZEBRA
    living_in(street, "en")
    if stands == "after stop":
        street.types(ZEBRA, "stop")

    street.commands(chat_id, "language")
    card = newest(street, chat_id)
    changed = street.taps(chat_id, f"v1.language.{MIRRORED}", card)

    [now_said] = [one.body for one in changed if one.card == "language"]
    name = spell("English", MIRRORED)
    assert now_said.text == say("language-now", MIRRORED, street.programme.wording, language=name)
    assert labels(now_said) == ["English", spell("English", ACCENTED)]
    assert whose(street, chat_id).language == MIRRORED


def test_changing_the_language_changes_nothing_else(street: Street) -> None:
    living_in(street, "en")
    street.commands(ZEBRA, "language")
    unchanged = {"language", "last_heard_at"}
    before = {column: value for column, value in vars(whose(street)).items() if column not in unchanged}

    street.taps(ZEBRA, f"v1.language.{ACCENTED}", newest(street))

    after = {column: value for column, value in vars(whose(street)).items() if column not in unchanged}
    before.pop("_sa_instance_state"), after.pop("_sa_instance_state")
    assert after == before


@pytest.mark.parametrize("tag", ["cy", "", "en-XA.1", "../en"])
def test_a_language_that_is_not_offered_cannot_be_tapped(street: Street, tag: str) -> None:
    living_in(street, "en")
    street.commands(ZEBRA, "language")

    street.taps(ZEBRA, f"v1.language.{tag}", newest(street))

    assert whose(street).language in ("en", ACCENTED)
    assert whose(street).language == (ACCENTED if tag == "en-XA.1" else "en")


def test_an_older_card_changes_nothing(street: Street) -> None:
    living_in(street, "en")
    street.commands(ZEBRA, "language")
    older = newest(street)
    street.commands(ZEBRA, "language")

    street.taps(ZEBRA, f"v1.language.{ACCENTED}", older)

    assert whose(street).language == "en"


def test_an_open_star_comes_along(street: Street) -> None:
    living_in(street, "en")
    street.commands(ZEBRA, "star")
    street.taps(ZEBRA, "v1.star.begin", newest(street))
    street.commands(ZEBRA, "language")

    changed = street.taps(ZEBRA, f"v1.language.{ACCENTED}", newest(street))

    [drawn] = [one.body for one in changed if one.card == "star"]
    assert spell(QUESTIONS[0].words, ACCENTED) in drawn.text


def test_the_command_menu_comes_in_the_language(street: Street) -> None:
    living_in(street, "en")
    street.commands(ZEBRA, "language")
    said = Said(Heard.TAP, ZEBRA, newest(street), tap=read_tap(f"v1.language.{MIRRORED}"))
    turn = Turn(street.session, street.now, said, street.programme, "a_made_up_bot", whose(street))

    answers = routes.answer(turn)
    shown = menu(Role.YOUNG, street.programme, MIRRORED)

    assert Menu(ZEBRA, Role.YOUNG, MIRRORED) in answers
    assert [one.description for one in shown if one.command == "stop"] == [spell("Stop messages", MIRRORED)]


def test_somebody_whose_language_is_no_longer_offered_is_spoken_to_in_english(street: Street) -> None:
    living_in(street, ACCENTED)
    street.programme = replace(street.programme, languages=("en",))

    [help_card] = street.commands(ZEBRA, "help")

    assert help_card.body.text.startswith(say("help-intro")[:20])


# --- nudges ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", BOTH)
def test_a_nudge_in_our_own_words_comes_in_the_language_chosen_since(street: Street, language: str) -> None:
    living_in(street, "en")
    filled = {"name": "Zebra", "coordinator": "Robin", "place": "the park", "day": "Friday", "time": "2pm"}
    mine = set_up(street, say("nudge-7", **filled))
    typed = set_up(street, "See you at the park, Zebra")
    street.commands(ZEBRA, "language")

    street.taps(ZEBRA, f"v1.language.{language}", newest(street))

    wanted = say("nudge-7", language, street.programme.wording, **filled)
    assert [nudge.text for nudge in (mine, typed)] == [wanted, "See you at the park, Zebra"]


def test_a_nudge_comes_back_as_it_was_with_english(street: Street) -> None:
    living_in(street, "en")
    before = say("nudge-5", name="Zebra", day="Friday")
    nudge = set_up(street, before)
    street.commands(ZEBRA, "language")
    card = newest(street)

    for tag in (MIRRORED, ACCENTED, "en"):
        street.taps(ZEBRA, f"v1.language.{tag}", card)

    assert nudge.text == before


@pytest.mark.parametrize("language", BOTH)
def test_what_is_queued_and_has_not_left_comes_in_the_language_chosen_since(
    street: Street, language: str
) -> None:
    living_in(street, "en")
    buttons = (Button.tap("Reply", "nudge", "reply"), Button.tap("Not now", "star", "later"))
    said = {
        Kind.NUDGE: say("nudge-1", name="Zebra"),
        Kind.INVITATION: say("star-reminder", name="Zebra"),
        Kind.QUIET: say("nudge-8", name="Zebra"),
    }
    for kind, text in said.items():
        queued = Outgoing(Body(text, rows=(buttons,)), kind, person_id=whose(street).id)
        outbox.queue(street.session, queued, ZEBRA, street.now)

    reword_nudges(*in_another(street, language), "en", street.programme, coordinator="Robin")

    def anew(key: str, **values: str) -> str:
        return say(key, language, street.programme.wording, **values)

    bodies = [Body.from_json(row.body) for row in outbox.unsaid(street.session, whose(street).id)]
    assert [body.text for body in bodies] == [
        anew(key, name="Zebra") for key in ("nudge-1", "star-reminder", "nudge-8")
    ]
    assert [labels(body) for body in bodies] == [
        [anew("nudge-reply-button"), anew("star-not-now-button")]
    ] * 3
    assert [button.data for row in bodies[0].rows for button in row] == [one.data for one in buttons]


def in_another(street: Street, language: str) -> tuple[Session, Person]:
    """Let Zebra speak another language from now on."""
    whose(street).language = language
    return street.session, whose(street)


def set_up(street: Street, text: str) -> Nudge:
    later = street.now + timedelta(days=30)
    schedule = '{"kind": "once", "on": "2026-12-01", "at": "10:00"}'
    return nudges.set_up(street.session, 1, whose(street).id, text, schedule, later, street.now)


@pytest.mark.parametrize("language", BOTH)
def test_what_walkalong_says_by_itself_comes_in_the_language(street: Street, language: str) -> None:
    living_in(street, language)
    zebra, wanted = whose(street), values(street.programme)
    people.star_due(zebra, street.now)
    for _ in range(SILENCE_AFTER + 2):
        street.now += timedelta(weeks=2)
        nudges.set_up(street.session, 1, zebra.id, TYPED[0], ONCE, street.now, street.now)
        speak_when_due(street.session, street.now, street.programme)
        street.arrives()

    rows = street.session.query(Message).filter_by(person_id=zebra.id)
    said = {
        row.kind: Body.from_json(row.body)
        for row in rows
        if row.kind in (Kind.NUDGE, Kind.INVITATION, Kind.QUIET)
    }

    assert said.keys() == {Kind.NUDGE, Kind.INVITATION, Kind.QUIET}
    assert [fault for body in said.values() for fault in faults_on(body, language, wanted)] == []


ONCE = '{"kind": "once", "on": "2026-12-01", "at": "10:00"}'


# --- every screen ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Zebra", "Heron"])
@pytest.mark.parametrize("language", BOTH)
def test_every_screen_of_a_young_person_is_in_their_language(
    street: Street, language: str, name: str
) -> None:  # R29
    actor, found, wanted = living_in(street, language, name), Found(), values(street.programme)

    def look(body: Body) -> list[str]:
        speaks = people.at(street.session, actor.chat_id)
        if speaks is None or speaks.language == "en":  # once all is wiped, nobody knows what they speak
            return []
        return list(faults_on(body, speaks.language, wanted))

    crawl(street, actor, [], found, look=look)

    assert found.breaches == []
    assert found.counted["pressed"] > (40 if name == "Zebra" else 20)


@pytest.mark.parametrize("heard", [Heard.WORDS, Heard.EDIT, Heard.MEDIA])
@pytest.mark.parametrize(
    "text", ["i want to die", "he hit me", "can you ring me?", "are you real", "مرحبا", "hi"]
)
@pytest.mark.parametrize("language", BOTH)
def test_whatever_is_said_is_answered_in_their_language(
    street: Street, language: str, text: str, heard: Heard
) -> None:
    living_in(street, language)
    wanted = values(street.programme)

    # After Yes and before it, twice: the second answer may be another one.
    said = [Said(heard, chat_id, 5000 + again, text) for chat_id in (ZEBRA, HERON) for again in (1, 2)]
    shown = [one for each in said for one in street.does(each) if one.chat_id == each.chat_id]

    assert shown
    assert [fault for one in shown for fault in faults_on(one.body, language, wanted)] == []


@pytest.mark.parametrize("language", BOTH)
def test_the_last_word_after_a_wipe_is_in_their_language(street: Street, language: str) -> None:
    living_in(street, language)
    street.types(ZEBRA, "FORGET")

    shown = street.taps(ZEBRA, "v1.wipe.yes", newest(street))

    assert people.at(street.session, ZEBRA) is None
    assert [one.body.text for one in shown if one.chat_id == ZEBRA][-1:] == [
        say("wiped", language, street.programme.wording)
    ]


def test_the_look_at_a_screen_sees_english_that_is_left_over() -> None:
    body = Body(f"{spell('Hello there', ACCENTED)} friend Robin")

    assert list(faults_on(body, ACCENTED, NAMES)) == [f"'friend' is left in {body.text!r}"]


def test_the_look_at_a_screen_sees_what_is_not_kept_apart() -> None:
    bare, apart = Body("مرحبا Robin 7"), Body("مرحبا \u2068Robin\u2069 \u20687\u2069")

    assert [fault.split(" is left")[0] for fault in faults_on(bare, MIRRORED, NAMES)] == ["'Robin'", "'7'"]
    assert list(faults_on(apart, MIRRORED, NAMES)) == []


def test_the_look_at_a_screen_sees_a_line_that_begins_with_a_name() -> None:
    body = Body("مرحبا\n\u2068Robin\u2069 هنا")

    assert [fault for fault in faults_on(body, MIRRORED, NAMES) if "begins" in fault]


def test_staff_screens_stay_in_english(street: Street) -> None:
    living_in(street, MIRRORED)
    street.taps(ZEBRA, "v1.nudge.reply", 1000)
    street.types(ZEBRA, "hello there")

    [inbox] = [one.body for one in street.commands(ROBIN, "inbox") if one.card == "staff"]

    assert spell("e", MIRRORED) not in inbox.text
    assert all(label.isascii() or label[0] in "✓←→«»" for label in labels(inbox))


# --- right to left -----------------------------------------------------------------------------------------


def test_the_numbers_of_the_star_stay_left_to_right_with_words_at_both_ends(street: Street) -> None:  # R29
    living_in(street, MIRRORED)
    street.commands(ZEBRA, "star")
    [drawn] = street.taps(ZEBRA, "v1.star.begin", newest(street))

    ends = drawn.body.text.split("\n\n")[-1]

    assert [label for row in drawn.body.rows[:2] for label in (button.label for button in row)] == [
        str(number) for number in range(1, 11)
    ]
    assert ends[:2] == "\u200f\u2066"  # begun from the right, in the order of the numbers
    assert ends.index(spell("bad", MIRRORED)) < ends.index(spell("good", MIRRORED))
    assert ends[-1] == "\u2069"


def test_numbers_in_the_text_itself_are_kept_apart_and_whole(tmp_path: Path) -> None:  # R29
    folder = write(tmp_path, "call = اتصل 116 123 أو 0800 1111. من 1-10، في 14:30 /star\nstart = 7 أيام\n")

    assert say("call", "ar", folder) == (
        "اتصل \u2068116 123\u2069 أو \u20680800 1111\u2069. من \u20681-10\u2069، في \u206814:30\u2069 /star"
    )
    assert say("start", "ar", folder) == "\u200f\u20687\u2069 أيام"


def test_a_time_made_of_two_numbers_is_one(tmp_path: Path) -> None:  # R29
    folder = write(tmp_path, "at = في { $hour }:{ $minutes }\n")

    assert say("at", "ar", folder, hour=5, minutes="30") == "في \u20685:30\u2069"


def test_what_is_kept_apart_already_is_not_kept_apart_again(tmp_path: Path) -> None:
    folder = write(tmp_path, "by = حتى { $when }\n")

    assert say("by", "ar", folder, when="\u20683\u2069 مارس") == "حتى \u2068\u20683\u2069 مارس\u2069"


def write(folder: Path, text: str, language: str = "ar") -> Path:
    (folder / language).mkdir()
    (folder / language / "made-up.ftl").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("key", sorted(k for k in YOUNG - {"text-direction"} if not k.endswith("-button")))
def test_every_right_to_left_text_begins_so_and_isolates_what_is_put_in(
    programme: Programme, key: str
) -> None:  # R29
    filled = dict.fromkeys(VALUES[key], "Value9")

    said = say(key, MIRRORED, programme.wording, **filled)

    assert list(faults_on(Body(said), MIRRORED, ())) == []
    assert "Value9" not in outside_isolates(said)


@pytest.mark.parametrize("number", [0, 1, 2, 3, 8, 11, 100])
@pytest.mark.parametrize("language", BOTH)
def test_no_text_has_english_left_in_any_of_its_plurals(
    programme: Programme, language: str, number: int
) -> None:  # R29
    found = []
    for key in sorted(YOUNG - {"text-direction"}):
        said = say(key, language, programme.wording, **dict.fromkeys(VALUES[key], number))
        as_button = (Button(said),) if key.endswith("-button") else ()
        body = Body("" if as_button else said, rows=(as_button,))
        found += [(key, fault) for fault in faults_on(body, language, ())]

    assert found == []


def test_the_picture_is_labelled_and_set_in_their_language(street: Street, sqlite_url: str) -> None:
    living_in(street, MIRRORED)
    figures = Figures(Database(sqlite_url, [KEY]), street.programme)
    first, latest = stars.ended(street.session, whose(street).id)

    drawn = figures._draw(street.session, first, latest)

    texts = [mark["encode"]["enter"] for mark in drawn["marks"] if mark["type"] == "text"]
    words = "".join(line for text in texts for line in text["text"]["value"])
    assert {text["dir"]["value"] for text in texts} == {"rtl"}
    assert spell("Money", MIRRORED) in words
    assert not any(letter.isascii() and letter.isalpha() for letter in words)
    assert all(
        line[0] == "\u2067" and line[-1] == "\u2069" for text in texts for line in text["text"]["value"]
    )
    figures._database.close()


def test_a_left_to_right_picture_is_left_alone(street: Street, sqlite_url: str) -> None:
    living_in(street, ACCENTED)
    figures = Figures(Database(sqlite_url, [KEY]), street.programme)
    first, latest = stars.ended(street.session, whose(street).id)

    drawn = figures._draw(street.session, first, latest)

    assert "rtl" not in str(drawn)
    assert spell("Money", ACCENTED) in str(drawn)
    figures._database.close()


# --- days, times and digits --------------------------------------------------------------------------------


def test_official_questions_are_the_councils_letter_by_letter() -> None:  # R26
    assert [say(f"star-question-{n}") for n in NUMBERS] == [question.words for question in QUESTIONS]


@pytest.mark.parametrize("zero", ["٠", "۰"], ids=["Eastern Arabic", "Persian"])
@pytest.mark.parametrize("number", range(1, 11))
def test_a_score_may_be_typed_in_other_digits(zero: str, number: int) -> None:
    typed = "".join(chr(ord(zero) + int(digit)) for digit in str(number))

    assert read_score(typed) == Score(number)


@pytest.mark.parametrize("language", ["en", *BOTH])
def test_a_score_in_eastern_digits_is_heard_in_every_language(street: Street, language: str) -> None:
    living_in(street, language)
    street.commands(ZEBRA, "star")
    street.taps(ZEBRA, "v1.star.begin", newest(street))

    street.types(ZEBRA, "١٠")

    opened = stars.open_for(street.session, whose(street).id)
    assert opened is not None
    assert stars.answers(street.session, opened.id) == {1: 10}


def test_a_language_may_order_dates_and_count_hours_to_24(tmp_path: Path, programme: Programme) -> None:
    own = "clock-hours = 24\nwhen-am-minutes = { $hour }.{ $minutes }\nwhen-pm-minutes = kl { $hour }.{ $minutes }\n"
    own += "when-date = { $year }-{ $month }-{ $day }\nmonth = m{ $month }\n"
    folder = write(tmp_path, own, "sv")

    def speak(key: str, **values: str | int) -> str:
        return say(key, "sv", folder, **values)

    assert clock(time(17), speak) == "kl 17.00"
    assert date_said(date(2027, 3, 1), speak) == "2027-m3-1"


@pytest.mark.parametrize(("at", "said"), [(time(12), "midday"), (time(12, 30), "12:30pm"), (time(0), "12am")])
def test_noon_is_midday_because_12pm_is_midnight_to_some(at: time, said: str) -> None:
    assert clock(at, say) == said


def test_direction_is_known_before_anything_is_said() -> None:
    assert {tag.split("-")[0] for tag in (MIRRORED, "fa-AF", "ckb", "ps")} <= RIGHT_TO_LEFT
    with pytest.raises(WordingError):
        say("stop", "ar", SHIPPED, coordinator="Robin")
