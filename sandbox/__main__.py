"""`python -m sandbox [--port N]`: the sandbox alone, for any bot."""

import argparse
import asyncio

from sandbox.serving import Sandbox


async def serve(port: int) -> None:
    """Serve until interrupted."""
    async with Sandbox(port=port) as sandbox:
        print(f"Phones:  {sandbox.url}\nBot API: {sandbox.api_url}<token>/<method>\nToken:   {sandbox.token}")
        await asyncio.Event().wait()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument(
        "--port", type=int, default=8081, help="where to listen on 127.0.0.1 (default 8081; 0: any)"
    )
    try:
        asyncio.run(serve(parser.parse_args().port))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
