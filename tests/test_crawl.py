"""Who may do what: everything that can be pressed is pressed, and tried by everybody else."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.menus import MENUS
from handlers import (
    alert_card,
    help,  # noqa: A004  # the word people say
    inbox,
    nudge_page,
    nudge_wizard,
    people,
    routes,
)
from handlers.next_in_line import COORDINATOR
from handlers.turn import Tap, read_tap
from storage import codes, nudges, requests, stars
from storage import people as people_rows
from storage.database import Database
from storage.models import Nudge, Person, Role, Star
from tests import made_up_languages
from tests.conftest import KEY
from tests.crawl import Found, crawl, everyone_tries, leaks, rows_of_others
from tests.street import HERON, NOBODY, OTTER, ROBIN, SUNNY, ZEBRA, Actor, Street, settle_in

GARBAGE = ("", ".", "v1", "v1.", "v2.people.page.1", "v1.." * 9, "\x00" * 64, "🦓" * 16, "v1.people.page.٣")
COMMANDS = sorted({*routes.COMMANDS, "privacy", "settings", "admin", ""})


@pytest.fixture
def street(sqlite_url: str, now: datetime, tmp_path: Path) -> Iterator[Street]:
    """A street with two Coordinators, two people each, a manager and a stranger; all undone at the end."""
    database, programme = Database(sqlite_url, [KEY]), made_up_languages.offered_in(tmp_path / "languages")
    with database.write() as session:
        yield Street(session, now, programme)
    database.close()


@pytest.fixture
def everyone(street: Street) -> list[Actor]:
    """Everybody in the street, and an alert about Heron, who has not said yes: it is open, and Robin was told."""
    actors = settle_in(street)
    street.types(HERON, "Heron-words: i want to die")
    return actors


def called(everyone: list[Actor], *names: str) -> list[Actor]:
    return [actor for actor in everyone if actor.name in names]


def words_pressed(found: Found, what: str) -> set[str]:
    """Return the second words of the buttons that were pressed, such as "page" of v1.people.page.3."""
    taps = [read_tap(data) for data in found.pressed.values()]
    return {tap.word(0) for tap in taps if tap.what == what}


# --- the crawl ---------------------------------------------------------------------------------------------


def test_nothing_a_young_person_can_press_opens_anything_of_others(
    street: Street, everyone: list[Actor]
) -> None:  # R55
    found = Found()

    for actor in called(everyone, "Zebra", "Heron"):
        crawl(street, actor, everyone, found)

    assert found.breaches == []
    assert {what for what, roles in routes.TAPS.items() if Role.YOUNG in roles} == {
        read_tap(data).what for data in found.pressed.values() if data.startswith("v1.")
    }
    star = {"begin", "later", "score", "skip", "back", "end", "done", "reopen", "show", "hide"}
    assert words_pressed(found, "star") == star


@pytest.mark.timeout(400)  # some thousand turns: half a minute, on a busy machine two
def test_nothing_a_coordinator_can_press_opens_anything_of_others(
    street: Street, everyone: list[Actor]
) -> None:  # R55
    found = Found()

    for robin in called(everyone, "Robin"):
        crawl(street, robin, everyone, found)

    assert found.breaches == []
    assert words_pressed(found, "people") == people.SCREENS.keys() | people.OF_A_PERSON.keys()
    assert words_pressed(found, "inbox") == inbox.SCREENS.keys() - {"send"} | inbox.OF_A_PERSON.keys()
    assert words_pressed(found, "alert") == {"open", "pass", "close"}
    planned = words_pressed(found, "plan")
    assert planned >= nudge_page.TAPS.keys() | nudge_wizard.TAPS.keys() - {"page"}


def test_only_whoever_typed_an_answer_can_send_it(street: Street, everyone: list[Actor]) -> None:
    [robin], found = called(everyone, "Robin"), Found()
    street.types(ZEBRA, "you there?")
    street.taps(ROBIN, f"v1.inbox.write.{min(robin.people)}", max(street.phones[ROBIN]))
    [card] = [
        one.body
        for one in street.types(ROBIN, "See you on Thursday")
        if one.card == "staff" and one.body.rows
    ]
    send = card.rows[0][0].data

    everyone_tries(street, robin, everyone, [send], found)
    sent = street.taps(ROBIN, send, max(street.phones[ROBIN]))

    assert found.breaches == []
    assert [one.body.text for one in sent if one.chat_id == ZEBRA] == ["See you on Thursday"]


def test_nothing_a_manager_can_press_shows_a_person(
    street: Street, everyone: list[Actor]
) -> None:  # R55, R64
    answered = requests.undone(street.session)  # with the privacy hat on they would read what is asked (R51)
    for asked in answered:
        requests.done(asked, None, None, street.now)
    found = Found()

    for actor in called(everyone, "Sunny", "Nobody"):
        crawl(street, actor, everyone, found)

    assert found.breaches == []
    assert found.counted["pressed"] > 0


@pytest.mark.parametrize("broken", ["people", "nudges", "stars", "alerts", "table"])
def test_the_crawl_sees_a_check_that_is_missing(
    street: Street, everyone: list[Actor], monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """The code is broken here on purpose: a crawl that finds nothing then proves nothing."""
    match broken:
        case "people":
            monkeypatch.setattr(
                people_rows, "own", lambda session, _, person, day=None: session.get(Person, person)
            )
        case "nudges":
            monkeypatch.setattr(nudges, "own", lambda session, _, nudge, day=None: session.get(Nudge, nudge))
            monkeypatch.setattr(nudge_page, "own", lambda turn, person: turn.session.get(Person, person))
        case "stars":
            monkeypatch.setattr(stars, "own", lambda session, _, star: session.get(Star, star))
        case "alerts":
            monkeypatch.setattr(alert_card, "_way_in", lambda *_: COORDINATOR)
        case "table":
            monkeypatch.setitem(routes.TAPS["inbox"], Role.YOUNG, help.show)
            monkeypatch.setitem(routes.TAPS["help"], Role.MANAGER, lambda turn: [turn.answer("Zebra")])
    found = Found()

    for actor in called(everyone, "Zebra" if broken in ("stars", "table") else "Robin"):
        crawl(street, actor, everyone, found, enough=1)

    assert found.breaches


# --- the table ---------------------------------------------------------------------------------------------


def test_every_command_in_a_menu_is_one_of_that_role() -> None:
    missing = {
        (role, command)
        for role, menu in MENUS.items()
        for command in menu
        if role not in routes.COMMANDS.get(command, {})
    }

    assert missing == set()


def test_every_command_of_a_role_stands_in_its_menu() -> None:
    unseen = {
        (role, command)
        for command, roles in routes.COMMANDS.items()
        for role in roles
        if role in MENUS and command not in MENUS[role] and command != "start"
    }

    assert unseen == set()


def test_every_role_has_an_answer_to_words_and_to_pictures() -> None:
    assert routes.WORDS.keys() == routes.MEDIA.keys() == set(Role)


def test_a_command_of_another_role_is_refused_kindly_and_changes_nothing(
    street: Street, everyone: list[Actor]
) -> None:
    for actor in everyone:
        for command in COMMANDS:
            if actor.role in routes.COMMANDS.get(command, {}):
                continue
            with street.undone():
                before = rows_of_others(street, actor, strict=True)
                shown = street.commands(actor.chat_id, command)

                assert rows_of_others(street, actor, strict=True) == before
                assert [one.body.text.startswith("Sorry, ") for one in shown] == [True], (actor.name, command)


# --- start payloads ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["open", "used", "expired", "altered", "staff's", "garbage"])
def test_a_start_payload_opens_nothing_for_an_account_that_is_somebody_already(
    street: Street, everyone: list[Actor], kind: str
) -> None:
    lynx = street.session.query(Person).order_by(Person.id.desc()).first()
    assert lynx is not None
    made = street.now - timedelta(days=8 if kind == "expired" else 0)
    role, person_id = (Role.MANAGER, None) if kind == "staff's" else (Role.YOUNG, lynx.id)
    code = codes.issue(street.session, role, made, person_id=person_id)
    if kind == "used":
        street.commands(NOBODY, "start", code)
    payload = {"altered": code[:-1] + "~", "garbage": "v1.people.page.1"}.get(kind, code)

    for actor in everyone:
        if kind in ("open", "staff's", "used") and actor.chat_id == NOBODY:
            continue  # a link is there to let somebody in
        with street.undone():
            before = rows_of_others(street, actor, strict=True)
            shown = street.commands(actor.chat_id, "start", payload)

            assert rows_of_others(street, actor, strict=True) == before
            assert shown
            assert leaks(street, actor, shown) == []


# --- anything at all ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", GARBAGE)
def test_garbage_from_a_button_is_an_old_button(street: Street, everyone: list[Actor], data: str) -> None:
    for actor in everyone:
        with street.undone():
            shown = street.taps(actor.chat_id, data, 1000)

        assert [one.body.text for one in shown] == ["That button is too old to use now. Nothing has changed."]


@given(st.text(max_size=64))
def test_whatever_a_button_sends_back_is_taken_apart(data: str) -> None:
    tap = read_tap(data)

    assert tap == Tap("") or data == ".".join(["v1", tap.what, *tap.args])


WHATS = st.sampled_from([*routes.TAPS, "nothing"])
PARTS = st.one_of(
    st.sampled_from([*people.SCREENS, *people.OF_A_PERSON, *inbox.SCREENS, *inbox.OF_A_PERSON]),
    st.sampled_from(
        [*nudge_page.TAPS, *nudge_wizard.TAPS, "new", "list", "undo", "score", "end", "yes", "no"]
    ),
    st.integers(-2, 12).map(str),
    st.text(st.characters(exclude_characters=".", exclude_categories=["Cs"]), max_size=12),
)
WHO = st.sampled_from([ZEBRA, OTTER, ROBIN, SUNNY, NOBODY])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(WHO, WHATS, st.lists(PARTS, max_size=5), st.none() | st.integers(999, 1010))
def test_no_tap_data_at_all_breaks_a_turn_or_opens_what_is_not_theirs(
    street: Street, everyone: list[Actor], chat_id: int, what: str, parts: list[str], on: int | None
) -> None:
    [actor] = [actor for actor in everyone if actor.chat_id == chat_id]

    with street.undone():
        before = rows_of_others(street, actor, strict=False)
        shown = street.taps(chat_id, ".".join(["v1", what, *parts]), on)

        assert rows_of_others(street, actor, strict=False) == before
        assert leaks(street, actor, shown) == []
