"""`python -m bot` is `walkalong`."""

from bot.cli import main

main()
