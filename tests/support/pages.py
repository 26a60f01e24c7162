"""Someone of the small world at work in the pages: a client signed in in the one role that the person holds."""

import re

from django.test import Client
from tests.support.world import PERSONS, World


def signed_in(world: World, name: str) -> Client:
    """A browser in which `name` of the world has signed in."""
    client = Client()
    client.force_login(world.assignments[name].user)
    return client


def persons_in(text: str) -> list[str]:
    """Which of the world's persons an answer names, by given name, family name or identity number. Whole words only: a form's
    token may happen to hold a short name.
    """
    words = set(re.findall(r"\w+", text))
    return [name for name, person in PERSONS.items() if words & {name.capitalize(), person[0], person[1]}]
