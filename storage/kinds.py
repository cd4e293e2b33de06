"""What the short words in the tables can be."""

from enum import StrEnum


class Role(StrEnum):
    """Who somebody is to Walkalong; an account has one role."""

    YOUNG = "young"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    STRANGER = "stranger"


class Stands(StrEnum):
    """How far a young person has come with saying yes."""

    LINK = "link"
    HELLO = "hello"
    NOT_NOW = "not_now"
    YES = "yes"
    NO = "no"


class Kind(StrEnum):
    """What a message is; the sender and courtesy decide by it."""

    WORDS = "words"  # in: a young person wrote
    TAP = "tap"  # in: a young person tapped a nudge's button
    STAR = "star"  # in: a young person finished a star
    MEDIA = "media"  # in: a picture or voice note came; it is not kept
    REPLY = "reply"  # out: an answer to what was just said
    CARD = "card"  # out: a screen that is redrawn in place
    NUDGE = "nudge"  # out: a check-in that the Coordinator set up
    INVITATION = "invitation"  # out: the offer of a star
    QUIET = "quiet"  # out: "I'll go quiet now" after three unanswered
    COORDINATOR = "coordinator"  # out: the Coordinator's own typed words
    ANSWER = "answer"  # out: the answer to what they asked about their data
    NOTICE = "notice"  # out, to staff: something waits for you
    ALERT = "alert"  # out, to staff: somebody may need you now
    DELETION = "deletion"  # out: messages to take off a phone (R50)


class State(StrEnum):
    """Where a message is on its way; incoming ones are RECEIVED."""

    RECEIVED = "received"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"
