"""The eight questions of the star: the council's own words, which Walkalong never edits (R26)."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Question:
    """One official question: its number 1-8 and its words; the keys name words kept in `wording/`."""

    number: int
    words: str

    @property
    def label_key(self) -> str:
        """The wording key of the short label beside this arm of the picture."""
        return f"star-label-{self.number}"

    @property
    def words_key(self) -> str:
        """The wording key of its words: in English the same, letter by letter."""
        return f"star-question-{self.number}"

    @property
    def helper_key(self) -> str:
        """The wording key of the plain line that explains the question."""
        return f"star-helper-{self.number}"


# Changes whenever a word below changes: scores given to different words are never compared (R26).
VERSION: Final = "derby-shared-agreement-1"

LOWEST: Final = 1
HIGHEST: Final = 10

QUESTIONS: Final = (
    Question(1, "Do you have the information you need to make decisions in your life?"),
    Question(2, "Do you feel part of a community?"),
    Question(3, "Do you feel confident about the future?"),
    Question(4, "Are you happy in the place you are living?"),
    Question(5, "Do you feel able to contribute to your community?"),
    Question(6, "Do you feel in control of your financial situation?"),
    Question(7, "Do you feel safe and secure in your current community?"),
    Question(8, "Do you feel able to access appropriate health support?"),
)
NUMBERS: Final = tuple(question.number for question in QUESTIONS)
