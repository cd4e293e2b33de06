"""The main job, end to end, over HTTP."""

import pytest

from bot.story import play
from tests.conftest import KEY, TUESDAY
from tests.life import answer_star, begin_star, living
from tests.postgres import PostgreSQL


@pytest.mark.timeout(300)
def test_the_whole_story_happens(capsys: pytest.CaptureFixture[str]) -> None:
    happened = play()

    told = capsys.readouterr().out
    assert happened, told
    assert told.rstrip().endswith("The whole story happened.")


async def test_the_same_bot_runs_on_postgresql(postgresql: PostgreSQL) -> None:
    url = postgresql.clone()
    async with living(url, KEY, TUESDAY) as life:
        await life.coordinator()
        jay = await life.joined()

        await begin_star(jay)
        await answer_star(jay, 1, 2, 3, 4, 5, 6, 7, 8)
        await jay.types("hello from a bigger database")
        await jay.sees("That's your star done")
        await life.much_later(days=190)

        assert "It's been a while since your last star" in "".join(await jay.notifications())
    postgresql.drop(url)
