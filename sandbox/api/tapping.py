"""Answers to taps."""

from datetime import timedelta

from sandbox.api.calls import Asked, bad
from sandbox.world import Toast, World

ANSWER_WITHIN = timedelta(seconds=150)  # tdlib/telegram-bot-api, Client.cpp: a callback query lives 150 s
ANSWER_LENGTH = 200
TOO_LATE = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(world: World, asked: Asked) -> bool:
    """Answer a tap, once and in time; with words the phone shows a toast or an alert."""
    query = world.queries.get(asked.text("callback_query_id"))
    if query is None or query.answered or world.now() - query.asked > ANSWER_WITHIN:
        raise bad(TOO_LATE)
    text = asked.text("text")
    if len(text) > ANSWER_LENGTH:
        raise bad("MESSAGE_TOO_LONG")
    query.answered = True
    if text:
        account = world.accounts[query.account_id]
        account.toasts.append(Toast(text, asked.flag("show_alert"), world.version + 1))
        world.changed(account)
    return True
