"""A Telegram Bot API on loopback, with phones: everything runs with no account and no internet."""
