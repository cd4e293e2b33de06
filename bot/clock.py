"""The one clock. Everything else is told what time it is."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Real time, moved ahead by as much as somebody asked (demo and tests only)."""

    def __init__(self, start: datetime | None = None) -> None:
        """Show real time, or go on from `start` (aware)."""
        self._ahead = start - datetime.now(UTC) if start else timedelta(0)

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    def set(self, moment: datetime) -> None:
        """Go on from `moment` (aware); it never goes back."""
        self._ahead = max(self._ahead, moment - datetime.now(UTC))
