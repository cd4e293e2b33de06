"""Every sentence of a language, as an operator or a translator reads it: where it is, how hard, for whom."""

from collections.abc import Iterator
from pathlib import Path

from bot.environment import SettingsError
from bot.languages import known, wrong_with
from care.gate import check
from care.reading_level import reading_level, sentences, words
from wording import keys_in, messages, paths, say
from wording.readers import OFFICIAL, Reader, reader

NO_GRADE = "–"


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
            yield "\n".join(["", *_about(path, key, text, language)])


def _about(path: Path, key: str, text: str, language: str) -> list[str]:
    level = reading_level(text) if language == "en" else None
    about = say(
        "wording-line",
        file=f"{language}/{path.name}",
        key=key,
        reader=reader(path),
        grade=f"{level.grade:.1f}" if level else NO_GRADE,
        longest=max((len(words(sentence)) for sentence in sentences(text)), default=0),
    )
    return [about, text, *_judged(path, text, language)]


def _judged(path: Path, text: str, language: str) -> list[str]:
    """Say what the gate finds in an English text for young people; the council's own words are not ours to judge."""
    if language != "en" or reader(path) is not Reader.YOUNG or path.name == OFFICIAL:
        return [say("wording-not-judged")]
    found = check(text, emoji=0)
    return [say("wording-gate", kind=finding.kind, found=finding.found) for finding in found] or [
        say("wording-fine")
    ]
