"""From need to order: the presses a prescriber makes for a rollator for a known person, and what may go wrong on the way."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.support.pages import signed_in
from tests.support.world import LONG_AGO, World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.orders.models import Order
from handtag.apps.people.models import CareRelation
from handtag.apps.prescriptions.models import Prescription

NEED = {"need": "Går osäkert utomhus.", "goal": "Gå till affären själv.", "priority": "2"}


@pytest.fixture
def anna(world: World) -> Client:
    return signed_in(world, "anna")


def begun(world: World, client: Client, person: str = "bror") -> UUID:
    """The need is written; answers the prescription's key."""
    client.post(f"/forskrivningar/ny/{world.key(person)}/", {**NEED, "command_id": str(uuid4())})
    key: UUID = Prescription.objects.get(person=world.persons[person]).key
    return key


def chosen(world: World, client: Client, article: str = "10001", person: str = "bror") -> UUID:
    key = begun(world, client, person)
    answer = client.post(f"/forskrivningar/{key}/hjalpmedel/", {"article_number": article, "command_id": str(uuid4())})
    assert answer.status_code == 303, answer.context["form"].errors
    return key


def order_form(world: World, **changes: object) -> dict[str, object]:
    return {"delivery_point_id": world.points["health_centre"].pk, "note": "", "command_id": str(uuid4()), **changes}


def test_four_presses_lead_from_the_person_to_the_receipt(world: World, anna: Client) -> None:
    person = anna.get(f"/personer/{world.key('bror')}/").content.decode()
    start = f"/forskrivningar/ny/{world.key('bror')}/"
    assert f'href="{start}"' in person  # press 1: new prescription
    page = anna.get(start)
    assert page.context["form"]["priority"].value() == "2"
    answer = anna.post(start, {**NEED, "command_id": str(uuid4())}, follow=True)  # press 2: go on
    choose = answer.redirect_chain[-1][0]
    found = anna.get(choose, {"q": "rollator"})
    offered = [choice.form["article_number"].value() for choice in found.context["choices"] if choice.form]
    assert offered == ["10001", "10002"]
    answer = anna.post(choose, {"article_number": offered[0], "command_id": str(uuid4())}, follow=True)  # press 3: choose
    order = answer.redirect_chain[-1][0]
    assert len(answer.context["offer"].points) == 1
    receipt = anna.post(order, order_form(world), follow=True)  # press 4: place the order
    number = Order.objects.get().number
    assert receipt.redirect_chain == [(f"/order/{number}/kvitto/", 303)]
    assert number in receipt.content.decode()
    assert str(receipt.context["lines"][0].promised_on) in receipt.content.decode()


def test_the_one_delivery_point_is_chosen_beforehand(world: World, anna: Client) -> None:
    key = chosen(world, anna)
    form = anna.get(f"/order/ny/{key}/").context["form"]
    assert form["delivery_point_id"].value() == world.points["health_centre"].pk


def test_a_used_equivalent_in_stock_is_shown_with_its_saving(world: World, anna: Client) -> None:
    key = begun(world, anna)
    choices = anna.get(f"/forskrivningar/{key}/hjalpmedel/", {"q": "rollator"}).context["choices"]
    rollator = next(choice.offer for choice in choices if choice.offer.article.number == "10001")
    assert rollator.used > 0
    assert rollator.saved_ore == 280_000
    assert rollator.price_ore == 9_100


def test_the_answer_stands_beside_each_article(world: World, anna: Client) -> None:
    key = begun(world, anna)
    choices = anna.get(f"/forskrivningar/{key}/hjalpmedel/", {"q": "rollator"}).context["choices"]
    assert {choice.explanation.outcome for choice in choices if choice.form} == {"yes"}
    assert all(choice.explanation.clause for choice in choices if choice.form)


def test_what_the_agreement_leaves_open_has_no_button_and_says_who_decides(world: World, anna: Client) -> None:
    key = begun(world, anna)
    choices = anna.get(f"/forskrivningar/{key}/hjalpmedel/", {"q": "inhalator"}).context["choices"]
    assert [(choice.form, choice.explanation.outcome) for choice in choices] == [(None, "undetermined")]
    assert choices[0].explanation.decider


@pytest.mark.law("HSLF-FS 2021:52 competence")
def test_who_may_not_prescribe_is_told_who_may_and_has_no_button(world: World) -> None:
    nils = signed_in(world, "nils")
    key = begun(world, nils)
    page = nils.get(f"/forskrivningar/{key}/hjalpmedel/", {"q": "rollator"})
    choice = page.context["choices"][0]
    assert choice.form is None
    assert choice.explanation.outcome == "no"
    answer = nils.post(f"/forskrivningar/{key}/hjalpmedel/", {"article_number": "10001", "command_id": str(uuid4())})
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_a_phased_out_article_offers_its_equivalents_instead(world: World, anna: Client) -> None:
    key = begun(world, anna)
    choices = anna.get(f"/forskrivningar/{key}/hjalpmedel/", {"q": "10003"}).context["choices"]
    assert choices[0].form is None
    assert [article.number for article in choices[0].instead] == ["10001", "10002"]


def test_a_question_is_asked_only_when_the_agreement_needs_it(world: World, anna: Client) -> None:
    key = begun(world, anna)
    assert anna.get(f"/forskrivningar/{key}/hjalpmedel/", {"q": "rollator"}).context["questions"] is None
    cilla = signed_in(world, "cilla")
    cilla.post(f"/forskrivningar/ny/{world.key('asta')}/", {**NEED, "command_id": str(uuid4())})
    own = Prescription.objects.get(person=world.persons["asta"]).key
    page = cilla.get(f"/forskrivningar/{own}/hjalpmedel/", {"q": "rollator"})
    assert page.context["questions"].asked == ["care_setting"]
    answer = cilla.post(
        f"/forskrivningar/{own}/fragor/",
        {"asked": "care_setting", "care_setting": "home_visit", "q": "rollator", "command_id": str(uuid4())},
    )
    assert answer["Location"] == f"/forskrivningar/{own}/hjalpmedel/?q=rollator"
    page = cilla.get(answer["Location"])
    assert page.context["questions"] is None
    assert page.context["choices"][0].form is not None


def test_the_search_answers_with_the_part_that_htmx_asked_for(world: World, anna: Client) -> None:
    key = begun(world, anna)
    answer = anna.get(f"/forskrivningar/{key}/hjalpmedel/", {"q": "rollator"}, headers={"HX-Request": "true", "HX-Target": "articles"})
    page = answer.content.decode()
    assert '<div id="articles"' in page
    assert "<html" not in page


def test_accessories_come_with_the_order(world: World, anna: Client) -> None:
    key = chosen(world, anna)
    anna.post(f"/order/ny/{key}/", order_form(world, accessory_10010="1", accessory_10011="2"))
    lines = Order.objects.get().lines.order_by("pk")
    assert [(line.article.number, line.quantity) for line in lines] == [("10001", 1), ("10010", 1), ("10011", 2)]


def test_nothing_typed_is_lost_when_the_order_is_refused(world: World, anna: Client) -> None:
    key = chosen(world, anna)
    answer = anna.post(f"/order/ny/{key}/", order_form(world, delivery_point_id="", accessory_10011="2", note="Ring på porten"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ring på porten" in page
    assert answer.context["form"]["accessory_10011"].value() == "2"
    assert not Order.objects.exists()


def test_a_second_press_is_the_same_order(world: World, anna: Client) -> None:
    key = chosen(world, anna)
    form = order_form(world)
    first, second = anna.post(f"/order/ny/{key}/", form), anna.post(f"/order/ny/{key}/", form)
    assert first["Location"] == second["Location"]
    assert Order.objects.count() == 1


def test_ordering_twice_is_refused_with_the_order_that_is_there(world: World, anna: Client) -> None:
    key = chosen(world, anna)
    anna.post(f"/order/ny/{key}/", order_form(world))
    answer = anna.post(f"/order/ny/{key}/", order_form(world))
    assert answer.status_code == 422
    assert Order.objects.get().number in str(answer.context["form"].errors)


def test_the_flow_can_be_left_and_taken_up_from_the_start_page(world: World, anna: Client) -> None:
    key = begun(world, anna)
    assert f"/forskrivningar/{key}/hjalpmedel/" in anna.get("/").content.decode()
    anna.post(f"/forskrivningar/{key}/hjalpmedel/", {"article_number": "10001", "command_id": str(uuid4())})
    assert f"/order/ny/{key}/" in anna.get("/").content.decode()
    anna.post(f"/order/ny/{key}/", order_form(world))
    start = anna.get("/")
    assert [order.number for order in start.context["orders"]] == [Order.objects.get().number]
    assert start.context["unfinished"] == []


def test_every_page_of_the_flow_is_logged_as_reading(world: World, anna: Client) -> None:
    key = chosen(world, anna)
    for path in (f"/forskrivningar/{key}/", f"/forskrivningar/{key}/hjalpmedel/", f"/order/ny/{key}/"):
        before = AccessEntry.objects.filter(person_key=world.key("bror"), action="person.opened").count()
        assert anna.get(path).status_code == 200
        assert AccessEntry.objects.filter(person_key=world.key("bror"), action="person.opened").count() == before + 1


def test_another_unit_finds_neither_prescription_nor_order(world: World, anna: Client) -> None:
    key = chosen(world, anna)
    anna.post(f"/order/ny/{key}/", order_form(world))
    number = Order.objects.get().number
    bo = signed_in(world, "bo")  # has a care relation to Bror, but the prescription is another unit's
    for path in (f"/forskrivningar/{key}/", f"/forskrivningar/{key}/hjalpmedel/", f"/order/ny/{key}/", f"/order/{number}/"):
        assert bo.get(path).status_code == 404
    assert bo.post(f"/order/{number}/avbryt/", {"reason": "need_changed", "command_id": str(uuid4())}).status_code == 404


def test_a_person_without_relation_gets_no_prescription(world: World, anna: Client) -> None:
    assert anna.get(f"/forskrivningar/ny/{world.key('hilda')}/").status_code == 404
    answer = anna.post(f"/forskrivningar/ny/{world.key('hilda')}/", {**NEED, "command_id": str(uuid4())})
    assert answer.status_code == 404
    assert not Prescription.objects.exists()


def test_who_pays_does_not_tell_where_a_protected_person_lives(world: World) -> None:
    CareRelation.objects.create(
        person=world.persons["frida"], unit=world.units["lulea_care"], ground="care_relation", stated_by="user:0",
        valid_from=LONG_AGO, recorded_at=world.now,
    )  # fmt: skip
    cilla = signed_in(world, "cilla")
    key = begun(world, cilla, "frida")
    answer = {"asked": "care_setting", "care_setting": "home_visit", "q": "rollator", "command_id": str(uuid4())}
    cilla.post(f"/forskrivningar/{key}/fragor/", answer)
    cilla.post(f"/forskrivningar/{key}/hjalpmedel/", {"article_number": "10001", "command_id": str(uuid4())})
    assert Prescription.objects.get(key=key).payer == world.principals["lulea"]
    before = [f"/forskrivningar/{key}/", f"/forskrivningar/{key}/hjalpmedel/?q=rollator", f"/order/ny/{key}/"]
    assert [path for path in before if "Luleå" in cilla.get(path).content.decode()] == []
    cilla.post(f"/order/ny/{key}/", order_form(world, delivery_point_id=world.points["lulea_care"].pk))
    number = Order.objects.get().number
    after = [f"/order/{number}/", f"/order/{number}/kvitto/", f"/personer/{world.key('frida')}/"]
    assert [path for path in after if "Luleå" in cilla.get(path).content.decode()] == []
