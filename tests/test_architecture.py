"""The shape of the house: who may import whom, where time and words come from, how long things may get."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "nudges", "storage", "star", "care", "wording", "reports", "sandbox")
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
}
FOUR_WORDS = re.compile(r"(?:[A-Za-z’']{2,}|\b[aAI]\b)(?:[,;:]? (?:[A-Za-z’']{2,}|[aAI]\b)){3}")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*rooms: str) -> list[Path]:
    return [
        path
        for room in rooms
        for path in sorted((HOUSE / room).rglob("*.py"))
        if "versions" not in path.parts
    ]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(HOUSE)}:{getattr(node, 'lineno', 1)}"


def reads_the_time(node: ast.AST) -> bool:
    """Tell whether this is `datetime.now` and its like, called or passed on."""
    if not isinstance(node, ast.Attribute):
        return False
    owner = node.value
    name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
    return (name, node.attr) in CLOCKS


def own_lines(function: Function) -> int:
    """Count the lines of a function without those of functions inside it, which count for themselves."""
    inner = [node for node in ast.walk(function) if isinstance(node, Function) and node is not function]
    return len(lines_of(function) - set().union(*map(lines_of, inner)))


def lines_of(function: Function) -> set[int]:
    return set(range(function.lineno, (function.end_lineno or 0) + 1))


def without_asides(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk the code, leaving out docstrings, raised errors and the log: nobody on a phone reads those."""
    for node in ast.iter_child_nodes(tree):
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        logged = isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log.")
        if not (docstring or logged or isinstance(node, ast.Raise)):
            yield node
            yield from without_asides(node)


def sentences(code: str) -> list[str]:
    texts = [node.value for node in without_asides(ast.parse(code)) if isinstance(node, ast.Constant)]
    return [text for text in texts if isinstance(text, str) and FOUR_WORDS.search(text)]


def test_every_room_imports_only_what_the_table_of_rooms_allows() -> None:
    # In a process of its own: import-linter sets up logging anew, and would silence ours for the tests after it.
    looking = (str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo")

    looked = subprocess.run(looking, cwd=HOUSE, capture_output=True, text=True, check=False)

    assert looked.returncode == 0, looked.stdout
    assert "0 broken" in looked.stdout


def test_only_the_clock_knows_what_time_it_is() -> None:
    rooms = [room for room in ROOMS if room != "sandbox"]  # Telegram has a clock of its own

    found = [
        place(path, node)
        for path in sources(*rooms)
        if path != HOUSE / "bot" / "clock.py"
        for node in ast.walk(parsed(path))
        if reads_the_time(node)
    ]

    assert found == []


def test_what_people_read_is_not_written_in_code() -> None:
    found = {
        str(path.relative_to(HOUSE)): spoken
        for path in sources("handlers", "nudges")
        if (spoken := sentences(path.read_text(encoding="utf-8")))
    }

    assert found == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('answer("Your star is ready to look at.")', True),
        ('answer(f"{name}, you can stop at any time.")', True),
        ('"""Store one score, then ask the next question."""', False),
        ('raise ValueError("a moment without a zone is refused")', False),
        ('log.error("An update was put aside: %s.", place)', False),
        ('say("star-question-helper", person=name)', False),
        ('select("one two three")', False),
    ],
)
def test_a_sentence_is_told_from_a_key_and_from_a_note_for_engineers(code: str, found: bool) -> None:
    assert bool(sentences(code)) == found


def test_a_file_can_be_read_in_one_sitting() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources(*ROOMS, "bench")}

    too_long = {str(path.relative_to(HOUSE)): length for path, length in lengths.items() if length > 300}

    assert too_long == {}


def test_a_function_fits_on_a_screen() -> None:
    lengths = {
        place(path, node): own_lines(node)
        for path in sources(*ROOMS, "bench")
        for node in ast.walk(parsed(path))
        if isinstance(node, Function)
    }

    assert {where: length for where, length in lengths.items() if length > 40} == {}
