"""A centre comes with its own number series."""

import pytest
from tests.support.world import World

from handtag.apps.organisations import store
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.base import execute
from handtag.usecases.organisations.register_centre import RegisterCentre, register_centre


@pytest.mark.law("OSL 5 kap.")
def test_a_new_centre_counts_its_orders_and_invoices_from_the_start(world: World) -> None:
    made = execute(register_centre, RegisterCentre(world.county.code, world.region.pk, "Andra centralen"), world.viewer("ivan"))
    assert [store.take_number(made, "order") for _ in range(2)] == ["100001", "100002"]
    assert store.take_number(made, "invoice") == "5000001"


def test_nobody_runs_a_centre_that_is_not_a_principal(world: World) -> None:
    with pytest.raises(NotFound) as missing:
        execute(register_centre, RegisterCentre(world.county.code, 0, "Tredje"), world.viewer("ivan"))
    assert missing.value.field == "run_by"


def test_a_store_worker_opens_no_centre(world: World) -> None:
    with pytest.raises(NotAllowed):
        execute(register_centre, RegisterCentre(world.county.code, world.region.pk, "Fjärde"), world.viewer("filip"))


def test_two_centres_do_not_share_a_name(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        execute(register_centre, RegisterCentre(world.county.code, world.region.pk, world.centre.name), world.viewer("ivan"))
    assert (refusal.value.code, refusal.value.field) == ("organisations.already_registered", "name")
