"""How hard a text is to read: sentences, syllables, Flesch's ease and Flesch-Kincaid's grade (R22)."""

import re
from dataclasses import dataclass
from functools import cache

from pyphen import Pyphen

SENTENCE_END = re.compile(r"""[.!?…]+(?=["'”)]*(?:\s|$))|\n""")
FEWEST_WORDS_IN_A_SENTENCE = 3  # textstat 0.7.4 leaves "Hi." and "OK, thanks!" out of the count of sentences


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """What a text is made of; `grade` and `ease` are worked out from it."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """Return the Flesch-Kincaid grade (Kincaid 1975): US school years, about 5 at the age of ten."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def ease(self) -> float:
        """Return the Flesch reading ease (Flesch 1948): 80 and more is easy, 30 and less very hard."""
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words


def reading_level(text: str) -> ReadingLevel | None:
    """Return the reading level of English `text`; None for a label, which has no sentence of three words."""
    full = [sentence for sentence in sentences(text) if len(words(sentence)) >= FEWEST_WORDS_IN_A_SENTENCE]
    if not full:
        return None
    found = words(text)
    return ReadingLevel(len(found), len(full), sum(_syllables(word) for word in found))


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`; the end of a line ends a sentence too."""
    return [part.strip() for part in SENTENCE_END.split(text) if words(part)]


def words(text: str) -> list[str]:
    """Return the words of `text` in small letters, without punctuation: "I'm" is "im"."""
    return re.sub(r"[^\w\s]", "", text.lower()).split()


def _syllables(word: str) -> int:
    return len(_hyphenation().positions(word)) + 1


@cache
def _hyphenation() -> Pyphen:
    return Pyphen(lang="en_US")
