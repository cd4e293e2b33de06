"""Before anybody is spoken to in a language: is it known, whole, and can it be stopped?"""

from pathlib import Path
from tomllib import TOMLDecodeError

from bot.environment import SettingsError
from care import stop_words
from wording import languages, say
from wording.completeness import Fault, faults

TOLD = 3  # faults named at once; the first is enough to begin with


def known(beside: Path | None) -> list[str]:
    """Return the tags of every language there are sentences for, whole or not."""
    return sorted({*languages(), *(languages(beside) if beside else ())})


def require_whole(offered: tuple[str, ...], beside: Path | None) -> None:
    """Refuse languages that are unknown, lack a sentence or their stop words: SettingsError, a sentence each."""
    if "en" not in offered or (beside and "en" in languages(beside)):
        raise SettingsError(say("languages-english"))
    wrong = [sentence for tag in offered if tag != "en" for sentence in wrong_with(tag, beside)]
    if wrong:
        raise SettingsError(*wrong)


def wrong_with(tag: str, beside: Path | None) -> list[str]:
    """Return what keeps a language from being offered, a sentence each; [] when nothing does."""
    if tag not in known(beside):
        return [say("languages-unknown", language=tag, known=", ".join(known(beside)))]
    found = faults(tag, beside)
    more = [say("languages-more", language=tag, count=len(found) - TOLD)] if len(found) > TOLD else []
    return [*(_sentence(tag, fault) for fault in found[:TOLD]), *more, *_stopping(tag, beside)]


def _sentence(tag: str, fault: Fault) -> str:
    return say(f"languages-{fault.kind}", language=tag, key=fault.key, detail=fault.detail)


def _stopping(tag: str, beside: Path | None) -> list[str]:
    """Everybody can stop in a language that they are spoken to in (R12)."""
    try:
        lists = ", ".join(stop_words.lacking(tag, beside))
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        return [say("languages-stop-words-broken", language=tag, why=str(error))]
    return [say("languages-stop-words", language=tag, lists=lists)] if lists else []
