"""Right-to-left writing: what is written the other way inside it is kept apart, so that nothing turns around (R29)."""

import re
import unicodedata

# A tag's first part decides: fa-AF too.
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "prs", "ps", "ur"})
LINK_OR_COMMAND = re.compile(r"https?://\S+|/[a-z_]+")
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_MARK = "\u2066", "\u200f"

_LETTERS = frozenset({"R", "AL"})  # classes of Unicode Annex 9, table 4
_TURNING = _LETTERS | {"RLE", "RLO", "RLI"}
# "116 123" and "0800 1111" are one number each: apart they would change places. So would 14:30 and 1-10.
_NUMBER = re.compile(r"\+?\d+(?:[ :.,/–-]\d+)*")
# A time put together of two numbers: apart, 5:30 would read 30:5.
_SPLIT_NUMBER = re.compile(rf"(?<=\d){POP_ISOLATE}([:.,/–-]){FIRST_STRONG_ISOLATE}(?=\d)")
_PIECE = re.compile(rf"({LINK_OR_COMMAND.pattern}|[{FIRST_STRONG_ISOLATE}{POP_ISOLATE}])")


def is_right_to_left(language: str) -> bool:
    """Tell whether a language, as a tag ("fa-AF"), is written from right to left."""
    return language.split("-")[0] in RIGHT_TO_LEFT


def holds_right_to_left(text: str) -> bool:
    """Tell whether a text holds anything that could turn a left-to-right sentence around."""
    return any(unicodedata.bidirectional(character) in _TURNING for character in text)


def begins_right_to_left(line: str) -> bool:
    """Tell whether a line begins with a right-to-left letter or mark: apps take its direction from there."""
    return unicodedata.bidirectional(line[:1] or " ") in _LETTERS


def isolate(text: str) -> str:
    """Keep a value apart, line by line: an isolate ends with its paragraph (Unicode Annex 9, X8)."""
    return "\n".join(f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}" for line in text.split("\n"))


def kept_apart(value: str, words: str) -> str:
    """Return a value ready to stand in words that somebody typed: isolated when either is right-to-left (R29)."""
    return isolate(value) if holds_right_to_left(value + words) else value


def set_right_to_left(text: str) -> str:
    """Return a right-to-left text with its own numbers kept apart and every line begun right-to-left."""
    whole = _SPLIT_NUMBER.sub(r"\1", text)
    return "\n".join(_begun(_numbers_apart(line)) for line in whole.split("\n"))


def in_the_order_of_the_numbers(text: str, language: str) -> str:
    """Keep a line in left-to-right order, as the numbers under it are; it still begins right-to-left."""
    if not is_right_to_left(language):
        return text
    return f"{RIGHT_TO_LEFT_MARK}{LEFT_TO_RIGHT_ISOLATE}{text}{POP_ISOLATE}"


def _begun(line: str) -> str:
    return line if not line or begins_right_to_left(line) else RIGHT_TO_LEFT_MARK + line


def _numbers_apart(line: str) -> str:
    """Isolate each number that no isolate holds yet; links and commands stay whole."""
    depth, pieces = 0, []
    for place, piece in enumerate(_PIECE.split(line)):
        depth += (piece == FIRST_STRONG_ISOLATE) - (piece == POP_ISOLATE)
        bare = place % 2 == 0 and depth == 0
        pieces.append(_NUMBER.sub(lambda number: isolate(number.group()), piece) if bare else piece)
    return "".join(pieces)
