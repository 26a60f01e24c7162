"""The prescription's own page and list: steps, follow-up, end; form errors; foreign ones do not exist."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.catalogue.models import Article
from handtag.apps.prescriptions.models import FollowUp, Prescription
from handtag.web.shell.assignment import today


def command(**fields: object) -> dict[str, object]:
    return {"command_id": str(uuid4()), **fields}


@pytest.fixture
def anna(world: World) -> Client:
    return signed_in(world, "anna")


@pytest.fixture
def key(world: World, anna: Client) -> UUID:
    anna.post(f"/forskrivningar/ny/{world.key('bror')}/", command(need="Går osäkert.", goal="Gå till affären.", priority="2"))
    found: UUID = Prescription.objects.get().key
    return found


def test_need_and_goal_are_asked_for_and_what_was_typed_stays(world: World, anna: Client) -> None:
    answer = anna.post(f"/forskrivningar/ny/{world.key('bror')}/", command(need="Går osäkert.", goal="", priority="1"))
    assert answer.status_code == 422
    assert "Går osäkert." in answer.content.decode()
    assert answer.context["form"].errors.keys() == {"goal"}
    assert not Prescription.objects.exists()


@pytest.mark.law("HSLF-FS 2021:52 prescription, PDL 3 kap. 6 §")
def test_a_step_is_noted(anna: Client, key: UUID) -> None:
    answer = anna.post(f"/forskrivningar/{key}/steg/", command(kind="trial", on=str(today()), note="Provad hemma"))
    assert answer["Location"] == f"/forskrivningar/{key}/"
    assert "Provad hemma" in anna.get(answer["Location"]).content.decode()


def test_a_day_to_come_is_refused_at_its_field_and_the_note_stays(anna: Client, key: UUID) -> None:
    day = str(today() + timedelta(days=1))
    answer = anna.post(f"/forskrivningar/{key}/steg/", command(kind="trial", on=day, note="Provad hemma"))
    assert answer.status_code == 422
    assert answer.context["step_form"].errors.keys() == {"on"}
    assert "Provad hemma" in answer.content.decode()


@pytest.mark.damaged
def test_a_delivered_device_leads_on_to_its_follow_up(anna: Client, key: UUID) -> None:
    Prescription.objects.update(state="delivered")
    FollowUp.objects.create(prescription=Prescription.objects.get(), due_on=today())
    page = anna.get(f"/forskrivningar/{key}/")
    assert page.context["may_follow_up"]
    assert f"/uppfoljningar/{key}/" in page.content.decode()


def test_a_prescription_is_ended_with_a_reason(anna: Client, key: UUID) -> None:
    assert anna.post(f"/forskrivningar/{key}/avsluta/", command()).status_code == 422
    anna.post(f"/forskrivningar/{key}/avsluta/", command(reason="need_ended"))
    assert Prescription.objects.get().state == "ended"
    assert "/avsluta/" not in anna.get(f"/forskrivningar/{key}/").content.decode()


def test_another_unit_changes_nothing(world: World, key: UUID) -> None:
    bo = signed_in(world, "bo")
    for tail, fields in (
        ("steg/", {"kind": "trial", "on": str(today())}),
        ("avsluta/", {"reason": "need_ended"}),
        ("fragor/", {"asked": "care_setting", "care_setting": "home_visit"}),
    ):
        assert bo.post(f"/forskrivningar/{key}/{tail}", command(**fields)).status_code == 404
    assert Prescription.objects.get().state == "started"


def test_a_colleague_at_the_unit_sees_it_in_the_units_list_only(world: World, anna: Client, key: UUID) -> None:
    nils = signed_in(world, "nils")
    assert [row.key for row in anna.get("/forskrivningar/").context["page"]] == [key]
    assert [row.key for row in nils.get("/forskrivningar/").context["page"]] == []
    assert [row.key for row in nils.get("/forskrivningar/?visa=all").context["page"]] == [key]
    assert [row.key for row in signed_in(world, "bo").get("/forskrivningar/?visa=all").context["page"]] == []


def test_the_name_stands_in_the_list_only_while_the_relation_lasts(world: World, anna: Client, key: UUID) -> None:

    assert "Björk" in anna.get("/forskrivningar/").content.decode()
    Prescription.objects.filter(key=key).update(person=world.persons["hilda"])
    page = anna.get("/forskrivningar/").content.decode()
    assert "Hassel" not in page
    assert anna.get(f"/forskrivningar/{key}/").status_code == 404


@pytest.mark.parametrize("name", ["eva", "filip", "gun", "ivan"])
def test_who_does_not_prescribe_gets_no_further(world: World, key: UUID, name: str) -> None:
    client = signed_in(world, name)
    for path in ("/forskrivningar/", f"/forskrivningar/{key}/", f"/forskrivningar/ny/{world.key('bror')}/"):
        assert client.get(path).status_code == 403


def test_choosing_asks_the_database_as_often_for_many_devices_as_for_one(anna: Client, key: UUID) -> None:
    address = f"/forskrivningar/{key}/hjalpmedel/"
    Article.objects.filter(equivalences__isnull=False).update(assortment="phased_out")
    article = Article.objects.filter(kind="device", assortment="phased_out").order_by("number")[0]
    anna.get(address)  # the agreement is read once in a process
    with CaptureQueriesContext(connection) as one:
        few = anna.get(address, {"q": article.number})
    with CaptureQueriesContext(connection) as many:
        most = anna.get(address, {"q": article.iso_code[:4]})
    assert 1 <= _phased_out(few) < _phased_out(most)
    assert len(many) == len(one) <= 36  # two read the catalogue, which outside a test is kept in memory; five what promises rest on


def _phased_out(page: Any) -> int:
    return sum(choice.offer.article.assortment == "phased_out" for choice in page.context["choices"])
