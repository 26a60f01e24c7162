"""Findings are added, never changed, and nobody checks himself."""

import pytest
from tests.support import log
from tests.support.world import GIVEN, LONG_AGO, World

from handtag.apps.audit.models import AccessEntry, AuditEntry, ReviewFinding
from handtag.apps.organisations.models import Assignment
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.audit.record_finding import RecordFinding, record_finding
from handtag.usecases.audit.sign_review import SignReview, sign_review


def test_a_later_finding_corrects_an_earlier_one_and_both_remain(world: World) -> None:
    key, entry_id = log.reviewed(world)
    world.run(record_finding, RecordFinding(key, entry_id, "asked", "Frågat enhetschefen"), "lova")
    world.run(record_finding, RecordFinding(key, entry_id, "in_order"), "lova")
    assert list(ReviewFinding.objects.order_by("pk").values_list("verdict", flat=True)) == ["asked", "in_order"]
    assert "Frågat" not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize(("verdict", "note", "code"), [("fine", "", "audit.unknown_verdict"), ("not_in_order", " ", "audit.note_missing")])
def test_what_is_not_a_finding_is_refused(world: World, verdict: str, note: str, code: str) -> None:
    key, entry_id = log.reviewed(world)
    with pytest.raises(Refused) as refused:
        world.run(record_finding, RecordFinding(key, entry_id, verdict, note), "lova")
    assert refused.value.code == code
    assert not ReviewFinding.objects.exists()


def test_nobody_checks_his_own_readings(world: World) -> None:
    key, entry_id = log.reviewed(world)
    cilla = world.assignments["cilla"].user
    held = Assignment.objects.create(user=cilla, unit=world.units["lulea_office"], role="log_reviewer", valid_from=LONG_AGO, **GIVEN)
    world.assignments["cilla_reviewing"] = held
    assert AccessEntry.objects.get(pk=entry_id).actor == world.viewer("cilla").code
    with pytest.raises(Refused, match="own_reading"):
        world.run(record_finding, RecordFinding(key, entry_id, "in_order"), "cilla_reviewing")


def test_nothing_is_added_to_a_signed_review_or_to_another_care_providers(world: World) -> None:
    key = log.looked_through(world)
    entry_id = ReviewFinding.objects.earliest("pk").row.entry_id
    with pytest.raises(NotFound):
        world.run(record_finding, RecordFinding(key, entry_id, "in_order"), "rut")
    world.run(sign_review, SignReview(key, "Inget att anmärka"), "lova")
    with pytest.raises(Refused, match="signed"):
        world.run(record_finding, RecordFinding(key, entry_id, "in_order"), "lova")
