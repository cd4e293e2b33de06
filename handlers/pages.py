"""Long lists and long conversations, cut into screens that fit a phone and Telegram's 4,096 characters."""

from collections.abc import Iterator, Sequence

from handlers.turn import Button, Turn

ROOM = 3500  # UTF-16 units a page; the rest of 4,096 is for titles and notes
BETWEEN = "\n\n"
A_PAGE = 8  # names
LABEL = 24  # characters of a name on half a row


def size(text: str) -> int:
    """Count as Telegram counts: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pack(texts: Sequence[str]) -> list[list[str]]:
    """Put texts into pages in their order, as many as fit; each must fit a page by itself (see `pieces`)."""
    pages: list[list[str]] = []
    left = 0
    for text in texts:
        needed = size(text) + len(BETWEEN)
        if not pages or needed > left:
            pages.append([])
            left = ROOM
        pages[-1].append(text)
        left -= needed
    return pages


def pieces(text: str) -> Iterator[str]:
    """Cut a text that would not fit a page; one that fits comes back whole."""
    step = ROOM // 2 - len(BETWEEN)  # a character is at most two units
    if size(text) + len(BETWEEN) <= ROOM:
        yield text
    else:
        yield from (text[start : start + step] for start in range(0, len(text), step))


def shorten(text: str, room: int) -> str:
    """Return at most so many characters, with an ellipsis where something was left off."""
    return text if len(text) <= room else f"{text[: room - 1]}…"


def in_pairs(buttons: Sequence[Button]) -> list[list[Button]]:
    """Lay buttons out two a row."""
    return [list(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]


def numbered(number: int, name: str, *data: object) -> Button:
    """Make a button for a line of a list: its number tells two people of one name apart."""
    return Button.tap(f"{number} {shorten(name, LABEL)}", *data)


def within(page: int | None, pages: int) -> int:
    """Return the page that can be shown: the tapped one may be gone by now."""
    return min(page or 0, max(pages - 1, 0))


def turning(turn: Turn, page: int, pages: int, *data: object) -> list[list[Button]]:
    """Make the row that turns pages, [] when there is only one; the page number goes last in the data."""
    row = [turn.button("people-previous-button", *data, page - 1)] if page > 0 else []
    row += [turn.button("staff-next-button", *data, page + 1)] if page + 1 < pages else []
    return [row] if row else []
