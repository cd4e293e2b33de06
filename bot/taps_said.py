"""What somebody tapped, or that a star was done, is kept in English for their Coordinator: here it is said to them."""

from handlers.contact import BUTTONS
from handlers.when import Say
from star.questions import NUMBERS
from wording import say

TAPPED = (
    *BUTTONS.values(),
    "nudge-reply-button",
    "nudge-not-now-button",
    "low-told-yes",
    "low-told-no",
    "realq-wants-contact",
)
STAR = "star-told"


def said_to_them(kept: str, speak: Say) -> str:
    """Return what is kept of a tap or a star in the language of `speak`; other words as they are."""
    key = next((key for key in TAPPED if say(key) == kept), None)
    if key is not None:
        return speak(key)
    number = next((number for number in NUMBERS if say(STAR, number=number) == kept), None)
    return kept if number is None else speak(STAR, number=number)
