"""What a manager sees: how the programme moves, who works here, and never a person."""

import re
from datetime import UTC, date, datetime

import pytest

from bot import made_up
from bot.figures import Figures
from reports.snapshots import freeze_if_due
from reports.trends import figures, to_json
from storage import staff, trends
from storage.database import Database, Session
from storage.messages import Body
from storage.models import Person, Role, Score, Snapshot, Staff
from storage.trends import Journey
from tests.cast import coordinator
from tests.desk import Desk, text_of
from tests.journeys import going, moving
from tests.life import PROGRAMME, Life
from tests.street import SUNNY

AUTUMN = datetime(2026, 10, 20, 10, 0, tzinfo=UTC)
QUARTER_END = date(2026, 9, 30)
CAPTION = 1024


@pytest.fixture
def sunny(session: Session, now: datetime) -> Staff:
    """A manager."""
    return staff.register(session, Role.MANAGER, SUNNY, now)


@pytest.fixture
def desk(session: Session, sunny: Staff) -> Desk:
    """The manager's phone, in autumn."""
    return Desk(session, sunny, AUTUMN)


@pytest.fixture
def programme(session: Session, sunny: Staff) -> None:
    """The made-up programme, with the figures of its last quarter frozen."""
    made_up.fill(session, AUTUMN, PROGRAMME)
    freeze_if_due(session, AUTUMN, PROGRAMME.zone, PROGRAMME.star_months)


def frozen(session: Session, people: list[Journey]) -> None:
    """Put the figures of these people where the quarter's are kept."""
    trends.freeze(session, QUARTER_END, to_json(figures(people, QUARTER_END)), AUTUMN)


def screens(desk: Desk) -> list[Body]:
    """Everything a manager can come to see."""
    desk.commands("team")
    seen = [*desk.screens.values()]
    desk.commands("trends")
    seen += desk.screens.values()
    for label in ("What do these mean?", "Back", "How sure is this?", "Back", "Show as a picture"):
        desk.taps(label)
        seen += desk.screens.values()
    return seen


def test_before_the_first_figures_the_page_says_when_they_come(desk: Desk) -> None:
    desk.commands("trends")

    assert "The first come two weeks after the end of a quarter." in desk.seen
    assert desk.labels == ["Close"]


@pytest.mark.usefixtures("programme")
def test_the_page_says_as_at_when_and_of_how_many(desk: Desk) -> None:  # R71
    desk.commands("trends")

    assert "The whole programme, as at 30 September 2026." in desk.seen
    assert "Introduced: " in desk.seen
    assert "A second star was due: " in desk.seen
    assert "Questions: version derby-shared-agreement-1." in desk.seen
    assert "These people chose to answer. There is no comparison group." in desk.seen  # R75


@pytest.mark.usefixtures("programme")
def test_the_way_to_the_figures_shows_who_is_missing(desk: Desk) -> None:  # R71
    desk.commands("trends")

    funnel = next(block for block in desk.seen.split("\n\n") if block.startswith("Introduced: "))
    assert re.fullmatch(r"(\D+: \d+\n){5}In these figures: \d+", funnel)


@pytest.mark.usefixtures("programme")
def test_each_question_has_its_middle_and_its_up_same_down(desk: Desk) -> None:  # R72
    desk.commands("trends")

    lines = desk.seen.splitlines()
    middles = [number for number, line in enumerate(lines) if re.fullmatch(r"[\w ]+: [\d.]+ → [\d.]+", line)]
    assert len(middles) == 8
    assert all(re.search(r"^up .* of \d+$", lines[number + 1]) for number in middles)


@pytest.mark.parametrize(
    ("people", "heads"),
    [
        pytest.param(going(6, 5, 7), "up 6 · same 5 · down 7 · of 18", id="all are many"),
        pytest.param(going(8, 6, 2), "up 8 · same or down 8 · of 16", id="few went down"),
        pytest.param(going(2, 6, 8), "up or same 8 · down 8 · of 16", id="few went up"),
        pytest.param(going(2, 9, 2), "up, same, down: too few to show apart · of 13", id="few went anywhere"),
    ],
)
def test_few_people_are_counted_together_with_others(
    desk: Desk, session: Session, people: list[Journey], heads: str
) -> None:  # R62, R72
    frozen(session, people)

    desk.commands("trends")

    assert desk.seen.count(heads) == 8


def test_where_few_went_up_no_range_gives_them_away(desk: Desk, session: Session) -> None:  # R62
    frozen(session, moving(*[(5, 8)] * 2, *[(4, 4), (6, 6)] * 3, *[(8, 4)] * 8))

    desk.commands("trends")
    desk.taps("How sure is this?")

    assert desk.seen.count("too few to show how many went up") == 8
    assert "%" not in desk.seen


@pytest.mark.usefixtures("programme")
def test_luck_and_who_could_not_rise_are_one_tap_away(desk: Desk) -> None:  # R72, R74
    desk.commands("trends")

    desk.taps("How sure is this?")

    lines = desk.seen.splitlines()
    assert any(re.search(r"\d+ of \d+ went up \(\d+% to \d+%\)", line) for line in lines)
    assert sum(line.startswith("started at 9 or 10: ") for line in lines) == 8


@pytest.mark.usefixtures("programme")
def test_the_picture_is_the_same_numbers_and_fits_its_caption(desk: Desk) -> None:
    desk.commands("trends")
    told = [line for line in desk.seen.splitlines() if " → " in line and "middle" not in line]

    desk.taps("Show as a picture")

    sent = list(desk.screens.values())[-1]
    assert sent.picture == {"trends": "2026-09-30"}
    assert [line for line in text_of(sent).splitlines()[2:] if line] == told
    assert len(text_of(sent).encode("utf-16-le")) // 2 <= CAPTION


@pytest.mark.usefixtures("programme")
def test_no_name_and_no_word_of_a_person_is_anywhere(desk: Desk, session: Session) -> None:  # R55, R64
    names = [person.call_me or "?" for person in session.query(Person)]

    seen = "\n".join(text_of(body) for body in screens(desk))

    assert len(names) == 60
    assert not [name for name in names if name in seen.replace("These", "").replace("Taking", "").split()]
    assert not [words for words in made_up.WROTE if words in seen]


@pytest.mark.usefixtures("programme")
def test_no_head_count_from_one_to_four_is_printed(desk: Desk) -> None:  # R62
    desk.commands("trends")

    page = desk.seen
    desk.taps("How sure is this?")
    starts = ("up ", "Introduced", "Said yes", "Did a", "A second", "In these", "started at")
    counts = [
        part.rpartition(" ")[2]
        for line in f"{page}\n{desk.seen}".splitlines()
        if line.startswith(starts)
        for part in line.split(" · ")
    ]

    assert counts
    assert [count for count in counts if count in {"1", "2", "3", "4"}] == []


def test_under_ten_people_there_is_no_figure_and_no_count_of_how_many_are_missing(
    desk: Desk, session: Session, now: datetime
) -> None:  # R61, R70
    coordinator(session, now)
    freeze_if_due(session, AUTUMN, PROGRAMME.zone, PROGRAMME.star_months)

    desk.commands("trends")

    assert "Not enough people yet to show this safely." in desk.seen
    assert "Show as a picture" not in desk.labels


@pytest.mark.usefixtures("programme")
def test_what_was_shown_stays_until_ten_people_have_new_answers(desk: Desk, session: Session) -> None:  # R66
    desk.commands("trends")
    before = desk.seen
    for score in session.query(Score):
        score.score = 5
    session.add(Snapshot(as_at=date(2026, 12, 31), computed_at=AUTUMN, figures=""))
    session.flush()

    desk.commands("trends")

    told = "No new figures since then: fewer than 10 new stars."
    assert desk.seen == before.replace("2026.\n\n", f"2026.\n\n{told}\n\n", 1)


@pytest.mark.usefixtures("programme")
def test_the_team_is_names_and_dates_and_no_count(desk: Desk) -> None:  # R64
    desk.commands("team")

    lines = desk.seen.splitlines()[2:5]
    assert [line.partition(",")[0] for line in lines] == ["Robin", "Ash", "Morgan"]
    assert lines[0] == "Robin, here since 10 October 2024"
    assert desk.labels == ["Stop all messages", "Close"]


def test_what_a_manager_types_reaches_nobody(desk: Desk) -> None:
    desk.types("well done everyone")

    assert desk.seen == "What you type here reaches nobody. Use /trends or /team."
    assert desk.sent == []


@pytest.mark.usefixtures("programme")
def test_the_picture_is_drawn_from_the_frozen_figures(session: Session, database: Database) -> None:
    session.commit()

    drawn = Figures(database, PROGRAMME).specify({"trends": QUARTER_END.isoformat()})

    assert "First star" in str(drawn)
    assert "Latest star" in str(drawn)


async def test_the_trends_arrive_on_the_phone_with_their_picture(life: Life) -> None:
    sunny = await life.manager()
    with life.database.write() as session:
        made_up.fill(session, life.clock.now(), PROGRAMME)
        session.query(Snapshot).delete()
        freeze_if_due(session, life.clock.now(), PROGRAMME.zone, PROGRAMME.star_months)

    await sunny.types("/trends")
    await sunny.sees("The whole programme, as at 31 December 2025.")
    await sunny.taps("Show as a picture")

    picture = await sunny.sees("Middle scores of the whole programme", within=20)
    assert picture.media == "photo"
    assert (await sunny.fetches(picture)).startswith(b"\x89PNG")


@pytest.mark.usefixtures("programme")
def test_managers_see_in_red_that_nobody_looks_up_the_help_lines(desk: Desk) -> None:  # R44
    desk.commands("team")

    assert "🔴 10 help lines have not been looked up for 90 days." in desk.seen
