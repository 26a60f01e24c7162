"""The move assistant: how a person lives from a day on is recorded once, and everything that follows from it is done or becomes a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.handovers import queries, store
from handtag.apps.people import store as people
from handtag.apps.people.models import HOUSING, Person
from handtag.apps.prescriptions import store as prescriptions
from handtag.apps.rentals.models import Rental
from handtag.domain import handing_over
from handtag.domain.access import Permission
from handtag.domain.handing_over import CHANGES, STAYS, Found, Now
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.handing import ask_anew, change_rents, keep, lock_rents


@dataclass(frozen=True)
class CarryOutMove:
    """How the person lives from and including `on`. `municipality_code` empty: in another county."""

    person_key: UUID
    on: date
    housing: str
    municipality_code: str
    home_health_care_enrolled: bool | None


@dataclass(frozen=True)
class Done:
    """What was done: rents that changed payer, prescriptions that stay as they are, and cases that somebody has to settle."""

    changed: int
    stayed: int
    cases: int


@use_case(Permission.PRESCRIBE, audits=("handovers.move_carried_out", "people.circumstances_changed"))
def carry_out_move(ctx: Context, data: CarryOutMove) -> Done:
    """Each of the unit's prescriptions is decided anew on the day under the agreement in force: what somebody else pays changes payer
    and its rent follows; what goes back, is left open or leaves the county becomes a case. What other units have lent is found by the
    clock. Raises NotFound, Refused: a day to come or in a closed month.
    """
    person = people.lock_person(ctx.viewer, data.person_key)
    ctx.require(Permission.PRESCRIBE)
    if data.on > ctx.today:
        raise Refused("stock.day_in_future", field="on", on=data.on, today=ctx.today)
    if data.housing not in {code for code, _ in HOUSING}:
        raise Refused("people.unknown_housing", field="housing", value=data.housing, valid=tuple(code for code, _ in HOUSING))
    now = _now(ctx, person.birth_date, data)
    before = _as_lived(person)
    if now.registered_in_county:
        municipality = people.municipality_by_code(now.municipality)
        people.set_circumstances(
            person, housing=data.housing, municipality=municipality, home_health_care_enrolled=data.home_health_care_enrolled
        )
        ctx.audit("people.circumstances_changed", f"person:{person.key}", changed=handing_over.differing(before, now.facts(data.on)))
    kind = handing_over.kind_of_move(before, now.facts(data.on))
    changed = stayed = cases = 0
    outlooks = queries.outlooks(ctx.viewer, person.key, data.on, now)
    rents = lock_rents(ctx, [outlook.prescription for outlook in outlooks if outlook.verdict == CHANGES], data.on)
    for outlook in outlooks:
        if outlook.verdict == STAYS:
            stayed += 1
        elif outlook.verdict == CHANGES:
            changed += _change(ctx, outlook.prescription.key, rents[outlook.prescription.pk], data.on)
        else:
            found = Found(kind, data.on, outlook.decision.payer if now.registered_in_county else "")
            cases += store.add_case(outlook.prescription, found, key=ctx.new_key(), by=ctx.viewer.code, at=ctx.now)
    ctx.audit("handovers.move_carried_out", f"person:{person.key}", on=data.on.isoformat(), changed=changed, stayed=stayed, cases=cases)
    return Done(changed, stayed, cases)


def _now(ctx: Context, born: date, data: CarryOutMove) -> Now:
    if not data.municipality_code:
        return Now(born, "", data.housing, data.home_health_care_enrolled, registered_in_county=False)
    municipality = people.municipality_by_code(data.municipality_code)
    if municipality is None or municipality.county_id != ctx.viewer.county_id:
        raise Refused("people.unknown_municipality", field="municipality_code", value=data.municipality_code)
    return Now(born, data.municipality_code, data.housing, data.home_health_care_enrolled, registered_in_county=True)


def _as_lived(person: Person) -> dict[str, object]:
    return {
        "municipality": person.municipality.municipality_code, "housing": person.housing,
        "home_health_care_enrolled": person.home_health_care_enrolled,
    }  # fmt: skip


def _change(ctx: Context, key: UUID, rents: Sequence[Rental], on: date) -> int:
    prescription = prescriptions.lock_prescription(ctx.viewer, key)
    assert prescription.article is not None
    anew = ask_anew(ctx, prescription, prescription.article, {}, on)
    if anew.payer is None or not rents:
        raise Refused("handovers.changed_meanwhile", field="on", device=", ".join(rent.device.number for rent in rents))
    decision = keep(ctx, prescription, prescription.article, anew, anew.payer)
    change_rents(ctx, rents, decision, on)
    for case in store.open_cases(prescription):
        if case.happens_on <= on:
            store.end_case(ctx.viewer, case, "settled", at=ctx.now)
    return len(rents)
