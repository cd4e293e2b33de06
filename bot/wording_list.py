"""Every sentence of a language, as an operator or a translator reads it: where it is, how hard, for whom."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.environment import SettingsError
from bot.languages import known, wrong_with
from care.gate import check
from care.reading_level import reading_level, sentences, words
from wording import keys_in, messages, paths, say
from wording.readers import OFFICIAL, Reader, reader

NO_GRADE = "–"
# What a text is judged with in the place of its values; a made-up name has as many syllables as a real one.
EXAMPLES: dict[str, str | int] = {
    "name": "Jay", "coordinator": "Sam", "stand_in": "Kim", "day": "Tuesday", "place": "the library", "time": "2pm",
    "when": "Friday", "date": "3 March", "hours": "9am to 5pm, Monday to Friday", "often": "Weekly",
    "number": 7, "count": 7, "score": 7, "first": 3, "latest": 8, "label": "Money", "how": "text SHOUT to 85258",
    "team": "call the office", "contact": "Sam at the office",
    "opens": "9am", "closes": "5pm", "days": "Monday and Friday", "month": "March", "year": "2027",
}  # fmt: skip
ANY_OTHER = "Friday"


def sentences_of(language: str, beside: Path | None) -> Iterator[str]:
    """Yield the lines to print: a head, then each text with what is known of it; SettingsError when unknown."""
    if language not in known(beside):
        raise SettingsError(say("languages-unknown", language=language, known=", ".join(known(beside))))
    if wrong := wrong_with(language, beside) if language != "en" else []:
        yield "\n".join([say("wording-not-whole"), *wrong, ""])
    values = messages(language, beside)
    yield say("wording-head", count=len(values), language=language)
    for path in paths(language, beside):
        for key in keys_in(path):
            text = say(key, language, beside, **{name: f"{{{name}}}" for name in values[key]})
            filled = say(key, language, beside, **examples(values[key]))
            yield "\n".join(["", *_about(path, key, text, filled, language)])


def examples(names: Iterable[str]) -> dict[str, str | int]:
    """Return an example of each of these values."""
    return {name: EXAMPLES.get(name, ANY_OTHER) for name in names}


def _about(path: Path, key: str, text: str, filled: str, language: str) -> list[str]:
    """Say what is known of one text, as `filled` in with examples, below its head the text itself."""
    level = reading_level(filled) if language == "en" else None
    about = say(
        "wording-line",
        file=f"{language}/{path.name}",
        key=key,
        reader=reader(path),
        grade=f"{level.grade:.1f}" if level else NO_GRADE,
        longest=max((len(words(sentence)) for sentence in sentences(filled)), default=0),
    )
    return [about, text, *_judged(path, filled, language)]


def _judged(path: Path, text: str, language: str) -> list[str]:
    """Say what the gate finds in an English text for young people; the council's own words are not ours to judge."""
    if language != "en" or reader(path) is not Reader.YOUNG or path.name == OFFICIAL:
        return [say("wording-not-judged")]
    found = check(text, emoji=0)
    return [say("wording-gate", kind=finding.kind, found=finding.found) for finding in found] or [
        say("wording-fine")
    ]
