"""Reaching whoever runs Walkalong by another way than Telegram: a code, and nothing about anybody (R46)."""

import logging

import httpx

log = logging.getLogger(__name__)

PATIENCE = 10.0  # seconds


class OperatorAlert:
    """Posts `{"walkalong": "<code>"}` to the operator's address, again and again until it was taken."""

    def __init__(self, alert_url: str | None, heartbeat_url: str | None) -> None:
        """Either address may be missing: then the log alone says it."""
        self._alert_url, self._heartbeat_url = alert_url, heartbeat_url
        self._owed: list[str] = []

    def owe(self, code: str) -> None:
        """Have a code told with the next `deliver`."""
        if self._alert_url is not None and code not in self._owed:
            self._owed.append(code)

    async def deliver(self) -> None:
        """Tell what is owed, oldest first; what is not taken stays owed."""
        if not self._owed or self._alert_url is None:
            return
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            while self._owed and await _taken(client, self._alert_url, {"walkalong": self._owed[0]}):
                del self._owed[0]

    async def beat(self) -> None:
        """Say that all is well; whoever listens raises the alarm when this stops coming."""
        if self._heartbeat_url is not None:
            async with httpx.AsyncClient(timeout=PATIENCE) as client:
                await _taken(client, self._heartbeat_url, {"walkalong": "alive"})


async def _taken(client: httpx.AsyncClient, url: str, content: dict[str, str]) -> bool:
    try:
        (await client.post(url, json=content)).raise_for_status()
    except httpx.HTTPError as error:  # its own text holds the address, which may be a secret
        log.warning(
            "The operator's address did not take %s (%s).", content["walkalong"], type(error).__name__
        )
        return False
    return True
