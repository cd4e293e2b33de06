"""All that Walkalong asks of Telegram, and all that the sandbox says and sends, is Bot API 10.3."""

import asyncio

from sandbox.phone import Phone
from tests.life import Life, answer_star, begin_star
from tests.sandbox.oracle import wrong

SPOKEN = {"sendMessage", "sendPhoto", "editMessageText", "answerCallbackQuery"}
ASKED = {"getMe", "getUpdates", "setMyCommands"}
# A picture's first drawing starts a process.
PICTURE = 20.0


async def _done_a_star(jay: Phone) -> None:
    await begin_star(jay)
    await answer_star(jay, 4, 3, 5, 6, 4, 2, 6, 5)
    await jay.types("the new flat is alright 👋🏽")
    await jay.sees("That's your star done")
    await jay.taps("Show me")
    await jay.sees("Information: ", within=PICTURE)


async def _answered(robin: Phone) -> None:
    await robin.types("/inbox")
    await robin.sees("Jay · ")
    await robin.taps("1 Jay")
    await robin.sees("the new flat")
    await robin.replies("the new flat", "Fancy a walk?")
    await robin.sees("Sent to Jay")


async def _sent_all_that_is_not_words(jay: Phone) -> None:
    for kind in ("photo", "voice", "sticker", "contact", "document"):
        await jay.sends(kind)
    (typed,) = await jay.types("/help me")
    await jay.edits(typed, "/privacy please")
    await jay.taps_data("v1.star.score.1.1.1", typed)


async def test_everything_asked_answered_and_told_is_known_to_bot_api_10(life: Life) -> None:
    sunny, robin = await life.manager(), await life.coordinator()
    jay = await life.joined()
    await _done_a_star(jay)
    await _answered(robin)
    await jay.sees("Fancy a walk?")
    await _sent_all_that_is_not_words(jay)
    await sunny.types("/trends")
    await sunny.sees("The whole programme")
    await life.much_later(days=200)
    await jay.sees("It's been a while")
    await (await life.phone("Stranger")).types("hello? 🙂")
    await jay.blocks()
    await jay.unblocks()
    # An answer to a later message proves that the blocking was fetched before it.
    await jay.types("/help")
    await jay.sees("116 123")
    await asyncio.wait_for(life.walkalong.sender.drained(), PICTURE)

    calls = list(life.sandbox.world.calls)

    assert wrong(calls) == []
    assert {call.method for call in calls} >= SPOKEN | ASKED
    kinds = {kind for one in calls if one.method == "getUpdates" for kind in _kinds(one.answer)}
    assert kinds >= {"message", "edited_message", "callback_query", "my_chat_member"}


def _kinds(answer: dict[str, list[dict[str, object]]] | None) -> set[str]:
    return {kind for update in (answer or {}).get("result", []) for kind in set(update) - {"update_id"}}
