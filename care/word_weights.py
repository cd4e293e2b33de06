"""What the examples say: how much each word, pair of words and piece of a word speaks for a class of message.

The families of patterns know what people say; the examples (`examples.csv`, made up) teach what they might. Their
weights are in `word_weights.tsv`, learned by `make words`: a softmax over binary features with a small L2 penalty.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

CLASSES = ("crisis", "concern", "wants_contact", "ordinary")
PIECES = (3, 4, 5)  # letters
SCALE = 100  # weights are whole hundredths in the file

Weights = Mapping[str, tuple[float, ...]]


def features(told: Sequence[str]) -> frozenset[str]:
    """Give what is in a message of these normalised clauses: words, neighbours, and pieces of words."""
    return frozenset(_features(told))


def _features(told: Sequence[str]) -> Iterator[str]:
    yield "*"  # how common each class is among the examples
    for clause in told:
        words = clause.split()
        yield from words
        yield from (f"{first} {second}" for first, second in pairwise(words))
        for word in words:
            framed = f"_{word}_"
            for length in PIECES:
                yield from (f"~{framed[at : at + length]}" for at in range(len(framed) - length + 1))


def shares(told: Sequence[str], weights: Weights) -> dict[str, float]:
    """Give, for each class, the share of similar examples that were of it: four numbers that make 1.

    They decide a class and nothing else; nobody is ever shown one (R38).
    """
    sums = [0.0] * len(CLASSES)
    for feature in features(told):
        for place, weight in enumerate(weights.get(feature, ())):
            sums[place] += weight
    highest = max(sums)
    grown = [math.exp(each - highest) for each in sums]
    return {name: each / sum(grown) for name, each in zip(CLASSES, grown, strict=True)}


def telling(told: Sequence[str], name: str, weights: Weights, most: int = 3) -> list[str]:
    """Give the words and pairs in a message that speak loudest for a class, for whoever asks why."""
    place = CLASSES.index(name)
    heard = [
        (weights[each][place], each) for each in features(told) if each in weights and each[0] not in "*~"
    ]
    return [each for weight, each in sorted(heard, reverse=True)[:most] if weight > 0]


@cache
def learned() -> Weights:
    """Read the weights that `make words` wrote."""
    lines = files("care").joinpath("word_weights.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {feature: tuple(int(weight) / SCALE for weight in weights) for feature, *weights in rows}
