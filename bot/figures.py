"""Which Vega figure a message's picture stands for: read from rows when it is drawn, never stored."""

from datetime import date
from functools import partial
from typing import Any

from care.programme import Programme
from handlers.when import Say, date_said
from reports.trends import from_json
from star import picture
from star.questions import QUESTIONS
from storage import people, stars, trends
from storage.database import Database, Session
from storage.models import Star
from wording import is_right_to_left, say


class Figures:
    """Turns {"star": id}, {"person": id} or {"trends": "2026-09-30"} into a Vega specification."""

    def __init__(self, database: Database, programme: Programme) -> None:
        """Dates in legends are the programme's, words in the language of whose star it is."""
        self._database, self._programme = database, programme

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
        person = people.get(session, latest.person_id)
        language = self._programme.spoken(person.language) if person else "en"
        speak = partial(self._say, language)
        scores, labels = stars.scores(session, latest.id), _labels(speak)
        right_to_left = is_right_to_left(language)
        if first.id == latest.id or first.version != latest.version:
            legend = (self._date(latest, speak), "")
            return picture.personal(scores, None, labels, legend, right_to_left=right_to_left)
        before = stars.scores(session, first.id)
        legend = (
            speak("star-picture-first", date=self._date(first, speak)),
            speak("star-picture-latest", date=self._date(latest, speak)),
        )
        return picture.personal(before, scores, labels, legend, right_to_left=right_to_left)

    def _say(self, language: str, key: str, /, **values: str | int) -> str:
        return say(key, language, self._programme.wording, **values)

    def _date(self, star: Star, speak: Say) -> str:
        return date_said((star.ended_at or star.touched_at).astimezone(self._programme.zone).date(), speak)

    def _trends(self, session: Session, as_at: date) -> dict[str, Any]:
        stored = trends.at(session, as_at)
        if stored is None:
            raise LookupError("no figures to draw")
        shown = from_json(stored.figures).questions
        first = {number: moved.median_first for number, moved in shown.items()}
        latest = {number: moved.median_latest for number, moved in shown.items()}
        return picture.medians(first, latest, _labels(say), (say("trends-first"), say("trends-latest")))


def _labels(speak: Say) -> list[str]:
    return [speak(question.label_key) for question in QUESTIONS]
