"""Saying something to one person in the language they chose."""

from care.programme import Programme
from storage.models import Person
from wording import say


def say_to(key: str, person: Person, programme: Programme, /, **values: str | int) -> str:
    """Return the text of `key` in the person's language, its `values` filled in. Raises WordingError."""
    return say(key, programme.spoken(person.language), programme.wording, **values)
