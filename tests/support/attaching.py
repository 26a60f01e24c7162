"""A drawing sent with an order."""

from base64 import b64encode

from tests.support.articles import png
from tests.support.world import World

from handtag.apps.orders.models import Order
from handtag.usecases.ordering.attach_file import AttachFile, attach_file


def drawing(order: Order, content: bytes = b"", title: str = "Ritning av hallen") -> AttachFile:
    return AttachFile(order.number, title, b64encode(content or png()).decode())


def attached(world: World, order: Order, by: str = "anna") -> int:
    return world.run(attach_file, drawing(order), by)
