"""Stop, wipe, start and "are you real", in the spellings people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.stop_words import asks_if_real, is_forget, is_start, is_stop, mentions_stop
from care.word_check import WordClass, check

# R8's list, copied from the rule.
R8 = [
    "stop",
    "stop it",
    "stpo",
    "sotp",
    "stopp",
    "stob",
    "sstop",
    "stoppp",
    "stop all",
    "stop texting",
    "stop texting me",
    "stop messaging",
    "stop messaging me",
    "stop sending",
    "stop this",
    "unsubscribe",
    "unsub",
    "unsubscibe",
    "cancel",
    "end",
    "quit",
    "opt out",
    "optout",
    "remove me",
    "take me off",
    "leave me alone",
    "no more",
    "no more messages",
    "no more texts",
    "go away",
    "do not message me",
    "dont message me",
    "dont text me",
    "f off",
    "fuck off",
    "piss off",
    "stop asking",
    "enough",
    "not interested",
    "/stop",
    "🛑",
    "✋",
]
R9 = ["delete me", "delete my data", "forget me", "wipe", "wipe it", "erase", "FORGET"]


@pytest.mark.parametrize("words", R8)
def test_every_listed_spelling_stops(words: str) -> None:  # R8
    assert is_stop(words)


@pytest.mark.parametrize("words", R8)
@pytest.mark.parametrize(
    "way",
    [
        "{}!!!",
        " {} . ",
        "{} pls",
        "please {}",
        "{} now x",
        "ok {} bot",
        "{} plz",
        "“{}”",
        "{}\n",
    ],
)
def test_marks_and_filler_words_do_not_hide_a_stop(words: str, way: str) -> None:  # R8
    assert is_stop(way.format(words))


@pytest.mark.parametrize("noise", ["pls", "please", "plz", "now", "ok", "bot", "x"])
def test_each_noise_word_is_taken_out_before_and_after_every_listed_spelling(noise: str) -> None:  # R8
    ways = ("{words} {noise}", "{noise} {words}", "{noise}, {words}!", "{noise} {noise} {words} {noise}")

    missed = [way for words in R8 for way in ways if not is_stop(way.format(words=words, noise=noise))]

    assert missed == []
    assert not is_stop(noise)


@pytest.mark.parametrize("words", R8)
def test_wide_letters_are_the_same_letters(words: str) -> None:  # R8, NFKC
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in words)

    assert is_stop(wide)


@pytest.mark.parametrize("words", [*R8, *R9, "START"])
def test_a_listed_word_is_a_command_and_no_worry_to_the_word_check(words: str) -> None:  # R8, R11
    ways = ("{}", "{}!", "{} now", "pls {}", "{} bot")

    noticed = {check(way.format(words)).word_class for way in ways}

    assert noticed == {WordClass.ORDINARY}


@pytest.mark.parametrize(
    "words", ["stop. i want to die", "enough. i want to end my life", "no more, im going to kill myself"]
)
def test_a_listed_word_beside_a_crisis_is_a_crisis(words: str) -> None:  # R11
    assert check(words).word_class is WordClass.CRISIS
    assert not is_stop(words)


@pytest.mark.parametrize("words", R8)
def test_capitals_do_not_hide_a_stop(words: str) -> None:  # R8
    assert is_stop(words.upper())


@given(st.sampled_from(R8), st.data())
def test_a_letter_held_down_does_not_hide_a_stop(words: str, data: st.DataObject) -> None:  # R8
    place = data.draw(st.integers(0, len(words) - 1))
    letter = words[place]

    held = words[:place] + letter * data.draw(st.integers(3, 9)) + words[place + 1 :]

    assert is_stop(held)


@pytest.mark.parametrize(
    "words",
    [
        "ｓｔｏｐ",
        "s.t.o.p",
        "stop,please",
        "opt-out",
        "don't text me",
        "don’t message me",
        "st\u200bop",
        "✋🏽",
        "🛑🛑🛑",
        "stop 🛑",
        "STOP STOP STOP",
        "stop. stop.",
        "fuck offfff",
        "stop xxx",
    ],
)
def test_stop_is_heard_however_the_phone_writes_it(words: str) -> None:  # R8
    assert is_stop(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "ok",
        "please",
        "x",
        "don't stop",
        "dont stop",
        "stop it ur making me laugh",
        "please make it stop",
        "bus stop",
        "stop. i want to die",
        "the end",
        "i quit my job",
        "go away for the weekend",
        "stop 😂",
        "not stop",
        "enough about me",
        "cancel culture",
        "non stop",
        "stoop",
        "unstop",
        "no more money",
        "stop " * 100,
    ],
)
def test_a_message_that_says_more_does_not_stop(words: str) -> None:  # R10
    assert not is_stop(words)


@pytest.mark.parametrize(
    "words",
    [
        "stop it ur making me laugh",
        "please make it stop",
        "don't stop",
        "dont stop messaging me",
        "i cant stop crying",
        "pls dont stop texting me",
        "why did you stop texting me",
        "he wont stop messaging me",
        "it has to stop",
        "tell him to stop texting me",
        "i stop messaging people when im sad",
        "meet at the bus stop?",
        "stop it! haha",
        "when will it stop",
        "they dont text me anymore",
        "i stopped messaging her",
        "",
        "ok",
    ],
)
def test_a_stop_that_is_not_about_our_messages_is_left_alone(words: str) -> None:  # R10
    assert not mentions_stop(words)


@pytest.mark.parametrize(
    "words",
    [
        "can you stop messaging me please",
        "i want you to stop texting me",
        "Please stop sending me these messages.",
        "im busy at work, pls stop texting me",
        "How do I stop this?",
        "I don't want any more messages",
        "take me off this list",
        "STOP MESSAGING ME im busy",
        "i dont like this can u stop messaging me",
        "unsubscribe me from this",
        "Stop. I'm fed up with it",
        "stop. i want to die",
    ],
)
def test_a_longer_request_to_stop_is_worth_asking_about(words: str) -> None:  # R10, R11
    assert mentions_stop(words)


@pytest.mark.parametrize("words", [*R9, "forget me pls", "Forget!", "FORGETTT", "wipe it now"])
def test_every_listed_spelling_wipes(words: str) -> None:  # R9
    assert is_forget(words)


@pytest.mark.parametrize(
    "words", ["dont forget me", "forget it", "forget about it", "wipe the table", "stop", ""]
)
def test_forgetting_something_else_wipes_nothing(words: str) -> None:  # R9
    assert not is_forget(words)


@pytest.mark.parametrize(
    "words", ["START", "start", "/start", "Start!", "start pls", "starttt", "start again"]
)
def test_start_is_heard(words: str) -> None:  # R13
    assert is_start(words)


@pytest.mark.parametrize(
    "words", ["i start college monday", "dont start", "stop", "not start", "", "started"]
)
def test_a_message_that_says_more_does_not_start(words: str) -> None:  # R13
    assert not is_start(words)


@pytest.mark.parametrize(
    "words",
    [
        "are you real",
        "r u a bot",
        "is this a person",
        "who is this",
        "R U A BOT??",
        "are you even real",
        "who dis",
        "hey r u actually a real person lol",
        "is this a bot or a human",
        "am i talking to a person",
        "you real?",
        "hi, who is this?",
        "wait are you a robot",
        "are u reaaaal",
        "who’s this",
        "is this ai",
        "what are you",
        "Thanks. Are you a real person?",
    ],
)
def test_asking_whether_we_are_real_is_heard(words: str) -> None:  # R4
    assert asks_if_real(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "are you really there",
        "who is this for",
        "u ok hun",
        "is it raining",
        "who is this guy on my course",
        "i am a real person",
        "are you ok",
        "my computer is broken",
        "is this a good idea",
    ],
)
def test_other_questions_are_not_about_us(words: str) -> None:  # R4
    assert not asks_if_real(words)


def test_english_stop_words_work_in_every_language() -> None:  # R12
    assert is_stop("stop", "sq")


@given(st.text(max_size=5000))
def test_no_text_breaks_the_hearing(words: str) -> None:
    for heard in (is_stop, is_forget, is_start, mentions_stop, asks_if_real):
        assert heard(words) in (True, False)


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "words", ["stop " * 1000, "are you a a a " * 400, "p" * 5000, "🛑" * 5000, "u to " * 1000]
)
def test_a_very_long_message_is_heard_quickly(words: str) -> None:
    for heard in (is_stop, is_forget, is_start, mentions_stop, asks_if_real):
        heard(words)
