"""The camera of `make shots`: the sandbox page in Debian's Chromium, and pictures that do not churn."""

import shutil
import sys
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

from sandbox.phone import Phone

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
LARGEST = 250_000  # bytes: a picture is kept in every clone for ever
WIDE, NARROW = (1280, 820), (390, 844)
BESIDE_DRAWER = (828, 820)  # as wide as one phone and the drawer are
# The same letters and edges on every run, so that a picture changes only when the page does.
PLAIN = [
    "--no-sandbox",
    "--disable-gpu",
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--hide-scrollbars",
]

# The end of the chat, or the beginning of a message that is taller than the screen.
TO_THE_LAST = """log => {
    log.scrollTop = log.scrollHeight;
    const last = log.querySelector('.message:last-child');
    if (last.offsetHeight > log.clientHeight) log.scrollTop = last.offsetTop - 10;
}"""


class Camera:
    """Two browsers' worth of the sandbox page: all phones side by side, and one phone in the hand."""

    def __init__(self, wide: Page, narrow: Page) -> None:
        """Look at pages that are open already."""
        self._wide, self._narrow = wide, narrow

    async def all_phones(self, file: str, *seen: tuple[Phone, str]) -> None:
        """Take the whole page once every phone shows what it should."""
        for phone, words in seen:
            await _shows(self._wide, phone, words)
        keep(file, await self._wide.screenshot())

    async def drawer(self, file: str, fault: str, method: str, *seen: tuple[Phone, str]) -> None:
        """Take the first phone and the drawer, with one thing let go wrong and a method's newest call open."""
        await self._wide.set_viewport_size({"width": BESIDE_DRAWER[0], "height": BESIDE_DRAWER[1]})
        opener = self._wide.get_by_role("button", name="Requests", exact=True)
        await opener.click()
        drawer = self._wide.get_by_role("complementary", name="Requests and faults")
        await drawer.locator(".calls summary", has_text=method).first.click()
        await drawer.get_by_role("button", name=fault).click()
        undo = drawer.get_by_role("button", name="Take away")
        await expect(undo).to_be_visible()
        await drawer.locator("#calls").evaluate("list => { list.scrollTop = 0; }")
        await self._wide.mouse.move(0, 0)
        await self.all_phones(file, *seen)
        await undo.click()
        await opener.click()
        await self._wide.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})

    async def one_phone(self, file: str, phone: Phone, words: str, *, height: int = NARROW[1]) -> None:
        """Take one phone, 390 pixels wide, once it shows these words."""
        await self._narrow.set_viewport_size({"width": NARROW[0], "height": height})
        await self._narrow.get_by_role("tab", name=phone.name).click()
        await _shows(self._narrow, phone, words)
        keep(file, await self._narrow.locator(f"#phone-{phone.id} .device").screenshot())


@asynccontextmanager
async def camera(url: str, at: datetime) -> AsyncIterator[Camera]:
    """Open the sandbox's page twice; `at` (aware) is what the browsers take for now."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("The pictures are taken with Chromium: apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=PLAIN)
        yield Camera(await _page(browser, url, WIDE, 1, at), await _page(browser, url, NARROW, 1.5, at))
        await browser.close()


async def _page(browser: Browser, url: str, size: tuple[int, int], scale: float, at: datetime) -> Page:
    page = await browser.new_page(
        viewport={"width": size[0], "height": size[1]}, device_scale_factor=scale, reduced_motion="reduce"
    )
    await page.clock.set_fixed_time(at)  # the page counts on from the last news by the browser's clock
    await page.goto(url)
    return page


async def _shows(page: Page, phone: Phone, words: str) -> None:
    """Wait until the end of this phone's chat says these words and its pictures are drawn."""
    log = page.locator(f"#phone-{phone.id} .log")
    await expect(log.locator(".message").last).to_contain_text(words)
    await log.evaluate("log => Promise.all([...log.querySelectorAll('img')].map(one => one.decode()))")
    await log.evaluate(TO_THE_LAST)


def keep(file: str, picture: bytes) -> None:
    """Write a picture; AssertionError when it is too large to be kept."""
    tight = _packed_tighter(picture)
    assert len(tight) < LARGEST, f"{file} has {len(tight)} bytes"
    PICTURES.mkdir(parents=True, exist_ok=True)
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
