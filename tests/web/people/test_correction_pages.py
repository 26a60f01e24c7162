"""The pages on which something is questioned and corrected, and the notes that everyone who reads sees."""

import pytest
from tests.support.pages import signed_in
from tests.support.prescribing import started
from tests.support.world import World

from handtag.apps.people.models import CorrectionDecision, CorrectionRequest
from handtag.apps.prescriptions.models import Prescription


@pytest.mark.law("PDL 3 kap. 8 §, PDL 3 kap. 14 §")
def test_it_is_noted_decided_and_seen_by_the_next_reader(world: World) -> None:
    anna, start = signed_in(world, "anna"), f"/personer/{world.key('bror')}/"
    form = {"what": "family_name", "words": "Jag heter Berg", "wanted": "Berg", "asked_by": "person"}
    assert anna.post(f"{start}rattelser/", form).status_code == 303
    key = CorrectionRequest.objects.get().key
    assert "Björk" in signed_in(world, "bo").get(start).content.decode()
    assert anna.get(f"{start}rattelser/{key}/").status_code == 200
    assert anna.post(f"{start}rattelser/{key}/", {"corrected": "yes"}).status_code == 422
    assert anna.post(f"{start}rattelser/{key}/", {"corrected": "yes", "reason": "Enligt pass"}).status_code == 303
    shown = signed_in(world, "bo").get(start).content.decode()
    assert ("Berg" in shown, "Björk" in shown, "Enligt pass" in shown) == (True, True, False)
    assert anna.get(f"{start}rattelser/{key}/").status_code == 404
    assert CorrectionDecision.objects.get().outcome == "corrected"


def test_a_goal_is_questioned_and_its_page_says_so(world: World) -> None:
    prescription = Prescription.objects.get(key=started(world))
    anna, start = signed_in(world, "anna"), f"/personer/{prescription.person.key}/rattelser/"
    form = {"what": f"goal:{prescription.key}", "words": "Så sa jag inte", "asked_by": "person"}
    assert anna.post(start, form).status_code == 303
    assert "Så sa jag inte" in anna.get(f"/forskrivningar/{prescription.key}/").content.decode()
    assert "Så sa jag inte" not in anna.get(f"/personer/{prescription.person.key}/").content.decode()


def test_what_is_missing_is_an_error_at_its_field(world: World) -> None:
    answer = signed_in(world, "anna").post(f"/personer/{world.key('bror')}/rattelser/", {"what": "family_name", "wanted": "Björk"})
    assert answer.status_code == 422
    assert {"words", "asked_by"} <= set(answer.context["form"].errors)
