"""Files that appear whole and on disk, or not at all, and never replace one that is there."""

import os
import tempfile
from pathlib import Path

from bot.environment import SettingsError
from wording import say


def write_once(path: Path, text: str) -> bool:
    """Write a new file that only this account can read (mode 0600); False when it is there already.

    Folders that lack are made, mode 0700. SettingsError when the disk is full or may not be written to.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _write(path, text)
    except OSError as error:
        raise SettingsError(say("not-written", path=str(path), why=error.strerror or "")) from error


def _write(path: Path, text: str) -> bool:
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".new-")  # mode 0600 from the start
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # of two processes the first wins
    except FileExistsError:
        return False
    finally:
        Path(draft).unlink()
    _settle(path.parent)
    return True


def _settle(folder: Path) -> None:
    """Have the folder on disk too: a key must outlive a power cut as surely as what it locks."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
