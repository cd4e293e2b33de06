"""How a bot hears of what happened: getUpdates, and what there is instead of webhooks."""

from sandbox import shapes
from sandbox.api.calls import Asked, RefusedError
from sandbox.entities import Json
from sandbox.world import World

LONGEST_POLL = 50  # seconds
LARGEST_BATCH = 100
OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


async def get_updates(world: World, asked: Asked) -> list[Json]:
    """Updates from `offset` on, waiting for one up to `timeout` seconds; a newer call ends an older one."""
    updates = world.updates
    me = updates.poller = object()
    world.bell.ring()
    kinds = asked.nested("allowed_updates")
    if kinds is not None:
        updates.allow(kinds)
    if asked.number("offset"):
        updates.confirm(asked.number("offset"))
    timeout = min(max(asked.number("timeout"), 0), LONGEST_POLL)

    def over() -> bool:
        return bool(updates.waiting()) or updates.poller is not me or world.faults.is_out()

    await world.bell.until(over, timeout)
    if updates.poller is not me:
        raise RefusedError(409, OTHER_POLLER)
    updates.poller = None
    return updates.take(min(max(asked.number("limit", LARGEST_BATCH), 1), LARGEST_BATCH))


def get_me(_world: World, _asked: Asked) -> Json:
    """The bot itself."""
    return {
        **shapes.bot_user(),
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def delete_webhook(world: World, asked: Asked) -> bool:
    """There never is a webhook; `drop_pending_updates` forgets what waits."""
    if asked.flag("drop_pending_updates"):
        world.updates.confirm(world.updates.next_id)
    return True


def get_webhook_info(world: World, _asked: Asked) -> Json:
    """No webhook, and how many updates wait."""
    return {"url": "", "has_custom_certificate": False, "pending_update_count": world.updates.waiting()}
