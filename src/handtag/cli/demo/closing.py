"""The last afternoon of the demo county: whatever else the history left, work of every kind is waiting for everybody."""

from handtag.cli.demo.aftermath import Aftermath
from handtag.cli.demo.chain import Chain
from handtag.cli.demo.needs import Need, Needs
from handtag.cli.demo.persons import PlannedPerson
from handtag.cli.demo.world import World

TRIES = 3000
FINISHED = ("allocated", "picked", "sent")


def leave_work(world: World, needs: Needs, persons: list[PlannedPerson], chain: Chain, aftermath: Aftermath) -> None:
    """In each round: an order in every state, one that waits for goods, a collection, something to inspect and to recondition."""

    def draw(assortment: str) -> Need:
        for _ in range(TRIES):
            need = needs.draw(world.rng.choice(persons))
            if need is not None and need.goods.kind == "device" and need.goods.assortment == assortment:
                return need
        raise LookupError(f"nobody may be prescribed an article that is {assortment}: the county's data is too small")

    for _ in range(world.size.left_waiting):
        for state in FINISHED:
            chain.play_until(draw("stocked"), state)
        chain.play_until(draw("order_item"), "placed")
        for state in ("placed", "returned", "inspected"):
            aftermath.end_somewhere(state)
