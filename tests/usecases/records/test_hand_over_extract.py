import pytest
from tests.support import register
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.apps.people.models import RegisterHandOut
from handtag.domain.values.errors import Refused
from handtag.usecases.records.hand_over_extract import HandOverExtract, hand_over_extract

pytestmark = pytest.mark.django_db


@pytest.mark.law("GDPR art. 15")
def test_who_handed_over_when_and_on_which_ground_is_recorded(world: World) -> None:
    key = register.handed_over(world)
    handed = RegisterHandOut.objects.get(extract__key=key)
    assert (handed.identified_by, handed.handed_by, handed.handed_at) == ("id_document", world.viewer("karin").code, world.now)
    entry = AuditEntry.objects.get(action="records.extract_handed_over")
    assert entry.target == f"person:{world.key('dagny')}"
    assert entry.details["legal_ground"] == "gdpr_15"
    assert AccessEntry.objects.latest("pk").action == "person.register_handed_over"
    assert register.sections(register.opened(world, key))["extracts"].rows


@pytest.mark.law("GDPR art. 15.4")
def test_what_is_held_back_stands_there_no_more(world: World) -> None:
    key = register.extract(world)
    data = HandOverExtract(key, "id_document", is_read=True, withheld=("relations",), withheld_reason="other_person")
    world.run(hand_over_extract, data, "karin")
    told = register.opened(world, key)
    section = register.sections(told)["relations"]
    assert (section.rows, section.is_withheld, told.withheld_reason) == ((), True, "other_person")


def test_it_is_handed_over_once(world: World) -> None:
    key = register.handed_over(world)
    with pytest.raises(Refused, match=r"records\.handed_over_already"):
        world.run(hand_over_extract, HandOverExtract(key, "id_document", is_read=True), "karin")
    assert RegisterHandOut.objects.count() == 1


def test_unread_it_is_not_handed_over(world: World) -> None:
    key = register.extract(world)
    with pytest.raises(Refused, match=r"records\.not_read"):
        world.run(hand_over_extract, HandOverExtract(key, "id_document", is_read=False), "karin")
    assert not RegisterHandOut.objects.exists()


@pytest.mark.law("OSL 22 kap. 1 §")
def test_someone_who_has_become_protected_since_is_not_sent_it_by_post(world: World) -> None:
    key = register.extract(world, delivery="registered_address")
    person = world.persons["dagny"]
    person.protected_identity = True
    person.save()
    with pytest.raises(Refused, match=r"records\.protected_post"):
        world.run(hand_over_extract, HandOverExtract(key, "id_document", is_read=True), "karin")
