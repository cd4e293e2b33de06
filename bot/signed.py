"""What only people can decide, and who signed it: read from walkalong.toml, asked for before the first live start."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints

from care import help_lines
from care.help_lines import HelpLine
from wording import say

# Without these Walkalong does not start on Telegram itself (R41, R44, R48, R60).
Core = Literal["reading_hours", "duty_route", "help_lines", "privacy_contact"]
# These are listed until they are signed (R12, R48, R60, R89).
Other = Literal[
    "crisis_words",
    "words_read_by_young_people",
    "who_reads_when",
    "table_top_test",
    "data_protection_impact",
    "telegram_transfer",
    "privacy_notice",
    "retention",
    "lawful_basis",
    "question_wording",
    "tried_by_young_people",
]
CORE: tuple[str, ...] = get_args(Core)
OTHERS: tuple[str, ...] = get_args(Other)
TABLE_TOP_EVERY = timedelta(days=92)  # R48: each quarter

Line = Annotated[str, StringConstraints(min_length=1, max_length=120)]


class Signed(BaseModel):
    """One signature: who, and the day they signed."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    by: Line
    on: date


Signatures = Mapping[Core | Other, Signed]


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to decide: whether it is, whether a live start waits for it, and the line that says so."""

    name: str
    decided: bool
    core: bool
    sentence: str


def matters(
    signatures: Signatures, *, duty_route: str, privacy_contact: str, today: date
) -> Iterator[Matter]:
    """Go through everything that has to be signed, the core first; `today` is a local date.

    A duty route or privacy contact that was signed but not written down is not decided.
    """
    written = {"duty_route": duty_route, "privacy_contact": privacy_contact}
    for name in (*CORE, *OTHERS):
        signature = signatures.get(name)  # type: ignore[call-overload]  # the names are those of the literals
        decided, sentence = _stands(name, signature, today, written=bool(written.get(name, "-")))
        yield Matter(name, decided, name in CORE, sentence)


def _stands(name: str, signature: Signed | None, today: date, *, written: bool) -> tuple[bool, str]:
    """Tell whether one thing is decided, and say so in a line."""
    what = say(f"signed-{name.replace('_', '-')}")
    if not written:
        return False, say("signed-not-written", what=what, table=name.partition("_")[0])
    if signature is None:
        return False, say("signed-not-yet", what=what, name=name)
    if name == "table_top_test" and today - signature.on > TABLE_TOP_EVERY:
        return False, say("signed-table-top-old")
    return True, say("signed-by", what=what, by=signature.by, when=signature.on.strftime("%d/%m/%Y"))


def ageing(lines: tuple[HelpLine, ...], today: date) -> Iterator[tuple[str, bool]]:
    """Say which help lines nobody has looked at for 90 days; True: that line is no longer shown (R44)."""
    seen = help_lines.shown(lines, today)
    for line in lines:
        if help_lines.is_old(line, today):
            yield _aged(line, shown=line in seen), line not in seen


def _aged(line: HelpLine, *, shown: bool) -> str:
    if line.checked_on is None:
        return say("help-line-unchecked" if shown else "help-line-hidden", who=line.who)
    key = "help-line-old" if shown else "help-line-dropped"
    return say(key, who=line.who, when=line.checked_on.strftime("%d/%m/%Y"))
