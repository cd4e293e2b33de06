"""The drawn star, as it is seen on a small phone."""

import re
import struct
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest
import vl_convert

from star import picture
from star.questions import NUMBERS

PHONE = 320  # px
LEGEND = ("First star, 30 September 2025", "Latest star, 30 September 2026")
FIRST = {1: 4, 2: 3, 3: 6, 4: 7, 5: 2, 6: 5, 7: 8, 8: 5}
LATEST = {1: 7, 2: 5, 3: 6, 4: 8, 5: 4, 6: 3, 7: 9, 8: 5}
ALL_TEN = dict.fromkeys(NUMBERS, 10)
LABELS = ("Information", "Community", "Future", "Home", "Taking part", "Money", "Safety", "Health")
LONG = (
    "Knowing who to ask about things",
    "Feeling that you really belong in a community",
    "Looking ahead",
    "Where you are living now",
    "Taking part in things",
    "Money coming in",
    "Feeling safe",
    "Getting help",
)
SVG = "{http://www.w3.org/2000/svg}"


BOTH = picture.personal(FIRST, LATEST, LABELS, LEGEND)


class Text(NamedTuple):
    """One written line, and the box it may fill: letters are taken wider than they are."""

    words: str
    size: float
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Text") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def texts(specification: dict[str, Any]) -> list[Text]:
    drawing = ET.fromstring(vl_convert.vega_to_svg(specification))
    return [line for text in drawing.iter(f"{SVG}text") for line in lines(text)]


def lines(text: ET.Element) -> Iterator[Text]:
    size = float(text.attrib["font-size"].removesuffix("px"))
    x, y = (float(part) for part in re.findall(r"[-\d.]+", text.attrib["transform"]))
    anchor = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.attrib.get("text-anchor", "start")]
    for span in list(text) or [text]:
        y += float(span.get("dy", 0))
        words = span.text or ""
        width = len(words) * size * 0.55
        yield Text(
            words, size, x - anchor * width, y - 0.75 * size, x + (1 - anchor) * width, y + 0.22 * size
        )


def marks(specification: dict[str, Any], kind: str) -> list[Mapping[str, Any]]:
    return [
        {name: content["value"] for name, content in mark["encode"]["enter"].items()}
        for mark in specification["marks"]
        if mark["type"] == kind
    ]


def stars_lines(specification: dict[str, Any]) -> list[Mapping[str, Any]]:
    return [line for line in marks(specification, "path") if line["stroke"] != picture.RING]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1-21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("labels", [LABELS, LONG])
def test_the_smallest_text_is_eleven_pixels_on_a_small_phone(labels: tuple[str, ...]) -> None:
    written = texts(picture.personal(FIRST, LATEST, labels, LEGEND))

    assert min(text.size for text in written) * PHONE / picture.WIDTH >= 11


@pytest.mark.parametrize("labels", [LABELS, LONG])
def test_no_text_leaves_the_picture(labels: tuple[str, ...]) -> None:
    for text in texts(picture.personal(ALL_TEN, LATEST, labels, LEGEND)):
        assert text.left >= 0
        assert text.right <= picture.WIDTH
        assert text.top >= 0
        assert text.bottom <= picture.HEIGHT


@pytest.mark.parametrize("labels", [LABELS, LONG])
def test_no_text_lies_on_another(labels: tuple[str, ...]) -> None:
    written = {text.words: text for text in texts(picture.personal(FIRST, LATEST, labels, LEGEND))}

    assert not [(one, other) for one, other in combinations(written.values(), 2) if one.touches(other)]


def test_a_word_too_long_for_its_place_is_cut_rather_than_run_out_of_the_picture() -> None:
    endless = "Abode" * 9

    written = texts(picture.personal(ALL_TEN, LATEST, (endless,) * 8, (endless, endless)))

    assert {text.words[-1] for text in written if text.words not in {"1", "4", "7", "10"}} == {"…"}
    assert all(text.left >= 0 and text.right <= picture.WIDTH for text in written)


def test_the_picture_is_sharp_and_small_enough_that_telegram_keeps_it() -> None:
    image = vl_convert.vega_to_png(BOTH, scale=picture.RENDER_SCALE)

    width, height = struct.unpack(">II", image[16:24])
    assert (width, height) == (picture.WIDTH * picture.RENDER_SCALE, picture.HEIGHT * picture.RENDER_SCALE)
    assert 3 * PHONE <= max(width, height) <= 1280


def test_first_is_dashed_with_hollow_diamonds_and_latest_solid_with_filled_circles() -> None:
    latest, first = stars_lines(BOTH)
    points = {point["shape"]: point["fill"] for point in marks(BOTH, "symbol")}

    assert first["strokeDash"]
    assert not latest["strokeDash"]
    assert points == {"diamond": "white", "circle": picture.LATEST}


def test_equal_scores_show_both_points() -> None:
    sizes = {point["shape"]: point["size"] for point in marks(BOTH, "symbol")}
    order = [point["shape"] for point in marks(BOTH, "symbol")]

    assert sizes["diamond"] > 2 * sizes["circle"]
    assert order.index("diamond") < order.index("circle")


def test_a_single_star_is_solid_and_alone_in_the_legend() -> None:
    one = picture.personal(FIRST, None, LABELS, LEGEND)

    assert [line["strokeDash"] for line in stars_lines(one)] == [[]]
    assert [text.words for text in texts(one) if text.words in LEGEND] == [LEGEND[0]]


def test_a_skipped_question_has_no_point_and_the_line_is_broken_there() -> None:
    some = {1: 4, 2: 3, 4: 7, 5: 2, 8: 5}

    drawn = picture.personal(some, None, LABELS, LEGEND)

    (line,) = stars_lines(drawn)
    assert len(marks(drawn, "symbol")) == len(some) + 1  # and one in the legend
    assert line["path"].count("M") == 3  # 8-1, 1-2 and 4-5
    assert "Z" not in line["path"]
    assert "fill" not in line


def test_a_single_answer_is_one_point_without_a_line() -> None:
    drawn = picture.personal({6: 5}, None, LABELS, LEGEND)

    assert stars_lines(drawn) == []
    assert len(marks(drawn, "symbol")) == 2


def test_a_higher_score_lies_further_out_and_a_half_point_between() -> None:
    def height_of(score: float) -> float:
        drawn = picture.medians({1: score}, {1: score}, LABELS, LEGEND)
        return float(marks(drawn, "symbol")[0]["y"])

    assert height_of(1) > height_of(4) > height_of(4.5) > height_of(5) > height_of(10)
    assert height_of(4.5) == pytest.approx((height_of(4) + height_of(5)) / 2, abs=0.01)


def test_eight_ones_are_still_a_star_and_not_a_dot() -> None:
    drawn = picture.personal(dict.fromkeys(NUMBERS, 1), None, LABELS, LEGEND)

    places = {(point["x"], point["y"]) for point in marks(drawn, "symbol")[:8]}
    assert len(places) == 8


def test_nothing_is_written_but_labels_ring_numbers_and_legend() -> None:
    assert {text.words for text in texts(BOTH)} == {*LABELS, *LEGEND, "1", "4", "7", "10"}


@pytest.mark.parametrize("colour", [picture.FIRST, picture.LATEST])
def test_lines_stand_out_from_the_paper_and_the_wash(colour: str) -> None:
    wash = "#e8eff2"  # a tenth of the latest star's colour on white

    assert contrast(colour, "#ffffff") >= 3
    assert contrast(colour, wash) >= 3


@pytest.mark.parametrize("colour", [picture.INK, picture.PALE_INK])
def test_words_stand_out_from_the_paper_and_the_wash(colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 4.5
    assert contrast(colour, "#e8eff2") >= 4.5


def test_the_font_is_the_one_that_is_drawn_with_on_every_machine() -> None:
    fonts = {text["font"].split(",")[0] for text in marks(BOTH, "text")}

    assert fonts == {"Liberation Sans"}  # vl-convert carries it along
