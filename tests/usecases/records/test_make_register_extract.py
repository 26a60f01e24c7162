import pytest
from tests.support import register
from tests.support.numbers import personnummer
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.apps.people.models import RegisterExtract
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.records.make_register_extract import MakeRegisterExtract, make_register_extract

pytestmark = pytest.mark.django_db


@pytest.mark.law("GDPR art. 15")
def test_whoever_asks_gets_an_extract_of_what_the_care_provider_keeps(world: World) -> None:
    key = register.extract(world)
    made = RegisterExtract.objects.get(key=key)
    assert (made.person, made.principal, made.legal_ground) == (world.persons["dagny"], world.principals["lulea"], "gdpr_15")
    entry = AccessEntry.objects.latest("pk")
    assert (entry.person_key, entry.action, entry.ground) == (world.key("dagny"), "person.register_made", "gdpr_15")


def test_nobody_and_someone_known_only_to_others_get_the_same_answer(world: World) -> None:
    said = []
    for number in (personnummer("19330606"), world.number("hilda"), world.number("cia")):
        with pytest.raises(NotFound) as answer:
            world.run(make_register_extract, MakeRegisterExtract(number, "gdpr_15", "in_person"), "karin")
        said.append((answer.value.code, dict(answer.value.params)))
    assert said == [("records.nobody", {})] * 3
    assert not RegisterExtract.objects.exists()
    assert AuditEntry.objects.filter(action="access.not_found").count() == 3


@pytest.mark.law("OSL 22 kap. 1 §")
def test_an_extract_about_a_protected_person_is_never_posted_from_here(world: World) -> None:
    person = world.persons["dagny"]
    person.protected_identity = True
    person.save()
    with pytest.raises(Refused, match=r"records\.protected_post"):
        register.extract(world, delivery="registered_address")
    assert not RegisterExtract.objects.exists()


@pytest.mark.parametrize(("ground", "delivery", "field"), [("because", "in_person", "legal_ground"), ("gdpr_15", "dove", "delivery")])
def test_an_unknown_choice_is_refused_at_its_field(world: World, ground: str, delivery: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        register.extract(world, delivery=delivery, ground=ground)
    assert refusal.value.field == field
