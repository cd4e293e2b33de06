"""`python -m sandbox [--port N] [--rates]`: the sandbox alone, for any bot."""

import argparse
import asyncio
import signal

from sandbox.serving import Sandbox


async def serve(port: int, *, rates: bool) -> None:
    """Serve until a signal says stop."""
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with Sandbox(port=port, rates=rates) as sandbox:
        print(f"Phones:  {sandbox.url}")
        print(f"Bot API: {sandbox.api_url}<token>/<method>")
        print(f"Token:   {sandbox.token}", flush=True)
        await stop.wait()
    print("The sandbox has stopped.")


def main() -> None:
    """Read the command line and serve; a port that is taken is one sentence."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="on 127.0.0.1 (default 8081; 0: any free one)")
    parser.add_argument("--rates", action="store_true", help="refuse what comes faster than Telegram allows")
    asked = parser.parse_args()
    try:
        asyncio.run(serve(asked.port, rates=asked.rates))
    except OSError as taken:
        parser.exit(1, f"Port {asked.port} cannot be used: {taken.strerror}. Name another one with --port.\n")


if __name__ == "__main__":
    main()
