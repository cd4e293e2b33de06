"""What a bot may look up: a chat, a file."""

from sandbox import shapes
from sandbox.api.calls import Asked, account_of, bad
from sandbox.entities import Json
from sandbox.world import World

LARGEST_DOWNLOAD = 20 * 1024 * 1024  # Bot API, getFile


def get_chat(world: World, asked: Asked) -> Json:
    """A private chat, as ChatFullInfo."""
    account = account_of(world, asked)
    gifts = (
        "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels",
    )  # fmt: skip
    return {
        **shapes.chat(account),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def get_file(world: World, asked: Asked) -> Json:
    """Where a file can be fetched."""
    file = world.files.get(asked.text("file_id"))
    if file is None:
        raise bad("invalid file_id")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return {**file.shape, "file_path": file.path}
