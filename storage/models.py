"""Every table. Moments are UTC; names and words are sealed; `chat_id` is plain because it is looked up."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.care_tables import Alert, AlertStep, Audit, Request, Shift, StandIn, Switch, Tombstone
from storage.columns import ChatId, Id, Moment, Short, Table, Words
from storage.kinds import Kind, Role, Stands, State
from storage.sealed import SealedJson

__all__ = [
    "Alert",
    "AlertStep",
    "Audit",
    "Canary",
    "Chore",
    "Code",
    "Draft",
    "Incoming",
    "Kind",
    "Message",
    "Nudge",
    "NudgeRun",
    "Person",
    "Request",
    "Role",
    "Score",
    "Shift",
    "Snapshot",
    "Staff",
    "StandIn",
    "Stands",
    "Star",
    "State",
    "Switch",
    "Table",
    "Tombstone",
]  # fmt: skip


class Staff(Table):
    """A Coordinator or a manager."""

    __tablename__ = "staff"

    id: Mapped[Id]
    role: Mapped[Short]
    chat_id: Mapped[ChatId | None] = mapped_column(unique=True)
    first_name: Mapped[Words | None]
    created_at: Mapped[Moment]
    removed_at: Mapped[Moment | None]


class Person(Table):
    """A young person whom a Coordinator introduced."""

    __tablename__ = "people"
    __table_args__ = (Index("people_star_due", "star_due_at"),)

    id: Mapped[Id]
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    call_me: Mapped[Words | None]
    area: Mapped[Short | None]
    introduced_by: Mapped[Words | None]
    introduced_on: Mapped[date | None]
    has_pa: Mapped[Short | None]
    under_16: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Moment]
    chat_id: Mapped[ChatId | None] = mapped_column(unique=True)
    language: Mapped[Short] = mapped_column(default="en")
    stands: Mapped[Short] = mapped_column(default=Stands.LINK)
    consent_version: Mapped[Short | None]
    decided_at: Mapped[Moment | None]
    decline_reason: Mapped[Short | None]
    dial: Mapped[Short | None]
    stopped_at: Mapped[Moment | None]
    snoozed_until: Mapped[Moment | None]
    last_heard_at: Mapped[Moment | None]
    star_due_at: Mapped[Moment | None]
    star_offers: Mapped[int] = mapped_column(default=0)
    wiped_at: Mapped[Moment | None]
    # What they, or their Coordinator for them, asked of us (R13, R16, R18, R19, R47, R51).
    do_not_message_at: Mapped[Moment | None]
    best_hours: Mapped[Short | None]
    quiet_days: Mapped[Words | None]
    words_to_avoid: Mapped[Words | None]
    uncovered_at: Mapped[Moment | None]
    restricted_at: Mapped[Moment | None]
    left_at: Mapped[Moment | None]
    left_reason: Mapped[Short | None]


class Code(Table):
    """A one-time link: only the digest of its code is kept."""

    __tablename__ = "codes"

    id: Mapped[Id]
    digest: Mapped[Short] = mapped_column(unique=True)
    role: Mapped[Short]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"))
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
    used_by: Mapped[ChatId | None]


class Star(Table):
    """One round of the eight questions; open until `ended_at`."""

    __tablename__ = "stars"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    version: Mapped[Short]
    entered_by: Mapped[Short]
    begun_at: Mapped[Moment]
    touched_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    at: Mapped[int] = mapped_column(default=0)
    wants_words: Mapped[bool] = mapped_column(default=False)


class Score(Table):
    """One answer of a star: 1-10, or None when it was skipped."""

    __tablename__ = "scores"

    star_id: Mapped[int] = mapped_column(ForeignKey("stars.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[int] = mapped_column(primary_key=True)
    score: Mapped[int | None]
    answered_at: Mapped[Moment]


class Nudge(Table):
    """A message that a Coordinator wants sent to one person, and when it is next due."""

    __tablename__ = "nudges"
    __table_args__ = (Index("nudges_due", "due_at"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    text: Mapped[Words]
    schedule: Mapped[str]
    planned_at: Mapped[Moment | None]
    due_at: Mapped[Moment | None]
    paused_at: Mapped[Moment | None]
    created_at: Mapped[Moment]


class NudgeRun(Table):
    """What became of one occurrence of a nudge, and why."""

    __tablename__ = "nudge_runs"
    __table_args__ = (UniqueConstraint("nudge_id", "planned_at", "outcome"),)

    id: Mapped[Id]
    nudge_id: Mapped[int] = mapped_column(ForeignKey("nudges.id", ondelete="CASCADE"))
    planned_at: Mapped[Moment]
    outcome: Mapped[Short]
    why: Mapped[Short | None]
    until: Mapped[Moment | None]
    recorded_at: Mapped[Moment]


class Message(Table):
    """Outbox and conversation record in one: what was said, by whom, and whether it arrived."""

    __tablename__ = "messages"
    __table_args__ = (
        Index("messages_on_their_way", "state", "chat_id", "lane", "id"),
        Index("messages_on_the_phone", "chat_id", "telegram_id"),
        Index("messages_of_a_person", "person_id", "id"),
        Index("messages_cards", "chat_id", "card"),
        Index("messages_blank", "blank_at"),
        Index("messages_noticed", "person_id", "noticed"),
    )

    id: Mapped[Id]
    chat_id: Mapped[ChatId]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Short]
    state: Mapped[Short]
    lane: Mapped[int] = mapped_column(default=0)
    body: Mapped[dict[str, object]] = mapped_column(SealedJson)
    silent: Mapped[bool] = mapped_column(default=False)
    keep: Mapped[bool] = mapped_column(default=True)
    card: Mapped[Short | None]
    nudge_id: Mapped[int | None] = mapped_column(ForeignKey("nudges.id", ondelete="SET NULL"), index=True)
    star_id: Mapped[int | None] = mapped_column(ForeignKey("stars.id", ondelete="CASCADE"), index=True)
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="SET NULL"), index=True)
    telegram_id: Mapped[ChatId | None]
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Moment]
    settled_at: Mapped[Moment | None]
    read_at: Mapped[Moment | None]
    answered_at: Mapped[Moment | None]
    noticed: Mapped[
        Short | None
    ]  # what the word check noticed in words that came in; never shown as such (R38)
    due_at: Mapped[Moment | None]  # by when a person reads them (R33)
    blank_at: Mapped[Moment | None]  # when a staff screen goes blank if nobody touches it (R57)


class Incoming(Table):
    """An update as Telegram gave it, until it is handled; then only that it was."""

    __tablename__ = "inbox"
    __table_args__ = (Index("inbox_waiting", "state", "id"),)

    id: Mapped[Id]
    update_id: Mapped[ChatId] = mapped_column(index=True)
    payload: Mapped[dict[str, object] | None] = mapped_column(SealedJson)
    state: Mapped[Short]
    tries: Mapped[int] = mapped_column(default=0)
    fault: Mapped[Short | None]
    received_at: Mapped[Moment]


class Draft(Table):
    """What a staff member is in the middle of; a restart loses nothing."""

    __tablename__ = "drafts"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[Short]
    body: Mapped[dict[str, object]] = mapped_column(SealedJson)
    touched_at: Mapped[Moment]


class Snapshot(Table):
    """The figures of one quarter end, frozen when they were computed (R66)."""

    __tablename__ = "snapshots"

    as_at: Mapped[date] = mapped_column(primary_key=True)
    computed_at: Mapped[Moment]
    figures: Mapped[str]


class Chore(Table):
    """Nightly and quarterly work, and when it is next due."""

    __tablename__ = "chores"

    name: Mapped[Short] = mapped_column(primary_key=True)
    due_at: Mapped[Moment]


class Canary(Table):
    """One sealed word that tells at the start whether the key is the right one."""

    __tablename__ = "canary"

    id: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[Words]


# An id that was deleted is never given out again: an old button must not reach a newer row.
for _table in Table.metadata.tables.values():
    if [column.name for column in _table.primary_key] == ["id"] and _table.name != Canary.__tablename__:
        _table.dialect_options["sqlite"]["autoincrement"] = True
