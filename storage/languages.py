"""Which language each person chose, as a tag such as "en"."""

from sqlalchemy import select

from storage.database import Session
from storage.models import Person


def choose(person: Person, language: str) -> None:
    """Keep which language they are spoken to in; nothing else changes."""
    person.language = language


def other_than_english(session: Session) -> list[tuple[int, str]]:
    """List each chat whose person chose another language than English, with its tag."""
    chosen = select(Person.chat_id, Person.language).where(
        Person.chat_id.is_not(None), Person.language != "en"
    )
    return [(chat_id, language) for chat_id, language in session.execute(chosen) if chat_id is not None]
