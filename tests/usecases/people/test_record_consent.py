"""The person's consent is recorded with who asked, when and until when."""

from datetime import timedelta

import pytest
from tests.support.world import NOW, TODAY, World

from handtag.apps.people.secrecy import Consent
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.people.record_consent import RecordConsent, record_consent


def consent(world: World, name: str, days: int = 30) -> RecordConsent:
    return RecordConsent(world.key(name), "cohesive", "person", TODAY + timedelta(days=days), presumed_need=True)


@pytest.mark.law("Lag 2022:913")
def test_it_says_who_asked_when_and_until(world: World) -> None:
    given = Consent.objects.get(pk=world.run(record_consent, consent(world, "bror"), "anna"))
    assert (given.principal, given.unit, given.asked_by) == (world.region, world.units["health_centre"], world.viewer("anna").code)
    assert (given.kind, given.given_by, given.valid_from, given.valid_to) == ("cohesive", "person", TODAY, TODAY + timedelta(days=30))
    assert given.recorded_at == NOW


def test_without_a_relation_there_is_nobody_to_ask(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(record_consent, consent(world, "hilda"), "anna")


def test_it_does_not_run_longer_than_a_year(world: World) -> None:
    with pytest.raises(Refused, match="consent_days"):
        world.run(record_consent, consent(world, "bror", 365), "anna")
    assert not Consent.objects.exists()


def test_the_desk_asks_for_no_consent(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(record_consent, consent(world, "bror"), "eva")
