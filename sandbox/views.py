"""The world as phones, the page and tests see it."""

from dataclasses import asdict
from typing import Any

from sandbox.api.menus import commands_for
from sandbox.entities import Json
from sandbox.world import Account, Call, Message, World


def phone(account: Account) -> Json:
    """Who has this phone."""
    return {
        "id": account.id,
        "name": account.name,
        "label": account.label,
        "language_code": account.language_code,
        "shown": account.shown,
        "started": account.started,
        "blocked": account.blocked,
        "deactivated": account.deactivated,
        "version": account.version,
    }


def message(one: Message) -> Json:
    """A message on a phone's screen. `text` is the caption when there is media; `date` is ISO 8601, UTC."""
    if one.deleted:
        return {"id": one.id, "deleted": True, "version": one.version}
    return {
        "id": one.id,
        "from_bot": one.from_bot,
        "text": one.text,
        "entities": one.entities,
        "media": one.media.kind if one.media else None,
        "about": _about(one),
        "width": _side(one, "width"),
        "height": _side(one, "height"),
        "file_id": one.media.file_id if one.media else None,
        "buttons": [[button(each) for each in row] for row in one.keyboard],
        "silent": one.silent,
        "protected": one.protected,
        "edited": one.edited is not None,
        "reply_to": one.reply_to,
        "date": one.date.isoformat(),
        "version": one.version,
    }


def button(given: Json) -> Json:
    """A button: its words, and what it does."""
    url = given.get("url") or given.get("web_app", {}).get("url")
    return {"text": given["text"], "callback_data": given.get("callback_data"), "url": url}


def _about(one: Message) -> str:
    """What to call media without a picture: a file's name, a contact's, a sticker's emoji."""
    shape: Any = one.media.shape if one.media else None
    if not isinstance(shape, dict):
        return ""
    return str(shape.get("file_name") or shape.get("first_name") or shape.get("emoji") or "")


def _side(one: Message, name: str) -> int | None:
    return int(one.media.shape[-1][name]) if one.media and one.media.kind == "photo" else None


def screen(world: World, account: Account) -> Json:
    """All that a phone shows, oldest first: messages, toasts, notifications; and its command menu."""
    return {
        "version": account.version,
        "blocked": account.blocked,
        "messages": [message(one) for one in account.messages if not one.deleted],
        "typing": account.typing > 0,
        "toasts": toasts(account),
        "notifications": notifications(account),
        "commands": commands_for(world, account),
    }


def toasts(account: Account, since: int = 0) -> list[Json]:
    """The answers to taps that this phone showed after a version."""
    return [
        {"text": one.text, "alert": one.alert, "version": one.version}
        for one in account.toasts
        if one.version > since
    ]


def notifications(account: Account, since: int = 0) -> list[Json]:
    """What the lock screen showed after a version: new messages only, never silent ones, never edits."""
    return [
        {"message_id": one.message_id, "text": one.text, "date": one.date.isoformat(), "version": one.version}
        for one in account.notices
        if one.version > since
    ]


def news(world: World, since: int) -> list[Json]:
    """Every shown phone that changed after a version, with only what changed on it."""
    return [
        {
            **phone(account),
            "commands": commands_for(world, account),
            "messages": [message(one) for one in account.messages if one.version > since],
            "toasts": toasts(account, since),
            "notifications": notifications(account, since),
            "typing": account.typing > since,
        }
        for account in world.accounts.values()
        if account.shown and account.version > since
    ]


def call(one: Call) -> Json:
    """A line of the log."""
    return {
        "number": one.number,
        "method": one.method,
        "params": one.params,
        "at": one.at.isoformat(),
        "answer": one.answer,
        "dropped": one.dropped,
    }


def traffic(world: World, since: int) -> Json:
    """What a drawer shows: calls that came or ended after a version of the log, rates, faults, calls held."""
    return {
        "calls": [call(one) for one in world.calls if one.version > since],
        "rates": world.rates.view(),
        "faults": world.faults.view(),
        "held": [asdict(one) for one in world.faults.held.values()],
    }
