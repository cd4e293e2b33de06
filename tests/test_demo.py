"""The demo: made-up people in a folder of their own, and nothing real anywhere near."""

import socket
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import demo
from bot.clock import Clock
from bot.environment import SettingsError
from bot.made_up import fill
from bot.open_database import open_database
from bot.story import STARTS
from sandbox.phone import Phone
from storage import people, staff, stars
from storage.database import Database, Session
from storage.models import Kind, Message, Person, Role, Stands
from tests.life import PROGRAMME


@pytest.fixture
def programme(session: Session, now: datetime) -> Session:
    """The made-up programme, on both engines."""
    fill(session, now, PROGRAMME)
    return session


def test_about_sixty_people_are_made_up_over_two_years(programme: Session, now: datetime) -> None:  # R86
    created = [person.created_at for person in programme.query(Person)]

    assert len(created) == 60
    assert now - timedelta(days=731) <= min(created) <= now - timedelta(days=600)


def test_at_least_twelve_have_two_stars(programme: Session) -> None:
    twice = [p for p in programme.query(Person) if len(stars.ended(programme, p.id)) >= 2]

    assert len(twice) >= 12


def test_every_way_to_stand_is_there(programme: Session) -> None:
    assert {person.stands for person in programme.query(Person)} == {
        Stands.LINK, Stands.NOT_NOW, Stands.NO, Stands.YES,
    }  # fmt: skip


def test_the_same_people_are_made_up_every_time(programme: Session, now: datetime, tmp_path: Path) -> None:
    first = [(p.call_me, p.stands, p.dial, p.created_at) for p in programme.query(Person).order_by(Person.id)]
    demo.prepare(tmp_path / "demo", keep=False)
    again = open_database(demo._settings(tmp_path / "demo"))

    with again.write() as session:
        fill(session, now, PROGRAMME)
        second = [
            (p.call_me, p.stands, p.dial, p.created_at) for p in session.query(Person).order_by(Person.id)
        ]

    again.close()
    assert first == second


def test_everyone_says_they_are_made_up(programme: Session) -> None:
    assert {person.introduced_by for person in programme.query(Person)} == {"someone made up for the demo"}


def test_something_waits_in_the_inbox_of_every_coordinator(programme: Session) -> None:
    for member in staff.everyone(programme, Role.COORDINATOR):
        own = [person.id for person in people.of(programme, member.id)]
        waits = programme.query(Message).filter(
            Message.person_id.in_(own), Message.kind == Kind.WORDS, Message.read_at.is_(None)
        )
        assert waits.count()


def test_a_real_token_in_the_environment_stops_the_demo(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WALKALONG_TELEGRAM_TOKEN", "1:made-up")

    with pytest.raises(SettingsError, match="WALKALONG_TELEGRAM_TOKEN"):
        demo.demo(folder=tmp_path / "demo", port=0, keep=False)

    assert not (tmp_path / "demo").exists()


def test_a_database_in_the_environment_stops_the_demo(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WALKALONG_DATABASE_URL", "sqlite:///real.db")

    with pytest.raises(SettingsError, match="WALKALONG_DATABASE_URL"):
        demo.demo(folder=tmp_path / "demo", port=0, keep=False)


def test_a_folder_that_no_demo_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")

    with pytest.raises(SettingsError, match="no demo made"):
        demo.prepare(tmp_path, keep=False)

    assert (tmp_path / "letters.txt").read_text() == "mine"


def test_the_folder_is_made_anew_unless_it_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    demo.prepare(folder, keep=False)
    key = (folder / "secret.key").read_text()
    (folder / "extra").touch()

    demo.prepare(folder, keep=True)
    kept = (folder / "secret.key").read_text() == key and (folder / "extra").exists()
    demo.prepare(folder, keep=False)

    assert kept
    assert not (folder / "extra").exists()
    assert (folder / "secret.key").read_text() != key


def test_a_second_demo_takes_the_next_free_port() -> None:
    first = demo._free_port()
    with socket.create_server(("127.0.0.1", first)):
        assert demo._free_port() > first


async def test_the_demo_hands_out_three_phones_with_their_links_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demo.prepare(tmp_path / "demo", keep=False)
    async with demo.running(tmp_path / "demo", clock=Clock(STARTS)) as started:
        await demo._hand_out_phones(started)
        shown = [account for account in started.sandbox.world.accounts.values() if account.shown]
        phones = [await Phone.of(started.sandbox.url, account.id) for account in shown]

        await phones[0].sees("good to meet you")
        await phones[1].types("/people")
        await phones[1].sees("Your people")
        await phones[2].types("/trends")
        await phones[2].sees("The whole programme")

        told = capsys.readouterr().out
        assert started.sandbox.url in told
        assert told.count("https://t.me/walkalong_sandbox_bot?start=") == 4


async def test_a_demo_shows_every_help_line_and_says_that_their_dates_are_made_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # R44
    demo.prepare(tmp_path / "demo", keep=False)
    async with demo.running(tmp_path / "demo", clock=Clock()) as started:
        await demo._hand_out_phones(started)
        jay = next(account for account in started.sandbox.world.accounts.values() if account.name == "Jay")
        phone = await Phone.of(started.sandbox.url, jay.id)

        await phone.types("i want to die")

        await phone.sees("0800 1111")
        assert "That is made up too" in capsys.readouterr().out


async def test_a_kept_demo_goes_on_with_the_same_people_and_later_clock(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    demo.prepare(folder, keep=False)
    async with demo.running(folder, clock=Clock(STARTS)) as started:
        link = started.introduce("Jay")
        jay = await started.sandbox.phone("Jay")
        await jay.opens(link)
        await jay.sees("good to meet you")
    demo.prepare(folder, keep=True)

    async with demo.running(folder, clock=Clock(STARTS + timedelta(hours=1))) as started:
        same = await Phone.of(started.sandbox.url, jay.id)
        await same.types("/start")

        await same.sees("good to meet you")
        assert _count(started.database) == 61


def _count(database: Database) -> int:
    with database.read() as session:
        return session.query(Person).count()
