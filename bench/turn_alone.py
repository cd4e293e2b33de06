"""Star answers a second without HTTP: what a turn itself costs."""

import time
from itertools import count, cycle
from pathlib import Path

from sqlalchemy import make_url

from bench.cards import Card, arrive, cards, queue_cards
from bench.company import PROGRAMME, opened, settings
from bench.loopback import telegram
from bench.measure import Comparison, Contender, take_turns
from bench.peers import bare_rows, commit_one_by_one
from bench.turns import QUESTIONS
from bot.clock import Clock
from bot.wiring import Walkalong
from handlers import routes
from handlers.turn import Heard, Said, Turn, read_tap
from storage import inbox, people
from storage.database import Database


async def measure(taps: int, rounds: int) -> list[Comparison]:
    """The turn as it runs, the handler with its commit alone, and one bare commit."""
    async with telegram(0) as nobody:
        with settings(nobody) as chosen, opened(chosen) as database:
            clock = Clock()
            queue_cards(database, taps, clock.now())
            arrive(database)
            walkalong = Walkalong(chosen, database, clock)
            await walkalong.application.initialize()
            folder = Path(make_url(chosen.database_url).database or "").parent
            with bare_rows(folder) as rows:

                async def commits() -> float:
                    return commit_one_by_one(rows, taps)

                contenders = {
                    "inbox, PTB's routing, turn": _handled(walkalong),
                    "the turn only: read, answer, commit": _answered(database, clock),
                    "one bare commit": commits,
                }
                ours, *peers = await take_turns(rounds, contenders)
            await walkalong.stop()
    return [Comparison("Star answers without HTTP", "answers a second", ours, tuple(peers))]


def _handled(walkalong: Walkalong) -> Contender:
    """Handle a full inbox; how the cards shall look is only remembered."""
    question, ids = cycle(QUESTIONS), count(1)

    async def handle_all() -> float:
        asked, there = next(question), cards(walkalong.database)
        with walkalong.database.write() as session:
            arrived = [_update(next(ids), card, asked) for card in there]
            inbox.take_in(session, arrived, walkalong.clock.now())
        began = time.perf_counter()
        while await walkalong.turns.handle_one():
            pass
        return len(there) / (time.perf_counter() - began)

    return handle_all


def _answered(database: Database, clock: Clock) -> Contender:
    question = cycle(QUESTIONS)

    async def answer_all() -> float:
        asked, there = next(question), cards(database)
        began = time.perf_counter()
        for card in there:
            said = Said(Heard.TAP, card.chat_id, card.telegram_id, tap=read_tap(card.data(asked)))
            with database.write() as session:
                person = people.at(session, card.chat_id)
                routes.answer(Turn(session, clock.now(), said, PROGRAMME, "", person))
        return len(there) / (time.perf_counter() - began)

    return answer_all


def _update(number: int, card: Card, question: int) -> dict[str, object]:
    """Give a tap as Telegram tells of it."""
    account = {"id": card.chat_id, "first_name": "Jay", "is_bot": False}
    chat = {"id": card.chat_id, "first_name": "Jay", "type": "private"}
    message = {"message_id": card.telegram_id, "date": 1_773_136_800, "chat": chat, "text": "1 of 8"}
    query = {
        "id": str(number),
        "from": account,
        "message": message,
        "chat_instance": "1",
        "data": card.data(question),
    }
    return {"update_id": number, "callback_query": query}
