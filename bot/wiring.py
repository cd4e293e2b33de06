"""The one place where everything is put together."""

import asyncio
import logging
import os
import signal
import time
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder
from telegram.request import HTTPXRequest

from bot.backup import copy_of_the_night
from bot.clock import Clock
from bot.clock_door import clock_door
from bot.copies import Copies
from bot.dead_man import DeadMan, Watch
from bot.figures import Figures
from bot.forgotten import Forgotten
from bot.last_resort import LastResort
from bot.menus import show_default_menu, show_menu
from bot.open_database import open_database
from bot.operator_alert import OperatorAlert
from bot.pace import Pace
from bot.pictures import Pictures
from bot.profile import refuse_a_telling_profile
from bot.receiver import Receiver
from bot.sender import Sender
from bot.settings import Settings, SettingsError, is_real_telegram, require_signatures, require_token
from bot.stars_redrawn import redraw_recent_stars
from bot.tick import do_what_is_due, tick
from bot.turn_thread import TurnThread
from bot.turns import LoudApplication, Turns, where
from bot.voice import Voice
from bot.words import require_word_check
from handlers import idle_cards
from handlers.turn import Menu
from nudges.ticker import tick_every_second
from storage import diary, languages, staff
from storage.database import Database, storage_fault
from storage.messages import Redraw
from storage.models import Role
from wording import say

log = logging.getLogger(__name__)

CONNECTIONS = 16  # httpcore looks through its whole pool for every request
PATIENCE = 20.0  # seconds for an answer: whoever gives up early is in doubt whether a nudge arrived


class Walkalong:
    """The running bot: receiver, turns, sender and ticker over one database and one clock."""

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        """Wire it; nothing runs and nothing is asked of Telegram before `start`."""
        self.settings, self.database, self.clock = settings, database, clock
        self.thread = TurnThread()
        self.application = _application(settings)
        programme = settings.programme
        self.pictures = Pictures(Figures(database, programme).specify)
        pace = Pace() if is_real_telegram(settings) else Pace(per_chat=0.05, overall=0.002)
        bot: Bot = self.application.bot
        voice = Voice(bot, self.pictures, Copies(database, programme, clock.now).write)
        self.sender = Sender(bot, database, clock, self.thread, voice, pace, programme)
        self.last_resort = LastResort(self.sender.say_without_a_row, programme, clock)
        self.turns = Turns(
            self.application, database, clock, self.thread, self.sender, programme, self.last_resort
        )
        dead_man = DeadMan(time.monotonic)  # the programme's own clock can be moved, and a move is no silence
        operator = OperatorAlert(settings.operator_alert, settings.heartbeat)
        self.watch = Watch(dead_man, operator, database, self.thread, clock.now)
        self.receiver = Receiver(
            bot, database, clock, self.thread, self.turns.wake, dead_man.polled, self.last_resort
        )
        self._watching: list[asyncio.Task[None]] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Say hello to Telegram, then receive, answer, send and tick."""
        self._watching = [
            asyncio.create_task(self.watch.run())
        ]  # Telegram may be out of reach from the start
        await self._greet_telegram()
        await refuse_a_telling_profile(self.application.bot, self.settings.programme.name)
        await self.thread.run(Forgotten(self.database).erase_again, self.clock.now())
        await self.thread.run(self._redraw_recent_stars)
        self.last_resort.works_here(*[menu.chat_id for menu in await self.thread.run(self._menus_of_staff)])
        await self._tick_on_time()  # what fell due while nothing ran, and the first figures
        loops = (self.sender.run(), self.turns.run(), self.receiver.run(), self._show_menus())
        self._tasks = [asyncio.create_task(loop) for loop in loops]
        if self.application.job_queue is None:
            raise RuntimeError("python-telegram-bot was installed without its job queue")
        tick_every_second(self.application.job_queue.scheduler, self._tick_on_time)
        await self.application.job_queue.start()

    async def run_until_over(self) -> None:
        """Wait until one of the loops ends with an error, and raise it."""
        done, _ = await asyncio.wait(self._tasks[:3], return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            try:
                task.result()
            except InvalidToken:
                raise SettingsError(say("telegram-token-refused")) from None

    async def stop(self) -> None:
        """Stop asking, finish the turn under way, close."""
        if self.application.job_queue is not None:
            await self.application.job_queue.stop(wait=False)
        for task in (*self._tasks, *self._watching):
            task.cancel()
        await asyncio.gather(*self._tasks, *self._watching, return_exceptions=True)
        await self.application.shutdown()
        self.thread.close()
        self.pictures.close()
        self.database.close()

    async def tick(self) -> None:
        """Do what is due now; the turn thread keeps it apart from everything else."""
        now = self.clock.now()
        cards = await self.thread.run(tick, self.database, now, self.settings.programme)
        if cards is not None:
            await asyncio.to_thread(copy_of_the_night, self.settings, now)
        self._draw(cards)

    def _draw(self, cards: list[Redraw] | None) -> None:
        for card in cards or ():
            self.sender.redraw(card)
        if cards is not None:
            self.sender.wake()
            self.turns.wake()  # whoever runs this may have put something back into the inbox

    async def _tick_on_time(self) -> None:
        """Tick for APScheduler, which would log an error's own text: that may hold what somebody wrote."""
        try:
            await self.tick()
        except OperationalError as error:
            log.error("The database is %s: what is due waits.", storage_fault(error))
        except Exception as error:
            log.error("What is due was not done: %s.", where(error))

    async def move_to(self, moment: datetime) -> None:
        """Let the clock go to an aware moment, stopping at everything that is due on the way.

        ValueError on Telegram itself: time cannot be moved there.
        """
        if is_real_telegram(self.settings):
            raise ValueError("the clock cannot be moved on Telegram")
        before = self.clock.now()
        while (due := await self.thread.run(self._next_due)) is not None and due <= moment:
            before = max(due, before + timedelta(microseconds=1))
            self.clock.set(before)
            self._draw(await self.thread.run(do_what_is_due, self.database, before, self.settings.programme))
            await self.sender.drained()
        self.clock.set(moment)
        await self.tick()
        await self.sender.drained()

    def next_said(self) -> datetime | None:
        """Return when somebody may next hear from us (UTC)."""
        with self.database.read() as session:
            return diary.next_said(session, self.clock.now())

    def _next_due(self) -> datetime | None:
        with self.database.read() as session:
            return diary.next_due(session)

    def _redraw_recent_stars(self) -> None:
        for card in redraw_recent_stars(self.database, self.clock.now(), self.settings.programme):
            self.sender.redraw(card)
        with self.database.write() as session:
            half_closed = idle_cards.half_closed(session, self.clock.now())
        for card in half_closed:
            self.sender.redraw(card)

    async def _greet_telegram(self) -> None:
        """Ask who we are, as often as the network needs; a wrong token is one sentence."""
        while True:
            try:
                return await self.application.initialize()
            except InvalidToken:
                raise SettingsError(say("telegram-token-refused")) from None
            except TelegramError as error:
                log.warning(
                    "Telegram cannot be reached (%s), trying again in 2 seconds.", type(error).__name__
                )
                await asyncio.sleep(2)

    async def _show_menus(self) -> None:
        programme = self.settings.programme
        try:
            await show_default_menu(self.application.bot, programme)
        except TelegramError as error:
            log.info("The command menu was not set (%s).", type(error).__name__)
        for menu in await self.thread.run(self._menus):
            await show_menu(self.application.bot, menu, programme)

    def _menus(self) -> list[Menu]:
        """Find the chats whose menu is not everyone's: staff, and whoever chose another language."""
        with self.database.read() as session:
            others = languages.other_than_english(session)
        return self._menus_of_staff() + [Menu(chat_id, Role.YOUNG, language) for chat_id, language in others]

    def _menus_of_staff(self) -> list[Menu]:
        with self.database.read() as session:
            return [
                Menu(member.chat_id, Role(member.role))
                for member in staff.everyone(session)
                if member.chat_id is not None
            ]


def _application(settings: Settings) -> LoudApplication:
    address = settings.telegram_api_url
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # a Retry-After would otherwise come with a warning
    application = (
        ApplicationBuilder()
        .application_class(LoudApplication)
        .token(require_token(settings))
        .base_url(f"{address}/bot")
        .base_file_url(f"{address}/file/bot")
        .request(HTTPXRequest(connection_pool_size=CONNECTIONS, read_timeout=PATIENCE, pool_timeout=30))
        .get_updates_request(HTTPXRequest(connection_pool_size=1))
        .updater(None)
        .build()
    )
    if not isinstance(application, LoudApplication):
        raise TypeError("the builder was asked for a LoudApplication")
    return application


def run(settings: Settings, *, clock_port: int | None = None, start: datetime | None = None) -> None:
    """Run until stopped by a signal. Raises what the operator has to mend.

    `clock_port` opens a door to the clock on loopback, `start` sets it (aware): both only away from Telegram.
    """
    speak_plainly()
    if is_real_telegram(settings) and (clock_port is not None or start is not None):
        raise SettingsError(say("clock-is-real"))
    require_signatures(settings, Clock().now().date())
    require_word_check()
    walkalong = Walkalong(settings, open_database(settings), Clock(start))
    asyncio.run(_run(walkalong, clock_port))


async def _run(walkalong: Walkalong, clock_port: int | None) -> None:
    async with clock_door(walkalong.clock, walkalong.move_to, walkalong.next_said, clock_port):
        await _run_until_stopped(walkalong)


async def _run_until_stopped(walkalong: Walkalong) -> None:
    """Run until a signal or an error, which may come while Telegram is still out of reach."""
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for stop in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(stop, over.set)
    running, stopped = asyncio.create_task(_start_and_run(walkalong)), asyncio.create_task(over.wait())
    try:
        await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
    finally:
        for task in (running, stopped):
            task.cancel()
        await asyncio.gather(running, stopped, return_exceptions=True)
        await walkalong.stop()


async def _start_and_run(walkalong: Walkalong) -> None:
    await walkalong.start()
    log.info("Walkalong is running as @%s.", walkalong.application.bot.username)
    await walkalong.run_until_over()


def speak_plainly() -> None:
    """Log to standard error; httpx would print the token, and PTB's requests what Telegram said, word for word."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for chatty in ("httpx", "apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
