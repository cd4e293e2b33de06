"""`make shots`: plays a short story on three phones and takes the pictures in docs/pictures."""

import asyncio
import logging
import shutil
import sys
import tempfile
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

from bot.clock import Clock
from bot.demo import Demo, prepare, running
from bot.story import FIRST_STAR, SECOND_STAR, STARTS
from sandbox.phone import Phone
from storage import staff
from storage.models import Role

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
LARGEST = 250_000  # bytes: a picture is kept in every clone for ever
PATIENCE = 30.0  # seconds: the first drawing starts a process
WIDE, NARROW = (1280, 820), (390, 844)
# The same letters and edges on every run, so that a picture changes only when the page does.
PLAIN = [
    "--no-sandbox",
    "--disable-gpu",
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--hide-scrollbars",
]

# A one-time code differs on every run; Telegram's own apps show no more than the command either.
WITHOUT_CODES = """log => log.querySelectorAll('.mine .text').forEach(
    text => { if (text.textContent.startsWith('/start ')) text.textContent = '/start'; })"""


class StillClock(Clock):
    """A clock that stands until it is moved, so that every picture tells the same time."""

    def __init__(self, at: datetime) -> None:
        """Stand at an aware moment."""
        super().__init__(at)
        self._at = at

    def now(self) -> datetime:
        """Return where it stands."""
        return self._at

    def set(self, moment: datetime) -> None:
        """Stand there from now on; it never goes back."""
        self._at = max(self._at, moment)


class Camera:
    """Two browsers' worth of the sandbox page: all phones side by side, and one phone in the hand."""

    def __init__(self, wide: Page, narrow: Page) -> None:
        """Look at pages that are open already."""
        self._wide, self._narrow = wide, narrow

    async def all_phones(self, file: str, *seen: tuple[Phone, str]) -> None:
        """Take the whole page once every phone shows what it should."""
        for phone, words in seen:
            await _shows(self._wide, phone, words)
        _keep(file, await self._wide.screenshot())

    async def one_phone(self, file: str, phone: Phone, words: str, *, height: int = NARROW[1]) -> None:
        """Take one phone, 390 pixels wide, once it shows these words."""
        await self._narrow.set_viewport_size({"width": NARROW[0], "height": height})
        await self._narrow.get_by_role("tab", name=phone.name).click()
        await _shows(self._narrow, phone, words)
        _keep(file, await self._narrow.locator(f"#phone-{phone.id} .device").screenshot())


async def main() -> None:
    """Take every picture."""
    logging.basicConfig(level=logging.ERROR)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="walkalong-shots-") as folder:
        path = Path(folder) / "demo"
        prepare(path, keep=False)
        async with running(path, clock=StillClock(STARTS)) as demo, _camera(demo.sandbox.url) as camera:
            await _story(demo, camera)


async def _story(demo: Demo, camera: Camera) -> None:
    jay, robin, sunny = await _phones(demo)
    await _says_yes(jay, camera)
    await _first_star(jay)
    await _reads_and_answers(robin, jay, camera)
    await _plans_a_nudge(robin, camera)
    await _hears_on_friday(demo, jay, camera)
    await demo.walkalong.move_to(STARTS + timedelta(days=220))
    await _half_a_year_on(jay, robin, sunny, camera)
    await _second_star(jay, robin, camera)


async def _phones(demo: Demo) -> tuple[Phone, Phone, Phone]:
    """Hand out the three phones, each with its link opened."""
    with demo.database.read() as session:
        robin_id = staff.everyone(session, Role.COORDINATOR)[0].id
    links = {
        ("Jay", "Young person"): demo.introduce("Jay"),
        ("Robin", "Coordinator"): demo.link(Role.COORDINATOR, staff_id=robin_id),
        ("Sunny", "Manager"): demo.link(Role.MANAGER),
    }
    jay, robin, sunny = [
        await demo.sandbox.phone(name, label=label, open=link) for (name, label), link in links.items()
    ]
    await robin.sees("Thank you, Robin")
    await sunny.sees("Welcome to Walkalong")
    return jay, robin, sunny


async def _says_yes(jay: Phone, camera: Camera) -> None:
    await jay.sees("1 of 7")
    for page in range(2, 8):
        await jay.taps("Next")
        await jay.sees(f"{page} of 7")
    await camera.one_phone("hello.png", jay, "7 of 7")
    await jay.taps("Yes, start")
    await jay.sees("How often")
    await jay.taps("Weekly")
    await jay.sees("Ready for your star?")


async def _first_star(jay: Phone) -> None:
    await jay.taps("Start")
    await _answers(jay, FIRST_STAR, begin=1)
    await jay.types("the new flat is alright, just a bit quiet")
    await jay.sees("That's your star done")
    await jay.taps("Not now")


async def _answers(jay: Phone, scores: tuple[int, ...], *, begin: int) -> None:
    """Tap the scores of the questions from `begin` on."""
    for number in range(begin, begin + len(scores)):
        await jay.sees(f"Question {number} of 8")
        await jay.taps(str(scores[number - begin]))
    if begin + len(scores) > 8:
        await jay.sees("anything you want")


async def _reads_and_answers(robin: Phone, jay: Phone, camera: Camera) -> None:
    await robin.taps("Open inbox")
    await robin.sees("Inbox")
    await camera.one_phone("inbox.png", robin, "Inbox")
    await robin.taps(next(label for label in await robin.buttons() if label.endswith(" Jay")))
    await robin.sees("a bit quiet")
    await robin.replies("a bit quiet", "Glad it is alright. Fancy a walk by the river on Thursday?")
    await robin.sees("Sent to Jay")
    await camera.one_phone("answer.png", robin, "Sent to Jay")
    await jay.sees("walk by the river")


async def _plans_a_nudge(robin: Phone, camera: Camera) -> None:
    await robin.types("/nudge")
    await robin.taps("New nudge")
    await robin.sees("Who is it for?")
    for name in (await robin.buttons())[:2]:
        await robin.taps(name)
        await _has(robin, f"✓ {name}")
    while "Jay" not in await robin.buttons():
        await robin.taps("Next")
        await _has(robin, "Previous")
    await robin.taps("Jay")
    await _has(robin, "✓ Jay")
    await robin.taps("Go on")
    await robin.sees("Pick one by its number")
    await robin.taps("2")
    await robin.sees("How often?")
    await robin.types("every Friday at 16:00")
    await robin.sees("When it will really arrive")
    await camera.one_phone("nudge-preview.png", robin, "When it will really arrive", height=960)
    await robin.taps("Set it up")
    await robin.sees("nudges are set up")


async def _hears_on_friday(demo: Demo, jay: Phone, camera: Camera) -> None:
    await demo.walkalong.move_to(STARTS + timedelta(days=3, hours=6, minutes=1))
    await jay.sees("Did anything good happen")
    await camera.one_phone("nudge.png", jay, "Did anything good happen")
    await jay.taps("Reply")
    await jay.sees("Just type it here")
    await jay.types("yeah im good u? went to the library thing")
    await jay.sees("Thanks, got it")


async def _half_a_year_on(jay: Phone, robin: Phone, sunny: Phone, camera: Camera) -> None:
    """All three at once: a question, the inbox, the trends."""
    await jay.types("/star")
    await jay.taps("Start")
    await _answers(jay, SECOND_STAR[:5], begin=1)
    await jay.sees("Question 6 of 8")
    await camera.one_phone("question.png", jay, "Question 6 of 8")
    await robin.types("/inbox")
    await robin.sees("Inbox")
    await sunny.types("/trends")
    await sunny.sees("The whole programme, as at")
    await camera.one_phone("trends.png", sunny, "The whole programme, as at", height=1500)
    await sunny.taps("Show as a picture")
    medians = await sunny.sees("Middle scores", within=PATIENCE)
    _keep("medians.png", await sunny.fetches(medians))
    seen = ((jay, "Question 6 of 8"), (robin, "Inbox"), (sunny, "Middle scores"))
    await camera.all_phones("phones.png", *seen)


async def _second_star(jay: Phone, robin: Phone, camera: Camera) -> None:
    await _answers(jay, SECOND_STAR[5:], begin=6)
    await jay.taps("No, I'm done")
    await jay.sees("That's your star done")
    await jay.taps("Show me")
    star = await jay.sees("Information: ", within=PATIENCE)
    _keep("star.png", await jay.fetches(star))
    await robin.types("/people")
    while "Jay" not in (await robin.last()).text:
        await robin.taps("Next")
        await _has(robin, "Previous")
    await robin.taps(next(label for label in await robin.buttons() if label.endswith(" Jay")))
    await robin.sees("Where they stand")
    await camera.one_phone("person.png", robin, "Where they stand")
    await robin.taps("Conversation")
    await robin.sees("Jay: conversation")
    await camera.one_phone("conversation.png", robin, "Jay: conversation")


async def _has(phone: Phone, label: str) -> None:
    """Wait until the newest message with buttons has this one."""
    for _ in range(100):
        if label in await phone.buttons():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{phone.name} has no button {label!r}: {await phone.buttons()}")


@asynccontextmanager
async def _camera(url: str) -> AsyncIterator[Camera]:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("The pictures are taken with Chromium: apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=PLAIN)
        yield Camera(await _page(browser, url, WIDE, 1), await _page(browser, url, NARROW, 1.5))
        await browser.close()


async def _page(browser: Browser, url: str, size: tuple[int, int], scale: float) -> Page:
    page = await browser.new_page(
        viewport={"width": size[0], "height": size[1]}, device_scale_factor=scale, reduced_motion="reduce"
    )
    await page.clock.set_fixed_time(STARTS)  # the page counts on from the last news by the browser's clock
    await page.goto(url)
    return page


async def _shows(page: Page, phone: Phone, words: str) -> None:
    """Wait until the end of this phone's chat says these words and its pictures are drawn."""
    log = page.locator(f"#phone-{phone.id} .log")
    await expect(log.locator(".message").last).to_contain_text(words)
    await log.evaluate("log => Promise.all([...log.querySelectorAll('img')].map(one => one.decode()))")
    await log.evaluate(WITHOUT_CODES)
    await log.evaluate("log => { log.scrollTop = log.scrollHeight; }")


def _keep(file: str, picture: bytes) -> None:
    """Write a picture; AssertionError when it is too large to be kept."""
    tight = _packed_tighter(picture)
    assert len(tight) < LARGEST, f"{file} has {len(tight)} bytes"
    (PICTURES / file).write_bytes(tight)
    sys.stdout.write(f"{file}: {len(tight) // 1000} kB\n")


def _packed_tighter(png: bytes) -> bytes:
    """Squeeze a PNG's pixels as hard as zlib can: Chromium and vl-convert want to be quick, not small."""
    start, packed, end = png[:8], b"", b""
    for kind, data in _chunks(png):
        if kind == b"IDAT":
            packed += data
        elif packed:
            end += _chunk(kind, data)
        else:
            start += _chunk(kind, data)
    return start + _chunk(b"IDAT", zlib.compress(zlib.decompress(packed), 9)) + end


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Take a PNG apart (its specification, section 5.3: length, kind, data, checksum)."""
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


if __name__ == "__main__":
    asyncio.run(main())
