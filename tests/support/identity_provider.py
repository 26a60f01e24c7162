"""A real OpenID Connect provider in a process of its own on this machine, and someone who signs in there."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests
from django.http import HttpResponse
from django.test import Client

STARTS_WITHIN = 60.0  # seconds, on a machine with much else to do


@dataclass(frozen=True)
class Provider:
    issuer: str

    def says(self, sub: str, claims: Mapping[str, object]) -> None:
        """What the directory holds of someone from now on."""
        answer = requests.put(
            f"{self.issuer}/users/{sub}", data=json.dumps(dict(claims)), headers={"Content-Type": "application/json"}, timeout=20
        )
        assert answer.status_code == 204, answer.text

    def signs_in(self, client: Client, sub: str, *, next: str = "", deny: bool = False) -> Any:
        """From our log-in page to the provider and back: the answer of the last step."""
        begun = client.post(f"/konto/organisation/idp/{f'?next={next}' if next else ''}")
        assert begun.status_code == 302, begun.content
        chosen = {"action": "deny"} if deny else {"sub": sub}
        passed = requests.post(begun["Location"], data=chosen, allow_redirects=False, timeout=20)
        assert passed.status_code == 302, passed.text
        back: HttpResponse = client.get(passed.headers["Location"].removeprefix("http://testserver"))
        return back


@contextmanager
def running_provider() -> Iterator[Provider]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHONWARNINGS", "HANDTAG_"))}
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, env=clean, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(process, f"http://127.0.0.1:{port}/.well-known/openid-configuration")
        yield Provider(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(process: "subprocess.Popen[bytes]", address: str) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        assert process.poll() is None, "the provider did not start"
        try:
            requests.get(address, timeout=5).raise_for_status()
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the provider does not answer")
