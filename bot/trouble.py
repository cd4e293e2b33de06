"""Errors that the operator can mend, each as one plain sentence."""

from sqlalchemy.exc import OperationalError

from bot.environment import SettingsError
from storage.database import StorageError, WrongKeyError, storage_fault
from wording import say

Mendable = SettingsError | StorageError | WrongKeyError | OperationalError
MENDABLE = (SettingsError, StorageError, WrongKeyError, OperationalError)


def sentence(error: Mendable) -> str:
    """Say what is wrong and what to do."""
    if isinstance(error, SettingsError):
        return str(error)
    if isinstance(error, WrongKeyError):
        return say("database-wrong-key")
    fault = storage_fault(error) if isinstance(error, OperationalError) else error
    return say(f"database-{fault.reason}")
