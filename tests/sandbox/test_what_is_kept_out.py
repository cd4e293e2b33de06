"""The page and its doors stay on this computer, and say what they may load."""

import socket
from urllib.parse import urlsplit

from sandbox.loopback import client
from sandbox.serving import Sandbox


async def test_the_page_may_load_from_here_only_and_run_nothing_written_into_it(sandbox: Sandbox) -> None:
    async with client(sandbox.url) as http:
        policy = (await http.get("/")).headers["Content-Security-Policy"]

    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"


async def test_a_name_elsewhere_that_leads_here_is_turned_away(sandbox: Sandbox) -> None:
    async with client(sandbox.url) as http:
        refused = await http.get("/control/phones", headers={"Host": "somewhere.example.org"})

    assert refused.status_code == 400


async def test_only_this_computer_reaches_it(sandbox: Sandbox) -> None:
    port = urlsplit(sandbox.url).port
    assert port

    with socket.socket() as elsewhere:  # an address of ours that is not the one it listens on
        refused = elsewhere.connect_ex(("127.0.0.2", port))

    assert refused != 0
