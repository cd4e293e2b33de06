"""What others can see of it: the bot's name, previews, addresses; and who else gets to see a message."""

import ast
from pathlib import Path

import pytest
from telegram import Bot

from bot.environment import SettingsError
from bot.profile import refuse_a_telling_profile
from care.gate import telling_in_name
from sandbox.serving import Sandbox
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
    "word", ["council", "care", "social", "star", "mental", "lac", "coordinator", "derby", "Riverside Walks"]
)
@pytest.mark.parametrize("shown", ["{}", "A {} chat", "hello_{}_bot", "Say hi to {}."])
def test_no_telling_word_may_stand_in_a_name_a_username_or_a_description(word: str, shown: str) -> None:
    assert telling_in_name("Walkalong", shown.format(word), programme="Riverside Walks") == [word]


# R25
@pytest.mark.parametrize("kind", ["description", "short_description"])
async def test_a_description_that_tells_strangers_what_it_is_for_stops_the_start(kind: str) -> None:
    async with Sandbox() as sandbox, Bot(sandbox.token, sandbox.api_url) as bot:
        setattr(sandbox.world, kind, "Your social care coordinator says hi.")

        with pytest.raises(SettingsError, match=r"description tells strangers.*care, social, coordinator"):
            await refuse_a_telling_profile(bot, "Riverside Walks")


# R25
async def test_a_plain_profile_may_start() -> None:
    async with Sandbox() as sandbox, Bot(sandbox.token, sandbox.api_url) as bot:
        sandbox.world.description = sandbox.world.short_description = "A chat that says hi now and then."

        await refuse_a_telling_profile(bot, "Riverside Walks")

        asked = {call.method.lower() for call in sandbox.world.calls}
    assert asked >= {"getmydescription", "getmyshortdescription"}


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
