"""Draw a star: a Vega specification of eight arms, one a question, the centre low and the rim high.

The first star is dashed with hollow diamonds, the latest solid with filled circles, so that no colour is
needed to tell them apart. A skipped question has no point, and the line is broken across it. Nothing in it
names a person.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any, Final

from star.questions import HIGHEST, LOWEST, NUMBERS

# Pixels a point. 3 is sharp on a phone, and small enough that Telegram keeps the photo as it is (1280 px).
RENDER_SCALE: Final = 3
WIDTH: Final = 380
HEIGHT: Final = 392

# Shown 320 px wide a point is 0.84 px: 13.5 points are 11.4 px, above the 11 px that must stay legible.
LABEL_SIZE: Final = 14.5
RING_SIZE: Final = 13.5

FONT: Final = (
    "Liberation Sans, Arial, sans-serif"  # vl-convert brings the first along; a page may have the second
)
INK: Final = "#22303c"
PALE_INK: Final = "#56646f"
RING: Final = "#d3dae0"
LATEST: Final = "#17607d"
FIRST: Final = "#b4530a"

_CENTRE = (190.0, 166.0)
_INNER, _OUTER = 20.0, 115.0  # where 1 and 10 lie; 1 is not the centre, so that eight ones still make a star
_RINGS = (1, 4, 7, 10)
_RING_NUMBERS_AT = -22.5  # degrees, between two arms, where no point can fall
_LABEL_GAP = 13.0
_LABEL_RISE = 5.0  # further out above and below, where the height of the words counts
_LINE_HEIGHT = 16.0
_MARGIN = 5.0
_ROOM_UPRIGHT = 170.0  # width of the top and bottom labels, between those of the slanting arms
_LETTER = 0.56  # mean width of a letter, in letter heights
_LEGEND_TOP = 344.0
_LEGEND_LINE = 25.0
_LEGEND_LEFT = 76.0
_RIGHT_TO_LEFT_ISOLATE, _POP_ISOLATE = "\u2067", "\u2069"

Mark = dict[str, Any]  # Vega's own JSON


@dataclass(frozen=True, slots=True)
class Style:
    """How one of the two stars looks: its colour, line and points."""

    colour: str
    width: float
    dash: tuple[int, ...]
    shape: str
    size: float
    fill: str
    wash: float


SOLID: Final = Style(LATEST, 3, (), "circle", 70, LATEST, 0.1)
DASHED: Final = Style(FIRST, 2, (6, 4), "diamond", 190, "white", 0)


def personal(
    first: Mapping[int, float],
    latest: Mapping[int, float] | None,
    labels: Sequence[str],
    legend: tuple[str, str],
    *,
    right_to_left: bool = False,
) -> dict[str, Any]:
    """Return the Vega 5 specification of one person's star, WIDTH by HEIGHT points.

    In: scores 1-10 by question number 1-8, skipped ones absent; `latest` None when there is only one star,
    which is then drawn solid. `labels` in the order of the questions; `legend` says which star is which
    (first, latest). `right_to_left` words are set so, and the legend reads from the right; the numbers and
    the arms stay where they are.
    """
    latest_first = [(latest, SOLID, legend[1]), (first, DASHED, legend[0])] if latest is not None else []
    return _picture(latest_first or [(first, SOLID, legend[0])], labels, right_to_left=right_to_left)


def medians(
    first: Mapping[int, float], latest: Mapping[int, float], labels: Sequence[str], legend: tuple[str, str]
) -> dict[str, Any]:
    """Return the same drawing for a programme's medians, 1-10, halves too; hidden questions are absent."""
    return personal(first, latest, labels, legend)


def _picture(
    stars: Sequence[tuple[Mapping[int, float], Style, str]], labels: Sequence[str], *, right_to_left: bool
) -> dict[str, Any]:
    marks = [*_rings(), *_arms(), *_ring_numbers(), *_labels(labels)]
    for scores, style, _ in stars:
        marks += _line(scores, style)
    # Diamonds before circles: where both lie together the circle shows inside the larger diamond.
    for scores, style, _ in reversed(stars):
        marks += [_point(_place(number, score), style) for number, score in sorted(scores.items())]
    for row, (_, style, words) in enumerate(reversed(stars)):
        y = _LEGEND_TOP + _LEGEND_LINE * (row + (len(stars) == 1) / 2)
        marks += _legend_from_the_right(y, style, words) if right_to_left else _legend(y, style, words)
    if right_to_left:
        marks = [_set_right_to_left(mark) for mark in marks]
    return {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
        "padding": 0,
        "autosize": "none",
        "background": "white",
        "config": {"aria": False},  # the same numbers stand in words beside every picture
        "marks": marks,
    }


def _radius(score: float) -> float:
    return _INNER + (score - LOWEST) * (_OUTER - _INNER) / (HIGHEST - LOWEST)


def _at(degrees: float, radius: float) -> tuple[float, float]:
    """Return x, y in points, `degrees` clockwise from the top."""
    turn = radians(degrees)
    return round(_CENTRE[0] + radius * sin(turn), 2), round(_CENTRE[1] - radius * cos(turn), 2)


def _degrees(number: int) -> float:
    return 360 / len(NUMBERS) * (number - NUMBERS[0])


def _place(number: int, score: float) -> tuple[float, float]:
    return _at(_degrees(number), _radius(score))


def _mark(kind: str, **properties: object) -> Mark:
    return {"type": kind, "encode": {"enter": {name: {"value": value} for name, value in properties.items()}}}


def _rings() -> list[Mark]:
    x, y = _CENTRE
    circles = []
    for score in range(LOWEST, HIGHEST + 1):
        radius = _radius(score)
        half = f"a{radius},{radius} 0 1 1"
        path = f"M{x - radius},{y}{half} {2 * radius},0{half} {-2 * radius},0Z"
        circles.append(_mark("path", path=path, stroke=RING, strokeWidth=1.2 if score in _RINGS else 0.5))
    return circles


def _arms() -> list[Mark]:
    arms = []
    for number in NUMBERS:
        (x, y), (x2, y2) = _place(number, LOWEST), _place(number, HIGHEST)
        arms.append(_mark("rule", x=x, y=y, x2=x2, y2=y2, stroke=RING, strokeWidth=1))
    return arms


def _ring_numbers() -> list[Mark]:
    return [mark for score in _RINGS for mark in _ring_number(score)]


def _ring_number(score: int) -> list[Mark]:
    """Write the number twice: a white rim first, so that the ring does not strike it through."""
    x, y = _at(_RING_NUMBERS_AT, _radius(score))
    rim = _text(str(score), x, y, fontSize=RING_SIZE, align="center", stroke="white", strokeWidth=4)
    return [rim, _text(str(score), x, y, fontSize=RING_SIZE, align="center", fill=PALE_INK)]


def _text(words: str | list[str], x: float, y: float, **properties: object) -> Mark:
    plain = {
        "fontSize": LABEL_SIZE,
        "fill": INK,
        "baseline": "middle",
        "font": FONT,
        "lineHeight": _LINE_HEIGHT,
    }
    return _mark("text", text=words, x=x, y=y, **(plain | properties))


def _labels(labels: Sequence[str]) -> list[Mark]:
    return [_label(number, words) for number, words in zip(NUMBERS, labels, strict=True)]


def _label(number: int, words: str) -> Mark:
    """Put a label outside its arm, broken into lines that fit between the arm and the picture's edge."""
    x, y = _at(_degrees(number), _OUTER + _LABEL_GAP + _LABEL_RISE * abs(cos(radians(_degrees(number)))))
    side = round(sin(radians(_degrees(number))), 1)
    room = _ROOM_UPRIGHT if side == 0 else min(x, WIDTH - x) - _MARGIN
    lines = textwrap.wrap(words, max(1, int(room / (_LETTER * LABEL_SIZE))), break_long_words=False)
    upward = (
        cos(radians(_degrees(number))) + 1
    ) / 2  # a label at the top grows upwards, one at the bottom downwards
    y -= (len(lines) - 1) * _LINE_HEIGHT * upward
    return _text(lines, x, y, align="center" if side == 0 else "left" if side > 0 else "right", limit=room)


def _line(scores: Mapping[int, float], style: Style) -> list[Mark]:
    """Join the points of neighbouring arms; the wash within is laid only when the ring is whole."""
    whole = all(number in scores for number in NUMBERS)
    path = _ring_path(scores) if whole else _broken_path(scores)
    if not path:
        return []
    wash = {"fill": style.colour, "fillOpacity": style.wash} if whole and style.wash else {}
    return [_mark("path", path=path, strokeJoin="round", **_stroke(style), **wash)]


def _stroke(style: Style) -> dict[str, object]:
    return {"stroke": style.colour, "strokeWidth": style.width, "strokeDash": list(style.dash)}


def _ring_path(scores: Mapping[int, float]) -> str:
    return "M" + "L".join("{},{}".format(*_place(number, scores[number])) for number in NUMBERS) + "Z"


def _broken_path(scores: Mapping[int, float]) -> str:
    neighbours = zip(NUMBERS, [*NUMBERS[1:], NUMBERS[0]], strict=True)
    return "".join(
        "M{},{}L{},{}".format(*_place(here, scores[here]), *_place(there, scores[there]))
        for here, there in neighbours
        if here in scores and there in scores
    )


def _point(place: tuple[float, float], style: Style) -> Mark:
    x, y = place
    return _mark(
        "symbol",
        x=x,
        y=y,
        shape=style.shape,
        size=style.size,
        fill=style.fill,
        stroke=style.colour,
        strokeWidth=2,
    )


def _legend(y: float, style: Style, words: str) -> list[Mark]:
    left, right = _LEGEND_LEFT, _LEGEND_LEFT + 48
    return [
        _mark("rule", x=left, y=y, x2=right, y2=y, **_stroke(style)),
        _point(((left + right) / 2, y), style),
        _text(words, right + 12, y, align="left", limit=WIDTH - _MARGIN - right - 12),
    ]


def _legend_from_the_right(y: float, style: Style, words: str) -> list[Mark]:
    left, right = WIDTH - _LEGEND_LEFT - 48, WIDTH - _LEGEND_LEFT
    return [
        _mark("rule", x=left, y=y, x2=right, y2=y, **_stroke(style)),
        _point(((left + right) / 2, y), style),
        _text(words, left - 12, y, align="right", limit=left - 12 - _MARGIN),
    ]


def _set_right_to_left(mark: Mark) -> Mark:
    """Give a text its direction: Vega's own `dir` says only where it is cut off, so it is isolated as well."""
    if mark["type"] != "text":
        return mark
    enter = mark["encode"]["enter"]
    words = enter["text"]["value"]
    lines = [words] if isinstance(words, str) else words
    apart = [f"{_RIGHT_TO_LEFT_ISOLATE}{line}{_POP_ISOLATE}" for line in lines]
    return {"type": "text", "encode": {"enter": enter | {"text": {"value": apart}, "dir": {"value": "rtl"}}}}
