"""Record how a person lives now: what the agreement asks about her. Earlier decisions keep the facts they rest on."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.apps.people.models import HOUSING
from handtag.apps.prescriptions import store as prescriptions
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class UpdateCircumstances:
    person_key: UUID
    housing: str
    municipality_code: str
    home_health_care_enrolled: bool | None


@use_case(Permission.REGISTER_PERSON, audits="people.circumstances_changed")
def update_circumstances(ctx: Context, data: UpdateCircumstances) -> None:
    """Housing, municipality and enrolment change who pays from the next decision on, and what was said of her is asked again.

    Raises NotFound, Refused.
    """
    person = store.lock_person(ctx.viewer, data.person_key)
    ctx.require(Permission.REGISTER_PERSON)
    valid = tuple(housing for housing, _ in HOUSING)
    if data.housing not in valid:
        raise Refused("people.unknown_housing", field="housing", value=data.housing, valid=valid)
    municipality = store.municipality_by_code(data.municipality_code)
    if municipality is None:
        raise Refused("people.unknown_municipality", field="municipality_code", value=data.municipality_code)
    wanted = {
        "housing": data.housing,
        "municipality": municipality,
        "home_health_care_enrolled": data.home_health_care_enrolled,
    }
    changed = {name: value for name, value in wanted.items() if getattr(person, name) != value}
    if changed:
        store.set_circumstances(person, **changed)
        prescriptions.forget(person, by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    # Which circumstances, never what they are: how someone lives says something about her health.
    ctx.audit("people.circumstances_changed", f"person:{person.key}", changed=sorted(changed))
