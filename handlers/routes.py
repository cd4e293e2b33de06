"""The table of who may do what, and PTB's routing to it. Whatever is not in the table is refused kindly."""

import re
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import ChatMember, Message, Update
from telegram.constants import ChatType
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers import (
    alert_card,
    ask_again,
    asked_of_us,
    avoided_words,
    away,
    contact,
    dial,
    hats,
    help,
    idle_cards,
    inbox,
    language,
    low_star,
    my_requests,
    mydata,
    nudging,
    people,
    privacy,
    replies,
    silence,
    snooze,
    staff_card,
    star,
    team,
    trends,
    typed_labels,
    welcome,
    wishes,
    worries,
)
from handlers.turn import Answer, Heard, Said, Turn, read_tap
from storage import drafts
from storage import people as people_rows
from storage.models import Role

Handler = Callable[[Turn], list[Answer]]
Take = Callable[[Said | None], Coroutine[Any, Any, None]]
Callback = Callable[[Update, Any], Coroutine[Any, Any, None]]

YOUNG, COORDINATOR, MANAGER, STRANGER = Role.YOUNG, Role.COORDINATOR, Role.MANAGER, Role.STRANGER

COMMANDS: dict[str, dict[Role, Handler]] = {
    "start": dict.fromkeys(Role, welcome.open_link),
    "help": {YOUNG: help.show, STRANGER: help.show, COORDINATOR: help.show_staff, MANAGER: help.show_staff},
    "stop": {YOUNG: privacy.stop, STRANGER: privacy.stop_stranger},
    "star": {YOUNG: star.open_star},
    "often": {YOUNG: dial.ask},
    "pause": {YOUNG: snooze.ask},
    "privacy": {
        YOUNG: mydata.show_privacy,
        STRANGER: mydata.show_privacy,
        COORDINATOR: asked_of_us.show_own,
        MANAGER: asked_of_us.show,
    },
    "mydata": {YOUNG: mydata.show, STRANGER: mydata.show},
    "language": {YOUNG: language.ask},
    "people": {COORDINATOR: people.show},
    "inbox": {COORDINATOR: inbox.show},
    "nudge": {COORDINATOR: nudging.show},
    "trends": {MANAGER: trends.show},
    "team": {MANAGER: team.show},
    "duty": {COORDINATOR: hats.show, MANAGER: hats.show},
    "away": {COORDINATOR: away.show, MANAGER: away.show},
}

TAPS: dict[str, dict[Role, Handler]] = {
    "hello": {YOUNG: welcome.tap},
    "decline": {YOUNG: welcome.tap_why},
    "dial": {YOUNG: dial.tap},
    "snooze": {YOUNG: snooze.tap},
    "wish": {YOUNG: wishes.tap},
    "language": {YOUNG: language.choose},
    "star": {YOUNG: star.tap},
    "nudge": {YOUNG: replies.tap_nudge},
    "real": {YOUNG: replies.tap_real},
    "stop": {YOUNG: privacy.tap_stop},
    "wipe": {YOUNG: privacy.tap_wipe},
    "asked": {MANAGER: asked_of_us.tap},
    "mine": {YOUNG: mydata.tap, STRANGER: mydata.tap},
    "help": {YOUNG: help.show, STRANGER: help.show},
    "care": {YOUNG: contact.tap},
    "low": {YOUNG: low_star.tap},
    "people": {COORDINATOR: people.tap},
    "inbox": {COORDINATOR: inbox.tap},
    "plan": {COORDINATOR: nudging.tap},
    "trends": {MANAGER: trends.tap},
    "team": {MANAGER: team.tap},
    "alert": {COORDINATOR: alert_card.tap, MANAGER: alert_card.tap},
    "duty": {COORDINATOR: hats.tap, MANAGER: hats.tap},
    "silence": {MANAGER: silence.tap},
    "away": {COORDINATOR: away.tap, MANAGER: away.tap},
    "staff": {COORDINATOR: staff_card.close, MANAGER: staff_card.close},
}

WORDS: dict[Role, Handler] = {
    YOUNG: replies.words,
    STRANGER: welcome.stranger_words,
    COORDINATOR: inbox.words,
    MANAGER: help.staff_words,
}

# What a Coordinator's typed words go to while a draft is open.
DRAFTS: dict[str, Handler] = {
    "first-name": welcome.first_name_typed,
    "introduce": people.typed,
    "plan": nudging.typed,
    "answer": inbox.typed,
    "away": away.typed,
    "avoid": avoided_words.typed,
    "asked": asked_of_us.typed,
}

MEDIA: dict[Role, Handler] = {
    YOUNG: replies.media,
    STRANGER: welcome.stranger_words,
    COORDINATOR: help.staff_media,
    MANAGER: help.staff_media,
}


def answer(turn: Turn) -> list[Answer]:
    """Read the words before anything else (R30); what they do not call for goes where it always goes."""
    if turn.person is not None and turn.said.heard not in (Heard.BLOCKED, Heard.UNBLOCKED):
        people_rows.heard_from(turn.person, turn.now)
    told = worries.look(turn, COMMANDS)
    if (tap := typed_labels.as_tap(turn)) is not None:
        turn.said, turn.noticed = tap, None
    if worry := worries.answer(turn):
        my_requests.typed(turn)  # the words are also what they asked for, if something was open (R51)
        return [*worry, *told]
    return [*_routed(turn), *ask_again.if_changed(turn), *told]


def _routed(turn: Turn) -> list[Answer]:
    """Decide by role and by what arrived, and let the handler answer."""
    if (closed := idle_cards.touched(turn)) is not None:
        return closed
    match turn.said.heard:
        case Heard.COMMAND:
            handler = COMMANDS.get(turn.said.command, {}).get(turn.role, _unlisted)
        case Heard.TAP:
            handler = TAPS.get(turn.said.tap.what, {}).get(turn.role, help.old_button)
        case Heard.WORDS:
            handler = _for_words(turn)
        case Heard.EDIT:
            handler = replies.edited if turn.role is YOUNG else help.nothing
        case Heard.MEDIA:
            handler = MEDIA[turn.role]
        case Heard.BLOCKED | Heard.UNBLOCKED:
            handler = privacy.membership
    return handler(turn)


def _unlisted(turn: Turn) -> list[Answer]:
    """A stop word with a stroke before it is one all the same: "/stoppp", "/unsubscribe", "/forget" (R8, R9)."""
    wanted = replies.stop_or_forget(turn) if turn.staff is None else []
    return wanted or help.unknown_command(turn)


def _for_words(turn: Turn) -> Handler:
    """A reply to somebody's words always goes to them; other words go to the draft that is open."""
    if turn.staff is not None and turn.said.replies_to is None:
        kind, _ = drafts.load(turn.session, turn.staff.id)
        if kind in DRAFTS:
            return DRAFTS[kind]
    return WORDS[turn.role]


# --- PTB's side --------------------------------------------------------------------------------------------


def install(application: Application[Any, Any, Any, Any, Any, Any], take: Take) -> None:
    """Let PTB's filters tell what an update is; `take` gets it as one `Said`, or None when it needs no answer."""

    def route(read: Callable[[Update], Said | None]) -> Callback:
        async def callback(update: Update, _: object) -> None:
            await take(read(update))

        return callback

    private = filters.ChatType.PRIVATE
    application.add_handlers(
        [
            MessageHandler(private & filters.UpdateType.EDITED_MESSAGE, route(_edit)),
            MessageHandler(private & filters.COMMAND, route(_command)),
            MessageHandler(private & filters.TEXT, route(_words)),
            MessageHandler(private & ~filters.StatusUpdate.ALL, route(_media)),
            CallbackQueryHandler(route(_tap)),
            ChatMemberHandler(route(_membership), ChatMemberHandler.MY_CHAT_MEMBER),
            TypeHandler(Update, route(lambda _: None)),
        ]
    )


def _arrived(update: Update) -> Message:
    message = update.effective_message
    if message is None:
        raise ValueError("PTB routed an update without a message")
    return message


def _command(update: Update) -> Said:
    message = _arrived(update)
    found = re.match(r"/(\w*)(?:@\w+)?(.*)", message.text or message.caption or "", re.DOTALL)
    command, payload = (found[1].lower(), found[2].strip(" \n.,!?")) if found else ("", "")
    return Said(Heard.COMMAND, message.chat_id, message.message_id, message.text or "", command, payload)


def _words(update: Update) -> Said:
    message = _arrived(update)
    replied = message.reply_to_message
    return Said(
        Heard.WORDS,
        message.chat_id,
        message.message_id,
        message.text or "",
        replies_to=replied.message_id if replied else None,
    )


def _edit(update: Update) -> Said:
    message = _arrived(update)
    return Said(Heard.EDIT, message.chat_id, message.message_id, message.text or message.caption or "")


def _media(update: Update) -> Said:
    message = _arrived(update)
    emoji = (message.sticker.emoji if message.sticker else None) or ""
    return Said(Heard.MEDIA, message.chat_id, message.message_id, message.caption or "", emoji=emoji)


def _tap(update: Update) -> Said | None:
    query = update.callback_query
    if query is None or query.message is None or query.message.chat.type != ChatType.PRIVATE:
        return None
    tap = read_tap(query.data or "")
    return Said(Heard.TAP, query.message.chat.id, query.message.message_id, tap=tap)


def _membership(update: Update) -> Said | None:
    change = update.my_chat_member
    if change is None or change.chat.type != ChatType.PRIVATE:
        return None
    blocked = change.new_chat_member.status == ChatMember.BANNED
    return Said(Heard.BLOCKED if blocked else Heard.UNBLOCKED, change.chat.id)
