"""Rows of the organisation: registered once, corrected by use cases."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from handtag.apps.access.models import User
from handtag.apps.organisations.models import (
    ApiToken,
    Assignment,
    CostCentre,
    County,
    DeliveryPoint,
    DeviceCentre,
    NumberSeries,
    Population,
    Principal,
    Unit,
)
from handtag.domain.access import Scope, Viewer

FIRST_NUMBERS = {"order": 100_001, "invoice": 5_000_001}


def add_county(*, code: str, name: str, agreement_id: str) -> County:
    return County.objects.create(code=code, name=name, agreement_id=agreement_id)


def county_by_code(code: str) -> County | None:
    return County.objects.filter(code=code).first()


def county_for(viewer: Viewer, code: str) -> County | None:
    """A county the viewer may change: the own one, to the system itself any."""
    return County.objects.filter(_within(viewer, "pk"), code=code).first()


def principal_for(viewer: Viewer, principal_id: int) -> Principal | None:
    return Principal.objects.filter(_within(viewer, "county_id"), pk=principal_id).first()


def centre_by_id(centre_id: int) -> DeviceCentre | None:
    return DeviceCentre.objects.filter(pk=centre_id).first()


def centre_for(viewer: Viewer, centre_id: int) -> DeviceCentre | None:
    return DeviceCentre.objects.filter(_within(viewer, "county_id"), pk=centre_id).first()


def unit_for(viewer: Viewer, unit_id: int) -> Unit | None:
    return Unit.objects.filter(_within(viewer, "principal__county_id"), pk=unit_id).first()


def add_principal(
    county: County,
    *,
    kind: str,
    name: str,
    organisation_number: str,
    municipality_code: str,
    populations: Sequence[tuple[int, int]],
) -> Principal:
    principal = Principal.objects.create(
        county=county,
        kind=kind,
        name=name,
        organisation_number=organisation_number,
        municipality_code=municipality_code,
    )
    Population.objects.bulk_create(Population(principal=principal, year=year, inhabitants=inhabitants) for year, inhabitants in populations)
    return principal


def add_centre(county: County, *, run_by: Principal, name: str) -> DeviceCentre:
    centre = DeviceCentre.objects.create(county=county, run_by=run_by, name=name)
    NumberSeries.objects.bulk_create(NumberSeries(centre=centre, kind=kind, next_number=first) for kind, first in FIRST_NUMBERS.items())
    return centre


def add_unit(principal: Principal, centre: DeviceCentre, *, kind: str, name: str, hsa_id: str, cost_centre: CostCentre) -> Unit:
    return Unit.objects.create(principal=principal, centre=centre, kind=kind, name=name, hsa_id=hsa_id, cost_centre=cost_centre)


def cost_centre_for(principal: Principal, *, code: str, name: str) -> CostCentre:
    """The principal's cost centre with this code, made when it is new."""
    found, _ = CostCentre.objects.get_or_create(principal=principal, code=code, defaults={"name": name})
    return found


def add_delivery_point(unit: Unit, *, name: str, address: str, weekdays: str) -> DeliveryPoint:
    return DeliveryPoint.objects.create(unit=unit, name=name, address=address, weekdays=weekdays)


def add_assignment(user: User, unit: Unit, *, role: str, profession: str, valid_from: date) -> Assignment:
    return Assignment.objects.create(user=user, unit=unit, role=role, profession=profession, valid_from=valid_from)


def lock_assignment(viewer: Viewer, assignment_id: int) -> Assignment | None:
    rows = Assignment.objects.select_for_update(of=("self",))
    return rows.filter(_within(viewer, "unit__principal__county_id"), pk=assignment_id).first()


def end_assignment(assignment: Assignment, last_day: date) -> None:
    Assignment.objects.filter(pk=assignment.pk).update(valid_to=last_day)


def add_token(assignment: Assignment, *, digest: str, name: str, at: datetime, expires_at: datetime) -> ApiToken:
    return ApiToken.objects.create(assignment=assignment, digest=digest, name=name, created_at=at, expires_at=expires_at)


def take_number(centre_id: int, kind: str) -> str:
    """The next number of the centre's series, under lock until commit: a rollback gives it back, so the series has no gaps."""
    series = NumberSeries.objects.select_for_update().get(centre_id=centre_id, kind=kind)
    NumberSeries.objects.filter(pk=series.pk).update(next_number=series.next_number + 1)
    return str(series.next_number)


def _within(viewer: Viewer, county_id: str) -> Q:
    """Whoever looks after a system looks after that of one county; the system itself has them all."""
    return Q() if viewer.scope is Scope.ALL else Q(**{county_id: viewer.county_id})
