"""Who pays is answered to everyone, and what cannot be read is named."""

import pytest
from django.test import Client
from tests.support.agreement import ID
from tests.support.world import World


def ask(facts: dict[str, object]) -> tuple[int, dict[str, object]]:
    answer = Client().post("/api/v1/decide", facts, "application/json")
    return answer.status_code, answer.json()


@pytest.mark.law("AI Act")
def test_a_question_is_answered_with_its_grounds(world: World) -> None:
    status, body = ask({"agreement": ID, "date": world.today.isoformat(), "iso_code": "122203", "age": 10})
    assert status == 200
    assert {"payer", "may_prescribe", "missing", "citations", "document_hash"} <= body.keys()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"agreement": ID, "colour": "red"}, "colour"),
        ({"agreement": ID, "age": -3}, "age"),
        ({"agreement": ID, "iso_code": "12x"}, "iso_code"),
    ],
)
def test_a_fact_that_cannot_be_read_is_named(world: World, facts: dict[str, object], field: str) -> None:
    status, body = ask(facts)
    assert (status, body["code"], body["field"]) == (422, "facts.unreadable", field)


def test_an_agreement_that_is_not_in_force_is_not_found(world: World) -> None:
    status, body = ask({"agreement": "stockholm", "iso_code": "122203"})
    assert (status, body["code"]) == (404, "agreements.none_in_force")


def test_the_published_versions_are_listed(world: World) -> None:
    answer = Client().get("/api/v1/agreements").json()
    assert [row["agreement_id"] for row in answer] == [ID]
    assert answer[0]["document_hash"] == world.version.document_hash
