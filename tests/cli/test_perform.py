"""`handtag perform` makes an empty installation into one that somebody can sign in to, and says what is wrong without repeating it."""

import io
import json
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.organisations.queries import assignments_by_username

REGION, CITY = "232100-0206", "212000-2361"


@pytest.fixture
def perform(db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    def run(case: str, text: str = "", **data: Any) -> Any:
        out = io.StringIO()
        monkeypatch.setattr("sys.stdin", io.StringIO(text or json.dumps(data)))
        call_command("perform", case, stdout=out)
        return json.loads(out.getvalue())

    return run


@pytest.mark.law("PDL 4 kap. 2 §")
def test_an_empty_installation_gets_its_first_administrators(perform: Any) -> None:
    perform("register_county", code="98", name="Provlän", agreement_id="prov")
    region = perform("register_principal", county_code="98", kind="region", name="Region Prov", organisation_number=REGION)
    centre = perform("register_centre", county_code="98", run_by=region, name="Provcentralen")
    unit = perform(
        "register_unit", principal_id=region, centre_id=centre, kind="administration", name="Förvaltning", hsa_id="SE2321000206-A1",
        cost_centre_code="1", cost_centre_name="Förvaltning",
    )  # fmt: skip
    for name in ("ada", "bo"):
        perform("invite_user", username=name, name=name, password="en lagom lång mening")
        perform("grant_role", username=name, unit_id=unit, role="system_administrator", valid_from="2026-01-01")
    assert authenticate(username="ada", password="en lagom lång mening") is not None
    (held,) = assignments_by_username("bo", date(2026, 11, 22))
    assert (held.role, held.unit_id) == ("system_administrator", unit)
    assert set(AuditEntry.objects.values_list("door", flat=True)) == {"cli"}
    assert "lagom" not in json.dumps(list(AuditEntry.objects.values_list("details", flat=True)))


@pytest.mark.parametrize(
    ("case", "text", "said"),
    [
        ("no_such_thing", "{}", "no use case no_such_thing"),
        ("register_county", "{code", "no JSON"),
        ("register_county", "[]", "takes an object with: agreement_id, code, name"),
        ("register_county", '{"code": "98", "town": "x"}', "takes an object with: agreement_id, code, name"),
        ("register_county", '{"code": "98", "name": "x"}', "agreement_id: Field required"),
    ],
)
def test_what_cannot_be_read_is_said(perform: Any, case: str, text: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        perform(case, text)


def test_a_password_that_cannot_be_read_is_not_repeated(perform: Any) -> None:
    with pytest.raises(CommandError) as error:
        perform("invite_user", username="ada", name="Ada", password=[4711])
    assert "4711" not in str(error.value)


def test_a_refusal_is_a_sentence_with_its_code_and_nothing_is_kept(world: World, perform: Any) -> None:
    with pytest.raises(CommandError, match=rf"{world.county.code} .*\[organisations.already_registered code\]"):
        perform("register_county", code=world.county.code, name="x", agreement_id="x")


def test_what_the_database_refuses_is_said_in_one_line(world: World, perform: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken_meanwhile(*_: Any, **__: Any) -> None:
        raise IntegrityError("hsa_id is taken\nDETAIL: the whole row")

    monkeypatch.setattr("handtag.cli.management.commands.perform.execute", taken_meanwhile)
    with pytest.raises(CommandError) as error:
        perform("register_county", code="98", name="x", agreement_id="x")
    assert str(error.value) == "The database refuses it: hsa_id is taken"


def test_what_the_system_may_not_do_is_refused(world: World, perform: Any) -> None:
    with pytest.raises(CommandError):
        perform("open_person", person_key=str(world.key("asta")))
