"""What the word check makes of what people write. Every reply in these tests is made up."""

import csv
import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import cli
from bot.environment import SettingsError
from bot.words import require_word_check
from care import word_weights
from care.normal_words import words_left_out
from care.word_check import WordClass, check
from care.word_families import KINDS, read_families

FIXTURES = Path(__file__).parent / "fixtures"
DEVELOPMENT = FIXTURES / "replies_dev.csv"
UNSEEN = FIXTURES / "replies_unseen.csv"
PLAIN = FIXTURES / "replies_plain.csv"
MADE_UP = (
    FIXTURES / "replies_made_up.csv"
)  # three lists that the families were learned from: no measure of anything
FAMILIES = read_families()
EXAMPLES = [(family, example) for family in FAMILIES.all for example in family.examples]

Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type `walkalong words …`: gives the exit code, standard output and standard error."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["walkalong", "words", *words])
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capsys.readouterr()
        return (left.value.code if isinstance(left.value.code, int) else 0), said.out, said.err

    return run


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a list of labelled replies."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def counted(path: Path) -> Counter[tuple[str, str]]:
    """Count (expected, got) over a list of labelled replies."""
    with path.open(encoding="utf-8", newline="") as lines:
        return Counter(
            (row["expected"], check(row["text"]).word_class.value) for row in csv.DictReader(lines)
        )


def test_the_development_set_is_read_as_its_author_did() -> None:
    counts = counted(DEVELOPMENT)

    # R37
    assert counts["crisis", "crisis"] == 10
    assert sum(number for (expected, got), number in counts.items() if expected == got) >= 38


def test_what_was_learned_once_stays_learned() -> None:
    counts = counted(MADE_UP)

    # R37, over lists three times as long; they were learned from, so this only keeps what is there.
    assert counts["crisis", "crisis"] >= 100
    assert counts["crisis", "ordinary"] == 0
    assert counts["ordinary", "crisis"] <= 3
    assert counts["concern", "ordinary"] <= 3
    assert counts["wants_contact", "wants_contact"] >= 48


@pytest.mark.parametrize(("family", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_every_family_fires_on_its_own_examples(family: object, example: str) -> None:
    noticed = check(example)

    assert family in [one for one in FAMILIES.all if one.name in {fired.family for fired in noticed.fired}]


def test_every_family_says_why_it_matters_and_has_examples() -> None:
    assert [family.name for family in FAMILIES.all if not (family.why and family.examples)] == []
    assert {family.word_class for family in FAMILIES.all} == set(KINDS)


def test_no_pattern_holds_a_word_that_is_left_out_of_messages() -> None:
    assert words_left_out() & FAMILIES.patterns_name == frozenset()


@pytest.mark.parametrize(
    ("text", "word_class"),
    [
        ("ring me. i want to die", WordClass.CRISIS),
        ("cant cope, can u ring me", WordClass.CONCERN),
        ("killed my interview! can u ring me", WordClass.WANTS_CONTACT),
    ],
)
def test_the_worse_class_wins(text: str, word_class: WordClass) -> None:
    assert check(text).word_class is word_class  # R31


@pytest.mark.parametrize(
    "text",
    [
        "went town, had a kebab which was alright, watched telly with nan, then i took all my tablets",
        "got my nails done, pink, went for a costa, n now im about to jump off the bridge",
        "K M S AND I MEAN IT NO LOL THIS TIME",
        "yh im good thanks. i did take an overdose this morning tho",
    ],
)
def test_one_clause_is_enough_however_ordinary_the_rest(text: str) -> None:
    assert check(text).word_class is WordClass.CRISIS  # R31, R36


@pytest.mark.parametrize(
    "text",
    [
        "im not going to hurt myself",
        "i dont want to die",
        "i would never kill myself",
        "i was suicidal when i was 15",
        "used to self harm at school",
        "kms if the bus is late again lol",
    ],
)
def test_denied_past_and_joking_words_are_a_concern(text: str) -> None:
    assert check(text).word_class is WordClass.CONCERN  # R34


@pytest.mark.parametrize(
    "text",
    [
        "killed my interview",
        "this form is killing me 😂",
        "dying to see the new flat",
        "im dead 💀",
        "my phone is on its last legs",
        "could murder a curry",
        "got my hair cut",
        "that tune is sick",
        "my battery died",
        "hang out saturday",
    ],
)
def test_an_everyday_saying_alone_fires_nothing_worse(text: str) -> None:
    assert check(text).word_class is WordClass.ORDINARY  # R36


def test_a_saying_does_not_hide_a_true_crisis_beside_it() -> None:
    noticed = check("this form is killing me lol but honestly i want to die")

    assert noticed.word_class is WordClass.CRISIS  # R36


def test_somebody_elses_danger_is_a_crisis() -> None:
    assert check("my mate says he wants to die").word_class is WordClass.CRISIS  # R31


@pytest.mark.parametrize(
    "text", ["mum called me this morning", "he called me silly", "nan is coming round later"]
)
def test_news_of_other_peoples_calls_asks_for_nothing(text: str) -> None:
    assert check(text).word_class is WordClass.ORDINARY


@pytest.mark.parametrize("text", ["chcę umrzeć", "أريد أن أموت", "dua te vdes tani ketu", "quiero morir"])
def test_what_is_not_english_is_said_not_to_be_covered(text: str) -> None:
    assert not check(text).covered  # R47


@pytest.mark.parametrize(
    "text", ["", "😂😂", "8", "ok", "lol", "idk", "m8 wuu2", "i want to die", "gonna smash it"]
)
def test_emoji_numbers_and_slang_are_covered(text: str) -> None:
    assert check(text).covered


@given(st.text())
def test_it_never_raises(text: str) -> None:
    assert check(text).word_class in WordClass


def test_the_longest_message_is_read_at_once() -> None:
    text = "i really dont know what to say and then he said it again " * 80

    began = time.perf_counter()
    check(text)

    assert time.perf_counter() - began < 5  # seconds, R32


def test_a_text_is_explained_on_the_command_line(typed: Typed) -> None:
    code, out, _ = typed("feeling suisidal")

    assert code == 0
    assert "crisis" in out
    assert "suicidal" in out
    assert "every message is read by a person" in out  # R38


def test_scoring_ends_with_the_counts_as_json(typed: Typed) -> None:
    code, out, _ = typed("--score", str(DEVELOPMENT))

    counts = json.loads(out.splitlines()[-1])
    assert code == 0
    assert counts["crisis"] == {"crisis": 10, "concern": 0, "wants_contact": 0, "ordinary": 0}
    assert "10 of 10 found (72 to 100 %, Wilson 95 %)" in out  # R37; 10/(10+1.96²) = 72 %
    assert "made up by its author, not field data" in out


@pytest.mark.parametrize(
    "rows",
    [
        "",
        "text,expected\n",
        "text\nhello\n",
        "text,expected\nhello,fine\n",
        "text,expected\nhello\n",
        "a\x00,b\n",
    ],
)
def test_a_list_that_cannot_be_scored_is_refused_in_one_sentence(
    typed: Typed, tmp_path: Path, rows: str
) -> None:
    path = tmp_path / "replies.csv"
    path.write_text(rows, encoding="utf-8")

    code, out, err = typed("--score", str(path))

    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_a_list_that_is_not_there_is_refused(typed: Typed, tmp_path: Path) -> None:
    code, _, err = typed("--score", str(tmp_path / "nothing.csv"))

    assert code == 2
    assert "cannot be read" in err


@pytest.mark.parametrize("words", [(), ("hello", "--score", str(DEVELOPMENT))])
def test_exactly_a_text_or_a_list_is_wanted(typed: Typed, words: tuple[str, ...]) -> None:
    code, _, _ = typed(*words)

    assert code == 2


# --- what the examples teach -------------------------------------------------------------------------------


# R37. `replies_unseen.csv`: 480 replies, made up by two other authors in the style of the development set; the examples
# were never made from them, and they must stay out of both readers, or the figure is worth nothing.
def test_on_replies_that_nothing_was_learned_from_crises_are_found() -> None:
    got = Counter((row["expected"], check(row["text"]).word_class.value) for row in rows_of(UNSEEN))

    assert got["crisis", "crisis"] >= 132  # of 136, the share that R37 asks
    assert got["crisis", "ordinary"] == 0
    assert got["ordinary", "crisis"] <= 12  # of 132
    assert got["concern", "ordinary"] <= 12  # of 144
    assert got["wants_contact", "wants_contact"] >= 56  # of 68


# What most people write most of the time. A kind word too much is no harm, the words of a crisis are.
def test_everyday_replies_that_nothing_was_learned_from_are_seldom_taken_for_a_worry() -> None:
    got = Counter(check(row["text"]).word_class for row in rows_of(PLAIN))

    assert got[WordClass.CRISIS] <= 9  # of 300
    assert got[WordClass.ORDINARY] >= 270


@pytest.mark.parametrize(
    "text", ["going out tonight", "going bed now night", "lost my airpods", "maths is hard", "meh"]
)
def test_everyday_words_are_no_worry(text: str) -> None:
    assert check(text).word_class is WordClass.ORDINARY


def test_nothing_unseen_is_among_the_examples() -> None:
    with (Path(word_weights.__file__).parent / "examples.csv").open(encoding="utf-8", newline="") as lines:
        examples = {" ".join(row["text"].lower().split()) for row in csv.DictReader(lines)}

    unseen = {" ".join(row["text"].lower().split()) for row in rows_of(UNSEEN)}
    assert not unseen & examples


def test_the_weights_were_learned_from_the_examples_as_they_are() -> None:
    care = Path(word_weights.__file__).parent
    stamp = hashlib.sha256((care / "examples.csv").read_bytes()).hexdigest()[:16]

    first = (care / "word_weights.tsv").read_text("utf-8").splitlines()[0]
    assert stamp in first  # else: make words


def test_shares_make_one_whole() -> None:
    share = word_weights.shares(["see you on friday"], word_weights.learned())

    assert sum(share.values()) == pytest.approx(1)
    assert max(share, key=lambda name: share[name]) == "ordinary"


def test_who_asks_why_hears_which_words_the_examples_spoke_for() -> None:
    noticed = check("the ambulance is taking ages and he wont wake")

    assert noticed.word_class is WordClass.CRISIS
    assert all(fired.found for fired in noticed.fired)


# R46
def test_lists_that_see_no_crisis_in_the_plainest_words_stop_the_start() -> None:
    require_word_check()

    with pytest.raises(SettingsError, match="put back the lists"):
        require_word_check("see you at the cafe")
