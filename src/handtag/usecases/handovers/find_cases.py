"""By the clock: whose age or life has changed, or soon will, so that the agreement names another payer for what she has on loan."""

from dataclasses import dataclass

from handtag.apps.agreements.queries import CompiledVersion, compiled_for
from handtag.apps.handovers import store
from handtag.apps.rentals.models import Rental
from handtag.domain.access import Permission
from handtag.domain.agreement.decide import decide
from handtag.domain.handing_over import Found, Now, find_change
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class FindCases:
    pass


@use_case(Permission.FIND_CASES, audits="handovers.cases_found")
def find_cases(ctx: Context, data: FindCases) -> int:
    """Nobody has to remember a birthday or a move: whatever lets the agreement answer otherwise about a device that is lent becomes a case
    at the unit that answers for it, at an age a while before (Uppsala agreement, annex 2: the change at 21 years). Once per change.

    Answers how many were found now.
    """
    ctx.require(Permission.FIND_CASES)
    versions: dict[str, CompiledVersion | None] = {}
    found = 0
    for rental in store.rentals_to_look_over():
        version = _in_force(ctx, versions, rental)
        change = version and _change(ctx, version, rental)
        if change and not store.is_known(rental, change):
            assert rental.decision is not None
            found += store.add_case(rental.decision.prescription, change, key=ctx.new_key(), by=ctx.viewer.code, at=ctx.now)
    ctx.audit("handovers.cases_found", "cases", found=found)
    return found


def _in_force(ctx: Context, versions: dict[str, CompiledVersion | None], rental: Rental) -> CompiledVersion | None:
    agreement = rental.centre.county.agreement_id
    if agreement not in versions:
        try:
            versions[agreement] = compiled_for(agreement, ctx.today)
        except NotFound:
            versions[agreement] = None
    return versions[agreement]


def _change(ctx: Context, version: CompiledVersion, rental: Rental) -> Found | None:
    assert rental.decision is not None
    person = rental.decision.prescription.person
    now = Now(
        person.birth_date, person.municipality.municipality_code, person.housing, person.home_health_care_enrolled,
        person.municipality.county_id == rental.centre.county_id,
    )  # fmt: skip
    return find_change(lambda facts: decide(version.compiled, facts), rental.decision.facts, now, today=ctx.today)
