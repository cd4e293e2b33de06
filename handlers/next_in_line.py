"""Who is told of an alert, and who is next when nobody opens it (R40).

A step changes rows and returns what is said. It is written down before anybody hears of it, so that a restart
goes on where it was:

1. In hours: the Coordinator and who stands in for them; 15 minutes later duty; 15 more, whoever is on call.
2. Out of hours: the Coordinator's phone, and at once duty, else on call. With neither it waits for the next opening,
   and begins again there.
3. A step that finds nobody is logged and the next one follows at once; with nobody on call every manager hears.
4. After the last step everybody is told again each hour that the team reads, until somebody has opened it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from care.programme import Programme
from handlers.alert_notes import hat_button, needed, open_button, pass_button
from handlers.turn import Button, Outgoing
from storage import alerts, faults, people, shifts, staff, stand_ins
from storage.database import Session
from storage.models import Alert, Role, Staff
from storage.shifts import DUTY, ON_CALL

QUARTER, HALF_AN_HOUR, HOUR = timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1)
COORDINATOR, MANAGERS, AGAIN, WAITING = "coordinator", "managers", "again", "waiting"
OPENED = "opened"
TOLD = (COORDINATOR, DUTY, ON_CALL, MANAGERS, AGAIN)
NOBODY = {
    COORDINATOR: "no_coordinator",
    DUTY: "nobody_on_duty",
    ON_CALL: "nobody_on_call",
    MANAGERS: "no_manager",
}


class Line:
    """One alert at one moment, and those who can be told of it."""

    def __init__(self, session: Session, alert: Alert, now: datetime, programme: Programme) -> None:
        """`now` is UTC and aware."""
        self._session, self._alert, self._now = session, alert, now
        self._hours, self._zone = programme.reading_hours, programme.zone

    # --- who ---------------------------------------------------------------------------------------------

    def coordinators(self) -> list[Staff]:
        """List the person's Coordinator and who stands in for them today, if they work here and have a chat."""
        person = people.get(self._session, self._alert.person_id) if self._alert.person_id else None
        if person is None:
            return []
        today = self._now.astimezone(self._zone).date()
        ids = [person.coordinator_id, *stand_ins.standing_in_for(self._session, person.coordinator_id, today)]
        return _here(staff.get(self._session, staff_id) for staff_id in ids)

    def wearers(self, hat: str) -> list[Staff]:
        """List who wears a hat now and has a chat."""
        return _here(shifts.wearers(self._session, hat, self._now))

    def openers(self) -> list[Staff]:
        """List who opened it and could open it again now."""
        now_here = {one.id: one for one in self._everybody()}
        opened = [step.staff_id for step in alerts.steps(self._session, self._alert.id, OPENED)]
        return [now_here[staff_id] for staff_id in dict.fromkeys(opened) if staff_id in now_here]

    def _everybody(self) -> list[Staff]:
        line = (*self.coordinators(), *self.wearers(DUTY), *self.wearers(ON_CALL))
        return list({one.id: one for one in line}.values())

    # --- steps -------------------------------------------------------------------------------------------

    def begin(self) -> list[Outgoing]:
        """Tell the Coordinator, and out of hours at once whoever wears a hat."""
        told = self._tell(COORDINATOR, self.coordinators(), "alert-told")
        if told and self._is_open():
            alerts.plan(self._alert, COORDINATOR, self._now + QUARTER)
            return told
        return self.to_duty() if self._is_open() else [*told, *self._at_night(told)]

    def go_on(self) -> list[Outgoing]:
        """Take the step that is due."""
        steps = {COORDINATOR: self.to_duty, DUTY: self.to_on_call, ON_CALL: self.again, OPENED: self.remind}
        return steps.get(self._alert.stage, self.begin)()

    def to_duty(self) -> list[Outgoing]:
        """Tell who is on duty; with nobody there, whoever is on call at once."""
        alerts.plan(self._alert, DUTY, self._now + QUARTER)
        return self._tell(DUTY, self.wearers(DUTY), "alert-told-hat") or self.to_on_call()

    def to_on_call(self) -> list[Outgoing]:
        """Tell who is on call; with nobody there, every manager."""
        alerts.plan(self._alert, ON_CALL, self._in_an_hour())
        return self._tell(ON_CALL, self.wearers(ON_CALL), "alert-told-hat") or self._tell_managers()

    def again(self) -> list[Outgoing]:
        """Nobody has opened it: tell everybody once more."""
        alerts.plan(self._alert, ON_CALL, self._in_an_hour())
        told = self._tell(AGAIN, self._everybody(), "alert-told-again")
        return told if self.wearers(ON_CALL) else [*told, *self._tell_managers()]

    def remind(self) -> list[Outgoing]:
        """It was opened and not closed: remind who opened it, each working day; if they are gone, begin again."""
        openers = self.openers()
        if not openers:
            alerts.not_opened(self._alert)
            return self.begin()
        alerts.plan(self._alert, OPENED, self._hours.next_opening(self._now, self._zone))
        knows = {one.id for one in openers}
        others = [one for one in self.coordinators() if one.id not in knows]
        return [
            *self._tell("reminded", openers, "alert-reminder"),
            *self._tell(AGAIN, others, "alert-told-again"),
        ]

    def more(self) -> list[Outgoing]:
        """The person wrote again: who had opened it is told at once, and it counts as unopened from now on.

        Unopened, it is told again only half an hour after the last time (R32).
        """
        seen = self._alert.opened_at is not None
        alerts.heard_again(self._alert, self._now)
        if not seen:
            return self._repeat()
        told = self._tell(AGAIN, self.openers(), "alert-more")
        if not told:
            return self.begin()
        if self._is_open():
            alerts.plan(self._alert, COORDINATOR, self._now + QUARTER)
            return told
        return [*told, *self._at_night(told)]

    def opened(self, staff_id: int) -> None:
        """Somebody reads it now: nobody else is told, and after an hour of reading time they are reminded."""
        alerts.note(self._session, self._alert, OPENED, self._now, staff_id)
        if self._alert.opened_at is None:
            alerts.opened(self._alert, self._now)
            alerts.plan(self._alert, OPENED, self._after_an_hour_of_reading())

    def passed_on(self, staff_id: int) -> list[Outgoing]:
        """Somebody cannot see to it: duty is told at once."""
        alerts.note(self._session, self._alert, "passed", self._now, staff_id)
        alerts.not_opened(self._alert)
        return self.to_duty()

    def hat_put_on(self, hat: str, member: Staff) -> list[Outgoing]:
        """Tell somebody who puts a hat on of an alert that has come so far and that nobody has opened."""
        reached = alerts.steps(self._session, self._alert.id, hat, NOBODY[hat])
        if self._alert.opened_at is not None or not reached:
            return []
        return self._tell(hat, _here([member]), "alert-told-hat")

    # --- telling -----------------------------------------------------------------------------------------

    def _at_night(self, told: list[Outgoing]) -> list[Outgoing]:
        """Tell duty at once, or who is on call; with neither, wait until somebody reads."""
        knows = {said.staff_id for said in told}
        for hat, wait in ((DUTY, self._now + QUARTER), (ON_CALL, self._in_an_hour())):
            if wearers := self.wearers(hat):
                alerts.plan(self._alert, hat, wait)
                news = [one for one in wearers if one.id not in knows]
                return self._tell(hat, news, "alert-told-hat") if news else []
            alerts.note(self._session, self._alert, NOBODY[hat], self._now)
        alerts.plan(self._alert, WAITING, self._hours.next_opening(self._now, self._zone))
        self._report_if_nobody_is_left()
        return []

    def _repeat(self) -> list[Outgoing]:
        steps = alerts.steps(self._session, self._alert.id, *TOLD)
        if steps and self._now - steps[-1].at < HALF_AN_HOUR:
            return []
        knew = {step.staff_id for step in steps}
        return self._tell(AGAIN, [one for one in self._everybody() if one.id in knew], "alert-told-again")

    def _tell_managers(self) -> list[Outgoing]:
        """Tell every manager who wears no hat, with the button to put one on (R55)."""
        hats = {one.id for one in (*self.wearers(DUTY), *self.wearers(ON_CALL))}
        bare = [one for one in _here(staff.everyone(self._session, Role.MANAGER)) if one.id not in hats]
        if not bare:
            self._report_if_nobody_is_left()
        return self._tell(MANAGERS, bare, "alert-told-manager")

    def _report_if_nobody_is_left(self) -> None:
        """Nobody whatever can be told: whoever runs Walkalong hears of that (R46)."""
        if not self._everybody():
            faults.happened(self._session, faults.NOBODY_READS, self._now)

    def _tell(self, what: str, whom: Iterable[Staff], key: str) -> list[Outgoing]:
        told = [needed(self._alert, one, key, self._now, self._zone, *self._buttons(key)) for one in whom]
        for said in told:
            alerts.note(self._session, self._alert, what, self._now, said.staff_id)
        if not told and what in NOBODY:
            alerts.note(self._session, self._alert, NOBODY[what], self._now)
        return told

    def _buttons(self, key: str) -> list[Button]:
        if key == "alert-told-manager":
            return [hat_button(self._alert)]
        passing = [pass_button(self._alert)] if key == "alert-told" else []
        return [open_button(self._alert), *passing]

    # --- when --------------------------------------------------------------------------------------------

    def _is_open(self) -> bool:
        return self._hours.is_open(self._now, self._zone)

    def _in_an_hour(self) -> datetime:
        """Give the moment an hour on, or when the team next reads."""
        later = self._now + HOUR
        return (
            later if self._hours.is_open(later, self._zone) else self._hours.next_opening(later, self._zone)
        )

    def _after_an_hour_of_reading(self) -> datetime:
        """Give the moment at which the team has read for an hour from now on."""
        opening = self._hours.next_opening(self._now, self._zone)
        if not self._is_open():
            return opening + HOUR
        left = self._hours.end_of_working_day(self._now, self._zone) - self._now
        return self._now + HOUR if left > HOUR else opening + (HOUR - left)


def _here(members: Iterable[Staff | None]) -> list[Staff]:
    """Leave out who works here no more, or has no chat."""
    return [one for one in members if one is not None and one.chat_id is not None and one.removed_at is None]
