"""A browser in which somebody has signed in as herself, with an electronic identity."""

from django.test import Client
from tests.support.world import World

from handtag.usecases.base import clock
from handtag.web.shell import own_session


def herself(world: World, name: str, number: str = "") -> Client:
    """A person of the world, or whoever has the number, signed in through the door of the demo."""
    client = Client()
    answer = client.post("/mina-hjalpmedel/logga-in/", {"personnummer": number or world.number(name)})
    assert answer.status_code == 303, answer.content
    return client


def minutes_ago(client: Client, minutes: int) -> None:
    """Nothing has happened in the browser for so long."""
    session = client.session
    session[own_session.KEY] = {**session[own_session.KEY], "seen": clock().timestamp() - minutes * 60}
    session.save()
