"""Pictures are drawn when they are sent, in a process of their own: drawing would freeze everything else."""

import asyncio
import io
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import segno
import vl_convert

from star import picture

Specify = Callable[[dict[str, Any]], dict[str, Any]]


def _draw(specification: dict[str, Any], scale: float) -> bytes:
    """Turn a Vega specification into PNG bytes; runs in the worker."""
    drawn: bytes = vl_convert.vega_to_png(specification, scale=scale)
    return drawn


def _live_as_long_as_the_bot() -> None:
    """End the worker when the bot is killed, which it would not notice, and not at Ctrl-C, which is the bot's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_bot, daemon=True).start()


def _end_with_the_bot() -> None:
    if bot := multiprocessing.parent_process():
        bot.join()
    os._exit(0)


def draw_qr(text: str) -> bytes:
    """Turn a link into a QR picture big enough to be read off a phone held up to another."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=12, border=4)
    return out.getvalue()


class Pictures:
    """Draws what a message's `picture` names: {"qr": link} or whatever `specify` turns into a Vega figure."""

    def __init__(self, specify: Specify) -> None:
        """`specify` reads rows and gives the Vega specification; it runs wherever it is called from."""
        self._specify = specify
        self._worker: ProcessPoolExecutor | None = None

    async def draw(self, wanted: dict[str, Any]) -> bytes:
        """Return PNG bytes; a worker that died is replaced once."""
        if "qr" in wanted:
            return draw_qr(str(wanted["qr"]))
        specification = await asyncio.to_thread(self._specify, wanted)
        worker = self._working()
        try:
            return await _draw_in(worker, specification)
        except BrokenProcessPool:
            if self._worker is worker:  # somebody else may have replaced it, and be drawing
                self.close()
            return await _draw_in(self._working(), specification)

    def _working(self) -> ProcessPoolExecutor:
        if self._worker is None:
            # Spawned, not forked: the parent has threads and open connections.
            spawned = multiprocessing.get_context("spawn")
            self._worker = ProcessPoolExecutor(1, spawned, _live_as_long_as_the_bot)
        return self._worker

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.shutdown(wait=False, cancel_futures=True)
            self._worker = None


async def _draw_in(worker: ProcessPoolExecutor, specification: dict[str, Any]) -> bytes:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(worker, _draw, specification, picture.RENDER_SCALE)
