from pathlib import Path

import pytest

from bot.wording_list import examples
from care.gate import (
    Finding,
    Kind,
    Weight,
    check,
    first_40_are_discreet,
    for_one_person,
    indiscreet_in_first_40,
)
from care.help_lines import HELP_LINES, HelpLine
from care.reading_level import reading_level
from wording import SHIPPED, keys_in, messages, say
from wording.readers import OFFICIAL, Reader, reader

PUT_INTO_SENTENCES = ("hours-", "when-")  # a day or a time has no reading level of its own
MAY_BE_LONG = (
    "hello-",
    "help-static",
)  # R22 lets the hellos and the crisis words be longer than 320 characters
VALUES = messages()
NUDGES = [*(f"nudge-{number}" for number in range(1, 9)), "star-reminder"]
# R19, word for word
HARD = (
    "care leaver, leaving care, looked after child, looked-after, LAC, CLA, UASC, NEET, EET, placement, "
    "respite, sibling, abscond, service user, client, caseload, caseworker, case worker, case file, case "
    "review, corporate parent, permanence, non-engaging, non-engagement, disengaged, hard to reach, "
    "vulnerable, at risk, challenging behaviour, safeguarding, referral, referred, assessment, assess, "
    "intervention, outcome, cohort, provision, statutory, threshold, tier 3, commissioned, data subject, "
    "disclose, disclosure, non-compliant, failed to attend, failed asylum, asylum seeker, birth mum, "
    "birth dad, birth parent, domestic incident, committed suicide, attention seeking, manipulative, "
    "suicidal"
)
# R20
SOFT = (
    "case, contact, unit, pathway plan, transition, independence, independent living, peers, refer, "
    "consent, engage, support needs, key worker, professionals, appointment missed, DNA, risk, mental "
    "health"
)
# R21
PHRASES = (
    "don't do anything silly, don't be silly, calm down, cheer up, you have so much to live for, I "
    "understand how you feel, I know how you feel, everything happens for a reason, others have it worse, "
    "stay strong, be brave, man up, I promise, it will stay between us, no one will know, don't worry "
    "about it, well done for being honest, good score, bad score, you've dropped, you've improved, we "
    "miss you, last chance, final reminder, you haven't, you failed, you must, you need to complete"
)


# R23
LOCK_SCREEN = (
    "star, score, money, debt, rent, doctor, tablets, drugs, police, court, council, social, care, sad, hurt, die, "
    "crisis, safe"
)
# Said unasked, or in answer to a crisis or a concern: what stands first on a locked phone.
UNASKED = [*NUDGES, "answer-from", "mydata-answer", "mydata-fixed", "crisis", "crisis2", "concern"]
LONG_NAME = "Maximiliana-Alexandrina Oluwaseun-Smith"  # 39 characters, and 40 may be typed
THEIR_NAMES = ["J", "Al", "Jay", "Mary-Jane", "Alexandra", LONG_NAME]


def young_peoples_keys() -> list[str]:
    return [key for path in young_peoples_files() for key in keys_in(path)]


def young_peoples_files() -> list[Path]:
    return [
        path
        for path in sorted((SHIPPED / "en").glob("*.ftl"))
        if reader(path) is Reader.YOUNG and path.name != OFFICIAL
    ]


def filled_in(key: str, **values: str | int) -> str:
    return say(key, **{**examples(VALUES[key]), **values})


def found(text: str, *, typed: bool = True) -> list[tuple[Kind, str]]:
    return [(finding.kind, finding.found) for finding in check(text, typed_by_coordinator=typed)]


# R19 R20 R21 R22: in every one of its plural forms, and with no emoji at all
@pytest.mark.parametrize("key", young_peoples_keys())
def test_every_text_for_young_people_passes_the_gate(key: str) -> None:
    numbers = [name for name, value in examples(VALUES[key]).items() if isinstance(value, int)]

    findings = [
        finding
        for number in ((0, 1, 2, 7, 8, 12) if numbers else (0,))
        for finding in check(filled_in(key, **dict.fromkeys(numbers, number)), emoji=0)
    ]

    let_off = {Kind.TOO_LONG} if key.startswith(MAY_BE_LONG) else set()
    let_off |= {Kind.HARD_TO_READ} if key.startswith(PUT_INTO_SENTENCES) else set()
    assert [finding for finding in findings if finding.kind not in let_off] == []


# R19 R20 R21 R22
@pytest.mark.parametrize("line", HELP_LINES, ids=lambda line: line.who)
def test_every_help_line_passes_the_gate(line: HelpLine) -> None:
    said = say("help-line", name=line.who, how=line.how, hours=line.hours)

    assert [finding for finding in check(said, emoji=0) if finding.kind is not Kind.HARD_TO_READ] == []


# R22
@pytest.mark.parametrize("key", keys_in(SHIPPED / "en" / "alerts.ftl"))
def test_there_is_no_emoji_in_an_alert(key: str) -> None:
    assert Kind.EMOJI not in {finding.kind for finding in check(filled_in(key), emoji=0)}


# R22
def test_what_young_people_read_is_easy_as_a_whole() -> None:
    sentences = [filled_in(key) for key in young_peoples_keys() if not key.endswith("-button")]

    level = reading_level("\n".join(sentences))

    assert level is not None
    assert level.ease >= 80


# R23
@pytest.mark.parametrize("name", THEIR_NAMES)
@pytest.mark.parametrize("coordinator", ["Sam", "Marie-Claire"])
@pytest.mark.parametrize("key", UNASKED)
def test_a_lock_screen_may_show_how_everything_begins_that_is_said_unasked(
    key: str, coordinator: str, name: str
) -> None:
    mine = {
        part: said for part, said in (("name", name), ("coordinator", coordinator)) if part in VALUES[key]
    }
    said = filled_in(key, **mine)

    assert indiscreet_in_first_40(said, {name, coordinator}, ["Kim", "Zoë"]) == []


# R23
@pytest.mark.parametrize("word", LOCK_SCREEN.split(", "))
def test_none_of_these_words_may_stand_in_the_first_40_characters_and_each_may_later(word: str) -> None:
    before = "Hi Jay, just checking in. How's your"  # 36 characters, and a space

    assert indiscreet_in_first_40(f"Hi Jay, {word} and all.", {"Jay"}) == [word]
    assert indiscreet_in_first_40(f"Hi Jay, {word.upper()} and all.", {"Jay"}) == [word.upper()]
    assert indiscreet_in_first_40(f"{before} {word} then?", {"Jay"}) == [word]
    assert indiscreet_in_first_40(f"{before} day {word} then?", {"Jay"}) == []


# R23
def test_a_name_that_begins_a_sentence_is_found_among_those_who_are_known() -> None:
    assert indiscreet_in_first_40("Kim says hi.", {"Jay", "Sam"}, ["Kim", "Jay"]) == ["Kim"]
    assert indiscreet_in_first_40("Jay, how are you?", {"Jay", "Sam"}, ["Kim", "Jay"]) == []
    assert indiscreet_in_first_40("Kimchi on Friday?", {"Jay", "Sam"}, ["Kim", "Jay"]) == []


# R19
@pytest.mark.parametrize("word", HARD.split(", "))
def test_a_hard_word_is_refused_with_a_kinder_one(word: str) -> None:
    findings = check(f"We say {word} here.", typed_by_coordinator=True)

    assert [(finding.kind, finding.found, finding.weight) for finding in findings if finding.kinder] == [
        (Kind.HARD_WORD, word, Weight.REFUSE)
    ]


# R19
@pytest.mark.parametrize("word", HARD.split(", "))
def test_no_plural_hyphen_or_hidden_sign_gets_a_hard_word_through(word: str) -> None:
    parts = word.replace("-", " ").split()
    written = {
        joined: joined.join(parts)
        for joined in ("-", "\u2010", "\u2011", "–", "—", "\u2212", " - ", "  ", "")
    }
    written |= {"plural": _plural(word), "whose": f"{word}'s", "loud": word.upper(), "wide": _wide(word)}
    written |= {sign: sign.join(word) for sign in ("\u00ad", "\u200b", "\u200c", "\u2060", "\ufeff")}

    let_by = [how for how, said in written.items() if not _refused(f"So, {said} it is.")]

    assert let_by == []


def _plural(word: str) -> str:
    """Write more than one of it; what has no plural ("at risk", "hard to reach") stays."""
    none = (
        "ch",
        "risk",
        "asylum",
        "statutory",
        "manipulative",
        "vulnerable",
        "seeking",
        "suicidal",
        "attend",
    )
    return word if word.endswith(none) else f"{word}es" if word.endswith("s") else f"{word}s"


def _wide(word: str) -> str:
    """Write it in the full-width letters of an Asian keyboard."""
    return "".join(chr(ord(letter) + 0xFEE0) if letter.isalpha() else letter for letter in word)


def _refused(text: str) -> bool:
    return any(finding.weight is Weight.REFUSE for finding in check(text, typed_by_coordinator=True))


# R20
@pytest.mark.parametrize("word", SOFT.split(", "))
def test_a_soft_word_is_asked_about_with_a_kinder_one(word: str) -> None:
    findings = check(f"We say {word} here.", typed_by_coordinator=True)

    assert [(finding.kind, finding.found, finding.weight) for finding in findings if finding.kinder] == [
        (Kind.SOFT_WORD, word, Weight.ASK_AGAIN)
    ]


# R21
@pytest.mark.parametrize("phrase", PHRASES.split(", "))
def test_a_phrase_that_hurts_is_refused_with_a_kinder_one(phrase: str) -> None:
    [finding] = check(f"Hey, {phrase}.", typed_by_coordinator=True)

    assert (finding.kind, finding.found, finding.weight) == (Kind.PHRASE, phrase, Weight.REFUSE)
    assert finding.kinder


# R19
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Your PLACEMENT is fine.", "PLACEMENT"),
        ("All the placements are.", "placements"),
        ("My care-leavers group.", "care-leavers"),
        ("My care leaver's group.", "care leaver"),
        ("A case‑worker will call.", "case-worker"),
        ("A care–leaver.", "care-leaver"),
        ("A place\u00adment.", "placement"),
        ("A case\nfile.", "case\nfile"),
        ("She assesses it.", "assesses"),
        ("Looked after children.", "Looked after children"),
        ("He is non compliant.", "non compliant"),
    ],
)
def test_any_case_plural_or_hyphen_of_a_hard_word_is_found(text: str, word: str) -> None:
    assert (Kind.HARD_WORD, word) in found(text)


@pytest.mark.parametrize(
    "text", ["Mind your laces.", "A lacy top.", "The replacement bus.", "My suitcase.", "A community day."]
)
def test_a_word_inside_another_is_not_found(text: str) -> None:
    assert found(text) == []


# R21
@pytest.mark.parametrize("text", ["Dont be silly.", "Don’t be silly.", "DON'T BE SILLY."])
def test_a_phrase_is_found_whatever_its_apostrophe(text: str) -> None:
    assert Kind.PHRASE in [kind for kind, _ in found(text)]


# R19
@pytest.mark.parametrize(
    "name",
    ["PIP assessment", "work capability assessment", "GP referral", "work placement", "college placement"],
)
def test_the_real_name_of_a_thing_may_be_typed_but_is_never_shipped(name: str) -> None:
    text = f"How did the {name} go?"

    assert Kind.HARD_WORD not in [kind for kind, _ in found(text)]
    assert Kind.HARD_WORD in [kind for kind, _ in found(text, typed=False)]


# R19
@pytest.mark.parametrize(
    "text", ["Two PIP assessments.", "My GP referrals.", "A work-placement.", "COLLEGE PLACEMENT"]
)
def test_the_real_names_of_things_have_plurals_and_hyphens_too(text: str) -> None:
    assert Kind.HARD_WORD not in [kind for kind, _ in found(text)]


# R19
@pytest.mark.parametrize(
    "text",
    [
        "A foster placement.",
        "Your assessment.",
        "The referral to the GP.",
        "A work assessment.",
        "GP referred.",
    ],
)
def test_the_exceptions_let_nothing_else_through(text: str) -> None:
    assert Kind.HARD_WORD in [kind for kind, _ in found(text)]


# R20
@pytest.mark.parametrize(
    "text",
    [
        "Take it just in case.",
        "A phone case.",
        "Bring your suitcase.",
        "Two suitcases.",
        "Your suit case.",
        "The next course unit.",
        "Unit of your course.",
        "Call 111 and pick mental health.",
    ],
)
def test_the_everyday_sense_of_a_soft_word_is_let_through(text: str) -> None:
    assert found(text) == []
    assert found(text, typed=False) == []


# R20
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Your case is open.", "case"),
        ("In this case.", "case"),
        ("A supported unit.", "unit"),
        ("Call your mental health team.", "mental health"),
    ],
)
def test_every_other_sense_of_it_is_asked_about(text: str, word: str) -> None:
    assert found(text) == [(Kind.SOFT_WORD, word)]


# R20
@pytest.mark.parametrize(
    ("they_said", "asked"),
    [
        ([], True),
        (["my mental state"], True),
        (["it's my Mental-Health again"], False),
        (["hi", "mental health and that"], False),
    ],
)
def test_mental_health_may_be_said_once_they_have_said_it(they_said: list[str], asked: bool) -> None:
    findings = check("How is your mental health?", typed_by_coordinator=True, they_said=they_said)

    assert [finding.found for finding in findings] == (["mental health"] if asked else [])


# R20
def test_what_they_said_lets_no_other_soft_word_through() -> None:
    findings = check("In contact with the unit?", typed_by_coordinator=True, they_said=["contact the unit"])

    assert [finding.found for finding in findings] == ["contact", "unit"]


def test_a_word_inside_a_worse_one_is_told_once() -> None:
    assert found("Your case file.") == [(Kind.HARD_WORD, "case file")]


# R22
def test_a_sentence_of_sixteen_words_is_refused_and_one_of_fifteen_is_not() -> None:
    fifteen = "we can go to the park or to the sea or to the big town"

    assert check(fifteen, typed_by_coordinator=True) == []
    assert check(f"{fifteen} now", typed_by_coordinator=True) == [
        Finding(Kind.LONG_SENTENCE, f"{fifteen} now", Weight.REFUSE)
    ]


# R22
def test_a_text_of_320_characters_is_short_enough_and_321_is_not() -> None:
    text = "It is up to you. " * 18 + "Say hi to me ."

    assert len(text) == 320
    assert check(text) == []
    assert check(text + "x") == [Finding(Kind.TOO_LONG, "321", Weight.REFUSE)]


# R22
def test_shouting_is_refused_but_for_the_words_that_are_written_so() -> None:
    assert (
        check("Send STOP, START or FORGET. Text SHOUT. It's OK. The NHS and the ICO help. Show the QR.") == []
    )
    assert check("Come NOW if you can.") == [Finding(Kind.CAPITALS, "NOW", Weight.REFUSE)]


# R22
def test_a_second_emoji_is_refused_and_a_skin_tone_is_not_a_second_one() -> None:
    assert check("See you there 👍🏽") == []
    assert check("See you there 👍🏽🎉") == [Finding(Kind.EMOJI, "👍🏽🎉", Weight.REFUSE)]


# R22
@pytest.mark.parametrize("emoji", ["🙂", "❤️", "👩‍👩‍👧", "🇬🇧", "✨"])
def test_no_emoji_is_let_into_a_text_that_may_have_none(emoji: str) -> None:
    assert check(f"That sounds hard {emoji}", emoji=0) == [Finding(Kind.EMOJI, emoji, Weight.REFUSE)]


# R22
def test_the_reading_level_of_a_short_typed_text_is_not_mentioned() -> None:
    assert check("See you Saturday, then community centre?", typed_by_coordinator=True) == []


# R22
def test_the_reading_level_of_a_long_typed_text_is_advice() -> None:
    text = "Everybody remembers community activities tomorrow. " * 6

    findings = check(text, typed_by_coordinator=True)

    assert [(finding.kind, finding.weight) for finding in findings] == [(Kind.HARD_TO_READ, Weight.ADVISE)]


# R22
def test_a_shipped_text_that_is_hard_to_read_is_refused() -> None:
    [finding] = check("See you Saturday, then community centre?")

    assert (finding.kind, finding.weight) == (Kind.HARD_TO_READ, Weight.REFUSE)


# R22
def test_length_capitals_and_emoji_are_advice_on_what_a_coordinator_types() -> None:
    text = "It is up to you. " * 19 + "OK then. SEE YOU 🎉🎉"

    findings = check(text, typed_by_coordinator=True)

    assert {(finding.kind, finding.weight) for finding in findings} == {
        (Kind.TOO_LONG, Weight.ADVISE),
        (Kind.CAPITALS, Weight.ADVISE),
        (Kind.EMOJI, Weight.ADVISE),
    }


# R23
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hi Jay, just checking in.", []),
        ("Hi Jay. Sam says hi, and see you Monday.", []),
        ("Hi Jay, how did the police visit go?", ["police"]),
        ("Hi Jay. Any debts left to sort out?", ["debts"]),
        ("Hi Marcus, just checking in.", ["Marcus"]),
        ("Hi Jay, how is Marcus's knee?", ["Marcus"]),
        ("Hey Jay. Did anything good happen this week? Say hi to Marcus at court.", []),
        ("Take your time. Careful on the ice.", []),
        ("Hey Jay, it was good to see you there. Sad?", ["Sad"]),
        ("Hey Jay, it was so good to see you there. Sad?", []),
    ],
)
def test_the_lock_screen_shows_no_other_name_and_nothing_private(text: str, words: list[str]) -> None:
    assert indiscreet_in_first_40(text, {"Jay", "Sam"}) == words
    assert first_40_are_discreet(text, {"Jay", "Sam"}) == (words == [])


# R23
def test_a_chosen_name_of_two_words_is_a_name_of_theirs() -> None:
    assert first_40_are_discreet("Hey there Mary-Jane O'Neil, all well?", {"Mary-Jane O'Neil"})


# R18
@pytest.mark.parametrize("key", NUDGES)
def test_no_nudge_of_ours_speaks_of_family_home_or_feasts(key: str) -> None:
    assert for_one_person(filled_in(key)) == []


# R18
@pytest.mark.parametrize("word", ["family", "birthday", "home", "Christmas", "Eid", "families", "birthdays"])
def test_words_for_one_person_alone_are_found(word: str) -> None:
    assert for_one_person(f"Hi there. All well with {word}?") == [word]
    assert for_one_person("Hi there. Familiar with homework? Eider down.") == []
