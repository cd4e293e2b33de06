"""`make words`: learn from care/examples.csv how much each word speaks for a class, and write care/word_weights.tsv.

Softmax regression by stochastic gradient descent with AdaGrad steps (Duchi, Hazan and Singer 2011), seeded.
"""

import csv
import hashlib
import math
import random
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from care.word_check import lesson  # noqa: E402  # the house is found first
from care.word_weights import CLASSES, SCALE, features  # noqa: E402

EXAMPLES, WEIGHTS = ROOT / "care" / "examples.csv", ROOT / "care" / "word_weights.tsv"
ROUNDS, STEP, PENALTY, SEEN = 12, 0.05, 2e-4, 2

Example = tuple[list[str], int]
Table = dict[str, list[float]]


def read(path: Path) -> list[tuple[str, str]]:
    """Give the text and the class of each example."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [(row["text"], row["expected"]) for row in csv.DictReader(lines)]


def learn(examples: list[tuple[str, str]], seed: int = 7) -> Table:
    """Learn weights from texts and their classes; features seen only once teach nothing."""
    found = [(features(lesson(text)), CLASSES.index(name)) for text, name in examples]
    often = Counter(feature for there, _ in found for feature in there)
    kept = [(sorted(f for f in there if often[f] >= SEEN), place) for there, place in found]
    weights: Table = {f: [0.0] * len(CLASSES) for f, count in often.items() if count >= SEEN}
    steps: Table = {f: [1e-3] * len(CLASSES) for f in weights}
    order = random.Random(seed)  # noqa: S311  # nothing secret hangs on it
    for _ in range(ROUNDS):
        order.shuffle(kept)
        for there, place in kept:
            _learn_one(there, place, weights, steps)
    return weights


def _learn_one(there: list[str], place: int, weights: Table, steps: Table) -> None:
    sums = [sum(column) for column in zip(*(weights[f] for f in there), strict=True)]
    highest = max(sums)
    grown = [math.exp(each - highest) for each in sums]
    whole = sum(grown)
    errors = [each / whole - (number == place) for number, each in enumerate(grown)]
    for f in there:
        weight, step = weights[f], steps[f]
        for number, error in enumerate(errors):
            slope = error + PENALTY * weight[number]
            step[number] += slope * slope
            weight[number] -= STEP * slope / math.sqrt(step[number])


def stamp() -> str:
    """Name the examples that the weights were learned from."""
    return hashlib.sha256(EXAMPLES.read_bytes()).hexdigest()[:16]


def write(weights: Table) -> None:
    """Write the weights, whole hundredths, with the stamp of their examples on top."""
    lines = [f"# learned from examples.csv {stamp()}: feature, then {', '.join(CLASSES)}, in hundredths"]
    for feature, row in sorted(weights.items()):
        whole = [round(each * SCALE) for each in row]
        if any(abs(each) >= 3 for each in whole):
            lines.append("\t".join([feature, *map(str, whole)]))
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(learn(read(EXAMPLES)))
