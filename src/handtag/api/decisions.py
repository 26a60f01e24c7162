"""Who pays, may I, why: open to everyone, because the question holds no personal data and the agreements are public documents."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Body, Router, Schema

from handtag.api.errors import PROBLEMS
from handtag.apps.agreements.queries import compiled_for, published_versions
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.facts import FactError, parse_facts
from handtag.usecases.base import civil_day, clock

router = Router(tags=["decisions"])


class VersionOut(Schema):
    """A published agreement version; valid days are inclusive."""

    agreement_id: str
    version: str
    name: str
    valid_from: date
    valid_to: date | None
    document_hash: str


@router.post("/decide", response={200: dict[str, Any], **PROBLEMS}, auth=None, operation_id="decide")
def decide_facts(request: HttpRequest, facts: Annotated[dict[str, Any], Body(...)]) -> dict[str, Any]:
    """One decision for one object of facts, with the names and values of the reference documentation."""
    known = parse_facts(facts)
    if "agreement" not in known:
        raise FactError("agreement", "which agreement is asked must be said")
    on = known.get("date") or civil_day(clock())
    assert isinstance(on, date)
    return decide(compiled_for(str(known["agreement"]), on).compiled, known).to_dict()


@router.get("/agreements", response=list[VersionOut], auth=None, operation_id="list_agreements")
def list_agreements(request: HttpRequest) -> list[Any]:
    """Every published version, newest first within each agreement."""
    return list(published_versions())
