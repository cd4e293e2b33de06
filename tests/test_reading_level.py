"""The known answers are what textstat 0.7.4 says of the same texts, with `set_rounding(False)`:
`lexicon_count`, `sentence_count`, `syllable_count`, `flesch_kincaid_grade`, `flesch_reading_ease`.
"""

import pytest

from care.reading_level import reading_level, sentences, words

HELLO = "Hi, good to meet you. I'm a check-in bot. Sam asked me to say hi. I'm a computer, not a person."
WHO_SEES_IT = (
    "Who sees your answers? Sam, and one stand-in when Sam is off. Bosses and the people who pay for this "
    "only see big group totals. They never see your name or your words."
)
TELEGRAM = (
    "Telegram keeps this chat on its computers. It is not a secret chat. Please don't send me things "
    "you'd hate someone else to read. You can hide message previews in your phone settings."
)
HELP = (
    "Thank you for telling me that. I'm a computer, so I can't keep you safe. People can, and you don't "
    "have to face this alone. If anyone is in danger right now, call 999. You can talk to someone for "
    "free, day or night. Text SHOUT to 85258. Call Samaritans on 116 123. Call 111 and pick mental "
    "health. If you're under 19, call Childline on 0800 1111."
)
SATURDAY = "See you Saturday, then community centre?"
OFFICIAL = (
    "The local authority commissioned an independent evaluation of the implementation, examining "
    "participants' experiences and the sustainability of improvements."
)


# R22
@pytest.mark.parametrize(
    ("text", "counts", "grade", "ease"),
    [
        pytest.param(HELLO, (21, 4, 24), -0.057, 104.821, id="hello"),
        pytest.param(WHO_SEES_IT, (33, 4, 39), 1.573, 98.479, id="who sees it"),
        pytest.param(TELEGRAM, (33, 4, 41), 2.288, 93.352, id="telegram"),
        pytest.param(HELP, (68, 9, 79), 1.065, 100.881, id="help"),
        pytest.param(SATURDAY, (6, 1, 12), 10.350, 31.545, id="saturday"),
        pytest.param(OFFICIAL, (18, 1, 49), 23.552, -41.735, id="official"),
    ],
)
def test_the_reading_level_is_what_textstat_says(
    text: str, counts: tuple[int, int, int], grade: float, ease: float
) -> None:
    level = reading_level(text)

    assert level is not None
    assert (level.words, level.sentences, level.syllables) == counts
    assert level.grade == pytest.approx(grade, abs=0.001)
    assert level.ease == pytest.approx(ease, abs=0.001)


@pytest.mark.parametrize("label", ["", "Monthly", "Skip", "🙂", "1 = bad"])
def test_a_label_has_no_reading_level(label: str) -> None:
    assert reading_level(label) is None


def test_a_time_of_day_does_not_end_a_sentence() -> None:
    assert sentences("See you at 4.30 by the library. Bye!") == ["See you at 4.30 by the library", "Bye"]


def test_a_sentence_may_end_inside_quotation_marks() -> None:
    assert sentences('She said "come in." He did.') == ['She said "come in', '" He did']


def test_the_end_of_a_line_ends_a_sentence() -> None:
    assert sentences("Home: 3\nMoney: 5") == ["Home: 3", "Money: 5"]


def test_signs_are_not_words() -> None:
    assert words("Home: 3 → 8 🙂 I'm in") == ["home", "3", "8", "im", "in"]
