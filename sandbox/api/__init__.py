"""The Bot API as python-telegram-bot and others call it."""
