"""Which Vega figure a message's picture stands for: read from rows when it is drawn, never stored."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from reports.trends import from_json
from star import picture
from star.questions import QUESTIONS
from storage import stars, trends
from storage.database import Database, Session
from storage.models import Star
from wording import say


class Figures:
    """Turns {"star": id}, {"person": id} or {"trends": "2026-09-30"} into a Vega specification."""

    def __init__(self, database: Database, zone: ZoneInfo) -> None:
        """Dates in legends are the programme's."""
        self._database, self._zone = database, zone

    def specify(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """Return the specification; LookupError when what it shows is gone."""
        with self._database.read() as session:
            if "trends" in wanted:
                return self._trends(session, date.fromisoformat(str(wanted["trends"])))
            return self._personal(session, wanted)

    def _personal(self, session: Session, wanted: dict[str, Any]) -> dict[str, Any]:
        person_id = wanted.get("person")
        if person_id is None:
            latest = stars.get(session, int(wanted["star"]))
            person_id = latest.person_id if latest else 0
        ended = stars.ended(session, int(person_id))
        if not ended:
            raise LookupError("no star to draw")
        chosen = next((star for star in ended if star.id == wanted.get("star")), ended[-1])
        return self._draw(session, ended[0], chosen)

    def _draw(self, session: Session, first: Star, latest: Star) -> dict[str, Any]:
        before = stars.scores(session, first.id)
        legend = (self._legend("first", first), self._legend("latest", latest))
        if first.id == latest.id or first.version != latest.version:
            one = stars.scores(session, latest.id)
            return picture.personal(
                one, None, _labels(), (self._date(latest.ended_at or latest.touched_at), "")
            )
        return picture.personal(before, stars.scores(session, latest.id), _labels(), legend)

    def _legend(self, which: str, star: Star) -> str:
        return say(f"star-picture-{which}", date=self._date(star.ended_at or star.touched_at))

    def _date(self, moment: datetime) -> str:
        day = moment.astimezone(self._zone).date()
        return say("when-date", day=day.day, month=say("month", month=day.month), year=day.year)

    def _trends(self, session: Session, as_at: date) -> dict[str, Any]:
        stored = trends.at(session, as_at)
        if stored is None:
            raise LookupError("no figures to draw")
        shown = from_json(stored.figures).questions
        first = {number: moved.median_first for number, moved in shown.items()}
        latest = {number: moved.median_latest for number, moved in shown.items()}
        return picture.medians(first, latest, _labels(), (say("trends-first"), say("trends-latest")))


def _labels() -> list[str]:
    return [say(question.label_key) for question in QUESTIONS]
