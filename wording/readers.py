"""Who reads which file of sentences. Young people read theirs in their own language; everybody else reads English."""

from enum import StrEnum
from pathlib import Path


class Reader(StrEnum):
    """Who a sentence is for."""

    YOUNG = "young person"
    STAFF = "staff"
    OPERATOR = "operator"


# A Coordinator's or a manager's screens.
_STAFF = "alerts away courtesy inbox nudging people person-wishes requests schedules staff team trends"
_OPERATOR = "demo operator wording-list words"  # whoever runs Walkalong, on a terminal
_READERS = dict.fromkeys(_STAFF.split(), Reader.STAFF) | dict.fromkeys(_OPERATOR.split(), Reader.OPERATOR)

# The council's own words, which the wording gate does not judge and Walkalong never edits (R26).
OFFICIAL = "star-questions.ftl"


def reader(path: Path) -> Reader:
    """Return who reads the sentences of a .ftl file; what is not named here, young people may read."""
    return _READERS.get(path.stem, Reader.YOUNG)
