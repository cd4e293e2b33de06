"""What is never stored, and never logged (R53, R54)."""

import logging
import re
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from sandbox.phone import Phone
from storage.models import Incoming, Table
from storage.sealed import Sealed, SealedJson
from tests.conftest import KEY
from tests.life import Life, end_a_part_star

BARRED = (
    "username", "user_name", "last_name", "phone", "photo", "avatar", "location", "latitude", "longitude",
    "language_code", "ip", "ip_address", "birth", "dob", "date_of_birth", "age", "device", "user_agent", "email",
    "care_leaver", "neet", "lac",
)  # fmt: skip
# Columns of plain text: codes, tags and digests. Whatever people wrote or are called stands in none of these.
PLAIN = {
    "actor", "area", "best_hours", "card", "closed_why", "consent_version", "decline_reason", "detail", "dial",
    "digest", "entered_by", "fault", "figures", "has_pa", "hat", "kind", "language", "left_reason", "name", "noticed",
    "outcome", "role", "schedule", "stage", "stands", "state", "version", "what", "why",
}  # fmt: skip
NAMES = ("Zebedee", "Robinette")  # of the story below; neither is a word of ours
WORDS = ("aardvark", "marzipan", "cucumber")


# R53
def test_no_table_has_a_place_for_what_is_barred() -> None:
    columns = {column.name for table in Table.metadata.tables.values() for column in table.columns}

    assert {name for name in columns if name in BARRED} == set()
    assert {name for name in columns if name.startswith(("phone", "birth", "user"))} == set()


# R54
def test_text_that_is_not_sealed_is_a_code() -> None:
    texts = {
        column.name
        for table in Table.metadata.tables.values()
        for column in table.columns
        if not isinstance(column.type, Sealed | SealedJson) and column.type.python_type is str
    }

    assert texts - PLAIN == set()


HOUSE = Path(__file__).parent.parent
WRITTEN = (".py", ".md", ".toml", ".ftl", ".csv", ".html", ".js", ".css", ".lock", ".cfg", ".txt")
SECRET = re.compile(r"\b\d{8,10}:[\w-]{35}\b|(?<![\w/+-])[\w-]{43}=(?!=)")  # a bot token, a Fernet key


# R54
def test_no_file_of_ours_holds_a_token_or_a_key() -> None:
    rooms = [
        folder for folder in HOUSE.iterdir() if (folder / "__init__.py").exists() or folder.name == "docs"
    ]
    files = [file for room in rooms for file in room.rglob("*") if file.suffix in WRITTEN]
    files += [file for file in HOUSE.iterdir() if file.suffix in WRITTEN or file.name == "Makefile"]

    assert len(files) > 300
    assert [file.name for file in files if SECRET.search(file.read_text(encoding="utf-8"))] == []


# R54
def test_that_search_finds_a_real_one() -> None:
    assert SECRET.search(f'TOKEN = "{12345678}:{"x" * 35}"')
    assert SECRET.search(f"key = {Fernet.generate_key().decode()}")


ELSEWHERE = re.compile(
    r"""(?:src|href|action)=["']?(?:https?:)?//|url\(["']?(?:https?:)?//|@import|import\(["']https?:"""
)


# R59
def test_no_page_of_ours_fetches_anything_from_elsewhere() -> None:
    pages = [file for file in HOUSE.glob("sandbox/**/*") if file.suffix in (".html", ".css", ".js")]

    assert len(pages) > 10
    assert [page.name for page in pages if ELSEWHERE.search(page.read_text(encoding="utf-8"))] == []


async def a_whole_story(life: Life) -> Phone:
    """Hello, a star with words, a nudge, a reply, an answer, a copy, a complaint, a mistake and a crisis."""
    robin, jay = await life.coordinator(NAMES[1]), await life.joined(NAMES[0])
    await end_a_part_star(jay, "an aardvark came")
    await robin.types("/inbox")
    await robin.taps(f"1 {NAMES[0]}")
    await robin.sees("an aardvark came")
    await robin.replies("an aardvark came", "bring marzipan on Monday")
    await jay.sees("bring marzipan")
    await jay.types("/mydata")
    await jay.taps("Complain")
    await jay.sees("What went wrong?")
    await jay.types("the cucumber was cold")
    await jay.sees("Thank you for telling us.")
    await jay.types("/mydata")
    await jay.taps("Get a copy")
    await jay.sees("This one is for computers.")
    await jay.types("the aardvark and i want to kill myself")
    await jay.sees("People can, and you don't have to face this alone.")
    await life.later(days=40)
    return jay


# R53
async def test_no_log_line_of_a_whole_story_holds_a_word_or_a_name(
    life: Life, caplog: pytest.LogCaptureFixture
) -> None:
    # Ours at their most talkative; PTB's, httpx's and SQLAlchemy's as `walkalong run` sets them (`speak_plainly`).
    for ours in ("bot", "handlers", "nudges", "storage", "care", "reports", "apscheduler"):
        caplog.set_level(logging.DEBUG, ours)

    await a_whole_story(life)

    said = " ".join([caplog.text, *(str(record.__dict__) for record in caplog.records)])
    barred = (*NAMES, *WORDS, life.sandbox.token, KEY)
    assert [word for word in barred if word.lower() in said.lower()] == []


# R53, R54
async def test_the_database_file_holds_no_word_or_name_in_plain(life: Life, tmp_path: Path) -> None:
    await a_whole_story(life)

    stored = everything_in(tmp_path)
    assert stored
    barred = (*NAMES, *WORDS, life.sandbox.token, KEY)
    assert [word for word in barred if word.lower().encode() in stored] == []


def everything_in(folder: Path) -> bytes:
    """Read the database's files, its log too, in lower case."""
    return b"".join(file.read_bytes() for file in folder.glob("walkalong.db*")).lower()


# R53
async def test_nothing_of_an_update_stays_once_it_is_handled(life: Life) -> None:
    jay = await a_whole_story(life)
    await jay.types("hello again")
    await jay.types("/help")
    await jay.sees("116 123")  # so what came before it is handled
    await life.walkalong.sender.drained()

    with life.database.read() as session:
        assert {row.payload for row in session.query(Incoming)} <= {None}
