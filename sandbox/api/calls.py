"""Reading a call of the Bot API: url-encoded, multipart or JSON, nested values as JSON text."""

import json
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from sandbox.entities import Json
from sandbox.world import Account, Kept, Message, World


class RefusedError(Exception):
    """A call that Telegram would refuse, with its code, its words and its parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad(words: str) -> RefusedError:
    """400, in the real server's words."""
    return RefusedError(400, f"Bad Request: {words}")


LARGEST_UPLOAD = 50 * 1024 * 1024  # Bot API, "Sending files"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a method was asked to do."""

    method: str
    params: Json
    files: dict[str, Upload]

    def text(self, name: str) -> str:
        """A parameter as text; empty when it was not given."""
        value = self.params.get(name)
        return "" if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """A parameter as a whole number."""
        try:
            return int(self.text(name) or default)
        except ValueError:
            raise bad(f"parameter {name} must be a number") from None

    def flag(self, name: str) -> bool:
        """A parameter as yes or no."""
        return self.text(name).lower() in {"true", "1", "yes"}

    def nested(self, name: str) -> Any:
        """A list or an object, given as JSON text or in a JSON body; None when it was not given."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None

    def logged(self) -> Json:
        """The parameters for the log, with names and sizes in place of files."""
        files = {name: {"file": one.name, "size": len(one.content)} for name, one in self.files.items()}
        return {**self.params, **files}


async def read(request: Request, method: str) -> Asked:
    """Read a call from its query, and from its body when it has one."""
    params: Json = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        params |= _object(await request.body())
    elif request.method == "POST" and kind:
        async with request.form(max_part_size=1 << 20) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    mime = value.content_type or "application/octet-stream"
                    files[name] = Upload(value.filename or name, mime, await value.read())
                else:
                    params[name] = value
    if any(len(one.content) > LARGEST_UPLOAD for one in files.values()):
        raise RefusedError(413, "Request Entity Too Large")
    return Asked(method, params, files)


def _object(body: bytes) -> Json:
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise bad("can't parse JSON object")
    return given


def file_of(world: World, asked: Asked, name: str, given: Any, folder: str) -> Kept:
    """The file meant by a parameter: uploaded under its name, as attach://…, or an id known already."""
    given = str(given or "")
    upload = asked.files.get(given.removeprefix("attach://") if given.startswith("attach://") else name)
    if upload:
        if not upload.content:
            raise bad("file must be non-empty")
        return world.keep(upload.content, name=upload.name, mime=upload.mime, folder=folder)
    if given in world.files:
        return world.files[given]
    raise bad("wrong file identifier/HTTP URL specified" if given else f"there is no {name} in the request")


def account_of(world: World, asked: Asked) -> Account:
    """The account whose chat is meant."""
    chat_id = asked.text("chat_id")
    if not chat_id:
        raise bad("chat_id is empty")
    account = world.accounts.get(int(chat_id)) if chat_id.lstrip("-").isdecimal() else None
    if account is None:
        raise bad("chat not found")
    return account


def reachable(world: World, asked: Asked) -> Account:
    """The account whose chat is meant, if the bot may write to it."""
    account = account_of(world, asked)
    if not account.started:
        raise RefusedError(403, "Forbidden: bot can't initiate conversation with a user")
    not_gone(account)
    return account


def not_gone(account: Account) -> None:
    """Refused when the bot was blocked, or the account deleted."""
    if account.deactivated:
        raise RefusedError(403, "Forbidden: user is deactivated")
    if account.blocked:
        raise RefusedError(403, "Forbidden: bot was blocked by the user")


def message_of(world: World, asked: Asked, words: str) -> Message:
    """The message meant by chat_id and message_id; refused in `words` when it is not there."""
    account = account_of(world, asked)
    if not asked.text("message_id"):
        raise bad("message identifier is not specified")
    message = world.message(account.id, asked.number("message_id"))
    if message is None:
        raise bad(words)
    return message
