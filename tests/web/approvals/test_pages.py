"""Pages of approvals: the prescriber is led to ask, the approver answers one or several, the group meets, and nobody reads a name."""

import io
from typing import Any
from uuid import uuid4

from django.test import Client
from pypdf import PdfReader
from tests.support.approvals import MOTIVE, SOURCE, asked, decided, delegated, for_group, fresh, needed, rule, seated, tabled, trust
from tests.support.pages import persons_in, signed_in
from tests.support.prescribing import chosen, started
from tests.support.world import TODAY, World

from handtag.apps.approvals.meetings import GroupMember, Meeting
from handtag.apps.approvals.models import Approval, ApprovalRule, Delegation

HERE = "/godkannanden/"


def post(client: Client, address: str, **given: Any) -> Any:
    return client.post(address, {"command_id": str(uuid4()), **given})


def text(answer: Any) -> str:
    return str(answer.content.decode())


def paper(answer: Any) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_choosing_what_needs_an_approval_leads_to_asking_for_it(world: World) -> None:
    rule(world)
    key, anna = started(world), signed_in(world, "anna")
    answer = post(anna, f"/forskrivningar/{key}/hjalpmedel/", article_number=world.articles["rollator"].number)
    approval = Approval.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{HERE}{approval.key}/begar/")
    page = text(anna.get(answer.headers["Location"]))
    assert SOURCE in page
    assert post(anna, f"{HERE}{approval.key}/begar/", motive=MOTIVE, months=24, pieces=1).status_code == 303
    assert fresh(approval).months == 24
    assert str(approval) in text(anna.get(f"/forskrivningar/{key}/"))


def test_asking_without_a_reason_is_said_at_the_field(world: World) -> None:
    approval, anna = needed(world), signed_in(world, "anna")
    answer = post(anna, f"{HERE}{approval.key}/begar/", motive="", months=24, pieces=1)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in text(answer)


def test_the_order_page_says_what_is_waited_for(world: World) -> None:
    approval, anna = asked(world), signed_in(world, "anna")
    answer = post(anna, f"/order/ny/{approval.prescription.key}/", delivery_point_id=world.points["health_centre"].pk)
    assert answer.status_code == 422
    assert "Region Prov" in text(answer)
    assert str(approval) in text(answer)


def test_the_approver_reads_what_it_is_and_not_for_whom(world: World) -> None:
    approval, gun = asked(world), signed_in(world, "gun")
    delegated(world)
    for page in (text(gun.get(HERE)), text(gun.get(f"{HERE}{approval.key}/"))):
        assert "Rollator Lätt" in page
        assert persons_in(page.replace("Ask back", "")) == []  # a button, until it is translated
    assert MOTIVE.split(".")[0] in text(gun.get(f"{HERE}{approval.key}/"))


def test_several_are_answered_with_one_press(world: World) -> None:
    first, second = asked(world), asked(world, person="asta")
    delegated(world)
    answer = post(signed_in(world, "gun"), HERE, valda=[str(first.key), str(second.key)], verdict="approved", reason="")
    assert answer.status_code == 303
    assert {fresh(first).state, fresh(second).state} == {"approved"}


def test_a_refusal_without_a_reason_comes_back_with_what_was_ticked(world: World) -> None:
    approval = asked(world)
    delegated(world)
    answer = post(signed_in(world, "gun"), HERE, valda=[str(approval.key), "ingen"], verdict="refused", reason="")
    assert answer.status_code == 422
    assert " checked" in text(answer)
    assert post(signed_in(world, "gun"), HERE, verdict="approved", reason="").status_code == 422


def test_one_is_answered_on_its_own_page_and_the_question_too(world: World) -> None:
    approval = asked(world)
    delegated(world)
    gun, anna = signed_in(world, "gun"), signed_in(world, "anna")
    assert post(gun, f"{HERE}{approval.key}/beslut/", verdict="question", reason="Har käpp prövats?").status_code == 303
    assert "Har käpp prövats?" in text(anna.get(f"{HERE}{approval.key}/"))
    assert post(anna, f"{HERE}{approval.key}/svar/", answer="").status_code == 422
    assert post(anna, f"{HERE}{approval.key}/svar/", answer="Ja").status_code == 303
    assert post(gun, f"{HERE}{approval.key}/beslut/", verdict="refused", reason="").status_code == 422
    assert post(gun, f"{HERE}{approval.key}/beslut/", verdict="approved", reason="").status_code == 303


def test_another_payer_finds_neither_the_request_nor_its_letter(world: World) -> None:
    approval = decided(world, "refused")
    for name in ("hanna", "cilla", "kim"):
        client = signed_in(world, name)
        assert {client.get(f"{HERE}{approval.key}/{page}").status_code for page in ("", "brev/")} == {404}


def test_the_payer_sees_at_once_what_others_prescribe_at_its_cost(world: World) -> None:
    trust(world, "not_required")
    chosen(world, person="asta", by="cilla", care_setting="health_centre")
    page = text(signed_in(world, "gun").get(f"{HERE}kostnader/"))
    assert "Lulea care" in page
    assert persons_in(page) == []
    assert "Lulea care" not in text(signed_in(world, "hanna").get(f"{HERE}kostnader/"))


def test_rules_are_set_and_ended_on_their_page(world: World) -> None:
    siv = signed_in(world, "siv")
    given = {"kind": "amount", "decider": "payer", "over_ore": "5000", "days": 10, "source": SOURCE, "valid_from": TODAY.isoformat()}
    assert post(siv, f"{HERE}regler/", **given | {"over_ore": ""}).status_code == 422
    assert post(siv, f"{HERE}regler/", **given).status_code == 303
    found = ApprovalRule.objects.get()
    assert found.over_ore == 500_000
    assert SOURCE in text(siv.get(f"{HERE}regler/"))
    assert post(siv, f"{HERE}regler/{found.pk}/", last_day="2026-11-01").status_code == 422
    assert post(siv, f"{HERE}regler/{found.pk}/", last_day=TODAY.isoformat()).status_code == 303


def test_delegations_are_given_and_ended_on_their_page(world: World) -> None:
    sten = signed_in(world, "sten")
    given = {"user_id": world.assignments["hanna"].user_id, "limit_ore": "50000", "valid_from": TODAY.isoformat()}
    assert post(sten, f"{HERE}delegering/", **given | {"valid_from": "2026-01-01"}).status_code == 422
    assert post(sten, f"{HERE}delegering/", **given).status_code == 303
    found = Delegation.objects.get()
    assert "Hanna" in text(sten.get(f"{HERE}delegering/"))
    assert post(sten, f"{HERE}delegering/{found.pk}/", last_day="2026-01-01").status_code == 422
    assert post(sten, f"{HERE}delegering/{found.pk}/", last_day=TODAY.isoformat()).status_code == 303


def test_the_group_is_seated_called_and_decides(world: World) -> None:
    approval, kim = for_group(world), signed_in(world, "kim")
    users = seated(world)
    seat = {"user_id": users["gun"], "seat": "chair", "valid_from": TODAY.isoformat()}
    assert post(kim, f"{HERE}grupp/platser/", **seat | {"valid_to": "2026-01-01"}).status_code == 422
    assert post(kim, f"{HERE}grupp/platser/", **seat).status_code == 303
    assert GroupMember.objects.get(user_id=users["gun"]).seat == "chair"
    assert post(kim, f"{HERE}grupp/", held_on="2026-01-01", place="Luleå").status_code == 422
    assert post(kim, f"{HERE}grupp/", held_on=TODAY.isoformat(), place="Luleå").status_code == 303
    at = f"{HERE}grupp/{Meeting.objects.get().pk}/"
    assert post(kim, f"{at}{approval.key}/").status_code == 303
    assert post(kim, f"{at}{approval.key}/").status_code == 422
    few = post(kim, f"{at}{approval.key}/beslut/", verdict="refused", reason="Se riktlinjen", present=[users["kim"]])
    assert few.status_code == 422
    everyone = [users["kim"], users["hanna"], users["siv"]]
    assert post(kim, f"{at}{approval.key}/beslut/", verdict="refused", reason="Se riktlinjen", present=everyone).status_code == 303
    assert fresh(approval).state == "refused"
    assert "Se riktlinjen" in paper(signed_in(world, "anna").get(f"{HERE}{approval.key}/brev/"))


def test_the_material_tells_every_case_and_nobodys_name(world: World) -> None:
    number, approval = tabled(world)
    read = paper(signed_in(world, "kim").get(f"{HERE}grupp/{number}/underlag/"))
    assert str(approval) in read
    assert "Käpp och betastöd" in read.replace("\n", " ")
    assert persons_in(read) == []


def test_a_letter_is_of_a_decision(world: World) -> None:
    approval, anna = asked(world), signed_in(world, "anna")
    assert anna.get(f"{HERE}{approval.key}/brev/").status_code == 404


def test_a_refusal_is_appealed_and_tried_on_the_pages(world: World) -> None:
    siv, anna, sten = (signed_in(world, name) for name in ("siv", "anna", "sten"))
    given = {"level": 1, "name": "Styrgruppen", "role": "strategist", "days": 30, "source": SOURCE}
    assert post(siv, f"{HERE}overklaganden/nivaer/", **given | {"level": 2}).status_code == 422
    assert post(siv, f"{HERE}overklaganden/nivaer/", **given).status_code == 303
    approval = decided(world, "refused")
    assert post(anna, f"{HERE}{approval.key}/overklaga/", why="").status_code == 422
    assert post(anna, f"{HERE}{approval.key}/overklaga/", why="Behovet är större").status_code == 303
    here = f"{HERE}overklaganden/{approval.appeals.get().pk}/"
    assert here in text(sten.get(f"{HERE}overklaganden/"))
    assert "Behovet är större" in text(sten.get(here))
    assert post(sten, here, verdict="upheld", reason="").status_code == 422
    assert post(sten, here, verdict="upheld", reason="Styrkt").status_code == 303
    assert fresh(approval).state == "approved"
