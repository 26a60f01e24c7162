"""A consent that is taken back opens nothing from then on."""

import pytest
from tests.support.world import World
from tests.usecases.people.test_record_consent import consent

from handtag.domain.values.errors import NotAllowed, NotFound
from handtag.usecases.people.open_elsewhere import OpenElsewhere, open_elsewhere
from handtag.usecases.people.record_consent import record_consent
from handtag.usecases.people.withdraw_consent import WithdrawConsent, withdraw_consent


@pytest.mark.law("Lag 2022:913")
def test_nothing_more_is_read_on_it(world: World) -> None:
    given = world.run(record_consent, consent(world, "asta"), "anna")
    world.run(open_elsewhere, OpenElsewhere(world.key("asta"), across=True), "anna")
    world.run(withdraw_consent, WithdrawConsent(given), "bo")  # told to another unit of the same care provider
    with pytest.raises(NotAllowed):
        world.run(open_elsewhere, OpenElsewhere(world.key("asta"), across=True), "anna")


def test_it_is_withdrawn_once(world: World) -> None:
    given = world.run(record_consent, consent(world, "asta"), "anna")
    world.run(withdraw_consent, WithdrawConsent(given), "anna")
    with pytest.raises(NotFound):
        world.run(withdraw_consent, WithdrawConsent(given), "anna")


def test_another_care_provider_knows_of_no_such_consent(world: World) -> None:
    given = world.run(record_consent, consent(world, "asta"), "anna")
    with pytest.raises(NotFound):
        world.run(withdraw_consent, WithdrawConsent(given), "cilla")
