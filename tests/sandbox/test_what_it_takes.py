"""docs/sandbox.md tells the truth: every method and parameter of Bot API 10.3 that the sandbox knows is listed."""

import re
from pathlib import Path

import pytest

from sandbox.api.door import METHODS
from sandbox.api.takes import TAKES
from sandbox.control.phones import ACTS
from sandbox.phone import Phone
from tests.sandbox.conftest import Call
from tests.sandbox.oracle import methods

DOCS = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text(encoding="utf-8")
REFUSED = [(method, name) for method, takes in TAKES.items() for name in takes.refused]


def as_table() -> str:
    """The table as it has to stand in the docs."""
    lines = ["| method | covered | accepted and ignored | refused |", "|---|---|---|---|"]
    for method, takes in TAKES.items():
        cells = (", ".join(names) or "–" for names in (takes.covered, takes.ignored, takes.refused))
        lines.append(f"| {method} | {' | '.join(cells)} |")
    return "\n".join(lines)


def test_every_method_that_is_served_is_in_the_table_and_no_other() -> None:
    assert {method.lower() for method in TAKES} == set(METHODS)


@pytest.mark.parametrize("method", TAKES)
def test_every_parameter_of_bot_api_10_has_its_place_once(method: str) -> None:
    takes = TAKES[method]

    told = [*takes.covered, *takes.ignored, *takes.refused]

    assert sorted(told) == sorted(methods()[method.lower()].model_fields)


@pytest.mark.parametrize(("method", "name"), REFUSED)
async def test_what_the_table_calls_refused_is_refused(
    jay: Phone, call: Call, method: str, name: str
) -> None:
    refused = await call(method, chat_id=jay.id, **{name: "x"})

    assert refused["error_code"] == 400
    assert "this sandbox" in refused["description"]


def test_the_docs_show_the_table_as_it_is() -> None:
    assert as_table() in DOCS, f"docs/sandbox.md should hold:\n{as_table()}"


def test_the_docs_name_everything_a_phone_does() -> None:
    assert set(ACTS) <= set(re.findall(r"\w+", DOCS))
