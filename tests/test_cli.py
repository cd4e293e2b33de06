"""What the operator types, and what the terminal answers."""

import asyncio
import os
import re
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot import cli
from bot.open_database import open_database
from bot.secret_key import with_keys
from bot.settings import Settings, load
from sandbox.serving import Sandbox
from storage import codes, inbox, nudges, people, staff
from storage.models import Audit, Incoming, Role, Staff
from tests import cast

FAKE_TOKEN = "1:made-up-for-tests"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)

Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stand in an empty folder with no setting made."""
    for name in [name for name in os.environ if name.startswith("WALKALONG_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type `walkalong …`: gives the exit code, standard output and standard error."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["walkalong", *words])
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capsys.readouterr()
        code = left.value.code
        return (code if isinstance(code, int) else 0), said.out, said.err

    return run


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A programme on SQLite that was started once."""
    monkeypatch.setenv("WALKALONG_TELEGRAM_TOKEN", FAKE_TOKEN)
    settings = with_keys(load(), lambda _: None)
    open_database(settings).close()
    return settings


def test_init_writes_the_file_and_the_key_for_this_account_only(typed: Typed) -> None:
    code, out, _ = typed("init")

    modes = {path: stat.S_IMODE(Path(path).stat().st_mode) for path in ("walkalong.toml", "data/secret.key")}
    assert code == 0
    assert modes == {"walkalong.toml": 0o600, "data/secret.key": 0o600}
    assert "copy it to a safe place" in out


def test_what_init_writes_can_be_started_from(typed: Typed) -> None:
    typed("init")

    settings = with_keys(load(), pytest.fail)

    assert len(settings.secret_keys) == 1


def test_init_overwrites_no_file(typed: Typed) -> None:
    Path("walkalong.toml").write_text("# mine\n", encoding="utf-8")

    code, _, err = typed("init")

    assert code == 2
    assert err.startswith("walkalong.toml is there already")
    assert Path("walkalong.toml").read_text(encoding="utf-8") == "# mine\n"
    assert not Path("data").exists()


def test_init_keeps_a_key_that_is_there(typed: Typed, started: Settings) -> None:
    code, out, _ = typed("init")

    assert code == 0
    assert "data/secret.key is there already" in out
    assert with_keys(load(), pytest.fail).secret_keys == started.secret_keys


def test_init_writes_no_key_when_one_is_given(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_SECRET_KEY", Fernet.generate_key().decode())

    code, _, _ = typed("init")

    assert code == 0
    assert [path.name for path in Path().iterdir()] == ["walkalong.toml"]


def test_check_before_anything_says_what_is_missing_and_makes_nothing(typed: Typed) -> None:
    code, out, _ = typed("check")

    assert code == 1
    assert "✗ There is no bot token" in out
    assert list(Path().iterdir()) == []


@pytest.mark.usefixtures("started")
def test_check_is_content_once_a_token_a_database_and_the_signatures_are_there(typed: Typed) -> None:
    signed_in_full()

    code, out, _ = typed("check")

    assert code == 0
    assert "✗" not in out.replace("✗ has to be mended", "")
    assert "the key opens it" in out


# R41 R44 R48 R60
@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("missing", ["reading_hours", "duty_route", "help_lines", "privacy_contact"])
def test_on_telegram_itself_nothing_starts_while_something_core_is_unsigned(
    typed: Typed, missing: str
) -> None:
    signed_in_full(but=missing)

    code, _, err = typed("run")

    assert code == 2
    assert f"[signed.{missing}]" in err


# R41 R60
@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("line", ['route = "Ring the duty desk."', 'contact = "The privacy desk"'])
def test_what_was_signed_without_being_written_down_is_not_decided(typed: Typed, line: str) -> None:
    signed_in_full()
    config = Path("walkalong.toml")
    config.write_text(config.read_text(encoding="utf-8").replace(line, ""), encoding="utf-8")

    code, out, _ = typed("check")

    assert code == 1
    assert next(found for found in out.splitlines() if found.startswith("✗ ")).endswith(
        "not written down yet ([duty])." if "route" in line else "not written down yet ([privacy])."
    )


# R48 R60 R89
@pytest.mark.usefixtures("started")
def test_check_lists_what_is_unsigned_and_can_wait(typed: Typed) -> None:
    signed_in_full()

    _, out, _ = typed("check")

    waiting = [line for line in out.splitlines() if line.startswith("○") and "[signed." in line]
    assert len(waiting) == 11
    assert "○ Data protection impact assessment: not signed yet ([signed.data_protection_impact])." in waiting


# R48
@pytest.mark.usefixtures("started")
def test_a_table_top_test_of_last_year_has_to_be_done_again(typed: Typed) -> None:
    signed_in_full(also='[signed.table_top_test]\nby = "Made-up Lead"\non = 2025-01-31\n')

    _, out, _ = typed("check")

    assert "○ Trying out the alerts at a table, with ten messages: the last time" in out


# R44
def test_check_says_which_help_lines_nobody_has_looked_up(typed: Typed) -> None:
    _, out, _ = typed("check")

    assert "○ Help line Samaritans: nobody has looked it up yet." in out
    assert "○ Help line Childline: nobody has looked it up yet, so it is not shown." in out


# R19
@pytest.mark.usefixtures("started")
def test_check_points_out_words_in_the_settings_that_hurt_young_people(typed: Typed) -> None:
    signed_in_full()
    file = Path("walkalong.toml")
    file.write_text(
        file.read_text(encoding="utf-8").replace("The privacy desk", "The safeguarding lead"), "utf-8"
    )

    code, out, _ = typed("check")

    assert "○ Young people read “safeguarding” in walkalong.toml (privacy). Kinder: keeping you safe." in out
    assert code == 0


def test_away_from_telegram_the_contacts_are_made_up_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_TELEGRAM_API_URL", "http://127.0.0.1:9")

    programme = load().programme

    assert programme.duty_route.startswith("Made up for trying out")
    assert programme.privacy_contact.startswith("Made up for trying out")


def signed_in_full(*, but: str = "", also: str = "") -> None:
    """Write a walkalong.toml with all of the core decided by made-up people, but for one signature."""
    core = [name for name in ("reading_hours", "duty_route", "help_lines", "privacy_contact") if name != but]
    signatures = "".join(f'[signed.{name}]\nby = "Made-up Lead"\non = 2026-03-02\n' for name in core)
    Path("walkalong.toml").write_text(
        '[duty]\nroute = "Ring the duty desk."\n[privacy]\ncontact = "The privacy desk"\n'
        + signatures
        + also,
        encoding="utf-8",
    )


@pytest.mark.usefixtures("started")
def test_check_tells_a_wrong_key_from_the_right_one(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_SECRET_KEY", Fernet.generate_key().decode())

    code, out, _ = typed("check")

    assert code == 1
    assert "✗ The key does not open this database" in out


@pytest.mark.usefixtures("started")
def test_check_points_out_a_key_that_other_accounts_can_read(typed: Typed) -> None:  # R54
    Path("data/secret.key").chmod(0o644)

    code, out, _ = typed("check")

    assert code == 1
    assert "chmod 600 data/secret.key" in out


@pytest.mark.usefixtures("started")
def test_check_says_when_the_key_is_gone_and_writes_no_other(typed: Typed) -> None:
    Path("data/secret.key").unlink()

    code, out, _ = typed("check")

    assert code == 1
    assert "✗ data/walkalong.db was made with a key that is gone" in out
    assert not Path("data/secret.key").exists()


def test_check_lists_every_wrong_setting(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_TIME_ZONE", "Derby")
    monkeypatch.setenv("WALKALONG_TELEGRAM_TOKEN", "copied by half")

    code, out, _ = typed("check")

    assert code == 1
    assert len([line for line in out.splitlines() if line.startswith("✗ WALKALONG_")]) == 2


def test_check_says_when_postgresql_does_not_answer(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_TELEGRAM_TOKEN", FAKE_TOKEN)
    monkeypatch.setenv("WALKALONG_SECRET_KEY", Fernet.generate_key().decode())
    monkeypatch.setenv("WALKALONG_DATABASE_URL", "postgresql://walkalong:made-up@127.0.0.1:9/walkalong")

    code, out, _ = typed("check")

    assert code == 1
    assert "✗ The database does not answer" in out


@pytest.mark.parametrize(
    "command", [("run",), ("invite", "manager"), ("staff", "list"), ("migrate",), ("init",)]
)
def test_a_wrong_setting_stops_every_command_with_one_sentence(
    command: tuple[str, ...], typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALKALONG_TIME_ZONE", "Derby")

    code, out, err = typed(*command)

    assert (code, out) == (2, "")
    assert err == "WALKALONG_TIME_ZONE is not a time zone: write one like Europe/London.\n"
    assert list(Path().iterdir()) == []


def test_migrate_makes_the_tables(typed: Typed) -> None:
    code, out, _ = typed("migrate")

    assert code == 0
    assert "has the tables" in out
    assert Path("data/walkalong.db").stat().st_size > 0


@pytest.mark.parametrize("role", [Role.MANAGER, Role.COORDINATOR])
async def test_an_invitation_is_a_link_on_a_line_of_its_own(
    role: Role, typed: Typed, started: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Sandbox() as sandbox:
        monkeypatch.setenv("WALKALONG_TELEGRAM_TOKEN", sandbox.token)
        monkeypatch.setenv("WALKALONG_TELEGRAM_API_URL", sandbox.url)
        code, out, _ = await asyncio.to_thread(typed, "invite", role)

    link = re.fullmatch(r"https://t\.me/\w+\?start=([\w-]{22,64})\n", out)
    assert code == 0
    assert link is not None
    assert invited_by(link[1], started) == role


def invited_by(code: str, started: Settings) -> str | None:
    """Say which role an unused code gives."""
    database = open_database(started)
    with database.read() as session:
        found = codes.find(session, code)
        role = found.role if found and found.used_at is None else None
    database.close()
    return role


def test_without_a_token_nobody_is_invited(typed: Typed) -> None:
    code, out, err = typed("invite", "manager")

    assert (code, out) == (2, "")
    assert "@BotFather" in err


@pytest.mark.usefixtures("started")
def test_when_telegram_does_not_answer_the_invitation_stops_without_the_token(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALKALONG_TELEGRAM_API_URL", "http://127.0.0.1:9")

    code, out, err = typed("invite", "coordinator")

    assert (code, out) == (2, "")
    assert err.startswith("http://127.0.0.1:9 does not answer")
    assert FAKE_TOKEN not in err


@pytest.mark.usefixtures("started")
def test_with_nobody_here_the_list_says_how_to_invite(typed: Typed) -> None:
    code, out, _ = typed("staff", "list")

    assert code == 0
    assert "walkalong invite manager" in out


def test_staff_are_listed_by_number_and_can_be_cut_off(typed: Typed, started: Settings) -> None:  # R57
    database = open_database(started)
    with database.write() as session:
        staff.name(staff.register(session, Role.COORDINATOR, chat_id=5, now=NOW), "Sam")
        staff.register(session, Role.MANAGER, chat_id=6, now=NOW)
    database.close()

    _, before, _ = typed("staff", "list")
    code, _, _ = typed("staff", "remove", "1")
    _, after, _ = typed("staff", "list")

    assert before.splitlines() == [
        "1  coordinator  Sam  since 02/03/2026",
        "2  manager  (no name yet)  since 02/03/2026",
    ]
    assert code == 0
    assert after.splitlines() == before.splitlines()[1:]


@pytest.mark.usefixtures("started")
def test_nobody_is_cut_off_by_a_number_that_nobody_has(typed: Typed) -> None:
    code, out, err = typed("staff", "remove", "7")

    assert (code, out) == (2, "")
    assert "number 7" in err


def test_the_people_of_somebody_who_leaves_are_handed_over_with_their_nudges(
    typed: Typed, started: Settings
) -> None:
    database = open_database(started)
    with database.write() as session:
        leaving = cast.coordinator(session, NOW)
        cast.coordinator(session, NOW, chat_id=cast.ASH, name="Ash")
        jay = cast.said_yes(session, leaving, NOW)
        nudges.set_up(session, leaving.id, jay.id, "Hi Jay.", "{}", NOW, NOW)

    _, waits, _ = typed("staff", "remove", "1")
    code, handed, _ = typed("staff", "remove", "1", "--to", "2")

    with database.read() as session:
        (nudge,) = nudges.of(session, 2)
        (person,) = people.of(session, 2)
    database.close()
    assert "One person has no Coordinator now" in waits
    assert "walkalong staff remove 1 --to" in waits
    assert code == 0
    assert "One person is with Ash from now on" in handed
    assert person.call_me == "Jay"
    assert nudge.due_at is None
    assert nudge.paused_at is not None


def test_people_are_handed_to_nobody_but_a_coordinator(typed: Typed, started: Settings) -> None:
    database = open_database(started)
    with database.write() as session:
        leaving = cast.coordinator(session, NOW)
        staff.register(session, Role.MANAGER, chat_id=6, now=NOW)

    code, _, err = typed("staff", "remove", "1", "--to", "2")

    with database.read() as session:
        still_here = session.get_one(Staff, leaving.id).removed_at is None
    database.close()
    assert code == 2
    assert "No Coordinator here has the number 2" in err
    assert still_here


@pytest.fixture
def aside(started: Settings) -> Settings:
    """Two updates were put aside, and one of them was blanked by a FORGET."""
    database = open_database(started)
    with database.write() as session:
        updates: list[dict[str, object]] = [
            {"update_id": n, "message": {"text": "a zebra secret"}} for n in (11, 12)
        ]
        inbox.take_in(session, updates, NOW)
        session.flush()
        for number in (1, 2):
            inbox.park(session, number, "ValueError")
        session.get_one(Incoming, 2).payload = None
    database.close()
    return started


@pytest.mark.usefixtures("aside")
def test_what_was_put_aside_is_listed_by_number_and_time_without_a_word(typed: Typed) -> None:  # R53 R55
    code, out, _ = typed("put-aside", "list")

    assert (code, out) == (0, "1  Mon 2 Mar 09:00  ValueError\n")


def test_what_was_put_aside_waits_in_the_inbox_again_and_that_is_written_down(
    typed: Typed, aside: Settings
) -> None:
    code, out, _ = typed("put-aside", "again", "1")

    database = open_database(aside)
    with database.read() as session:
        row = session.get_one(Incoming, 1)
        assert (row.state, row.tries, row.payload is None) == (inbox.WAITING, 0, False)
        assert [(line.actor, line.what, line.detail) for line in session.query(Audit)] == [
            ("operator", "put-aside.again", "1")
        ]
    database.close()
    assert (code, "Number 1 is handled again" in out) == (0, True)


def test_what_was_put_aside_can_be_dropped_for_good(typed: Typed, aside: Settings) -> None:
    _, out, _ = typed("put-aside", "drop", "1")
    _, after, _ = typed("put-aside", "list")

    database = open_database(aside)
    with database.read() as session:
        assert session.get_one(Incoming, 1).payload is None
    database.close()
    assert "gone for good" in out
    assert after == "Nothing is put aside.\n"


@pytest.mark.usefixtures("aside")
@pytest.mark.parametrize("what", ["again", "drop"])
def test_what_is_not_there_is_not_tried_again(typed: Typed, what: str) -> None:
    code, out, err = typed("put-aside", what, "2")

    assert (code, out) == (2, "")
    assert "has the number 2" in err


@pytest.mark.parametrize(
    "words",
    [
        "staff list", "check", "silence status", "silence on", "put-aside list", "put-aside again 1",
        "put-aside drop 1", "put-aside drop 2", "backup copies",
    ],
)  # fmt: skip
def test_no_command_shows_a_young_person(typed: Typed, started: Settings, words: str) -> None:  # R55
    database = open_database(started)
    with database.write() as session:
        jay = cast.said_yes(session, cast.coordinator(session, NOW), NOW, name="Zebedee")
        inbox.take_in(session, [{"update_id": 1, "message": {"text": "Zebedee here"}}], NOW)
        session.flush()
        inbox.park(session, 1, "ValueError")
    database.close()

    _, out, err = typed(*words.split())

    assert out + err
    assert "Zebedee" not in out + err
    assert str(jay.chat_id) not in out + err
