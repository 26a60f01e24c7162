"""What was sent for a person is read like her record; what was sent for nobody by whoever handles the order."""

from base64 import b64decode

import pytest
from tests.support.articles import png
from tests.support.attaching import attached
from tests.support.prescribing import ordered
from tests.support.world import World
from tests.usecases.ordering.test_place_equipment_order import placed

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.apps.people.models import CareRelation
from handtag.domain.values.errors import NotAllowed, NotFound
from handtag.usecases.ordering.open_attachment import OpenAttachment, OpenedAttachment, open_attachment
from handtag.usecases.ordering.remove_attachment import RemoveAttachment, remove_attachment
from handtag.usecases.people.block_records import BlockRecords, block_records
from handtag.usecases.people.end_care_relation import EndCareRelation, end_care_relation


def opened(world: World, number: str, pk: int, by: str = "anna") -> OpenedAttachment:
    return world.run(open_attachment, OpenAttachment(number, pk), by)


@pytest.mark.law("PDL 4 kap. 3 §")
def test_each_reading_is_logged_on_its_ground(world: World) -> None:
    order = ordered(world)
    pk = attached(world, order)
    for _time in range(2):
        answer = opened(world, order.number, pk)
    assert (answer.title, answer.media_type, b64decode(answer.content)) == ("Ritning av hallen", "image/png", png())
    logged = AccessEntry.objects.filter(action="person.attachment_opened")
    assert [(row.person_key, row.data_kind) for row in logged] == [(order.person.key, "record")] * 2


@pytest.mark.law("PDL 4 kap. 1–2 §§")
@pytest.mark.parametrize("by", ["filip", "maj", "hanna", "cilla"])
def test_nobody_reads_it_without_a_ground_to_read_of_the_person(world: World, by: str) -> None:
    order = ordered(world)
    pk = attached(world, order)
    with pytest.raises((NotAllowed, NotFound)):
        opened(world, order.number, pk, by)
    assert not AccessEntry.objects.filter(action="person.attachment_opened").exists()


def test_a_relation_that_has_ended_opens_nothing(world: World) -> None:
    order = ordered(world)
    pk = attached(world, order)
    world.run(end_care_relation, EndCareRelation(order.person.key), "anna")
    with pytest.raises(NotFound):
        opened(world, order.number, pk)


@pytest.mark.law("PDL 4 kap. 4 §")
def test_a_block_stands_before_it(world: World) -> None:
    order = ordered(world)
    pk = attached(world, order)
    CareRelation.objects.create(
        person=order.person, unit=world.units["store"], ground="order_case", stated_by="user:0", valid_from=order.placed_at.date(),
        recorded_at=world.now,
    )  # fmt: skip
    opened(world, order.number, pk, "eva")
    world.run(block_records, BlockRecords(order.person.key, whole_provider=False, asked_by="person"), "anna")
    with pytest.raises(NotFound):
        opened(world, order.number, pk, "eva")


def test_what_was_sent_for_nobody_is_read_without_a_person(world: World) -> None:
    order = placed(world, ("gripper", 1))
    pk = attached(world, order, by="maj")
    opened(world, order.number, pk, "eva")
    assert not AccessEntry.objects.filter(action="person.attachment_opened").exists()
    assert AuditEntry.objects.get(action="ordering.attachment_opened").details == {"attachment": pk}


def test_what_is_removed_or_of_another_order_is_not_found(world: World) -> None:
    order, other = ordered(world), placed(world, ("gripper", 1))
    pk, theirs = attached(world, order), attached(world, other, by="maj")
    with pytest.raises(NotFound):
        opened(world, order.number, theirs)
    world.run(remove_attachment, RemoveAttachment(order.number, pk), "anna")
    with pytest.raises(NotFound):
        opened(world, order.number, pk)
