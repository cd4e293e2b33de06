"""A phone in somebody's hand, for tests and for stories told without a browser."""

import asyncio
import base64
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import httpx

from sandbox.entities import Json
from sandbox.loopback import client

_PLAIN = (
    "id", "from_bot", "text", "media", "file_id", "silent", "protected", "edited", "reply_to", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it sends `data` to the bot, or opens `url`."""

    label: str
    data: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A message on the screen. `text` is the caption when there is `media`; `date` is aware UTC."""

    id: int
    from_bot: bool
    text: str
    entities: tuple[Json, ...]
    buttons: tuple[tuple[Button, ...], ...]
    media: str | None
    file_id: str | None
    silent: bool
    protected: bool
    edited: bool
    reply_to: int | None
    date: datetime
    version: int

    @property
    def labels(self) -> list[str]:
        """The words on its buttons, row after row."""
        return [button.label for row in self.buttons for button in row]


class Phone:
    """What one made-up person sees and does. AssertionError when what is looked for is not there."""

    def __init__(self, http: httpx.AsyncClient, person: Json) -> None:
        self._http = http
        self.id = int(person["id"])
        self.name = str(person["name"])
        self._looked_at = 0

    @classmethod
    async def add(
        cls,
        at: str | httpx.AsyncClient,
        name: str,
        *,
        label: str = "",
        language_code: str = "en",
        shown: bool = True,
        started: bool = False,
        open: str | None = None,  # noqa: A002 the word of the control API
    ) -> Self:
        """Add somebody to the sandbox at an address, and open a link with their phone if one is given."""
        http = client(at) if isinstance(at, str) else at
        person = {
            "name": name,
            "label": label,
            "language_code": language_code,
            "shown": shown,
            "started": started,
            "open": open,
        }
        return cls(http, _answer(await http.post("/control/phones", json=person)))

    @classmethod
    async def of(cls, at: str | httpx.AsyncClient, account_id: int) -> Self:
        """The phone of somebody who is there already."""
        http = client(at) if isinstance(at, str) else at
        everyone = _answer(await http.get("/control/phones"))
        return cls(http, next(one for one in everyone if one["id"] == account_id))

    # What they do. Each counts as a look at the screen: `sees` means what the bot says or edits from then on.

    async def types(self, text: str) -> list[int]:
        """Send a text; answers the ids of the messages it became (several when it is very long)."""
        return list((await self._do("types", text=text))["message_ids"])

    async def replies(self, to_text_fragment: str, text: str) -> list[int]:
        """Use Reply on the newest message with that fragment in it."""
        screen = await self.screen()
        message = next((one for one in reversed(screen) if to_text_fragment in one.text), None)
        if message is None:
            raise AssertionError(
                f"{self.name} sees no message with {to_text_fragment!r}\n{_transcript(screen)}"
            )
        return list((await self._do("replies", message_id=message.id, text=text))["message_ids"])

    async def edits(self, message_id: int, text: str) -> None:
        """Change the words of an own message."""
        await self._do("edits", message_id=message_id, text=text)

    async def opens(self, link: str) -> None:
        """Open a t.me link to the bot and press Start."""
        await self._do("opens", link=link)

    async def taps(self, label: str, within: float = 5.0) -> Json:
        """Tap the button of that label on the newest message that has one, waiting for it `within` seconds.

        Answers {"query_id"} for a callback, {"message_ids"} when it opened the bot, {"url"} for other links.
        """
        there: list[list[str]] = []
        async for view in self._watches(within):
            screen = _seen(view)
            there = [one.labels for one in screen if one.labels]
            for message in reversed(screen):
                if label in message.labels:
                    return await self._do("taps", message_id=message.id, label=label)
        raise AssertionError(f"{self.name} sees no button {label!r}; the buttons are {there}")

    async def taps_data(self, data: str, message_id: int) -> str:
        """Send a button's data, whether or not any button has it any more; answers the query's id."""
        return str((await self._do("taps", message_id=message_id, data=data))["query_id"])

    async def sends(
        self, kind: str, *, caption: str = "", content: bytes | None = None, name: str = ""
    ) -> int:
        """Send a "photo", "voice", "sticker", "contact" or "document": the one given, else a made-up one."""
        given: Json = {"kind": kind, "caption": caption}
        given |= {"content": base64.b64encode(content).decode()} if content else {}
        given |= {"name": name} if name else {}
        return int((await self._do("sends", **given))["message_ids"][0])

    async def sends_photo(self, caption: str = "") -> int:
        """Send a made-up photo."""
        return await self.sends("photo", caption=caption)

    async def sends_voice(self) -> int:
        """Send a made-up voice note."""
        return await self.sends("voice")

    async def sends_sticker(self) -> int:
        """Send a sticker."""
        return await self.sends("sticker")

    async def sends_contact(self) -> int:
        """Send a made-up contact."""
        return await self.sends("contact")

    async def sends_document(self) -> int:
        """Send a made-up file."""
        return await self.sends("document")

    async def blocks(self) -> None:
        """Block the bot."""
        await self._do("blocks")

    async def unblocks(self) -> None:
        """Unblock the bot."""
        await self._do("unblocks")

    async def deletes_account(self) -> None:
        """Delete this person's Telegram account."""
        await self._do("deletes_account")

    async def looks_away(self) -> None:
        """From now on `sees` means only what the bot says or edits after this moment."""
        self._looked_at = int((await self._look())["version"])

    # What they see.

    async def screen(self) -> list[Seen]:
        """Every message, oldest first."""
        return _seen(await self._look())

    async def last(self) -> Seen:
        """The newest message from the bot."""
        said = [one for one in await self.screen() if one.from_bot]
        if not said:
            raise AssertionError(f"the bot has said nothing to {self.name}")
        return said[-1]

    async def buttons(self) -> list[str]:
        """The labels on the newest message from the bot that has buttons."""
        return next((one.labels for one in reversed(await self.screen()) if one.labels), [])

    async def commands(self) -> list[str]:
        """The commands in this phone's menu."""
        return [str(one["command"]) for one in (await self._look())["commands"]]

    async def notifications(self) -> list[str]:
        """What the lock screen showed, oldest first: new messages that were not silent; never an edit."""
        return [str(one["text"]) for one in (await self._look())["notifications"]]

    async def toasts(self) -> list[str]:
        """The answers to taps that were shown, oldest first."""
        return [str(one["text"]) for one in (await self._look())["toasts"]]

    async def fetches(self, message: Seen) -> bytes:
        """The file of a message."""
        answer = await self._http.get(f"/files/{message.file_id}")
        return answer.raise_for_status().content

    async def sees(self, fragment: str, within: float = 10.0) -> Seen:
        """Wait until a message says this that the bot sent or edited since this phone's last act."""
        screen: list[Seen] = []
        async for view in self._watches(within):
            screen = _seen(view)
            for message in reversed(screen):
                if message.from_bot and message.version > self._looked_at and fragment in message.text:
                    return message
        raise AssertionError(
            f"{self.name} does not see {fragment!r} within {within} s\n{_transcript(screen)}"
        )

    async def sees_toast(self, fragment: str, within: float = 10.0) -> str:
        """Wait for an answer to a tap with this in it, shown since this phone last did something."""
        shown: list[str] = []
        async for view in self._watches(within):
            shown = [str(one["text"]) for one in view["toasts"] if one["version"] > self._looked_at]
            for text in shown:
                if fragment in text:
                    return text
        raise AssertionError(
            f"{self.name} sees no toast {fragment!r} within {within} s; those shown: {shown}"
        )

    async def _watches(self, within: float) -> AsyncIterator[Json]:
        """The screen now and after every change, until `within` seconds have passed."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        view = await self._look()
        yield view
        while (left := deadline - loop.time()) > 0:
            newer = await self._look(newer_than=view["version"], wait=left)
            if newer["version"] > view["version"]:
                yield newer
            view = newer

    async def _look(self, **asked: float) -> Json:
        view: Json = _answer(await self._http.get(f"/control/phones/{self.id}/screen", params=asked))
        return view

    async def _do(self, act: str, **given: object) -> Json:
        done: Json = _answer(await self._http.post(f"/control/phones/{self.id}/{act}", json=given))
        self._looked_at = done["version"]
        return done


def _answer(response: httpx.Response) -> Any:
    """What the control API says. AssertionError, in its words, when it refuses."""
    if response.is_error:
        raise AssertionError(f"the sandbox refuses: {response.text}")
    answer: Any = response.json()
    return answer


def _seen(view: Json) -> list[Seen]:
    return [_message(one) for one in view["messages"]]


def _message(one: Json) -> Seen:
    rows = (
        tuple(Button(each["text"], each["callback_data"], each["url"]) for each in row)
        for row in one["buttons"]
    )
    plain = {name: one[name] for name in _PLAIN}
    return Seen(
        **plain,
        entities=tuple(one["entities"]),
        buttons=tuple(rows),
        date=datetime.fromisoformat(one["date"]),
    )


def _transcript(screen: list[Seen]) -> str:
    return "\n".join(
        f"  {'bot' if one.from_bot else 'me '} #{one.id}: {one.text or one.media!r} {one.labels or ''}"
        for one in screen
    )
