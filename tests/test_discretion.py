"""What others can see of it: the bot's name, previews, addresses; and who else gets to see a message."""

import ast
from pathlib import Path

import pytest

from care.gate import telling_in_name
from wording import messages

ROOT = Path(__file__).parent.parent
OURS = ("bot", "handlers", "nudges", "storage", "star", "care", "wording", "reports")
# Who opens connections, and what for. Nobody else may: a message leaves by Telegram alone.
CONNECTS = {
    "bot/clock_door.py",  # offers the movable clock on loopback, never with Telegram itself
    "bot/demo.py",  # looks for a free port on this computer
    "bot/operator_alert.py",  # tells the operator a code, with nothing about anybody
    "bot/sender.py",  # names httpx's errors; PTB does the talking
    "bot/wiring.py",  # PTB's own request
}
NETWORK = {
    "httpx",
    "socket",
    "requests",
    "aiohttp",
    "urllib.request",
    "http",
    "ssl",
    "smtplib",
    "openai",
    "anthropic",
}


# R25
@pytest.mark.parametrize(
    ("names", "telling"),
    [
        (("Walkalong", "walkalong_bot"), []),
        (("Walkalong", "walkalong_star_bot"), ["star"]),
        (("Care check-ins", "hello_bot"), ["care"]),
        (("CouncilHello", "hello_bot"), ["council"]),
        (("Black Lacrosse", "careful_bot"), []),
        (("Riverside Walks", "riversidewalks_bot"), ["Riverside Walks"]),
    ],
)
def test_a_name_that_tells_strangers_what_it_is_for_is_found(
    names: tuple[str, ...], telling: list[str]
) -> None:
    assert telling_in_name(*names, programme="Riverside Walks") == telling


# R24
@pytest.mark.parametrize(
    "key", [key for key in messages() if key.startswith(("nudge-", "star-reminder", "low"))]
)
def test_no_nudge_and_no_reminder_can_hold_a_score(key: str) -> None:
    assert not messages()[key] & {"score", "first", "latest", "number"}


# R59
def test_nobody_but_the_few_named_here_opens_a_connection() -> None:
    found = {
        str(path.relative_to(ROOT))
        for room in OURS
        for path in (ROOT / room).rglob("*.py")
        if imported(path) & NETWORK
    }

    assert found <= CONNECTS


def imported(path: Path) -> set[str]:
    """Name the modules that a file imports, whole and by their first part."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names | {name.partition(".")[0] for name in names if not name.startswith("urllib")}
