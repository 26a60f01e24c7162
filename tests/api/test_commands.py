"""Commands over REST: the use case's own input and answer, its refusals as problem documents, its walls unchanged."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from tests.api.conftest import Caller
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.apps.organisations.models import County
from handtag.apps.stock.models import Location

CALLER = Callable[[str], Caller]
COUNTY = {"code": "99", "name": "Exempellän", "agreement_id": "demo"}


def store(world: World) -> dict[str, object]:
    return {"centre_id": world.centre.pk, "code": "N", "name": "Nytt lager", "kind": "local_store"}


def test_a_command_does_what_the_use_case_does(caller: CALLER, world: World) -> None:
    status, body = caller("ivan").command("register_location", **store(world))
    assert (status, body) == (200, {"answer": Location.objects.get(code="N").pk})


def test_the_same_key_and_content_give_the_same_answer_and_other_content_is_refused(caller: CALLER, world: World) -> None:
    ivan, key = caller("ivan"), str(uuid4())
    first = ivan.command("register_location", key=key, **store(world))
    assert ivan.command("register_location", key=key, **store(world)) == first
    status, body = ivan.command("register_location", key=key, **(store(world) | {"name": "Annat"}))
    assert (status, body["code"]) == (409, "command.used_with_other_content")
    assert Location.objects.filter(code="N").count() == 1


@pytest.mark.law("ASVS 2.2")
def test_a_refusal_names_code_and_field_in_a_sentence(caller: CALLER, world: World) -> None:
    ivan = caller("ivan")
    ivan.command("register_location", **store(world))
    status, body = ivan.command("register_location", **store(world))
    assert (status, body["code"], body["field"]) == (422, "stock.location_exists", "code")
    assert body["title"] != body["code"]


@pytest.mark.law("ASVS 2.2, ASVS 15.3")
def test_input_that_cannot_be_read_names_the_field(caller: CALLER) -> None:
    status, body = caller("ivan").command("register_county", code="99")
    assert (status, body["code"], body["field"]) == (422, "input.unreadable", "name")


def test_a_role_without_the_permission_is_refused_and_it_is_recorded(caller: CALLER, world: World) -> None:
    status, body = caller("anna").command("register_county", **COUNTY)
    assert (status, body["code"]) == (403, "access.refused")
    assert AuditEntry.objects.filter(action="access.refused", actor=world.viewer("anna").code).count() == 1
    assert not County.objects.filter(code="99").exists()


@pytest.mark.law("ASVS 6.3.4")
@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic YTpi"}])
def test_without_a_valid_token_nothing_is_answered(headers: dict[str, str]) -> None:
    answer = Client().post("/api/v1/commands/register_county", COUNTY, "application/json", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["Content-Type"].startswith("application/problem+json")


def test_opening_a_person_over_rest_is_logged_with_its_door(caller: CALLER, world: World) -> None:
    status, _ = caller("anna").command("open_person", person_key=str(world.key("asta")))
    assert status == 200
    assert list(AccessEntry.objects.filter(person_key=world.key("asta")).values_list("door", flat=True)) == ["api"]


def test_a_person_without_relation_does_not_exist_for_the_caller(caller: CALLER, world: World) -> None:
    other = caller("anna").command("open_person", person_key=str(world.key("hilda")))
    nobody = caller("anna").command("open_person", person_key=str(uuid4()))
    assert other == nobody
    assert other[0] == 404
