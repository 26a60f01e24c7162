"""Rows of the organisation: registered once, corrected by use cases."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Upper

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
from handtag.domain.second_person import Given

FIRST_NUMBERS = {"order": 100_001, "invoice": 5_000_001, "purchase_order": 200_001}


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


def is_principal(organisation_number: str, municipality_code: str) -> tuple[bool, bool]:
    """Whether a principal of the system has this organisation number, and whether one has this municipality code."""
    coded = bool(municipality_code) and Principal.objects.filter(municipality_code=municipality_code).exists()
    return Principal.objects.filter(organisation_number=organisation_number).exists(), coded


def is_centre(name: str) -> bool:
    return DeviceCentre.objects.filter(name=name).exists()


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


def units_by_hsa_id(hsa_ids: Collection[str]) -> dict[str, Unit]:
    """The units with these HSA-ids in capitals, whichever way they are written in the register."""
    found = Unit.objects.annotate(known_as=Upper("hsa_id")).filter(known_as__in=hsa_ids)
    return {unit.hsa_id.upper(): unit for unit in found}


def add_assignment(
    user: User, unit: Unit, given: Given, *, role: str, profession: str, valid_from: date, by_provider: bool = False
) -> Assignment:
    return Assignment.objects.create(
        user=user, unit=unit, role=role, profession=profession, valid_from=valid_from, by_provider=by_provider,
        created_by=given.created_by, created_at=given.at, approved_by=given.approved_by,
        approved_at=given.at if given.in_force else None,
    )  # fmt: skip


def approve_assignment(assignment: Assignment, by: str, at: datetime) -> None:
    Assignment.objects.filter(pk=assignment.pk, approved_by="").update(approved_by=by, approved_at=at)


def provider_assignments(user: User, on: date) -> list[Assignment]:
    """What the identity provider has given the user and that holds on a day."""
    inside = Q(valid_to=None) | Q(valid_to__gte=on)
    return list(Assignment.objects.select_related("unit").filter(inside, user=user, by_provider=True, withdrawn_at=None).order_by("pk"))


def prescriber_at(unit_id: int, assignment_id: int, on: date) -> Assignment | None:
    """The role of a prescriber who works at the unit on a day."""
    inside = Q(valid_to=None) | Q(valid_to__gte=on)
    rows = Assignment.objects.select_related("user").filter(inside, unit_id=unit_id, role="prescriber", valid_from__lte=on)
    return rows.filter(withdrawn_at=None, user__is_active=True).exclude(approved_by="").filter(pk=assignment_id).first()


def no_longer_at_work(assignment_ids: Collection[int], on: date) -> list[int]:
    """Those of the assignments that are over on a day: past their last day, taken away, or of someone who has left."""
    over = Q(valid_to__lt=on) | Q(withdrawn_at__isnull=False) | Q(user__is_active=False)
    return list(Assignment.objects.filter(over, pk__in=assignment_ids).order_by("pk").values_list("pk", flat=True))


def codes_of(assignment_ids: Iterable[int]) -> dict[int, str]:
    """Assignment → what ledgers call its user."""
    rows = Assignment.objects.filter(pk__in=set(assignment_ids)).values_list("pk", "user_id")
    return {pk: f"user:{user}" for pk, user in rows}


def codes_at(unit_id: int, role: str, on: date) -> list[str]:
    """What ledgers call those who hold a role at a unit on a day."""
    inside = Q(valid_to=None) | Q(valid_to__gte=on)
    rows = Assignment.objects.filter(inside, unit_id=unit_id, role=role, valid_from__lte=on, withdrawn_at=None, user__is_active=True)
    return [f"user:{user}" for user in rows.exclude(approved_by="").order_by("pk").values_list("user_id", flat=True)]


def assignments_of(user_id: int) -> list[int]:
    return list(Assignment.objects.filter(user_id=user_id).order_by("pk").values_list("pk", flat=True))


def assignments_of_subject(subject: str) -> list[int]:
    """Of whoever the identity provider calls so."""
    return list(Assignment.objects.filter(user__subject=subject).order_by("pk").values_list("pk", flat=True))


def withdraw_assignment(assignment: Assignment, at: datetime, *, last_day: date) -> None:
    """Ends it at once; `last_day` when it began before, else the mark alone says that it is over."""
    Assignment.objects.filter(pk=assignment.pk).update(withdrawn_at=at, valid_to=max(last_day, assignment.valid_from))


def lock_assignment(viewer: Viewer, assignment_id: int) -> Assignment | None:
    rows = Assignment.objects.select_for_update(of=("self",))
    return rows.filter(_within(viewer, "unit__principal__county_id"), pk=assignment_id).first()


def end_assignment(assignment: Assignment, last_day: date) -> None:
    Assignment.objects.filter(pk=assignment.pk).update(valid_to=last_day)


def add_token(
    assignment: Assignment, given: Given, *, digest: str, name: str, expires_at: datetime, permissions: Sequence[str] = ()
) -> ApiToken:
    return ApiToken.objects.create(
        assignment=assignment, digest=digest, name=name, created_at=given.at, expires_at=expires_at, permissions=list(permissions),
        created_by=given.created_by, approved_by=given.approved_by,
    )  # fmt: skip


def approve_token(token: ApiToken, by: str) -> None:
    ApiToken.objects.filter(pk=token.pk, approved_by="").update(approved_by=by)


def lock_token_for(viewer: Viewer, token_id: int) -> ApiToken | None:
    rows = ApiToken.objects.select_related("assignment").select_for_update(of=("self",))
    return rows.filter(_within(viewer, "assignment__unit__principal__county_id"), pk=token_id).first()


def revoke_token(token: ApiToken, at: datetime) -> None:
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at)


def shorten_token(token: ApiToken, until: datetime) -> None:
    ApiToken.objects.filter(pk=token.pk, expires_at__gt=until).update(expires_at=until)


def note_use(token: ApiToken, at: datetime) -> None:
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)


def revoke_tokens_of(user: User, at: datetime) -> int:
    """Every key of a user that still opens anything; answers how many."""
    return ApiToken.objects.filter(assignment__user=user, revoked_at=None, expires_at__gt=at).update(revoked_at=at)


def lock_user_for(viewer: Viewer, user_id: int) -> User | None:
    """A user who works in the county that the viewer looks after, or nowhere yet."""
    works = Assignment.objects.exclude(approved_by="").filter(user=OuterRef("pk"))
    works_there = works.filter(_within(viewer, "unit__principal__county_id"))
    return User.objects.select_for_update().filter(Exists(works_there) | ~Exists(works), pk=user_id).first()


def take_number(centre_id: int, kind: str) -> str:
    """The next number of the centre's series, under lock until commit: a rollback gives it back, so the series has no gaps."""
    series = NumberSeries.objects.select_for_update().get(centre_id=centre_id, kind=kind)
    NumberSeries.objects.filter(pk=series.pk).update(next_number=series.next_number + 1)
    return str(series.next_number)


def _within(viewer: Viewer, county_id: str) -> Q:
    """Whoever looks after a system looks after that of one county; the system itself has them all."""
    return Q() if viewer.scope is Scope.ALL else Q(**{county_id: viewer.county_id})
