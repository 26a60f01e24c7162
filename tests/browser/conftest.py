"""A browser, and our site served to it from the test's own transaction: everything a page test sees is rolled back afterwards."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.servers.basehttp import WSGIServer
from django.db import connection
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer
from tests.support.world import World

from handtag.cli.chromium import ARGUMENTS, find_chromium

CHROMIUM = find_chromium()


@pytest.fixture(scope="module")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """The database is made first: while Playwright's event loop runs in this thread, Django takes our code for asynchronous.

    Stopped after each module, so that the tests that come after find the thread without a loop.
    """
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=Path(str(CHROMIUM)), args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def beside_the_loop(chromium: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class OneAtATime(WSGIServer):
    """Answers one request at a time: two use cases at once would meet in the one connection that server and test share."""

    def __init__(self, *args: Any, connections_override: object = None, **options: Any) -> None:
        super().__init__(*args, **options)


@pytest.fixture
def site(beside_the_loop: None, chromium: Browser, world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of our site with the small world in it. The server shares the test's connection, which an in-memory database allows."""
    if connection.vendor != "sqlite":
        pytest.skip("the server and the test share a connection, which only the in-memory database can")
    monkeypatch.setattr(LiveServerThread, "server_class", OneAtATime)
    server = LiveServer("localhost")
    yield server.url
    for context in chromium.contexts:
        context.close()
    server.stop()
