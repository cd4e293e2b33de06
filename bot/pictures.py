"""Pictures are drawn when they are sent, in a process of their own: drawing would freeze everything else."""

import asyncio
import io
import multiprocessing
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
        try:
            return await self._in_worker(specification)
        except BrokenProcessPool:
            self.close()
            return await self._in_worker(specification)

    async def _in_worker(self, specification: dict[str, Any]) -> bytes:
        if self._worker is None:
            # Spawned, not forked: the parent has threads and open connections.
            self._worker = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._worker, _draw, specification, picture.RENDER_SCALE)

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.shutdown(wait=False, cancel_futures=True)
            self._worker = None
