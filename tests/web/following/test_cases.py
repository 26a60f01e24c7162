"""The lists of what is to be followed up, and one case: how it went, another day, who takes over, a letter."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from pypdf import PdfReader
from tests.support.following import out
from tests.support.pages import persons_in, signed_in
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.orders.models import Order
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.models import FollowUp, Prescription, QuestionLetter, Responsible
from handtag.usecases.administration.close_user import CloseUser, close_user
from handtag.web.shell.assignment import today


def command(**fields: object) -> dict[str, object]:
    return {"command_id": str(uuid4()), **fields}


@pytest.fixture
def case(world: World) -> Prescription:
    return out(world)


@pytest.fixture
def anna(world: World) -> Client:
    return signed_in(world, "anna")


def test_how_it_went_is_noted_and_the_next_day_is_the_rule_s(anna: Client, case: Prescription) -> None:
    page = anna.get(f"/uppfoljningar/{case.key}/")
    assert case.goal in page.content.decode()
    answer = anna.post(f"/uppfoljningar/{case.key}/", command(result="used", note="Går ut", then="continue"))
    assert answer["Location"] == f"/forskrivningar/{case.key}/"
    assert FollowUp.objects.get(done_on=None).due_on == today() + timedelta(days=365)


def test_one_press_ends_it_and_orders_the_collection(world: World, anna: Client, case: Prescription) -> None:
    point = world.points["health_centre"].pk
    given = command(result="not_used", note="Köpt egen", then="end", reason="other_solution", delivery_point_id=point)
    anna.post(f"/uppfoljningar/{case.key}/", given)
    assert Prescription.objects.get(pk=case.pk).state == "ended"
    assert Order.objects.filter(kind="collection_order", prescription=case).count() == 1


def test_what_is_wrong_is_said_at_its_field_and_the_words_stay(anna: Client, case: Prescription) -> None:
    answer = anna.post(f"/uppfoljningar/{case.key}/", command(result="unsafe", note="Välter bakåt", then="continue"))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"then"}
    assert "Välter bakåt" in answer.content.decode()


def test_another_day_is_agreed(anna: Client, case: Prescription) -> None:
    later = today() + timedelta(days=50)
    anna.post(f"/uppfoljningar/{case.key}/dag/", command(due_on=str(later)))
    assert FollowUp.objects.get().due_on == later
    assert anna.post(f"/uppfoljningar/{case.key}/dag/", command(due_on=str(today()))).status_code == 422


def test_the_reading_of_every_person_in_the_list_is_logged(anna: Client, case: Prescription) -> None:
    before = AccessEntry.objects.count()
    assert persons_in(anna.get("/uppfoljningar/?visa=unit").content.decode()) == ["bror"]
    assert AccessEntry.objects.count() > before


def test_a_manager_who_takes_no_part_in_the_care_sees_no_person(world: World, case: Prescription) -> None:
    maj = signed_in(world, "maj")
    page = maj.get("/uppfoljningar/?visa=unit").content.decode()
    assert str(case.key) in page
    assert persons_in(page) == []
    assert maj.get(f"/uppfoljningar/{case.key}/").status_code == 403


@pytest.mark.parametrize("view", ["mine", "unit", "overdue", "flagged", "nonsense"])
def test_every_list_can_be_shown_empty_and_full(world: World, anna: Client, view: str) -> None:
    assert anna.get(f"/uppfoljningar/?visa={view}").status_code == 200
    out(world)
    assert anna.get(f"/uppfoljningar/?visa={view}&vem={world.assignments['anna'].pk}").status_code == 200


def test_an_overdue_case_is_in_its_list_until_it_is_done(anna: Client, case: Prescription) -> None:
    assert list(anna.get("/uppfoljningar/?visa=overdue").context["page"]) == []
    FollowUp.objects.update(due_on=today() - timedelta(days=1))
    assert [one.key for one in anna.get("/uppfoljningar/?visa=overdue").context["page"]] == [case.key]


def test_what_a_colleague_left_is_given_to_another_from_the_list(world: World, case: Prescription) -> None:
    world.run(close_user, CloseUser(world.assignments["anna"].user_id), "ivan")
    maj = signed_in(world, "maj")
    assert [one.key for one in maj.get("/uppfoljningar/").context["page"]] == [case.key]
    maj.post("/uppfoljningar/fordela/", command(valda=str(case.key), assignment_id=world.assignments["nils"].pk))
    assert Responsible.objects.get().assignment == world.assignments["nils"]
    assert list(maj.get("/uppfoljningar/").context["page"]) == []


def test_nothing_ticked_is_said(world: World, case: Prescription) -> None:
    answer = signed_in(world, "maj").post("/uppfoljningar/fordela/", command(assignment_id=world.assignments["nils"].pk))
    assert answer.status_code == 422


def test_the_letter_is_printed_with_her_name_and_address_and_its_reading_logged(anna: Client, case: Prescription) -> None:
    anna.post(f"/uppfoljningar/{case.key}/brev/", command())
    Person.objects.filter(pk=case.person_id).update(address="Storgatan 1, 972 38 Luleå")
    letter = QuestionLetter.objects.get()
    before = AccessEntry.objects.count()
    made = anna.get(f"/uppfoljningar/brev/{letter.key}/")
    text = PdfReader(BytesIO(made.content)).pages[0].extract_text()
    assert (made["Content-Type"], made.content[:4]) == ("application/pdf", b"%PDF")
    assert "Storgatan 1" in text
    assert case.person.family_name in text
    assert AccessEntry.objects.count() == before + 1


def test_a_protected_address_is_never_printed(world: World, anna: Client) -> None:
    case = out(world, "frida")
    Person.objects.filter(pk=case.person_id).update(address="Hemliga gatan 7")
    anna.post(f"/uppfoljningar/{case.key}/brev/", command())
    made = anna.get(f"/uppfoljningar/brev/{QuestionLetter.objects.get().key}/")
    assert "Hemliga" not in PdfReader(BytesIO(made.content)).pages[0].extract_text()


def test_another_unit_finds_neither_case_nor_letter(world: World, anna: Client, case: Prescription) -> None:
    anna.post(f"/uppfoljningar/{case.key}/brev/", command())
    bo = signed_in(world, "bo")
    for path in (f"{case.key}/", f"brev/{QuestionLetter.objects.get().key}/"):
        assert bo.get(f"/uppfoljningar/{path}").status_code == 404
    assert bo.post(f"/uppfoljningar/{case.key}/dag/", command(due_on=str(today() + timedelta(days=9)))).status_code == 404
