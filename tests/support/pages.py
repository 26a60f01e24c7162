"""Someone of the small world at work in the pages: a client signed in in the one role that the person holds."""

from django.test import Client
from tests.support.world import World


def signed_in(world: World, name: str) -> Client:
    """A browser in which `name` of the world has signed in."""
    client = Client()
    client.force_login(world.assignments[name].user)
    return client
