"""What the operator may write, what holds when nothing is written, and what is said when it is wrong."""

import os
import tomllib
from datetime import time
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.secret_key import with_keys
from bot.settings import SettingsError, is_real_telegram, load, require_token
from bot.tables import template
from bot.written_once import write_once
from care.help_lines import HELP_LINES

FAKE_TOKEN = "1:made-up-for-tests"


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stand in an empty folder with no setting made."""
    for name in [name for name in os.environ if name.startswith("WALKALONG_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def told() -> list[str]:
    return []


def write_config(text: str) -> None:
    Path("walkalong.toml").write_text(text, encoding="utf-8")


def problem() -> str:
    with pytest.raises(SettingsError) as caught:
        load()
    return str(caught.value)


def test_with_nothing_set_everything_but_the_token_has_a_value() -> None:
    settings = load()

    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///data/walkalong.db"
    assert settings.programme.zone.key == "Europe/London"
    assert settings.programme.star_months == 6  # R17
    assert settings.programme.reading_hours.opens == time(9)
    assert settings.programme.help_lines == HELP_LINES
    assert settings.telegram_token is None


def test_reading_the_settings_writes_nothing() -> None:
    load()

    assert list(Path().iterdir()) == []


def test_the_template_changes_nothing_when_it_is_written_out() -> None:
    usual = load()

    write_config(template())

    assert load() == usual


def test_the_example_help_line_in_the_template_has_the_shape_of_a_real_one() -> None:
    commented = template().split("# [[help_lines]]")[1]
    example = tomllib.loads(commented.replace("\n# ", "\n"))

    assert set(example) == set(HELP_LINES[0].model_fields_set | {"checked_on", "ages"})


@pytest.mark.parametrize("secret", ["TELEGRAM_TOKEN", "SECRET_KEY", "DATABASE_URL"])
def test_each_secret_may_stand_in_a_file(
    secret: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    value = {
        "TELEGRAM_TOKEN": FAKE_TOKEN,
        "SECRET_KEY": Fernet.generate_key().decode(),
        "DATABASE_URL": "sqlite:///elsewhere.db",
    }[secret]
    (tmp_path / "secret").write_text(f"{value}\n", encoding="utf-8")

    monkeypatch.setenv(f"WALKALONG_{secret}_FILE", str(tmp_path / "secret"))

    settings = load()
    assert value in (settings.telegram_token, *settings.secret_keys, settings.database_url)


def test_a_secret_given_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_TELEGRAM_TOKEN", FAKE_TOKEN)
    monkeypatch.setenv("WALKALONG_TELEGRAM_TOKEN_FILE", "token")

    assert "WALKALONG_TELEGRAM_TOKEN and WALKALONG_TELEGRAM_TOKEN_FILE" in problem()


def test_a_secret_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_SECRET_KEY_FILE", "nowhere/key")

    assert "WALKALONG_SECRET_KEY_FILE names nowhere/key" in problem()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", "not a token"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "http://[half"),
        ("DATABASE_URL", "data/walkalong.db"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "mysql://somewhere/else"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "ключ"),
        ("PUBLIC_URL", "ftp://example.org"),
        ("TIME_ZONE", "Europe/Derby"),
        ("TIME_ZONE", "../Europe/London"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence_that_does_not_repeat_it(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"WALKALONG_{name}", value)

    sentence = problem()

    assert sentence.startswith(f"WALKALONG_{name} ")
    assert "\n" not in sentence
    assert name not in {"TELEGRAM_TOKEN", "SECRET_KEY"} or value not in sentence


def test_every_wrong_setting_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_TIME_ZONE", "Derby")
    monkeypatch.setenv("WALKALONG_PUBLIC_URL", "here")

    with pytest.raises(SettingsError) as caught:
        load()

    assert len(caught.value.args) == 2


def test_a_misspelt_setting_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_DATABSE_URL", "postgresql://localhost/walkalong")

    assert "WALKALONG_DATABSE_URL is not a setting" in problem()


def test_an_empty_setting_is_the_same_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_PUBLIC_URL", "")

    assert load().public_url is None


def test_secrets_do_not_show_when_the_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:  # R54
    key = Fernet.generate_key().decode()
    monkeypatch.setenv("WALKALONG_TELEGRAM_TOKEN", FAKE_TOKEN)
    monkeypatch.setenv("WALKALONG_SECRET_KEY", key)
    monkeypatch.setenv(
        "WALKALONG_DATABASE_URL", "postgresql://walkalong:made-up-password@localhost/walkalong"
    )

    printed = repr(load())

    assert not [secret for secret in (FAKE_TOKEN, key, "made-up-password") if secret in printed]


def test_a_postgresql_address_gets_our_driver_and_keeps_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_DATABASE_URL", "postgres://walkalong:made-up@localhost/walkalong")

    assert load().database_url == "postgresql+psycopg://walkalong:made-up@localhost/walkalong"


def test_the_operators_lines_lie_over_the_usual_ones() -> None:
    write_config(
        """
        [programme]
        areas = ["Alvaston", "Arboretum"]
        [reading_hours]
        days = ["Tuesday", "Saturday"]
        opens = 10:30:00
        """
    )

    programme = load().programme

    assert programme.areas == ("Alvaston", "Arboretum")
    assert set(programme.reading_hours.days) == {1, 5}
    assert programme.reading_hours.opens == time(10, 30)
    assert programme.reading_hours.closes == time(17)
    assert programme.name == "Our programme"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[programme]\nname = ""', "programme.name"),
        ("[programme]\nareas = []", "programme.areas"),
        ('[programme]\ntown = "Derby"', "programme.town"),
        ('[programm]\nname = "Derby"', "programm"),
        ('programme = "Derby"', "programme"),
        ('[reading_hours]\ndays = ["Mondays"]', "write days like Monday"),
        ("[reading_hours]\nopens = 9", "write times like 09:00"),
        ('[reading_hours]\nopens = "18:00"', "reading_hours"),
        ('[nudges]\nquiet_days = ["31 February"]', "write each date like 24 December"),
        ("[nudges]\nquiet_days = 24", "nudges.quiet_days"),
        ("[star]\nmonths_between = 0", "star.months_between"),
        ("[star]\nmonths_between = true", "star.months_between"),
        ('[[help_lines]]\nwho = "Somebody"', "help_lines.0"),
        ('[programme\nname = "Derby"', "line 1"),
    ],
)
def test_a_wrong_line_of_the_file_is_named_in_one_sentence(text: str, named: str) -> None:
    write_config(text)

    sentence = problem()

    assert sentence.startswith("walkalong.toml ")
    assert named in sentence
    assert "\n" not in sentence


def test_a_list_of_help_lines_without_samaritans_stops_the_start() -> None:  # R44
    lines = [line.model_dump(exclude_none=True) for line in HELP_LINES if "116 123" not in line.how]
    write_config(
        "\n".join(
            "[[help_lines]]\n" + "\n".join(f'{name} = """{value}"""' for name, value in line.items() if value)
            for line in lines
            if "checked_on" not in line
        )
    )

    assert "Samaritans" in problem()


def test_a_file_that_was_named_has_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALKALONG_CONFIG", "elsewhere.toml")

    assert "elsewhere.toml, which is not there" in problem()


def test_no_token_is_a_plain_sentence_that_names_botfather() -> None:
    with pytest.raises(SettingsError, match="@BotFather"):
        require_token(load())


@pytest.mark.parametrize(
    ("address", "real"),
    [
        ("https://api.telegram.org", True),
        ("https://API.telegram.org./", True),
        ("https://api.telegram.org:443/", True),
        ("http://127.0.0.1:8081", False),
        ("http://api.telegram.org.example", False),
        ("http://localhost/api.telegram.org", False),
    ],
)
def test_telegrams_own_address_is_told_from_a_sandbox(
    address: str, real: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALKALONG_TELEGRAM_API_URL", address)

    assert is_real_telegram(load()) == real


def test_the_first_start_on_sqlite_writes_a_key_for_this_account_only(told: list[str]) -> None:
    keys = with_keys(load(), told.append).secret_keys

    assert Path("data/secret.key").read_text(encoding="ascii").split() == list(keys)
    assert Path("data/secret.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in Path("data").iterdir()] == ["secret.key"]
    assert len(told) == 1
    assert "data/secret.key" in told[0]
    assert "copy it" in told[0]


def test_the_second_start_uses_the_same_key_and_says_nothing(told: list[str]) -> None:
    first = with_keys(load(), lambda _: None)

    second = with_keys(load(), told.append)

    assert second.secret_keys == first.secret_keys
    assert told == []


def test_the_key_lies_beside_the_database_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WALKALONG_DATABASE_URL", f"sqlite:///{tmp_path}/deep/down/ours.db")

    with_keys(load(), lambda _: None)

    assert (tmp_path / "deep" / "down" / "secret.key").exists()


def test_several_keys_keep_their_order(monkeypatch: pytest.MonkeyPatch, told: list[str]) -> None:
    new, old = (Fernet.generate_key().decode() for _ in range(2))
    monkeypatch.setenv("WALKALONG_SECRET_KEY", f"{new}, {old}")

    assert with_keys(load(), told.append).secret_keys == (new, old)
    assert not Path("data").exists()


def test_without_a_key_postgresql_does_not_start(monkeypatch: pytest.MonkeyPatch, told: list[str]) -> None:
    monkeypatch.setenv("WALKALONG_DATABASE_URL", "postgresql://localhost/walkalong")

    with pytest.raises(SettingsError, match="WALKALONG_SECRET_KEY"):
        with_keys(load(), told.append)

    assert not Path("data").exists()


def test_a_database_that_lost_its_key_gets_no_new_one(told: list[str]) -> None:
    Path("data").mkdir()
    Path("data/walkalong.db").write_bytes(b"something is in it")

    with pytest.raises(SettingsError, match="put the copy of it back as"):
        with_keys(load(), told.append)

    assert not Path("data/secret.key").exists()


@pytest.mark.parametrize("content", [b"", b"half a key", b"\xff\xfe"])
def test_a_damaged_key_file_is_not_replaced(content: bytes, told: list[str]) -> None:
    Path("data").mkdir()
    Path("data/secret.key").write_bytes(content)

    with pytest.raises(SettingsError, match="does not hold a key"):
        with_keys(load(), told.append)

    assert Path("data/secret.key").read_bytes() == content


def test_of_two_first_starts_at_once_the_first_key_stays() -> None:
    write_once(Path("data/secret.key"), "the first\n")

    written = write_once(Path("data/secret.key"), "the second\n")

    assert not written
    assert Path("data/secret.key").read_text(encoding="ascii") == "the first\n"
    assert len(list(Path("data").iterdir())) == 1


def test_a_folder_that_cannot_be_made_is_one_sentence(told: list[str]) -> None:
    Path("data").write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises(SettingsError, match="could not be written"):
        with_keys(load(), told.append)


def test_the_days_without_nudges_are_those_of_the_rule_until_the_programme_names_others() -> None:  # R18
    before = load().programme.quiet_days
    write_config('[nudges]\nquiet_days = ["1 November", "24 December"]')

    assert before == {(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)}
    assert load().programme.quiet_days == {(11, 1), (12, 24)}
