"""What becomes of every parameter of Bot API 10.3: docs/sandbox.md shows it as a table, a test holds both to it."""

from dataclasses import dataclass

from sandbox.api.calls import Asked, bad


@dataclass(frozen=True, slots=True)
class Takes:
    """The parameters of one method: those with their effect, those accepted and ignored, those refused."""

    covered: tuple[str, ...]
    ignored: tuple[str, ...]
    refused: tuple[str, ...]


def _takes(covered: str = "", ignored: str = "", refused: str = "") -> Takes:
    return Takes(tuple(covered.split()), tuple(ignored.split()), tuple(refused.split()))


_SENT = "reply_markup reply_parameters reply_to_message_id disable_notification protect_content"
_PASSED_OVER = "allow_sending_without_reply allow_paid_broadcast message_effect_id"
_ELSEWHERE = (
    "business_connection_id message_thread_id direct_messages_topic_id suggested_post_parameters "
    "ephemeral_message_parameters receiver_user_id callback_query_id"
)
_CAPTION = "caption caption_entities"
_MEANT = "chat_id message_id"
_NOT_MEANT = "business_connection_id inline_message_id"

TAKES = {
    "getMe": _takes(),
    "getUpdates": _takes("offset limit timeout allowed_updates"),
    "deleteWebhook": _takes("drop_pending_updates"),
    "getWebhookInfo": _takes(),
    "sendMessage": _takes(
        f"chat_id text entities {_SENT}",
        f"link_preview_options disable_web_page_preview {_PASSED_OVER}",
        f"parse_mode {_ELSEWHERE}",
    ),
    "sendPhoto": _takes(
        f"chat_id photo {_CAPTION} {_SENT}",
        f"show_caption_above_media has_spoiler {_PASSED_OVER}",
        f"parse_mode {_ELSEWHERE}",
    ),
    "sendDocument": _takes(
        f"chat_id document {_CAPTION} {_SENT}",
        f"thumbnail disable_content_type_detection {_PASSED_OVER}",
        f"parse_mode {_ELSEWHERE}",
    ),
    "sendChatAction": _takes("chat_id action", "", "business_connection_id message_thread_id"),
    "editMessageText": _takes(
        f"{_MEANT} text entities reply_markup",
        "link_preview_options disable_web_page_preview",
        f"parse_mode rich_message {_NOT_MEANT}",
    ),
    "editMessageCaption": _takes(
        f"{_MEANT} {_CAPTION} reply_markup", "show_caption_above_media", f"parse_mode {_NOT_MEANT}"
    ),
    "editMessageMedia": _takes(f"{_MEANT} media reply_markup", "", _NOT_MEANT),
    "editMessageReplyMarkup": _takes(f"{_MEANT} reply_markup", "", _NOT_MEANT),
    "deleteMessage": _takes(_MEANT),
    "deleteMessages": _takes("chat_id message_ids"),
    "answerCallbackQuery": _takes("callback_query_id text show_alert", "cache_time", "url"),
    "setMyCommands": _takes("commands scope language_code"),
    "getMyCommands": _takes("scope language_code"),
    "deleteMyCommands": _takes("scope language_code"),
    "setChatMenuButton": _takes("chat_id menu_button"),
    "getChatMenuButton": _takes("chat_id"),
    "getMyDescription": _takes("", "language_code"),
    "getMyShortDescription": _takes("", "language_code"),
    "getChat": _takes("chat_id"),
    "getFile": _takes("file_id"),
}
_REFUSED = {method.lower(): takes.refused for method, takes in TAKES.items()}


def refuse_unknown(asked: Asked) -> None:
    """Refuse what Telegram would act on and this sandbox would not: nothing may seem to work that does not."""
    for name in _REFUSED[asked.method.lower()]:
        if not asked.text(name):
            continue
        if name == "parse_mode":
            raise bad("this sandbox takes text with entities, not parse_mode")
        raise bad(f"this sandbox does not know {asked.method} with {name}")
