"""The pages of rights: my own, signatures, the prescribers one answers for, courses; and the choice of device without a right."""

import re
from datetime import timedelta

import pytest
from tests.support.pages import signed_in
from tests.support.prescribing import chosen, prescription, started
from tests.support.rights import asked, booked, certified, granted, planned, ready_to_sign, required, supervised, withdrawn
from tests.support.world import TODAY, World

from handtag.apps.rights.models import Certificate, RightGrant, RightRequest, RightWithdrawal, Seat, SignOff, Supervision


def text(world: World, name: str, path: str) -> str:
    page = signed_in(world, name).get(path)
    assert page.status_code == 200, path
    found: str = page.content.decode()
    return found


def test_without_the_right_the_article_has_no_button_but_the_ways_on(world: World) -> None:
    needed = required(world)
    certified(world, "berit")
    key = started(world)
    page = text(world, "anna", f"/forskrivningar/{key}/hjalpmedel/?q=20001")
    assert "Rullstolskurs" in page
    assert f"/rattigheter/be-om-signatur/{key}/" in page
    assert f"/rattigheter/be-om-ratt/{needed}/" in page
    assert 'name="article_number" value="20001"' in page
    assert f'action="/forskrivningar/{key}/hjalpmedel/"' not in page.split("offers")[1]


def test_who_has_the_right_chooses_as_before(world: World) -> None:
    required(world)
    certified(world, "anna")
    key = started(world)
    page = text(world, "anna", f"/forskrivningar/{key}/hjalpmedel/?q=20001")
    assert f'action="/forskrivningar/{key}/hjalpmedel/"' in page
    assert "be-om-signatur" not in page


def test_one_press_asks_a_colleague_who_signs_and_goes_on_to_the_order(world: World) -> None:
    required(world)
    certified(world, "berit")
    key = started(world)
    answer = signed_in(world, "anna").post(
        f"/rattigheter/be-om-signatur/{key}/", {"article_number": "20001", "asked_of": world.assignments["berit"].pk}
    )
    assert answer.status_code == 303
    found = SignOff.objects.get()
    berit = signed_in(world, "berit")
    assert f"/rattigheter/signera/{found.key}/" in berit.get("/rattigheter/signera/").content.decode()
    assert "/rattigheter/signera/" in berit.get("/").content.decode()
    shown = berit.get(f"/rattigheter/signera/{found.key}/").content.decode()
    assert "Svårt att gå längre sträckor" in shown
    signed = berit.post(f"/rattigheter/signera/{found.key}/", {"followed": "on"})
    assert (signed.status_code, signed.headers["Location"]) == (303, f"/order/ny/{key}/")
    assert prescription(key).prescriber == world.assignments["berit"]
    assert "Rullstolskurs" in text(world, "anna", f"/forskrivningar/{key}/")


def test_a_colleague_may_say_no_and_must_say_why(world: World) -> None:
    key = ready_to_sign(world)
    berit = signed_in(world, "berit")
    assert berit.post(f"/rattigheter/signera/{key}/avboj/", {"answer": ""}).status_code == 422
    assert berit.post(f"/rattigheter/signera/{key}/avboj/", {"answer": "Prova bredare"}).status_code == 303
    assert SignOff.objects.get().state == "declined"


def test_what_is_asked_is_taken_back(world: World) -> None:
    key = ready_to_sign(world)
    assert signed_in(world, "anna").post(f"/rattigheter/signera/{key}/ta-tillbaka/").status_code == 303
    assert SignOff.objects.get().state == "taken_back"


def test_a_third_colleague_does_not_see_what_others_ask_each_other(world: World) -> None:
    key = ready_to_sign(world)
    assert signed_in(world, "nils").get(f"/rattigheter/signera/{key}/").status_code == 404


def test_a_student_prepares_and_is_offered_the_supervisor_alone(world: World) -> None:
    supervised(world)
    key = started(world, by="ture")
    page = text(world, "ture", f"/forskrivningar/{key}/hjalpmedel/?q=10001")
    assert f'value="{world.assignments["berit"].pk}"' in page
    assert f'value="{world.assignments["anna"].pk}"' not in page
    assert 'action="/forskrivningar/' not in page.split("offers")[1]
    assert text(world, "ture", "/rattigheter/")
    assert signed_in(world, "ture").post(f"/forskrivningar/{key}/hjalpmedel/", {"article_number": "10001"}).status_code == 403


def test_my_page_asks_for_what_is_missing_and_takes_it_back(world: World) -> None:
    needed = required(world)
    anna = signed_in(world, "anna")
    assert f"/rattigheter/be-om-ratt/{needed}/" in anna.get("/rattigheter/").content.decode()
    assert anna.post(f"/rattigheter/be-om-ratt/{needed}/").status_code == 303
    assert anna.post(f"/rattigheter/be-om-ratt/{needed}/").status_code == 422
    request = RightRequest.objects.get()
    assert anna.post(f"/rattigheter/begaran/{request.pk}/ta-tillbaka/").status_code == 303
    assert "Kursen krävs." in text(world, "anna", "/rattigheter/krav/")


def test_the_officer_answers_a_request(world: World) -> None:
    required(world)
    request, rakel = asked(world), signed_in(world, "rakel")
    assert f"/rattigheter/begaran/{request}/" in rakel.get("/rattigheter/forskrivare/").content.decode()
    given = {"answer": "yes", "valid_to": (TODAY + timedelta(days=1500)).isoformat(), "reason": "Kan det"}
    assert rakel.post(f"/rattigheter/begaran/{request}/", given).status_code == 422
    given["valid_to"] = (TODAY + timedelta(days=90)).isoformat()
    assert rakel.post(f"/rattigheter/begaran/{request}/", given).status_code == 303
    assert RightGrant.objects.get().valid_to == TODAY + timedelta(days=90)
    assert rakel.get(f"/rattigheter/begaran/{request}/").status_code == 404


def test_the_officer_sees_what_runs_out_and_withdraws_and_gives_back(world: World) -> None:
    required(world)
    granted(world, last=TODAY + timedelta(days=30))
    rakel, path = signed_in(world, "rakel"), f"/rattigheter/forskrivare/{world.assignments['anna'].pk}/"
    assert "Anna" in rakel.get("/rattigheter/forskrivare/?visa=expiring").content.decode().split("<table")[1]
    assert rakel.get(path).status_code == 200
    assert rakel.post(f"{path}dra-in/", {"reason": "other_duties", "words": ""}).status_code == 422
    assert rakel.post(f"{path}dra-in/", {"reason": "other_duties", "words": "Ny tjänst", "iso_prefix": ""}).status_code == 303
    assert "Anna" in rakel.get("/rattigheter/forskrivare/?visa=withdrawn").content.decode().split("<table")[1]
    assert "Ny tjänst" in text(world, "anna", "/rattigheter/")
    withdrawal = RightWithdrawal.objects.get()
    assert rakel.post(f"{path}ge-tillbaka/", {"withdrawal_id": withdrawal.pk, "words": "Åter"}).status_code == 303
    assert rakel.post(f"{path}avsluta/", {"grant": RightGrant.objects.get().pk}).status_code == 303
    assert RightGrant.objects.get().ended_at is not None


def test_the_officer_enters_and_annuls_certificates_and_names_substitutes(world: World) -> None:
    required(world)
    certified(world, "berit")
    rakel, path = signed_in(world, "rakel"), f"/rattigheter/forskrivare/{world.assignments['anna'].pk}/"
    data = {
        "stands_in_for": world.assignments["berit"].pk, "valid_from": TODAY.isoformat(),
        "valid_to": (TODAY + timedelta(days=9)).isoformat(),
    }  # fmt: skip
    assert rakel.post(f"{path}vikariat/", data).status_code == 303
    assert rakel.post(f"{path}intyg/", {"course": "hjul", "held_on": "2026-03-01", "evidence": "Intyg"}).status_code == 303
    made = Certificate.objects.get(user=world.assignments["anna"].user)
    assert rakel.post(f"{path}annullera/", {"number": made.number, "reason": "Fel person"}).status_code == 303
    assert made.number in rakel.get(path).content.decode()
    assert rakel.post(f"{path}okand/").status_code == 404


def test_the_unit_manager_reads_of_the_own_unit_and_changes_nothing(world: World) -> None:
    required(world)
    page = text(world, "maj", "/rattigheter/forskrivare/")
    assert "Anna" in page
    assert "Bo<" not in page
    path = f"/rattigheter/forskrivare/{world.assignments['anna'].pk}/"
    assert "dra-in" not in text(world, "maj", path)
    assert signed_in(world, "maj").post(f"{path}dra-in/", {"reason": "own_wish", "words": "x"}).status_code == 403
    assert signed_in(world, "maj").get(f"/rattigheter/forskrivare/{world.assignments['bo'].pk}/").status_code == 404


def test_students_and_supervisors_are_put_together(world: World) -> None:
    rakel = signed_in(world, "rakel")
    data = {
        "student_id": world.assignments["ture"].pk, "supervisor_id": world.assignments["bo"].pk, "valid_from": TODAY.isoformat(),
        "valid_to": (TODAY + timedelta(days=30)).isoformat(),
    }  # fmt: skip
    assert rakel.post("/rattigheter/studerande/", data).status_code == 422
    assert rakel.post("/rattigheter/studerande/", {**data, "supervisor_id": world.assignments["berit"].pk}).status_code == 303
    found = Supervision.objects.get()
    assert rakel.post("/rattigheter/studerande/", {"end": found.pk}).status_code == 303
    assert Supervision.objects.get().ended_at is not None


def test_a_course_is_planned_booked_held_and_certified(world: World) -> None:
    given = planned(world, on=TODAY)
    kim, anna = signed_in(world, "kim"), signed_in(world, "anna")
    path = f"/rattigheter/kurser/{given}/"
    assert kim.post(f"{path}bjud-in/", {"people": [world.assignments["anna"].pk]}).status_code == 303
    assert path in anna.get("/rattigheter/").content.decode()
    assert anna.post(f"{path}plats/").status_code == 303
    assert anna.post(f"{path}plats/").status_code == 422
    assert kim.post(f"{path}narvaro/", {"people": [world.assignments["anna"].pk]}).status_code == 303
    assert Certificate.objects.get().number in anna.get("/rattigheter/").content.decode()
    assert "Anna" in text(world, "kim", path)
    assert "Anna" not in text(world, "nils", path).split("<main")[1]


def test_a_seat_is_given_up_and_a_course_called_off(world: World) -> None:
    given = booked(world, "anna")
    anna, kim = signed_in(world, "anna"), signed_in(world, "kim")
    assert anna.post(f"/rattigheter/kurser/{given}/plats/", {"give_up": "1"}).status_code == 303
    assert Seat.objects.get().state == "declined"
    assert kim.post(f"/rattigheter/kurser/{given}/stall-in/", {"reason": "Sjuk"}).status_code == 303
    assert "Sjuk" in text(world, "nils", f"/rattigheter/kurser/{given}/")
    assert text(world, "anna", "/rattigheter/kurser/")


@pytest.mark.parametrize("wrong", [{}, {"seats": "0"}])
def test_a_course_that_cannot_be_planned_says_why(world: World, wrong: dict[str, str]) -> None:
    planned(world)
    assert signed_in(world, "kim").post("/rattigheter/kurser/ny/", wrong).status_code == 422
    assert signed_in(world, "kim").get("/rattigheter/kurser/ny/").status_code == 200


def test_the_decision_says_the_right_it_rests_on(world: World) -> None:
    required(world)
    certified(world, "anna")
    page = text(world, "anna", f"/forskrivningar/{chosen(world, 'wheelchair')}/")
    assert re.search(r"Rullstolskurs: .*2028-04-30", page)


def test_a_withdrawn_prescriber_reads_why_at_the_choice(world: World) -> None:
    key = started(world)
    withdrawn(world)
    assert "Kursen är inte förnyad" in text(world, "anna", f"/forskrivningar/{key}/hjalpmedel/?q=10001")
